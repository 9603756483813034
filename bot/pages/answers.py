"""The answers that pages without scripts show: each at an address of its own, which may be loaded again."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass
from itertools import takewhile
from typing import TypedDict, cast

from cachetools import TTLCache

from bot.replies.reply import Given
from bot.replies.stored import GivenJson, given_from_json, given_to_json
from bot.storage.shared_memory import SharedMemory

KEEP_SECONDS = 30 * 60  # as a form's session: later, going back would show what the desk has forgotten
MOST = 500  # some 40 kB each
PAGE = "page-"  # begins the name of an answer's page: in all servers' memory a conversation has other names too


class AnsweredJson(TypedDict):
    """What all servers keep of an answer; the fields are `Answered`'s."""

    session: str
    language: str
    replies: list[GivenJson]
    question: str
    furigana: bool
    notice: str


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
    """Keeps the last answers under names that nobody can guess: in this server, and for all servers.

    Args:
        memory: all servers'; None where there is one server.
        now: a clock in seconds that never goes back.
    """

    def __init__(self, memory: SharedMemory | None = None, now: Callable[[], float] = time.monotonic) -> None:
        self._memory = memory
        self._kept: TTLCache[str, Answered] = TTLCache(MOST, KEEP_SECONDS, now)

    async def keep(self, answered: Answered) -> str:
        """Keeps an answer; returns its name."""
        name = PAGE + secrets.token_urlsafe(24)
        self._kept[name] = answered
        if self._memory:
            await self._memory.put(answered.session, name, to_json(answered), KEEP_SECONDS)
        return name

    async def get(self, name: str) -> Answered | None:
        """The answer of a name; None when there is none, or none any more."""
        answered = self._kept.get(name)
        if answered is None and self._memory and name.startswith(PAGE):
            known = await self._memory.get(name)
            answered = from_json(cast(AnsweredJson, known)) if known else None
        return answered

    async def before(self, name: str, session: str, most: int) -> list[tuple[str, Answered]]:
        """The last answers of a conversation that came before one, with their names, newest first."""
        own = [one for one, kept in list(self._kept.items()) if kept.session == session and kept.replies]
        names = await self._memory.names(session) if self._memory else []
        older = takewhile(lambda one: one != name, [one for one in names if one.startswith(PAGE)] or own)
        found = [(one, await self.get(one)) for one in list(older)[-most:]]
        return [(one, answered) for one, answered in reversed(found) if answered and answered.replies]

    def forget(self, session: str) -> None:
        """Forgets the answers of a conversation in this server; all servers' memory is asked by its group."""
        for name in list(self._kept):
            answered = self._kept.get(name)
            if answered and answered.session == session:
                self._kept.pop(name, None)


def to_json(answered: Answered) -> AnsweredJson:
    """An answer as all servers keep it."""
    return {**vars(answered), "replies": [given_to_json(given) for given in answered.replies]}  # type: ignore[typeddict-item]


def from_json(kept: AnsweredJson) -> Answered:
    """The answer that `to_json` wrote."""
    replies = tuple(given for one in kept["replies"] if (given := given_from_json(one)))
    return Answered(**{**kept, "replies": replies})  # type: ignore[arg-type]
