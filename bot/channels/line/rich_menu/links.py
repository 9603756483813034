"""Shows a user the rich menu of their language."""

from __future__ import annotations

from urllib.parse import quote

from bot.channels.line.client import LineClient
from bot.channels.line.event_actions import ALIAS
from bot.i18n.languages import ORIGINAL, language_of


async def show_menu(client: LineClient, user_id: str, language: str) -> None:
    """Links a user to a menu, where `madoguchi line setup` has made one; the original's is everybody's default."""
    if language == ORIGINAL:
        return
    alias = await client.call("alias", "GET", f"/v2/bot/richmenu/alias/{ALIAS}{language_of(language)}")
    menu = alias.body.get("richMenuId")
    if alias.is_ok and isinstance(menu, str):
        path = f"/v2/bot/user/{quote(user_id, safe='')}/richmenu/{quote(menu, safe='')}"
        await client.call("show_menu", "POST", path)
