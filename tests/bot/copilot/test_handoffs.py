"""From chat to telephone: codes that are right, wrong, old, used, guessed; and what an agent sees."""

from __future__ import annotations

import json
import re
import secrets
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from bot.clock import utc_now
from bot.copilot.auth.accounts import Agents
from bot.handoff.codes import CODE_LASTS, HANDOFFS, Handoffs
from bot.handoff.service import HandoffDesk
from bot.handoff.transcript import in_both_languages
from bot.http.counters import Counters
from bot.http.lockout import (
    CODE_FAILURES,
    CODE_FAILURES_A_DAY,
    CODE_FAILURES_OF_ADDRESS,
    CODE_TRIED,
    CODES_OF_CONVERSATION,
)
from bot.replies.builder import Extras
from bot.replies.reply import Given, Text
from bot.storage.audit_log import Trail
from bot.storage.engine import open_engine
from knowledge.expiry_phrases import load_phrases
from tests.bot.copilot.agent import PASSWORD, AgentOverHttp, send
from tests.bot.copilot.test_page import accessible, open_page
from tests.desk import Desk
from tests.speaking import SPEAKER


@pytest.fixture
def engine(tmp_path: Path) -> Any:
    return open_engine(f"sqlite:///{tmp_path / 'desk.db'}")


HERE = "192.0.2.7"  # an agent's address


class Clock:
    def __init__(self) -> None:
        self.moment = utc_now()

    def __call__(self) -> datetime:
        return self.moment


def test_a_code_works_once_and_for_half_an_hour(engine: Any) -> None:
    clock = Clock()
    handoffs = Handoffs(engine, clock)
    first, second = handoffs.give("a", "web", "ko"), handoffs.give("b", "line", "zh")
    assert first != second and all(len(code) == 6 and code.isdecimal() for code in (first, second))
    taken = handoffs.take(first)
    assert taken and (taken.sender, taken.channel, taken.language) == ("a", "web", "ko")
    assert handoffs.take(first) is None
    clock.moment += CODE_LASTS
    assert handoffs.take(second) is None


def test_a_conversation_has_one_code_and_old_ones_are_deleted(engine: Any) -> None:
    clock = Clock()
    handoffs = Handoffs(engine, clock)
    before, after = handoffs.give("a", "web", "ko"), handoffs.give("a", "web", "ko")
    assert handoffs.take(before) is None and handoffs.take(after)
    handoffs.give("b", "web", "ko")
    clock.moment += CODE_LASTS + timedelta(seconds=1)
    handoffs.give("c", "web", "ko")
    with engine.connect() as connection:
        assert [row.sender for row in connection.execute(HANDOFFS.select())] == ["c"]


def test_a_code_is_what_its_digits_say(engine: Any) -> None:
    handoffs = Handoffs(engine)
    wide = str.maketrans("0123456789", "０１２３４５６７８９")
    writings = ["{0} {1}", "{0}-{1}", " {0}　{1} ", "{0}・{1}", "{0}‐{1}", "{0}.{1}", "{0}\u200b{1}"]
    for writing in [*writings, *(text.translate(wide) for text in writings)]:
        code = handoffs.give("a", "web", "ko")
        typed = writing.format(code[:3], code[3:])
        assert handoffs.take(typed) and handoffs.take(code) is None, typed
        code = handoffs.give("a", "web", "ko")
        assert handoffs.take(code.translate(wide)) and handoffs.take(code) is None
    for nothing in ("", " ", "abcdef", "\0", "\ud83d", "1" * 100_000):
        assert handoffs.take(nothing) is None


def test_the_database_tells_no_code_and_another_key_opens_none(engine: Any) -> None:
    key, code = b"k" * 32, ""
    for _time in range(20):
        code = Handoffs(engine, key=key).give("a", "web", "ko")
        with engine.connect() as connection:
            (row,) = connection.execute(HANDOFFS.select())
        assert row.code != code and len(row.code) == 6
    assert Handoffs(engine, key=b"x" * 32).take(code) is None
    assert Handoffs(engine, key=key).take(code)  # another server with the same key


