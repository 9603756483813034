"""A message may ask two things: its questions go through the pipeline beside it and are joined at the end."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.constants import METADATA, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.grammar.denials import beside_denials
from bot.nlu.base import StatelessComponent, add_entities
from bot.nlu.constants import (
    ALSO_ASKED,
    BESIDE,
    CHANCES,
    CORRECTED,
    LANGUAGE,
    OWN_CHANCES,
    PARTS,
    SMALL_TALK,
    TOGETHER,
    UNCLEAR,
    WHOLE,
)
from bot.nlu.ensemble import set_chances, top_topic
from bot.nlu.sentence_encoder_featurizer import is_in_form
from bot.text.normalization import normal_text
from bot.text.question_boundaries import split_questions
from knowledge.follow_ups import follow_up

LEAST = 0.5  # a question counts when its topic is at least this likely
# What a denied loss was about; said before a rest that names nothing: "not stolen, it broke".
THING = {"ja": "カードが", "en": "my card: ", "zh": "卡", "ko": "카드가 "}
SHORT = {"ja": 14, "en": 24, "zh": 8, "ko": 12}  # characters of such a rest; a longer one says what it is about
_THINGS = re.compile(
    r"card|number|カード|かーど|マイナ|住所|名前|氏名|期限|更新|証明|番号|引|address|name|pin|renew|expir|certificate|mov"
    r"|卡|地址|名|期|更新|证|密|号|搬|카드|넘버|주소|이름|기한|갱신|증명|번호|이사"
)
SURE = 0.8  # a whole message this clearly about something else is one question with its circumstances


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class QuestionSplitter(StatelessComponent):
    """Puts the questions of a message behind it, as messages of their own."""

    def process(self, messages: list[Message]) -> list[Message]:
        """The messages, each followed by its questions if it asks several things."""
        return [one for message in messages for one in (message, *self._questions(message))]

    @staticmethod
    def _questions(message: Message) -> list[Message]:
        text, language = message.get(TEXT) or "", message.get(LANGUAGE)
        is_read = not is_in_form(message) and not text.startswith("/")
        beside = _of_the_card(beside_denials(text), language) if is_read else None
        texts = split_questions(beside or text, language) if is_read else []
        about = (message.get(METADATA) or {}).get(CORRECTED)
        together = [f"{about['text']} {text}"] if about and about["says_more"] and about["text"] else []
        parts, others, rest = (
            [Message({TEXT: part, LANGUAGE: language, WHOLE: message}) for part in kind]
            for kind in (texts, together, [beside] if beside else [])
        )
        for name, kind in ((PARTS, parts), (TOGETHER, others), (BESIDE, rest)):
            message.set(name, kind)
        return [*parts, *others, *rest]


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class QuestionJoiner(StatelessComponent):
    """Has the first question decide the intent, and says the others as entities."""

    def process(self, messages: list[Message]) -> list[Message]:
        """The messages without the questions put behind them."""
        whole = [message for message in messages if message.get(WHOLE) is None]
        for message in whole:
            for rest in message.get(BESIDE) or []:
                set_chances(message, rest.get(CHANCES))
            message.set(OWN_CHANCES, message.get(CHANCES))
            self._join(message)
            message.set(BESIDE, None)
        return whole

    def _join(self, message: Message) -> None:
        questions = message.get(PARTS) or []
        topics = asked_topics([(one.get(TEXT), top_topic(one)) for one in questions])
        topic, probability = top_topic(message)
        if len(topics) < 2 or (topic not in topics and probability >= SURE):
            return
        add_entities(message, self, [{"entity": ALSO_ASKED, "value": topic} for topic in topics[1:]])
        first = next(one for one in questions if top_topic(one)[0] == topics[0])
        set_chances(message, first.get(CHANCES))


def _of_the_card(rest: str | None, language: str | None) -> str | None:
    """What is said beside a denial, with the thing that the denial was about: "(not stolen,) it broke"."""
    if not rest or language not in THING or len(rest) > SHORT[language] or _THINGS.search(normal_text(rest).casefold()):
        return rest
    return THING[language] + rest


def asked_topics(questions: Sequence[tuple[str, tuple[str, float]]]) -> list[str]:
    """The different topics of questions that are clear enough; a bare follow-up belongs to the one before it.

    >>> asked_topics([("更新は?", ("certificate_renewal", 0.9)), ("いくら?", ("konbini_fees", 0.6))])
    ['certificate_renewal', 'konbini_fees']
    """
    topics: list[str] = []
    for text, (topic, probability) in questions:
        leans = bool(topics) and follow_up(text, topics[-1]) is not None
        if probability >= LEAST and topic not in SMALL_TALK | UNCLEAR and topic not in topics and not leans:
            topics.append(topic)
    return topics
