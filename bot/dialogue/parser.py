"""Understanding without a conversation: the NLU half of the model, many texts at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Required, TypedDict

from rasa.core.channels.channel import UserMessage
from rasa.engine.constants import PLACEHOLDER_MESSAGE, PLACEHOLDER_TRACKER
from rasa.shared.constants import DEFAULT_NLU_FALLBACK_INTENT_NAME
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.training_data.message import Message

from bot.dialogue.agent_factory import load_agent
from bot.dialogue.preprocessing import Gated, pass_gate
from bot.nlu.constants import ABOUT, BARE, DOUBT, LANGUAGE, WARD
from bot.replies.builder import all_topics
from bot.settings import read_settings
from knowledge.follow_ups import bare_aspects

OUT_OF_SCOPE = "out_of_scope"


class IntentFound(TypedDict):
    """Rasa's name for a topic."""

    name: str
    confidence: float


class ParseData(TypedDict, total=False):
    """What Rasa's pipeline says of a message, as far as it is read here."""

    intent: Required[IntentFound]
    intent_ranking: list[IntentFound]
    entities: list[dict[str, object]]
    language: str


class TopicFound(TypedDict):
    """A topic and its probability."""

    topic: str
    confidence: float


class Understood(TopicFound):
    """What a text means (docs/contracts.md, "parse"): its likeliest topic, and all of them."""

    language: str | None
    ranking: list[TopicFound]
    fallback: bool
    entities: list[dict[str, object]]


class Understanding:
    """Parses texts with the trained model."""

    def __init__(self) -> None:
        """Loads the model.

        Raises:
            NoModelError: before the first training.
        """
        settings = read_settings()
        self._processor, self._ward = load_agent(settings).processor, settings.ward
        self._topics = all_topics()

    def parse(self, inputs: Sequence[tuple[str, str | None]], about: str | None = None) -> list[Understood]:
        """Parses (text, language or None) pairs; the contract's objects, in order.

        Args:
            inputs: what is asked.
            about: the topic that was answered just before; None: nothing was.
        """
        gated = [pass_gate(text, self._topics) for text, _language in inputs]
        languages = [language for _text, language in inputs]
        read = self.read([(one.text, language) for one, language in zip(gated, languages, strict=True)], about)
        return [
            contract(message.as_dict(only_output_properties=True), one)
            for message, one in zip(read, gated, strict=True)
        ]

    def read(self, inputs: Sequence[tuple[str, str | None]], about: str | None = None) -> list[Message]:
        """The messages as the pipeline leaves them, with whatever its components have said of them.

        Args:
            inputs: texts that have passed the gate, each with its language or None.
            about: as for `parse`.
        """
        assert self._processor is not None
        target = self._processor.model_metadata.nlu_target
        messages = [
            UserMessage(text or " ", metadata=self._metadata(text or "", language, about)) for text, language in inputs
        ]
        tracker = DialogueStateTracker.from_events("parse", [])
        results = self._processor.graph_runner.run(
            inputs={PLACEHOLDER_MESSAGE: messages, PLACEHOLDER_TRACKER: tracker}, targets=[target]
        )
        read: list[Message] = results[target]
        return read

    def _metadata(self, text: str, language: str | None, about: str | None) -> dict[str, object]:
        found: dict[str, object] = {WARD: self._ward}
        if language:
            found[LANGUAGE] = language
        if about:
            found |= {ABOUT: about, BARE: list(bare_aspects(text))}
        return found


def contract(parsed: ParseData, gated: Gated) -> Understood:
    """The parse contract's object from Rasa's parse data."""
    ranking: list[TopicFound] = [
        {"topic": entry["name"], "confidence": round(entry["confidence"], 4)}
        for entry in parsed.get("intent_ranking", [])
        if entry["name"] != DEFAULT_NLU_FALLBACK_INTENT_NAME
    ]
    intent = parsed["intent"]["name"]
    unsure = intent == DEFAULT_NLU_FALLBACK_INTENT_NAME or gated.refusal is not None
    if not ranking:  # a button
        ranking = [{"topic": intent, "confidence": round(parsed["intent"]["confidence"], 4)}]
    top: TopicFound = ranking[0] if gated.refusal is None else {"topic": OUT_OF_SCOPE, "confidence": 0.0}
    return {
        "language": parsed.get("language"),
        "topic": top["topic"],
        "confidence": top["confidence"],
        "ranking": ranking,
        "fallback": unsure or is_only_likely(parsed) or top["topic"] == OUT_OF_SCOPE,
        "entities": [
            {key: entity[key] for key in ("entity", "value", "start", "end") if key in entity}
            for entity in parsed.get("entities", [])
            if entity["entity"] not in (LANGUAGE, DOUBT)
        ],
    }


def is_only_likely(parsed: ParseData) -> bool:
    """Whether the answer would be given with its neighbours in sight, not outright."""
    return any(entity["entity"] == DOUBT for entity in parsed.get("entities", []))
