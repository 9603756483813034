"""Which line is open, at the edges of its hours."""

from __future__ import annotations

from datetime import datetime

import pytest

from knowledge.facts import load_facts
from knowledge.lines import TOKYO, lines_for, load_lines, state_of

FACTS, LINES = load_facts(), load_lines()


# fmt: off
@pytest.mark.parametrize(("line", "now", "is_open", "until"), [
    ("callcentre",    "2026-11-25T08:29", False, "2026-11-25T08:30"),
    ("callcentre",    "2026-11-25T08:30", True,  "2026-11-25T18:00"),
    ("callcentre",    "2026-11-25T18:00", False, "2026-11-26T08:30"),
    ("callcentre",    "2026-11-23T09:00", False, "2026-11-23T10:00"),  # 勤労感謝の日
    ("callcentre",    "2026-11-28T16:59", True,  "2026-11-28T17:00"),  # Saturday
    ("callcentre",    "2026-12-29T12:00", False, "2027-01-04T08:30"),
    ("office",        "2026-11-28T12:00", False, "2026-11-30T08:30"),
    ("national",      "2026-11-25T19:59", True,  "2026-11-25T20:00"),
    ("foreign",       "2026-11-25T21:00", False, "2026-11-26T09:30"),
    ("national_lost", "2026-12-31T23:59", True,  None),
])
# fmt: on
def test_state(line: str, now: str, is_open: bool, until: str | None) -> None:
    state = state_of(LINES[line], datetime.fromisoformat(now).replace(tzinfo=TOKYO), FACTS)
    assert (state.is_open, state.until and state.until.isoformat()[:16]) == (is_open, until)


def test_the_foreign_line_is_never_a_24_hour_line() -> None:
    assert not LINES["foreign"].always_open
    assert [line.key for line in LINES.values() if line.always_open] == ["national_lost"]


def test_open_and_free_lines_come_first() -> None:
    night = datetime(2026, 11, 25, 9, 0, tzinfo=TOKYO)
    assert [state.line.key for state in lines_for("zh", LINES, night, FACTS)] == ["callcentre", "callcentre_alt", "foreign"]
