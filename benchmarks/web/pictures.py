"""Takes the README's picture: the chat in four languages on a phone, two by day and two by night.

Run with `make pictures`, and look at what it shows.
"""

from __future__ import annotations

import io
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from bot.settings import ROOT
from tests.desk import Desk
from tests.web.chat.running import launch

PHONE = {"width": 390, "height": 780}
COLOURS = 128  # of the palette: enough for text and flat colours, a quarter of the bytes
GAP = 24
QUESTIONS = {
    "ja": ("カードをなくしました", "light"),
    "en": ("How much is a residence certificate at 7-Eleven?", "dark"),
    "zh": ("在留期间更新了，卡怎么办？", "light"),
    "ko": ("비밀번호를 잊어버렸어요", "dark"),
}


def take(browser: Browser, address: str, language: str, question: str, scheme: str) -> Image.Image:
    """One phone with one question and its answer."""
    context = browser.new_context(viewport=PHONE, color_scheme=scheme, device_scale_factor=2)
    page = context.new_page()
    page.goto(f"{address}/?language={language}")
    field = page.locator("textarea.question")
    field.fill(question)
    field.press("Enter")
    page.locator(".reply").nth(1).wait_for()
    page.evaluate("document.fonts.ready")
    picture = Image.open(io.BytesIO(page.screenshot()))
    context.close()
    return picture


def side_by_side(pictures: list[Image.Image]) -> Image.Image:
    """All pictures in a row."""
    width = sum(one.width for one in pictures) + GAP * (len(pictures) - 1)
    row = Image.new("RGB", (width, pictures[0].height), "white")
    left = 0
    for one in pictures:
        row.paste(one, (left, 0))
        left += one.width + GAP
    return row


def main() -> None:
    """Takes the pictures and writes docs/chat.png."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        desk = Desk(Path(folder))
        desk.wait()
        browser = launch(playwright.chromium)
        address = f"http://127.0.0.1:{desk.port}"
        pictures = [take(browser, address, code, *asked) for code, asked in QUESTIONS.items()]
        browser.close()
        desk.stop()
    row = side_by_side(pictures)
    row.resize((row.width // 2, row.height // 2)).quantize(COLOURS).save(ROOT / "docs/chat.png", optimize=True)


if __name__ == "__main__":
    main()
