"""What is written in a language, for readers who need another register of it.

Traditional Chinese is made of what was written; easy Japanese has texts of its own (bot/i18n/catalogues.py), among
which dates, hours and amounts stand as in Japanese.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

from bot.i18n.languages import REGISTERS, TRADITIONAL, language_of
from bot.i18n.traditional import in_traditional

Write = TypeVar("Write", bound=Callable[..., str])
REWRITE: dict[str, Callable[[str], str]] = {TRADITIONAL: in_traditional}


def rewritten(write: Write) -> Write:
    """Has a function that writes something for a reader, its second argument, know registers made of a language.

    A register with a catalogue of its own is looked up by the function itself.
    """

    @wraps(write)
    def written(what: object, reader: str, /, *args: Any, **kwargs: Any) -> str:
        if reader not in REWRITE:
            return write(what, reader, *args, **kwargs)
        return REWRITE[reader](write(what, REGISTERS[reader].language, *args, **kwargs))

    return cast(Write, written)


def for_every_register(write: Write) -> Write:
    """Has a function that writes something in a language, its second argument, write it in a register as well."""
    known = rewritten(write)

    @wraps(write)
    def written(what: object, reader: str, /, *args: Any, **kwargs: Any) -> str:
        return known(what, reader if reader in REWRITE else language_of(reader), *args, **kwargs)

    return cast(Write, written)
