"""What people ask of one part of an answer: the lines of data/parts, which PartClassifier learns from.

A file for each language and topic: the name of a question (`asked` of the answer's parts in knowledge/answers), then
what asks it with the topic named, and bare, after the topic's answer.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from bot.settings import ROOT
from bot.text.normalization import normal_text
from knowledge.ward_names import fill_ward

FOLDER = ROOT / "data" / "parts"
NAMED, BARE = "named", "bare"


@dataclass(frozen=True)
class PartQuestion:
    """One question.

    Attributes:
        asked: the name of what it asks.
        is_bare: whether it names no topic and leans on the answer before it.
    """

    topic: str
    language: str
    asked: str
    text: str
    is_bare: bool


def read_part_questions(folder: Path = FOLDER) -> Iterator[PartQuestion]:
    """Every question, by language and topic; the ward's placeholder filled as the model reads it."""
    for path in sorted(folder.glob("*/*.yml")):
        language, topic = path.parent.name, path.stem
        for asked, kinds in yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader).items():
            for kind, lines in kinds.items():
                for line in lines.splitlines():
                    text = fill_ward(line.removeprefix("- ").strip(), language)
                    yield PartQuestion(topic, language, asked, normal_text(text), kind == BARE)


def part_questions_by_file(folder: Path = FOLDER) -> dict[tuple[str, str], list[PartQuestion]]:
    """The same, by language and topic."""
    files: dict[tuple[str, str], list[PartQuestion]] = {}
    for one in read_part_questions(folder):
        files.setdefault((one.language, one.topic), []).append(one)
    return files
