"""From a question that was not answered to files ready for a commit."""

from __future__ import annotations

import asyncio
import io
import secrets
import time
import urllib.parse
import zipfile
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from bot.insights.effect import measure_effect
from bot.insights.export import REVIEWED, exported
from bot.insights.feedback import Feedback, FeedbackStore
from bot.insights.measuring import Measuring
from bot.insights.review_queue import (
    LONGEST,
    MOST_A_DAY,
    NOT_OURS,
    SAME_A_DAY,
    UNHELPFUL,
    Doubt,
    Reviews,
    by_wording,
    grouped,
)
from bot.settings import ROOT
from bot.storage.audit_log import Trail
from bot.storage.engine import open_engine
from tests.bot.copilot.agent import FORM, REVIEWER, AgentOverHttp, send
from tests.bot.copilot.test_handoffs import Visitor
from tests.bot.copilot.test_page import accessible, open_page
from tests.desk import Desk

DAY = date(2026, 11, 24)


@pytest.fixture
def reviews(tmp_path: Path) -> Reviews:
    return Reviews(open_engine(f"sqlite:///{tmp_path / 'desk.db'}"))


def test_questions_are_kept_without_whose_they_are(reviews: Reviews) -> None:
    reviews.add(DAY, "en", "uncertain", "call me at 090-1234-5678 about my card", "reissue")
    for nothing in ("090-1234-5678"[:0], "/reissue", "  "):
        reviews.add(DAY, "en", "uncertain", nothing, None)
    assert reviews.open("en") == [
        Doubt(1, DAY, "en", "uncertain", "call me at ＊＊＊＊ about my card", "reissue", None)
    ]
    assert reviews.open("ko") == []


def test_a_decision_is_made_once(reviews: Reviews) -> None:
    reviews.add(DAY, "en", "unanswered", "may I laminate the card", None)
    assert reviews.decide([1, 2], "card_safety") == 1 and reviews.decide([1], NOT_OURS) == 0
    assert [doubt.topic for doubt in reviews.decided()] == ["card_safety"] and reviews.open("en") == []


def test_a_decision_is_taken_back_unless_it_was_made_anew(reviews: Reviews) -> None:
    for question in ("may I laminate the card", "is laminating allowed"):
        reviews.add(DAY, "en", "unanswered", question, None)
    reviews.decide([1, 2], "card_safety")
    assert reviews.reopen([1], "card_safety") == 1 and reviews.decide([1], "reissue") == 1
    assert reviews.reopen([1, 2, 3], "card_safety") == 1 and reviews.reopen([2], "card_safety") == 0
    assert [doubt.id for doubt in reviews.open("en")] == [2]
    assert [(doubt.id, doubt.topic) for doubt in reviews.decided()] == [(1, "reissue")]


def test_what_is_thrown_away_stands_nowhere_any_more(tmp_path: Path) -> None:
    file = tmp_path / "desk.db"
    engine = open_engine(f"sqlite:///{file}")
    reviews, feedback = Reviews(engine), FeedbackStore(engine)
    said = f"田中太郎ですが {'あ' * LONGEST} 100%"
    for text in (said, "ほかの質問です"):
        feedback.add(Feedback(DAY, "web", "ja", "reissue", False, None, None, text))
        reviews.add(DAY, "ja", UNHELPFUL, text, "reissue")
    reviews.add(DAY, "ja", "uncertain", "田中太郎の別の質問", None)
    reviews.decide([3], "reissue")
    assert reviews.throw_away([1, 3, 99]) == 1  # what is decided is first taken back
    assert [one.question for one in feedback.all()] == [None, "ほかの質問です"]
    assert [one.id for one in reviews.open("ja")] == [2]
    reviews.reopen([3], "reissue")
    assert reviews.throw_away([3]) == 1
    kept = b"".join(one.read_bytes() for one in tmp_path.iterdir())
    assert "田中太郎".encode() not in kept and "ほかの質問".encode() in kept


def test_what_is_kept_has_bounds(reviews: Reviews) -> None:
    for number in range(MOST_A_DAY + 20):
        reviews.add(DAY, "ja", "uncertain", f"{chr(0x6200 + number)} " * 1000, None)
    for _time in range(SAME_A_DAY + 20):
        reviews.add(DAY, "en", "uncertain", "may I laminate the card", None)
    assert reviews.waiting() == {"ja": MOST_A_DAY, "en": SAME_A_DAY}
    assert {len(one.question) for one in reviews.open("ja")} == {LONGEST}
    reviews.add(date(2026, 11, 25), "ja", "uncertain", "次の日の質問", None)
    assert reviews.waiting()["ja"] == MOST_A_DAY + 1