@pytest.fixture
def codes(engine: Any) -> tuple[HandoffDesk, Trail]:
    """A desk for codes alone: nobody asks for a conversation here."""
    return HandoffDesk(None, engine, Counters()), Trail(engine)  # type: ignore[arg-type]


def test_a_right_code_forgives_no_wrong_ones(codes: tuple[HandoffDesk, Trail], engine: Any) -> None:
    desk, trail = codes
    for _time in range(CODE_FAILURES.amount):
        assert desk._take(f"{_time}", "hanako", HERE) == (0, None)
        if _time < CODE_FAILURES.amount - 1:
            assert desk._take(desk._handoffs.give("a", "web", "ko"), "hanako", HERE)[1]
    wait, handoff = desk._take(desk._handoffs.give("a", "web", "ko"), "hanako", HERE)
    assert 0 < wait <= 15 * 60 and handoff is None
    desk._take("", "hanako", HERE)
    actions = [entry.action for entry in trail.latest()]
    assert actions.count("handoff_locked") == 1 and actions.count("handoff_refused") == CODE_FAILURES.amount
    assert desk._take(desk._handoffs.give("a", "web", "ko"), "taro", HERE)[1]  # a colleague goes on


def test_wrong_codes_have_a_bound_a_day(codes: tuple[HandoffDesk, Trail]) -> None:
    desk, _trail = codes
    for _time in range(CODE_FAILURES_A_DAY.amount):
        assert desk._take(f"{_time}", "hanako", HERE) == (0, None)
        desk._lockout.forgive(CODE_FAILURES, "hanako")  # a quarter of an hour later
    assert desk._take("", "hanako", HERE)[0] > 0


def test_a_code_and_an_address_have_bounds_of_their_own(codes: tuple[HandoffDesk, Trail]) -> None:
    desk, _trail = codes
    for number in range(CODE_TRIED.amount):  # one code, tried by many from everywhere
        assert desk._take("482 913", f"agent {number}", f"10.0.0.{number}") == (0, None)
    assert desk._take("482913", "another", "10.0.1.1")[0] > 0 and desk._take("482914", "another", "10.0.1.1")[0] == 0
    for number in range(CODE_FAILURES_OF_ADDRESS.amount):  # many codes, tried by many from one address
        assert desk._take(f"{number:06}", f"agent {number}", HERE) == (0, None)
    assert desk._take(desk._handoffs.give("a", "web", "ko"), "yet another", HERE)[0] > 0
    assert desk._take(desk._handoffs.give("a", "web", "ko"), "yet another", "10.0.1.2")[1]


class Visitor:
    def __init__(self, desk: Desk, language: str) -> None:
        self.desk, self.session, self.language = desk, secrets.token_urlsafe(24), language

    def post(self, path: str, **fields: Any) -> tuple[int, Any]:
        names = {"session": self.session, "message": secrets.token_urlsafe(24), "language": self.language}
        answer = send(
            self.desk,
            f"/webhooks/web/{path}",
            json.dumps({**names, **fields}).encode(),
            {"Content-Type": "application/json"},
        )
        return answer.status, answer.json if answer.text else None

    def code(self) -> str:
        status, answer = self.post("handoff")
        assert status == 200
        return str(answer["code"])


