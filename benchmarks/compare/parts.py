"""The parts of the comparison. Each runs in a process of its own, so that one system's memory is not another's."""

from __future__ import annotations

import json
import os
import resource
import statistics
import sys
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from tqdm import tqdm

from benchmarks.compare.cases import OUT_OF_SCOPE, Case, dev_cases, sample, training_questions, unseen_cases
from benchmarks.compare.systems import SYSTEMS, Parsed, Parser, System
from bot.i18n.languages import LANGUAGES

Figures = dict[str, Any]
MEGABYTE = 1_000_000


def training(system: System, folder: Path, share: float) -> Figures:
    """Trains on a share of the questions: seconds, peak memory, size of the model."""
    questions = sample(training_questions(), share)
    system.prepare(folder, questions)
    start = time.perf_counter()
    model = system.train(folder)
    seconds = time.perf_counter() - start
    files = [model] if model.is_file() else [path for path in model.rglob("*") if path.is_file()]
    size = sum(path.stat().st_size for path in files) / MEGABYTE
    return {"questions": len(questions), "seconds": seconds, "model_mb": size, "peak_mb": peak_memory()}


def asking(system: System, folder: Path, share: float) -> Figures:
    """Asks every unseen question alone: shares per language, milliseconds of one parse."""
    parse = system.parser(folder)
    cases = unseen_cases()
    answered = [(case, parse(case.text, case.language)) for case in tqdm(cases, desc="Asking", unit="question")]
    times = sorted(timed(parse, dev_cases()))
    return {
        "languages": {language: of_language(language, answered) for language in LANGUAGES},
        "parse_ms": {"p50": statistics.median(times), "p95": times[int(len(times) * 0.95)]},
        "peak_mb": peak_memory(),
    }


def timed(parse: Parser, cases: Sequence[Case]) -> list[float]:
    """Milliseconds of each parse; everything is warm by then."""
    times = []
    for case in cases:
        start = time.perf_counter()
        parse(case.text, case.language)
        times.append((time.perf_counter() - start) * 1000)
    return times


def of_language(language: str, answered: Iterable[tuple[Case, Parsed]]) -> Figures:
    """The figures of one language, each a share between 0 and 1."""
    mine = [(case, parsed) for case, parsed in answered if case.language == language]
    dev = [(case, parsed) for case, parsed in mine if case.origin == "dev"]
    twins = [(case, parsed) for case, parsed in mine if case.origin == "twins"]
    return {
        "top1": share_of(parsed["topic"] in case.right for case, parsed in dev),
        "top3": share_of(bool(case.right & {one["topic"] for one in parsed["ranking"][:3]}) for case, parsed in dev),
        "caught": share_of(parsed["fallback"] for case, parsed in dev if case.right == {OUT_OF_SCOPE}),
        "turned_away": share_of(parsed["fallback"] for case, parsed in dev if OUT_OF_SCOPE not in case.right),
        "language": share_of(parsed["language"] == case.language for case, parsed in dev),
        "twins": share_of(parsed["topic"] in case.right for case, parsed in twins),
    }


def share_of(values: Iterable[bool]) -> float:
    """The share of true values; of none, 0."""
    listed = list(values)
    return sum(listed) / max(1, len(listed))


def peak_memory() -> float:
    """The most memory this process has held, in megabytes."""
    unit = 1 if sys.platform == "darwin" else 1024  # Linux counts kilobytes
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / MEGABYTE


def main(part: str, name: str, folder: str, share: str, result: str) -> None:
    """Runs one part of one system and writes its figures."""
    from bot.runtime.quiet_libraries import quiet_libraries

    quiet_libraries()
    os.environ["LOG_LEVEL"] = "INFO"  # with less, Rasa shows no progress
    figures = {"training": training, "asking": asking}[part](SYSTEMS[name], Path(folder), float(share))
    Path(result).write_text(json.dumps(figures), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
