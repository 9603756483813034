"""What outlives a turn in the review list and the feedback goes with its conversation, or when its time is over."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.dialogue.agent import Turned
from bot.insights.feedback import FEEDBACK, Feedback, FeedbackStore, impersonal
from bot.insights.kept_questions import KeptQuestions
from bot.insights.review_queue import REVIEWS, Reviews
from bot.insights.turn_recorder import Counting
from bot.replies.reply import Given, Reply
from bot.storage.engine import open_engine
from knowledge.lines import TOKYO

TODAY = date.today()
NAME = "sRsHT7MSwar8XQIaul69p7DF1dMv-2BI"


@pytest.fixture()
def engine(tmp_path: Path) -> Any:
    return open_engine(f"sqlite:///{tmp_path / 'desk.db'}")


@pytest.fixture()
def kept(engine: Any) -> KeptQuestions:
    return KeptQuestions(engine, b"a key of this installation")


def rows(engine: Any, table: Any) -> list[Any]:
    with engine.connect() as connection:
        return list(connection.execute(table.select()).mappings())


def fill(engine: Any, kept: KeptQuestions, sender: str, day: date = TODAY) -> None:
    FeedbackStore(engine, kept.digest).add(Feedback(day, "web", "ja", "lost_card", False, comment="困った"), sender)
    Reviews(engine, kept.digest).add(day, "ja", "uncertain", "ラーメン屋を予約して", None, sender)


def test_rows_know_no_name_only_a_digest(engine: Any, kept: KeptQuestions) -> None:
    fill(engine, kept, NAME)
    for table in (FEEDBACK, REVIEWS):
        (row,) = rows(engine, table)
        assert NAME not in str(row) and row["conversation"] == kept.digest(NAME) != NAME
    assert KeptQuestions(engine, b"another key").digest(NAME) != kept.digest(NAME)


def test_a_deleted_conversation_takes_its_questions_along(engine: Any, kept: KeptQuestions) -> None:
    for sender in (NAME, "another"):
        fill(engine, kept, sender)
    Reviews(engine).decide([row["id"] for row in rows(engine, REVIEWS)], "card_about")
    kept.forget(NAME)
    for table in (FEEDBACK, REVIEWS):
        assert [row["conversation"] for row in rows(engine, table)] == [kept.digest("another")]


def test_a_turn_that_is_still_to_be_written_goes_too(engine: Any, kept: KeptQuestions) -> None:
    counting = Counting(engine, digest=kept.digest)
    reply = Given(Reply("uncertain", (), datetime(2026, 11, 30, tzinfo=TOKYO)), "ja")
    for number in range(50):
        counting(Turned(reply, "web", f"質問その{number}", NAME))
    counting.after_writing(kept.forget, NAME).result()
    assert rows(engine, REVIEWS) == []


def test_what_nobody_decided_goes_when_its_time_is_over(engine: Any, kept: KeptQuestions) -> None:
    for sender, days in (("old", 31), ("decided", 31), ("new", 29)):
        fill(engine, kept, sender, TODAY - timedelta(days=days))
        if sender == "decided":
            Reviews(engine).decide([rows(engine, REVIEWS)[-1]["id"]], "card_about")
    kept.delete_old(30)
    assert [row["conversation"] for row in rows(engine, FEEDBACK)] == [kept.digest("new")]
    left = [(row["topic"], row["conversation"]) for row in rows(engine, REVIEWS)]
    assert left == [("card_about", None), (None, kept.digest("new"))]


def test_many_rows_go_in_portions(engine: Any, kept: KeptQuestions, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.insights.kept_questions.PORTION", 3)
    for number in range(10):
        fill(engine, kept, str(number), TODAY - timedelta(days=99))
    kept.delete_old(30)
    assert rows(engine, FEEDBACK) == rows(engine, REVIEWS) == []


# fmt: off
@pytest.mark.parametrize("text", [
    "H2.5.3生まれのパンダの餌代を教えて", "平成二年五月三日生まれです", "2 May 1990 is my birthday", "1990年5月3日出生",
    "1990년 5월 3일생입니다", "昭和五十三年九月十一日に生まれました",
])
# fmt: on
def test_birth_dates_are_not_kept(text: str) -> None:
    kept = impersonal(text)
    assert kept and "＊＊＊＊" in kept
    assert not any(part in kept for part in ("H2", "1990", "平成二年", "昭和五十三年"))


def test_what_no_database_takes_is_made_well_formed(engine: Any) -> None:
    assert impersonal("手数料は\ud83d") and "\ud83d" not in str(impersonal("手数料は\ud83d"))
    Reviews(engine).add(TODAY, "ja", "uncertain", "a\0 \ud83d b", None)
    assert "\0" not in rows(engine, REVIEWS)[0]["question"]