def test_the_same_question_stands_once_with_its_count() -> None:
    asked = doubts("may I laminate the card", "is there parking", "may I laminate the card")
    (group, _other) = grouped(asked)
    assert [one.id for one in group] == [0, 2]
    assert {question: len(same) for question, same in by_wording(group).items()} == {"may I laminate the card": 2}


def test_the_pairs_of_a_question_are_not_counted_for_every_other_one(monkeypatch: pytest.MonkeyPatch) -> None:
    counted: list[str] = []
    monkeypatch.setattr("bot.insights.wording_similarity.pairs", lambda text: counted.append(text) or frozenset(text))
    asked = doubts(*(chr(0x4E00 + number) for number in range(300)))
    assert len(grouped(asked)) == 300 and len(counted) <= 2 * 300


def doubts(*questions: str, language: str = "ja", topic: str | None = None) -> list[Doubt]:
    return [Doubt(i, DAY, language, "uncertain", text, None, topic) for i, text in enumerate(questions)]


def test_questions_that_are_worded_alike_are_one_group() -> None:
    groups = grouped(
        doubts("カードに名前をローマ字で入れたい", "犬の登録はどこ", "カードに名前をローマ字で入れられますか")
    )
    assert [[one.id for one in group] for group in groups] == [[0, 2], [1]]


def test_the_export_holds_each_new_question_once() -> None:
    files = exported(
        doubts(
            "カードを[ラミネート]してよいか",
            "カードを ラミネート してよいか",
            "カードの再発行をしたい",
            topic="card_safety",
        )
    )
    path = "data/nlu/ja/card_safety.yml"
    before = (ROOT / path).read_text()
    assert files[path].startswith(before.rstrip()) and files[path].count("ラミネート") == before.count("ラミネート") + 1
    assert files[REVIEWED].endswith(
        "ja\tcard_safety\tカードを ラミネート してよいか\nja\tcard_safety\tカードの再発行をしたい\n"
    )


def test_nothing_leaves_the_folders_of_the_data() -> None:
    odd = [
        Doubt(1, DAY, "../..", "uncertain", "a", None, "x"),
        Doubt(2, DAY, "en", "uncertain", "a", None, "../../../x"),
    ]
    assert list(exported(odd)) == [REVIEWED] and exported(odd)[REVIEWED] == (ROOT / REVIEWED).read_text()


def test_an_answer_that_did_not_help_brings_its_question_to_the_list(desk: Desk, reviewer: AgentOverHttp) -> None:
    visitor = Visitor(desk, "zh")
    asked, liked = secrets.token_urlsafe(24), secrets.token_urlsafe(24)
    visitor.post("webhook", message=asked, text="卡丢了怎么办 我的电话090-1234-5678")
    visitor.post("webhook", message=liked, text="便利店打印住民票多少钱一张")
    assert visitor.post("feedback", message=asked, topic="lost_card", helpful=False, reason="incomplete")[0] == 204
    assert visitor.post("feedback", message=liked, topic="konbini_juminhyo", helpful=True)[0] == 204
    page = reviewer.get("review?language=zh").text
    assert "卡丢了怎么办 我的电话＊＊＊＊" in page and "役に立たなかった" in page
    assert "多少钱一张" not in page and visitor.session not in page and asked not in page


def test_only_reviewers_review(agent: AgentOverHttp) -> None:
    assert agent.get("review").status == 403 and agent.get("review.zip").status == 403
    shown = agent.get("review", Accept="text/html")
    assert shown.status == 403 and "見直しを担当するかただけが見られます" in shown.text
    assert agent.post("review").status == 403 and agent.post("review/undo").status == 403


def test_bad_decisions(reviewer: AgentOverHttp) -> None:
    odd = ("topic=scam&id=1,", "topic=scam&id=1,x", "topic=scam&id=%EF%BC%91", "topic=%00&id=1", "topic=scam&id=%ff")
    for path, form in (("review/undo", "id=1"), ("review/undo", "topic=scam"), ("review", "throw_away=yes&id=x")):
        assert send(reviewer.desk, f"/copilot/{path}", form.encode(), form_headers(reviewer)).status == 400
    for form in ("topic=scam", "topic=nothing&id=1", "topic=scam&id=x", "topic=scam&id=-1", "id=1", *odd):
        assert send(reviewer.desk, "/copilot/review", form.encode(), form_headers(reviewer)).status == 400


def form_headers(agent: AgentOverHttp) -> dict[str, str]:
    return {"Cookie": agent.cookie, "X-CSRF-Token": agent.csrf, "Content-Type": FORM}


