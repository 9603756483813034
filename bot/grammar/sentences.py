"""In which languages a text is a sentence: names, dates and words copied from a card are none."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import regex
import yaml

from bot.text.japanese import sudachi
from bot.text.normalization import normal_text
from bot.text.scripts import HAN, HANGUL, HIRAGANA, LATIN_WORD, count_scripts, simplified_only

if TYPE_CHECKING:
    from sudachipy import Morpheme

PATTERNS = Path(__file__).with_suffix(".yml")
READ = 400  # characters of a message: more would not change its language, only take time
_HIRAGANA = regex.compile(f"[{HIRAGANA}]")
_HAN, _HANGUL_WORD = regex.compile(f"[{HAN}]+"), regex.compile(f"[{HANGUL}]+")
# Sudachi's parts of speech
PREDICATES = ("動詞", "形容詞", "助動詞")
ENDED = ("終止形", "命令形", "意志推量形")
INTERROGATIVES = frozenset({
    "どこ", "いつ", "いくら", "どう", "どれ", "だれ", "なに", "なぜ", "どちら", "どっち", "どの", "どんな", "どうして",
})  # fmt: skip
CONTENT = ("名詞", "代名詞", "動詞", "形容詞", "形状詞", "副詞", "感動詞")


@cache
def patterns() -> dict[str, str]:
    """The lists beside this module, each as one regular expression."""
    content = yaml.safe_load(PATTERNS.read_text(encoding="utf-8"))
    return {name: "|".join(f"(?:{one})" for one in ones) for name, ones in content.items()}


@cache
def pattern(name: str) -> re.Pattern[str]:
    """One list, compiled."""
    return re.compile(patterns()[name], re.IGNORECASE)


@lru_cache(maxsize=512)
def sentence_languages(text: str, is_whole: bool = False) -> tuple[str, ...]:
    """The languages in which a text is a clear sentence; several for a mixed one, none for words and names.

    Args:
        text: a message.
        is_whole: whether only a whole sentence counts, as in a form, not words that no other language has.

    >>> [sentence_languages(text) for text in ("カードをなくした", "I lost my card", "日本人の配偶者等", "怎么办")]
    [('ja',), ('en',), (), ('zh',)]
    """
    plain = without_terms(text)
    found = tuple(language for language, is_sentence in SENTENCES.items() if is_sentence(plain, is_whole))
    if len(found) > 1 and "en" in found:
        return ("en",) if is_framed_in_latin(plain) else tuple(one for one in found if one != "en")
    return found


def without_terms(text: str) -> str:
    """What is left of a text beside quotations and words copied from a card; of a quotation alone, the quotation."""
    plain = normal_text(text[:READ]).replace("’", "'").strip()
    rest = pattern("quotes").sub(" ", plain)
    return pattern("terms").sub(" ", rest if has_content(rest) else plain)


def is_term(text: str) -> bool:
    """Whether a text is nothing but words copied from a card."""
    return not has_content(pattern("terms").sub(" ", text))


def has_content(text: str) -> bool:
    """Whether more than a letter or two is left of a text."""
    counts = count_scripts(text)
    return counts["latin"] + counts["han"] + counts["kana"] + counts["hangul"] >= 2


def is_framed_in_latin(text: str) -> bool:
    """Whether the first and the last word are in Latin letters: the others are quoted."""
    words = re.findall(r"[^\W\d_]+", text)
    return bool(words) and all(LATIN_WORD.match(word) for word in (words[0], words[-1]))


def is_english(text: str, is_whole: bool) -> bool:
    """Whether a text has three words of which one only a sentence needs; two in capitals, which names are written in.

    >>> [is_english(text, False) for text in ("I lost my card", "DO THI MAI", "Minister of Justice")]
    [True, False, False]
    """
    words = LATIN_WORD.findall(text)
    if len(words) < 3 or is_romaji(text):
        return False
    strong, weak = (sum(bool(pattern(name).fullmatch(word)) for word in words) for name in ("english", "english_weak"))
    in_lower_case = sum(word[0].islower() for word in words[1:])
    if strong >= (1 if in_lower_case or "?" in text else 2) or (weak >= 2 and in_lower_case):
        return True
    return not is_whole and in_lower_case >= 3 and bool(weak or "?" in text)


def is_romaji(text: str) -> bool:
    """Whether a text is Japanese in Latin letters.

    >>> is_romaji("kaado wo nakushimashita"), is_romaji("Meguro-ku Kamimeguro")
    (True, False)
    """
    words = LATIN_WORD.findall(text)
    strong, weak = (sum(bool(pattern(name).fullmatch(word)) for word in words) for name in ("romaji", "romaji_weak"))
    return len(words) >= 3 and 2 * strong + weak >= (2 if len(words) < 9 else 3)


def is_japanese(text: str, is_whole: bool) -> bool:
    """Whether a text in kana holds a predicate that ends, or asks; a noun phrase of a form does neither."""
    counts = count_scripts(text)
    if not counts["kana"]:
        return not counts["han"] and is_romaji(text)
    if counts["hangul"] >= 2 or not _HIRAGANA.search(text):
        return False
    words = list(sudachi().tokenize(text))
    if not any(is_content(word) for word in words):
        return False
    if not is_whole and any(joins(word) and (word.surface() == "は" or "?" in text) for word in words[:-1]):
        return True
    return any(ends(word, words[place + 1 : place + 2], is_whole) for place, word in enumerate(words))


def is_content(word: Morpheme) -> bool:
    """Whether a word says more than the copula after a term that was left out; a name does not."""
    part = word.part_of_speech()
    return part[0] in CONTENT and part[1] not in ("固有名詞", "数詞")


def ends(word: Morpheme, following: list[Morpheme], is_whole: bool) -> bool:
    """Whether a word closes a sentence or asks."""
    part, surface = word.part_of_speech(), word.surface()
    if not _HIRAGANA.search(surface):
        return False
    if surface in INTERROGATIVES:
        return True
    if part[0] == "感動詞":
        return not is_whole and len(surface) > 2
    before_noun = bool(following) and following[0].part_of_speech()[0] in ("名詞", "接頭辞", "代名詞")
    if part[0] in PREDICATES and part[5].startswith(ENDED):
        return not before_noun
    is_request = part[1] == "接続助詞" and surface in ("て", "で") and not following
    return is_request or (part[1] == "終助詞" and not before_noun)


def is_chinese(text: str, is_whole: bool) -> bool:
    """Whether a text has words of Chinese grammar, or three Han characters with some that Japan does not write."""
    han = "".join(_HAN.findall(text))
    if len(han) < 2 or count_scripts(text)["hangul"] > len(han) or has_japanese_particles(text):
        return False
    if pattern("chinese").search(text):
        return True
    return not is_whole and len(han) >= 3 and bool(simplified_only(text)) and not is_name(text)


def has_japanese_particles(text: str) -> bool:
    """Whether hiragana join the words of a text."""
    if not _HIRAGANA.search(text):
        return False
    return any(joins(word) for word in sudachi().tokenize(text))


def joins(word: Morpheme) -> bool:
    """Whether a word is a particle or an auxiliary in hiragana."""
    return word.part_of_speech()[0] in ("助詞", "助動詞") and bool(_HIRAGANA.search(word.surface()))


def has_traces(text: str, language: str) -> bool:
    """Whether something outside quotation marks can only be of a language, a Korean name aside.

    >>> has_traces("転出届出したい,怎么弄", "zh"), has_traces("My name is 김민수", "ko")
    (True, False)
    """
    text = without_terms(text)
    hangul = _HANGUL_WORD.findall(text)
    return {
        "ja": lambda text: any(joins(word) and word.surface() != "の" for word in sudachi().tokenize(text)),
        "en": lambda text: is_english(text, is_whole=True),
        "zh": lambda text: bool(pattern("chinese").search(text)),
        "ko": lambda text: bool(hangul) and not is_korean_name(hangul),
    }[language](text)


def is_name(text: str) -> bool:
    """Whether a text is nothing but a Chinese name or place."""
    joined = "".join(text.split())
    return any(pattern(name).fullmatch(joined) for name in ("chinese_names", "chinese_places"))


def is_korean(text: str, is_whole: bool) -> bool:
    """Whether a word of a text ends as Korean sentences do, or (not in a form) a text is Korean words alone."""
    words = _HANGUL_WORD.findall(text)
    letters = "".join(words)
    if len(letters) < 2 or all(pattern("korean_places").fullmatch(word) for word in words) or is_korean_name(words):
        return False
    if any(pattern("korean").fullmatch(word) and len(word) > 1 for word in words) and len(letters) >= 3:
        return True
    if len(words) > 1 and pattern("korean_plain").fullmatch(words[-1]):
        return True
    others = count_scripts(text)
    return not is_whole and len(letters) >= 4 and not others["kana"] + others["han"] + others["latin"]


def is_korean_name(words: list[str]) -> bool:
    """Whether words are a Korean name: 김민수, 김 민수."""
    joined = "".join(words)
    return len(joined) <= 4 and bool(pattern("korean_names").fullmatch(joined))


SENTENCES: dict[str, Callable[[str, bool], bool]] = {
    "ja": is_japanese,
    "en": is_english,
    "zh": is_chinese,
    "ko": is_korean,
}
