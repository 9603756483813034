"""Says what a response is: a reply without a language, which the channel then writes (bot/replies/reply.py)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypedDict, cast

from rasa.core.nlg.generator import NaturalLanguageGenerator
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.exceptions import RasaException
from rasa.utils.endpoints import EndpointConfig

from bot.clock import moment_of
from bot.dialogue.alarms import REASSURED, lasting_alarm, name_lines
from bot.dialogue.circumstances import TELEPHONED, UNCLEAR_TOPICS, fitting
from bot.dialogue.easy_japanese import again, with_offer
from bot.dialogue.tracker_queries import (
    confidence,
    conversation_language,
    entity_values,
    last_answer,
    last_reply,
    lasting_circumstances,
    metadata,
    requested,
    suggested_topics,
    told_lately,
    unclear_in_a_row,
    urgent_topics,
    written_for,
)
from bot.grammar.circumstances import ABROAD, NO_VOICE
from bot.i18n.languages import ORIGINAL
from bot.i18n.phrases import ABOUT_WORD, LIKELY, LIKELY_LEAD, NONE_OF_THESE, UNFOUND
from bot.nlu.constants import ASPECT, CHOICE, CIRCUMSTANCE, DOUBT, EASY_AGAIN, PART
from bot.nlu.safety_net import DISTRESS
from bot.replies.builder import Extras
from bot.replies.context import Context, button, note, offer_the_others, point, say
from bot.replies.expiry_question import RESUME, ask
from bot.replies.expiry_result import build_result
from bot.replies.kiosk import ask_step, kiosk_result
from bot.replies.pins import pin_doctor
from bot.replies.reply import Given, Reply, Text, for_every_reader
from bot.replies.speaker import Speaker
from bot.replies.stored import GivenJson, given_to_json
from knowledge.answers import GENERAL, UNTOLD
from knowledge.aspects import Aspect
from knowledge.kinds import Kind
from knowledge.lines import BEST_LINE, EVERY_LINE

UTTER = "utter_"
ANSWER = "answer"
CLEAR = 0.6  # a topic less likely is not what somebody asks who first says that they cannot telephone
PATIENCE = 3  # unclear questions in a row before the desk hands over to the phone
ASK_EXPIRY, ASK_KIOSK = "utter_ask_expiry_form_", "utter_ask_kiosk_form_"
# Replies made of what an action computed: the builder, and the name of the value that the action passes.
COMPUTED: dict[str, tuple[Callable[..., Reply], str]] = {
    "utter_expiry_result": (build_result, "report"),
    "utter_kiosk_result": (kiosk_result, "walk"),
    "utter_pin_doctor": (pin_doctor, "diagnosis"),
}


class Said(TypedDict):
    """A response as Rasa carries it; the text is the channel's."""

    text: str
    custom: GivenJson


@dataclass(frozen=True)
class Occasion:
    """What a response is made for.

    Attributes:
        tracker: the conversation, up to the message.
        now: the reply's moment, with a time zone.
        is_foreign: whether for readers of other languages than Japanese.
        values: what the action passes along.
        alarm: the loss or scam answered a few messages ago; None without one.
    """

    tracker: DialogueStateTracker
    now: datetime
    is_foreign: bool
    values: Mapping[str, object]
    alarm: str | None


