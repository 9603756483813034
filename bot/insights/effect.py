"""What decided questions change: the words classifier of a language, trained without and with them (docs/copilot.md).

Run as `python -m bot.insights.effect`: reads the decided questions from the desk's database, writes one JSON list.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass

from bot.i18n.languages import LANGUAGES
from bot.insights.export import one_line
from bot.insights.review_queue import Reviews
from bot.nlu.language_identifier import plain
from bot.nlu.multilingual_tokenizer import split_words
from bot.nlu.word_classifier import WITH_WORDS, WordClassifier
from bot.nlu.word_head import Document, WordHead
from bot.settings import ROOT, read_settings
from bot.storage.engine import open_engine
from bot.validation.data import read_questions

Question = tuple[str, str]  # text and topic


@dataclass(frozen=True)
class Effect:
    """Shares of right topics in one language: on the evaluation set, and on the decided questions themselves.

    The new questions are among the training data of `after`: that share says only whether they were learnt.
    """

    language: str
    decided: int
    evaluated: int
    before: float
    after: float
    new_before: float
    new_after: float


def questions(kind: str, language: str) -> list[Question]:
    """The questions of `data/nlu` or, for evaluation, of their twins in `tests/nlu`."""
    found = []
    for path in sorted((ROOT / kind / language).glob("*.yml")):
        topic, _language, lines = read_questions(path)
        found += [(line, topic) for line in lines]
    return found


def documents(texts: Iterable[str], language: str) -> list[Document]:
    """What each text is counted by, as `bot.nlu.word_classifier.document_of` does for a message."""
    return [
        (plain(text), tuple(normal for _word, _start, normal in split_words(text, language)))
        if language in WITH_WORDS
        else (plain(text), ())
        for text in texts
    ]


def learnt(known: Sequence[Question], language: str) -> WordHead:
    """A words classifier as config.yml's defaults make it."""
    texts, topics = zip(*known, strict=True)
    return WordHead(**WordClassifier.get_default_config()).fit(documents(texts, language), topics, language)


def share(head: WordHead, asked: Sequence[Question], language: str) -> float:
    """The share of questions whose first topic is right."""
    read = documents([text for text, _topic in asked], language)
    right = 0
    for document, (_text, topic) in zip(read, asked, strict=True):
        chances = head.predict(document)
        right += max(chances, key=lambda name: chances[name]) == topic
    return right / len(asked)


def measure_effect(language: str, decided: Sequence[Question]) -> Effect:
    """Trains twice, a minute or so together, and compares."""
    known, asked = questions("data/nlu", language), questions("tests/nlu", language)
    before, after = learnt(known, language), learnt([*known, *decided], language)
    shares = [share(head, some, language) for some in (asked, decided) for head in (before, after)]
    return Effect(language, len(decided), len(asked), *shares)


def main() -> int:
    """Writes the effect in each language that has decided questions."""
    doubts = Reviews(open_engine(read_settings().store_url)).decided()
    found = []
    for code in LANGUAGES:
        decided = [(one_line(one.question), str(one.topic)) for one in doubts if one.language == code]
        found += [asdict(measure_effect(code, decided))] if decided else []
    print(json.dumps(found))
    return 0


if __name__ == "__main__":
    sys.exit(main())
