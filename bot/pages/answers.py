"""The answers that pages without scripts show: each at an address of its own, which may be loaded again."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass

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
        self._now = now
        self._kept: dict[str, tuple[float, Answered]] = {}  # oldest first

    def keep(self, answered: Answered) -> str:
        """Keeps an answer; returns its name."""
        name = secrets.token_urlsafe(24)
        self._kept[name] = (self._now(), answered)
        self._drop_old()
        return name

    def get(self, name: str) -> Answered | None:
        """The answer of a name; None when there is none, or none any more."""
        self._drop_old()
        _kept_at, answered = self._kept.get(name, (0.0, None))
        return answered

    def forget(self, session: str) -> None:
        """Forgets the answers of a conversation."""
        self._kept = {name: entry for name, entry in self._kept.items() if entry[1].session != session}

    def _drop_old(self) -> None:
        oldest = self._now() - KEEP_SECONDS
        while self._kept and (len(self._kept) > MOST or next(iter(self._kept.values()))[0] < oldest):
            self._kept.pop(next(iter(self._kept)))
