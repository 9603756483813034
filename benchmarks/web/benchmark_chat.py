"""Measures the web chat in a real browser; writes docs/chat-speed.md and docs/chat-speed.svg.

Run with `make results`. What the chat adds to the server's turn, from the press to the painted answer, and what a page
loads. Nothing about time is asserted; a wrong answer stops the run.
"""

from __future__ import annotations

import statistics
import tempfile
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright
from tqdm import tqdm

from benchmarks.drawing import pyplot, save
from benchmarks.web.old_phone import SLOWER, Waits, measure_old_phone
from bot.i18n.languages import LANGUAGES
from bot.settings import ROOT
from tests.desk import Desk
from tests.web.chat.running import launch

TURNS = 25  # a language
# Presses the button of a topic; both times in ms: the request alone, and press to the second frame after the answer.
PRESS = """async (place) => {
  const root = document.querySelector("madoguchi-chat").shadowRoot;
  const buttons = root.querySelectorAll(".offers button");
  const last = [...root.querySelectorAll(".reply")].pop(); // the oldest leave the screen: their number says nothing
  performance.clearResourceTimings();
  const pressed = performance.now();
  buttons[place % 8].click(); // the topics of the greeting
  while ([...root.querySelectorAll(".reply")].pop() === last) await new Promise(requestAnimationFrame);
  await new Promise(requestAnimationFrame);
  const painted = performance.now();
  const asked = () => performance.getEntriesByType("resource").find(({ name }) => name.endsWith("/webhook"));
  while (!asked()) await new Promise(requestAnimationFrame); // on a busy machine it is noted after the paint
  const request = asked();
  return { turn: request.responseEnd - request.startTime, whole: painted - pressed };
}"""
HEAD = """# What was measured: the web chat in a browser

Written by `make results`; do not edit. Debian's Chromium without a screen on two cores, the desk on the same machine.

![from the press to the painted answer](chat-speed.svg)

"""


def measure_turns(page: Page, address: str, language: str) -> list[dict[str, float]]:
    """Presses topic buttons in one language; each with the request's and the whole time in ms."""
    page.goto(f"{address}/?language={language}")
    page.locator("dialog[open]").wait_for()
    page.evaluate(PRESS, 0)  # the first one warms the page up
    found = [page.evaluate(PRESS, place) for place in tqdm(range(TURNS), desc=language, unit="answer", mininterval=5)]
    assert page.locator(f".reply[lang={language}]").count() >= TURNS
    return found


def measure_loads(browser: Browser, address: str) -> dict[str, int]:
    """Bytes on the wire and requests of the demonstration page with the open chat."""
    page = browser.new_page()
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    sizes: list[int] = []
    session.on("Network.loadingFinished", lambda event: sizes.append(int(event["encodedDataLength"])))
    page.goto(address)
    page.locator("dialog[open]").wait_for()
    page.wait_for_load_state("networkidle")
    page.close()
    return {"bytes": sum(sizes), "requests": len(sizes)}


def draw(turns: dict[str, list[dict[str, float]]], path: Path) -> None:
    """A bar a language: the server's turn, and what the chat adds."""
    plot = pyplot()
    figure, axes = plot.subplots(figsize=(7, 2.6))
    names = list(turns)
    server = [statistics.median(one["turn"] for one in turns[name]) for name in names]
    added = [statistics.median(one["whole"] - one["turn"] for one in turns[name]) for name in names]
    axes.barh(names, server, color="#75868f", label="request and answer")
    axes.barh(names, added, left=server, color="#00615f", label="added until painted")
    axes.invert_yaxis()
    axes.set_xlabel("milliseconds, median")
    axes.legend(loc="lower right", frameon=False)
    save(figure, path)


def row(name: str, found: list[dict[str, float]]) -> str:
    """A table's row: medians, and the slowest tenth of what is added."""
    added = sorted(one["whole"] - one["turn"] for one in found)
    turn = statistics.median(one["turn"] for one in found)
    return f"| {name} | {turn:.0f} | {statistics.median(added):.0f} | {added[int(len(added) * 0.9)]:.0f} |"


def old_phone_table(found: list[Waits]) -> list[str]:
    """What was measured on a slow phone."""
    return [
        "",
        f"## On an old phone: the processor {SLOWER} times slower, 360 × 640",
        "A key: all that the page does at once because of it (listeners, styles, layout). A switch: from the press",
        "until the next frame is on the screen, the longer of there and back; what is out of sight follows when idle.",
        "",
        "| questions | a key, ms (median) | the slowest key | furigana, ms | language, ms | nodes | memory, MB |",
        "|---|---|---|---|---|---|---|",
        *(
            f"| {one.questions} | {one.key:.1f} | {one.longest_key:.1f} | {one.furigana:.0f} | {one.language:.0f} "
            f"| {one.nodes} | {one.megabytes:.1f} |"
            for one in found
        ),
        "",
        "The chat keeps 60 turns: 30 questions with one answer each.",
    ]


def main() -> None:
    """Measures and writes."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        desk = Desk(Path(folder))
        desk.wait()
        browser = launch(playwright.chromium)
        address = f"http://127.0.0.1:{desk.port}"
        turns: dict[str, Any] = {code: measure_turns(browser.new_page(), address, code) for code in LANGUAGES}
        loads = measure_loads(browser, address)
        waits = measure_old_phone(browser, address)
        browser.close()
        desk.stop()
    table = [
        "| | request and answer, ms (median) | added until painted, ms (median) | added, 90 of 100 |",
        "|---|---|---|---|",
        *(row(name, found) for name, found in turns.items()),
        "",
        f"The demonstration page with the open chat: {loads['requests']} requests, {loads['bytes'] / 1024:.1f} KB",
        "on the wire. A ward's page with a closed chat loads two files (the script and its style sheet).",
        *old_phone_table(waits),
    ]
    (ROOT / "docs/chat-speed.md").write_text(HEAD + "\n".join(table) + "\n", encoding="utf-8")
    draw(turns, ROOT / "docs/chat-speed.svg")


if __name__ == "__main__":
    main()
