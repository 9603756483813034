"""The one list of languages the desk speaks."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Language:
    """A language: its code here, its Babel locale, and its own name."""

    code: str
    locale: str
    name: str


LANGUAGES = {
    language.code: language
    for language in (
        Language("ja", "ja", "日本語"),
        Language("en", "en_GB", "English"),
        Language("zh", "zh_Hans", "简体中文"),
        Language("ko", "ko", "한국어"),
    )
}
ORIGINAL = "ja"  # the msgids are written in it
TRANSLATIONS = tuple(code for code in LANGUAGES if code != ORIGINAL)


@dataclass(frozen=True)
class Register:
    """A way of writing a language that some readers need; whoever understands or counts knows the language alone.

    Attributes:
        code: a tag of BCP 47, in `lang` attributes and wherever a reader is told apart.
        language: that it is written in.
        name: its own.
        folder: of its own catalogue in locales/; empty where it is made of what the language says.
    """

    code: str
    language: str
    name: str
    folder: str = ""


TRADITIONAL = "zh-Hant"
EASY = "ja-x-easy"  # やさしい日本語; BCP 47 has no subtag for it but a private one
REGISTERS = {
    register.code: register
    for register in (Register(EASY, "ja", "やさしい日本語", "ja@easy"), Register(TRADITIONAL, "zh", "繁體中文"))
}


def _beside(language: Language) -> list[Language | Register]:
    return [language, *(register for register in REGISTERS.values() if register.language == language.code)]


# What readers choose from: each language, and the registers beside it.
READERS = {one.code: one for language in LANGUAGES.values() for one in _beside(language)}
# Of those who write traditional characters: by script, or by where they live (RFC 5646, suppressed scripts).
_TRADITIONAL_TAG = re.compile(r"zh[-_](?:hant|tw|hk|mo)\b", re.IGNORECASE)


def language_of(reader: str) -> str:
    """The language of a reader's code, which is a language's or a register's.

    >>> [language_of(code) for code in ("ja", "ja-x-easy", "zh-Hant")]
    ['ja', 'ja', 'zh']
    """
    return REGISTERS[reader].language if reader in REGISTERS else reader


def reader_of(tag: str) -> str | None:
    """What a browser's or a profile's tag (BCP 47) asks for; None for a language that the desk does not speak.

    >>> [reader_of(tag) for tag in ("ko-KR", "zh", "zh-CN", "zh-TW", "zh_HK", "zh-Hant-JP", "zh-Hans-HK", "pt-BR")]
    ['ko', 'zh', 'zh', 'zh-Hant', 'zh-Hant', 'zh-Hant', 'zh', None]
    >>> reader_of("ja-x-easy"), reader_of("ja-JP")
    ('ja-x-easy', 'ja')
    """
    if tag.casefold() == EASY:
        return EASY
    if _TRADITIONAL_TAG.match(tag):
        return TRADITIONAL
    primary = tag.replace("_", "-").partition("-")[0].lower()
    return primary if primary in LANGUAGES else None
