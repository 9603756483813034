"""Topics for what an agent is typing: by its words within a millisecond, in a pause by the encoders too.

Why so: docs/decisions/0024.
"""

from __future__ import annotations

import hmac
import secrets
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from cachetools import LRUCache
from rasa.nlu.constants import TOKENS_NAMES
from rasa.shared.nlu.constants import METADATA, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.copilot.dialogues import with_dialogues
from bot.copilot.topics import KIOSK, LED_TO, REFUSED
from bot.dialogue.agent import GuardedAgent
from bot.dialogue.preprocessing import pass_gate
from bot.grammar.language_choice import language_by_letters
from bot.i18n.languages import ORIGINAL
from bot.insights.wording_similarity import Wordings
from bot.nlu.constants import CHANCES, LANGUAGE, SMALL_TALK, UNCLEAR, WARD
from bot.nlu.explainer import Explainer
from bot.nlu.kana_reader import KanaReader
from bot.nlu.multilingual_tokenizer import MultilingualTokenizer
from bot.nlu.safety_net import urgent_topics
from bot.nlu.sentence_encoder_featurizer import SentenceEncoderFeaturizer
from bot.nlu.topic_classifier import TopicClassifier
from bot.nlu.word_classifier import WordClassifier
from bot.replies.builder import all_topics
from bot.text.normalization import normal_text
from bot.text.scripts import count_scripts, japanese_only, looks_chinese
from bot.text.well_formed import well_formed

MOST = 5  # suggestions
LEAST_LETTERS = {"latin": 3, "other": 2}  # fewer are no question yet
KEPT = 4096  # masked texts whose suggestions are remembered: the same beginnings come again and again
WORDS = (MultilingualTokenizer, KanaReader, WordClassifier)
ENCODERS = (SentenceEncoderFeaturizer, TopicClassifier)  # each is there twice, and reads only what is in doubt
NO_ANSWERS = SMALL_TALK | UNCLEAR  # topics that nobody calls about


@dataclass(frozen=True)
class Suggestion:
    """One topic: how likely it is, and the training question that is worded most alike (None where there is none)."""

    topic: str
    confidence: float
    question: str | None


@dataclass(frozen=True)
class Suggested:
    """What was suggested for a text, and the caller's language after it."""

    language: str
    topics: tuple[Suggestion, ...]


class Step(Protocol):
    """A component of the pipeline."""

    def process(self, messages: list[Message]) -> list[Message]:
        """Changes messages."""


class Suggestions:
    """Suggests topics with a part of the desk's own model."""

    def __init__(self, agent: GuardedAgent) -> None:
        """Finds the components and the training questions in the model."""
        components, self._ward = agent.processor.components(), agent.speaker.ward
        self._quick = [one for one in components if isinstance(one, WORDS)]
        self._whole = [one for one in components if isinstance(one, WORDS + ENCODERS)]
        self._questions = Wordings(next(one for one in components if isinstance(one, Explainer)).questions)
        # By a digest: what was heard is not kept.
        self._remembered: LRUCache[bytes, tuple[Suggestion, ...]] = LRUCache(KEPT)
        self._key = secrets.token_bytes(32)

    def suggest(self, text: str, spoken: str, has_paused: bool = False) -> Suggested:
        """The likeliest topics of a text, up to five.

        Args:
            text: what was typed so far.
            spoken: the caller's language so far; only a clear sentence in another one changes it.
            has_paused: whether the agent waits, so that the encoders may be asked too.
        """
        gated = pass_gate(well_formed(text), all_topics())
        read = " ".join(normal_text(gated.text).split())
        if gated.refusal or not is_long_enough(read):
            return Suggested(spoken, ())
        key = hmac.digest(self._key, f"{has_paused} {read.casefold()}".encode(), "sha256")
        topics = self._remembered.get(key)
        if topics is None:
            topics = self._remembered[key] = self._work_out(read, self._whole if has_paused else self._quick)
        # The caller's language changes with a sentence only; what an agent types most are words (紛失, 手数料).
        return Suggested(language_by_letters(read, spoken) or spoken, topics)

    def _work_out(self, text: str, steps: Sequence[Step]) -> tuple[Suggestion, ...]:
        readings = [read_by(steps, text, language, self._ward) for language in languages_to_try(text)]
        surest = max(readings, key=lambda one: max(likeliest([one]).values(), default=0.0))
        language, chances = str(surest.get(LANGUAGE)), likeliest(readings)
        urgent = [topic for topic in urgent_topics(text, normal_forms(surest)) if topic in chances]
        ranked = sorted(chances, key=lambda topic: (topic not in urgent, -chances[topic]))[:MOST]
        topics = with_dialogues(ranked, urgent, text)[:MOST]
        if topics[:1] == [KIOSK]:  # caught by its wording, as in the chat: as likely as the likeliest
            chances[REFUSED] = max(chances.values())
        chances.update({dialogue: chances.get(topic, 0.0) for dialogue, topic in LED_TO.items()})
        return tuple(Suggestion(one, chances[one], self._questions.nearest(text, one, language)) for one in topics)


def read_by(steps: Iterable[Step], text: str, language: str, ward: str) -> Message:
    """The message as these components of the pipeline leave it.

    Args:
        steps: of the pipeline, in its order.
        text: what was typed.
        language: in which it is read.
        ward: the served one, whose name is read as every ward's.
    """
    message = Message({TEXT: text, LANGUAGE: language, METADATA: {WARD: ward}})
    for step in steps:
        step.process([message])
    return message


def languages_to_try(text: str) -> list[str]:
    """The languages to read a text in: its letters tell; some Han characters may be Chinese or Japanese.

    >>> [languages_to_try(text) for text in ("카드 lost", "カード 紛失", "我的カード", "卡丢了", "紛失", "lost card")]
    [['ko'], ['ja'], ['zh'], ['zh'], ['ja', 'zh'], ['en']]
    """
    scripts = count_scripts(text)
    if scripts["hangul"]:
        return ["ko"]
    if not scripts["han"] and not scripts["kana"]:
        return ["en"]
    if looks_chinese(text):
        return ["zh"]
    return [ORIGINAL] if scripts["kana"] or japanese_only(text) else [ORIGINAL, "zh"]


def likeliest(readings: Iterable[Message]) -> dict[str, float]:
    """The probability of each topic that has an answer to read out, the higher one of several readings."""
    found: defaultdict[str, float] = defaultdict(float)
    for message in readings:
        for topic, chance in (message.get(CHANCES) or {}).items():
            if topic not in NO_ANSWERS:
                found[topic] = max(found[topic], float(chance))
    return found


def normal_forms(message: Message) -> str:
    """The normal forms of a message's words, for the safety net."""
    return "".join(token.lemma for token in message.get(TOKENS_NAMES[TEXT]) or [])


def is_long_enough(text: str) -> bool:
    """Whether a text can be a question yet.

    >>> [is_long_enough(text) for text in ("ca", "car", "紛", "紛失", "카드")]
    [False, True, False, True, True]
    """
    scripts = count_scripts(text)
    others = sum(scripts[name] for name in ("hangul", "kana", "han"))
    letters = sum(character.isalpha() for character in text)
    return others >= LEAST_LETTERS["other"] or letters >= LEAST_LETTERS["latin"]
