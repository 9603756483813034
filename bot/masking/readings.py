"""Reads as digits and dashes what is so only because of what stands beside it."""

from __future__ import annotations

import re
from functools import cache

from bot.masking.edits import Edit
from bot.masking.encoded import encoded
from bot.masking.folding import CIRCLES, KANJI, OTHER, SPELLED, Folded, fold_characters
from bot.masking.grammar import grammar, pattern
from bot.masking.number_words import number_words
from bot.masking.set_aside import letter_names, set_aside

_LONG_VOWEL = re.compile("([0-9][ ]?)(ー+)")
_BESIDE = 2  # places from one digit to the next, with a sign between


def fold(text: str) -> Folded:
    """The text in one form, with every way to write a digit as that digit.

    >>> fold("３-四 ⑤六").text, fold("さんゼロよんよん").text, fold("%33%30").text, fold("三千四十四").text
    ('3-4 56', '3044', '30', '3044')
    """
    folded = fold_characters(text)
    for edits in (encoded, _dashes, _beside_kanji, number_words, _spelled, _zeros, _places, letter_names, set_aside):
        found = edits(folded)
        folded = folded.replaced(found) if found else folded
    return folded


def _dashes(folded: Folded) -> list[Edit]:
    """A long-vowel mark after a digit is a dash."""
    return [(match.start(2), match.end(2), "-", OTHER) for match in _LONG_VOWEL.finditer(folded.text)]


def _beside_kanji(folded: Folded) -> list[Edit]:
    """A circle for zero and the like, beside a kanji digit; other circles are signs."""
    edits, last = [], -_BESIDE
    for place, character in enumerate(folded.text):
        value = _written_beside().get(character)
        if value is None:
            continue
        around = folded.kinds[max(place - _BESIDE, 0) : place + _BESIDE + 1]
        if KANJI in around or place - last <= _BESIDE:
            edits.append((place, place + 1, value, KANJI))
            last = place
        elif character in CIRCLES:
            edits.append((place, place + 1, "·", OTHER))
    return edits


@cache
def _written_beside() -> dict[str, str]:
    return {c: str(value) for writings, value in grammar()["beside_kanji"].items() for c in writings}


@cache
def _spellings() -> list[tuple[re.Pattern[str], re.Pattern[str], list[re.Pattern[str]]]]:
    """For each language: a run of words for digits, one of them, and each value's words."""
    twice, dash = "|".join(grammar()["twice"]), "(?:(?:dash|はいふん){S}{0,3})?"  # between groups
    found = []
    for spelling in grammar()["spelled"]:
        word = f"(?:(?:{twice}) )?(?:{'|'.join(spelling['words'])})ー?"
        lead = f"(^|[^{spelling['lead'][1:-1]}])" if spelling["lead"] else "()"
        run = f"{lead}((?:(?:{word}){{S}}{{0,5}}{dash}){{{spelling['least'] - 1},}}(?:{word})){spelling['end']}"
        found.append((pattern(run), pattern(f"((?:{twice}) )?({'|'.join(spelling['words'])})ー?"), spelling["words"]))
    return [(run, word, [pattern(words) for words in values]) for run, word, values in found]


def _spelled(folded: Folded) -> list[Edit]:
    """Digits said one by one, in words."""
    edits = []
    for run, word, values in _spellings():
        for match in run.finditer(folded.text):
            start = match.start(2)
            for one in word.finditer(folded.text, start, match.end(2)):
                digit = next(str(value) for value, words in enumerate(values) if words.match(one[2]))
                times = grammar()["twice"].get((one[1] or "").strip(), 1)
                edits.append((one.start(), one.end(), digit * times, SPELLED))
    return sorted(edits)  # the languages share no letter, so no two meet


def _places(folded: Folded) -> list[Edit]:
    """What says which four digits come, 上4桁…、中4桁…, is no digit; only where two such pieces follow one another."""
    place = grammar()["pieces_of"]
    piece = f"{place}{{S}}{{0,3}}[0-9]{{4}}"
    edits = []
    for run in pattern(f"{piece}(?:{{S}}{{0,3}}(?:と|で|が|は|、)?{{S}}{{0,3}}{piece}){{1,2}}").finditer(folded.text):
        edits += [
            (*one.span(1), "·", OTHER)
            for one in pattern(f"({place}){{S}}{{0,3}}[0-9]{{4}}").finditer(folded.text, *run.span())
        ]
    return edits


def _zeros(folded: Folded) -> list[Edit]:
    """The word for zero among digits, or before three of them."""
    zeros = pattern(f"([0-9]{{S}}?)({grammar()['zeros']})(?={{S}}?[0-9])|()(ぜろ)(?={{S}}?[0-9]{{S}}?[0-9]{{S}}?[0-9])")
    words = ((match, 2 if match[2] else 4) for match in zeros.finditer(folded.text))
    return [(*match.span(group), "0", SPELLED) for match, group in words]
