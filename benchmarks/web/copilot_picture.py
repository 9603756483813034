"""Takes the README's picture of the co-pilot: an agent's screen while a caller speaks Chinese.

Run with `make pictures`, and look at what it shows.
"""

from __future__ import annotations

import io
import secrets
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, expect, sync_playwright

from bot.copilot.auth.accounts import Agents
from bot.settings import ROOT
from bot.storage.engine import open_engine
from tests.desk import Desk
from tests.web.chat.running import launch

SCREEN = {"width": 1440, "height": 900}
COLOURS = 64  # of the palette: text and flat colours
AGENT = "hanako"
HEARD = "在留期间更新了，卡怎么办"


def take(browser: Browser, address: str, password: str) -> Image.Image:
    """The page with one question typed and its answer opened, as the agent sees it."""
    page = browser.new_context(viewport=SCREEN).new_page()
    page.goto(f"{address}/copilot/")
    page.get_by_label("名前").fill(AGENT)
    page.get_by_label("パスワード").fill(password)
    page.keyboard.press("Enter")
    page.get_by_label("相手の話").press_sequentially(HEARD)
    expect(page.get_by_role("option").first).to_contain_text("在留期間")
    page.get_by_role("checkbox", name="読み方").check()
    page.get_by_role("option").first.click()
    page.locator("tr.lead").wait_for()
    page.evaluate("document.fonts.ready")
    return Image.open(io.BytesIO(page.screenshot()))


def main() -> None:
    """Takes the picture and writes docs/copilot.png."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        password = secrets.token_urlsafe()
        desk = Desk(Path(folder))
        desk.wait()
        Agents(open_engine(f"sqlite:///{desk.store}")).add(AGENT, "agent", password)
        browser = launch(playwright.chromium)
        picture = take(browser, f"http://127.0.0.1:{desk.port}", password)
        browser.close()
        desk.stop()
    picture.convert("RGB").quantize(COLOURS).save(ROOT / "docs/copilot.png", optimize=True)


if __name__ == "__main__":
    main()