@pytest.mark.parametrize("told", ["done=x&topic=scam", "done=1&topic=x", "done=1", "thrown=x", "thrown=²", "undone=-1"])
def test_odd_addresses_say_nothing(reviewer: AgentOverHttp, told: str) -> None:
    shown = reviewer.get(f"review?{urllib.parse.quote(told, safe='=&')}")
    assert shown.status == 200 and 'class="told"' not in shown.text


async def measured(command: tuple[str, ...]) -> Measuring:
    measuring = Measuring(command)
    measuring.start()
    assert measuring.is_running and measuring._task
    await measuring._task
    return measuring


def in_its_own_loop(command: tuple[str, ...]) -> Measuring:
    """Beside Playwright's, which holds the loop of this thread."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(lambda: asyncio.run(measured(command))).result()


def test_the_effect_is_measured_beside_the_server() -> None:
    done = in_its_own_loop(("printf", '[{"language": "ko"}]'))
    assert done.found == [{"language": "ko"}] and not done.is_running and not done.has_failed
    failed = in_its_own_loop(("false",))
    assert failed.has_failed and failed.found is None


def test_decided_questions_change_what_is_understood(monkeypatch: pytest.MonkeyPatch) -> None:
    words = {"card lost": "lost_card", "opening hours": "hours", "new address": "address_name_change"}
    known = [(f"{text} {number}", topic) for number in "abcdef" for text, topic in words.items()]
    asked = [("laminate please", "card_safety"), ("card lost now", "lost_card")]
    monkeypatch.setattr("bot.insights.effect.questions", lambda kind, language: known if kind == "data/nlu" else asked)
    found = measure_effect("en", [("laminate the card", "card_safety"), ("laminate it", "card_safety")])
    assert (found.decided, found.evaluated, found.before, found.after) == (2, 2, 0.5, 1.0)
    assert (found.new_before, found.new_after) == (0.0, 1.0)


def wait_for(page: Page, text: str) -> Any:
    form = page.locator("form.group").filter(has_text=text)
    deadline = time.monotonic() + 20
    while not form.count() and time.monotonic() < deadline:
        page.reload()
    return form


def test_from_the_chat_to_the_files(page: Page, desk: Desk) -> None:
    desk.say("물고기 자격증은 어떻게 따나요 010-1234-5678", sender="review", metadata={"language": "ko"})
    open_page(page, REVIEWER)
    page.get_by_role("link", name="見直し").click()
    page.get_by_role("link", name="한국어").click()
    form = wait_for(page, "물고기 자격증")
    expect(form).to_contain_text("＊＊＊＊")
    accessible(page)
    form.get_by_role("button", name="この話題にする").click()  # none was chosen: the browser asks for one
    expect(form).to_have_count(1)
    for _time in range(2):
        form.get_by_role("button", name="窓口の質問ではない").click()
        expect(page.get_by_role("status").filter(has_text="「窓口の質問ではない」に決めました（1件）")).to_be_visible()
        expect(form).to_have_count(0)
        accessible(page)
        if _time == 0:
            page.get_by_role("button", name="元に戻す").click()
            expect(page.get_by_role("status").filter(has_text="1件を見直しの一覧に戻しました")).to_be_visible()
    with page.expect_download() as saved:
        page.get_by_role("link", name="学習データとテストを保存する").click()
    with zipfile.ZipFile(io.BytesIO(saved.value.path().read_bytes())) as archive:
        data, tests = (archive.read(path).decode() for path in (f"data/nlu/ko/{NOT_OURS}.yml", REVIEWED))
    assert "      - 물고기 자격증은 어떻게 따나요\n" in data and f"ko\t{NOT_OURS}\t물고기 자격증은" in tests
    actions = [entry.action for entry in Trail(open_engine(f"sqlite:///{desk.store}")).latest(5)]
    assert actions[:4] == ["exported", "reviewed", "review_undone", "reviewed"]


def test_a_question_is_thrown_away(page: Page, desk: Desk) -> None:
    desk.say("고래 다나카 씨의 생일 선물은", sender="thrown", metadata={"language": "ko"})
    open_page(page, REVIEWER)
    page.goto("/copilot/review?language=ko")
    form = wait_for(page, "고래 다나카")
    form.get_by_text("捨てる", exact=True).click()
    accessible(page)
    form.get_by_role("button", name="選んだ質問を捨てる").click()
    expect(page.get_by_role("status").filter(has_text="1件を捨てました")).to_be_visible()
    expect(form).to_have_count(0)
    assert Trail(open_engine(f"sqlite:///{desk.store}")).latest(1)[0].action == "thrown_away"
