"""The deterministic net: loss, theft and scams reach the right line in every wording."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.nlu.constants import TOKENS_NAMES
from rasa.shared.constants import DEFAULT_NLU_FALLBACK_INTENT_NAME
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.entities import add_entities
from bot.nlu.kana import hiragana
from bot.nlu.stateless import StatelessComponent
from bot.nlu.votes import INTENT_RANKING
from bot.scripts import normal_text

URGENT = "urgent"  # the entity that the NLG reads
ALREADY_TOLD = "already_told"
PATTERNS = Path(__file__).with_suffix(".yml")
UNSURE = frozenset({DEFAULT_NLU_FALLBACK_INTENT_NAME, "out_of_scope"})
SUSPICION = 0.05  # a topic this likely is enough to name its line too; docs/decisions/0008
CONVICTION = 0.2  # without a wording, a topic this likely is told first
BELIEF = 0.05  # with a wording caught, a topic this likely takes over …
RIVALRY = 0.4  # … if it is also this likely beside the likeliest topic
# Answers that fit a loss or a scam themselves, and name its line.
FITTING = {
    "lost_card": frozenset({"lost_card", "found_card", "reissue", "card_safety", "scam"}),
    "scam": frozenset({"scam", "lost_card"}),
}


@dataclass(frozen=True)
class Net:
    """The wordings of one urgent topic."""

    topic: str
    signs: tuple[re.Pattern[str], ...]
    things: tuple[re.Pattern[str], ...] = ()
    others: tuple[re.Pattern[str], ...] = ()
    past: tuple[re.Pattern[str], ...] = ()

    def catches(self, text: str) -> bool:
        """Whether a normalised text speaks of this."""
        if not any(sign.search(text) for sign in self.signs):
            return False
        if any(thing.search(text) for thing in self.things):
            return True
        return not any(other.search(text) for other in self.others)

    def has_happened(self, text: str) -> bool:
        """Whether a message says that it has already been done: told, sent, paid."""
        return any(past.search(normal_text(text).casefold()) for past in self.past)


@cache
def nets() -> tuple[Net, ...]:
    """Reads the nets beside this module, the most urgent first."""
    content = yaml.safe_load(PATTERNS.read_text(encoding="utf-8"))
    return tuple(
        Net(topic, **{key: tuple(re.compile(p, re.IGNORECASE) for p in patterns) for key, patterns in parts.items()})
        for topic, parts in content.items()
    )


def urgent_topics(text: str, normal_forms: str = "") -> list[str]:
    """The urgent topics that a message speaks of.

    >>> urgent_topics("財布ごと盗まれた!"), urgent_topics("Suica落とした")
    (['lost_card'], [])
    """
    plain = normal_text(text).casefold()
    searched = f"{plain}\n{hiragana(plain)}\n{normal_forms}"
    return [net.topic for net in nets() if net.catches(searched)]


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class SafetyNet(StatelessComponent):
    """Says urgent topics as entities, and takes over where the classifier is unsure."""

    def process(self, messages: list[Message]) -> list[Message]:
        """Marks urgent messages."""
        for message in messages:
            self._mark(message)
        return messages

    def _mark(self, message: Message) -> None:
        forms = "".join(token.lemma for token in message.get(TOKENS_NAMES[TEXT]) or [])
        caught = urgent_topics(message.get(TEXT) or "", forms)
        chances = {entry["name"]: entry["confidence"] for entry in message.get(INTENT_RANKING) or []}
        likely = [net.topic for net in nets() if chances.get(net.topic, 0.0) >= SUSPICION]
        topics = list(dict.fromkeys([*likely, *caught]))
        told = [net.topic for net in nets() if net.has_happened(message.get(TEXT) or "")]
        add_entities(message, self, [{"entity": ALREADY_TOLD, "value": topic} for topic in told])
        for topic in topics:
            enough = SUSPICION if topic in caught else CONVICTION
            marks = {"certain": topic in caught, "strong": chances.get(topic, 0.0) >= enough}
            add_entities(message, self, [{"entity": URGENT, "value": topic, **marks}])
        intent = message.get(INTENT) or {}
        for topic in caught[:1]:
            likely = chances.get(topic, 0.0) >= max(BELIEF, RIVALRY * intent.get("confidence", 0.0))
            if intent.get("name") in UNSURE or (intent.get("name") not in FITTING[topic] and likely):
                self._take_over(message, topic)

    @staticmethod
    def _take_over(message: Message, topic: str) -> None:
        rest = [
            entry
            for entry in message.get(INTENT_RANKING)
            if entry["name"] not in (topic, DEFAULT_NLU_FALLBACK_INTENT_NAME)
        ]
        first = {"name": topic, "confidence": message.get(INTENT)["confidence"]}
        message.set(INTENT, first, add_to_output=True)
        message.set(INTENT_RANKING, [first, *rest], add_to_output=True)
