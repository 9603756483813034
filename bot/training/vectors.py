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
from bot.nlu.kana_reader import learn_readings, read_kana
from bot.nlu.part_questions import part_questions_by_file
from bot.nlu.vector_store import KEPT, KINDS, Quantised, encode_missing, name_of, read_kept
from bot.runtime.quiet_libraries import quiet_libraries
from bot.settings import ROOT
from bot.text.normalization import normal_text
from bot.validation.data import read_questions


def read_texts() -> Iterator[tuple[Path, list[str]]]:
    """For each topic and language the place of its vectors in an encoder's folder, and its questions as they are read.

    Those of data/parts are read twice: as questions of the topic, and as they are typed.
    """
    parts = part_questions_by_file()
    files = [read_questions(path) for path in sorted((ROOT / "data" / "nlu").glob("*/*.yml"))]
    readings = learn_readings(line for _topic, language, lines in files if language == ORIGINAL for line in lines)
    for topic, language, lines in files:
        own = parts.get((language, topic), [])
        as_read = [
            normal_text(read_kana(line, readings)) for line in (*lines, *(one.text for one in own if not one.is_bare))
        ]
        yield Path(language, f"{topic}.npy"), list(dict.fromkeys([*as_read, *(one.text for one in own)]))


def keep(path: Path, texts: list[str], encoder: str, kept: dict[int, Quantised]) -> int:
    """Writes one file, where it does not hold just these texts already; returns how many had to be encoded.

    Args:
        path: of the file, an array of (name, vector) records.
        texts: as the encoder reads them, in the file's order.
        encoder: a key of `KINDS`.
        kept: the vectors known so far by name, each of shape (numbers,), a byte a number; new ones are added.
    """
    names, encoded = [name_of(text) for text in texts], encode_missing(texts, encoder, kept)
    if not path.is_file() or np.load(path)["name"].tolist() != names:
        path.parent.mkdir(parents=True, exist_ok=True)
        np.save(path, np.array([(name, kept[name]) for name in names], dtype=KINDS[encoder].record))
    return encoded


def keep_all(encoder: str, wanted: dict[Path, list[str]]) -> None:
    """Brings the folder of one encoder up to date: writes the files that changed, removes those of no questions."""
    folder = KEPT / encoder
    kept, files = read_kept(folder), tqdm(wanted.items(), desc=f"Vectors ({encoder})", unit="file")
    encoded = sum(keep(folder / path, texts, encoder, kept) for path, texts in files)
    gone = set(folder.glob("*/*.npy")) - {folder / path for path in wanted}
    for path in gone:
        path.unlink()
    print(f"{encoder}: {len(wanted)} files, {encoded} questions encoded, {len(gone)} files removed.")


def main() -> int:
    """Brings the vectors of every encoder up to date."""
    quiet_libraries()
    wanted = dict(read_texts())
    for encoder in KINDS:
        keep_all(encoder, wanted)
    return 0


if __name__ == "__main__":
    sys.exit(main())
