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
    entity_values,
    last_reply,
    metadata,
    requested,
    suggested_topics,
    unclear_in_a_row,
    urgent_topics,
)
from bot.replies.expiry_question import ask
from bot.replies.expiry_result import result
from bot.replies.kiosk import ask_step, kiosk_result
from bot.replies.pins import pin_doctor
from bot.replies.turn import Turn, offer_the_others
from bot.speaker import Extras, Reply, Speaker
from bot.versions import speak

UTTER = "utter_"
ANSWER = "answer"
PATIENCE = 3  # unclear questions in a row before the desk hands over to the phone
URGENT_LINES = {"lost_card": "national_lost", "scam": "national_scam"}
# Answers that name the urgent line themselves, in words that fit their own subject.
REASSURED = {
    "lost_card": frozenset({"lost_card", "found_card", "reissue", "scam_told"}),
    "scam": frozenset({"scam", "scam_told", "lost_card"}),
}


ASK_EXPIRY, ASK_KIOSK = "utter_ask_expiry_form_", "utter_ask_kiosk_form_"
# Replies made of what an action computed: the builder, and the name of the value that the action passes.
COMPUTED = {
    "utter_expiry_result": (result, "report"),
    "utter_kiosk_result": (kiosk_result, "walk"),
    "utter_pin_doctor": (pin_doctor, "diagnosis"),
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
        return speak(conversation_language(tracker), lambda code: self._say(utter_action, code, tracker, kwargs))

    def _say(self, utter_action: str, language: str, tracker: DialogueStateTracker, values: dict[str, Any]) -> Reply:
        if utter_action in COMPUTED or utter_action.startswith((ASK_EXPIRY, ASK_KIOSK)):
            return self._computed(utter_action, language, tracker, values)
        topic = utter_action.removeprefix(UTTER)
        if topic == ANSWER:
            topic = str((tracker.latest_message or UserUttered("")).intent.get("name"))
        return self._reply(topic, language, tracker, **values)

    def _computed(
        self, utter_action: str, language: str, tracker: DialogueStateTracker, values: dict[str, Any]
    ) -> Reply:
        # In a form, only a wording counts ("stop" is no loss), and only where nothing has been said of it yet.
        certain = [] if last_reply(tracker) else urgent_topics(tracker, "certain")
        turn = Turn(
            self.speaker,
            language,
            moment_of(metadata(tracker)),
            tracker.current_slot_values(),
            warnings=tuple(self._warning(urgent, language) for urgent in certain),
            urgent_lines=tuple(URGENT_LINES[urgent] for urgent in certain),
            also_asked=tuple(entity_values(tracker, "also_asked")),
        )
        if utter_action in COMPUTED:
            build, value = COMPUTED[utter_action]
            return build(turn, values[value])
        if utter_action.startswith(ASK_EXPIRY):
            return ask(turn, utter_action.removeprefix(ASK_EXPIRY))
        return ask_step(turn, utter_action.removeprefix(ASK_KIOSK))

    def _reply(
        self, topic: str, language: str, tracker: DialogueStateTracker, lines: list[str] | None = None, **_: Any
    ) -> Reply:
        if topic == "change_language" and not requested(tracker):
            return {**self.speaker.reply("which_language", language), "buttons": self.speaker.language_buttons()}
        if topic == "change_language" and entity_values(tracker, "requested_language", "unable"):
            topic = "speaks_yours"
        now = moment_of(metadata(tracker))
        extras = Extras(links=lines or [], confidence=confidence(tracker))
        if topic in ("uncertain", "out_of_scope"):
            extras.links = [self.speaker.telephone.best_line(language, now)]
            extras.topics = suggested_topics(tracker) if topic == "uncertain" else []
            topic = "handover" if unclear_in_a_row(tracker) >= PATIENCE else topic
        if topic == "scam" and entity_values(tracker, "already_told"):
            topic = "scam_told"
        offer_the_others(self.speaker, language, entity_values(tracker, "also_asked"), extras)
        self._add_urgent(topic, language, tracker, extras)
        return self.speaker.reply(topic, language, extras, now)

    def _add_urgent(self, topic: str, language: str, tracker: DialogueStateTracker, extras: Extras) -> None:
        """Names the loss or scam line in whatever is said, first if it is likely, unless the answer itself does."""
        strong = urgent_topics(tracker, "strong")
        for urgent in reversed(urgent_topics(tracker)):  # the most urgent is put first last
            if topic in REASSURED[urgent]:
                continue
            warning = self._warning(urgent, language)
            extras.urgent_links.insert(0, URGENT_LINES[urgent])
            if urgent in strong:
                extras.points.insert(0, extras.lead or self.speaker.say(self.speaker.answers[topic].lead, language))
                extras.lead = warning
            else:
                extras.notes.insert(0, warning)

    def _warning(self, urgent: str, language: str) -> str:
        """What to do first about a loss or a scam."""
        return self.speaker.say(self.speaker.answers[urgent].lead, language)
