"""Whether every answer can be spoken: once in every language, with the telephone lines open and closed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from itertools import product

from bot.i18n.languages import LANGUAGES
from bot.replies.speaker import Speaker
from knowledge.lines import TOKYO

MOMENTS = (datetime(2026, 11, 30, 12, tzinfo=TOKYO), datetime(2026, 12, 31, 2, tzinfo=TOKYO))  # noon; New Year's night


def speaking_problems(speaker: Speaker) -> Iterator[str]:
    """Answers and lines that fail when they are said, or that show a brace; each answer is told once."""
    told: set[str] = set()
    for name, language, now in product(speaker.answers, LANGUAGES, MOMENTS):
        problem = None if name in told else _trouble(lambda: str(speaker.reply(name, language, now=now)["text"]))  # noqa: B023
        if problem:
            told.add(name)
            yield f"answers, {name}: cannot be said in {language}: {problem}"
    for language, now in product(LANGUAGES, MOMENTS):
        problem = _trouble(lambda: str(len(speaker.telephone.all_lines(language, now))))  # noqa: B023
        if problem:
            yield f"lines: cannot be said in {language}: {problem}"


def _trouble(say: Callable[[], str]) -> str | None:
    """What goes wrong with what is said, if anything does."""
    try:
        said = say()
    except Exception as error:  # whatever breaks here would break in front of a visitor
        return f"{type(error).__name__}, {error}"
    return "a brace is left in it" if "{" in said or "}" in said else None
