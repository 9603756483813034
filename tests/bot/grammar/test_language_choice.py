"""A table of messages: in which language the conversation goes on (tests/data/languages.tsv), and what is replied."""

from __future__ import annotations

from typing import Any

import pytest

from bot.copilot.suggestions import Suggestions
from bot.grammar.language_choice import language_by_letters
from bot.grammar.language_wish import requested_language
from bot.i18n.languages import READERS
from tests.conftest import read_tsv

ROWS = read_tsv("languages.tsv")
FORM_STARTS = {
    "ja": "カードの有効期限を計算して",
    "en": "when does my card expire?",
    "zh": "计算卡的有效期",
    "ko": "카드 유효기한을 계산해 주세요",
}
FOREIGN_LINE = "0120-0178-27"


def name_of(row: dict[str, str]) -> str:
    return f"{row['kind']}-{row['current'] or 'unknown'}{row['form'] and '-form'}-{row['text']}"


@pytest.mark.parametrize("row", ROWS, ids=name_of)
def test_the_table(row: dict[str, str]) -> None:
    """As the replies choose that no model has read; a request comes before everything."""
    in_form = bool(row["form"])
    heard = requested_language(row["text"], in_form) or language_by_letters(
        row["text"], row["current"] or None, in_form
    )
    assert heard == row["language"]


@pytest.mark.parametrize("current", ["ja", "en", "zh", "ko", ""])
def test_the_model_agrees(understanding: Any, current: str) -> None:
    """Its first component, by the table's rows without a request."""
    rows = [r for r in ROWS if r["current"] == current and not r["form"] and not requested_language(r["text"])]
    results = understanding.parse([(row["text"], current or None) for row in rows])
    assert [(r["text"], found["language"]) for r, found in zip(rows, results, strict=True)] == [
        (r["text"], r["language"]) for r in rows
    ]


@pytest.mark.parametrize("row", [r for r in ROWS if r["form"]][::5], ids=name_of)
def test_in_a_form(ask: Any, row: dict[str, str]) -> None:
    sender = f"form {name_of(row)}"
    assert ask(FORM_STARTS[row["current"]], sender=sender, language=row["current"])["language"] == row["current"]
    answer = ask(row["text"], sender=sender)
    assert answer["language"] == row["language"] == answer["replies"][-1]["custom"]["language"]


TALK = [row for row in ROWS if row["current"] and not row["form"] and row["kind"] != "term"]


@pytest.mark.parametrize("row", TALK[::6], ids=name_of)
def test_as_a_first_message(ask: Any, row: dict[str, str]) -> None:
    answer = ask(row["text"], sender=name_of(row), language=row["current"])
    assert answer["language"] == row["language"] == answer["replies"][-1]["custom"]["language"]


# fmt: off
@pytest.mark.parametrize(("language", "text"), [
    ("en", "I don't speak Japanese"), ("zh", "我不会日语"), ("ko", "일본어를 못해요"), ("ja", "英語が話せません"),
])
# fmt: on
def test_who_does_not_know_another_language_is_told_ours_and_the_line(ask: Any, language: str, text: str) -> None:
    reply = ask(text, sender=text, language=language)["replies"][0]
    assert reply["custom"]["language"] == language and FOREIGN_LINE in reply["text"]
    assert not [button for button in reply["buttons"] if "change_language" in button["payload"]]


def test_who_does_not_know_the_spoken_language_is_offered_all(ask: Any) -> None:
    reply = ask("日本語がわかりません", sender="unable", language="ja")["replies"][0]
    assert [button["title"] for button in reply["buttons"]] == [one.name for one in READERS.values()]


# fmt: off
@pytest.mark.parametrize(("language", "text"), [
    ("en", "Is there an English form?"), ("zh", "窗口的人会说中文吗"),
    ("ko", "창구에 한국어 하는 사람 있어요?"), ("ja", "英語で話せる人はいますか"), ("ja", "母は日本語が話せません"),
])
# fmt: on
def test_a_question_about_other_people_is_answered_with_the_line(ask: Any, language: str, text: str) -> None:
    assert FOREIGN_LINE in ask(text, sender=text, language=language)["replies"][0]["text"]


def test_a_question_beside_a_request_is_answered_in_the_wanted_language(ask: Any) -> None:
    answer = ask("カードをなくしました。英語でお願いします", sender="both", language="ja")
    assert answer["language"] == "en" and answer["replies"][0]["custom"]["topic"] == "lost_card"


def test_not_reading_japanese_is_no_answer_to_a_form(ask: Any) -> None:
    ask(FORM_STARTS["zh"], sender="reads", language="zh")
    replies = ask("看不懂日文", sender="reads")["replies"]
    assert replies[0]["custom"]["topic"] == "change_language" and replies[-1]["custom"]["asks"] == "birth_date"


# fmt: off
@pytest.mark.parametrize(("spoken", "text", "language"), [
    ("ko", "紛失", "ko"), ("ko", "手数料", "ko"), ("en", "警察", "en"), ("ja", "期限", "ja"), ("en", "病院 郵送", "en"),
    ("en", "7-11机器打不出住民票", "zh"), ("zh", "カードをなくしました", "ja"), ("ja", "비밀번호를 잊었어요", "ko"),
])
# fmt: on
def test_a_caller_changes_language_with_a_sentence_only(
    conversations: Any, spoken: str, text: str, language: str
) -> None:
    assert Suggestions(conversations.agent).suggest(text, spoken).language == language


# fmt: off
@pytest.mark.parametrize(("text", "language"), [
    ("能给我看日语的吗", "ja"), ("可以给我看英语的吗", "en"), ("能不能给我看韩语的", "ko"), ("可以看日语版的吗", "ja"), ("能显示英文的吗", "en"), ("我想看日语的", "ja"), ("让我看看英文版的可以吗", "en"),
    ("有没有日语的书", None), ("能看日语的说明书吗", None), ("窗口能看日语的吗", None), ("我太太能看日语的吗", None), ("能给我看日语的合同吗", None), ("日语的通知看不懂", None), ("要交日语的材料吗", None),
])
# fmt: on
def test_to_be_shown_a_language_is_a_wish_for_it(text: str, language: str | None) -> None:
    assert requested_language(text) == language


@pytest.mark.parametrize("text", ["My number is 3044 7950 2616, in Korean please", "3044 7950 2616 한국어로 해 주세요"])
def test_a_refusal_follows_a_request_too(ask: Any, text: str) -> None:
    assert ask(text, sender=text, language="en")["replies"][0]["custom"]["language"] == "ko"


def test_a_long_word_is_read_in_the_time_of_its_length() -> None:
    """With nested repetitions in a list of sentences.yml this would not end."""
    text = "한국어" * 600
    assert language_by_letters(text, "ja") == "ko"
    assert requested_language(text) is None
