"""The gate, at its borders: what Rasa may see, and what is refused before."""

from __future__ import annotations

import pytest

from bot.dialogue.preprocessing import MAX_CHARACTERS, MOST_NORMAL, pass_gate
from bot.replies.builder import all_topics
from bot.text.normalization import normal_text

LONG_SIGN = "ﷺ"  # one character that is many as the model reads it
EACH = len(normal_text(LONG_SIGN))


def test_a_message_may_have_as_many_characters_as_are_allowed_and_no_more() -> None:
    assert pass_gate("あ" * MAX_CHARACTERS, frozenset()).refusal is None
    assert pass_gate("あ" * (MAX_CHARACTERS + 1), frozenset()).refusal == "too_long"


def test_what_grows_too_long_as_the_model_reads_it_is_refused() -> None:
    words = "あ" * (MOST_NORMAL % EACH)
    assert EACH > 1 and pass_gate(words + LONG_SIGN * (MOST_NORMAL // EACH), frozenset()).refusal is None
    assert pass_gate(f"{words}い" + LONG_SIGN * (MOST_NORMAL // EACH), frozenset()).refusal == "too_long"


# fmt: off
@pytest.mark.parametrize(("text", "in_form", "refusal"), [
    ("1990/5/3",       True,  None),      # a date, where one is asked for
    ("1990/5/3",       False, "empty"),
    ("!?",             True,  "empty"),
    ("!?",             False, "empty"),
    ("123456789018",   False, "masked"),  # a My Number and nothing else
    ("123456789018",   True,  "masked"),
    ("123456789018。5", True,  None),      # another figure beside it
    ("番号",            False, None),
])
# fmt: on
def test_figures_alone_say_something_in_a_form_only(text: str, in_form: bool, refusal: str | None) -> None:
    assert pass_gate(text, frozenset(), in_form).refusal == refusal


# fmt: off
@pytest.mark.parametrize(("text", "seen"), [
    ("/lost_card",                             "/lost_card"),
    ("/restart",                               "restart"),     # Rasa's own command, and none of our buttons
    ("/lost_card_",                            "lost_card_"),
    ("/change_language{\"language\": \"ko\"}", "/change_language{\"language\": \"ko\"}"),
    ("/change_language{\"language\": \"xx\"}", "change_language{\"language\": \"xx\"}"),
    ("/pin_doctor{\"pin_symptom\": \"etax_login\"}", "/pin_doctor{\"pin_symptom\": \"etax_login\"}"),
])
# fmt: on
def test_only_our_own_buttons_keep_their_slash(text: str, seen: str) -> None:
    assert pass_gate(text, all_topics()).text == seen
