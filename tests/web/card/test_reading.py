"""The button in a real browser: what is said, asked, shown and sent, and in which order."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import Route, expect

from bot.i18n.languages import LANGUAGES
from tests.desk import Desk
from tests.doubles.my_number_card import PLANTED, my_number_card
from tests.stored import stored_events
from tests.web.card.card_page import CardPage
from tests.web.card.running_bridge import RunningBridge

SENT = "/webhooks/web/card"
REPORT = {
    "card": "my_number_card",
    "reader": "ok",
    "certificate": {"state": "valid", "until": "2028-05", "renewable_from": "2028-02"},
    "pins": {
        "user_certificate": {"tries_left": 3, "locked": False},
        "signature": {"tries_left": 5, "locked": False},
        "card_information": {"tries_left": 2, "locked": False},
        "basic_register": {"tries_left": 1, "locked": False},
    },
    "problem": None,
}
MONTHS = {
    "ja": ("2028年5月", "2028年2月", "令和10年2月(2028年2月)"),
    "en": ("May 2028", "February 2028", "February 2028"),
    "zh": ("2028年5月", "2028年2月", "2028年2月"),
    "ko": ("2028년 5월", "2028년 2월", "2028년 2월"),
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_whole_way(page: CardPage, bridge: RunningBridge, desk: Desk, language: str) -> None:
    until, opens, answered = MONTHS[language]
    page.begin(language)
    page.shows("card_read_certificate", "card_read_pins", "card_never_pin", "card_never_number", "card_needs")
    page.is_accessible("about")
    assert bridge.asked == []

    page.step.get_by_role("checkbox").check()
    page.press("card_start")
    page.shows("card_code")
    page.is_accessible("code")
    assert bridge.screen.codes == [(bridge.code, page.origin)] and bridge.screen.questions == []

    bridge.hold()
    page.enter(bridge.code)
    page.shows("card_agree")
    page.is_accessible("agree")
    assert bridge.card.log == []

    bridge.let_go()
    page.shows("card_result")
    page.is_accessible("result")
    rows = dict(page.rows())
    assert rows[page.say("card_certificate")] == page.say("card_state_valid")
    assert (rows[page.say("card_until_month")], rows[page.say("card_renewable_from")]) == (until, opens)
    assert rows[page.say("card_pin_signature")] == f"{page.say('card_pin_open')} {page.say('card_tries_left')}5"
    assert page.bodies(SENT) == []

    page.press("card_send")
    expect(page.step).to_have_count(0)
    expect(page.answer.locator(".lead")).to_contain_text(answered)
    page.is_accessible("answer")
    (sent,) = page.bodies(SENT)
    assert sent["card"] == REPORT and set(sent) == {"session", "message", "language", "switched", "card"}
    assert [method for method, _status in bridge.asked].count("POST") == 3 == len(page.bodies(bridge.address))
    assert bridge.screen.questions == [(page.origin, True)] and bridge.card.forbidden == []
    token = page.bodies(f"{bridge.address}/read")[0]["token"]
    told = json.dumps([page.bodies("/")], ensure_ascii=False) + page.kept() + stored_events(desk.store)
    assert not [text for text in PLANTED if text in told + desk.log.read_text()]
    assert not [text for text in (token, bridge.code, "tries_left") if text in page.kept()]
    assert sent["message"] not in stored_events(desk.store)


def test_without_months_none_are_told(page: CardPage, bridge: RunningBridge) -> None:
    page.begin("en").read(bridge.code)
    assert page.say("card_until_month") not in dict(page.rows())
    assert bridge.screen.questions == [(page.origin, False)]


def test_a_dropped_result(page: CardPage, bridge: RunningBridge) -> None:
    page.begin("zh").read(bridge.code)
    page.press("card_drop")
    expect(page.step).to_have_count(0)
    expect(page.panel.locator(".status")).to_contain_text(page.say("card_dropped"))
    assert page.bodies(SENT) == [] and "tries_left" not in page.kept()


def test_a_locked_pin_is_answered_by_the_pin_doctor(page: CardPage, bridge: RunningBridge) -> None:
    card = my_number_card()
    card.counters = {**card.counters, **{place: "6983" for place in card.counters if place[1] == "001B"}}
    bridge.restart({"one": card})
    page.begin("en").read(bridge.code)
    assert dict(page.rows())[page.say("card_pin_signature")] == page.say("card_pin_locked")
    page.press("card_send")
    expect(page.answer).to_contain_text("multi-copy machine")


def test_the_language_can_be_switched_at_every_step(page: CardPage, bridge: RunningBridge) -> None:
    page.begin("ja")
    page.step.get_by_role("checkbox").check()
    page.switch("en")
    page.shows("card_about")
    expect(page.step.get_by_role("checkbox")).to_be_checked()
    page.press("card_start")
    page.step.get_by_role("textbox").fill("012")
    page.switch("ko")
    page.shows("card_code")
    expect(page.step.get_by_role("textbox")).to_have_value("012")
    page.enter(bridge.code)
    page.shows("card_result")
    page.switch("zh")
    page.shows("card_result")
    assert dict(page.rows())[page.say("card_until_month")] == "2028年5月"
    page.press("card_send")
    expect(page.answer.locator(".lead")).to_contain_text("2028年2月")
    page.switch("en")
    expect(page.answer.locator(".lead")).to_contain_text("February 2028")
    expect(page.panel.locator(".turn.asked").last).to_contain_text(page.say("card_sent"))


def test_with_the_keyboard_alone(page: CardPage, bridge: RunningBridge) -> None:
    page.begin("en")
    expect(page.title).to_be_focused()
    page.keys("Tab", "Tab", "Enter")  # past the checkbox
    expect(page.step.get_by_role("textbox")).to_be_focused()
    page.page.keyboard.type(bridge.code)
    page.keys("Enter")
    page.shows("card_result")
    expect(page.title).to_be_focused()
    page.keys("Tab", "Enter")
    expect(page.step).to_have_count(0)
    expect(page.answer.locator(".title")).to_be_focused()


def test_the_focus_stays_where_the_reader_writes(page: CardPage, bridge: RunningBridge) -> None:
    bridge.hold()
    page.begin("en")
    page.pair(bridge.code)
    page.shows("card_agree")
    page.panel.locator("textarea.question").fill("meanwhile")
    bridge.let_go()
    page.shows("card_result")
    expect(page.panel.locator("textarea.question")).to_be_focused()


def test_a_question_in_between(page: CardPage, bridge: RunningBridge) -> None:
    page.begin("en")
    page.ask("I lost my card")
    page.shows("card_about")
    page.read(bridge.code)
    page.press("card_send")
    expect(page.panel.locator(".turn.asked")).to_have_count(2)


def test_where_it_is_offered(page: CardPage, bridge: RunningBridge) -> None:
    page.open("en")
    page.ask("How do I renew the electronic certificates?")
    expect(page.answer.get_by_role("button", name=page.say("read_card"))).to_be_visible()
    page.ask("I lost my card")
    expect(page.answer.get_by_role("button", name=page.say("read_card"))).to_have_count(0)
    page.ask("My PIN is locked")
    page.answer.get_by_role("button", name=page.say("read_card")).click()
    page.shows("card_about")
    assert bridge.asked == []


def test_without_a_bridge_nothing_is_offered(page: CardPage) -> None:
    def without_bridge(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, json={**answer.json(), "card_bridge": ""})

    page.page.route("**/texts.json", without_bridge)
    page.open("en")
    page.ask("How do I renew the electronic certificates?")
    expect(page.panel.locator("button.read-card")).to_have_count(0)
