"""What people call the served ward: a question means the same in every ward, whatever its name."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from knowledge.wards import read_yaml, ward_folder

PLACEHOLDER = "{ward}"  # stands for the ward in the training questions
# What the model reads instead, in training as later: so one model serves every ward.
THIS_WARD = {"ja": "この区", "en": "this ward", "zh": "本区", "ko": "우리 구"}


@cache
def name_pattern(folder: Path) -> re.Pattern[str]:
    """Finds a ward's own names, and before them those of places that only contain one, which stay."""
    content = read_yaml(folder / "names.yml")
    others, names = (
        "|".join(map(re.escape, sorted(content[key], key=len, reverse=True))) for key in ("others", "names")
    )
    return re.compile(f"(?:{others})|(?P<ward>{names})", re.IGNORECASE)


def read_ward(text: str, language: str, ward: str) -> str:
    """A text in which the ward's own name is said as every ward's.

    >>> read_ward("目黒区役所はどこですか。中目黒ですか", "ja", "meguro")
    'この区役所はどこですか。中目黒ですか'

    Args:
        text: of a visitor.
        language: of the text.
        ward: the served one, by name or folder.
    """
    this = THIS_WARD.get(language, THIS_WARD["ja"])
    return name_pattern(ward_folder(ward)).sub(lambda found: this if found["ward"] else found.group(), text)


def fill_ward(question: str, language: str) -> str:
    """A training question as the model learns it."""
    return question.replace(PLACEHOLDER, THIS_WARD[language])