def test_an_agent_sees_what_the_visitor_saw_and_no_more(desk: Desk, agent: AgentOverHttp) -> None:
    visitor = Visitor(desk, "ko")
    visitor.post("webhook", text="카드를 잃어버렸어요. 제 전화는 090-1234-5678")
    code = visitor.code()
    visitor.post("webhook", text="그 뒤에 한 말")
    seen = agent.ask("handoff", code=code)
    assert (seen["channel"], seen["language"]) == ("web", "ko")
    assert seen["told"] == [{"topic": "lost_card", "title": "カードの紛失・盗難"}]
    asked, told = seen["turns"]
    assert asked == {"who": "visitor", "text": "카드를 잃어버렸어요. 제 전화는 ＊＊＊＊"}
    assert told["who"] == "desk" and told["text"].startswith("즉시 0120-0178-27")
    assert visitor.session not in json.dumps(seen)
    assert agent.post("handoff", code=code).status == 404
    entry = Trail(open_engine(f"sqlite:///{desk.store}")).latest(2)[1]
    assert (entry.agent, entry.action) == ("hanako", "handoff_seen") and entry.subject and "web" in entry.subject


@pytest.mark.parametrize("language", ["ja", "en", "zh", "ko"])
def test_what_was_told_stands_beside_its_japanese(desk: Desk, agent: AgentOverHttp, language: str) -> None:
    questions = {
        "ja": "カードをなくしました",
        "en": "I lost my card",
        "zh": "卡丢了",
        "ko": "카드를 잃어버렸어요",
    }
    visitor = Visitor(desk, language)
    visitor.post("webhook", text=questions[language])
    told = agent.ask("handoff", code=visitor.code())["turns"][1]
    name = (
        "lost_card" if language == "ja" else SPEAKER.answers["lost_card"].foreign
    )  # with the line in their language first
    japanese, spoken = (SPEAKER.reply(name, one)["custom"]["answer"] for one in ("ja", language))
    assert told["title"] == "カードの紛失・盗難"
    rows = [(row["kind"], row["ja"], row["caller"]) for row in told["rows"]]
    assert rows[0] == ("lead", japanese["lead"], spoken["lead"])
    points = [row[1:] for row in rows if row[0] not in ("lead", "note", "phone_line", "changed")]
    assert points == list(zip(japanese["points"], spoken["points"], strict=True))
    notes = [row[1:] for row in rows if row[0] == "note"]
    assert notes == list(zip(japanese["notes"], spoken["notes"], strict=True))
    assert all("0120-" in ja and "0120-" in caller for kind, ja, caller in rows if kind == "phone_line")


def test_every_answer_has_its_japanese() -> None:
    for language in ("en", "zh", "ko"):
        for name in SPEAKER.answers:
            found = list(in_both_languages(Given(SPEAKER.build(name), language), SPEAKER))
            assert all(row["ja"] for row in found), (language, name)


def test_a_sentence_made_of_what_a_visitor_told_has_it_too() -> None:
    lead = Text(load_phrases()["lead_over"], {"card": date(2033, 5, 3)})
    given = Given(SPEAKER.build("expiry_result", Extras(lead=(lead,))), "en")
    told = next(in_both_languages(given, SPEAKER))
    assert told["kind"] == "lead" and "2033年5月3日" in told["ja"] and "3 May 2033" in told["caller"]


def test_no_code_before_a_word_none_after_deleting_none_without_end(desk: Desk, agent: AgentOverHttp) -> None:
    visitor = Visitor(desk, "en")
    assert visitor.post("handoff") == (409, {"code": None})
    visitor.post("webhook", text="I lost my card")
    code = visitor.code()
    assert visitor.post("forget")[0] == 204
    assert agent.post("handoff", code=code).status == 404
    visitor.post("webhook", text="I lost my card")
    statuses = [visitor.post("handoff")[0] for _time in range(CODES_OF_CONVERSATION.amount)]
    assert statuses[-1] == 409 and 200 in statuses


def test_guessing_locks_an_agent_out_of_right_codes_too(desk: Desk) -> None:
    Agents(open_engine(f"sqlite:///{desk.store}")).add("guesser", "agent", PASSWORD)
    guesser, visitor = AgentOverHttp(desk, "guesser"), Visitor(desk, "zh")
    visitor.post("webhook", text="卡丢了")
    code = visitor.code()
    wrong = ["", "12345", "1234567", "abcdef", str((int(code) + 1) % 10**6).zfill(6)]
    assert [guesser.post("handoff", code=guess).status for guess in wrong[: CODE_FAILURES.amount]] == [404] * 5
    answer = guesser.post("handoff", code=code)
    assert answer.status == 429 and answer.json["wait"] > 0


