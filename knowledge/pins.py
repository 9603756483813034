"""The PIN doctor: which of the card's PINs a screen or situation asks for."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NotRequired, TypedDict

from knowledge.wards import ROOT, make, read_yaml

OWN_ANSWERS = frozenset({"pin_locked", "pin_change", "sign_pin_konbini"})  # which tell it all without a screen
STUCK = "stuck"  # heard beside a symptom: the PIN is locked or forgotten
Words = Mapping[str, Sequence[str]]  # language to regex fragments


@dataclass(frozen=True)
class Pin:
    """One PIN of the card; `name`, `which`, `called` and `used_for` are msgids.

    Attributes:
        which: one sentence, its name and form.
        called: the same as the name of a thing, for a sentence.
        characters: `digits` or `letters` (letters and digits mixed).
        tries: the fact with the number of wrong tries before the lock.
        resets: where it can be set anew, `counter` or `store`.
    """

    id: str
    name: str
    which: str
    called: str
    used_for: str
    characters: str
    tries: str
    resets: tuple[str, ...]


@dataclass(frozen=True)
class Symptom:
    """A screen or situation in which a PIN is asked for; `title` and `note` are msgids.

    Attributes:
        pins: ids of the PINs it can be, likeliest first.
        topic: whose answer tells all about it.
        words: what shows the symptom in a message about a PIN.
        note: what must be said besides, or nothing.
    """

    id: str
    title: str
    pins: tuple[str, ...]
    topic: str
    words: re.Pattern[str]
    note: str = ""


class Diagnosis(TypedDict):
    """What the PIN doctor found: a symptom and the ids of its PINs, likeliest first; neither while it must ask.

    Attributes:
        is_stuck: whether the PIN is told to be locked or forgotten: what to do then comes first.
    """

    symptom: str | None
    pins: list[str]
    is_stuck: NotRequired[bool]


class SymptomEntry(TypedDict):
    """A symptom in its file, as far as `make` does not read it."""

    words: Words


class Content(TypedDict):
    """pins.yml."""

    pins: dict[str, dict[str, object]]
    symptoms: dict[str, SymptomEntry]
    mentions: Words
    troubles: Words
    stuck: Words
    phrases: dict[str, str]


@cache
def load_pins() -> dict[str, Pin]:
    """Loads the PINs by id."""
    entries = _content()["pins"]
    return {key: make(Pin, entry, id=key) for key, entry in entries.items()}


@cache
def load_symptoms() -> dict[str, Symptom]:
    """Loads the symptoms by id, in the order in which a message is compared with them."""
    entries = _content()["symptoms"]
    return {key: make(Symptom, entry, id=key, words=any_of(entry["words"])) for key, entry in entries.items()}


def load_phrases() -> dict[str, str]:
    """What is said about PINs; every value is a msgid."""
    return dict(_content()["phrases"])


@cache
def _content() -> Content:
    content: Content = read_yaml(ROOT / "pins.yml")
    return content


def diagnose(symptom: str) -> tuple[Pin, ...]:
    """The PINs that a symptom can mean, likeliest first.

    >>> [pin.id for pin in diagnose("etax_login")]
    ['user_certificate', 'card_information']
    """
    return tuple(load_pins()[pin] for pin in load_symptoms()[symptom].pins)


def sentences(pin: Pin) -> tuple[str, ...]:
    """All about one PIN as msgids: which, what for, the lock, where it is set anew, by whom."""
    phrases = load_phrases()
    keys = [f"tries_{pin.characters}", *(f"reset_{place}" for place in pin.resets), "person", "proxy"]
    return (pin.which, pin.used_for, *(phrases[key] for key in keys))


def symptom_of(text: str) -> str | None:
    """The first symptom that a message about a PIN shows.

    >>> symptom_of("ｅ－Ｔａｘの署名で聞かれた"), symptom_of("4桁の番号"), symptom_of("こんにちは")
    ('etax_sign', 'four_digits', None)
    """
    message = plain(text)
    return next((key for key, symptom in load_symptoms().items() if symptom.words.search(message)), None)


def is_stuck(text: str) -> bool:
    """Whether a message tells that a PIN is locked, or forgotten; not that it is unclear which one it is.

    >>> [is_stuck(text) for text in ("罗森输错三次锁了", "긴 비밀번호 5번 틀려", "which PIN is it?")]
    [True, True, False]
    """
    return bool(any_of(_content()["stuck"]).search(plain(text)))


def screen_of(text: str) -> str | None:
    """The screen or situation of a message that asks which PIN it is; None when none is named.

    >>> screen_of("e-Taxの暗証番号がわからない"), screen_of("暗証番号を忘れた"), screen_of("e-Taxとは")
    ('etax', None, None)
    """
    message = plain(text)
    if not all(pattern.search(message) for pattern in _asks_which()):
        return None
    symptom = symptom_of(text)
    return symptom if symptom and load_symptoms()[symptom].topic not in OWN_ANSWERS else None


@cache
def _asks_which() -> tuple[re.Pattern[str], ...]:
    return any_of(_content()["mentions"]), any_of(_content()["troubles"])


def plain(text: str) -> str:
    """A message as the words are written: NFKC, lower case, on one line."""
    return " ".join(unicodedata.normalize("NFKC", text).replace("’", "'").casefold().split())


def any_of(words: Words) -> re.Pattern[str]:
    """One pattern for the words of all languages: messages mix them ("PINロック")."""
    return re.compile("|".join(f"(?:{word})" for fragments in words.values() for word in fragments))
