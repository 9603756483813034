"""Follows a visitor's wish for a language, and answers what only speaks of languages without changing it."""

from __future__ import annotations

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.constants import DEFAULT_NLU_FALLBACK_INTENT_NAME
from rasa.shared.nlu.constants import ENTITIES, INTENT, METADATA, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.grammar.language_wish import (
    is_explicit,
    is_nationality,
    knows_only,
    requested_language,
    says_more,
    speaks_of_a_name,
    speaks_of_others,
    unknown_languages,
)
from bot.nlu.base import StatelessComponent, add_entities
from bot.nlu.constants import ASKED, INTENT_RANKING, LANGUAGE, SMALL_TALK, UNCLEAR
from bot.nlu.form_word_extractor import FORM_WORD

CHANGE_LANGUAGE = "change_language"
REQUESTED = "requested_language"
FOREIGN_LINE = "contact_foreign"
NO_REQUEST = SMALL_TALK | UNCLEAR  # topics that a wish for a language is easily taken for
# Topics about languages that others speak: "is there a line in English?" is no wish for this desk's.
OF_OTHERS = frozenset(
    {FOREIGN_LINE, "contact_callcentre", "contact_national", "konbini_howto", "booklet_about", "scam"}
)
UNABLE_SAID = NO_REQUEST | {"human_handoff"}  # what "my Japanese is poor" is easily taken for
NO_STATEMENT = frozenset({CHANGE_LANGUAGE, "bot_challenge"})  # what "I am Korean" is easily taken for
LIKELY = 0.15  # a topic that is this likely is answered beside a request


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class LanguageRequestExtractor(StatelessComponent):
    """After the classifier: a request overrides the message's own language, and the topic follows what was meant."""

    def process(self, messages: list[Message]) -> list[Message]:
        """Replaces the language entity of requests, which fills the slot."""
        for message in messages:
            text = message.get(TEXT) or ""
            if text and not text.startswith("/"):
                self._hear(message, text)
        return messages

    def _hear(self, message: Message, text: str) -> None:
        in_form = bool((message.get(METADATA) or {}).get(ASKED))
        language = requested_language(text, in_form)
        topic = topic_of(message)
        if language and not (topic in OF_OTHERS and says_more(text) and not is_explicit(text)):
            self._follow(message, text, language)
        elif not language and (topic in NO_REQUEST or (not says_more(text) and (in_form or _is_unable(topic, text)))):
            self._stay(message, text, in_form)

    def _follow(self, message: Message, text: str, language: str) -> None:
        others = [entity for entity in message.get(ENTITIES, []) if entity["entity"] != LANGUAGE]
        message.set(ENTITIES, others, add_to_output=True)
        add_entities(message, self, [{"entity": name, "value": language} for name in (LANGUAGE, REQUESTED)])
        asked = also_asked(message) if says_more(text) else None
        if asked is None:
            self._only_about_languages(message)
        elif asked != topic_of(message):
            turn_to(message, asked)

    def _stay(self, message: Message, text: str, in_form: bool) -> None:
        unknown, spoken = unknown_languages(text), message.get(LANGUAGE)
        if unknown:
            self._only_about_languages(message)
            if (spoken in unknown) == knows_only(text):  # what we answer in is what they know
                add_entities(message, self, [{"entity": REQUESTED, "value": spoken, "unable": True}])
        elif speaks_of_others(text) and not speaks_of_a_name(text):
            turn_to(message, FOREIGN_LINE)
        elif speaks_of_a_name(text) or (topic_of(message) in NO_STATEMENT and is_nationality(text)):
            turn_to(message, DEFAULT_NLU_FALLBACK_INTENT_NAME)

    @staticmethod
    def _only_about_languages(message: Message) -> None:
        """The topic is the language; what a form heard in it ("I don't understand") was not meant for the form."""
        kept = [entity for entity in message.get(ENTITIES, []) if entity["entity"] != FORM_WORD]
        message.set(ENTITIES, kept, add_to_output=True)
        turn_to(message, CHANGE_LANGUAGE)


def _is_unable(topic: str, text: str) -> bool:
    """Whether a message only says which language its sender does not know."""
    return topic in UNABLE_SAID and bool(unknown_languages(text))


def topic_of(message: Message) -> str:
    """The intent's name."""
    return str((message.get(INTENT) or {}).get("name"))


def also_asked(message: Message) -> str | None:
    """The likeliest topic of a message beside its request."""
    entries = [message.get(INTENT) or {}, *(message.get(INTENT_RANKING) or [])]
    likely = [entry["name"] for entry in entries if entry.get("confidence", 0.0) >= LIKELY]
    return next((name for name in likely if name not in NO_REQUEST), None)


def turn_to(message: Message, topic: str) -> None:
    """Makes a topic the likeliest, as sure as the one that was."""
    first = {"name": topic, "confidence": (message.get(INTENT) or {}).get("confidence", 1.0)}
    rest = [entry for entry in message.get(INTENT_RANKING) or [] if entry["name"] != topic]
    message.set(INTENT, first, add_to_output=True)
    message.set(INTENT_RANKING, [first, *rest], add_to_output=True)
