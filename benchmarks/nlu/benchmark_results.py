"""Measures the trained model on questions nobody trained on; writes docs/results.md and docs/results.svg.

Run with `make results`. Asserts nothing about time; accuracy floors are in tests/test_accuracy.py.
"""

from __future__ import annotations

import os
import platform
import time
from collections import Counter

from benchmarks.compare.cases import dev_cases, training_questions, unseen_cases
from benchmarks.compare.parts import Figures, of_language
from benchmarks.drawing import pyplot, save
from bot.i18n.languages import LANGUAGES
from bot.runtime.quiet_libraries import quiet_libraries
from bot.settings import ROOT

ROUNDS = 5  # times the evaluation set is parsed for the speed figure
HEAD = """# What was measured

Written by `make results`; do not edit. Model of {questions:,} training questions, {machine}.
"Dev" is `tests/data/dev_v2.tsv` and `tests/data/dev2026.tsv` (an alternative topic counts as right), "twins" are
`tests/nlu/`: all never trained on.

![top-1 and top-3 per language](results.svg)

| language | dev | top-1 | top-3 | out of scope caught | real ones turned away | language right | twins top-1 |
|---|---|---|---|---|---|---|---|
"""


def draw(figures: dict[str, Figures]) -> None:
    """Draws top-1 and top-3 as bars."""
    figure, axes = pyplot().subplots(figsize=(6, 2.6))
    for offset, (column, label, colour) in enumerate([("top1", "top-1", "#1f4e79"), ("top3", "top-3", "#9dc3e6")]):
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
    from bot.dialogue.parser import Understanding

    understanding = Understanding()
    cases = unseen_cases()
    told = [(case.text, case.language if case.origin == "twins" else None) for case in cases]  # twins are hard enough
    answered = list(zip(cases, understanding.parse(told), strict=True))
    figures = {code: of_language(code, answered) for code in LANGUAGES}
    texts = [(case.text, None) for case in dev_cases()]
    start = time.perf_counter()
    for _round in range(ROUNDS):
        for one in texts:
            understanding.parse([one])
    each = (time.perf_counter() - start) / len(texts) / ROUNDS
    write(figures, each)
    draw(figures)


def write(figures: dict[str, Figures], seconds_each: float) -> None:
    """Writes the page."""
    questions = len(training_questions())
    asked = Counter(case.language for case in dev_cases())
    lines = [HEAD.format(questions=questions, machine=f"{platform.machine()}, Python {platform.python_version()}")]
    for code, values in figures.items():
        cells = [str(asked[code]), *(f"{value:.3f}" for value in values.values())]
        lines.append(f"| {code} | {' | '.join(cells)} |\n")
    lines.append(
        f"\nOne question alone takes {seconds_each * 1000:.0f} ms ({1 / seconds_each:.0f} a second) to parse, "
        f"one after the other on {os.cpu_count()} cores.\n"
    )
    (ROOT / "docs/results.md").write_text("".join(lines), encoding="utf-8")
    print("".join(lines))


if __name__ == "__main__":
    main()
