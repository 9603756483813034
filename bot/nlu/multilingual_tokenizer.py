"""Splits a message by the rules of its own language."""

from __future__ import annotations

import regex
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.nlu.tokenizers.tokenizer import Token, Tokenizer
from rasa.shared.nlu.training_data.message import Message

from bot.i18n.languages import ORIGINAL
from bot.nlu.constants import LANGUAGE
from bot.text.japanese import sudachi
from bot.text.scripts import HAN, KANA

# One Han character or kana run is a word of its own outside Japanese; else letters and digits.
_WORDS = regex.compile(rf"[{HAN}]|[{KANA}ー・]+|[[\w\p{{N}}]--[{HAN}{KANA}ー]]+", regex.V1)


def japanese_words(text: str) -> list[tuple[str, int, str]]:
    """Surface, start and normalised form of each Japanese word.

    >>> [word[2] for word in japanese_words("失くした")][0] == japanese_words("無くした")[0][2]
    True
    """
    return [
        (word.surface(), word.begin(), word.normalized_form())
        for word in sudachi().tokenize(text)
        if word.surface().strip()
    ]


def split_words(text: str, language: str) -> list[tuple[str, int, str]]:
    """Surface, start and normal form of each word of a text."""
    if language == ORIGINAL:
        return japanese_words(text)
    return [(match.group(), match.start(), match.group().casefold()) for match in _WORDS.finditer(text)]


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_TOKENIZER, is_trainable=False)
class MultilingualTokenizer(Tokenizer):
    """Splits a message by the rules of its own language; the lemma is the normal form."""

    @staticmethod
    def get_default_config() -> dict[str, bool | str]:
        """The component's default config."""
        return {
            "intent_tokenization_flag": False,  # both are read by Tokenizer.__init__
            "intent_split_symbol": "_",
        }

    @staticmethod
    def required_packages() -> list[str]:
        """Python packages the component needs."""
        return ["sudachipy"]

    def tokenize(self, message: Message, attribute: str) -> list[Token]:
        """Tokenizes one attribute; offsets refer to the original text."""
        words = split_words(message.get(attribute), message.get(LANGUAGE) or ORIGINAL)
        return [Token(surface, start, lemma=normal) for surface, start, normal in words]
