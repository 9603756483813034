"""The same votes on a public set: tells the categories of chatterbot-corpus, and writes docs/yardstick.md.

Run with `make yardstick`. The set is small talk and general knowledge in all four languages (BSD licence), from a
package; its first sentences are the questions, its files the topics. Five folds, the same for every system.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import fields
from functools import cache
from importlib.metadata import distribution, version
from pathlib import Path
from typing import Any

import bm25s
import numpy as np
import numpy.typing as npt
import yaml
from sklearn.model_selection import StratifiedKFold
from tqdm import tqdm

from benchmarks.compare.bm25 import tokens
from benchmarks.compare.cases import Case
from bot.i18n.languages import LANGUAGES
from bot.nlu.encoders import encode
from bot.nlu.ensemble import mix
from bot.nlu.language_identifier import plain
from bot.nlu.multilingual_tokenizer import split_words
from bot.nlu.topic_head import TopicHead
from bot.nlu.word_classifier import WITH_WORDS
from bot.nlu.word_head import Document, WordHead
from bot.runtime.quiet_libraries import quiet_libraries
from bot.settings import ROOT
from bot.text.normalization import normal_text

FOLDERS = {"ja": "japanese", "en": "english", "zh": "chinese", "ko": "korean"}
FOLDS, LEAST, BATCH = 5, 8, 256
USE_NUMBERS = 512  # of a vector of both encoders, USE's come first
HEAD = """# A public yardstick

Written by `make yardstick`; do not edit. The desk's encoders and classifiers, settings unchanged, tell the categories
of chatterbot-corpus {version} (BSD), the one set with all four languages that ships inside a package: {questions:,}
first sentences of small talk and general knowledge, {topics} categories, 5 folds. The encoders carry over; the words do
not: their share is chosen for some 120 questions a topic and language, here there are 20, and they vote first all the
same. Whoever takes the desk's pipeline for little data should leave `WordClassifier` out. Top-1:

| | {languages} |
|---|{rule}
"""
WORDS, USE, BOTH = "words", "use", "both"
Vote = dict[str, float]
Predict = Callable[[list[Case]], list[Vote]]


def corpus() -> list[Case]:
    """Its questions: those of the categories that every language has, each text once."""
    folder = Path(str(distribution("chatterbot-corpus").locate_file("chatterbot_corpus/data")))
    cases = [
        Case("corpus", language, text, frozenset({path.stem}))
        for language, name in FOLDERS.items()
        for path in sorted((folder / name).glob("*.yml"))
        for text in {str(talk[0]) for talk in yaml.safe_load(path.read_text(encoding="utf-8"))["conversations"]}
    ]
    once = Counter((case.language, case.text.casefold()) for case in cases)
    cases = [case for case in cases if once[case.language, case.text.casefold()] == 1]
    sizes = Counter((case.language, case.right) for case in cases)
    kept = {case.right for case in cases if all(sizes[language, case.right] >= LEAST for language in LANGUAGES)}
    return sorted((case for case in cases if case.right in kept), key=lambda case: (case.language, case.text))


@cache
def pipeline() -> list[dict[str, Any]]:
    """The desk's own settings."""
    found: list[dict[str, Any]] = yaml.safe_load((ROOT / "config.yml").read_text(encoding="utf-8"))["pipeline"]
    return found


def setting(name: str) -> dict[str, Any]:
    """The settings of one of the three classifiers."""
    words, use, both = (one for one in pipeline() if "WordClassifier" in one["name"] or "share" in one)
    return {WORDS: words, USE: use, BOTH: both}[name]


def featurizer(alias: str) -> dict[str, Any]:
    """The settings of an encoder's featurizer."""
    return next(one for one in pipeline() if one.get("alias") == alias)


def settings_of(kind: type[Any], name: str) -> dict[str, Any]:
    """Those of a classifier that its head is made from."""
    return {part.name: setting(name)[part.name] for part in fields(kind) if part.name in setting(name)}


def document(case: Case) -> Document:
    """What the words of a question are counted by."""
    words = split_words(case.text, case.language) if case.language in WITH_WORDS else []
    return plain(case.text), tuple(word[2] for word in words)


def by_words(train: list[Case]) -> Predict:
    """The desk's word head of each language."""
    heads = {}
    for language in LANGUAGES:
        mine = [case for case in train if case.language == language]
        topics = [min(case.right) for case in mine]
        heads[language] = WordHead(**settings_of(WordHead, WORDS)).fit(
            [document(case) for case in mine], topics, language
        )
    return lambda cases: [heads[case.language].predict(document(case)) for case in cases]


