"""Reads questions written in kana only ("あんしょうばんごう わすれた"), as many old people type.

The encoders know the words in Chinese characters. Which word a reading stands for is learnt from the training
questions: Sudachi tells the reading of each of their words.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

import regex
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.constants import METADATA, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.i18n.languages import ORIGINAL
from bot.nlu.base import TrainedComponent
from bot.nlu.constants import LANGUAGE, READ_TEXT, WARD, WHOLE
from bot.nlu.language_identifier import language_of
from bot.text.japanese import sudachi
from bot.text.normalization import hiragana, normal_text
from bot.text.scripts import HIRAGANA, count_scripts
from knowledge.ward_names import read_ward

SHORTEST_READING = 3  # kana; shorter ones stand for too many words
MOST_READ = 400  # characters that are looked up: the encoders read fewer, and the looking up is slow
_HIRAGANA = {katakana: katakana - 0x60 for katakana in range(ord("ァ"), ord("ヶ") + 1)}
_KANA_RUN = regex.compile(f"[{HIRAGANA}ー]+")
_CONTENT = ("名詞", "動詞", "形状詞", "感動詞")


def learn_readings(texts: Iterable[str]) -> dict[str, str]:
    """The word that each reading stands for most often in the texts, unless that is written in hiragana."""
    words: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for text in texts:
        for word in sudachi().tokenize(normal_text(text)):
            if word.is_oov():  # ナクシタ is no word, but なくした in other letters
                continue
            reading = hiragana(word.reading_form())
            if len(reading) >= SHORTEST_READING and word.part_of_speech()[0] in _CONTENT:
                words[reading][word.surface()] += 1
    best = {reading: surfaces.most_common(1)[0][0] for reading, surfaces in words.items()}
    return {
        reading: word
        for reading, word in best.items()
        if _KANA_RUN.fullmatch(reading) and not _KANA_RUN.fullmatch(word)
    }


def read_run(run: str, readings: Mapping[str, str], longest: int) -> str:
    """Replaces the longest known readings in a run of kana, from left to right."""
    out, place = [], 0
    while place < len(run):
        for length in range(min(longest, len(run) - place), SHORTEST_READING - 1, -1):
            word = readings.get(run[place : place + length])
            if word:
                out.append(word)
                place += length
                break
        else:
            out.append(run[place])
            place += 1
    return "".join(out)


def read_kana(text: str, readings: Mapping[str, str]) -> str:
    """Writes a kana-only text with the words its readings stand for; other texts stay.

    >>> read_kana("あんしょうばんごう わすれた", {"あんしょうばんごう": "暗証番号", "わすれ": "忘れ"})
    '暗証番号 忘れた'
    >>> read_kana("暗証番号わすれた", {"わすれ": "忘れ"})
    '暗証番号わすれた'
    """
    counts = count_scripts(text)
    if not counts["kana"] or counts["han"] or counts["hangul"]:
        return text
    longest = max(map(len, readings), default=0)
    kana = hiragana(text)
    read: str = _KANA_RUN.sub(lambda match: read_run(match.group(), readings, longest), kana[:MOST_READ])
    return read + kana[MOST_READ:]


def in_every_ward(message: Message) -> str:
    """A message's text with the ward's name said as every ward's; training questions hold no name."""
    text, ward = message.get(TEXT) or "", ((message.get(WHOLE) or message).get(METADATA) or {}).get(WARD)
    return read_ward(text, message.get(LANGUAGE) or ORIGINAL, ward) if ward else text


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=True)
class KanaReader(TrainedComponent):
    """Gives kana-only messages, and those that name the ward, a text that the encoders know."""

    _model: dict[str, str]

    def train(self, training_data: TrainingData) -> Resource:
        """Learns the readings of the Japanese questions' words."""
        japanese = [e.get(TEXT) for e in training_data.intent_examples if language_of(e) == ORIGINAL]
        return self.keep(learn_readings(japanese))

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Reads the training questions as messages are read later."""
        self.process([example for example in training_data.training_examples if example.get(TEXT)])
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        """Sets what the encoders read."""
        for message in messages:
            message.set(READ_TEXT, read_kana(in_every_ward(message), self._model))
        return messages
