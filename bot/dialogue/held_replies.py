"""A turn's replies, held back until it is known whether what was said could be kept."""

from __future__ import annotations

from typing import Any

from rasa.core.channels.channel import OutputChannel

from bot.replies.multilingual import noted_so_far, take_back_notes
from bot.text.well_formed import well_formed

BESIDE = frozenset({"masked", "form_forgotten"})  # said beside an answer, never the answer


class HeldReplies(OutputChannel):
    """Holds responses for a channel, which gets them all at the turn's end."""

    def __init__(self, channel: OutputChannel) -> None:
        """Wraps a channel's output."""
        self._channel = channel
        self._held: list[tuple[str, dict[str, Any], int]] = []

    def name(self) -> str:  # type: ignore[override]  # Rasa calls it on instances
        """The wrapped channel's name."""
        return str(self._channel.name())

    async def send_response(self, recipient_id: str, message: dict[str, Any]) -> None:
        """Holds a response."""
        self._held.append((recipient_id, {**message}, noted_so_far()))

    def __len__(self) -> int:
        """How many responses are held."""
        return len(self._held)

    @property
    def last(self) -> dict[str, Any]:
        """The last response that answers."""
        answers = (message for _to, message, _notes in reversed(self._held) if topic_of(message) not in BESIDE)
        return next(answers, {})

    def take_back(self, since: int = 0) -> None:
        """Takes back the responses since one, their versions in other languages too."""
        del self._held[since:]
        take_back_notes(self._held[-1][2] if self._held else 0)

    async def deliver(self) -> None:
        """Hands everything to the channel."""
        for recipient_id, message, _notes in self._held:
            await self._channel.send_response(well_formed(recipient_id), {**message})


def topic_of(message: dict[str, Any]) -> str:
    """The topic of a response."""
    return str((message.get("custom") or {}).get("topic"))
