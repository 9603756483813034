"""What every message passes before Rasa sees it: cleaning, masking, size, commands."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from bot.languages import LANGUAGES
from bot.privacy import MASK, mask
from bot.scripts import has_letters
from knowledge.pins import load_symptoms

MAX_CHARACTERS = 2000  # of one message; longer ones are not questions
_TERMINAL = re.compile(r"\x1b\[[0-9;?]*[ -/]*[@-~]")  # colours and cursor moves (ECMA-48)
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060\ufeff]")
_SYMPTOM_BUTTON = re.compile(r'/pin_doctor\{"pin_symptom": ?"(?P<symptom>[a-z0-9_]+)"\}')
_LANGUAGE_BUTTON = re.compile(r'/change_language\{"language": ?"(?P<language>[a-z]{2})"\}')


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
    return text[1:] in topics if match is None else match["language"] in LANGUAGES


def pass_gate(text: str | None, topics: frozenset[str], in_form: bool = False) -> Gated:
    """Cleans and masks a message; in a form, figures alone say something ("1990/5/3").

    >>> pass_gate(" \\x07 ", frozenset()).refusal
    'empty'
    >>> pass_gate("/restart", frozenset()).text
    'restart'
    """
    cleaned = unicodedata.normalize("NFC", _CONTROL.sub(" ", _TERMINAL.sub("", text or ""))).strip()
    if len(cleaned) > MAX_CHARACTERS:
        return Gated(mask(cleaned[:MAX_CHARACTERS]).text, refusal="too_long")
    masked = mask(cleaned)
    words = masked.text.replace(MASK, "")
    if not has_letters(words) and not (in_form and any(character.isdigit() for character in words)):
        return Gated(masked.text, masked.found, refusal="masked" if masked.found else "empty")
    if cleaned.startswith("/") and not is_button(cleaned, topics):
        return Gated(masked.text.lstrip("/ "), masked.found)
    return Gated(masked.text, masked.found)
