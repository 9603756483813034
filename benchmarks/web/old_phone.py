"""Measures the chat on an old phone: a long conversation in a browser whose processor is slowed down six times.

Part of `make results` (benchmarks/web/benchmark_chat.py). What a reader waits for there: a key that is written, the
readings, another language; and what the page holds in memory.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
from typing import Any

from playwright.sync_api import Browser, CDPSession, Page, expect
from tqdm import tqdm

SLOWER = 6  # times: what DevTools calls a low-tier phone
PHONE: Any = {"width": 360, "height": 640}
LENGTHS = (1, 30, 60)  # questions; the chat holds no more turns than MOST_TURNS of web/chat/state/memory.js
KEYS = 20
TIMES = 3  # each switch there and back
ASKED = (
    "カードをなくしました", "暗証番号を忘れました", "電子証明書の更新をしたい", "住民票はいくらですか",
    "引っ越しました", "代理人でもいいですか", "カードが使えるお店", "写真は必要ですか",
)  # fmt: skip

# Each key with all that the page does at once because of it, ms: listeners, styles, layout; not the wait for a frame.
WRITE = """(count) => {
  const panel = document.querySelector("madoguchi-chat").shadowRoot.querySelector("dialog");
  const field = panel.querySelector("textarea.question");
  return Array.from({ length: count }, () => {
    const begun = performance.now();
    field.setRangeText("あ", field.value.length, field.value.length, "end");
    field.dispatchEvent(new InputEvent("input", { bubbles: true, composed: true }));
    panel.getBoundingClientRect();
    return performance.now() - begun;
  });
}"""
# A press of a button until the frame after it is on the screen, ms.
PRESS = """async (selector) => {
  const root = document.querySelector("madoguchi-chat").shadowRoot;
  const begun = performance.now();
  root.querySelector(selector).click();
  await new Promise(requestAnimationFrame);
  const channel = new MessageChannel();
  await new Promise((resolve) => { channel.port1.onmessage = resolve; channel.port2.postMessage(0); });
  return performance.now() - begun;
}"""


@dataclass(frozen=True)
class Waits:
    """What was measured after so many questions: ms, and what the page holds.

    Attributes:
        key: the median; `longest_key`: the slowest.
        furigana: switched on or off, the longer; `language`: to English or back.
        nodes: of the page's documents; `megabytes`: of the scripts' memory after collecting garbage.
    """

    questions: int
    key: float
    longest_key: float
    furigana: float
    language: float
    nodes: int
    megabytes: float


def measure_old_phone(browser: Browser, address: str) -> list[Waits]:
    """Asks, and measures after each of LENGTHS questions."""
    page = browser.new_context(viewport=PHONE).new_page()
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable")
    page.goto(f"{address}/?language=ja")
    page.locator("dialog[open]").wait_for()
    found = []
    for count in tqdm(range(1, LENGTHS[-1] + 1), desc="old phone", unit="question", mininterval=5):
        ask(page, ASKED[count % len(ASKED)], count)
        if count in LENGTHS:
            found.append(measure(page, session, count))
    page.context.close()
    return found


def ask(page: Page, text: str, count: int) -> None:
    """Writes a question and waits for the answer."""
    field = page.locator("textarea.question")
    field.fill(text)
    field.press("Enter")
    expect(page.locator(".status")).to_be_empty(timeout=30_000)
    expect(page.locator(".turn").last).to_contain_class("reply")


def measure(page: Page, session: CDPSession, questions: int) -> Waits:
    """All waits of one length, the processor slowed down meanwhile."""
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    page.wait_for_timeout(3000)
    keys = page.evaluate(WRITE, KEYS)
    page.locator("textarea.question").fill("")
    furigana = switch(page, lambda _: ".furigana")
    language = switch(page, lambda back: f"[data-code={'ja' if back else 'en'}]")
    session.send("Emulation.setCPUThrottlingRate", {"rate": 1})
    session.send("HeapProfiler.collectGarbage")
    held = {one["name"]: one["value"] for one in session.send("Performance.getMetrics")["metrics"]}
    used = (int(held["Nodes"]), held["JSHeapUsedSize"] / 2**20)
    return Waits(questions, median(keys), max(keys), furigana, language, *used)


def switch(page: Page, button: Callable[[int], str]) -> float:
    """Presses there and back; the longer of both, a median of TIMES."""
    longer: list[float] = []
    for _ in range(TIMES):
        there_and_back: list[float] = []
        for back in (0, 1):
            there_and_back.append(page.evaluate(PRESS, button(back)))
            page.wait_for_timeout(3000)  # what is left for idle time ends
        longer.append(max(there_and_back))
    return median(longer)
