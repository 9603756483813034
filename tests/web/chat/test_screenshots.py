"""Pictures of the chat to look at, kept in var/screenshots/: dark by night, light by day, at every width."""

from __future__ import annotations

import io

import pytest
from PIL import Image, ImageStat

from bot.i18n.languages import LANGUAGES
from bot.settings import ROOT
from tests.web.chat.chat import LOST, Chat, Labels
from tests.web.chat.conftest import Visit

FOLDER = ROOT / "var" / "screenshots"
WIDTHS = {320: 640, 768: 1024, 1440: 900}  # and their heights, px
GREYS = {"light": range(200, 256), "dark": range(60)}  # of most of the picture: 0 is black, 255 white
LEAST_INK = 4.0  # how far the greys of letters lie from it, as a standard deviation; on a blank page 0


@pytest.mark.parametrize("scheme", GREYS)
def test_screenshots(visit: Visit, labels: Labels, scheme: str) -> None:
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
            seen = ImageStat.Stat(Image.open(io.BytesIO(picture)).convert("L"))
            assert seen.median[0] in GREYS[scheme], (language, width)
            assert seen.stddev[0] > LEAST_INK, (language, width)
