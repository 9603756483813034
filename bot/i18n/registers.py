"""What is written in a language is written anew for readers who need another register of it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

from bot.i18n.languages import REGISTERS, TRADITIONAL
from bot.i18n.traditional import in_traditional

Write = TypeVar("Write", bound=Callable[..., str])
REWRITE: dict[str, Callable[[str], str]] = {TRADITIONAL: in_traditional}


def for_every_register(write: Write) -> Write:
    """Has a function that writes something in a language, its second argument, write it in a register as well."""

    @wraps(write)
    def written(what: object, language: str, /, *args: Any, **kwargs: Any) -> str:
        if language not in REGISTERS:
            return write(what, language, *args, **kwargs)
        return REWRITE[language](write(what, REGISTERS[language].language, *args, **kwargs))

    return cast(Write, written)
