"""What a tracker tells about the visitor's last message."""

from __future__ import annotations

from collections.abc import Container, Mapping

from rasa.shared.core.events import BotUttered, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.grammar.circumstances import ABROAD, NO_VOICE
from bot.i18n.languages import LANGUAGES, ORIGINAL, REGISTERS, language_of
from bot.nlu.constants import CIRCUMSTANCE, REGISTER, SMALL_TALK, UNCLEAR
from bot.replies.builder import CHOICES
from bot.replies.reply import Given
from bot.replies.stored import given_from_json
from bot.text.well_formed import one_of

UNDECIDED = frozenset({"uncertain", "handover"})  # replies that ask back
LASTING = (NO_VOICE, ABROAD)
REMEMBERED = 4  # messages for which a topic is what the conversation is about


def conversation_language(tracker: DialogueStateTracker) -> str:
    """The language slot, else the page's or profile's first guess, else the original."""
    known = metadata(tracker)
    language = tracker.get_slot("language") or known.get("conversation_language") or known.get("language")
    return language if one_of(language, LANGUAGES) else ORIGINAL


def known_register(tracker: DialogueStateTracker) -> str | None:
    """The reader whom the visitor's last message was answered for, if it was in that language."""
    known = metadata(tracker).get(REGISTER)
    return str(known) if known else None


def written_for(language: str, known: Mapping[str, object]) -> str:
    """The reader of a reply in a language: the register of that language, where a message's metadata name it."""
    register = known.get(REGISTER)
    return str(register) if register in REGISTERS and language_of(str(register)) == language else language


def metadata(tracker: DialogueStateTracker) -> dict[str, object]:
    """The metadata of the visitor's last message."""
    return (tracker.latest_message.metadata if tracker.latest_message else None) or {}


def confidence(tracker: DialogueStateTracker) -> float:
    """How sure the classifier was of the last message."""
    message = tracker.latest_message
    return float(message.intent.get("confidence") or 0.0) if message else 1.0


def entity_values(tracker: DialogueStateTracker, name: str, mark: str = "value") -> list[str]:
    """The values of an entity in the last message; only of those that have a mark, if one is named."""
    entities = tracker.latest_message.entities if tracker.latest_message else []
    return [entity["value"] for entity in entities if entity["entity"] == name and entity.get(mark)]


def urgent_topics(tracker: DialogueStateTracker, mark: str = "value") -> list[str]:
    """What the safety net caught in the last message; `strong` or `certain` leave only what it marked so."""
    return entity_values(tracker, "urgent", mark)


def told_lately(tracker: DialogueStateTracker) -> bool:
    """Whether one of the last two messages said that a swindler has already been told, sent or paid something."""
    heard = [event for event in tracker.events if isinstance(event, UserUttered)][-2:]
    return any(entity["entity"] == "already_told" for message in heard for entity in message.entities)


def lasting_circumstances(tracker: DialogueStateTracker) -> list[str]:
    """What was told in the last few messages and stays so: that somebody cannot telephone, or is abroad."""
    heard = [event for event in tracker.events if isinstance(event, UserUttered)][-REMEMBERED:]
    told = {entity["value"] for message in heard for entity in message.entities if entity["entity"] == CIRCUMSTANCE}
    return [circumstance for circumstance in LASTING if circumstance in told]


def requested(tracker: DialogueStateTracker) -> bool:
    """Whether the last message named a language, in words or by a button."""
    message = tracker.latest_message
    is_button = bool(message and message.text and message.text.startswith("/"))
    return bool(entity_values(tracker, "language" if is_button else "requested_language"))


def last_chances(tracker: DialogueStateTracker) -> dict[str, float]:
    """The likeliest topics of the last message with their probabilities."""
    ranking = (tracker.latest_message.parse_data or {}).get("intent_ranking", []) if tracker.latest_message else []
    return {entry["name"]: entry["confidence"] for entry in ranking if entry["name"] not in UNCLEAR}


def suggested_topics(tracker: DialogueStateTracker) -> list[str]:
    """The likeliest topics of the last message that have an answer of their own."""
    return [name for name in last_chances(tracker) if name not in SMALL_TALK][:CHOICES]


def unclear_in_a_row(tracker: DialogueStateTracker) -> int:
    """How many of the last messages the desk could not answer, without a break."""
    count = 0
    for event in reversed(tracker.events):
        if isinstance(event, UserUttered):
            if event.intent.get("name") not in UNCLEAR:
                break
            count += 1
    return count


def last_reply(tracker: DialogueStateTracker) -> Given | None:
    """The last reply to the last message; None when there was none, or none of ours."""
    for event in reversed(tracker.events):
        if isinstance(event, BotUttered):
            return given_from_json(event.data.get("custom"))
        if isinstance(event, UserUttered):
            break
    return None


def replies_to(tracker: DialogueStateTracker, message_id: str) -> list[Given]:
    """The replies to one message, by the name that its channel gave it; none where one of them is known no more."""
    found: list[Given] = []
    is_of_it = False
    for event in tracker.events:
        if isinstance(event, UserUttered):
            is_of_it = event.message_id == message_id
        elif is_of_it and isinstance(event, BotUttered):
            given = given_from_json(event.data.get("custom"))
            if given is None:
                return []
            found.append(given)
    return found


def answered_topic(tracker: DialogueStateTracker, topics: Container[str]) -> str | None:
    """What the conversation is about: the topic of the last answer from a source; thanks do not change it."""
    given = last_answer(tracker, topics)
    return given.reply.topic if given else None


def last_answer(tracker: DialogueStateTracker, topics: Container[str]) -> Given | None:
    """The last reply about one of some topics, a few messages back at most."""
    heard = 0
    for event in reversed(tracker.events):
        if isinstance(event, UserUttered):
            heard += 1
            if heard > REMEMBERED:
                break
        elif isinstance(event, BotUttered):
            given = given_from_json(event.data.get("custom"))
            if given and given.reply.topic in topics:
                return given
    return None


def offered_topics(tracker: DialogueStateTracker) -> list[str]:
    """What the last reply asked whether it is meant; none where it answered something."""
    given = last_reply(tracker)
    if given is None or given.reply.topic not in UNDECIDED:
        return []
    return [button.topic for button in given.reply.buttons if button.topic]


def last_topic(tracker: DialogueStateTracker) -> str | None:
    """The topic that was answered last."""
    given = last_reply(tracker)
    return given.reply.topic if given else None
