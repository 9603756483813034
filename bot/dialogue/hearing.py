"""What a message says, before the model hears it: cleaned, and after the reply that it follows."""

from __future__ import annotations

from typing import Any

from rasa.core.channels.channel import UserMessage
from rasa.shared.core.constants import REQUESTED_SLOT
from rasa.shared.core.trackers import DialogueStateTracker

from bot.clock import moment_of
from bot.dialogue.computed import AFTER
from bot.dialogue.easy_japanese import easy_signs, wish_as_button
from bot.dialogue.interruption_policy import ABOUT_ENDS
from bot.dialogue.preprocessing import MAX_CHARACTERS, Gated, chosen_reader, clean, in_language, pass_gate
from bot.dialogue.tracker_queries import (
    answered_topic,
    known_register,
    last_chances,
    last_reply,
    last_topic,
    offered_topics,
)
from bot.grammar.language_choice import language_by_letters
from bot.grammar.language_wish import requested_language
from bot.grammar.register_choice import register_of
from bot.i18n.languages import LANGUAGES, ORIGINAL, READERS
from bot.nlu.constants import (
    ABOUT,
    ALARMS,
    ASKED,
    BARE,
    CONVERSATION_LANGUAGE,
    CORRECTED,
    LANGUAGE,
    OFFERED,
    REGISTER,
    WARD,
)
from bot.replies.builder import all_topics
from bot.replies.speaker import Speaker
from bot.text.corrections import corrected
from bot.text.ordinals import chosen
from dates.reader import read_dates
from knowledge.follow_ups import bare_aspects, follow_up
from knowledge.pins import OWN_ANSWERS, load_symptoms, symptom_of

UNREAD_CHARACTERS = 4 * MAX_CHARACTERS  # a text so long is refused before anything works on it
BESIDE_FORM = {"expiry_form": "card_renewal", "kiosk_form": "konbini_conditions"}  # what a bare question is about
PIN_DOCTOR = "pin_doctor"
SHORT_CHARACTERS = 200  # "the second one", "no, I mean …" are short


def hear(
    message: UserMessage, tracker: DialogueStateTracker, speaker: Speaker, may_follow: bool, is_after: bool = False
) -> tuple[Gated, str]:
    """Puts into a message what the gate lets through and what the conversation knows; returns the language to expect.

    `may_follow` tells whether the last reply in the tracker is the last that was given, `is_after` whether the message
    goes on from the result of a form.
    """
    known = tracker.current_slot_values()
    if is_after:
        known = {**known, REQUESTED_SLOT: AFTER}
    in_form, correction = bool(known.get(REQUESTED_SLOT)), None
    if len(message.text or "") > UNREAD_CHARACTERS:
        gated = Gated("", refusal="too_long")
    else:
        text = clean(message.text) if message.text else message.text
        reader = reader_of_message(text or "", message, tracker)
        message.metadata = {**(message.metadata or {}), **({REGISTER: reader} if reader else {})}
        if text and len(text) <= MAX_CHARACTERS:
            text = wish_as_button(text)
            message.metadata |= easy_signs(text, reader, tracker, in_form)
        text = in_usual_words(in_language(text), tracker, speaker) if text else text
        if text and may_follow and not is_after and len(text) <= SHORT_CHARACTERS:
            text, correction = after_reply(text, tracker, speaker, in_form)
        is_value = in_form or (may_follow and tells_a_date(text, tracker, speaker))
        gated = pass_gate(text, all_topics(), is_value)
    message.text = gated.text
    language = prepare_metadata(message, known)
    message.metadata = {**(message.metadata or {}), WARD: speaker.ward}
    about = BESIDE_FORM.get(str(tracker.active_loop_name)) if in_form else answered_topic(tracker, speaker.topics)
    if about and may_follow and not correction:
        message.metadata[ABOUT] = about
        message.metadata[BARE] = list(bare_aspects(gated.text))
    offered = offered_topics(tracker) if may_follow and not in_form else []
    if offered:
        message.metadata[OFFERED] = offered
    if correction:
        message.metadata = {**(message.metadata or {}), CORRECTED: correction}
    return gated, language


def tells_a_date(text: str | None, tracker: DialogueStateTracker, speaker: Speaker) -> bool:
    """Whether a message of figures alone is a date, told after an answer about an end: it starts the calculation."""
    if not text or len(text) > SHORT_CHARACTERS or answered_topic(tracker, speaker.topics) not in ABOUT_ENDS:
        return False
    return bool(read_dates(text, moment_of(None).date()))