def by_bm25(train: list[Case]) -> Predict:
    """The likest question of the language."""
    indexes, rows = {}, {}
    for language in LANGUAGES:
        rows[language] = [case for case in train if case.language == language]
        indexes[language] = bm25s.BM25()
        indexes[language].index([tokens(case.text, language) for case in rows[language]], show_progress=False)

    def predict(case: Case) -> Vote:
        scores = indexes[case.language].get_scores(tokens(case.text, case.language))
        return {min(rows[case.language][int(np.argmax(scores))].right): 1.0}

    return lambda cases: [predict(case) for case in cases]


def votes_of(head: TopicHead, vectors: npt.NDArray[np.float32], cases: list[Case]) -> list[Vote]:
    """A head's probabilities by topic."""
    rows = head.predict(vectors, [case.language for case in cases])
    return [dict(zip(head.classes, row.tolist(), strict=True)) for row in rows]


def fitted(train: list[Case], vectors: npt.NDArray[np.float32]) -> TopicHead:
    """The desk's head with its settings."""
    topics, languages = [min(case.right) for case in train], [case.language for case in train]
    return TopicHead(**settings_of(TopicHead, BOTH)).fit(vectors, topics, languages)


def together(words: Vote, use: Vote, both: Vote) -> Vote:
    """The votes of one question as the pipeline mixes them: each encoder is asked only in doubt."""
    vote = words
    for said, name, alias in ((use, USE, "use"), (both, BOTH, "e5")):
        doubt = featurizer(alias)["unless_sure"]
        vote = mix(vote, said, setting(name)["share"]) if max(vote.values()) < doubt else vote
    return vote


def right(cases: list[Case], votes: Sequence[Vote]) -> list[bool]:
    """Whether each likeliest topic is right."""
    return [max(vote, key=lambda topic: vote[topic]) in case.right for case, vote in zip(cases, votes, strict=True)]


def fold(
    cases: list[Case], vectors: npt.NDArray[np.float32], train: list[int], test: list[int]
) -> dict[str, list[bool]]:
    """What each system gets right in one fold."""
    learnt, asked = [cases[place] for place in train], [cases[place] for place in test]
    use = votes_of(fitted(learnt, vectors[train, :USE_NUMBERS]), vectors[test, :USE_NUMBERS], asked)
    e5 = votes_of(fitted(learnt, vectors[train, USE_NUMBERS:]), vectors[test, USE_NUMBERS:], asked)
    both = votes_of(fitted(learnt, vectors[train]), vectors[test], asked)
    words = by_words(learnt)(asked)
    votes = {
        "BM25": by_bm25(learnt)(asked),
        "words alone": words,
        "USE alone": use,
        "E5 alone": e5,
        "both encoders": both,
        "the desk's votes": [together(*votes) for votes in zip(words, use, both, strict=True)],
    }
    return {name: right(asked, vote) for name, vote in votes.items()}


def main() -> None:
    """Measures and writes."""
    quiet_libraries()
    cases = corpus()
    texts = [normal_text(case.text) for case in cases]
    parts = [texts[start : start + BATCH] for start in range(0, len(texts), BATCH)]
    vectors = np.vstack([encode(part, ["use", "e5"]) for part in tqdm(parts, desc="Encoding", unit="batch")])
    labels = [f"{case.language} {min(case.right)}" for case in cases]
    found: dict[str, dict[str, list[bool]]] = {}
    splits = StratifiedKFold(FOLDS, shuffle=True, random_state=1).split(vectors, labels)
    for train, test in tqdm(list(splits), desc="Folds", unit="fold"):
        for name, hits in fold(cases, vectors, train.tolist(), test.tolist()).items():
            for place, hit in zip(test, hits, strict=True):
                found.setdefault(name, {}).setdefault(cases[place].language, []).append(hit)
    head = HEAD.format(
        version=version("chatterbot-corpus"),
        questions=len(cases),
        topics=len({case.right for case in cases}),
        languages=" | ".join(f"{code} ({sum(case.language == code for case in cases):,})" for code in LANGUAGES),
        rule="---|" * len(LANGUAGES),
    )
    rows = [
        f"| {name} | {' | '.join(f'{np.mean(hits[code]):.3f}' for code in LANGUAGES)} |\n"
        for name, hits in found.items()
    ]
    (ROOT / "docs" / "yardstick.md").write_text(head + "".join(rows), encoding="utf-8")
    print(head + "".join(rows))


if __name__ == "__main__":
    main()
