"""`make check` on the questions by part: what lacks, what no part answers, what is asked twice."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.i18n.languages import LANGUAGES
from bot.nlu.part_questions import read_part_questions
from bot.validation.part_questions import LEAST, part_question_problems
from knowledge.answers import Answer, AnswerPart
from knowledge.kinds import Kind
from knowledge.ward_names import read_ward

ANSWER = Answer("photo", "Photo", "Take one.", parts=(AnswerPart(Kind.POINT, "No hats.", asked="hats"),))
LINES = {name: [f"{name} {number}" for number in range(LEAST)] for name in ("general", "hats", "untold")}


def write(folder: Path, lines: dict[str, list[str]]) -> None:
    for language in LANGUAGES:
        path = folder / language / "photo.yml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(
            "".join(f"{name}:\n  bare: |\n" + "".join(f"    - {one}\n" for one in own) for name, own in lines.items())
        )


@pytest.mark.parametrize(("change", "problem"), [
    ({},                                     None),
    ({"hats": ["hats?"]},                    "hats: 1 questions"),
    ({"shoes": ["which shoes"]},             "shoes: no part of the answer"),
    ({"untold": [*LINES["untold"], "HATS 1"]}, '"hats 1" asks two parts'),
])  # fmt: skip
def test_each_problem_is_told_for_each_language(
    tmp_path: Path, change: dict[str, list[str]], problem: str | None
) -> None:
    write(tmp_path, {**LINES, **change})
    found = list(part_question_problems(tmp_path, {"photo": ANSWER}))
    assert len(found) == (len(LANGUAGES) if problem else 0)
    assert all(problem in line and line.startswith("data/parts/") for line in found if problem)


def test_an_answer_without_questions_is_told(tmp_path: Path) -> None:
    assert len(list(part_question_problems(tmp_path, {"photo": ANSWER}))) == 3 * len(LANGUAGES)


def test_an_answer_whose_parts_are_asked_for_together_needs_none(tmp_path: Path) -> None:
    assert not list(part_question_problems(tmp_path, {"hours": Answer("hours", "Hours", "Always.")}))


def test_no_question_names_the_ward() -> None:
    texts = [one.text for one in read_part_questions()]  # with {ward} filled, as messages are read
    assert [text for text in texts if read_ward(text, "ja", "meguro") != text] == []
