"""Answers a question that comes in the middle of a form; the form then asks again."""

from __future__ import annotations

from collections.abc import Sequence

from rasa.core.policies.policy import Policy, PolicyPrediction
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.shared.constants import DEFAULT_NLU_FALLBACK_INTENT_NAME
from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.dialogue.computed import AFTER
from bot.nlu.constants import ABOUT, ASKED
from bot.storage.event_redaction import Entity
from expiry.draft import ABOUT as ABOUT_RESULT
from expiry.draft import NOTES, PERSON, ROLE, Notes
from expiry.inputs import CERTIFICATE

ANSWER = "utter_answer"
ANSWERS_OF_THEIR_OWN = {"human_handoff": "action_open_lines"}
# The intent that starts each form: said again in the middle, it means "go on".
STARTS = {"expiry_form": "expiry_calculation", "kiosk_form": "kiosk_doctor"}
URGENT_INTENTS = frozenset({"lost_card", "found_card", "scam", "distress"})
QUESTION = "question"
# What is heard where somebody wishes that an end be computed, and what a bare date is told to.
ABOUT_ENDS = frozenset(
    {"card_validity", "certificate_validity", "card_renewal", "certificate_renewal", "renewal_notice"}
    | {"foreign_resident", "card_face", DEFAULT_NLU_FALLBACK_INTENT_NAME, "out_of_scope"}
)
POLITENESS = 3  # characters beside a date: です, 입니다


def concerns_form(
    form: str, asked: str | None, intent: str, entities: Sequence[Entity], awaits_role: bool = False
) -> bool:
    """Whether a message in the middle of a form is meant for the form.

    Args:
        form: the name of the form that runs.
        asked: the slot that it has asked for.
        intent: of the message.
        entities: found in it.
        awaits_role: whether the form has asked what a date is.
    """
    kinds = {entity["entity"] for entity in entities}
    words = {entity["value"] for entity in entities if entity["entity"] == "form_word"}
    if is_urgent(entities):
        return False
    if (
        any(says_to_form(word, asked, awaits_role) for word in words)
        or "date" in kinds
        or ("residence" in kinds and asked == "residence")
    ):
        return True
    if intent in URGENT_INTENTS:
        return False
    if "residence" in kinds and QUESTION not in words:
        return True
    return intent in (STARTS[form], DEFAULT_NLU_FALLBACK_INTENT_NAME)


def says_to_form(word: str, asked: str | None, awaits_role: bool) -> bool:
    """Whether a form word answers a form; what only names a date, a person or a result does where that is awaited."""
    if word.startswith(ABOUT_RESULT):
        return asked == CERTIFICATE
    return word != QUESTION and not word.startswith(PERSON) and (awaits_role or not word.startswith(ROLE))


def is_urgent(entities: Sequence[Entity]) -> bool:
    """Whether a message tells a loss or a scam in so many words."""
    return any(entity["entity"] == "urgent" and entity.get("certain") for entity in entities)


def is_set_aside(intent: str, entities: Sequence[Entity]) -> bool:
    """Whether a form waits until it is asked to go on: after a loss or a scam nobody is asked for dates."""
    return intent in URGENT_INTENTS or is_urgent(entities)


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.POLICY_WITHOUT_END_TO_END_SUPPORT, is_trainable=False)
class InterruptionPolicy(Policy):
    """Predicts the answer before the form runs, so that it comes even when the action server is dead."""

    @staticmethod
    def get_default_config() -> dict[str, int]:
        """The component's default config."""
        return {"priority": 7}  # above RulePolicy's 6, whose loops would run first

    def train(self, *args: object, **kwargs: object) -> Resource:
        """Learns nothing."""
        return self._resource

    def predict_action_probabilities(
        self,
        tracker: DialogueStateTracker,
        domain: Domain,
        rule_only_data: dict[str, object] | None = None,
        **kwargs: object,
    ) -> PolicyPrediction:
        """Predicts the interrupting answer, or nothing."""
        action = self.action_of(tracker)
        probabilities = self._default_predictions(domain)
        if action is None:
            return self._prediction(probabilities)
        probabilities[domain.index_for_action(action)] = 1.0
        return self._prediction(probabilities, is_no_user_prediction=True)

    @staticmethod
    def action_of(tracker: DialogueStateTracker) -> str | None:
        """The action that must come now, if it is ours to say."""
        form, message = tracker.active_loop_name, tracker.latest_message
        intent = str(message.intent.get("name")) if message else ""
        if form is None:
            return ACTION_LISTEN_NAME if has_failed_to_start(tracker) else started_form(tracker, intent)
        if message and tracker.latest_action_name == ANSWER and is_set_aside(intent, message.entities):
            return str(ACTION_LISTEN_NAME)
        if tracker.latest_action_name != ACTION_LISTEN_NAME or message is None:
            return None
        asked, awaits_role = tracker.get_slot("requested_slot"), has_unnamed_date(tracker.get_slot(NOTES))
        if concerns_form(form, asked, intent, message.entities, awaits_role):
            return None
        return ANSWERS_OF_THEIR_OWN.get(intent, ANSWER)


def started_form(tracker: DialogueStateTracker, intent: str) -> str | None:
    """The form that a message starts: it goes on from a result, wishes one, or tells a date after an answer on ends."""
    message = tracker.latest_message
    if message is None or tracker.latest_action_name != ACTION_LISTEN_NAME:
        return None
    known = message.metadata or {}
    if is_set_aside(intent, message.entities):
        return None
    is_wished = intent in ABOUT_ENDS and ("own_dates", "wish") in {
        (entity["entity"], entity.get("value")) for entity in message.entities
    }
    is_told = known.get(ABOUT) in ABOUT_ENDS and is_bare_date(message.text or "", message.entities)
    return "expiry_form" if known.get(ASKED) == AFTER or is_wished or is_told else None


def is_bare_date(text: str, entities: Sequence[Entity]) -> bool:
    """Whether a message is one date and nothing else."""
    dates = [entity for entity in entities if entity["entity"] == "date" and entity.get("value") != "invalid"]
    return len(dates) == 1 and len(text.strip()) - (dates[0]["end"] - dates[0]["start"]) <= POLITENESS


def has_unnamed_date(notes: Notes | None) -> bool:
    """Whether the form about dates has asked what a date is."""
    unclear = notes.get("unclear") if notes else None
    return bool(unclear and unclear.get("unnamed"))


def has_failed_to_start(tracker: DialogueStateTracker) -> bool:
    """Whether a form was to start and its action server did not answer."""
    since: list[str | None] = []
    for event in reversed(tracker.events):
        if isinstance(event, UserUttered):
            break
        since.append(event.action_name if isinstance(event, ActionExecuted) else event.type_name)
    return bool(since) and since[0] in STARTS and "active_loop" not in since
