"""Hears what has not happened: "I did not lose my card, I want to renew it" tells of no loss."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from bot.text.normalization import normal_text
from bot.text.scripts import has_letters

PATTERNS = Path(__file__).with_suffix(".yml")
_BEFORE = re.compile(r"[。．.!！?？、，,;；:\n]|(?:けれども?|けど|ですが|ますが)|\b(?:and|but|so)\b")
_AFTER = re.compile(r"(?:です|でした|ます|なん|[んのやだ])*(?:が|けれども?|けど|ので|から|のに|し)?[、。，,.!！;；\s]*")
_NEXT = re.compile(
    r"[。．.!！?？、，,;；:\n]+\s*"
    r"|\b(?:but|so|and|because|just|i (?:just |only )?(?:want|need|would|am|have)|how|what|when|where|can)\b"
    r"|(?=我想|我要|想问|只是|但|请问|請問|就是|而是|不过)"
)


@dataclass(frozen=True)
class Denials:
    """The words that deny a loss (`open` ones are followed by their object), and those that only seem to."""

    closed: re.Pattern[str]
    open: re.Pattern[str]
    lost: re.Pattern[str]
    other: re.Pattern[str]


@cache
def denials() -> Denials:
    """Reads the words beside this module."""
    content = yaml.safe_load(PATTERNS.read_text(encoding="utf-8"))
    return Denials(**{kind: re.compile("|".join(words), re.IGNORECASE) for kind, words in content.items()})


def silenced(text: str) -> str:
    """A text whose words that deny a loss no longer look like one.

    >>> silenced("カードはなくしていません。財布をなくしました")
    'カードは 。財布をなくしました'
    >>> silenced("I did not lose my phone but my card")
    'I  lost my card'
    """
    known = denials()
    meant = known.other.sub(" ", known.lost.sub(" lost ", text))
    return known.open.sub(" ", known.closed.sub(" ", meant))


def beside_denials(text: str) -> str | None:
    """What else a message says, without the clauses that deny a loss; None when it denies none.

    >>> beside_denials("カードはなくしていませんが、期限を知りたいです"), beside_denials("期限は?")
    ('期限を知りたいです', None)
    >>> beside_denials("I want to renew it, I did not lose my card"), beside_denials("卡没丢，我想问有效期")
    ('I want to renew it', '我想问有效期')
    """
    plain = normal_text(text)
    if denials().lost.search(plain):
        return None
    spans = sorted([*_clauses(plain, denials().closed, _end_closed), *_clauses(plain, denials().open, _end_open)])
    if not spans:
        return None
    kept, place = "", 0
    for start, end in spans:
        kept += plain[place : max(place, start)]
        place = max(place, end)
    rest = (kept + plain[place:]).strip(" \t、，,。.;；")
    return rest if has_letters(rest) else ""


def _clauses(text: str, words: re.Pattern[str], end: Callable[[str, int], int]) -> list[tuple[int, int]]:
    borders = [0, *(border.end() for border in _BEFORE.finditer(text))]  # found once, however many are denied
    return [(borders[bisect_right(borders, one.start()) - 1], end(text, one.end())) for one in words.finditer(text)]


def _end_closed(text: str, after: int) -> int:
    tail = _AFTER.match(text, after)
    return tail.end() if tail else after


def _end_open(text: str, after: int) -> int:
    border = _NEXT.search(text, after)
    if border is None:
        return len(text)
    return border.end() if not border.group().strip().isalpha() else border.start()
