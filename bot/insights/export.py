"""Decided questions as files ready for a commit: training data, and a test that each is understood from now on."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable
from pathlib import Path

from bot.i18n.languages import LANGUAGES
from bot.insights.review_queue import Doubt
from bot.masking.mask import MASK
from bot.settings import ROOT

REVIEWED = "tests/reviewed.tsv"
_MARKS = re.compile(r"[\[\]{}|]")  # Rasa reads entities in them
_LINE = "      - "  # as the files of data/nlu are written


def one_line(question: str) -> str:
    """A question as a line of training data, without masks.

    >>> one_line("card\\n [lost](x)\\tnow")
    'card lost (x) now'
    """
    return " ".join(_MARKS.sub(" ", question.replace(MASK, " ")).split())


def known_questions(root: Path) -> set[str]:
    """Every question of the data and of its twins: none may stand twice."""
    files = [path for kind in ("data/nlu", "tests/nlu") for path in (root / kind).rglob("*.yml")]
    lines = (line for path in files for line in path.read_text(encoding="utf-8").splitlines())
    return {line.strip()[2:].casefold() for line in lines if line.startswith(_LINE)}


def exported(doubts: Iterable[Doubt], root: Path = ROOT) -> dict[str, str]:
    """The files that change, whole, by their path in the project: each new question once."""
    known, files = known_questions(root), {REVIEWED: (root / REVIEWED).read_text(encoding="utf-8")}
    tested = set(files[REVIEWED].splitlines())
    for doubt in doubts:
        question = one_line(doubt.question)
        path = f"data/nlu/{doubt.language}/{doubt.topic}.yml"
        if doubt.language not in LANGUAGES or not question or not (root / path).is_file():
            continue
        row = f"{doubt.language}\t{doubt.topic}\t{question}"
        if row not in tested:
            tested.add(row)
            files[REVIEWED] += f"{row}\n"
        if question.casefold() not in known:
            known.add(question.casefold())
            before = files.get(path) or (root / path).read_text(encoding="utf-8")
            files[path] = f"{before.rstrip()}\n{_LINE}{question}\n"
    return files


def packed(files: dict[str, str]) -> bytes:
    """The files as a zip archive, to be unpacked over the project."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in files.items():
            archive.writestr(path, content)
    return out.getvalue()
