"""The Japanese tokenizer, one for each thread: Sudachi's refuses to be used by two at once."""

from __future__ import annotations

import threading
from functools import cache
from typing import Any

_mine = threading.local()


@cache
def dictionary() -> Any:
    """Sudachi's core dictionary (Apache-2.0), read once."""
    from sudachipy import Dictionary

    return Dictionary(dict="core")


def sudachi() -> Any:
    """This thread's tokenizer; its words are as long as the dictionary's (mode C)."""
    if not hasattr(_mine, "tokenizer"):
        from sudachipy import SplitMode

        _mine.tokenizer = dictionary().tokenizer(mode=SplitMode.C)
    return _mine.tokenizer
