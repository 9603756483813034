"""Where the person at this machine sees the pairing code and agrees to each read: never on the page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from card_bridge.screen import texts
from card_bridge.screen.sentences import say

CONSENT_SECONDS = 60.0  # a question that nobody answers is refused


class Screen(Protocol):
    """A terminal, a window, or a double."""

    async def show_code(self, code: str, origin: str) -> None:
        """Shows the pairing code that a page asks for."""

    async def agrees(self, origin: str, with_month: bool) -> bool:
        """Whether the person lets this origin read once; no answer in time is a no."""


def question(origin: str, with_month: bool, language: str) -> Iterator[str]:
    """Who asks, what will be read, and what will not."""
    yield say(texts.QUESTION, language, origin=origin)
    yield say(texts.WHAT_IS_READ, language)
    if with_month:
        yield say(texts.WITH_MONTH, language)
    yield say(texts.ONE_READ, language)


def code_lines(code: str, origin: str, language: str) -> Iterator[str]:
    """The pairing code and who wants it."""
    yield say(texts.CODE_WANTED, language, origin=origin)
    yield say(texts.CODE, language, code=code)
