"""The button in a real browser, when something is in the way: the bridge, the code, the reader, the desk."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from card_bridge.card.problems import NoReader
from card_bridge.card.slots import State
from card_bridge.http.pairing import MOST_WRONG
from tests.doubles.my_number_card import foreign_card, phone
from tests.doubles.scripted_card import ScriptedCard
from tests.web.card.card_page import CardPage
from tests.web.card.running_bridge import RunningBridge

SENT = "/webhooks/web/card"


def test_no_consent(page: CardPage, bridge: RunningBridge) -> None:
    bridge.screen.answer = False
    page.begin("ko")
    page.pair(bridge.code)
    page.shows("card_problem_not_agreed")
    page.is_accessible("not-agreed")
    assert bridge.card.log == []
    bridge.screen.answer = True
    page.press("card_again")  # still paired
    page.shows("card_result")


def test_wrong_codes(page: CardPage, bridge: RunningBridge) -> None:
    page.begin("ja")
    page.press("card_start")
    page.enter("12345")
    page.shows("card_code_incomplete")
    page.enter(bridge.wrong_code)
    page.shows("card_problem_wrong_code")
    page.is_accessible("wrong-code")
    expect(page.focused()).to_have_attribute("aria-invalid", "true")
    for _guess in range(MOST_WRONG - 1):
        with page.page.expect_response(f"{bridge.address}/pair"):
            page.enter(bridge.wrong_code)
        page.shows("card_problem_wrong_code")
    page.enter(bridge.code)
    page.shows("card_problem_closed")
    assert bridge.card.log == []


def test_no_bridge(page: CardPage, bridge: RunningBridge) -> None:
    bridge.stop()
    page.begin("en")
    page.press("card_start")
    page.shows("card_problem_no_bridge")
    page.is_accessible("no-bridge")
    bridge.start()
    page.press("card_again")
    page.shows("card_code")


def test_a_bridge_that_was_started_again(page: CardPage, bridge: RunningBridge) -> None:
    page.begin("ja").read(bridge.code)
    bridge.restart()
    page.press("card_drop")
    page.panel.get_by_role("button", name=page.say("menu"), exact=True).click()
    page.panel.locator("#tools").get_by_role("button", name=page.say("read_card"), exact=True).click()
    page.read(bridge.code)


def test_a_slow_bridge_can_be_left(page: CardPage, bridge: RunningBridge) -> None:
    bridge.hold()
    page.begin("en")
    page.pair(bridge.code)
    page.shows("card_agree")
    page.press("card_stop")
    expect(page.step).to_have_count(0)
    bridge.wait_until(lambda: not bridge.bridge.asking)
    assert bridge.card.log == []


def test_closing_the_chat_withdraws_the_question(page: CardPage, bridge: RunningBridge) -> None:
    bridge.hold()
    page.begin("en")
    page.pair(bridge.code)
    page.shows("card_agree")
    page.panel.get_by_role("button", name=page.say("close"), exact=True).click()
    bridge.wait_until(lambda: not bridge.bridge.asking)
    page.page.locator("madoguchi-chat a.launcher").click()
    expect(page.step).to_have_count(0)


def test_asking_too_often(page: CardPage, bridge: RunningBridge) -> None:
    bridge.restart(requests=1)
    page.begin("ja")
    page.pair(bridge.code)
    page.shows("card_problem_too_often")


def test_another_question_is_open(page: CardPage, bridge: RunningBridge) -> None:
    bridge.bridge.asking = True
    page.begin("ja")
    page.pair(bridge.code)
    page.shows("card_problem_busy")


# fmt: off
@pytest.mark.parametrize(("card", "label", "can_be_sent"), [
    (None,           "card_problem_no_card",            False),
    (State.IN_USE,   "card_problem_in_use",             False),
    (foreign_card(), "card_problem_not_my_number_card", True),
    (phone(),        "card_phone",                      True),
])
# fmt: on
def test_other_things_on_the_reader(
    page: CardPage, bridge: RunningBridge, card: ScriptedCard | None | State, label: str, can_be_sent: bool
) -> None:
    bridge.restart({"one": card})
    page.begin("en")
    page.pair(bridge.code)
    page.shows(label)
    page.is_accessible()
    if can_be_sent:
        page.press("card_send")
        expect(page.step).to_have_count(0)
        expect(page.answer).to_contain_text("2" if label == "card_phone" else page.say(label))
    else:
        expect(page.step.get_by_role("button", name=page.say("card_send"))).to_have_count(0)


def test_no_reader(page: CardPage, bridge: RunningBridge) -> None:
    bridge.readers.problem = NoReader()
    page.begin("zh")
    page.pair(bridge.code)
    page.shows("card_problem_no_reader")


def test_what_could_not_be_sent_can_be_sent_again(page: CardPage, bridge: RunningBridge) -> None:
    page.begin("ja").read(bridge.code)
    page.page.route(f"**{SENT}", lambda route: route.abort(), times=1)
    page.press("card_send")
    page.shows("card_not_sent", "card_result")
    page.is_accessible()
    page.press("card_send")
    expect(page.step).to_have_count(0)
