"""Rich menus: drawn from the catalogues, put in place once, and checked."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from typing import Any

import pytest
from PIL import Image

from bot.__main__ import main
from bot.channels.line.account_check import problems
from bot.channels.line.client import LineClient
from bot.channels.line.rich_menu.layout import WIDTH, picture, rich_menu, said_in
from bot.channels.line.rich_menu.links import show_menu
from bot.channels.line.rich_menu.setup import PlatformError, set_up
from bot.channels.line.utf16 import graphemes
from bot.i18n.languages import LANGUAGES
from bot.settings import LineSettings
from tests.doubles import line_spec
from tests.doubles.line_platform import SECRET, TOKEN, LinePlatform
from tests.doubles.line_rules import action_problems

WEBHOOK = {"endpoint": "https://desk.example/webhooks/line/webhook", "active": True}


@pytest.fixture
def platform() -> Iterator[LinePlatform]:
    platform = LinePlatform().start()
    yield platform
    platform.stop()


def with_client(platform: LinePlatform, work: Any, *more: Any) -> Any:
    async def run() -> Any:
        client = LineClient(LineSettings(SECRET, TOKEN, None, platform.url, platform.url))
        try:
            return await work(client, *more)
        finally:
            await client.close()

    return asyncio.run(run())


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_menu_is_valid_and_its_picture_says_what_the_catalogues_say(language: str) -> None:
    menu: Any = rich_menu(language)
    assert line_spec.errors("messaging-api", "RichMenuRequest", {**menu, "name": "a"}) == []
    for area in menu["areas"]:
        assert list(action_problems("", area["action"])) == [] and len(graphemes(area["action"]["label"])) <= 20
        bounds = area["bounds"]
        assert bounds["x"] + bounds["width"] <= menu["size"]["width"]
        assert bounds["y"] + bounds["height"] <= menu["size"]["height"]
    image = Image.open(picture(language))
    assert image.size == (menu["size"]["width"], menu["size"]["height"]) and image.width / image.height >= 1.45
    assert image.width == WIDTH and picture(language).stat().st_size <= 1_000_000
    assert json.loads(image.info["words"]) == said_in(language), "run script/line_menus"


def test_setting_up_twice_changes_nothing(platform: LinePlatform) -> None:
    assert len(with_client(platform, set_up)) == 9
    assert set(platform.aliases) == {f"madoguchi-{language}" for language in LANGUAGES}
    assert platform.default_menu == platform.aliases["madoguchi-ja"] and len(platform.images) == 4
    assert with_client(platform, set_up) == []
    assert len(platform.menus) == 4 and platform.problems == []


def test_an_old_menu_is_replaced_and_others_stay(platform: LinePlatform) -> None:
    platform.menus = {
        "old": {"richMenuId": "old", "name": "madoguchi-en-0", "size": {}},
        "other": {"richMenuId": "other", "name": "campaign", "size": {}},
    }
    platform.images, platform.aliases = {"old": b""}, {"madoguchi-en": "old"}
    with_client(platform, set_up)
    assert "old" not in platform.menus and "other" in platform.menus
    assert platform.aliases["madoguchi-en"] != "old"


def test_a_menu_without_its_picture_is_taken_back(platform: LinePlatform) -> None:
    platform.fail("/v2/bot/richmenu/richmenu-500000000000000000/content", 500)
    with pytest.raises(PlatformError, match="content: 500"):
        with_client(platform, set_up)
    assert platform.menus == {}
    assert len(with_client(platform, set_up)) == 9


def test_check_names_what_is_wrong(platform: LinePlatform) -> None:
    missing = with_client(platform, problems)
    assert "No webhook URL" in missing[0] and len([line for line in missing if "line setup" in line]) == 5
    platform.webhook = WEBHOOK
    with_client(platform, set_up)
    assert with_client(platform, problems) == []
    platform.webhook = {"endpoint": "https://desk.example/callback", "active": False}
    platform.aliases["madoguchi-ko"] = platform.aliases["madoguchi-ja"]
    platform.fail("/v2/bot/channel/webhook/test", 200, body={"success": False, "detail": "404"})
    found = with_client(platform, problems)
    assert [any(word in line for line in found) for word in ("/callback", "Use webhook", "404", "madoguchi-ko")] == [
        True
    ] * 4


def test_check_says_that_a_token_is_wrong_or_nobody_answers(platform: LinePlatform) -> None:
    platform.fail("/v2/bot/info", 401)
    assert "token is not valid" in with_client(platform, problems)[0]
    away = LinePlatform()
    away.url = "http://127.0.0.1:9"
    assert "LINE_API_URL" in with_client(away, problems)[0]


def test_a_user_is_shown_the_menu_of_their_language(platform: LinePlatform) -> None:
    with_client(platform, show_menu, "U1", "ko")  # before the setup: nothing to show
    with_client(platform, set_up)
    with_client(platform, show_menu, "U1", "ko")
    with_client(platform, show_menu, "U2", "ja")
    assert platform.links == {"U1": platform.aliases["madoguchi-ko"]}


def test_the_commands(
    platform: LinePlatform, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("LINE_CHANNEL_SECRET", raising=False)
    assert main(["line", "check"]) == 2 and "LINE_CHANNEL_SECRET" in capsys.readouterr().err
    for name, value in (("SECRET", SECRET), ("ACCESS_TOKEN", TOKEN)):
        monkeypatch.setenv(f"LINE_CHANNEL_{name}", value)
    monkeypatch.setenv("LINE_API_URL", platform.url)
    monkeypatch.setenv("LINE_DATA_API_URL", platform.url)
    platform.webhook = WEBHOOK
    assert main(["line", "check"]) == 1 and "line setup" in capsys.readouterr().out
    assert main(["line", "setup"]) == 0 and "Made the menu" in capsys.readouterr().out
    assert main(["line", "setup"]) == 0 and "already" in capsys.readouterr().out
    assert main(["line", "check"]) == 0 and "in order" in capsys.readouterr().out
