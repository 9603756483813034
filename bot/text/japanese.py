"""The Japanese tokenizer, one for each thread: Sudachi's refuses to be used by two at once."""

from __future__ import annotations

import threading
from functools import cache
from typing import TYPE_CHECKING

_mine = threading.local()


if TYPE_CHECKING:
    from sudachipy import Dictionary, Tokenizer


@cache
def dictionary() -> Dictionary:
    """Sudachi's core dictionary (Apache-2.0), read once."""
    from sudachipy import Dictionary

    return Dictionary(dict="core")


def sudachi() -> Tokenizer:
    """This thread's tokenizer; its words are as long as the dictionary's (mode C)."""
    if not hasattr(_mine, "tokenizer"):
        from sudachipy import SplitMode

        _mine.tokenizer = dictionary().tokenizer(mode=SplitMode.C)
    return _mine.tokenizer
