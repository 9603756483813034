"""The dearest messages that the gate lets through, by what makes them dear."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence

from bot.dialogue.preprocessing import MAX_CHARACTERS
from bot.text.question_boundaries import LONGEST

SYLLABLES = range(0xAC00, 0xD7A4)
IDEOGRAPHS = range(0x4E00, 0x9FA6)
KANA = range(0x3042, 0x3094)
LATIN = tuple(map(ord, "abcdefghijklmnopqrstuvwxyz "))
REPEATED = {
    "figures, spaces": "1 ",
    "figures, letters": "x1",
    "figures, letters, signs": "q7z!",
    "lists of figures": "1.2-3/",
    "one ideograph": "元",
    "one letter": "a",
    "question marks": "？",
    "new lines": "か？\n",
    "half-width kana with marks": "ｱﾞ",
    "letters with marks": "か\u0323\u0301\u0323\u0301",
    "jamo": "ㅋ",
    "jamo to be joined": "\u1100",
    "emoji": "😀",
    "joined emoji": "👨\u200d👩\u200d👧",
    "four scripts": "カードcard卡카드",
    "kana to be read": "あんしょうばんごう",
    "dates": "1990/5/3 ",
    "Japanese dates": "平成2年5月3日、",
    "dates with their roles": "1985年12月24日生まれ、2021年4月15日発行です。",
    "My Numbers": "3044 7950 2616 ",
    "PINs": "暗証番号は1234です。",
    "residence groups": "永住者、",
    "denied losses": "カードはなくしていません。",
    "quotations": "「カード」",
}


def filled(piece: str, end: str = "カード") -> str:
    """A message as long as may be, of one piece again and again; a word at its end, for figures alone are not read."""
    return (piece * MAX_CHARACTERS)[: MAX_CHARACTERS - len(end)] + end


def drawn(letters: Sequence[int], seed: int = 1) -> str:
    """A message as long as may be, of letters drawn by lot."""
    return "".join(map(chr, random.Random(seed).choices(letters, k=MAX_CHARACTERS)))


def shapes(questions: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Every shape; real questions of each language one after the other, and as many as are told apart."""
    found = {name: filled(piece) for name, piece in REPEATED.items()}
    found |= {f"{name} by lot": drawn(letters) for name, letters in DRAWN.items()}
    for language, texts in questions.items():
        many = "\n".join(texts)
        assert len(many) >= LONGEST
        found[f"questions in {language}"] = (many + "\n")[:MAX_CHARACTERS]
        found[f"questions in {language}, told apart"] = many[:LONGEST]
    rows = zip(*questions.values(), strict=False)
    found["questions in every language"] = "\n".join(text for row in rows for text in row)[:MAX_CHARACTERS]
    return found


DRAWN: dict[str, Sequence[int]] = {"syllables": SYLLABLES, "ideographs": IDEOGRAPHS, "kana": KANA, "letters": LATIN}
