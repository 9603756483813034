"""A turn's replies, held back until it is known whether what was said could be kept."""

from __future__ import annotations

from collections.abc import Mapping

from rasa.core.channels.channel import OutputChannel

from bot.replies.reply import Given
from bot.replies.stored import given_from_json
from bot.text.well_formed import well_formed

BESIDE = frozenset({"masked", "form_forgotten"})  # said beside an answer, never the answer


class HeldReplies(OutputChannel):
    """Holds responses for a channel, which gets them all at the turn's end."""

    def __init__(self, channel: OutputChannel) -> None:
        self._channel = channel
        self._held: list[tuple[str, dict[str, object]]] = []

    def name(self) -> str:  # type: ignore[override]  # Rasa calls it on instances
        """The wrapped channel's name."""
        return str(self._channel.name())

    async def send_response(self, recipient_id: str, message: Mapping[str, object]) -> None:
        """Holds a response."""
        self._held.append((recipient_id, {**message}))

    def __len__(self) -> int:
        """How many responses are held."""
        return len(self._held)

    @property
    def last(self) -> Given | None:
        """The last reply that answers."""
        replies = (given_from_json(message.get("custom")) for _to, message in reversed(self._held))
        return next((given for given in replies if given and given.reply.topic not in BESIDE), None)

    def take_back(self, since: int = 0) -> None:
        """Takes back the responses since one."""
        del self._held[since:]

    async def deliver(self) -> None:
        """Hands everything to the channel."""
        for recipient_id, message in self._held:
            await self._channel.send_response(well_formed(recipient_id), {**message})
