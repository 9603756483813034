"""An output channel of Rasa's that keeps whole replies, for whoever writes them elsewhere."""

from __future__ import annotations

from typing import Any

from rasa.core.channels.channel import CollectingOutputChannel


class ReplyCollector(CollectingOutputChannel):
    """Collects whole replies."""

    recipient: str | None = None  # whom the replies name; without one, the conversation

    async def send_response(self, recipient_id: str, message: dict[str, Any]) -> None:
        """Keeps a reply as it is, with empty parts where it has none."""
        reply = {
            "recipient_id": self.recipient or recipient_id,
            "text": message.get("text") or "",
            "buttons": message.get("buttons") or [],
            "custom": message.get("custom") or {},
        }
        await self._persist_message(reply)