def reader_of_message(text: str, message: UserMessage, tracker: DialogueStateTracker) -> str | None:
    """For whom the answer is written, if it is in that language: by choice, by the text, as shown now, as before."""
    own = register_of(text) if len(text) <= MAX_CHARACTERS and not text.startswith("/") else chosen_reader(text)
    shown = (message.metadata or {}).get(REGISTER)
    return own or (shown if shown in READERS else None) or known_register(tracker)


def in_usual_words(text: str, tracker: DialogueStateTracker, speaker: Speaker) -> str:
    """What a button of a reply in another register sends, in the words of the language's usual one."""
    given = last_reply(tracker)
    if given is None or not given.register or len(text) > SHORT_CHARACTERS:
        return text
    return next((one["payload"] for one in speaker.buttons(given) if one["title"] == text), text)


def prepare_metadata(message: UserMessage, slots: dict[str, Any]) -> str:
    """Tells the model what the conversation knows; returns the language to expect.

    That is what is asked for or what the letters clearly say, else the conversation's language, else the channel's
    guess.
    """
    metadata = message.metadata = dict(message.metadata or {})
    if metadata.get(LANGUAGE) not in LANGUAGES:
        metadata.pop(LANGUAGE, None)
    known = {CONVERSATION_LANGUAGE: slots.get(LANGUAGE), ASKED: slots.get(REQUESTED_SLOT)}
    metadata.update({name: value for name, value in known.items() if value})
    text = "" if (message.text or "").startswith("/") else message.text or ""  # a button's letters say nothing
    in_form = bool(slots.get(REQUESTED_SLOT))
    current = slots.get(LANGUAGE) or metadata.get(LANGUAGE)
    return requested_language(text, in_form) or language_by_letters(text, current, in_form) or ORIGINAL


def after_reply(
    text: str, tracker: DialogueStateTracker, speaker: Speaker, in_form: bool
) -> tuple[str, dict[str, Any] | None]:
    """What a short message says after the last reply, and what it corrects.

    A form hears "the second one" and "no, 1991" itself, unless an alarm has set it aside; not "can somebody else go?".
    """
    if not in_form:
        meant = meant_by(text, tracker, speaker) or (pin_meant(text) if is_asked_for_pin(tracker) else None)
        return after_correction(meant or text, tracker)
    is_aside = last_topic(tracker) in ALARMS  # a form waits after them
    meant = meant_by(text, tracker, speaker) if is_aside else followed(text, tracker)
    return meant or text, None


def meant_by(text: str, tracker: DialogueStateTracker, speaker: Speaker) -> str | None:
    """The payload of the button, of those that were offered, that a message means after the last reply."""
    given = last_reply(tracker)
    return chosen(text, speaker.buttons(given) if given else [])


def is_asked_for_pin(tracker: DialogueStateTracker) -> bool:
    """Whether the last reply asked which screen or situation wants a PIN."""
    given = last_reply(tracker)
    return bool(given and any((one.payload or "").startswith(f"/{PIN_DOCTOR}{{") for one in given.reply.buttons))


def pin_meant(text: str) -> str | None:
    """What the PIN doctor is answered in words: "the long one", 病院で使うときのやつ."""
    symptom = symptom_of(text)
    if symptom is None:
        return None
    topic = load_symptoms()[symptom].topic
    return f"/{topic}" if topic in OWN_ANSWERS else f'/{PIN_DOCTOR}{{"pin_symptom": "{symptom}"}}'


def followed(text: str, tracker: DialogueStateTracker) -> str | None:
    """The payload that a bare follow-up means after the last reply."""
    topic = follow_up(text, last_topic(tracker))
    return f"/{topic}" if topic else None


def after_correction(text: str, tracker: DialogueStateTracker) -> tuple[str, dict[str, Any] | None]:
    """What a message says, and what it corrects: "no, I mean the card itself" after an answer about the certificate."""
    rest, topic = corrected(text), last_topic(tracker)
    if rest is None or topic is None:
        return text, None
    before = str(tracker.latest_message.text or "") if tracker.latest_message else ""
    before = "" if before.startswith("/") else before  # a button says no more than its topic
    about = {"topic": topic, "text": before, "chances": last_chances(tracker), "says_more": bool(rest)}
    return rest or text, about
