"""In which register a message is written, or asks to be answered."""

from __future__ import annotations

import re

from bot.grammar.easy_japanese import wishes_easy, wishes_usual
from bot.grammar.language_wish import requested_language
from bot.grammar.sentences import READ, is_name, without_terms
from bot.i18n.languages import EASY, ORIGINAL, TRADITIONAL
from bot.text.scripts import has_chinese_grammar, mainland_only, traditional_only

CHINESE = "zh"
_WISHES = {
    TRADITIONAL: re.compile(r"繁[体體]|正[体體]|traditional|번체", re.IGNORECASE),
    CHINESE: re.compile(r"[简簡][体體]|simplified|간체", re.IGNORECASE),
}


def register_of(text: str) -> str | None:
    """The register that a message asks for, else that it is clearly written in; None where it tells neither.

    A word that Japan writes likewise is no sign (遺失), nor what is quoted or copied from a card, nor a name.

    >>> [register_of(text) for text in ("卡片不見了怎麼辦", "我的卡丢了怎么办", "遺失", "请用繁体字回答")]
    ['zh-Hant', 'zh', None, 'zh-Hant']
    >>> [register_of(text) for text in ("やさしい日本語でお願いします", "カードをなくしました")]
    ['ja-x-easy', None]
    """
    read = text[:READ]
    if requested_language(read) in (None, ORIGINAL):
        if wishes_easy(read):
            return EASY
        if wishes_usual(read):
            return ORIGINAL
    wished = [register for register, wish in _WISHES.items() if wish.search(read)]
    if len(wished) == 1 and requested_language(read) == CHINESE:
        return wished[0]
    own = without_terms(read)
    simplified, traditional = mainland_only(own), traditional_only(own)
    if bool(simplified) == bool(traditional) or is_name(text):
        return None
    if simplified:
        return CHINESE
    return TRADITIONAL if has_chinese_grammar(own) else None
