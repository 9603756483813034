"""Writes docs/bench.md and its drawings from the kept figures."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.compare.systems import SYSTEMS
from benchmarks.drawing import pyplot, save
from bot.i18n.languages import LANGUAGES
from bot.settings import ROOT

Kept = dict[str, Any]  # the content of one file under benchmarks/results/
DOCS = ROOT / "docs"
OURS, STOCK = "madoguchi", "stock"
HEAD = """# Beside other systems

Written by `make bench`; do not edit. Every system learns from the same questions and is asked the same unseen ones:
"dev" is `tests/data/dev_v2.tsv` (since 30 November 2026 also `tests/data/dev2026.tsv`), "twins" are `tests/nlu/`.
"Stock Rasa" is what `rasa init` makes, with its default pipeline and policies (DIET, ResponseSelector, TED); BM25
retrieves the likest question and is told the language.
Figures of one run stand side by side: read the ratios rather than the seconds. The data are in `benchmarks/results/`.
"""
COLUMNS: dict[str, Callable[[Kept], str]] = {
    "questions": lambda kept: f"{kept['training']['questions']:,}",
    "training": lambda kept: f"{kept['training']['seconds']:,.0f} s",
    "memory to train": lambda kept: f"{kept['training']['peak_mb']:,.0f} MB",
    "model": lambda kept: f"{kept['training']['model_mb']:.1f} MB",
    "parse p50 / p95": lambda kept: "{p50:.1f} / {p95:.1f} ms".format(**kept["asking"]["parse_ms"]),
    "start": lambda kept: f"{kept['serving']['start_seconds']:.0f} s",
    "turns/s, 1 user": lambda kept: f"{kept['serving']['turns_a_second']['1']:.0f}",
    "turns/s, 8 users": lambda kept: f"{kept['serving']['turns_a_second']['8']:.0f}",
    "turns answered": lambda kept: f"{kept['serving']['answered']:.0%}",
    "memory serving": lambda kept: f"{kept['serving']['memory_mb']:,.0f} MB",
}
SHARES = {
    "top1": "top-1",
    "top3": "top-3",
    "caught": "out of scope caught",
    "turned_away": "real ones turned away",
    "language": "language right",
    "twins": "twins top-1",
}


def write(results: Path) -> None:
    """Writes the page of everything kept."""
    kept = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(results.glob("*.json"))]
    shares = sorted({one["share"] for one in kept})
    lines = [HEAD]
    for share in shares:
        group = sorted(
            (one for one in kept if one["share"] == share), key=lambda one: list(SYSTEMS).index(one["system"])
        )
        if len(group) > 1:
            draw_systems(group, DOCS / f"bench-{share:g}.svg")
            lines += comparison(share, group)
    ours = [one for one in kept if one["system"] == OURS and "asking" in one]
    curve = sorted(ours, key=lambda one: one["share"])
    draw_curve(curve, DOCS / "bench-curve.svg")
    lines += growth(curve)
    lines.append(f"\n{machine(kept[0]['machine'])}\n")
    (DOCS / "bench.md").write_text("\n".join(lines), encoding="utf-8")
    print(f"Written: {(DOCS / 'bench.md').relative_to(ROOT)}")


def comparison(share: float, group: list[Kept]) -> list[str]:
    """The tables of all systems that learnt from the same share."""
    lines = [f"\n## Learning from {share:.1%} of the questions\n", f"![figures of each system](bench-{share:g}.svg)\n"]
    lines += table(["system", *COLUMNS], [[title(one), *cells(one)] for one in group])
    lines += ratios(group)
    rows = [
        [title(one), language, *(share_cell(one, language, name) for name in SHARES)]
        for language in LANGUAGES
        for one in group
        if "asking" in one
    ]
    return [*lines, "", *table(["system", "language", *SHARES.values()], rows)]


def ratios(group: list[Kept]) -> list[str]:
    """One sentence of ours against stock Rasa."""
    known = {one["system"]: one for one in group if "asking" in one and "serving" in one}
    if not {OURS, STOCK} <= set(known):
        return []
    ours, stock = known[OURS], known[STOCK]
    faster = stock["training"]["seconds"] / ours["training"]["seconds"]
    turns = [ours["serving"]["turns_a_second"][n] / stock["serving"]["turns_a_second"][n] for n in ("1", "8")]
    return [
        f"\nAgainst stock Rasa: training {faster:.1f} times as fast, {turns[0]:.1f} times the turns a second with one "
        f"user and {turns[1]:.1f} times with eight."
    ]


def growth(curve: list[Kept]) -> list[str]:
    """What each doubling of the questions brings."""
    speed = ("questions", "training", "parse p50 / p95", "turns/s, 1 user", "turns/s, 8 users")
    rows = [
        [cell(one, name) for name in speed]
        + [share_cell(one, language, name) for name in ("top1", "twins") for language in LANGUAGES]
        for one in curve
    ]
    head = [f"{SHARES[name]} {language}" for name in ("top1", "twins") for language in LANGUAGES]
    lines = ["\n## What more questions bring\n", "![top-1 by the number of questions](bench-curve.svg)\n"]
    return [*lines, *table([*speed, *head], rows)]


def table(head: list[str], rows: list[list[str]]) -> list[str]:
    """A Markdown table."""
    return [f"| {' | '.join(row)} |" for row in [head, ["---"] * len(head), *rows]]


def cells(kept: Kept) -> list[str]:
    """The figures of one system."""
    return [cell(kept, name) for name in COLUMNS]


def cell(kept: Kept, name: str) -> str:
    """One figure of a system; a dash where it has none."""
    try:
        return COLUMNS[name](kept)
    except (KeyError, TypeError):
        return "—"


def share_cell(kept: Kept, language: str, name: str) -> str:
    """One share of one language; a dash for a system that tells no language."""
    figures = kept["asking"]["languages"]
    if name == "language" and not any(figures[code][name] for code in LANGUAGES):
        return "—"
    return f"{figures[language][name]:.3f}"


def title(kept: Kept) -> str:
    """The name of a system for people."""
    return SYSTEMS[kept["system"]].title


def machine(about: dict[str, Any]) -> str:
    """Where it was measured, in one line."""
    versions = ", ".join(f"{name} {number}" for name, number in about["versions"].items())
    return f"Measured on {about['system']}, {about['cores']} cores, Python {about['python']}: {versions}."


def draw_systems(group: list[Kept], path: Path) -> None:
    """Accuracy per language, training time and turns a second, each a bar a system."""
    figure, axes = pyplot().subplots(1, 3, figsize=(11, 3.6), gridspec_kw={"width_ratios": [3, 1.4, 1.4]})
    draw_accuracy(axes[0], [one for one in group if "asking" in one])
    trained = [one for one in group if "training" in one]
    axes[1].barh([title(one) for one in trained], [one["training"]["seconds"] for one in trained], color="#1f4e79")
    axes[1].set(title="training, seconds (log)", xscale="log")
    axes[1].invert_yaxis()
    draw_turns(axes[2], [one for one in group if one.get("serving")])
    save(figure, path)


def draw_accuracy(axis: Any, asked: list[Kept]) -> None:
    """Top-1 of each language, a bar a system."""
    width = 0.8 / max(1, len(asked))
    for place, one in enumerate(asked):
        values = [one["asking"]["languages"][language]["top1"] for language in LANGUAGES]
        axis.bar([n + place * width for n in range(len(LANGUAGES))], values, width, label=title(one))
    ticks = [n + 0.4 - width / 2 for n in range(len(LANGUAGES))]
    axis.set(title="top-1 (dev)", ylim=(0, 1), xticks=ticks, xticklabels=list(LANGUAGES))
    axis.legend(fontsize=7, loc="upper center", bbox_to_anchor=(0.5, -0.1), ncol=5)


def draw_turns(axis: Any, served: list[Kept]) -> None:
    """Turns a second with one user and with eight."""
    for offset, users, colour in ((0.0, "1", "#1f4e79"), (0.4, "8", "#9dc3e6")):
        rates = [one["serving"]["turns_a_second"][users] for one in served]
        places = [place + offset for place in range(len(served))]
        axis.barh(places, rates, 0.4, label=f"{users} user{'s' * (users != '1')}", color=colour)
    axis.set(title="turns a second", yticks=[place + 0.2 for place in range(len(served))])
    axis.set_yticklabels([title(one) for one in served])
    axis.invert_yaxis()
    axis.legend(fontsize=7, loc="upper center", bbox_to_anchor=(0.5, -0.1), ncol=2)


def draw_curve(curve: list[Kept], path: Path) -> None:
    """Top-1 of each language by the number of questions, of dev and of the twins."""
    figure, axes = pyplot().subplots(1, 2, figsize=(8, 3), sharey=True)
    for axis, name in zip(axes, ("top1", "twins"), strict=True):
        for language in LANGUAGES:
            values = [one["asking"]["languages"][language][name] for one in curve]
            axis.plot([one["training"]["questions"] for one in curve], values, marker="o", label=language)
        axis.set(title=SHARES[name], xscale="log", xlabel="training questions")
        axis.axhline(0.95, color="#888", linewidth=0.6, linestyle="--")
    axes[0].legend(fontsize=7)
    save(figure, path)
