"""Measures what the desk computes and hears in forms; writes docs/computed.md and docs/computed.svg.

Run with `make results`. Each figure is of data that nothing was trained on; nothing about time is asserted.
"""

from __future__ import annotations

import asyncio
import csv
import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from benchmarks.drawing import pyplot, save
from bot.i18n.languages import LANGUAGES
from bot.runtime.quiet_libraries import quiet_libraries
from bot.settings import ROOT
from expiry.inputs import RESIDENCES

DATA = ROOT / "tests" / "data"
TODAY = date(2026, 11, 23)
LINES, TURNS = 20_000, 60
LABELS = {"yes": "affirm", "no": "deny"}
HEAD = """# What was measured: computing, forms, urgent messages

Written by `make results`; do not edit. The rows are `tests/data/{dates,form,urgent}/<language>.tsv`, written by hand
and apart from the training data; those of urgent messages were looked at while the thresholds were chosen.

![shares per language](computed.svg)

| | """
FACTS = (
    "dates read right",
    "residence groups heard",
    "form words heard",
    "losses that name the 24-hour line",
    "scams that name the line",
    "losses answered as such",
    "scams answered as such",
    "other questions left alone",
)


def rows_of(kind: str, language: str) -> list[dict[str, str]]:
    """The rows of one file of test data."""
    with (DATA / kind / f"{language}.tsv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def share(values: Sequence[bool]) -> float:
    """The share of true values."""
    return sum(values) / len(values)


class Bench:
    """The desk, and what it makes of messages."""

    def __init__(self) -> None:
        """Loads the trained desk."""
        from bot.dialogue.local_conversation import Conversations

        self._loop = asyncio.new_event_loop()
        self._desk = Conversations()

    def ask(self, text: str, language: str, sender: str | None = None) -> list[dict[str, Any]]:
        """The replies to one message."""
        return list(self._loop.run_until_complete(self._desk.ask(text, language=language, sender=sender))["replies"])

    def form_words(self, text: str, language: str) -> set[str]:
        """The form words that the model hears while a form asks for a date."""
        from rasa.core.channels.channel import UserMessage

        metadata = {"asked": "issue_date", "language": language, "conversation_language": language}
        message = UserMessage(text, metadata=metadata)
        parsed = self._loop.run_until_complete(self._desk.agent.processor.parse_message(message))
        return {entity["value"] for entity in parsed["entities"] if entity["entity"] == "form_word"}

    def figures(self, language: str) -> list[float]:
        """The shares of one language, in the order of `FACTS`."""
        from bot.nlu.residence_extractor import residence_of
        from dates.reader import iso_of

        form = rows_of("form", language)
        words = [row for row in form if row["label"] not in RESIDENCES]
        return [
            share([iso_of(row["text"], TODAY) == row["iso"] for row in rows_of("dates", language)]),
            share([residence_of(row["text"]) == row["label"] for row in form if row["label"] in RESIDENCES]),
            share([LABELS.get(row["label"], row["label"]) in self.form_words(row["text"], language) for row in words]),
            *self.urgent_figures(language),
        ]

    def urgent_figures(self, language: str) -> list[float]:
        """How losses, scams and other messages are answered."""
        found: dict[str, list[tuple[bool, set[str]]]] = {"lost": [], "scam": [], "other": []}
        for row in rows_of("urgent", language):
            replies = self.ask(row["text"], language)
            names = any("0120-95-0178" in reply["text"] for reply in replies)
            found[row["kind"]].append((names, {reply["custom"]["topic"] for reply in replies}))
        return [
            share([names for names, _topics in found["lost"]]),
            share([names for names, _topics in found["scam"]]),
            share([bool(topics & {"lost_card", "found_card"}) for _names, topics in found["lost"]]),
            share(["scam" in topics for _names, topics in found["scam"]]),
            share([not topics & {"lost_card", "scam"} for _names, topics in found["other"]]),
        ]

    def turn(self, *texts: str) -> float:
        """Median milliseconds of the last of some messages, in new conversations."""
        taken = []
        for place in range(TURNS):
            sender = f"{texts[-1]} {place}"
            for text in texts[:-1]:
                self.ask(text, "ja", sender)
            start = time.perf_counter()
            self.ask(texts[-1], "ja", sender)
            taken.append(time.perf_counter() - start)
        return statistics.median(taken) * 1000


def lines_a_second(command: str, record: dict[str, Any]) -> float:
    """How many lines a machine command answers a second, its start included; each line is the same."""
    line = json.dumps(record) + "\n"
    start = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", "bot", command], input=line * LINES, capture_output=True, text=True, cwd=ROOT, check=True
    )
    assert len(done.stdout.splitlines()) == LINES and "error" not in done.stdout
    return LINES / (time.perf_counter() - start)


def speeds(bench: Bench) -> list[str]:
    """One line a figure of speed."""
    card = {"birth_date": "1990-05-03", "issue_date": "2023-10-01", "residence": "japanese", "today": "2026-11-23"}
    start, birth, issue = "カードの有効期限を計算してください", "1990年5月3日", "2023年10月1日"
    turns: dict[str, Callable[[], float]] = {
        "an answer without an action": lambda: bench.turn("住民票はコンビニでいくらですか"),
        "one action (which line is open)": lambda: bench.turn("人と話したいです"),
        "a date in the form": lambda: bench.turn(start, birth),
        "the end of the form, two actions": lambda: bench.turn(start, birth, issue, "永住者です"),
    }
    median = {name: measure() for name, measure in turns.items()}
    plain = median["an answer without an action"]
    return [
        f"| `expiry` | {lines_a_second('expiry', card):,.0f} lines a second |",
        f"| `dates` | {lines_a_second('dates', {'text': 'R5.10.1'}):,.0f} lines a second |",
        *(f"| turn: {name} | {value:.1f} ms ({value - plain:+.1f}) |" for name, value in median.items()),
    ]


def draw(figures: dict[str, list[float]], path: Path) -> None:
    """Draws the shares as bars, one group a fact."""
    figure, axes = pyplot().subplots(figsize=(7, 3.6))
    for offset, (language, values) in enumerate(figures.items()):
        places = [place + offset * 0.2 for place in range(len(FACTS))]
        axes.barh(places, values, 0.2, label=language)
    axes.set(xlim=(0.7, 1.01), yticks=[place + 0.3 for place in range(len(FACTS))], yticklabels=FACTS)
    axes.invert_yaxis()
    axes.legend(loc="lower left", fontsize=7)
    save(figure, path)


def main() -> None:
    """Measures, writes, draws."""
    quiet_libraries()
    bench = Bench()
    figures = {}
    for language in LANGUAGES:
        print(f"Measuring {language} …", flush=True)
        figures[language] = bench.figures(language)
    lines = [HEAD + " | ".join(figures) + " |", "|---" * (len(figures) + 1) + "|"]
    for place, fact in enumerate(FACTS):
        lines.append(f"| {fact} | " + " | ".join(f"{values[place]:.3f}" for values in figures.values()) + " |")
    lines += ["", "| speed | one run, 2 cores |", "|---|---|", *speeds(bench), ""]
    (ROOT / "docs" / "computed.md").write_text("\n".join(lines), encoding="utf-8")
    draw(figures, ROOT / "docs" / "computed.svg")
    print("\n".join(lines))


if __name__ == "__main__":
    main()
