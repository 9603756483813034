"""Keeps the vectors of the training questions up to date: encodes the new ones, drops those of questions that are gone.

Run with `make vectors` after a change of data/nlu. A training encodes what is missing itself, but each time anew.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from tqdm import tqdm

from bot.i18n.languages import ORIGINAL
from bot.nlu.encoders import encode
from bot.nlu.kana_reader import learn_readings, read_kana
from bot.nlu.vector_store import KEPT, RECORD, Quantised, name_of, quantised, read_kept
from bot.runtime.quiet_libraries import quiet_libraries
from bot.settings import ROOT
from bot.text.normalization import normal_text
from bot.validation.data import read_questions


def read_texts() -> Iterator[tuple[Path, list[str]]]:
    """For each file of data/nlu where its vectors are kept, and its questions as the encoders read them."""
    files = [read_questions(path) for path in sorted((ROOT / "data" / "nlu").glob("*/*.yml"))]
    readings = learn_readings(line for _topic, language, lines in files if language == ORIGINAL for line in lines)
    for topic, language, lines in files:
        yield KEPT / language / f"{topic}.npy", [normal_text(read_kana(line, readings)) for line in lines]


def keep(path: Path, texts: list[str], kept: dict[int, Quantised]) -> int:
    """Writes one file, where it does not hold just these texts already; returns how many had to be encoded."""
    names = [name_of(text) for text in texts]
    new = {name: text for name, text in zip(names, texts, strict=True) if name not in kept}
    if new:
        kept.update(zip(new, quantised(encode(list(new.values()), ["e5"])), strict=True))
    if not path.is_file() or np.load(path)["name"].tolist() != names:
        path.parent.mkdir(parents=True, exist_ok=True)
        np.save(path, np.array([(name, kept[name]) for name in names], dtype=RECORD))
    return len(new)


def main() -> int:
    """Writes the files that changed, and removes those whose questions are gone."""
    quiet_libraries()
    kept, wanted = read_kept(), dict(read_texts())
    encoded = sum(keep(path, texts, kept) for path, texts in tqdm(wanted.items(), desc="Vectors", unit="file"))
    gone = set(KEPT.glob("*/*.npy")) - set(wanted)
    for path in gone:
        path.unlink()
    print(f"{len(wanted)} files, {encoded} questions encoded, {len(gone)} files removed.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
