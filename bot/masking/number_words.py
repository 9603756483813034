"""Numbers said as a whole: 八千七百六十五, eight thousand seven hundred sixty-five, 팔천칠백육십오."""

from __future__ import annotations

import re
from functools import cache

from bot.masking.edits import Edit, apart
from bot.masking.folding import SPELLED, Folded
from bot.masking.grammar import grammar, pattern

_MULTIPLIERS = frozenset((10, 100, 1000))  # 十, 百, 千: they take what stands before them that many times
_PAIR = 100  # eighty-seven sixty-five
Form = tuple[re.Pattern[str], re.Pattern[str], tuple[int, ...]]


@cache
def _forms() -> list[Form]:
    """For each way to count: a whole number, one of its words, and each word's value."""
    return [
        (
            pattern(counted["form"]),
            pattern("|".join(f"({words})" for words, _ in counted["tokens"])),
            tuple(value for _, value in counted["tokens"]),
        )
        for counted in grammar()["counted"]
    ]


def number_words(folded: Folded) -> list[Edit]:
    """The edits that write numbers of four digits as these."""
    edits = []
    for form, word, values in _forms():
        for match in form.finditer(folded.text):
            parts = [_value(part, word, values) for part in match.groups()[1:] if part]
            number = parts[0] if len(parts) == 1 else parts[0] * _PAIR + parts[1]
            edits.append((match.start(2), match.end(), str(number), SPELLED))
    return apart(edits)


def _value(said: str, word: re.Pattern[str], values: tuple[int, ...]) -> int:
    total = current = 0
    for match in word.finditer(said):
        value = values[int(match.lastindex or 1) - 1]
        if value in _MULTIPLIERS and match.group() != "ten":
            total, current = total + max(current, 1) * value, 0
        else:
            current += value or int(match.group())
    return total + current
