"""Long conversations on slow phones: what is in sight comes first, and nothing grows without end."""

from __future__ import annotations

import json

from playwright.sync_api import expect

from tests.web.chat.chat import LOST, SEND, Chat
from tests.web.chat.watch import Watch

MOST_TURNS = 60  # web/chat/state/memory.js
# Idle time comes when the test says so.
HOLD_IDLE_TIME = """() => {
  window.idle = [];
  window.requestIdleCallback = (task) => window.idle.push(task);
}"""
IDLE = """() => {
  while (window.idle.length) window.idle.shift()({ timeRemaining: () => 50 });
}"""
# The conversation of one question, so many times.
MULTIPLY = """(count) => {
  const kept = JSON.parse(sessionStorage.madoguchi);
  const once = kept.turns;
  kept.turns = Array.from({ length: count }, (_, i) => {
    const id = once[0].id.slice(4) + String(i).padStart(4, "0");
    return [{ ...once[0], id }, { ...once[1], to: id }];
  }).flat();
  return JSON.stringify(kept);
}"""
TOP = "(log) => log.scrollTop"


def long_conversation(chat: Chat, questions: int) -> Chat:
    """A chat that was asked so often, with the reader at its end and idle time held back."""
    chat.open("ja").ask(LOST["ja"])
    kept = chat.page.evaluate(MULTIPLY, questions)
    chat.page.goto("/plain")
    chat.page.evaluate("(kept) => sessionStorage.setItem('madoguchi', kept)", kept)
    chat.page.add_init_script(f"({HOLD_IDLE_TIME})()")
    return chat.open("ja")


def test_what_is_out_of_sight_is_drawn_when_there_is_time(phone: Chat) -> None:
    chat = long_conversation(phone, 12)
    first = chat.replies.nth(1)
    assert chat.panel.locator(".turn").count() == 25 and chat.replies.count() < 12  # the others are empty yet
    chat.page.evaluate(IDLE)
    expect(first.locator(".lead")).to_be_attached()
    expect(chat.replies).to_have_count(13)
    before = chat.log.evaluate_handle("(log) => log.querySelector('.turn')")
    chat.readings()
    expect(chat.answer.locator("ruby").first).to_be_visible()
    expect(first.locator("ruby")).to_have_count(0)
    chat.page.evaluate(IDLE)
    expect(first.locator("ruby").first).to_be_attached()
    chat.switch("en")
    expect(chat.answer).to_have_attribute("lang", "en")
    expect(first).to_have_attribute("lang", "ja")
    chat.page.evaluate(IDLE)
    expect(chat.panel.locator(".reply:not([lang=en])")).to_have_count(0)
    assert not before.evaluate("(turn) => turn.isConnected")


def test_what_is_being_read_stays_when_the_rest_is_drawn(phone: Chat) -> None:
    chat = long_conversation(phone, 6)
    before = chat.questions.last.bounding_box()
    chat.page.evaluate(IDLE)
    after = chat.questions.last.bounding_box()
    assert before and after and abs(before["y"] - after["y"]) <= 0.5 * 12  # a scroll position has whole pixels
    expect(chat.replies).to_have_count(7)


def test_who_reads_an_older_answer_goes_on_reading_it(phone: Chat) -> None:
    chat = long_conversation(phone, 6)
    chat.page.evaluate(IDLE)
    old = chat.replies.nth(3)
    chat.log.locator("xpath=..").hover()
    chat.page.mouse.wheel(0, -10)  # the reader leaves the last question
    old.evaluate("(turn) => turn.scrollIntoView()")
    for change in (chat.readings, lambda: chat.switch("ko")):
        change()
        expect(old).to_be_in_viewport()
        chat.page.evaluate(IDLE)
        expect(old).to_be_in_viewport()


def test_old_turns_leave_memory_and_screen(phone: Chat) -> None:
    chat = long_conversation(phone, MOST_TURNS // 2)
    chat.page.evaluate(IDLE)
    chat.ask(LOST["ja"])
    assert len(chat.memory["turns"]) == MOST_TURNS
    expect(chat.panel.locator(".turn")).to_have_count(MOST_TURNS + 1)  # and the greeting
    chat.press("カードの再発行")
    expect(chat.panel.locator(".turn")).to_have_count(MOST_TURNS + 1)


def test_paper_has_all_of_it(phone: Chat) -> None:
    chat = long_conversation(phone, 8)
    chat.page.emulate_media(media="print")
    chat.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(chat.panel.locator(".reply .lead")).to_have_count(9)


def test_nothing_is_kept_or_sent_before_its_numbers_are_masked(phone: Chat, watch: Watch) -> None:
    watch.expect("net::ERR_FAILED")
    chat = phone.open("en")
    chat.page.route("**/mask.js*", lambda route: route.abort())
    chat.field.fill("My PIN is 4821, I forgot it")
    chat.field.press("Enter")
    expect(chat.status).to_contain_text(chat.say("retrying"))
    assert "4821" not in chat.page.evaluate("JSON.stringify(sessionStorage)")
    assert not [address for address in watch.addresses if address.endswith("/webhook")]
    chat.page.unroute("**/mask.js*")
    with chat.page.expect_request(SEND) as sent:
        chat.button("retry").click()
    assert json.loads(sent.value.post_data or "")["text"] == "My PIN is ＊＊＊＊, I forgot it"
    expect(chat.words).to_have_text("My PIN is ＊＊＊＊, I forgot it")
    chat.answered()
    notice, answer = chat.replies.all()[1:]
    expect(notice.locator(".lead")).to_contain_text("deleted it")
    expect(answer).to_be_visible()
    assert "4821" not in chat.page.evaluate("JSON.stringify(sessionStorage)")
