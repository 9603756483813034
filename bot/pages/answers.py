"""The answers that pages without scripts show: each at an address of its own, which may be loaded again."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass
from itertools import takewhile

from cachetools import TTLCache

from bot.replies.reply import Given

KEEP_SECONDS = 30 * 60  # as a form's session: later, going back would show what the desk has forgotten
MOST = 500  # some 40 kB each


@dataclass(frozen=True)
class Answered:
    """What one page shows.

    Attributes:
        session: the conversation that it belongs to.
        language: what the desk spoke last; the page may be looked at in another.
        replies: as they were given; the page writes them in its language.
        question: what was asked, masked; empty for a button.
        furigana: whether the reader wants the readings.
        notice: the label of what else there is to say.
    """

    session: str
    language: str
    replies: tuple[Given, ...] = ()
    question: str = ""
    furigana: bool = False
    notice: str = ""


class AnswerPages:
    """Keeps the last answers in memory, under names that nobody can guess."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._kept: TTLCache[str, Answered] = TTLCache(MOST, KEEP_SECONDS, now)

    def keep(self, answered: Answered) -> str:
        """Keeps an answer; returns its name."""
        name = secrets.token_urlsafe(24)
        self._kept[name] = answered
        return name

    def get(self, name: str) -> Answered | None:
        """The answer of a name; None when there is none, or none any more."""
        return self._kept.get(name)

    def before(self, name: str, most: int) -> list[tuple[str, Answered]]:
        """The last answers of the same conversation that came before one, with their names, newest first."""
        session = answered.session if (answered := self._kept.get(name)) else None
        older = [(one, self._kept.get(one)) for one in takewhile(lambda one: one != name, list(self._kept))]
        own = [(one, other) for one, other in older if other and other.session == session and other.replies]
        return own[: -most - 1 : -1]

    def forget(self, session: str) -> None:
        """Forgets the answers of a conversation."""
        for name in list(self._kept):
            answered = self._kept.get(name)
            if answered and answered.session == session:
                self._kept.pop(name, None)
