"""Trains the model, only when something it learns from has changed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from unittest.mock import patch

from bot.settings import ROOT

MODELS = ROOT / "models"
NAME = "madoguchi"
FINGERPRINT = MODELS / f"{NAME}.fingerprint"
LEARNT_FROM = ("config.yml", "domain.yml", "data/**/*.yml", "bot/nlu/*", "requirements.lock")


def learnt_files() -> Iterable[Path]:
    """Every file that a change of which changes the model."""
    for pattern in LEARNT_FROM:
        yield from sorted(path for path in ROOT.glob(pattern) if path.is_file())


def fingerprint() -> str:
    """A hash over all that the model is made from."""
    digest = hashlib.sha256()
    for path in learnt_files():
        digest.update(str(path.relative_to(ROOT)).encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def is_trained() -> bool:
    """Whether the model at hand was made from the files as they are."""
    made = (MODELS / f"{NAME}.tar.gz").is_file() and FINGERPRINT.is_file()
    return made and FINGERPRINT.read_text() == fingerprint()


def train() -> None:
    """Trains and keeps the model with its fingerprint.

    Raises:
        RuntimeError: when Rasa reports a failure.
    """
    import rasa.model_training

    made_from = fingerprint()  # before: a file may change meanwhile
    with patch("rasa.engine.training.graph_trainer.TrainingHook", _NothingCached):
        result = rasa.model_training.train(
            domain=str(ROOT / "domain.yml"),
            config=str(ROOT / "config.yml"),
            training_files=[str(ROOT / "data")],
            output=str(MODELS),
            force_training=True,
            fixed_model_name=NAME,
        )
    if result.code != 0:
        raise RuntimeError("Training failed; the lines above say why.")
    FINGERPRINT.write_text(made_from)


class _NothingCached:
    """Stands for Rasa's hook that fingerprints what goes into and out of each component, for its cache.

    A forced training reads no cache, and one component's 32,000 questions take longer to hash than to learn from.
    """

    def __init__(self, **_parts: Any) -> None:
        """Needs nothing of what Rasa's takes."""

    def on_before_node(self, **_node: Any) -> dict[str, Any]:
        """Remembers nothing for after the node."""
        return {}

    def on_after_node(self, **_node: Any) -> None:
        """Caches nothing."""
