"""In which language a chat is answered before its own words tell: the profile's, then the last reply's."""

from __future__ import annotations

from urllib.parse import quote

from cachetools import LRUCache

from bot.channels.line.client import LineClient
from bot.channels.line.memory import memory
from bot.i18n.languages import reader_of

FOR_OTHERS = "en"  # to readers of a language that the desk does not speak


class Languages:
    """Remembers the language of each chat, by its pseudonym."""

    def __init__(self, client: LineClient) -> None:
        self._client = client
        self._known: LRUCache[str, str] = memory()

    async def of(self, sender: str, user_id: str | None) -> str | None:
        """The language of a chat; asks for the profile of a user not heard before, and goes on without it."""
        if sender not in self._known and user_id:
            answer = await self._client.call("profile", "GET", f"/v2/bot/profile/{quote(user_id, safe='')}")
            guess = spoken(answer.body.get("language"))
            if guess:
                self.remember(sender, guess)
        return self._known.get(sender)

    def remember(self, sender: str, language: str) -> None:
        """Keeps the language of the last reply."""
        self._known[sender] = language


def spoken(tag: object) -> str | None:
    """The desk's language or register for a profile's (BCP 47).

    >>> [spoken(tag) for tag in ("ja", "zh-Hant-TW", "zh-CN", "pt-BR", None)]
    ['ja', 'zh-Hant', 'zh', 'en', None]
    """
    if not isinstance(tag, str) or not tag:
        return None
    return reader_of(tag) or FOR_OTHERS
