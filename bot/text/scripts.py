"""What the writing of a text says about its language."""

from __future__ import annotations

from functools import lru_cache

import regex

from bot.text.normalization import normal_text

# For sets of letters in patterns of `regex`: Unicode's own property, which no list of ranges keeps up with.
HAN, HANGUL = r"\p{Script=Han}", r"\p{Script=Hangul}"  # Han with 々 and 〇
HIRAGANA, KATAKANA = r"\p{Script=Hiragana}", r"\p{Script=Katakana}"  # neither has ー, which belongs to both
KANA = HIRAGANA + KATAKANA
LATIN = r"\p{Script=Latin}"
LATIN_WORD = regex.compile(f"[{LATIN}']+")

_HANGUL, _KANA, _HAN = (regex.compile(f"[{script}]") for script in (HANGUL, KANA, HAN))


def count_scripts(text: str) -> dict[str, int]:
    """Counts the characters of each script; Latin by words.

    >>> count_scripts("My Number card をなくしました")
    {'hangul': 0, 'kana': 7, 'han': 0, 'latin': 3}
    >>> count_scripts("ＬＯＳＴ")["latin"]
    1
    """
    text = normal_text(text)
    return {
        "hangul": len(_HANGUL.findall(text)),
        "kana": len(_KANA.findall(text)),
        "han": len(_HAN.findall(text)),
        "latin": len(LATIN_WORD.findall(text)),
    }


def has_letters(text: str) -> bool:
    """Whether a text holds anything that could be words."""
    return any(count_scripts(text).values())


def guess_by_script(text: str) -> str | None:
    """The language that the script alone suggests; None without letters."""
    counts = count_scripts(text)
    if counts["hangul"]:
        return "ko"
    if counts["kana"]:
        return "ja"
    if counts["han"]:
        return "zh" if simplified_only(text) else "ja"
    return "en" if counts["latin"] else None


# Words of Chinese grammar, in both forms; none is common in Japanese beside kana.
_CHINESE_GRAMMAR = frozenset("吗嗎怎么麼这這哪们們什你您我没沒很给給把跟呢吧是了")


def has_chinese_grammar(text: str) -> bool:
    """Whether a text holds a word of Chinese grammar."""
    return bool(_CHINESE_GRAMMAR & set(text))


def looks_chinese(text: str) -> bool:
    """Whether a text that also holds kana reads as Chinese with a Japanese term in it.

    >>> looks_chinese("我的マイナンバーカード不見了"), looks_chinese("フリーダイヤル 番号")
    (True, False)
    """
    return bool(simplified_only(text) or _CHINESE_GRAMMAR & set(text))


@lru_cache(maxsize=8192)
def _encodable(character: str, encoding: str) -> bool:
    try:
        character.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def simplified_only(text: str) -> list[str]:
    """Han characters that China's national set has and Japan's has not (GB 2312, JIS X 0208).

    >>> simplified_only("证明书 卡 紛失")
    ['证', '书', '卡']
    """
    return [c for c in _HAN.findall(text) if _encodable(c, "gb2312") and not _encodable(c, "shift_jis")]


def mainland_only(text: str) -> list[str]:
    """Han characters that mainland China's set has and neither Taiwan's nor Japan's.

    >>> mainland_only("卡丢了怎么办")
    ['丢', '办']
    """
    return [c for c in simplified_only(text) if not _encodable(c, "big5")]


def japanese_only(text: str) -> list[str]:
    """Han characters that Japan's national set has and neither China's nor Taiwan's.

    >>> japanese_only("有効期限 発行")
    ['効', '発']
    """
    return [
        c
        for c in _HAN.findall(text)
        if _encodable(c, "shift_jis") and not _encodable(c, "big5") and not _encodable(c, "gb2312")
    ]


def traditional_only(text: str) -> list[str]:
    """Han characters that Taiwan's national set has and mainland China's has not (Big5, GB 2312).

    >>> traditional_only("卡片不見了怎麼辦")
    ['見', '麼', '辦']
    """
    return [c for c in _HAN.findall(text) if _encodable(c, "big5") and not _encodable(c, "gb2312")]


def traditional(text: str) -> list[str]:
    """Han characters that Japan's national set has and mainland China's has not.

    >>> traditional("詐欺 相談")
    ['詐', '談']
    """
    return [c for c in _HAN.findall(text) if _encodable(c, "shift_jis") and not _encodable(c, "gb2312")]
