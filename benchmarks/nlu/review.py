"""Shows where the training data is thin or contradicts itself. Run with `make review`; nothing is changed.

Prints, and writes to models/review/: counts by register (topic and language), the likeliest mislabels (questions whose
nearest neighbour belongs to another topic), and what the evaluation set gets wrong with the question that pulled it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import joblib
import numpy as np
from tqdm import tqdm

from benchmarks.compare.cases import Case, dev_cases, training_questions
from bot.i18n.languages import LANGUAGES
from bot.runtime.quiet_libraries import quiet_libraries
from bot.settings import ROOT

OUTPUT = ROOT / "models" / "review"
VECTORS = OUTPUT / "vectors.joblib"  # of texts encoded before
BATCH = 256
SHOWN = 30  # rows printed of each list
SHORT = {"en": 25, "ja": 12, "zh": 10, "ko": 12}  # characters up to which a question is keywords
LONG = {"en": 75, "ja": 35, "zh": 28, "ko": 38}  # characters from which it is a story
_KANA_ONLY = re.compile(r"[\u3041-\u30ff\s、。?？!！ー]+")
_LATIN = re.compile(r"[A-Za-z]{2,}")


def registers_of(question: Case) -> list[str]:
    """How a question is written."""
    length, language = len(question.text), question.language
    found = ["short"] if length <= SHORT[language] else ["long"] if length >= LONG[language] else ["middle"]
    if language == "ja" and _KANA_ONLY.fullmatch(question.text):
        found.append("kana")
    if language != "en" and _LATIN.search(question.text):
        found.append("mixed")
    return found


def topic_of(question: Case) -> str:
    """The one topic of a training question."""
    return min(question.right)


def encoded(texts: Sequence[str]) -> np.ndarray:
    """Vectors of length one; texts encoded before are remembered."""
    from bot.nlu.encoders import encode
    from bot.text.normalization import normal_text

    OUTPUT.mkdir(parents=True, exist_ok=True)
    known: dict[str, np.ndarray] = joblib.load(VECTORS) if VECTORS.is_file() else {}
    new = [text for text in dict.fromkeys(texts) if text not in known]
    for start in tqdm(range(0, len(new), BATCH), desc="Encoding", unit="batch", disable=not new):
        part = new[start : start + BATCH]
        known.update(zip(part, encode([normal_text(text) for text in part], ["use", "e5"]), strict=True))
    joblib.dump(known, VECTORS)
    vectors = np.stack([known[text] for text in texts]).astype(np.float32)
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def registers(questions: list[Case]) -> list[list[str]]:
    """Counts of each topic and language: all, short, middle, long, kana, mixed."""
    kinds = ("short", "middle", "long", "kana", "mixed")
    counts = {key: Counter() for key in {(topic_of(one), one.language) for one in questions}}
    for one in questions:
        counts[topic_of(one), one.language].update(["all", *registers_of(one)])
    return [
        [topic, language, *(str(count[kind]) for kind in ("all", *kinds))]
        for (topic, language), count in sorted(counts.items())
    ]


def mislabels(questions: list[Case], vectors: np.ndarray) -> list[list[str]]:
    """Questions nearer to another topic's than to any of their own, the widest gap first."""
    topics = np.array([topic_of(one) for one in questions])
    rows: list[tuple[float, list[str]]] = []
    for start in range(0, len(questions), BATCH):
        likeness = vectors[start : start + BATCH] @ vectors.T
        for offset, row in enumerate(likeness):
            place = start + offset
            row[place] = -1.0
            own = np.where(topics == topics[place], row, -1.0)
            other = np.where(topics != topics[place], row, -1.0)
            gap, near = float(other.max() - own.max()), questions[int(other.argmax())]
            one = questions[place]
            if gap > 0:
                rows.append((gap, [f"{gap:.3f}", one.language, topic_of(one), one.text, topic_of(near), near.text]))
    return [row for _gap, row in sorted(rows, key=lambda entry: -entry[0])]


def errors(questions: list[Case], vectors: np.ndarray) -> list[list[str]]:
    """What the model gets wrong of the evaluation set, and the question of the wrong topic that lies nearest."""
    from bot.dialogue.parser import Understanding

    cases = dev_cases()
    results = Understanding().parse([(case.text, None) for case in cases])
    wrong = [(case, result) for case, result in zip(cases, results, strict=True) if result["topic"] not in case.right]
    likeness = encoded([case.text for case, _result in wrong]) @ vectors.T
    found = []
    for (case, result), near in zip(wrong, likeness, strict=True):
        pulls = np.where([topic_of(one) == result["topic"] for one in questions], near, -1.0)
        pull = questions[int(pulls.argmax())]
        right, chance = " ".join(sorted(case.right)), f"{result['confidence']:.2f}"
        found.append([case.language, right, result["topic"], chance, case.text, pull.text])
    return found


def write(name: str, head: list[str], rows: list[list[str]]) -> Path:
    """Writes all rows, and prints the first."""
    path = OUTPUT / f"{name}.tsv"
    path.write_text("\n".join("\t".join(row) for row in [head, *rows]) + "\n", encoding="utf-8")
    print(f"\n{name}: {len(rows)} rows in {path.relative_to(ROOT)}")
    for row in [head, *rows[:SHOWN]]:
        print("  " + " | ".join(row))
    return path


def main() -> None:
    """Reviews the data."""
    quiet_libraries()
    questions = training_questions()
    print(f"{len(questions)} questions in {len(LANGUAGES)} languages", flush=True)
    vectors = encoded([one.text for one in questions])
    thin = sorted(registers(questions), key=lambda row: int(row[5]))
    write("registers", ["topic", "language", "all", "short", "middle", "long", "kana", "mixed"], thin)
    write(
        "mislabels", ["gap", "language", "topic", "text", "nearer topic", "its question"], mislabels(questions, vectors)
    )
    write("errors", ["language", "right", "said", "confidence", "text", "pulled by"], errors(questions, vectors))


if __name__ == "__main__":
    main()
