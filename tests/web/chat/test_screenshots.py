"""Pictures of the chat to look at, kept in var/screenshots/."""

from __future__ import annotations

import io
from typing import Any

import pytest
from PIL import Image

from bot.i18n.languages import LANGUAGES
from bot.settings import ROOT
from tests.web.chat.chat import LOST, Chat
from tests.web.chat.conftest import Visit

FOLDER = ROOT / "var" / "screenshots"
WIDTHS = {320: 640, 768: 1024, 1440: 900}  # and their heights, px
COLOURS = 20  # of letters, lines and surfaces; a blank page has one


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_screenshots(visit: Visit, labels: Any, scheme: str) -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    chat = Chat(visit(color_scheme=scheme).new_page(), labels)
    for language in LANGUAGES:
        chat.open(language)
        if chat.questions.count() == 0:
            chat.ask(LOST[language])
        chat.switch(language)
        for width, height in WIDTHS.items():
            chat.page.set_viewport_size({"width": width, "height": height})
            picture = chat.page.screenshot(path=FOLDER / f"{language}-{width}-{scheme}.png")
            colours = Image.open(io.BytesIO(picture)).convert("RGB").getcolors(1 << 24)
            assert colours and len(colours) > COLOURS
