"""Who asks for easy Japanese, and whose own Japanese shows that it may help: a reader of few kanji, or a child.

A wish is followed; a guess only offers, once in a conversation (bot/dialogue/hearing.py).
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from sudachipy import Morpheme

from bot.grammar.language_wish import clauses, plain
from bot.grammar.sentences import READ, is_romaji
from bot.text.japanese import sudachi
from bot.text.scripts import count_scripts

PATTERNS = Path(__file__).with_suffix(".yml")
LEAST_KANA = 12  # letters, fewer are a word or two
LEAST_IN_KANA = 2  # words that most people write with kanji, none of which was
LEAST_APART = 2  # phrases that a space follows
LEAST_LEFT = 3  # letters beside a wish, fewer ask nothing
# A particle, or the end of a verb, and a space after it: so do schoolbooks for beginners part phrases.
_APART = re.compile(r"(?<=[ぁ-ゖァ-ー々一-龯])(?:[をがはにでともへの]|から|まで|した|ます|です|って)[ \u3000]+(?=\S)")
_BETWEEN = re.compile(r"(?<=[\u3040-\u30ff\u3400-\u9fff])[ \u3000]+(?=[\u3040-\u30ff\u3400-\u9fff])")
_LOAN = re.compile(r"(?![あいうえおんっ])[ぁ-ゖ]ー[ぁ-ゖ]")  # かーど: a word that everybody else writes in katakana
_KANJI = re.compile(r"[\u3400-\u9fff]")
_OF = ("普通名詞", "固有名詞", "一般", "*")
_CONTENT = ("名詞", "動詞", "形容詞", "形状詞", "副詞")


@cache
def _data() -> dict[str, Any]:
    content: dict[str, Any] = yaml.safe_load(PATTERNS.read_text(encoding="utf-8"))
    return content


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{one})" for one in _data()[name]))


@cache
def _in_kana_by_all() -> frozenset[str]:
    return frozenset(str(_data()["in_kana_by_all"]).split())


def _said(text: str) -> str:
    """A text as the lists are written, phrases joined."""
    return _BETWEEN.sub("", plain(text))


def wishes_easy(text: str) -> bool:
    """Whether a message asks in so many words for easy Japanese.

    >>> [wishes_easy(text) for text in ("やさしい日本語でお願いします", "名前はひらがなで書いてもいいですか")]
    [True, False]
    """
    return any(_asks(clause) for clause in clauses(_said(text)))


def wishes_usual(text: str) -> bool:
    """Whether a message asks for ordinary Japanese again.

    >>> wishes_usual("ふつうの日本語に戻してください")
    True
    """
    return bool(_pattern("usual").search(_said(text)))


def _asks(clause: str) -> bool:
    found = _pattern("wishes").search(clause)
    return bool(found) and not _pattern("others").search(clause) and not _pattern("usual").search(clause)


def beside_wish(text: str) -> str:
    """What a message says beside its wish for easy Japanese; empty where that is nothing.

    >>> beside_wish("カードをなくしました。やさしい日本語で教えてください"), beside_wish("やさしい日本語でお願いします")
    ('カードをなくしました。', '')
    >>> beside_wish("更新の方法をやさしい日本語で")
    '更新の方法をやさしい日本語で'
    """
    rest = "".join(clause for clause in clauses(text) if not wishes_easy(clause)).strip()
    if _says_something(rest):
        return rest
    return text if _says_something(_pattern("wishes").sub("", _said(text))) else ""


def _says_something(text: str) -> bool:
    return sum(count_scripts(_pattern("politeness").sub("", plain(text))).values()) >= LEAST_LEFT


def may_need_easy(text: str) -> bool:
    """Whether a Japanese message is written as by somebody whom easy Japanese may help.

    It says so, parts its phrases by spaces, is in Latin letters, or writes in kana alone what most people write with
    kanji.

    >>> [may_need_easy(text) for text in ("かーどを なくしました どうしますか", "どうすればいいですか")]
    [True, False]
    """
    read = text[:READ]
    if _pattern("needs").search(_said(read)):
        return True
    counts = count_scripts(read)
    if not counts["kana"]:
        return not counts["han"] and is_romaji(read)
    if counts["hangul"] or counts["latin"] > counts["kana"]:
        return False
    if len(_APART.findall(read)) >= LEAST_APART:
        return True
    if counts["han"] or counts["kana"] < LEAST_KANA:
        return False
    return bool(_LOAN.search(read)) or _in_kana(read) >= LEAST_IN_KANA


def _in_kana(text: str) -> int:
    """How many words of a text without kanji are written with kanji by most people."""
    return sum(map(_has_kanji_form, sudachi().tokenize(text)))


def _has_kanji_form(word: Morpheme) -> bool:
    (kind, of), usual = word.part_of_speech()[:2], word.normalized_form()
    return kind in _CONTENT and of in _OF and bool(_KANJI.search(usual)) and usual not in _in_kana_by_all()
