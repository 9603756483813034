"""What every system learns from, and what it is asked."""

from __future__ import annotations

import csv
import random
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.settings import ROOT
from bot.validation.data import read_questions

TRAINING = ROOT / "data" / "nlu"
DEV = (ROOT / "tests/data/dev_v2.tsv", ROOT / "tests/data/dev2026.tsv")  # the older questions, and those since 2026
TWINS = ROOT / "tests" / "nlu"
OUT_OF_SCOPE = "out_of_scope"


@dataclass(frozen=True)
class Case:
    """A question with its right topics; `origin` is dev, twins or training."""

    origin: str
    language: str
    text: str
    right: frozenset[str]


def questions(folder: Path, origin: str) -> list[Case]:
    """The questions of a folder of NLU files, one folder a language."""
    return [
        Case(origin, path.parent.name, text, frozenset({path.stem}))
        for path in sorted(folder.glob("*/*.yml"))
        for text in read_questions(path)[2]
    ]


def training_questions() -> list[Case]:
    """What every system is trained on."""
    return questions(TRAINING, "training")


def dev_cases() -> list[Case]:
    """The evaluation set; an alternative topic counts as right."""
    return [case for path in DEV for case in read_dev(path)]


def read_dev(path: Path) -> list[Case]:
    """The questions of one table."""
    with path.open(encoding="utf-8", newline="") as file:
        return [
            Case(
                "dev", row["lang"], row["text"], frozenset({row["topic"], *filter(None, row["alt_topics"].split(","))})
            )
            for row in csv.DictReader(file, delimiter="\t")
        ]


def unseen_cases() -> list[Case]:
    """Every question that is asked: the evaluation set, then the twins."""
    return [*dev_cases(), *questions(TWINS, "twins")]


def by_topic(questions: Iterable[Case]) -> dict[str, list[str]]:
    """The texts of each topic, all languages together."""
    texts: dict[str, list[str]] = defaultdict(list)
    for question in questions:
        (topic,) = question.right
        texts[topic].append(question.text)
    return dict(sorted(texts.items()))


def sample(questions: Sequence[Case], part: float, seed: int = 1) -> list[Case]:
    """A part of each topic's questions in each language, always the same; two at least, as cross-checks need."""
    groups: dict[tuple[str, frozenset[str]], list[Case]] = defaultdict(list)
    for question in questions:
        groups[question.language, question.right].append(question)
    draw = random.Random(seed)
    return [one for group in groups.values() for one in draw.sample(group, max(2, round(part * len(group))))]
