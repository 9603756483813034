"""Hears what goes wrong with a PIN or at a store's machine (words: knowledge/pins.yml, knowledge/kiosk.yml)."""

from __future__ import annotations

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.base import StatelessComponent, add_entities
from knowledge.kiosk import rejects
from knowledge.pins import screen_of

PIN_SYMPTOM, KIOSK_REJECTS = "pin_symptom", "kiosk_rejects"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class SymptomExtractor(StatelessComponent):
    """Says symptoms as entities; the rules act on them only with a fitting topic."""

    def process(self, messages: list[Message]) -> list[Message]:
        """Marks symptoms."""
        for message in messages:
            text = message.get(TEXT) or ""
            said = ((PIN_SYMPTOM, screen_of(text)), (KIOSK_REJECTS, "yes" if rejects(text) else None))
            add_entities(message, self, [{"entity": kind, "value": value} for kind, value in said if value])
        return messages
