"""Measures suggestions while thirty agents type at once; writes docs/copilot-speed.md and docs/copilot-speed.svg.

Run with `make results`. Each agent types the calls of tests/data/calls.tsv letter by letter, as fast as people type,
and each letter asks the running desk, as the page does. Nothing about time is asserted; a refusal stops the run.
"""

from __future__ import annotations

import asyncio
import random
import secrets
import statistics
import tempfile
import time
from pathlib import Path

import aiohttp
from tqdm import tqdm

from benchmarks.drawing import pyplot, save
from bot.copilot.auth.accounts import Agents
from bot.settings import ROOT
from bot.storage.engine import open_engine
from tests.bot.copilot.agent import AGENT, PASSWORD, AgentOverHttp
from tests.conftest import read_tsv
from tests.desk import Desk

CALLS = read_tsv("calls.tsv")  # as far as their first five words: language, topic, heard
AGENTS = (1, 10, 30)  # at once
CALLS_EACH = 3
BETWEEN_LETTERS = (0.1, 0.3)  # seconds
ANSWERED, OVERTAKEN = 200, 409  # any other status is a failure
HEAD = """# What was measured: suggestions while agents type

Written by `make results`; do not edit. Each letter asks the desk, as on the page; the desk and all agents share two
cores. From a letter to its suggestions, over HTTP:

![share of the letters answered within a time](copilot-speed.svg)

| agents typing at once | letters | overtaken by the next letter | median, ms | 95 of 100, ms | slowest, ms |
|---|---|---|---|---|---|
"""


async def ask(session: aiohttp.ClientSession, fields: dict[str, str]) -> float | None:
    """Milliseconds until one text has its suggestions; None when the agent has typed on."""
    start = time.perf_counter()
    async with session.post("/copilot/suggest", json=fields) as answer:
        await answer.read()
        assert answer.status in (ANSWERED, OVERTAKEN), answer.status
        return (time.perf_counter() - start) * 1000 if answer.status == ANSWERED else None


async def type_calls(session: aiohttp.ClientSession, draw: random.Random, bar: tqdm[None]) -> list[float | None]:
    """One agent: the next letter does not wait for the suggestions of the one before."""
    waiting, page = [], secrets.token_urlsafe(16)
    for call in draw.sample(CALLS, CALLS_EACH):
        for end in range(1, len(call["heard"]) + 1):
            fields = {"text": call["heard"][:end], "language": call["language"], "page": page}
            waiting.append(asyncio.create_task(ask(session, fields)))
            await asyncio.sleep(draw.uniform(*BETWEEN_LETTERS))
            bar.update()
    return await asyncio.gather(*waiting)


async def measure(desk: Desk, agent: AgentOverHttp, agents: int) -> list[float | None]:
    """Every letter of some agents who type at once: its milliseconds, or None."""
    headers = {"Cookie": agent.cookie, "X-CSRF-Token": agent.csrf}
    draws = [random.Random(f"{agents} {number}") for number in range(agents)]  # others each time: nothing is remembered
    with tqdm(desc=f"{agents} agents", unit="letter", mininterval=5) as bar:
        async with aiohttp.ClientSession(f"http://127.0.0.1:{desk.port}", headers=headers) as session:
            found = await asyncio.gather(*(type_calls(session, draw, bar) for draw in draws))
    return [one for letters in found for one in letters]


def row(agents: int, letters: list[float | None]) -> str:
    """A table's row."""
    times = sorted(one for one in letters if one is not None)
    middle, late = statistics.median(times), times[int(len(times) * 0.95)]
    return f"| {agents} | {len(letters)} | {len(letters) - len(times)} | {middle:.0f} | {late:.0f} | {times[-1]:.0f} |"


def draw_shares(found: dict[int, list[float | None]], path: Path) -> None:
    """A line for each number of agents: the share of letters answered within a time."""
    figure, axes = pyplot().subplots(figsize=(7, 2.6))
    for agents, letters in found.items():
        times = sorted(one for one in letters if one is not None)
        axes.plot(times, [(place + 1) / len(times) for place in range(len(times))], label=f"{agents} at once")
    axes.axvline(150, color="#888", linewidth=0.6, linestyle="--")
    axes.set(xscale="log", xlabel="milliseconds", ylabel="share", ylim=(0, 1.02))
    axes.legend(loc="lower right", frameon=False)
    save(figure, path)


def main() -> None:
    """Measures and writes."""
    with tempfile.TemporaryDirectory() as folder:
        Agents(open_engine(f"sqlite:///{folder}/conversations.db")).add(AGENT, "agent", PASSWORD)
        desk = Desk(Path(folder), LOG_LEVEL="WARNING")
        desk.wait()
        agent = AgentOverHttp(desk, AGENT)
        found = {agents: asyncio.run(measure(desk, agent, agents)) for agents in AGENTS}
        desk.stop()
    rows = "\n".join(row(agents, letters) for agents, letters in found.items())
    (ROOT / "docs/copilot-speed.md").write_text(f"{HEAD}{rows}\n", encoding="utf-8")
    draw_shares(found, ROOT / "docs/copilot-speed.svg")


if __name__ == "__main__":
    main()
