"""What a channel tells the dialogue of whom it writes for."""

from __future__ import annotations

from bot.i18n.languages import language_of
from bot.nlu.constants import LANGUAGE, REGISTER


def shown_in(reader: str) -> dict[str, str]:
    """The metadata of a message from somebody who is shown a language, or a register of it.

    >>> shown_in("zh-Hant")
    {'language': 'zh', 'register': 'zh-Hant'}
    """
    return {LANGUAGE: language_of(reader), REGISTER: reader}
