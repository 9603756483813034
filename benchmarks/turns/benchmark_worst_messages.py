"""What the longest messages cost beside usual ones: CPU time of a whole turn; writes docs/cost.md.

Run with `make results`. Asserts nothing about time; what can be counted is in tests/test_cost.py.
"""

from __future__ import annotations

import asyncio
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.compare.cases import sample, training_questions
from benchmarks.turns.shapes import shapes
from bot.i18n.languages import LANGUAGES
from bot.runtime.quiet_libraries import quiet_libraries
from bot.settings import ROOT

USUAL, ROUNDS, BETWEEN = 50, 5, 10  # questions a language; times a shape is asked; usual ones asked before each shape
HEAD = """# What the longest messages cost

Written by `make results`; do not edit. CPU time of a whole turn, from channel to store, in a conversation of its
own. A usual message is one of {count} training questions, {each} of each language: {mean:.1f} ms on the mean (median
{median:.1f}). A shape has up to 2,000 characters (`benchmarks/turns/shapes.py`) and is asked {rounds} times, with usual
messages between; its ratio is the median of these to the mean of those usual ones, so that a busy machine slows both.

| message | ms | usual ones |
|---|---|---|
"""
Ask = Callable[[str], float]


def usual_questions() -> dict[str, list[str]]:
    """Questions of each language, in an order drawn once."""
    some = sample(training_questions(), 0.03)
    return {code: [case.text for case in some if case.language == code][::2] for code in LANGUAGES}


def asking(folder: str) -> Ask:
    """What tells the milliseconds of CPU time that a message costs."""
    from bot.dialogue.agent_factory import load_agent, open_store
    from bot.dialogue.local_conversation import Conversations
    from bot.settings import read_settings

    url = f"sqlite:///{Path(folder) / 'conversations.db'}"
    desk, loop = (
        Conversations(load_agent(read_settings(), open_store(url))),
        asyncio.new_event_loop(),
    )

    def ask(text: str) -> float:
        before = time.process_time()
        loop.run_until_complete(desk.ask(text))
        return (time.process_time() - before) * 1000

    return ask


def measure(ask: Ask, usual: list[str], worst: dict[str, str]) -> tuple[list[float], dict[str, tuple[float, float]]]:
    """What usual messages cost, and each shape with the ratio to the usual ones of the same minutes."""
    for text in usual[::4]:
        ask(text)  # what is made ready once
    baseline = [ask(text) for text in usual]
    costs: dict[str, list[float]] = {name: [] for name in worst}
    beside: dict[str, list[float]] = {name: [] for name in worst}
    for turn in range(ROUNDS):
        for place, (name, text) in enumerate(worst.items()):
            first = (turn * len(worst) + place) * BETWEEN
            beside[name] += [ask(usual[one % len(usual)]) for one in range(first, first + BETWEEN)]
            costs[name].append(ask(text))
    return baseline, {
        name: (statistics.median(costs[name]), statistics.median(costs[name]) / statistics.mean(beside[name]))
        for name in worst
    }


def main() -> None:
    """Measures and writes."""
    quiet_libraries()
    questions = usual_questions()
    usual = [text for row in zip(*(texts[:USUAL] for texts in questions.values()), strict=True) for text in row]
    with tempfile.TemporaryDirectory() as folder:
        baseline, ratios = measure(asking(folder), usual, shapes(questions))
    head = HEAD.format(
        count=len(usual),
        each=USUAL,
        rounds=ROUNDS,
        mean=statistics.mean(baseline),
        median=statistics.median(baseline),
    )
    rows = sorted(ratios.items(), key=lambda one: -one[1][1])
    lines = [f"| {name} | {cost:.0f} | {ratio:.1f} |\n" for name, (cost, ratio) in rows]
    (ROOT / "docs/cost.md").write_text(head + "".join(lines), encoding="utf-8")
    print(head + "".join(lines))


if __name__ == "__main__":
    main()
