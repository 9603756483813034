"""A conversation from the greeting to the source, in each language."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, expect

from bot.i18n.languages import LANGUAGES
from bot.replies.writing import Custom
from tests.speaking import SPEAKER
from tests.web.chat.chat import FORGOT, LOST, Chat
from tests.web.chat.running import RunningDesk

LINE = "0120-95-0178"  # open day and night
# Of the answer to a lost card and of one that it leads to, in the catalogues' words.
TITLES = {
    language: tuple(SPEAKER.say(SPEAKER.answers[topic].title, language) for topic in ("lost_card", "reissue"))
    for language in LANGUAGES
}


def written(topic: str, language: str) -> Custom:
    """A topic's answer as the desk writes it."""
    return SPEAKER.write(SPEAKER.build(topic), language)["custom"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_from_the_greeting_to_a_related_topic(chat: Chat, language: str) -> None:
    title, related = TITLES[language]
    chat.open(language)
    expect(chat.answer.get_by_role("heading")).to_have_text(chat.say("title"))
    assert chat.answer.get_by_role("button").count() >= 5
    chat.press(title)
    expect(chat.words.last).to_have_text(title)

    answer = chat.ask(LOST[language])
    expect(chat.words.last).to_have_text(LOST[language])
    expect(answer.get_by_role("heading")).to_have_text(title)
    expect(answer.locator(".lead")).to_contain_text(LINE)
    expect(answer.locator(".points li")).to_have_text(written("lost_card", language)["answer"]["points"])
    assert size(answer.locator(".lead")) > size(answer.locator(".points li").first)
    assert_line(chat, answer.locator(".line").first)

    assert_source(chat, answer.locator(".source a").first)
    assert_person(chat)

    chat.press(related)
    expect(chat.answer.get_by_role("heading")).to_have_text(related)
    expect(chat.replies).to_have_count(4)


def assert_line(chat: Chat, line: Locator) -> None:
    """A line can be called, and says whether it is open."""
    expect(line.get_by_role("link")).to_have_attribute("href", f"tel:{LINE}")
    expect(line.get_by_role("link")).to_contain_text(LINE)
    expect(line.locator(".state")).to_have_text(chat.say("open"))
    assert set(chat.answer.locator(".state").all_inner_texts()) <= {chat.say("open"), chat.say("closed")}


def assert_source(chat: Chat, link: Locator) -> None:
    """A source opens the booklet's text at its place, in a tab of its own."""
    expect(link).to_contain_text("12")
    with chat.page.context.expect_page() as opened:
        link.click()
    booklet = opened.value
    booklet.wait_for_load_state()
    address, _, place = booklet.url.partition("#")
    assert address.endswith(f"/booklet?language={chat.language}")
    expect(booklet.locator(f"[id='{place}']")).to_be_in_viewport()
    expect(booklet.locator(":target").get_by_role("heading")).to_have_text(link.locator("[lang=ja]").inner_text())
    booklet.close()


def assert_person(chat: Chat) -> None:
    """Whom to call is in sight, with hours and cost, and opens to all lines."""
    bar = chat.panel.locator("details.person")
    expect(bar.locator("summary")).to_be_in_viewport(ratio=1)
    expect(bar.locator(".person-name")).to_have_text(chat.say("person"))
    hours, cost = bar.locator(".terms").inner_text().split(" · ")
    assert re.search(r"\d", hours) and cost
    bar.locator("summary").click()
    expect(bar.locator("a[href^='tel:']").first).to_be_visible()
    assert bar.locator(".line").count() == bar.locator(".line .state").count() > 1


def test_what_has_changed_since_the_booklet_is_said(chat: Chat) -> None:
    chat.open("en")
    notice = chat.ask(FORGOT["en"]).locator(".changed")
    (told,) = written("pin_locked", "en")["changed_since"]
    expect(notice).to_have_text(f"{chat.say('changed')} {told}")


def test_never_silent(chat: Chat) -> None:
    chat.open("en")
    for place, text in enumerate(("?", "😀", "<b onclick=alert(1)>")):
        chat.ask(text)
        expect(chat.words.last).to_have_text(text)
        expect(chat.replies).to_have_count(place + 2)


def test_a_question_is_heard_once(chat: Chat, desk: RunningDesk) -> None:
    chat.open("en")
    chat.ask(LOST["en"])
    (question,) = [turn for turn in chat.memory["turns"] if turn["kind"] == "question"]
    assert [event["text"] for event in desk.heard(question["id"])] == [LOST["en"]]


def size(locator: Locator) -> float:
    """The size of its letters, in px."""
    return float(locator.evaluate("(element) => parseFloat(getComputedStyle(element).fontSize)"))