@pytest.mark.parametrize("body", [{}, {"code": None}, {"code": 123456}, {"code": ["1"]}])
def test_what_is_no_code_opens_nothing(desk: Desk, body: dict[str, Any]) -> None:
    name = f"odd{secrets.token_hex(4)}"
    Agents(open_engine(f"sqlite:///{desk.store}")).add(name, "agent", PASSWORD)
    assert AgentOverHttp(desk, name).post("handoff", **body).status == 404


@pytest.mark.parametrize("code", ["\ud83d", "\0", "12\x0034 56", "9" * 10_000, {"a": 1}, None, True])
def test_an_odd_code_breaks_nothing(desk: Desk, code: Any) -> None:
    name = f"odd{secrets.token_hex(4)}"
    Agents(open_engine(f"sqlite:///{desk.store}")).add(name, "agent", PASSWORD)
    assert AgentOverHttp(desk, name).post("handoff", code=code).status == 404


def test_a_code_is_typed_as_it_is_read_out(page: Page, desk: Desk) -> None:
    Agents(open_engine(f"sqlite:///{desk.store}")).add("typing", "agent", PASSWORD)
    visitor = Visitor(desk, "ko")
    visitor.post("webhook", text="카드를 잃어버렸어요")
    code = visitor.code()
    open_page(page, "typing")
    field = page.get_by_label("6けたの番号")
    field.press_sequentially(f"{code[:3]} {code[3:]}")
    field.press("Enter")
    expect(page.locator(".turns li").first).to_contain_text("카드를 잃어버렸어요")


def test_from_the_chat_to_the_agents_page(page: Page, browser: Any, desk: Desk) -> None:
    visitor = browser.new_context(base_url=f"http://127.0.0.1:{desk.port}").new_page()
    visitor.goto("/?language=en")
    chat = visitor.locator("dialog.panel")
    chat.locator("textarea.question").fill("How much is a new card?")
    chat.locator("textarea.question").press("Enter")
    expect(chat.locator(".turn.reply").last).to_contain_text("1,000")
    chat.locator("details.person summary").click()
    chat.get_by_role("button", name="Continue this conversation by phone").click()
    code = chat.locator(".phone-code .number").inner_text()
    visitor.context.close()

    open_page(page)
    page.get_by_label("6けたの番号").fill(code)
    page.keyboard.press("Enter")
    turns = page.locator(".turns li")
    expect(turns.first).to_contain_text("How much is a new card?")
    expect(page.get_by_role("radio", name="English")).to_be_checked()
    accessible(page)
    told = turns.nth(1).locator("tr.lead")
    expect(told.locator("td.ja")).to_contain_text("再交付の手数料は1,000円")
    expect(told.locator("td.caller")).to_contain_text("1,000 yen")
    page.get_by_role("button", name="カードの再発行").first.click()
    expect(page.locator("caption")).to_have_text("カードの再発行")
    page.get_by_role("button", name="会話に戻る").click()
    expect(turns.first).to_contain_text("How much is a new card?")


def test_of_a_conversation_without_an_answer_no_topic_is_named(page: Page, desk: Desk) -> None:
    visitor = Visitor(desk, "en")
    visitor.post("webhook", text="Hello")
    open_page(page)
    page.get_by_label("6けたの番号").fill(visitor.code())
    page.keyboard.press("Enter")
    expect(page.locator(".turns li").first).to_contain_text("Hello")
    expect(page.locator(".handoff")).to_have_text(re.compile("で話していました。番号は伏せてあります。会話に戻る$"))
