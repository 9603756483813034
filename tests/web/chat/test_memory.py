"""What a tab remembers, and how it is copied, printed and deleted."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.web.chat.chat import LOST, SEND, Chat
from tests.web.chat.conftest import Visit
from tests.web.chat.running import RunningDesk
from tests.web.chat.test_dates import START
from tests.web.chat.watch import Watch


def test_reload_keeps_conversation_and_draft(chat: Chat) -> None:
    chat.open("en")
    lead = chat.ask(LOST["en"]).locator(".lead").inner_text()
    chat.field.fill("And what")
    chat.page.reload()
    expect(chat.words).to_have_text(LOST["en"])
    expect(chat.answer.locator(".lead")).to_have_text(lead)
    expect(chat.field).to_have_value("And what")


def test_a_waiting_question_outlives_a_reload(chat: Chat, watch: Watch) -> None:
    watch.expect("net::ERR_FAILED")
    chat.open("en")
    chat.page.route(SEND, lambda route: route.abort())
    chat.write(LOST["en"])
    expect(chat.status).to_contain_text(chat.say("retrying"))
    chat.page.reload()
    expect(chat.questions.last).to_contain_text(chat.say("unsent"))
    chat.page.unroute(SEND)
    chat.answered()
    expect(chat.replies).to_have_count(2)


def test_a_closed_chat_stays_closed_over_a_reload(chat: Chat) -> None:
    chat.open("en")
    chat.button("close").click()
    chat.page.reload()
    expect(chat.launcher).to_be_visible()
    expect(chat.panel).to_have_count(0)


def test_a_new_tab_starts_anew(chat: Chat) -> None:
    chat.open("en")
    chat.ask(LOST["en"])
    other = Chat(chat.page.context.new_page(), chat.labels).open("en")
    expect(other.questions).to_have_count(0)
    assert chat.page.evaluate("localStorage.length") == 0


@pytest.mark.parametrize("language", ["ja", "zh"])
def test_delete_now(chat: Chat, desk: RunningDesk, language: str) -> None:
    chat.open(language)
    chat.ask(LOST[language])
    before = chat.memory
    (event,) = desk.heard(before["turns"][0]["id"])
    chat.use("delete")
    expect(chat.tools.get_by_role("group")).to_contain_text(chat.say("delete_really"))
    chat.tools.get_by_role("button", name=chat.say("delete_yes"), exact=True).click()
    expect(chat.status).to_have_text(chat.say("deleted"))
    expect(chat.questions).to_have_count(0)
    expect(chat.replies).to_have_count(1)
    assert chat.memory["session"] != before["session"] and chat.memory["turns"] == []
    assert desk.rows("SELECT id FROM events WHERE sender_id = ?", event["sender"]) == []
    chat.ask(LOST[language])


@pytest.mark.parametrize("way", ["opened by the page", "duplicated"])
def test_a_tab_that_began_as_a_copy_has_a_conversation_of_its_own(chat: Chat, desk: RunningDesk, way: str) -> None:
    chat.open("en")
    chat.ask(START["en"])
    with chat.page.context.expect_page() as opened:
        chat.page.evaluate("window.open('/?language=en')")
    if way == "duplicated":  # its storage is what the first one's was
        kept = chat.page.evaluate("JSON.stringify(Object.entries(sessionStorage))")
        opened.value.evaluate(
            "(kept) => JSON.parse(kept).forEach(([key, text]) => sessionStorage.setItem(key, text))", kept
        )
        opened.value.reload()
    copy = Chat(opened.value, chat.labels)
    expect(copy.replies).to_have_count(1)
    expect(copy.questions).to_have_count(0)
    assert copy.memory["session"] != chat.memory["session"]
    copy.ask("1 October 2020")
    chat.ask("11 September 1978")
    expect(chat.answer.locator(".lead")).to_contain_text("11 September 1978")
    chat.page.reload()
    expect(chat.questions).to_have_count(2)  # the first tab's reload finds its own


STRANGE = [
    "null",
    "[]",
    '{"turns": null}',
    '{"isOpen": true, "session": "short", "language": "xx", "turns": []}',
    '{"isOpen": true, "turns": "[]", "language": "en", "furigana": false}',
]


@pytest.mark.parametrize("kept", STRANGE)
def test_what_another_version_kept_is_a_new_conversation(chat: Chat, kept: str) -> None:
    chat.page.goto("/plain")
    chat.page.evaluate("(kept) => sessionStorage.setItem('madoguchi', kept)", kept)
    chat.open("en").ask(LOST["en"])
    expect(chat.replies).to_have_count(2)


@pytest.mark.parametrize("spoil", [
    "(kept) => ({ ...kept, version: 0 })",
    "(kept) => ({ ...kept, turns: JSON.stringify(kept.turns) })",
    "(kept) => ({ ...kept, turns: [null] })",
    "(kept) => ({ ...kept, turns: [...kept.turns, { kind: 'note', text: 'x' }] })",
    "(kept) => (delete kept.turns[1].reply.versions.en.answer, kept)",
])  # fmt: skip
def test_a_conversation_of_another_shape_is_a_new_one(chat: Chat, spoil: str) -> None:
    chat.open("en").ask(LOST["en"])
    session = chat.memory["session"]
    kept = chat.page.evaluate(f"JSON.stringify(({spoil})(JSON.parse(sessionStorage.madoguchi)))")
    chat.page.goto("/plain")
    chat.page.evaluate("(kept) => sessionStorage.setItem('madoguchi', kept)", kept)
    chat.open("en").ask(LOST["en"])
    expect(chat.questions).to_have_count(1)
    assert chat.memory["session"] != session


def test_an_old_answer_says_of_its_lines_what_is_true_now(chat: Chat) -> None:
    """The morning's answer in the evening: here every line is kept as the contrary of what it is."""
    chat.open("en").ask(LOST["en"])
    states = chat.answer.locator(".state").all_inner_texts()
    kept = chat.page.evaluate("""() => {
      const kept = JSON.parse(sessionStorage.madoguchi);
      kept.turns[1].at -= 12 * 3600000;
      for (const link of kept.turns[1].reply.versions.en.answer.links) Object.assign(link, { open: !link.open, note: "?" });
      return JSON.stringify(kept);
    }""")
    chat.page.goto("/plain")
    chat.page.evaluate("(kept) => sessionStorage.setItem('madoguchi', kept)", kept)
    chat.open("en")
    expect(chat.questions).to_have_count(1)
    assert chat.answer.locator(".state").all_inner_texts() == states
    assert "?" not in chat.answer.locator(".line-note").all_inner_texts()


