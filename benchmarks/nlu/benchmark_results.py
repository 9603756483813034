"""Measures the trained model on questions nobody trained on; writes docs/results.md and docs/results.svg.

Run with `make results`. Asserts nothing about time; accuracy floors are in tests/test_accuracy.py.
"""

from __future__ import annotations

import csv
import platform
import time
from collections.abc import Iterable
from typing import Any

from benchmarks.drawing import pyplot, save
from bot.__main__ import quiet_libraries
from bot.languages import LANGUAGES
from bot.settings import ROOT
from bot.validation import read_questions

DEV = ROOT / "tests/data/dev.tsv"
ROUNDS = 5  # times the evaluation set is parsed for the speed figure
HEAD = """# What was measured

Written by `make results`; do not edit. Model of {questions:,} training questions, {machine}.
"Dev" is `tests/data/dev.tsv` (an alternative topic counts as right), "twins" are `tests/nlu/`: both never trained on.

![top-1 and top-3 per language](results.svg)

| language | dev | top-1 | top-3 | out of scope caught | real ones turned away | language right | twins top-1 |
|---|---|---|---|---|---|---|---|
"""


def share(values: Iterable[bool]) -> float:
    """The share of true values."""
    listed = list(values)
    return sum(listed) / len(listed)


def measure(language: str, rows: list[tuple[dict[str, str], dict[str, Any]]], twins: float) -> list[float]:
    """The figures of one language, in the order of the table."""
    mine = [
        ({row["topic"], *filter(None, row["alt_topics"].split(","))}, row, result)
        for row, result in rows
        if row["lang"] == language
    ]
    strange = [result["fallback"] for right, _row, result in mine if right == {"out_of_scope"}]
    real = [result["fallback"] for right, _row, result in mine if "out_of_scope" not in right]
    return [
        len(mine),
        share(result["topic"] in right for right, _row, result in mine),
        share(bool(right & {e["topic"] for e in result["ranking"][:3]}) for right, _row, result in mine),
        share(strange),
        share(real),
        share(result["language"] == language for _right, _row, result in mine),
        twins,
    ]


def draw(figures: dict[str, list[float]]) -> None:
    """Draws top-1 and top-3 as bars."""
    figure, axes = pyplot().subplots(figsize=(6, 2.6))
    for offset, (column, label, colour) in enumerate([(1, "top-1", "#1f4e79"), (2, "top-3", "#9dc3e6")]):
        places = [place + offset * 0.4 for place in range(len(figures))]
        bars = axes.bar(places, [values[column] for values in figures.values()], 0.4, label=label, color=colour)
        axes.bar_label(bars, fmt="%.2f", fontsize=7)
    axes.set(ylim=(0.5, 1.05), xticks=[place + 0.2 for place in range(len(figures))], xticklabels=list(figures))
    axes.axhline(0.95, color="#888", linewidth=0.6, linestyle="--")
    axes.legend(loc="lower right", fontsize=7)
    save(figure, ROOT / "docs/results.svg")


def main() -> None:
    """Measures, writes, draws."""
    quiet_libraries()
    from bot.understanding import Understanding

    understanding = Understanding()
    with DEV.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    texts = [(row["text"], None) for row in rows]
    parsed = list(zip(rows, understanding.parse(texts), strict=True))
    figures = {code: measure(code, parsed, twins_of(understanding, code)) for code in LANGUAGES}
    start = time.perf_counter()
    for _round in range(ROUNDS):
        for one in texts:
            understanding.parse([one])
    each = (time.perf_counter() - start) / len(texts) / ROUNDS
    write(figures, each)
    draw(figures)


def twins_of(understanding: Any, language: str) -> float:
    """Top-1 on the twins of one language."""
    cases = [
        (path.stem, question)
        for path in sorted((ROOT / "tests/nlu" / language).glob("*.yml"))
        for question in read_questions(path)[2]
    ]
    results = understanding.parse([(question, language) for _topic, question in cases])
    return share(result["topic"] == topic for (topic, _question), result in zip(cases, results, strict=True))


def write(figures: dict[str, list[float]], seconds_each: float) -> None:
    """Writes the page."""
    questions = sum(len(read_questions(path)[2]) for path in (ROOT / "data/nlu").glob("*/*.yml"))
    lines = [HEAD.format(questions=questions, machine=f"{platform.machine()}, Python {platform.python_version()}")]
    for code, values in figures.items():
        cells = [str(int(values[0])), *(f"{value:.3f}" for value in values[1:])]
        lines.append(f"| {code} | {' | '.join(cells)} |\n")
    lines.append(
        f"\nOne question alone takes {seconds_each * 1000:.0f} ms ({1 / seconds_each:.0f} a second) to parse.\n"
    )
    (ROOT / "docs/results.md").write_text("".join(lines), encoding="utf-8")
    print("".join(lines))


if __name__ == "__main__":
    main()
