"""BM25 over the training questions, one index a language; a topic is as good as its best question."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import bm25s
import Stemmer

from benchmarks.compare.cases import OUT_OF_SCOPE, Case
from bot.i18n.languages import LANGUAGES
from bot.nlu.multilingual_tokenizer import japanese_words
from bot.text.normalization import normal_text

RANKED = 10  # topics in a ranking, as in the desk's own


def tokens(text: str, language: str) -> list[str]:
    """Words: Sudachi's normal forms (ja), stems (en), pairs of characters as Lucene's CJK analyser makes them (zh, ko).

    >>> tokens("cards", "en") == tokens("card", "en")
    True
    """
    text = normal_text(text).casefold()
    if language == "ja":
        return [word[2] for word in japanese_words(text)]
    if language == "en":
        words = "".join(letter if letter.isalnum() else " " for letter in text).split()
        return [str(stem) for stem in Stemmer.Stemmer("english").stemWords(words)]
    return [run[place : place + 2] for run in text.split() for place in range(max(1, len(run) - 1))]


def keep_questions(folder: Path, questions: Sequence[Case]) -> None:
    """Writes the questions where `build` reads them."""
    rows = [{"language": one.language, "text": one.text, "topic": min(one.right)} for one in questions]
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "questions.json").write_text(json.dumps(rows, ensure_ascii=False), encoding="utf-8")


def build(folder: Path) -> Path:
    """Indexes each language; gives the folder of the indexes."""
    for language, rows in kept_questions(folder).items():
        index = bm25s.BM25()
        index.index([tokens(row["text"], language) for row in rows], show_progress=False)
        index.save(folder / "index" / language)
    return folder / "index"


def kept_questions(folder: Path) -> dict[str, list[dict[str, str]]]:
    """The kept questions of each language."""
    rows = json.loads((folder / "questions.json").read_text(encoding="utf-8"))
    languages = [language for language in LANGUAGES if any(row["language"] == language for row in rows)]
    return {language: [row for row in rows if row["language"] == language] for language in languages}


def load_parser(folder: Path) -> Callable[[str, str], dict[str, Any]]:
    """A parser that is told the language."""
    questions = kept_questions(folder)
    indexes = {language: bm25s.BM25.load(folder / "index" / language) for language in questions}

    def parse(text: str, language: str) -> dict[str, Any]:
        words = tokens(text, language)
        scores = indexes[language].get_scores(words) if words else []
        best: dict[str, float] = {}
        for row, score in zip(questions[language], scores, strict=False):  # no words, no scores
            best[row["topic"]] = max(best.get(row["topic"], 0.0), float(score))
        ranking = [{"topic": topic} for topic in sorted(best, key=lambda topic: -best[topic])[:RANKED]]
        nothing = not any(best.values())
        topic = OUT_OF_SCOPE if nothing else ranking[0]["topic"]
        return {"topic": topic, "ranking": ranking, "fallback": topic == OUT_OF_SCOPE, "language": None}

    return parse
