"""What the words around a number say that it is."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cache

from bot.masking.folding import MASKED, Folded
from bot.masking.grammar import grammar, made_of, named, pattern

NEUTRAL, MY_NUMBER, RESIDENCE = "neutral", "my_number", "residence"
PIN, PIN_WEAK, CODE, PLAIN = "pin", "pin_weak", "code", "plain"


@dataclass(frozen=True)
class Label:
    """A word that says what a number is; `start` and `end` in the folded text."""

    kind: str
    start: int
    end: int


@dataclass(frozen=True)
class Labels:
    """The labels of a text, in order."""

    text: str
    all: tuple[Label, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def before(self, place: int) -> Label | None:
        """The nearest label that ends there or before, if it is near enough."""
        at = bisect_right(self.ends, place) - 1
        return self.all[at] if at >= 0 and self._is_near(self.all[at].end, place, "reach_before") else None

    def after(self, place: int) -> Label | None:
        """The nearest label that begins there or later, if it is near enough."""
        at = bisect_left(self.starts, place)
        is_near = at < len(self.all) and self._is_near(place, self.all[at].start, "reach_after")
        return self.all[at] if is_near else None

    def _is_near(self, start: int, end: int, reach: str) -> bool:
        """Whether so little stands between; nothing reaches past what is masked already."""
        return end - start <= grammar()[reach] and MASKED not in self.text[start:end]

    def says(self, label: Label, place: int) -> bool:
        """Whether a label says outright what begins at a place: PINは1234, my PIN is 1234."""
        return made_of(named("said_by"), self.text[label.end : place])

    def through(self, label: Label | None, place: int) -> Label | None:
        """The label that calls one's own data so, 暗証番号は誕生日の0503; else that label itself."""
        behind, until = label, place
        while behind and self.is_own(behind, until):
            until = behind.start
            behind = self.before(until)
        lead = self.text[behind.end : until] if behind else ""
        is_said = behind is not None and made_of(named("said_by"), lead) and named("copula").search(lead)
        return behind if is_said else label

    def is_own(self, label: Label, place: int) -> bool:
        """Whether a label calls one's own data so, of which what begins at a place is a part: 電話番号の下4桁8765."""
        is_own = label.kind == PLAIN and named("own").match(self.text, label.start)
        return bool(is_own and named("as_in").fullmatch(self.text, label.end, place))

    def is_put(self, place: int, label: Label | None) -> bool:
        """Whether a sentence calls what ends at a place a PIN: 8765が暗証番号; not 8765 暗証番号."""
        if label is None or label.kind not in (PIN, PIN_WEAK):
            return False
        return self.is_said(place, label) and bool(named("copula").search(self.text[place : label.start]))

    def is_said(self, place: int, label: Label) -> bool:
        """Whether a label says outright what ends at a place: 1234が暗証番号, 1234 is my PIN."""
        return made_of(named("said_of"), self.text[place : label.start])

    def naming(self, start: int, end: int) -> str | None:
        """The kind of the label that says outright what a span is."""
        before, after = self.before(start), self.after(end)
        if before and self.says(before, start):
            return before.kind
        return after.kind if after and self.is_said(end, after) else None


@cache
def _words() -> tuple[re.Pattern[str], tuple[str, ...]]:
    kinds = tuple(grammar()["labels"])
    return pattern("|".join(f"({'|'.join(grammar()['labels'][kind])})" for kind in kinds)), kinds


def labels_of(folded: Folded) -> Labels:
    """Finds the labels; a neutral one names nothing, nor does what a number is said not to be: 電話番号じゃなくて."""
    words, kinds = _words()
    found = [
        Label(kinds[int(match.lastindex or 1) - 1], *match.span())
        for match in words.finditer(folded.text)
        if _is_word(folded.text, *match.span())
    ]
    kept = tuple(label for label in found if label.kind != NEUTRAL and not _is_denied(label, folded.text))
    return Labels(folded.text, kept, tuple(one.start for one in kept), tuple(one.end for one in kept))


def _is_denied(label: Label, text: str) -> bool:
    return label.kind in (CODE, PLAIN) and named("denied").match(text, label.end) is not None


def _is_word(text: str, start: int, end: int) -> bool:
    """Whether a label stands for itself: "pin" not in "shopping", ピン not in ショッピン."""
    before, after, word = text[start - 1 : start], text[end : end + 1], text[start:end]
    if _is_latin(word[0]) and _is_latin(before) or _is_latin(word[-1]) and _is_latin(after):
        return False
    if word in grammar()["kana_edges"]:
        return not before or not (before.isalpha() or before == "ー")
    return not (word[0].isdigit() and before.isdigit())


def _is_latin(character: str) -> bool:
    return "a" <= character <= "z"
