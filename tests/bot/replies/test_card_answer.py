"""What the desk answers to what a card said, in every state and language."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.web.card_request import PINS, card_reply, read_card
from bot.channels.web.view_model import card_texts, present, present_version
from bot.i18n.formatting import write_month
from bot.i18n.languages import LANGUAGES
from bot.replies.reply import Given
from bot.settings import ROOT
from card_bridge.card import problems
from card_bridge.card.report import Certificate, Report, Tries, not_read
from card_bridge.http.middleware import HTTP_CODES
from card_bridge.screen.texts import PROBLEMS
from knowledge.answers import load_answers
from knowledge.card import load_phrases, offering_topics
from knowledge.expiry_phrases import load_phrases as load_expiry_phrases
from knowledge.lines import TOKYO
from knowledge.pins import load_phrases as load_pin_phrases
from knowledge.pins import load_pins, load_symptoms
from tests.doubles.card_report import OPENS, UNTIL, card
from tests.speaking import SPEAKER

NOW = datetime(2026, 11, 25, 10, tzinfo=TOKYO)
STATES = ("valid", "renewable", "expired", "absent", "unknown")
LOCKED = Tries(0, True)


def answer(said: Mapping[str, Any], language: str) -> dict[str, Any]:
    reply = SPEAKER.write(card_reply(read_card({"card": said}), SPEAKER, NOW), language)
    assert not re.search(r"[{}]|None|null", reply["text"])
    return dict(reply["custom"])


def say(language: str, *path: str, **values: Any) -> str:
    """One of the sentences of the answer."""
    text: Any = load_phrases()["answer"] if len(path) == 1 else load_phrases()
    for name in path:
        text = text[name]
    return SPEAKER.say(text, language, **values)


# Every sentence that a state calls for: the first, and those of which each must stand somewhere below.
# fmt: off
CASES = [
    # state, months, first sentence, below
    ("valid",     False, "valid",       []),
    ("valid",     True,  "valid_until", ["until", "first_day"]),
    ("renewable", False, "renewable",   ["stay"]),
    ("renewable", True,  "renewable",   ["until", "stay"]),
    ("expired",   True,  "expired",     ["until", "stay"]),
    ("absent",    False, "absent",      ["issue"]),
    ("unknown",   False, "unknown",     []),
]
# fmt: on


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("state", "with_months", "lead", "below"), CASES)
def test_every_state(language: str, state: str, with_months: bool, lead: str, below: list[str]) -> None:
    values = {"until": write_month(UNTIL, language), "opens": write_month(OPENS, language)}
    custom = answer(card(state, with_months), language)
    parts = custom["answer"]
    assert custom["topic"] == "certificate_renewal" and custom["sources"][0]["page"] == 10
    assert parts["lead"] == say(language, lead, **values)
    for name in [*below, "none_locked", "date_only", "others", "not_official"]:
        assert say(language, name, **values) in parts["points"] + parts["notes"], name
    brings = SPEAKER.say(load_expiry_phrases()["bring"], language) in parts["points"]
    assert brings == (SPEAKER.say(load_expiry_phrases()["place"], language) in parts["points"]) == (state != "unknown")
    assert parts["links"][0]["value"] == "0570-057118"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("pin", load_pins())
def test_a_locked_pin_and_how_it_is_reset(language: str, pin: str) -> None:
    custom = answer(card(pins={pin: LOCKED}), language)
    points, doctor = custom["answer"]["points"], load_pin_phrases()
    name = SPEAKER.say(load_pins()[pin].name, language)
    assert custom["topic"] == "pin_locked" and custom["answer"]["lead"].endswith(say(language, "some_locked"))
    assert points[0].startswith(say(language, "locked", name=name))
    assert points[0].endswith(SPEAKER.say(load_pins()[pin].used_for, language))
    for text in (doctor["reset_counter"], doctor["person"]):
        assert SPEAKER.say(text, language) in points
    assert (SPEAKER.say(doctor["reset_store"], language) in points) == (pin in ("signature", "user_certificate"))
    assert say(language, "none_locked") not in points


def test_several_locked_pins() -> None:
    points = answer(card("expired", pins={"signature": LOCKED, "user_certificate": LOCKED}), "ja")["answer"]["points"]
    assert SPEAKER.say(load_pin_phrases()["reset_store"], "ja") not in points  # a store needs the other PIN
    assert sum("ロックされています" in point for point in points) == 2


def test_one_of_several_locked_pins_can_be_set_anew_at_a_store() -> None:
    points = answer(card("expired", pins={"signature": LOCKED, "basic_register": LOCKED}), "ja")["answer"]["points"]
    assert SPEAKER.say(load_symptoms()["store_reset"].note, "ja") in points


def test_a_locked_pin_matters_at_the_counter() -> None:
    for state in STATES:
        custom = answer(card(state, pins={"signature": LOCKED}), "ja")
        is_about_pins = state in ("valid", "unknown")
        assert custom["topic"] == ("pin_locked" if is_about_pins else "certificate_renewal")
        assert (say("ja", "reset_too") in custom["answer"]["notes"]) == (not is_about_pins)


# fmt: off
@pytest.mark.parametrize(("pin", "left", "is_told", "is_last"), [
    ("signature",        5,  False, False),
    ("signature",        4,  True,  False),
    ("signature",        1,  True,  True),
    ("user_certificate", 3,  False, False),
    ("user_certificate", 2,  True,  False),
    ("user_certificate", 1,  True,  True),
    ("card_information", 10, False, False),   # more than there should be
    ("basic_register",   None, False, False), # another program has verified it
])
# fmt: on
def test_tries(pin: str, left: int | None, is_told: bool, is_last: bool) -> None:
    points = answer(card(pins={pin: Tries(left, False)}), "ja")["answer"]["points"]
    name = SPEAKER.say(load_pins()[pin].name, "ja")
    told = [point for point in points if point.startswith(say("ja", "tries", name=name, tries=left))]
    assert bool(told) == is_told and any(say("ja", "last_try") in point for point in points) == is_last


def test_nothing_is_claimed_of_pins_that_the_card_does_not_tell() -> None:
    silent = dict.fromkeys(PINS, Tries(None, None))
    assert say("ja", "none_locked") not in answer(card(pins=silent), "ja")["answer"]["points"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_phone(language: str) -> None:
    said = Report("phone", "ok", pins={"user_certificate": Tries(3, False), "signature": LOCKED}).as_json(True)
    custom = answer(said, language)
    assert custom["topic"] == "smartphone_certificate"
    assert custom["answer"]["lead"] == SPEAKER.say(load_answers()["card_read_phone"].lead, language)
    assert custom["answer"]["points"][0] == say(language, "phone_pins")
    assert load_pin_phrases()["reset_counter"] not in custom["answer"]["points"]  # a phone's PIN is not reset there


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("problem", [kind for kind in problems.Problem.__subclasses__() if kind is not problems.CardReset])
def test_every_problem(language: str, problem: type[problems.Problem]) -> None:
    said: Any = not_read(problem()).as_json(True)
    custom = answer(said, language)
    assert custom["answer"]["lead"] == say(language, "problems", said["problem"]) and custom["answer"]["points"]


BROKEN = {  # what only a page that is no longer ours could meet: one sentence in the browser, "mismatch"
    "json_needed", "header_needed", "foreign_origin", "no_fetch", "too_large", "wrong_host", "not_found", "method_not_allowed",
}  # fmt: skip


HANDLED = {"code_needed", "not_paired"}  # by asking for the code


def test_every_code_of_the_bridge_has_a_sentence() -> None:
    code = "".join((ROOT / "card_bridge" / name).read_text() for name in ("http/app.py", "http/middleware.py", "http/pairing.py"))
    codes = {*re.findall(r'(?:Refusal\(\d+, |PairingError\()"(\w+)"', code), *HTTP_CODES.values()}
    assert codes > BROKEN | HANDLED
    own = {"no_bridge", "not_allowed", "no_answer", "mismatch"}  # the page's, where it hears nothing or nonsense
    assert (codes - BROKEN - HANDLED) | set(PROBLEMS) | own == set(load_phrases()["problems"])


@pytest.mark.parametrize("topic", sorted(offering_topics()))
def test_where_the_button_is_offered(topic: str) -> None:
    assert present_version(SPEAKER.build(topic), "ja", SPEAKER)["reads_card"]


def test_where_it_is_not() -> None:
    assert not present_version(SPEAKER.build("lost_card"), "ja", SPEAKER)["reads_card"]


def test_the_pages_texts_in_every_language() -> None:
    texts = card_texts(SPEAKER)
    assert set(texts["labels"]) == set(LANGUAGES)
    names = {frozenset(labels) for labels in texts["labels"].values()}
    assert len(names) == 1 and all(text for labels in texts["labels"].values() for text in labels.values())
    assert len({labels["card_about"] for labels in texts["labels"].values()}) == len(LANGUAGES)
    assert texts["furigana"][texts["labels"]["ja"]["card_read"]] == "{読|よ}むもの"
    code = "".join(path.read_text() for path in (ROOT / "web/chat/card").glob("*.js"))
    said = set(re.findall(r'"(card_[a-z_]+)"', code)) - {"card_information", "card_bridge"}
    assert said <= {*next(iter(names)), "card_not_started"}, said - next(iter(names))


# What is refused


MONTHS = st.one_of(st.none(), st.dates(datetime(2020, 1, 1).date(), datetime(2099, 1, 1).date()).map(lambda d: d.isoformat()[:7]))  # fmt: skip
TRIES = st.builds(Tries, st.one_of(st.none(), st.integers(0, 15)), st.sampled_from([True, False, None]))


@given(
    st.sampled_from(["my_number_card", "phone", "other", "none"]),
    st.builds(Certificate, st.sampled_from(STATES), MONTHS, MONTHS),
    st.fixed_dictionaries(dict.fromkeys(PINS, TRIES)),
    st.sampled_from([None, "no_card", "not_my_number_card", "failed"]),
    st.sampled_from([*LANGUAGES]),
)
def test_whatever_a_bridge_can_say_is_answered(
    kind: str, certificate: Certificate, pins: dict[str, Tries], problem: str | None, language: str
) -> None:
    said = Report(kind, "ok", certificate, pins, problem).as_json(True)
    custom = answer(said, language)
    assert custom["answer"]["lead"] and custom["answer"]["links"] and custom["answer"]["points"]


def test_the_answer_is_laid_out_with_its_readings() -> None:
    renewable: Any = card("renewable", True)
    shown = present(Given(card_reply(renewable, SPEAKER, NOW), "ko"), SPEAKER)
    assert shown["language"] == "ko" and set(shown["versions"]) == set(LANGUAGES)
    assert shown["furigana"][shown["versions"]["ja"]["answer"]["title"]] == "カードを{読|よ}み{取|と}った{結果|けっか}"
