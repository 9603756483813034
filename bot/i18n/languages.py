"""The one list of languages the desk speaks."""

from __future__ import annotations

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
