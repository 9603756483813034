"""Hears which language a visitor asks for ("please answer in Korean")."""

from __future__ import annotations

import re

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.constants import ENTITIES, INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.language import LANGUAGE
from bot.nlu.stateless import StatelessComponent

CHANGE_LANGUAGE = "change_language"
REQUESTED = "requested_language"
# What each language is called, in all of ours.
NAMES = {
    "ja": r"日本語|にほんご|japanese|nihongo|日语|日語|日文|일본어|일어",
    "en": r"英語|えいご|english|eigo|英语|英文|영어|잉글리시",
    "zh": r"中国語|ちゅうごくご|chinese|chugokugo|中文|汉语|漢語|华语|普通话|中国语|중국어",
    "ko": r"韓国語|かんこくご|ハングル|korean|kankokugo|韩语|韓語|韩文|韩国语|朝鲜语|한국어|한국말|한글",
}


def requested_language(text: str, spoken: str) -> str | None:
    """The one language that a request names; the last one named other than the spoken.

    >>> requested_language("日本語わからない、中国語でお願い", "ja")
    'zh'
    """
    named = [
        (match.start(), language) for language, names in NAMES.items() for match in re.finditer(names, text.casefold())
    ]
    others = [language for _start, language in sorted(named) if language != spoken]
    if others:
        return others[-1]
    return spoken if named else None


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class LanguageRequest(StatelessComponent):
    """After the classifier: a request for a language overrides the message's own."""

    def process(self, messages: list[Message]) -> list[Message]:
        """Replaces the language entity of requests, which fills the slot."""
        for message in messages:
            if (message.get(INTENT) or {}).get("name") == CHANGE_LANGUAGE:
                self._follow(message)
        return messages

    def _follow(self, message: Message) -> None:
        language = requested_language(message.get(TEXT) or "", message.get(LANGUAGE))
        if language is None:
            return
        others = [entity for entity in message.get(ENTITIES, []) if entity["entity"] != LANGUAGE]
        asked = [
            {"entity": name, "value": language, "extractor": type(self).__name__} for name in (LANGUAGE, REQUESTED)
        ]
        message.set(ENTITIES, [*others, *asked], add_to_output=True)
