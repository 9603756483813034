"""Korean in Latin letters, for agents who read none: the Revised Romanization as it is spoken (문화관광부고시 2000-8).

The one library that is kept (korean-romanizer) is under the GPL, which would bind everybody who installs the desk.
"""

from __future__ import annotations

import re

FIRST, LAST = 0xAC00, 0xD7A3  # the block of syllables in Unicode
VOWELS, FINALS = 21, 28
INITIAL = ["g", "kk", "n", "d", "tt", "r", "m", "b", "pp", "s", "ss", "-", "j", "jj", "ch", "k", "t", "p", "h"]
VOWEL = [
    "a",
    "ae",
    "ya",
    "yae",
    "eo",
    "e",
    "yeo",
    "ye",
    "o",
    "wa",
    "wae",
    "oe",
    "yo",
    "u",
    "wo",
    "we",
    "wi",
    "yu",
    "eu",
    "ui",
    "i",
]
# The final consonants as Unicode counts them: how each sounds at a word's end, and what it leaves to a vowel after it.
FINAL = [
    "",
    "k",
    "k",
    "k",
    "n",
    "n",
    "n",
    "t",
    "l",
    "k",
    "m",
    "l",
    "l",
    "l",
    "p",
    "l",
    "m",
    "p",
    "p",
    "t",
    "t",
    "ng",
    "t",
    "t",
    "k",
    "t",
    "p",
    "t",
]
LIAISON = [
    ("", ""), ("", "g"), ("", "kk"), ("k", "s"), ("", "n"), ("n", "j"), ("", "n"), ("", "d"), ("", "r"), ("l", "g"),
    ("l", "m"), ("l", "b"), ("l", "s"), ("l", "t"), ("l", "p"), ("", "r"), ("", "m"), ("", "b"), ("p", "s"), ("", "s"),
    ("", "ss"), ("ng", ""), ("", "j"), ("", "ch"), ("", "k"), ("", "t"), ("", "p"), ("", ""),
]  # fmt: skip
# Neighbours that change each other: (end, beginning) to how both sound.
ASSIMILATION = {
    ("k", "n"): "ngn", ("k", "r"): "ngn", ("k", "m"): "ngm", ("t", "n"): "nn", ("t", "r"): "nn", ("t", "m"): "nm",
    ("p", "n"): "mn", ("p", "r"): "mn", ("p", "m"): "mm", ("n", "r"): "ll", ("l", "n"): "ll", ("l", "r"): "ll",
    ("m", "r"): "mn", ("ng", "r"): "ngn",
}  # fmt: skip
ASPIRATED = {"g": "k", "d": "t", "b": "p", "j": "ch"}
BREATHED = {6: "n", 15: "l", 27: ""}  # ㄶ, ㅀ, ㅎ: the final whose breath goes into the next consonant, and what stays
SILENT = 11  # ㅇ at a syllable's beginning
_SYLLABLES = re.compile(f"[{chr(FIRST)}-{chr(LAST)}]+")


def romanise(text: str) -> str:
    """A text with its Hangul in Latin letters; everything else stays.

    >>> romanise("마이넘버카드"), romanise("유효기한은 5년입니다"), romanise("신라 국립 좋다 같이")
    ('maineombeokadeu', 'yuhyogihaneun 5nyeonimnida', 'silla gungnip jota gachi')
    """
    return _SYLLABLES.sub(lambda run: _word(run.group()), text)


def _word(word: str) -> str:
    syllables = [divmod(ord(letter) - FIRST, FINALS) for letter in word]
    parts = [(*divmod(open_part, VOWELS), final) for open_part, final in syllables]
    said, carried = "", INITIAL[parts[0][0]].strip("-")
    for place, (_initial, vowel, final) in enumerate(parts):
        after = parts[place + 1] if place + 1 < len(parts) else None
        end, next_carried = _border(final, after)
        said += carried + VOWEL[vowel] + end
        carried = next_carried
    return said


def _border(final: int, after: tuple[int, int, int] | None) -> tuple[str, str]:
    """How a syllable ends, and how the next one begins."""
    if after is None:
        return FINAL[final], ""
    initial, vowel, _final = after
    if initial == SILENT:
        stays, moves = LIAISON[final]
        return stays, {"d": "j", "t": "ch"}.get(moves, moves) if VOWEL[vowel] == "i" else moves  # 굳이, 같이
    begins = INITIAL[initial]
    if final in BREATHED and begins in ASPIRATED:
        return BREATHED[final], ASPIRATED[begins]
    if begins == "h" and LIAISON[final][1] in ASPIRATED:
        return LIAISON[final][0], {"g": "kh", "b": "ph"}.get(LIAISON[final][1], ASPIRATED[LIAISON[final][1]])
    end = BREATHED[final] if final in BREATHED and begins not in ("n", "m") else FINAL[final]
    both = ASSIMILATION.get((end, begins))
    if both is None:
        return end, begins
    length = len(both) - 1
    return both[:length], both[length:]
