"""Hears what goes wrong with a PIN or at a store's machine (words: knowledge/pins.yml, knowledge/kiosk.yml)."""

from __future__ import annotations

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.base import StatelessComponent, add_entities
from bot.nlu.constants import CHANCES
from bot.nlu.ensemble import set_chances, top_topic
from knowledge.kiosk import rejects
from knowledge.pins import STUCK, is_stuck, screen_of

PIN_SYMPTOM, KIOSK_REJECTS = "pin_symptom", "kiosk_rejects"
CONDITIONS = "konbini_conditions"  # with a refusal it starts the kiosk doctor: data/rules/forms.yml
# What a machine that refuses is easily taken for: 「コンビニで住民票が出ない」 asks nothing about 住民票. Tax papers
# and family registers have conditions of their own, and the opening hours and the first day are themselves causes.
TAKEN_FOR = frozenset(
    {f"konbini_{what}" for what in ("juminhyo", "seal", "fees", "howto", "about", "stores")} | {"juminhyo_general"}
)


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class SymptomExtractor(StatelessComponent):
    """Says symptoms as entities; the rules act on them only with a fitting topic."""

    def process(self, messages: list[Message]) -> list[Message]:
        """Marks symptoms."""
        for message in messages:
            text = message.get(TEXT) or ""
            screen = screen_of(text)
            stuck = STUCK if screen and is_stuck(text) else None
            said = ((PIN_SYMPTOM, screen), (PIN_SYMPTOM, stuck), (KIOSK_REJECTS, "yes" if rejects(text) else None))
            add_entities(message, self, [{"entity": kind, "value": value} for kind, value in said if value])
        return messages


def led_to_conditions(message: Message) -> None:
    """Has a message that tells of a refusal ask for its conditions, as surely as for the certificate it names."""
    topic, chance = top_topic(message)
    refused = any(entity["entity"] == KIOSK_REJECTS for entity in message.get(ENTITIES) or [])
    if refused and topic in TAKEN_FOR:
        chances = message.get(CHANCES)
        set_chances(message, {**chances, CONDITIONS: chance, topic: chances.get(CONDITIONS, 0.0)})
