"""What every message passes before Rasa sees it: cleaning, masking, size, commands."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from bot.i18n.languages import READERS, language_of
from bot.masking.mask import MASK, mask
from bot.text.normalization import normal_text
from bot.text.scripts import has_letters
from knowledge.pins import load_symptoms

MAX_CHARACTERS = 2000  # of one message; longer ones are not questions
MOST_NORMAL = 2500  # as the model reads it: a single ﷺ is eighteen there, and too many of them stop the tokenizer
_MOST_READ = 4 * MAX_CHARACTERS  # a syllable of Hangul may be three characters before they are joined
_MOST_MARKS = 8  # on one letter: putting longer runs in order takes time with the square of their length
_TERMINAL = re.compile(r"\x1b\[[0-9;?]*[ -/]*[@-~]")  # colours and cursor moves (ECMA-48)
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]")
_UNSEEN = re.compile(r"[\u200b\u200e\u200f\u202a-\u202e\u2060\ufeff]")  # joiners stay: they make one sign of several
_SYMPTOM_BUTTON = re.compile(r'/pin_doctor\{"pin_symptom": ?"(?P<symptom>[a-z0-9_]+)"\}')
_LANGUAGE_BUTTON = re.compile(r'/change_language\{"language": ?"(?P<language>[a-zA-Z-]{2,12})"\}')


@dataclass(frozen=True)
class Gated:
    """A message after the gate.

    Attributes:
        text: what Rasa may see.
        found: kinds of numbers that were masked.
        refusal: the topic of the reply when Rasa need not see it at all.
    """

    text: str
    found: tuple[str, ...] = ()
    refusal: str | None = None


def is_symptom_button(text: str) -> bool:
    """Whether a text is the payload of a symptom's button."""
    match = _SYMPTOM_BUTTON.fullmatch(text)
    return bool(match and match["symptom"] in load_symptoms())


def is_button(text: str, topics: frozenset[str]) -> bool:
    """Whether a text is the payload of one of our buttons."""
    if is_symptom_button(text):
        return True
    match = _LANGUAGE_BUTTON.fullmatch(text)
    return match["language"] in READERS if match else text.startswith("/") and text[1:] in topics


def chosen_reader(text: str) -> str | None:
    """The language or register that the payload of a language's button chooses; None for any other text."""
    match = _LANGUAGE_BUTTON.fullmatch(text)
    return match["language"] if match and match["language"] in READERS else None


def in_language(text: str) -> str:
    """The payload of a register's button as that of its language; any other text as it is.

    >>> in_language('/change_language{"language": "zh-Hant"}')
    '/change_language{"language": "zh"}'
    """
    reader = chosen_reader(text)
    return text.replace(f'"{reader}"', f'"{language_of(reader)}"') if reader else text


def clean(text: str) -> str:
    """A message as it is read: without control characters, at most one character longer than allowed.

    >>> clean(" 3044\\u200b7950\\r\\n2616 ")
    '30447950 \\n2616'
    """
    read = _UNSEEN.sub("", _CONTROL.sub(" ", _TERMINAL.sub("", text[:_MOST_READ])))
    return unicodedata.normalize("NFC", with_few_marks(read)).strip()[: MAX_CHARACTERS + 1]


def with_few_marks(text: str) -> str:
    """A text without the marks beyond the eighth on one letter."""
    if text.isascii():
        return text
    kept, marks = [], 0
    for character in text:
        marks = marks + 1 if unicodedata.combining(character) else 0
        if marks <= _MOST_MARKS:
            kept.append(character)
    return "".join(kept)


def heard(text: str, topics: frozenset[str] = frozenset()) -> str:
    """A message as whoever may see it does: cleaned and masked (`said`, the page's question, what is kept).

    >>> heard("PINは1234です"), heard("/pin_doctor", frozenset({"pin_doctor"}))
    ('PINは＊＊＊＊です', '/pin_doctor')
    """
    cleaned = clean(text)
    # A button's payload is our own words; some name a PIN.
    return cleaned if is_button(cleaned, topics) else mask(cleaned[:MAX_CHARACTERS]).text


def pass_gate(text: str | None, topics: frozenset[str], in_form: bool = False) -> Gated:
    """Cleans and masks a message; in a form, figures alone say something ("1990/5/3").

    >>> pass_gate(" \\x07 ", frozenset()).refusal
    'empty'
    >>> pass_gate("/restart", frozenset()).text, pass_gate("/sign_pin_konbini", frozenset({"sign_pin_konbini"})).text
    ('restart', '/sign_pin_konbini')
    """
    cleaned = clean(text or "")
    if is_button(cleaned, topics):  # our own words; some name a PIN
        return Gated(cleaned)
    masked = mask(cleaned[:MAX_CHARACTERS])
    if len(cleaned) > MAX_CHARACTERS or len(normal_text(masked.text).casefold()) > MOST_NORMAL:
        return Gated(masked.text, refusal="too_long")
    words = masked.text.replace(MASK, "")
    if not has_letters(words) and not (in_form and any(character.isdigit() for character in words)):
        return Gated(masked.text, masked.found, refusal="masked" if masked.found else "empty")
    if cleaned.startswith("/"):
        return Gated(masked.text.lstrip("/ "), masked.found)
    return Gated(masked.text, masked.found)
