"""Hears which residence group somebody belongs to, in their own words."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import yaml
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.entities import add_entities
from bot.nlu.kana import hiragana
from bot.nlu.stateless import StatelessComponent
from bot.scripts import normal_text

RESIDENCE = "residence"
POLITENESS = 3  # characters beside a value: です, 입니다
WORDS = Path(__file__).with_suffix(".yml")


@cache
def residence_words() -> dict[str, re.Pattern[str]]:
    """The words of each group, the most special first."""
    content = yaml.safe_load(WORDS.read_text(encoding="utf-8"))
    return {group: re.compile("|".join(words)) for group, words in content.items()}


def residence_of(text: str) -> str | None:
    """The group a message names (`expiry.inputs.RESIDENCES`, or `other`), or None.

    >>> [residence_of(text) for text in ("永住者じゃなくて特別永住です", "HSP 1", "日本人です", "PIN")]
    ['special_permanent', 'period_of_stay', 'japanese', None]
    """
    plain = normal_text(text).casefold()
    searched = f"{plain}\n{hiragana(plain)}"
    return next((group for group, words in residence_words().items() if words.search(searched)), None)


def names_only_a_group(text: str) -> bool:
    """Whether a message says its residence group and nothing else.

    >>> [names_only_a_group(text) for text in ("永住者です", "日本人ですが、いつまでですか", "PIN")]
    [True, False, False]
    """
    plain = normal_text(text).casefold()
    found = [match for words in residence_words().values() for match in words.finditer(plain)]
    return any(len(plain) - len(match.group()) <= POLITENESS for match in found)


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class ResidenceExtractor(StatelessComponent):
    """Says the residence group of a message as an entity."""

    def process(self, messages: list[Message]) -> list[Message]:
        """Marks residence groups."""
        for message in messages:
            group = residence_of(message.get(TEXT) or "")
            if group:
                add_entities(message, self, [{"entity": RESIDENCE, "value": group}])
        return messages
