"""Speaks a response in the conversation's language, from the catalogues and the facts."""

from __future__ import annotations

from typing import Any

from rasa.core.nlg.generator import NaturalLanguageGenerator
from rasa.shared.constants import DEFAULT_NLU_FALLBACK_INTENT_NAME
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig

from bot.clock import moment_of
from bot.languages import LANGUAGES, ORIGINAL
from bot.speaker import SUGGESTIONS, Extras, Reply, Speaker

UTTER = "utter_"
ANSWER = "answer"
UNCLEAR = frozenset({DEFAULT_NLU_FALLBACK_INTENT_NAME, "out_of_scope"})
PATIENCE = 3  # unclear questions in a row before the desk hands over to the phone
URGENT_LINES = {"lost_card": "national_lost", "scam": "national"}
REASSURED = {"lost_card": frozenset({"lost_card"}), "scam": frozenset({"scam", "lost_card"})}
DIALOGUE = frozenset({"greet", "goodbye", "thanks", "bot_challenge", "change_language", "nlu_fallback"})


class CatalogueNLG(NaturalLanguageGenerator):
    """Rasa's NLG over our catalogues; `utter_<topic>` says an answer, `utter_answer` the intent's."""

    def __init__(self, endpoint_config: EndpointConfig | None = None, domain: Domain | None = None) -> None:
        """Loads the ward's knowledge."""
        self.speaker = Speaker()

    async def generate(
        self, utter_action: str, tracker: DialogueStateTracker, output_channel: str, **kwargs: Any
    ) -> Reply | None:
        """Generates a response: text, buttons and custom."""
        language = conversation_language(tracker)
        topic = utter_action.removeprefix(UTTER)
        if topic == ANSWER:
            topic = str((tracker.latest_message or UserUttered("")).intent.get("name"))
        return self._reply(topic, language, tracker, **kwargs)

    def _reply(
        self, topic: str, language: str, tracker: DialogueStateTracker, lines: list[str] | None = None, **_: Any
    ) -> Reply:
        if topic == "uncertain":
            return self._uncertain(language, tracker)
        if topic == "change_language" and not requested(tracker):
            return {**self.speaker.reply("which_language", language), "buttons": self.speaker.language_buttons()}
        extras = Extras(confidence=confidence(tracker))
        now = moment_of(metadata(tracker))
        if topic == "out_of_scope":
            extras = self._phone_extras(language, tracker)
            topic = "handover" if unclear_in_a_row(tracker) >= PATIENCE else topic
        if lines:
            extras.points = [self.speaker.line_text(name, language, now) for name in lines]
            extras.links = lines
        self._add_urgent(topic, language, tracker, extras)
        return self.speaker.reply(topic, language, extras)

    def _uncertain(self, language: str, tracker: DialogueStateTracker) -> Reply:
        extras = self._phone_extras(language, tracker)
        extras.topics = suggested_topics(tracker)
        self._add_urgent("uncertain", language, tracker, extras)
        topic = "handover" if unclear_in_a_row(tracker) >= PATIENCE else "uncertain"
        return self.speaker.reply(topic, language, extras)

    def _phone_extras(self, language: str, tracker: DialogueStateTracker) -> Extras:
        """The line to call now: the first that speaks the language, open ones first."""
        now = moment_of(metadata(tracker))
        line = next(s.line for s in self.speaker.open_lines(language, now) if not s.line.always_open)
        sentence = self.speaker.line_text(line.key, language, now)
        return Extras(points=[sentence], links=[line.key], confidence=confidence(tracker))

    def _add_urgent(self, topic: str, language: str, tracker: DialogueStateTracker, extras: Extras) -> None:
        """Names the loss or scam line in whatever is said, unless the answer itself does."""
        for urgent in urgent_topics(tracker):
            if topic in REASSURED[urgent]:
                continue
            line = URGENT_LINES[urgent]
            extras.notes.insert(0, self.speaker.say(self.speaker.answers[urgent].lead, language))
            extras.links.insert(0, line)


def conversation_language(tracker: DialogueStateTracker) -> str:
    """The language slot, else the page's or profile's first guess, else the original."""
    language = tracker.get_slot("language") or metadata(tracker).get("language")
    return language if language in LANGUAGES else ORIGINAL


def metadata(tracker: DialogueStateTracker) -> dict[str, Any]:
    """The metadata of the visitor's last message."""
    return (tracker.latest_message.metadata if tracker.latest_message else None) or {}


def confidence(tracker: DialogueStateTracker) -> float:
    """How sure the classifier was of the last message."""
    message = tracker.latest_message
    return float(message.intent.get("confidence") or 0.0) if message else 1.0


def entity_values(tracker: DialogueStateTracker, name: str) -> list[str]:
    """The values of an entity in the last message."""
    entities = tracker.latest_message.entities if tracker.latest_message else []
    return [entity["value"] for entity in entities if entity["entity"] == name]


def urgent_topics(tracker: DialogueStateTracker) -> list[str]:
    """What the safety net caught in the last message."""
    return [topic for topic in entity_values(tracker, "urgent") if topic in URGENT_LINES]


def requested(tracker: DialogueStateTracker) -> bool:
    """Whether the last message named a language, in words or by a button."""
    message = tracker.latest_message
    is_button = bool(message and message.text and message.text.startswith("/"))
    return bool(entity_values(tracker, "language" if is_button else "requested_language"))


def suggested_topics(tracker: DialogueStateTracker) -> list[str]:
    """The likeliest topics of the last message that have an answer of their own."""
    ranking = (tracker.latest_message.parse_data or {}).get("intent_ranking", []) if tracker.latest_message else []
    names = [entry["name"] for entry in ranking]
    return [name for name in names if name not in UNCLEAR | DIALOGUE][:SUGGESTIONS]


def unclear_in_a_row(tracker: DialogueStateTracker) -> int:
    """How many of the last messages the desk could not answer, without a break."""
    count = 0
    for event in reversed(tracker.events):
        if isinstance(event, UserUttered):
            if event.intent.get("name") not in UNCLEAR:
                break
            count += 1
    return count
