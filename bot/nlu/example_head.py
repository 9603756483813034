"""Learns what short messages mean from lists of examples by language, beside training questions that mean otherwise."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import yaml
from rasa.shared.nlu.training_data.message import Message
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import StandardScaler

from bot.i18n.languages import LANGUAGES
from bot.nlu.encoders import encode
from bot.nlu.topic_classifier import sentence_vectors
from bot.text.normalization import normal_text


def read_examples(folder: Path) -> Iterator[tuple[str, str]]:
    """Label and text of every example in a folder of data/ that has a file a language."""
    for language in LANGUAGES:
        words = yaml.safe_load((folder / f"{language}.yml").read_text(encoding="utf-8"))["words"]
        for label, lines in words.items():
            for line in lines.splitlines():
                yield label, line.removeprefix("- ").strip()


def fit_example_head(
    folder: Path, questions: Sequence[Message], label: str, encoders: Sequence[str], strength: float
) -> Pipeline:
    """Learns the labels of a folder's examples, and one more of training questions.

    Args:
        folder: with a file a language, as `read_examples` reads it.
        questions: training questions with their sentence features.
        label: what these mean.
        encoders: those of the questions' featurizers, by name.
        strength: inverse strength of the regularisation.
    """
    labels, texts = zip(*read_examples(folder), strict=True)
    encoded = encode([normal_text(text) for text in texts], list(encoders))
    head = LogisticRegression(C=strength, max_iter=400, class_weight="balanced")
    model = make_pipeline(StandardScaler(with_std=False), head)
    return model.fit([*encoded, *sentence_vectors(questions)], [*labels, *([label] * len(questions))])
