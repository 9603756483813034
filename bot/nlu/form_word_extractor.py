"""Hears what people type instead of the value that a form asks for: "don't know", "stop", "wait", "yes"."""

from __future__ import annotations

import re
from typing import TypedDict

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from sklearn.pipeline import Pipeline

from bot.grammar.after_result import said_after
from bot.grammar.declining import SKIP, may_skip
from bot.grammar.form_questions import (
    HELP,
    WHY,
    is_not_renewed,
    is_question,
    said_of_dates,
    speaks_of_another_thing,
)
from bot.nlu.base import TrainedComponent, add_entities
from bot.nlu.constants import SMALL_TALK
from bot.nlu.example_head import fit_example_head
from bot.nlu.sentence_encoder_featurizer import is_button, is_in_form, is_plain_value
from bot.nlu.topic_classifier import sentence_vectors
from bot.settings import ROOT
from bot.text.normalization import normal_text
from bot.text.ordinals import ORDINALS
from bot.text.scripts import has_letters

FORM_WORD = "form_word"
ORDERED = ("first", "second")  # of two days, as whole messages
QUESTION, OTHER = "question", "other"
DENY = "deny"
ANSWERS = frozenset({"unknown", "affirm", "deny", "resume", QUESTION})  # what a question never is
EXAMPLES = ROOT / "data" / "form"
NO_QUESTIONS = SMALL_TALK - {"change_language"} | {"out_of_scope"}
ONE_QUESTION_IN = 12  # training questions taken as examples of questions
# A correction is seen by how the message begins; what is corrected are the dates in it.
_CORRECTION = re.compile(
    r"^\W*(?:いや|いえ|いいえ|違|ちが|間違|まちが|訂正|やっぱり|すみません|ごめん|あ[、,]|iya|chigau"
    r"|no\b|nope|sorry|wait|actually|wrong|correction|i mean|oops|not\b|it'?s not"
    r"|不对|不對|不是|错|錯|写错|打错|更正|应该|應該|啊|抱歉|对不起|對不起"
    r"|아니|아뇨|틀|정정|잘못|죄송|미안|아[,.…\s])",
    re.IGNORECASE,
)
_RESTART = re.compile(
    r"(?:最初|はじめ|初め|一)から|やり直|やりなお|start (?:over|again|from)|from the (?:start|beginning)|restart"
    r"|begin again|从头|從頭|重新(?:来|开始|算)|重来|처음부터|다시 ?(?:시작|계산|할)",
    re.IGNORECASE,
)


def shapes(text: str) -> list[str]:
    """What the form of a message shows, beside its meaning."""
    plain = normal_text(text)
    found = [word for word, pattern in (("correction", _CORRECTION), ("restart", _RESTART)) if pattern.search(plain)]
    found += [word for word, ordinal in zip(ORDERED, ORDINALS, strict=False) if ordinal.fullmatch(plain)]
    found += [SKIP] if may_skip(text) else []
    found += [DENY] if is_not_renewed(text) else []
    return found + said_after(text) + said_of_dates(text)


class FormWordConfig(TypedDict):
    """The settings of a FormWordExtractor."""

    encoders: list[str]
    threshold: float
    C: float


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=True)
class FormWordExtractor(TrainedComponent):
    """In a form, says what a message means to it as `form_word` entities."""

    _config: FormWordConfig
    _model: Pipeline

    @staticmethod
    def get_default_config() -> FormWordConfig:
        """The component's default config."""
        return {
            "encoders": ["use", "e5"],  # those of SentenceEncoderFeaturizer
            "threshold": 0.5,  # of the probability; docs/decisions/0009
            "C": 10.0,  # inverse strength of the regularisation
        }

    def train(self, training_data: TrainingData) -> Resource:
        """Learns the words from data/form, and from the training questions what a question looks like."""
        questions = [one for one in training_data.intent_examples if one.get(INTENT) not in NO_QUESTIONS]
        questions = questions[::ONE_QUESTION_IN]
        model = fit_example_head(EXAMPLES, questions, QUESTION, self._config["encoders"], self._config["C"])
        return self.keep(model)

    def process(self, messages: list[Message]) -> list[Message]:
        """Marks the words of messages that answer a form."""
        for message in messages:
            if is_in_form(message) and not (is_plain_value(message) or is_button(message)):
                self._mark(message)
        return messages

    def _mark(self, message: Message) -> None:
        text = message.get(TEXT) or ""
        words = shapes(text)
        if has_letters(text) and not set(words) & {*ORDERED, HELP, WHY, SKIP, DENY}:  # 这个能不说吗 is no stop
            words += self.meanings(message)
        if is_question(text) or speaks_of_another_thing(text):  # いくら? is no "I don't know", whatever it sounds like
            words = [QUESTION, *(word for word in words if word not in ANSWERS)]
        add_entities(message, self, [{"entity": FORM_WORD, "value": word} for word in words])

    def meanings(self, message: Message) -> list[str]:
        """The one label that is likely enough, if it is any of ours."""
        (row,) = self._model.predict_proba(sentence_vectors([message]))
        label = str(self._model.classes_[row.argmax()])
        return [label] if row.max() >= self._config["threshold"] and label != OTHER else []
