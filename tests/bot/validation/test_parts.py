"""Parts of answers: in reading order, of known kinds, and nothing silent that is told."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.validation.parts import kind_problems, part_problems
from bot.validation.yaml_files import SCHEMAS
from knowledge.answers import BESIDE
from knowledge.aspects import Aspect
from knowledge.kinds import ASKED_KINDS, PART_KINDS

POINT, COST, NOTE = {"point": "あ"}, {"cost": "い"}, {"note": "う"}


def write(tmp_path: Path, **answer: Any) -> Path:
    (tmp_path / "answers").mkdir()
    entry = {"topic": {"title": "題", "lead": "文", **answer}}
    (tmp_path / "answers/area.yml").write_text(yaml.safe_dump(entry, allow_unicode=True), encoding="utf-8")
    return tmp_path


def problems(tmp_path: Path, **answer: Any) -> list[str]:
    return list(part_problems(write(tmp_path, **answer)))


@pytest.mark.parametrize(
    ("part", "told"),
    [
        ({"online": "あ", "point": "い", "source": "a.b"}, "online and point stand together, write each behind a dash"),
        ({"source": "a.b", "tells": ["cost"]}, "a source stands without a text, write its kind and text"),
    ],
)
def test_a_part_without_one_kind_is_told(tmp_path: Path, part: dict[str, Any], told: str) -> None:
    (problem,) = kind_problems(write(tmp_path, parts=[POINT, part]))
    assert problem.startswith(f"knowledge/answers/area.yml, topic › parts › [2]: {told}")


def test_our_own_answers_are_in_order() -> None:
    assert list(part_problems()) == []


@pytest.mark.parametrize("parts", [[], [NOTE], [POINT, COST], [POINT, NOTE, NOTE]])
def test_notes_at_the_end_pass(tmp_path: Path, parts: list[dict[str, str]]) -> None:
    assert problems(tmp_path, parts=parts, silent=["how_long"]) == []


def test_a_note_before_another_part_is_told(tmp_path: Path) -> None:
    (problem,) = problems(tmp_path, parts=[POINT, NOTE, COST, NOTE])
    assert problem == (
        "knowledge/answers/area.yml, topic › parts › [2]: a note stands before another part, move it to the end"
    )


def test_what_is_silent_and_told_is_told(tmp_path: Path) -> None:
    (problem,) = problems(tmp_path, parts=[POINT, COST], silent=["how_long", "cost"])
    assert problem == "knowledge/answers/area.yml, topic › silent: a part tells cost, take cost out of silent"


def test_the_schema_knows_the_kinds() -> None:
    schemas = yaml.safe_load(SCHEMAS.read_text(encoding="utf-8"))
    assert schemas["definitions"]["part"]["propertyNames"]["enum"] == [*sorted(BESIDE), *PART_KINDS]
    assert schemas["definitions"]["aspect"]["enum"] == list(Aspect)
    answer = schemas["files"]["answers/*.yml"]["additionalProperties"]["properties"]
    assert answer["silent"]["items"]["enum"] == list(ASKED_KINDS)
