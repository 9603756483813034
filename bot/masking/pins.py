"""Finds PINs and passwords that are said to be such: before the value, after it, with words between."""

from __future__ import annotations

from bot.masking.claims import Span
from bot.masking.folding import MASKED, Folded
from bot.masking.grammar import grammar, made_of, named
from bot.masking.labels import PIN, PIN_WEAK, Label, Labels
from bot.masking.pin_values import Value, values_of


def pins(folded: Folded, labels: Labels, claimed: list[Span]) -> list[Span]:
    """The spans of PINs in a folded text; some may overlap."""
    found: list[Span] = []
    for value in values_of(folded, labels, claimed):
        is_free = not found or value.start >= found[-1][1]
        if is_free and not named("unit").match(folded.text, value.end) and _is_pin(value, labels, found[-1:]):
            found.append((value.start, value.end))
    return found


def _is_pin(value: Value, labels: Labels, last: list[Span]) -> bool:
    before, after = labels.before(value.start), labels.after(value.end)
    behind = labels.through(before, value.start)
    if behind is not before:
        return behind is not None and behind.kind == PIN
    if _is_named_aside(value, before, labels.text):
        return False
    if before and labels.says(before, value.start):
        is_pin = before.kind in (PIN, PIN_WEAK)
        return is_pin or (labels.is_own(before, value.start) and labels.is_put(value.end, after))
    if value.needs_word_before:
        return False
    if after and after.kind in (PIN, PIN_WEAK) and _is_said_of(value, after, labels):
        return not _is_date(value, labels.text)
    if last and _goes_on(last[0], value, labels):
        return True
    is_near = (before is not None and before.kind == PIN) or _is_typed(value, labels.text)
    return is_near and not value.needs_saying and not named("year").fullmatch(labels.text, value.start, value.end)


def _is_said_of(value: Value, after: Label, labels: Labels) -> bool:
    return labels.is_put(value.end, after) if value.is_part else labels.is_said(value.end, after)


def _is_named_aside(value: Value, before: Label | None, text: str) -> bool:
    """Whether brackets say what four digits are that only a weak word names: 下4桁8765(電話)."""
    is_weak = before is not None and before.kind == PIN_WEAK
    return is_weak and named("in_brackets").match(text, value.end) is not None


def _is_typed(value: Value, text: str) -> bool:
    """Whether somebody enters a value, as one does a PIN: 0312を入れた, I typed 0312, ATMみたいに0312."""
    head = text[max(value.start - grammar()["reach_typed"], 0) : value.start]
    if named("not_a_pin").fullmatch(text, value.start, value.end):  # 0120, a passport's number
        return False
    return bool(named("typed_before").search(head) or named("typed_after").match(text, value.end))


def _goes_on(last: Span, value: Value, labels: Labels) -> bool:
    """Whether what was said of one value is said of the next: "1234 or 5678", "1234. It did not work, nor did 5678"."""
    before = labels.before(value.start)
    if before and before.start >= last[1]:
        return False
    between = labels.text[last[1] : value.start]
    is_near = len(between) <= grammar()["reach_before"] and MASKED not in between
    is_free = not value.needs_saying and not named("year").fullmatch(labels.text, value.start, value.end)
    return is_near and (is_free or made_of(named("joined"), between))


def _is_date(value: Value, text: str) -> bool:
    """Whether "in 2026" stands before "is my PIN"."""
    head = text[max(value.start - 8, 0) : value.start]
    return bool(named("year").fullmatch(text, value.start, value.end) and named("when").search(head))