def test_writing_does_not_write_the_conversation_again(chat: Chat) -> None:
    chat.open("en").ask(LOST["en"])
    chat.page.evaluate("""() => {
      const { setItem } = Storage.prototype;
      window.written = [];
      Storage.prototype.setItem = function (key, text) { written.push(key); setItem.call(this, key, text); };
    }""")
    chat.field.press_sequentially("And what does it cost")
    written = chat.page.evaluate("""() => new Promise((resolve) => {
      const look = () => (written.length ? resolve(written) : setTimeout(look, 50));
      look();
    })""")
    assert set(written) == {"madoguchi.draft"}


def test_delete_can_be_left(chat: Chat) -> None:
    chat.open("en")
    chat.ask(LOST["en"])
    chat.use("delete", "cancel")
    expect(chat.tools.get_by_role("group")).to_be_hidden()
    expect(chat.tools.get_by_role("button", name=chat.say("delete"), exact=True)).to_be_focused()
    expect(chat.questions).to_have_count(1)


def test_what_could_not_be_deleted_stays(chat: Chat, watch: Watch) -> None:
    watch.expect("net::ERR_INTERNET_DISCONNECTED")
    chat.open("en")
    chat.ask(LOST["en"])
    chat.page.context.set_offline(True)
    chat.use("delete", "delete_yes")
    expect(chat.status).to_have_text(chat.say("not_deleted"))
    expect(chat.questions).to_have_count(1)


@pytest.mark.parametrize("language", ["en", "ko"])
def test_copy(visit: Visit, labels: Any, language: str) -> None:
    page = visit(permissions=["clipboard-read", "clipboard-write"]).new_page()
    chat = Chat(page, labels).open(language)
    lead = chat.ask(LOST[language]).locator(".lead").inner_text()
    chat.use("copy")
    expect(chat.status).to_have_text(chat.say("copied"))
    expect(chat.tools).to_be_hidden()  # the conversation needs its room
    text = page.evaluate("navigator.clipboard.readText()")
    assert f"{chat.say('you')}: {LOST[language]}" in text and f"{chat.say('desk')}: " in text and lead in text


def test_copy_without_permission_says_what_to_do(visit: Visit, labels: Any) -> None:
    page = visit().new_page()
    page.add_init_script("navigator.clipboard.writeText = () => Promise.reject(new Error('denied'))")
    chat = Chat(page, labels).open("en")
    chat.use("copy")
    expect(chat.status).to_have_text(chat.say("not_copied"))


PRINTED = """
window.print = () => {
  const others = [...document.body.children].filter((one) => one.localName !== "madoguchi-chat");
  window.pageWasHidden = others.every((one) => !one.checkVisibility()); // whatever the page's own styles say
  dispatchEvent(new Event("afterprint"));
};
"""


@pytest.mark.parametrize("width", [320, 1280])
def test_print_holds_the_whole_conversation_and_nothing_else(visit: Visit, labels: Any, width: int) -> None:
    page = visit(viewport={"width": width, "height": 600}).new_page()
    page.add_init_script(PRINTED)
    chat = Chat(page, labels).open("ja")
    chat.ask(LOST["ja"])
    for question in ("暗証番号を忘れました", "コンビニで住民票を取りたい"):
        chat.ask(question)
    chat.use("print")
    assert page.evaluate("window.pageWasHidden")
    expect(page.locator("main")).to_be_visible()
    expect(page.locator("body > header")).to_have_css("display", "flex")
    page.emulate_media(media="print")
    expect(chat.questions.first).to_be_visible()
    for control in ("textarea.question", ".offers", ".feedback", ".person", ".tools", ".languages"):
        expect(chat.panel.locator(control).first).to_be_hidden()
    assert len(re.findall(rb"/Type /Page\b", page.pdf())) > 1  # not cut where the screen ends


def test_what_was_copied_is_said_for_a_while(visit: Visit, labels: Any) -> None:
    chat = Chat(visit(permissions=["clipboard-write"]).new_page(), labels).open("en")
    chat.page.clock.install()
    chat.use("copy")
    expect(chat.status).to_have_text(chat.say("copied"))
    chat.page.clock.fast_forward(11_000)
    expect(chat.status).to_be_empty()


@pytest.mark.parametrize("language", ["ja", "en"])
def test_paper_says_when_it_was_printed(chat: Chat, language: str) -> None:
    chat.open(language)
    chat.page.evaluate("dispatchEvent(new Event('beforeprint'))")  # as the browser's own way to print does
    chat.page.emulate_media(media="print")
    expect(chat.panel.locator(".printed")).to_contain_text({"ja": "年", "en": "20"}[language])
