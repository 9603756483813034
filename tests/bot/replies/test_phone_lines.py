"""What a reply says about its telephone lines, at given moments and in every language."""

from __future__ import annotations

from datetime import datetime

import pytest

from bot.channels.web.view_model import present_version
from bot.i18n.formatting import fill, placeholders
from bot.i18n.languages import LANGUAGES
from bot.pages.answers import Answered
from bot.pages.templating import Pages
from bot.replies.builder import Extras
from bot.replies.phone_lines import Link
from bot.replies.writing import Written
from knowledge.answers import load_answers
from knowledge.lines import TOKYO, load_lines
from tests.speaking import SPEAKER
from tests.ward import WARD

NIGHT, MORNING, DAY, YEAR_END = "2026-11-25T03:00", "2026-11-25T09:00", "2026-11-25T10:00", "2026-12-30T10:00"
LOST, SCAM, FOREIGN, CALLCENTRE = (
    ("0120-95-0178", "2"),
    ("0120-95-0178", "1"),
    ("0120-0178-27", None),
    ("0570-057118", None),
)
LINKED = sorted(topic for topic, answer in load_answers().items() if answer.phone_lines)


def reply(topic: str, language: str = "ja", now: str = DAY, extras: Extras | None = None) -> Written:
    return SPEAKER.reply(topic, language, extras, datetime.fromisoformat(now).replace(tzinfo=TOKYO))


def links(topic: str, language: str = "ja", now: str = DAY) -> list[Link]:
    return list(reply(topic, language, now)["custom"]["answer"]["links"])


def shown(topic: str, language: str = "ja", now: str = DAY) -> list[tuple[str, str | None]]:
    return [(link["value"], link.get("menu")) for link in links(topic, language, now)]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("topic", LINKED)
