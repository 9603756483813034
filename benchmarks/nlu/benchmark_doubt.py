"""How well the desk knows what it does not know; writes docs/doubt.md and docs/doubt.svg.

Run with `make results`. The bounds of bot/nlu/doubt.yml follow from it by the rule of docs/decisions/0032: printed, not
written.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from benchmarks.compare.cases import OUT_OF_SCOPE, Case, unseen_cases
from benchmarks.drawing import pyplot, save
from bot.dialogue.parser import Understanding, Understood
from bot.i18n.languages import LANGUAGES
from bot.nlu.doubt import load_bounds, score
from bot.runtime.quiet_libraries import quiet_libraries
from bot.settings import ROOT

MOST_WRONG = 0.03  # of all questions: stated outright and wrong
BINS = 10
HEAD = """# Doubt, measured

Written by `make results`; do not edit. {count:,} questions nobody trained on (the evaluation sets and the twins). Left:
of the questions whose likeliest topic has a probability, how many are right (on the diagonal: as many as it says).
Right: how many of all are stated outright and wrong, the more are stated; the dots are the bounds in force
([decision 32](decisions/0032-three-bands-of-doubt.md)).

![reliability, and risk against coverage, per language](doubt.svg)

| language | questions | stated from | stated outright | in scope, so and right | wrong, of all | by the rule from |
|---|---|---|---|---|---|---|
"""


@dataclass(frozen=True)
class Judged:
    """A question and what was made of it: the likeliest topic's probability, its score, whether it is right."""

    probability: float
    score: float
    is_right: bool
    is_ours: bool


def judge(case: Case, understood: Understood) -> Judged:
    """What a question's ranking is worth."""
    ranking = [(one["topic"], one["confidence"]) for one in understood["ranking"]]
    topic, probability = ranking[0]
    return Judged(probability, score(ranking), topic in case.right, OUT_OF_SCOPE not in case.right)


def wrong_from(judged: Sequence[Judged], least: float) -> float:
    """The share of all questions that is stated outright and wrong from a score on."""
    return sum(one.score >= least and not one.is_right for one in judged) / len(judged)


def bound_of(judged: Sequence[Judged]) -> float:
    """The lowest score from which on at most MOST_WRONG are stated outright and wrong."""
    return min(
        (place / 100 for place in range(101) if wrong_from(judged, place / 100) <= MOST_WRONG),
        default=1.0,
    )


def row_of(language: str, judged: Sequence[Judged]) -> str:
    """The line of the table."""
    sure = load_bounds()[language]["sure"]
    stated = [one for one in judged if one.score >= sure]
    ours = [one for one in judged if one.is_ours]
    right = sum(one.is_right for one in stated if one.is_ours) / len(ours)
    cells = [f"{len(judged):,}", f"{sure:.2f}", f"{len(stated) / len(judged):.2f}", f"{right:.2f}"]
    cells += [f"{wrong_from(judged, sure):.3f}", f"{bound_of(judged):.2f}"]
    return f"| {language} | {' | '.join(cells)} |\n"


def reliability(judged: Sequence[Judged]) -> list[tuple[float, float]]:
    """Mean probability and share of right ones, bin by bin."""
    bins: list[list[Judged]] = [[] for _bin in range(BINS)]
    for one in judged:
        bins[min(int(one.probability * BINS), BINS - 1)].append(one)
    return [
        (sum(one.probability for one in some) / len(some), sum(one.is_right for one in some) / len(some))
        for some in bins
        if some
    ]


def draw(judged: Mapping[str, Sequence[Judged]]) -> None:
    """Draws both diagrams."""
    figure, (left, right) = pyplot().subplots(1, 2, figsize=(8, 3.2))
    left.plot([0, 1], [0, 1], color="#bbb", linewidth=0.8)
    for language, some in judged.items():
        left.plot(*zip(*reliability(some), strict=True), marker="o", markersize=3, label=language)
        places = [place / 100 for place in range(101)]
        covered = [sum(one.score >= place for one in some) / len(some) for place in places]
        (line,) = right.plot(covered, [wrong_from(some, place) for place in places])
        sure = load_bounds()[language]["sure"]
        share = sum(one.score >= sure for one in some) / len(some)
        right.plot([share], [wrong_from(some, sure)], "o", color=line.get_color())
    right.axhline(MOST_WRONG, color="#888", linewidth=0.6, linestyle="--")
    left.set(xlabel="probability", ylabel="right")
    right.set(xlabel="stated outright", ylabel="and wrong, of all", ylim=(0, 0.15))
    left.legend(fontsize=7)
    save(figure, ROOT / "docs/doubt.svg")


def main() -> None:
    """Measures, writes, draws."""
    quiet_libraries()
    cases = unseen_cases()
    told = [(case.text, case.language if case.origin == "twins" else None) for case in cases]
    results = Understanding().parse(told)
    judged: dict[str, list[Judged]] = {language: [] for language in LANGUAGES}
    for case, result in zip(cases, results, strict=True):
        judged[case.language].append(judge(case, result))
    text = HEAD.format(count=len(cases)) + "".join(row_of(language, some) for language, some in judged.items())
    (ROOT / "docs/doubt.md").write_text(text, encoding="utf-8")
    draw(judged)
    print(text)


if __name__ == "__main__":
    main()
