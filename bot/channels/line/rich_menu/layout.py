"""The rich menu of each language: tabs to the other languages, then what people ask most."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from bot.channels.line.event_actions import ALIAS, change_language
from bot.channels.line.utf16 import shorten
from bot.i18n.catalogues import _, translate
from bot.i18n.languages import LANGUAGES
from bot.text.json_values import JsonObject

FOLDER = Path(__file__).parent / "menus"
WIDTH, HEIGHT, TAB_HEIGHT, COLUMNS = 2500, 1686, 246, 3  # pixels; LINE takes 800 to 2500 wide, at least 1.45 times high
MOST_BAR, MOST_LABEL = 14, 20  # graphemes (Messaging API reference, rich menu, action label)
BAR = _("メニュー")
# What a tile asks for, by the name of its drawing.
TILES = {
    "lost": ("/lost_card", _("カードをなくした")),
    "pin": ("/pin_locked", _("暗証番号のこと")),
    "calendar": ("/expiry_calculation", _("有効期限を調べる")),
    "store": ("/konbini_about", _("コンビニで証明書")),
    "house": ("/address_name_change", _("住所・氏名の変更")),
    "phone": ("/human_handoff", _("電話で相談する")),
}
Bounds = tuple[int, int, int, int]  # x, y, width, height


def tab_bounds() -> dict[str, Bounds]:
    """Where the tab of each language is."""
    width = WIDTH // len(LANGUAGES)
    return {code: (number * width, 0, width, TAB_HEIGHT) for number, code in enumerate(LANGUAGES)}


def tile_bounds() -> dict[str, Bounds]:
    """Where each tile is."""
    width, height = WIDTH // COLUMNS, (HEIGHT - TAB_HEIGHT) // (len(TILES) // COLUMNS)
    places = {name: divmod(number, COLUMNS) for number, name in enumerate(TILES)}
    return {name: (column * width, TAB_HEIGHT + row * height, width, height) for name, (row, column) in places.items()}


def rich_menu(language: str) -> JsonObject:
    """The menu of a language (messaging-api.yml, RichMenuRequest), without its name."""
    tabs = [area(bounds, tab_action(code)) for code, bounds in tab_bounds().items()]
    tiles = [area(bounds, tile_action(name, language)) for name, bounds in tile_bounds().items()]
    return {
        "size": {"width": WIDTH, "height": HEIGHT},
        "selected": True,
        "chatBarText": shorten(translate(BAR, language), MOST_BAR),
        "areas": [*tabs, *tiles],
    }


def area(bounds: Bounds, action: JsonObject) -> JsonObject:
    """What a tap on a part of the picture does."""
    return {"bounds": dict(zip(("x", "y", "width", "height"), bounds, strict=True)), "action": action}


def tab_action(language: str) -> JsonObject:
    """Shows the menu of a language, and has the conversation go on in it."""
    return {
        "type": "richmenuswitch",
        "label": LANGUAGES[language].name,
        "richMenuAliasId": ALIAS + language,
        "data": change_language(language),
    }


def tile_action(name: str, language: str) -> JsonObject:
    """Asks what a tile asks."""
    payload, msgid = TILES[name]
    title = translate(msgid, language)
    return {"type": "postback", "label": shorten(title, MOST_LABEL), "data": payload, "displayText": title}


def picture(language: str) -> Path:
    """The picture of a menu, drawn by `script/line_menus`."""
    return FOLDER / f"{language}.png"


def menu_name(language: str) -> str:
    """The name of a menu: another one when its areas or its picture change, so that `setup` sees it."""
    content = json.dumps(rich_menu(language), sort_keys=True).encode() + picture(language).read_bytes()
    return f"{ALIAS}{language}-{hashlib.sha256(content).hexdigest()[:12]}"


def said_in(language: str) -> list[str]:
    """Every word on the picture of a menu."""
    tabs = [entry.name for entry in LANGUAGES.values()]
    return [language, *tabs, *(translate(msgid, language) for _payload, msgid in TILES.values())]
