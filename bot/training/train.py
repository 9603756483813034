"""Trains the model, only when something it learns from has changed."""

from __future__ import annotations

import ast
import hashlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import yaml

from bot.i18n.languages import LANGUAGES
from bot.nlu.part_questions import part_questions_by_file
from bot.settings import HOME, ROOT
from knowledge.ward_names import fill_ward

MODELS = HOME / "models"
NAME = "madoguchi"
FINGERPRINT = MODELS / f"{NAME}.fingerprint"
LEARNT_FROM = ("config.yml", "domain.yml", "data/**/*.yml", "data/vectors/**/*.npy", "requirements-desk.lock")
# What a component that takes part in training says: it learns, or prepares what others learn from.
LEARNS = ("is_trainable=True", "ComponentType.MESSAGE_TOKENIZER", "ComponentType.MESSAGE_FEATURIZER")
OURS = frozenset({"bot", "knowledge", "dates", "expiry", "actions"})


def learnt_files(root: Path = ROOT) -> Iterable[Path]:
    """Every file a change of which changes the model: data, and the code that training runs."""
    for pattern in LEARNT_FROM:
        yield from sorted(path for path in root.glob(pattern) if path.is_file())
    yield from sorted(code_of_training(root))


def code_of_training(root: Path) -> set[Path]:
    """The components that learn or prepare what others learn from, what they import of ours, and their tables."""
    nlu = sorted((root / "bot" / "nlu").glob("*.py"))
    waiting = [path for path in nlu if any(sign in path.read_text(encoding="utf-8") for sign in LEARNS)]
    found: set[Path] = set()
    while waiting:
        path = waiting.pop()
        if path not in found:
            found.add(path)
            waiting += imported_files(path, root)
    tables = {path.with_suffix(".yml") for path in found}
    return found | {table for table in tables if table.is_file()}


def imported_files(path: Path, root: Path) -> list[Path]:
    """The files of our own modules that a module imports, wherever in it."""
    names: list[str] = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            names += [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
    places = [root.joinpath(*name.split(".")) for name in names if name.partition(".")[0] in OURS]
    candidates = [file for place in places for file in (place.with_suffix(".py"), place / "__init__.py")]
    return [file for file in candidates if file.is_file()]


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


@contextmanager
def filled_data() -> Iterator[Path]:
    """The data folder as the model reads it: the ward's placeholder filled, the questions of parts as their topics'."""
    with TemporaryDirectory(prefix="madoguchi-") as folder:
        for path in sorted((ROOT / "data").glob("**/*.yml")):
            copy = Path(folder, path.relative_to(ROOT / "data"))
            copy.parent.mkdir(parents=True, exist_ok=True)
            text, language = path.read_text(encoding="utf-8"), path.parent.name
            copy.write_text(fill_ward(text, language) if language in LANGUAGES else text, encoding="utf-8")
        write_named(Path(folder))
        yield Path(folder)


def write_named(folder: Path) -> None:
    """Writes the questions of data/parts that name their topic into Rasa's training files, one a language."""
    blocks: dict[str, list[dict[str, object]]] = {language: [] for language in LANGUAGES}
    for (language, topic), questions in part_questions_by_file().items():
        lines = "".join(f"- {one.text}\n" for one in questions if not one.is_bare)
        blocks[language].append({"intent": topic, "metadata": {"language": language}, "examples": lines})
    for language, own in blocks.items():
        text = yaml.safe_dump({"version": "3.1", "nlu": own}, allow_unicode=True, width=10_000)
        (folder / "nlu" / language / "parts.yml").write_text(text, encoding="utf-8")


def train() -> None:
    """Trains and keeps the model with its fingerprint.

    Raises:
        RuntimeError: when Rasa reports a failure.
    """
    import rasa.model_training
    from threadpoolctl import threadpool_limits

    from bot.dialogue.rasa_patches import training_shortcuts

    made_from = fingerprint()  # before: a file may change meanwhile
    # Two threads of BLAS fight over the small matrices of the linear models: 2.4 times the time, 9 times for the parts.
    with threadpool_limits(limits=1, user_api="blas"), training_shortcuts(), filled_data() as data:
        result = rasa.model_training.train(
            domain=str(ROOT / "domain.yml"),
            config=str(ROOT / "config.yml"),
            training_files=[str(data)],
            output=str(MODELS),
            force_training=True,
            fixed_model_name=NAME,
        )
    if result.code != 0:
        raise RuntimeError("Training failed; the lines above say why.")
    FINGERPRINT.write_text(made_from)
