"""What people type instead of a value, in a form (tests/data/form, apart from the training data)."""

from __future__ import annotations

from typing import Any

import pytest

from bot.i18n.catalogues import translate
from bot.i18n.languages import LANGUAGES
from bot.nlu.constants import ASKED
from bot.nlu.form_word_extractor import FORM_WORD
from bot.nlu.residence_extractor import residence_of
from bot.replies.expiry_question import NOT_RENEWED, RESUME, STOP, UNKNOWN
from bot.replies.kiosk import NO, YES
from tests.conftest import read_tsv

GOAL = 0.85  # of the words of each language; docs/results.md has the figures
WORDS = {"yes": "affirm", "no": "deny"}  # the labels of the test data that are named otherwise
BUTTONS = {UNKNOWN: "unknown", STOP: "stop", RESUME: "resume", NOT_RENEWED: "deny", YES: "affirm", NO: "deny"}


@pytest.fixture(scope="module")
def words_of(conversations: Any, loop: Any) -> Any:
    """The form words that the model hears in a message while a form asks for the issue date."""

    def words_of(text: str, language: str) -> set[str]:
        metadata = {ASKED: "issue_date", "language": language, "conversation_language": language}
        parsed = loop.run_until_complete(conversations.agent.processor.parse_message(message(text, metadata)))
        return {entity["value"] for entity in parsed["entities"] if entity["entity"] == FORM_WORD}

    return words_of


def message(text: str, metadata: dict[str, str]) -> Any:
    from rasa.core.channels.channel import UserMessage

    return UserMessage(text, metadata=metadata)


@pytest.mark.parametrize("language", LANGUAGES)
def test_words(words_of: Any, language: str) -> None:
    rows = [row for row in read_tsv(f"form/{language}.tsv") if not residence_of(row["text"])]
    wrong = []
    for row in rows:
        expected, heard = WORDS.get(row["label"], row["label"]), words_of(row["text"], language) - {"correction"}
        if expected not in heard:
            wrong.append((expected, row["text"], heard))
    assert len(wrong) <= (1 - GOAL) * len(rows), wrong


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("button", BUTTONS)
def test_buttons(words_of: Any, language: str, button: str) -> None:
    assert BUTTONS[button] in words_of(translate(button, language), language)


def test_only_in_a_form(understanding: Any) -> None:
    (parsed,) = understanding.parse([("はい", "ja")])
    assert not [entity for entity in parsed["entities"] if entity["entity"] == FORM_WORD]


@pytest.mark.parametrize(
    ("text", "language"), [("the second one", "en"), ("2番目", "ja"), ("第二个", "zh"), ("두 번째요", "ko")]
)
def test_an_ordinal_means_nothing_else(words_of: Any, text: str, language: str) -> None:
    assert words_of(text, language) == {"second"}
