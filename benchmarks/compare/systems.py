"""The systems that are compared; each is trained in a folder, asked, and (but for BM25) served over REST."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import yaml

from benchmarks.compare import bm25, stock
from benchmarks.compare.cases import Case, by_topic
from bot.settings import ROOT

STOCK_PYTHON = str(ROOT / ".venv-stock" / "bin" / "python")  # made by `make stock`: stock Rasa needs its own libraries
Parsed = dict[str, Any]  # topic, ranking, fallback, language: as the parse contract has them
Parser = Callable[[str, str], Parsed]  # of a text and its language, which only BM25 is told


class System(Protocol):
    """What the benchmark asks of a system."""

    title: str
    python: str  # whose libraries it runs on

    def prepare(self, folder: Path, questions: Sequence[Case]) -> None:
        """Writes what the training reads."""

    def train(self, folder: Path) -> Path:
        """Trains; gives the file of the model."""

    def parser(self, folder: Path) -> Parser:
        """Loads the model."""

    def server(self, folder: Path, port: int) -> list[str] | None:
        """The command that serves the model; None where there is no dialogue."""


@dataclass(frozen=True)
class Desk:
    """madoguchi's pipeline, whole or with one encoder alone."""

    title: str
    encoder: str | None = None
    python: str = sys.executable

    def prepare(self, folder: Path, questions: Sequence[Case]) -> None:
        """The project's own files with these questions."""
        config = yaml.safe_load((ROOT / "config.yml").read_text(encoding="utf-8"))
        for component in config["pipeline"]:
            component.pop("kept", None)  # every system's training does all of its work
        if self.encoder:
            config["pipeline"] = with_one_encoder(config["pipeline"], self.encoder)
        stock.write(folder / "config.yml", config, version=None)
        for path in (ROOT / "data" / "rules").glob("*.yml"):
            (folder / "data" / path.name).parent.mkdir(exist_ok=True)
            (folder / "data" / path.name).write_bytes(path.read_bytes())
        for language in sorted({question.language for question in questions}):
            mine = by_topic(one for one in questions if one.language == language)
            entries = [{**stock.nlu_entry(*item), "metadata": {"language": language}} for item in mine.items()]
            stock.write(folder / "data" / f"{language}.yml", {"nlu": entries})

    def train(self, folder: Path) -> Path:
        """Trains with Rasa."""
        return train_rasa(folder, str(ROOT / "domain.yml"))

    def parser(self, folder: Path) -> Parser:
        """The parse contract itself."""
        os.environ["MADOGUCHI_MODEL"] = str(model_of(folder))
        from bot.dialogue.parser import Understanding

        understanding = Understanding()
        return lambda text, _language: understanding.parse([(text, None)])[0]

    def server(self, folder: Path, port: int) -> list[str]:
        """`madoguchi run`, which reads MADOGUCHI_MODEL and MADOGUCHI_STORE_URL."""
        return [sys.executable, "-m", "bot", "run", "--host", "127.0.0.1", "--port", str(port)]


@dataclass(frozen=True)
class StockRasa:
    """What `rasa init` makes."""

    title: str = "stock Rasa"
    python: str = STOCK_PYTHON

    def prepare(self, folder: Path, questions: Sequence[Case]) -> None:
        """A fresh project with these questions."""
        stock.make_project(folder, questions)

    def train(self, folder: Path) -> Path:
        """Trains with Rasa."""
        return train_rasa(folder, str(folder / "domain.yml"))

    def parser(self, folder: Path) -> Parser:
        """Rasa's agent, as `rasa shell nlu` uses it."""
        return stock.load_parser(model_of(folder))

    def server(self, folder: Path, port: int) -> list[str]:
        """`rasa run`, with the REST channel that `rasa init` suggests."""
        place = ["-i", "127.0.0.1", "-p", str(port), "-m", str(model_of(folder))]
        files = ["--credentials", str(folder / "credentials.yml"), "--endpoints", str(folder / "endpoints.yml")]
        return [self.python, "-m", "rasa", "run", *place, *files]


@dataclass(frozen=True)
class Bm25:
    """A lexical retriever over the training questions."""

    title: str = "BM25"
    python: str = sys.executable

    def prepare(self, folder: Path, questions: Sequence[Case]) -> None:
        """Keeps the questions."""
        bm25.keep_questions(folder, questions)

    def train(self, folder: Path) -> Path:
        """Builds the index."""
        return bm25.build(folder)

    def parser(self, folder: Path) -> Parser:
        """Loads the index."""
        return bm25.load_parser(folder)

    def server(self, folder: Path, port: int) -> None:
        """It has no dialogue."""
        return


SYSTEMS: dict[str, System] = {
    "madoguchi": Desk("madoguchi"),
    "stock": StockRasa(),
    "bm25": Bm25(),
    "use": Desk("USE alone", "use"),
    "e5": Desk("E5 alone", "e5"),
}


def with_one_encoder(pipeline: list[dict[str, Any]], encoder: str) -> list[dict[str, Any]]:
    """The pipeline with one encoder's featurizer and a classifier of its vectors; no words, no nearest questions."""
    left_out = ("word_classifier", "explainer")
    kept = [one for one in pipeline if not any(name in one["name"] for name in left_out)]
    kept = [one for one in kept if one.get("featurizers", [encoder]) == [encoder] or "share" in one]
    for one in kept:
        one.update({"encoders": [encoder]} if "FormWordExtractor" in one["name"] else {})
        one.update({"featurizers": [encoder]} if "share" in one else {})
        one.pop("unless_sure", None)
    classifiers = [one for one in kept if "share" in one]
    featurizers = [one for one in kept if "alias" in one and one["alias"] != encoder]
    return [one for one in kept if one not in featurizers and not any(one is extra for extra in classifiers[:-1])]


def model_of(folder: Path) -> Path:
    """Where a system's Rasa model is kept."""
    return folder / "models" / "model.tar.gz"


def train_rasa(folder: Path, domain: str) -> Path:
    """Trains a Rasa project.

    Raises:
        RuntimeError: when Rasa reports a failure.
    """
    import rasa.model_training

    result = rasa.model_training.train(
        domain=domain,
        config=str(folder / "config.yml"),
        training_files=[str(folder / "data")],
        output=str(folder / "models"),
        force_training=True,
        fixed_model_name="model",
    )
    if result.code != 0:
        raise RuntimeError("Training failed; the lines above say why.")
    return model_of(folder)
