"""The ward's board: what is counted, what is hidden, how weak a language is; and who may look."""

from __future__ import annotations

import csv
import io
import time
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from bot.insights.dashboard import HIDDEN, as_csv, charts, parity
from bot.insights.feedback import Feedback, FeedbackStore
from bot.insights.turn_counts import ANSWERED, HANDED_OVER, UNANSWERED, UNCERTAIN, Turn, Turns, turn_of
from bot.replies.reply import Given, Reply
from bot.storage.engine import open_engine
from knowledge.facts import load_facts
from knowledge.lines import TOKYO
from knowledge.sources import load_sources
from tests.bot.copilot.agent import REVIEWER, AgentOverHttp
from tests.bot.copilot.test_page import accessible, open_page
from tests.desk import Desk
from tests.speaking import SPEAKER
from tests.ward import WARD

NOW = datetime(2026, 11, 24, 14, 5, tzinfo=TOKYO)


# fmt: off
@pytest.mark.parametrize(("topic", "asks", "outcome"), [
    ("lost_card",          None,         ANSWERED),
    ("uncertain",          None,         UNCERTAIN),
    ("out_of_scope",       None,         UNANSWERED),
    ("human_handoff",      None,         HANDED_OVER),
    ("expiry_calculation", "birth_date", None),
])
# fmt: on
def test_how_a_turn_ends(topic: str, asks: str | None, outcome: str | None) -> None:
    turn = turn_of(Given(Reply(topic, (), NOW, asks=asks), "ko"), "web", NOW)
    assert (turn and turn.outcome) == outcome
    if turn:
        assert (turn.day, turn.hour, turn.channel, turn.language) == (date(2026, 11, 24), 14, "web", "ko")


def test_turns_are_counted_and_the_old_ones_left_out(tmp_path: Path) -> None:
    turns = Turns(open_engine(f"sqlite:///{tmp_path / 'desk.db'}"))
    turn = Turn(NOW.date(), 14, "web", "ko", "lost_card", ANSWERED)
    old = Turn(NOW.date() - timedelta(days=7), 14, "web", "ko", "lost_card", ANSWERED)
    for one in (turn, turn, old):
        turns.add(one)
    assert turns.since(7, NOW.date()) == [(turn, 2)]
    assert len(turns.since(8, NOW.date())) == 2


def test_only_the_feedback_of_the_period_is_read(tmp_path: Path) -> None:
    store = FeedbackStore(open_engine(f"sqlite:///{tmp_path / 'desk.db'}"))
    for ago in (0, 6, 7, 400):
        store.add(Feedback(NOW.date() - timedelta(days=ago), "web", "ja", "scam", True))
    assert [(NOW.date() - one.day).days for one in store.since(NOW.date() - timedelta(days=6))] == [0, 6]
    assert len(store.all()) == 4


def counted(language: str, answered: int, uncertain: int, hour: int = 14) -> Sequence[tuple[Turn, int]]:
    turns = [Turn(NOW.date(), hour, "web", language, topic, outcome) for topic, outcome in (("scam", ANSWERED), ("uncertain", UNCERTAIN))]
    return list(zip(turns, (answered, uncertain), strict=True))


def test_few_of_an_hour_are_hidden_on_the_page_and_in_the_table() -> None:
    shown = charts([*counted("ja", 40, 2), *counted("ko", 3, 1, hour=2)], [], SPEAKER)
    hours = {bar.name: bar.shown for bar in shown["時間帯"]}
    assert (hours["14時"], hours["2時"], hours["3時"], len(hours)) == ("42", HIDDEN, HIDDEN, 24)
    table = list(csv.reader(io.StringIO(as_csv(shown).lstrip("\ufeff"))))
    assert ["時間帯", "2時", HIDDEN] in table and ["ことば", "한국어", "4"] in table
    assert {len(row) for row in table} == {3}


def test_a_language_that_is_answered_less_stands_out_only_when_that_is_sure() -> None:
    weak = {one.language: one.is_weak for one in parity([*counted("ja", 95, 5), *counted("ko", 50, 50), *counted("zh", 2, 1)])}
    assert weak == {"ja": False, "en": False, "zh": False, "ko": True}
    assert not any(one.is_weak for one in parity([]))


def test_feedback_is_told_as_numbers_only() -> None:
    said = [Feedback(NOW.date(), "web", "ja", "scam", helpful, comment="secret") for helpful in (True, True, False)]
    assert [(bar.name, bar.shown) for bar in charts([], said, SPEAKER)["役に立ったか"]] == [("役に立った", "2"), ("役に立たなかった", "1")]


def test_only_reviewers_see_the_board(agent: AgentOverHttp, reviewer: AgentOverHttp) -> None:
    for path in ("board", "board.csv", "board?days=90", "facts"):
        assert agent.get(path).status == 403
        assert reviewer.get(path).status == 200
    shown = agent.get("board", Accept="text/html")
    assert shown.status == 403 and "見直しを担当するかただけが見られます" in shown.text
    assert "board" not in agent.get("").text


def test_a_question_of_the_chat_reaches_the_board(desk: Desk, reviewer: AgentOverHttp) -> None:
    def asked() -> int:
        rows = csv.reader(io.StringIO(reviewer.get("board.csv?days=7").text.lstrip("\ufeff")))
        return sum(int(row[2]) for row in rows if row[:2] == ["経路", "rest"])

    before = asked()
    desk.say("カードをなくしました", sender="board")
    deadline = time.monotonic() + 20
    while asked() == before and time.monotonic() < deadline:
        time.sleep(0.2)
    assert asked() == before + 1


def test_what_the_desk_asks_itself_at_the_start_is_not_counted(desk: Desk, reviewer: AgentOverHttp) -> None:
    rows = list(csv.reader(io.StringIO(reviewer.get("board.csv?days=7").text.lstrip("\ufeff"))))
    channels = {name for chart, name, _count in rows if chart == "経路"}
    assert channels <= {"line", "rest", "web"}, rows  # what warms up comes by no channel of a visitor


def test_the_page(page: Page) -> None:
    open_page(page, REVIEWER)
    page.get_by_role("link", name="集計").click()
    expect(page.get_by_role("heading", name="ことばごとの回答")).to_be_visible()
    assert page.locator("section.chart svg").count() > 24
    accessible(page)
    with page.expect_download() as saved:
        page.get_by_role("link", name="表を保存する（CSV）").click()
    assert saved.value.path().read_text(encoding="utf-8-sig").startswith("表,項目,件数")


def test_reviewers_see_what_is_to_be_looked_at_again(reviewer: AgentOverHttp) -> None:
    shown = reviewer.get("facts").text
    facts, sources = load_facts(WARD), load_sources()
    assert all(f'<th scope="row">{name}</th>' in shown for name in (*facts, *sources))
    assert all(one.host in shown for one in sources.values())
