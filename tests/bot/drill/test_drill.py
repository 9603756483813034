"""The drill really breaks a copy, says what visitors read, and leaves the real desk as it was."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from bot.drill.breaks import BREAKS, LOSS_LINE, NEW_NUMBER, Seen
from bot.drill.report import Outcome, lines
from bot.drill.throwaway import copy_store
from bot.drill.visitors import Heard, questions, read
from bot.settings import MODEL, ROOT

SAID = [{"text": "0120-95-0178", "custom": {"language": "en"}}]


def drill(folder: Path, *breaks: str) -> subprocess.CompletedProcess[str]:
    """Runs the command over a store of its own."""
    environment = {
        **os.environ,
        "MADOGUCHI_STORE_URL": f"sqlite:///{folder / 'desk.db'}",
        "MADOGUCHI_MODEL": str(MODEL),
        "TMPDIR": str(folder),
    }
    command = [sys.executable, "-m", "bot", "drill", *breaks]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=500)


def test_two_breaks_are_told_with_what_visitors_of_four_languages_read(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "desk.db")) as store:
        store.execute("CREATE TABLE kept (word TEXT)")
        store.commit()
    before = (tmp_path / "desk.db").read_bytes()
    done = drill(tmp_path, "store-locked", "line-changed")
    assert done.returncode == 0, done.stdout + done.stderr
    locked, changed, _end = done.stdout.split("\n\n")
    assert "/readyz: 503, without store" in locked and "/readyz: 200, all there" in changed
    for table in (locked, changed):
        assert [row[2:4] for row in table.splitlines() if "  ok  " in row] == ["ja", "en", "zh", "ko"] * 2
    assert changed.count(f"  {NEW_NUMBER}  ") >= 4
    assert (tmp_path / "desk.db").read_bytes() == before
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith("madoguchi-drill")] == []


def test_a_break_that_nobody_knows_is_named() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "bot", "drill", "earthquake"], cwd=ROOT, capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 2 and "There is no break earthquake; there are nothing, store-full" in done.stderr


def test_every_break_tells_what_it_does() -> None:
    assert all(one.__doc__ for one in BREAKS.values())


def test_there_is_one_line_for_losses_to_change() -> None:
    assert len(LOSS_LINE.findall((ROOT / "knowledge" / "facts" / "lines.yml").read_text())) == 1


# fmt: off
@pytest.mark.parametrize(("status", "replies", "number", "is_answered"), [
    (200, SAID,                                                  None,           True),
    (200, SAID,                                                  "0120-95-0178", True),
    (200, SAID,                                                  "0120-00-0000", False),  # the line of before
    (503, SAID,                                                  None,           False),
    (0,   None,                                                  None,           False),
    (200, [],                                                    None,           False),
    (200, [{"text": "Call us.", "custom": {"language": "en"}}],  None,           False),  # no line in an emergency
    (200, [{"text": "0120-95-0178", "custom": {"language": "ja"}}], None,        False),  # not the visitor's language
    (200, {"error": "0120-95-0178"},                             None,           False),
])
# fmt: on
def test_what_counts_as_an_answer(status: int, replies: object, number: str | None, is_answered: bool) -> None:
    assert read("en", True, status, replies, 0.1).is_answered(number) == is_answered


def test_a_form_may_ask_back_without_a_line() -> None:
    assert Heard("ko", False, 200, "ko", "생년월일을 알려 주세요.", 0.1).is_answered()


def test_who_got_nothing_is_shown() -> None:
    outcome = Outcome("store-full", "no answer", [read("en", True, 0, None, 60.0)], Seen())
    shown = "\n".join(lines(outcome))
    assert "en  BAD   60.0 s  -              (status 0)" in shown and "NOT everybody was answered" in shown
    assert not Outcome("nothing", "", [], Seen()).is_well


def test_each_language_asks_twice() -> None:
    assert [(language, is_urgent) for language, is_urgent, _text in questions()] == [
        (language, is_urgent) for is_urgent in (True, False) for language in ("ja", "en", "zh", "ko")
    ]


def test_a_store_that_cannot_be_copied_is_left_out(tmp_path: Path) -> None:
    assert not copy_store("postgresql://desk@db/desk", tmp_path / "copy.db")
    assert not copy_store(f"sqlite:///{tmp_path / 'none.db'}", tmp_path / "copy.db")
    assert list(tmp_path.iterdir()) == []