@pytest.mark.parametrize("now", [NIGHT, DAY, YEAR_END])
def test_every_link_is_told(topic: str, language: str, now: str) -> None:
    told = reply(topic, language, now)
    lines = [line for line in told["text"].splitlines() if line.startswith("☎ ")]
    entries = told["custom"]["answer"]["links"]
    assert len(lines) == len(entries)
    for line, link in zip(lines, entries, strict=True):
        assert link["label"] in line and link["value"] in line and line.endswith(link["note"])
        assert set(link) - {"menu"} == {"kind", "label", "value", "note", "open"}
        assert link.get("menu", "") in link["note"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("topic", LINKED)
@pytest.mark.parametrize("now", [NIGHT, MORNING, DAY, YEAR_END])
def test_order_and_language(topic: str, language: str, now: str) -> None:
    entries = links(topic, language, now)
    own_language = {"ja": "日本語", "en": "English", "zh": "中文", "ko": "한국어"}[language]
    assert any(own_language in link["note"] for link in entries)
    if not load_answers()[topic].urgent:
        assert [link["open"] for link in entries] == sorted((link["open"] for link in entries), reverse=True)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("now", [NIGHT, DAY, YEAR_END])
def test_a_lost_card_gets_number_and_key_first(language: str, now: str) -> None:
    told = reply("lost_card", language, now)
    lead, first = told["text"].splitlines()[:2]
    assert lead == told["custom"]["answer"]["lead"]
    assert "0120-95-0178" in lead and "2" in lead.replace("0120-95-0178", "").replace("24", "")
    assert first.startswith("☎ ") and "0120-95-0178" in first and "24" in first
    assert shown("lost_card", language, now)[0] == LOST
    assert "0120-601-785" in told["text"] and "1,000" in told["text"] and "800" in told["text"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("topic", ["scam", "scam_told"])
def test_a_scam_gets_the_line_in_the_readers_language_first(topic: str, language: str) -> None:
    lead = reply(topic, language, DAY)["custom"]["answer"]["lead"]
    if language == "ja":
        assert shown(topic, language, DAY)[0] == SCAM
        assert "0120-95-0178" in lead and "1" in lead.replace("0120-95-0178", "")
    else:
        assert shown(topic, language, DAY) == [FOREIGN, SCAM]
        assert "0120-0178-27" in lead


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("topic", ["scam", "scam_told"])
@pytest.mark.parametrize("now", [NIGHT, YEAR_END])
def test_while_the_scam_line_rests_the_one_that_stops_cards_leads(topic: str, language: str, now: str) -> None:
    told = reply(topic, language, now)
    number = "0120-95-0178" if language == "ja" else "0120-0178-27"
    assert number in told["custom"]["answer"]["lead"]
    assert shown(topic, language, now) == ([LOST] if language == "ja" else [FOREIGN, LOST])
    assert all(link["open"] for link in told["custom"]["answer"]["links"])
    assert "#9110" in told["text"] and "110" in told["text"].replace("#9110", "") and told["custom"]["topic"] == "scam"


@pytest.mark.parametrize("language", ["en", "zh", "ko"])
@pytest.mark.parametrize("topic", ["lost_card", "lost_phone"])
@pytest.mark.parametrize("now", [NIGHT, DAY, YEAR_END])
def test_a_loss_leads_to_the_line_in_the_readers_language(topic: str, language: str, now: str) -> None:
    told = reply(topic, language, now)
    lead = told["custom"]["answer"]["lead"]
    assert lead.index("0120-0178-27") < lead.index("0120-95-0178")
    assert shown(topic, language, now) == [LOST, FOREIGN]
    assert all(link["open"] for link in told["custom"]["answer"]["links"])


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("topic", sorted(topic for topic, answer in load_answers().items() if answer.urgent))
@pytest.mark.parametrize("now", [NIGHT, DAY])
def test_no_number_stands_three_times_in_an_alarm(topic: str, language: str, now: str) -> None:
    text = reply(topic, language, now)["text"]
    assert max(text.count(number) for number in ("0120-95-0178", "0120-0178-27", "0120-601-785")) <= 2


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("topic", sorted(load_answers()))
def test_only_the_lines_for_losses_and_despair_are_day_and_night(topic: str, language: str) -> None:
    losses = {
        fill(load_lines(WARD)[key].name, language, SPEAKER.facts)
        for key in ("national_lost", "foreign_lost", "distress")
    }
    for link in links(topic, language, YEAR_END):
        is_loss = link["label"] in losses
        assert ("24" in link["note"]) == is_loss == link["open"]


# fmt: off
@pytest.mark.parametrize("now", [NIGHT, MORNING, DAY, YEAR_END])
# fmt: on
@pytest.mark.parametrize("language", ["en", "zh", "ko"])
def test_a_reader_of_another_language_gets_a_line_that_speaks_it(language: str, now: str) -> None:
    assert FOREIGN in shown("data_management", language, now)
    assert shown("lost_card", "ja", now) == [LOST, FOREIGN]


@pytest.mark.parametrize("language", LANGUAGES)
def test_whom_to_call_now_is_a_line_that_is_open(language: str) -> None:
    for now in (NIGHT, MORNING, DAY, YEAR_END):
        line = SPEAKER.telephone.open_line_now(language, datetime.fromisoformat(now).replace(tzinfo=TOKYO))
        assert line["open"], now
        assert ("24" in line["hours"]) == (now in (NIGHT, YEAR_END)), now  # then it stops cards, and says so


# fmt: off
@pytest.mark.parametrize(("now", "language", "note"), [
    (DAY,      "ja", "ただいま受け付けています（11月25日(水) 午後8時まで）。音声案内で「4」を押してください。通話は無料です。ことば：日本語。"),
    (NIGHT,    "en", "Closed now. It opens next on Wed 25 Nov 9:30. In the voice guidance, press “4”. The call is free. Languages: Japanese."),
    (YEAR_END, "zh", "现在不在受理时间内。下次从1月4日周一 上午9:30开始受理。请在语音提示中按“4”。通话免费。语言：日语。"),
    (YEAR_END, "ko", "지금은 접수 시간이 아닙니다. 다음 접수는 1월 4일 (월) 오전 9:30부터입니다. 음성 안내에서 ‘4’번을 눌러 주십시오. 통화는 무료입니다. 언어: 일본어."),
])
# fmt: on
def test_the_sentence(now: str, language: str, note: str) -> None:
    (link,) = [link for link in links("mynaportal", language, now) if link.get("menu") == "4"]
    assert link["note"].replace("\u202f", " ") == note


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_year_end_is_named_with_its_days(language: str) -> None:
    text = reply("contact_callcentre", language)["text"]
    assert SPEAKER.say("{rest.first_day}", language) in text and SPEAKER.say("{rest.last_day}", language) in text


@pytest.mark.parametrize("topic", ["human_handoff", "contact_callcentre", "contact_national", "contact_foreign", "contact_office"])
def test_who_cannot_phone_is_told_another_way(topic: str) -> None:
    named = {name for text in load_answers()[topic].msgids for name in placeholders(text)}
    assert {"national.fax", "office.name"} <= named


def test_urgent_lines_stand_before_all_others() -> None:
    extras = Extras(links=["foreign"], urgent_links=["national_scam"])
    told = reply("konbini_conditions", "en", NIGHT, extras)["custom"]["answer"]["links"]
    assert [link["value"] for link in told] == ["0120-95-0178", "0120-0178-27", "0570-057118"]


def test_the_present_is_the_default() -> None:
    assert SPEAKER.reply("lost_card", "ja")["custom"]["answer"]["links"][0]["open"]


def test_the_page_tells_it_too() -> None:
    told = reply("lost_card", "en", NIGHT)
    moment = datetime.fromisoformat(NIGHT).replace(tzinfo=TOKYO)
    shown = {"replies": [present_version(SPEAKER.build("lost_card", now=moment), "en", SPEAKER)], "lines": [], "dates": (), "eras": {}}
    page = Pages(SPEAKER, "test").render(
        "plain.html", "en", answered=Answered("", "en"), answer="", turn="", read=str, **shown
    )
    assert all(link["note"].split(".")[0] in page for link in told["custom"]["answer"]["links"])
    assert page.index("tel:0120-95-0178") < page.index("<ul>")
