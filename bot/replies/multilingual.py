"""The same replies in every language, for channels whose reader can switch."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from bot.i18n.languages import LANGUAGES
from bot.replies.builder import Reply


@dataclass(frozen=True)
class Spoken:
    """One reply: the language it was given in, and its version in every language."""

    language: str
    versions: dict[str, Reply]


_noted: ContextVar[list[Spoken] | None] = ContextVar("noted", default=None)


@contextmanager
def noting_versions() -> Iterator[list[Spoken]]:
    """Notes every reply that is spoken inside, tasks started there included."""
    noted: list[Spoken] = []
    token = _noted.set(noted)
    try:
        yield noted
    finally:
        _noted.reset(token)


def noted_so_far() -> int:
    """How many replies were noted."""
    return len(_noted.get() or ())


def take_back_notes(since: int) -> None:
    """Takes back the notes since one, of replies that are not given after all."""
    del (_noted.get() or [])[since:]


def speak(language: str, say: Callable[[str], Reply]) -> Reply:
    """Speaks a reply; where a channel notes versions, in every language.

    >>> with noting_versions() as noted:
    ...     speak("en", lambda code: {"text": code})["text"], sorted(noted[0].versions)
    ('en', ['en', 'ja', 'ko', 'zh'])
    """
    noted = _noted.get()
    if noted is None:
        return say(language)
    versions = {code: say(code) for code in LANGUAGES}
    noted.append(Spoken(language, versions))
    return {**versions[language]}  # Rasa takes apart what it is given
