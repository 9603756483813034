"""An output channel of Rasa's that keeps the replies of a turn for whoever writes them."""

from __future__ import annotations

from collections.abc import Mapping

from rasa.core.channels.channel import CollectingOutputChannel

from bot.replies.reply import Given
from bot.replies.stored import given_from_json


class ReplyCollector(CollectingOutputChannel):
    """Collects what was given; what is no reply of the desk's, as an action server of others may say, is none.

    Attributes:
        given: the replies, in order.
    """

    def __init__(self) -> None:
        super().__init__()
        self.given: list[Given] = []

    async def send_response(self, recipient_id: str, message: Mapping[str, object]) -> None:
        """Keeps a reply."""
        given = given_from_json(message.get("custom"))
        if given:
            self.given.append(given)
