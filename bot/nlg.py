"""Speaks a response in the conversation's language, from the catalogues and the facts."""

from __future__ import annotations

from typing import Any

from rasa.core.nlg.generator import NaturalLanguageGenerator
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig

from bot.clock import moment_of
from bot.last_message import (
    confidence,
    conversation_language,
    metadata,
    requested,
    suggested_topics,
    unclear_in_a_row,
    urgent_topics,
)
from bot.speaker import Extras, Reply, Speaker

UTTER = "utter_"
ANSWER = "answer"
PATIENCE = 3  # unclear questions in a row before the desk hands over to the phone
URGENT_LINES = {"lost_card": "national_lost", "scam": "national"}
# Answers that name the urgent line themselves, in words that fit their own subject.
REASSURED = {
    "lost_card": frozenset({"lost_card", "found_card", "reissue", "card_safety"}),
    "scam": frozenset({"scam", "lost_card"}),
}


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