class CatalogueNLG(NaturalLanguageGenerator):
    """Rasa's NLG over our catalogues; `utter_<topic>` says an answer, `utter_answer` the intent's."""

    def __init__(self, endpoint_config: EndpointConfig, domain: Domain | None = None) -> None:
        self.speaker = Speaker(endpoint_config.kwargs["ward"])

    async def generate(
        self, utter_action: str, tracker: DialogueStateTracker, output_channel: str, **kwargs: object
    ) -> Said:
        """Generates a response: a reply as it is kept, and the conversation's language."""
        now, alarm = moment_of(metadata(tracker)), lasting_alarm(tracker)  # the same for every reader
        reply = for_every_reader(
            lambda is_foreign: self._reply(utter_action, Occasion(tracker, now, is_foreign, kwargs, alarm))
        )
        given = Given.to(reply, written_for(conversation_language(tracker), metadata(tracker)))
        return message_of(with_offer(given, tracker))

    def _reply(self, utter_action: str, occasion: Occasion) -> Reply:
        if utter_action in COMPUTED or utter_action.startswith((ASK_EXPIRY, ASK_KIOSK)):
            return self._computed(utter_action, occasion)
        topic = utter_action.removeprefix(UTTER)
        if topic == ANSWER:
            topic = str((occasion.tracker.latest_message or UserUttered("")).intent.get("name"))
        return self._still_alarmed(self._answer(topic, occasion), occasion)

    def _still_alarmed(self, reply: Reply, occasion: Occasion) -> Reply:
        """Names the line of a loss or a scam told a few messages ago, unless the answer is about that or names it."""
        if occasion.alarm is None or reply.topic in REASSURED[occasion.alarm] | {DISTRESS}:
            return reply
        answer = fitting(occasion.alarm, lasting_circumstances(occasion.tracker))
        return name_lines(reply, self.speaker.answer(answer, occasion.is_foreign, occasion.now).phone_lines)

    def _computed(self, utter_action: str, occasion: Occasion) -> Reply:
        # In a form, only a wording counts ("stop" is no loss), and only where nothing has been said of it yet.
        tracker = occasion.tracker
        certain = [] if last_reply(tracker) else urgent_topics(tracker, "certain")
        answers = [self.speaker.answer(urgent, occasion.is_foreign, occasion.now) for urgent in certain]
        context = Context(
            self.speaker,
            occasion.is_foreign,
            occasion.now,
            tracker.current_slot_values(),
            warnings=tuple(Text(answer.lead) for answer in answers),
            urgent_lines=tuple(line for answer in answers for line in answer.phone_lines),
            also_asked=tuple(entity_values(tracker, "also_asked")),
        )
        if utter_action in COMPUTED:
            build, value = COMPUTED[utter_action]
            return build(context, occasion.values[value])
        if utter_action.startswith(ASK_EXPIRY):
            return ask(context, utter_action.removeprefix(ASK_EXPIRY))
        return ask_step(context, utter_action.removeprefix(ASK_KIOSK))

    def _answer(self, topic: str, occasion: Occasion) -> Reply:
        tracker = occasion.tracker
        before = last_answer(tracker, self.speaker.topics) if metadata(tracker).get(EASY_AGAIN) else None
        if topic == "change_language" and before:
            return again(before, occasion.now)
        if topic == "change_language" and not requested(tracker):
            asked = self.speaker.build_for("which_language", occasion.is_foreign, Extras(), occasion.now)
            return replace(asked, buttons=tuple(self.speaker.language_buttons()))
        if topic == "change_language" and entity_values(tracker, "requested_language", "unable"):
            topic = "speaks_yours"
        if topic == "scam" and told_lately(tracker):
            topic = "scam_told"
        if calls_from_abroad(occasion):
            return self.speaker.build_for(ABROAD, occasion.is_foreign, Extras(), occasion.now)
        aspect = next(iter(entity_values(tracker, ASPECT)), None)
        if aspect and self._tells_apart(topic, Aspect(aspect), tracker):
            return self._aspect(topic, Aspect(aspect), occasion)
        if topic not in self.speaker.answers:  # of an action server of another version
            raise RasaException(f"There is no answer {topic!r}.")
        extras = Extras(links=self._named_lines(occasion), confidence=confidence(tracker))
        if not self.speaker.answers[topic].urgent:  # an alarm comes first whatever is asked
            extras.asked = [name for name in asked_of(topic, tracker) if name not in (UNTOLD, GENERAL)]
        if topic in ("uncertain", "out_of_scope"):
            extras.links = [BEST_LINE]
            chosen = entity_values(tracker, CHOICE)
            if topic == "uncertain":
                extras.topics = chosen or calm_first(suggested_topics(tracker), tracker)
                extras.ways_out = [button(NONE_OF_THESE, "/none_of_these")]
            if chosen:
                word = (tracker.latest_message or UserUttered("")).text or ""
                extras.lead = (Text(ABOUT_WORD, {"word": word.strip()}),)
            topic = "handover" if unclear_in_a_row(tracker) >= PATIENCE else topic
        found = entity_values(tracker, CIRCUMSTANCE)
        asked_topic, topic = topic, self._fitted(topic, occasion)
        if topic != asked_topic:  # nobody is given a number to call who cannot
            extras.links, extras.asked = [], ()
        offer_the_others(self.speaker, entity_values(tracker, "also_asked"), extras)
        if entity_values(tracker, DOUBT) and topic not in (*UNCLEAR_TOPICS, NO_VOICE):
            self._add_neighbours(topic, occasion, extras)
        self._add_urgent(topic, occasion, extras)
        self._add_ways(topic, found, extras)
        if tracker.active_loop_name and self.speaker.answers[topic].urgent:  # the form waits: InterruptionPolicy
            extras.buttons.append(button(RESUME))
        return self.speaker.build_for(topic, occasion.is_foreign, extras, occasion.now)

    def _fitted(self, topic: str, occasion: Occasion) -> str:
        """The answer to a topic that fits what the visitor tells of themselves, or told a few messages ago."""
        tracker, alarm = occasion.tracker, occasion.alarm
        found = entity_values(tracker, CIRCUMSTANCE)
        if alarm and NO_VOICE in found and topic not in REASSURED[alarm]:
            topic = alarm  # the line that was just named is the one that cannot be called
        topic = fitting(topic, found if topic in UNCLEAR_TOPICS else [*found, *lasting_circumstances(tracker)])
        is_calm = not self.speaker.answers[topic].urgent  # of what is not clear, the way to ask matters more
        return NO_VOICE if NO_VOICE in found and is_calm and confidence(tracker) < CLEAR else topic

    def _named_lines(self, occasion: Occasion) -> list[str]:
        """The lines that an action names; EVERY_LINE is each that speaks the conversation's language."""
        names = cast("Sequence[str]", occasion.values.get("lines") or ())
        language = conversation_language(occasion.tracker)
        every = self.speaker.telephone.general_lines(language, occasion.now) if EVERY_LINE in names else []
        return [line for name in names for line in (every if name == EVERY_LINE else [name])]

    def _tells_apart(self, topic: str, aspect: Aspect, tracker: DialogueStateTracker) -> bool:
        """Whether an aspect is told alone; a bare "what now?" after an alarm gets all of it again."""
        if topic not in self.speaker.topics:
            return False
        is_again = aspect is Aspect.HOW and self.speaker.answers[topic].urgent
        return not is_again or bool(asked_of(topic, tracker, "sure"))

    def _aspect(self, topic: str, aspect: Aspect, occasion: Occasion) -> Reply:
        given = last_answer(occasion.tracker, {topic})
        before = given.reply.for_reader("" if occasion.is_foreign else ORIGINAL) if given else None
        reply = self._of_aspect(topic, aspect, before, occasion)
        is_repeated = before is not None and before.of_kind(Kind.LEAD) == reply.of_kind(Kind.LEAD)
        if aspect is Aspect.DETAIL and is_repeated:  # what was just told cannot be what is asked now
            reply = self._unfound(topic, occasion)
        return replace(reply, confidence=confidence(occasion.tracker))

    def _of_aspect(self, topic: str, aspect: Aspect, before: Reply | None, occasion: Occasion) -> Reply:
        asked = asked_of(topic, occasion.tracker, "value" if aspect is Aspect.DETAIL else "sure")
        if aspect is Aspect.DETAIL and GENERAL not in asked:
            is_clear = asked and self.speaker.tells(topic, asked, occasion.is_foreign, occasion.now)
            return self._asked(topic, asked, occasion) if is_clear else self._unfound(topic, occasion)
        if asked and GENERAL not in asked:
            return self._asked(topic, asked, occasion)
        likely = [name for name in asked_of(topic, occasion.tracker) if name != GENERAL]
        return self.speaker.build_aspect(topic, aspect, before, occasion.is_foreign, occasion.now, likely)

    def _asked(self, topic: str, asked: Sequence[str], occasion: Occasion) -> Reply:
        return self.speaker.build_asked(topic, asked, occasion.is_foreign, occasion.now)

    def _unfound(self, topic: str, occasion: Occasion) -> Reply:
        """All of an answer, after saying that nothing in it seems to be what was asked; an alarm is told as it is."""
        answer = self.speaker.answer(topic, occasion.is_foreign, occasion.now)
        unfound = Text(UNFOUND, {"title": Text(answer.title)})
        extras = Extras() if answer.urgent else Extras(lead=(unfound,), points=[point(say(answer.lead))])
        return self.speaker.build_for(topic, occasion.is_foreign, extras, occasion.now)

    def _add_neighbours(self, topic: str, occasion: Occasion, extras: Extras) -> None:
        """Says of an answer that is only likely what it answers, and offers what else may have been asked.

        An alarm is told as it is: whoever needs it must not wonder whether it is meant.
        """
        answer, tracker = self.speaker.answer(topic, occasion.is_foreign, occasion.now), occasion.tracker
        if answer.urgent:
            return
        own = self.speaker.lead(topic, extras.asked, occasion.is_foreign, occasion.now)
        extras.lead = (Text(LIKELY_LEAD, {"title": Text(answer.title)}), *own)
        extras.notes.append(note(say(LIKELY)))
        extras.topics += [one for one in suggested_topics(tracker) if one not in (topic, *extras.topics)]
        extras.ways_out = [button(NONE_OF_THESE, "/none_of_these")]

    def _add_ways(self, topic: str, found: list[str], extras: Extras) -> None:
        """Names another way beside an answer that does not: for whoever is abroad, and for whoever cannot telephone."""
        about = self.speaker.answers[topic].about or topic
        if ABROAD in found and about in TELEPHONED and topic != ABROAD:
            extras.points.append(point(say(self.speaker.answers[ABROAD].lead)))
            extras.links.append("national_ip")
        if NO_VOICE in found and not topic.endswith(NO_VOICE):
            extras.notes.append(note(say(self.speaker.answers[NO_VOICE].lead)))

    def _add_urgent(self, topic: str, occasion: Occasion, extras: Extras) -> None:
        """Names the loss or scam line in whatever is said, first if it is likely, unless the answer itself does."""
        strong = urgent_topics(occasion.tracker, "strong")
        found = entity_values(occasion.tracker, CIRCUMSTANCE)
        for urgent in reversed(urgent_topics(occasion.tracker)):  # the most urgent is put first last
            if (self.speaker.answers[topic].about or topic) in REASSURED[urgent]:
                continue
            answer = self.speaker.answer(fitting(urgent, found), occasion.is_foreign, occasion.now)
            extras.urgent_links[:0] = answer.phone_lines
            if urgent in strong:
                own = self.speaker.lead(topic, extras.asked, occasion.is_foreign, occasion.now)
                extras.points.insert(0, point(*(extras.lead or own)))
                extras.lead = (Text(answer.lead),)
            else:
                extras.notes.insert(0, note(Text(answer.lead)))


def message_of(given: Given) -> Said:
    """A given reply as Rasa carries it."""
    return {"text": "", "custom": given_to_json(given)}


def asked_of(topic: str, tracker: DialogueStateTracker, mark: str = "value") -> list[str]:
    """What the last message asks of a topic, by name; only what PartClassifier marked so, if a mark is named."""
    asked = (value.partition("/") for value in entity_values(tracker, PART, mark))
    return [name for about, _slash, name in asked if about == topic]


def calls_from_abroad(occasion: Occasion) -> bool:
    """Whether somebody who was just given the line of a loss or a scam is abroad; it may not be reached from there."""
    is_abroad = ABROAD in entity_values(occasion.tracker, CIRCUMSTANCE)
    return bool(occasion.alarm) and is_abroad and not urgent_topics(occasion.tracker)


def calm_first(topics: list[str], tracker: DialogueStateTracker) -> list[str]:
    """Topics to choose from; a loss or a scam that nothing in the message speaks of comes last."""
    heard = urgent_topics(tracker)
    return sorted(topics, key=lambda topic: topic in REASSURED and topic not in heard)
