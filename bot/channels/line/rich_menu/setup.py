"""Puts the rich menus in place (`madoguchi line setup`); a second time changes nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bot.channels.line.client import MESSAGES, Answer, LineClient
from bot.channels.line.event_actions import ALIAS
from bot.channels.line.rich_menu.layout import menu_name, picture, rich_menu
from bot.i18n.languages import LANGUAGES, ORIGINAL
from bot.text.json_values import JsonValue

MENUS, ALIASES, DEFAULT = "/v2/bot/richmenu", "/v2/bot/richmenu/alias", "/v2/bot/user/all/richmenu"


class PlatformError(Exception):
    """The platform refused a call; the message says which and why."""


class Account:
    """The rich menus of one account, as the platform has them."""

    def __init__(self, client: LineClient) -> None:
        self._client = client

    async def menus(self) -> dict[str, str]:
        """The ids of our menus by name."""
        found = (await self.call("GET", f"{MENUS}/list")).objects("richmenus")
        named = {str(menu["name"]): str(menu["richMenuId"]) for menu in found}
        return {name: menu for name, menu in named.items() if name.startswith(ALIAS)}

    async def aliases(self) -> dict[str, str]:
        """The menu of each alias."""
        found = (await self.call("GET", f"{ALIASES}/list")).objects("aliases")
        return {str(alias["richMenuAliasId"]): str(alias["richMenuId"]) for alias in found}

    async def default(self) -> str | None:
        """The menu that everybody sees who has none of their own."""
        menu = (await self.call("GET", DEFAULT, may_be_missing=True)).body.get("richMenuId")
        return str(menu) if menu else None

    async def create(self, language: str) -> str:
        """Makes a menu with its picture; without the picture there is no menu."""
        body = {**rich_menu(language), "name": menu_name(language)}
        menu = str((await self.call("POST", MENUS, body)).body["richMenuId"])
        try:
            await self.call("POST", f"{MENUS}/{menu}/content", data=picture(language).read_bytes())
        except PlatformError:
            await self.call("DELETE", f"{MENUS}/{menu}")
            raise
        return menu

    async def call(
        self,
        method: str,
        path: str,
        body: Mapping[str, JsonValue] | None = None,
        data: bytes | None = None,
        may_be_missing: bool = False,
    ) -> Answer:
        """One call.

        Args:
            method: of HTTP.
            path: below the API's address.
            body: an object, sent as JSON.
            data: a PNG, sent to the API for files instead.
            may_be_missing: whether a 404 is an answer like any other.

        Raises:
            PlatformError: when it was refused.
        """
        headers = {"Content-Type": "image/png"} if data else None
        answer = await self._client.call(
            "rich_menu", method, path, body, data=data, headers=headers, lane=MESSAGES, of_data_api=bool(data)
        )
        if not answer.is_ok and not (may_be_missing and answer.status == 404):
            raise PlatformError(f"LINE refused {method} {path}: {answer.status} {answer.message}")
        return answer


async def set_up(client: LineClient) -> list[str]:
    """Makes what is missing, points aliases and default at it, deletes old menus; returns what was done.

    Raises:
        PlatformError: when the platform refused a call.
    """
    account, done = Account(client), []
    menus, aliases = await account.menus(), await account.aliases()
    wanted = {}
    for language in LANGUAGES:
        name = menu_name(language)
        if name not in menus:
            menus[name] = await account.create(language)
            done.append(f"Made the menu {name}.")
        wanted[language] = menus[name]
        done += await _point(account, aliases, ALIAS + language, menus[name])
    if await account.default() != wanted[ORIGINAL]:
        await account.call("POST", f"{DEFAULT}/{wanted[ORIGINAL]}")
        done.append(f"Made {menu_name(ORIGINAL)} the default.")
    for name in old(menus):
        await account.call("DELETE", f"{MENUS}/{menus[name]}")
        done.append(f"Deleted the old menu {name}.")
    return done


async def _point(account: Account, aliases: dict[str, str], alias: str, menu: str) -> list[str]:
    if aliases.get(alias) == menu:
        return []
    if alias in aliases:
        await account.call("POST", f"{ALIASES}/{alias}", {"richMenuId": menu})
    else:
        await account.call("POST", ALIASES, {"richMenuAliasId": alias, "richMenuId": menu})
    return [f"Pointed the alias {alias} at it."]


def old(menus: dict[str, str]) -> Iterator[str]:
    """The names of our menus that are no longer drawn so."""
    current = {menu_name(language) for language in LANGUAGES}
    return (name for name in menus if name not in current)
