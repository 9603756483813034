"""Reads the training questions once and copies none of them (docs/decisions/0027).

Rasa reads every file twice (once for each language it is asked for), copies all questions
at each of six merges, and tells doubles by a hash of all that a message holds: 50 seconds of a training.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from types import SimpleNamespace
from unittest.mock import patch

from rasa.shared.importers import utils
from rasa.shared.nlu.constants import INTENT
from rasa.shared.nlu.training_data import training_data
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

Reader = Callable[[Iterable[str], str], TrainingData]


@contextmanager
def quick_reading() -> Iterator[None]:
    """Within it Rasa reads training data quickly. Nothing changes a question between two merges, so none is copied."""
    merging = SimpleNamespace(copy=copy.copy, deepcopy=copy.copy)
    with (
        patch.object(training_data, "copy", merging),
        patch.object(TrainingData, "sanitize_examples", staticmethod(without_doubles)),
        patch.object(utils, "training_data_from_paths", once(utils.training_data_from_paths)),
    ):
        yield


def without_doubles(examples: list[Message]) -> list[Message]:
    """The examples, each once; intents without spaces around them."""
    found: dict[str, Message] = {}
    for example in examples:
        if example.get(INTENT):
            example.set(INTENT, example.get(INTENT).strip())
        found.setdefault(repr(example.data), example)
    return list(found.values())


def once(read: Reader) -> Reader:
    """Reads the same files once, whichever language is asked for: ours name the language of each question."""
    known: dict[tuple[str, ...], TrainingData] = {}

    def read_once(paths: Iterable[str], language: str) -> TrainingData:
        names = tuple(paths)
        if names not in known:
            known[names] = read(names, language)
        return known[names]

    return read_once
