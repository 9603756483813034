"""Easy Japanese: every text a visitor may read, with the figures of the ordinary one; chosen as a register."""

from __future__ import annotations

import re
from itertools import product

import pytest

from bot.channels.web.labels import LABELS
from bot.i18n.catalogues import catalogue, po_file, read_translations, translate
from bot.i18n.easy import one_a_line
from bot.i18n.formatting import placeholders, write_date
from bot.i18n.languages import EASY, REGISTERS, language_of
from bot.i18n.units import UNITS, write_count
from bot.text.furigana import annotate
from bot.validation.easy import for_visitors
from bot.validation.speaking import MOMENTS
from knowledge.booklet import load_booklet
from tests.speaking import SPEAKER
from tests.ward import WARD

FIGURE = re.compile(r"[0-9][0-9,.:-]*[0-9]|[0-9]")
PLACEHOLDER = re.compile(r"\{[^{}]*\}")
TOPICS = sorted(SPEAKER.answers)


def texts(part: object) -> list[str]:
    """Every text in a written reply that is read, and every number to call."""
    if isinstance(part, dict):
        return [text for key, value in part.items() if key not in ("payload", "heading") for text in texts(value)]
    if isinstance(part, list):
        return [text for one in part for text in texts(one)]
    return [part] if isinstance(part, str) and not part.startswith("data:") else []


def figures(part: object) -> set[str]:
    return {figure for text in texts(part) for figure in FIGURE.findall(text)}


def test_it_is_a_register_of_japanese_with_its_own_catalogue() -> None:
    assert language_of(EASY) == "ja" and REGISTERS[EASY].folder in str(po_file(EASY))
    assert SPEAKER.reply("lost_card", EASY)["custom"]["register"] == EASY
    assert SPEAKER.reply("lost_card", EASY)["custom"]["language"] == "ja"


def test_whatever_visitors_read_has_an_easy_text() -> None:
    known = {*catalogue(EASY), *read_translations(EASY).several}
    assert for_visitors() - known == set()


def test_what_has_none_stands_in_ordinary_japanese() -> None:
    assert translate("これは どこにも ありません", EASY) == "これは どこにも ありません"


def test_no_text_writes_out_a_figure_that_the_ordinary_one_does_not() -> None:
    def written(text: str) -> set[str]:
        return set(FIGURE.findall(PLACEHOLDER.sub(" ", text)))

    own = catalogue(EASY).items()
    assert [msgid for msgid, text in own if written(text) != written(msgid)] == []
    assert [msgid for msgid, text in own if placeholders(text) != placeholders(msgid)] == []


@pytest.mark.parametrize("unit", sorted(UNITS))
def test_counts_hold_their_number(unit: str) -> None:
    assert FIGURE.findall(write_count(3, unit, EASY)) == ["3"]


@pytest.mark.parametrize("topic", TOPICS)
def test_every_answer_has_the_figures_of_the_ordinary_one(topic: str) -> None:
    for now in MOMENTS:
        easy, usual = (SPEAKER.reply(topic, code, now=now) for code in (EASY, "ja"))
        assert figures([easy["custom"]["answer"], easy["buttons"]]) == figures(
            [usual["custom"]["answer"], usual["buttons"]]
        )
        assert figures(easy["text"]) == figures(usual["text"]) and easy["order"] == usual["order"]
        assert [one["value"] for one in easy["custom"]["answer"]["links"] if one["kind"] == "tel"] == [
            one["value"] for one in usual["custom"]["answer"]["links"] if one["kind"] == "tel"
        ]


def test_nothing_ordinary_is_left_in_any_answer() -> None:
    """Parts that have no easy text of their own are facts: names, dates, hours."""
    left = set()
    for topic, now in product(TOPICS, MOMENTS):
        easy, usual = (set(texts(SPEAKER.reply(topic, code, now=now)["custom"]["answer"])) for code in (EASY, "ja"))
        left |= {text for text in easy & usual if "。" in text}
    alike = {msgid for msgid, text in catalogue(EASY).items() if text == msgid}
    assert left <= {SPEAKER.say(msgid, "ja") for msgid in alike if placeholders(msgid) <= set(SPEAKER.facts)}
    assert len(left) < 10


def test_a_sentence_a_line() -> None:
    for topic in TOPICS:
        answer = SPEAKER.reply(topic, EASY)["custom"]["answer"]
        for text in (answer["lead"], *answer["points"], *answer["notes"]):
            assert all(line and one_a_line(line) == line for line in text.split("\n")), text


# fmt: off
@pytest.mark.parametrize(("text", "lines"), [
    ("一つ。", ["一つ。"]), ("一つ。二つ", ["一つ。", "二つ"]), ("", [""]), ("一つ！二つ？三つ", ["一つ！", "二つ？", "三つ"]),
    ("「一つ。二つ。」です。", ["「一つ。二つ。」です。"]), ("（一つ。）二つ。三つ。", ["（一つ。）二つ。", "三つ。"]), ("一つ。\n二つ。", ["一つ。", "二つ。"]),
])
# fmt: on
def test_lines(text: str, lines: list[str]) -> None:
    assert one_a_line(text).split("\n") == lines


def test_dates_are_written_as_on_the_form_and_read_with_their_readings() -> None:
    day = load_booklet(WARD).as_of
    assert write_date(day, EASY) == write_date(day, "ja")
    assert "|" in annotate(SPEAKER.reply("lost_card", EASY)["custom"]["answer"]["lead"])


def test_every_label_of_the_chat_has_an_easy_text() -> None:
    assert [text for text in LABELS.values() if text not in catalogue(EASY)] == []
