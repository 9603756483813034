"""Whether the questions of data/parts and the parts of the answers name the same, in every language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from bot.i18n.languages import LANGUAGES
from bot.nlu.part_questions import FOLDER, PartQuestion, part_questions_by_file
from knowledge.answers import GENERAL, UNTOLD, Answer, load_answers

LEAST = 5  # questions of one name in one language: fewer teach little


def part_question_problems(folder: Path = FOLDER, answers: Mapping[str, Answer] | None = None) -> Iterator[str]:
    """Names without questions, questions without a part, too few, and what two parts are asked by."""
    known = load_answers() if answers is None else answers
    files = part_questions_by_file(folder)
    written = {topic for _language, topic in files}
    # What is about another topic is asked for as that one is.
    for topic in sorted(written | {name for name, one in known.items() if asked_names(one) and not one.about}):
        wanted = (asked_names(known[topic]) | {GENERAL, UNTOLD}) if topic in known else set()
        for language in LANGUAGES:
            found = _problems_of(files.get((language, topic), []), wanted)
            yield from (f"data/parts/{language}/{topic}.yml: {problem}" for problem in found)


def asked_names(answer: Answer) -> set[str]:
    """The names of what the parts of an answer are asked by."""
    return {part.asked for part in (answer.lead_part, *answer.parts)} - {GENERAL}


def _problems_of(questions: Iterable[PartQuestion], wanted: set[str]) -> Iterator[str]:
    asked: dict[str, set[str]] = {}
    for one in questions:
        asked.setdefault(one.text.casefold(), set()).add(one.asked)
    counts = {name: sum(name in names for names in asked.values()) for name in wanted}
    yield from (f"{name}: {count} questions, write at least {LEAST}" for name, count in counts.items() if count < LEAST)
    unknown = sorted(set().union(*asked.values()) - wanted) if asked else []
    yield from (f"{name}: no part of the answer says asked: {name}, add it there or take this out" for name in unknown)
    twice = sorted(text for text, names in asked.items() if len(names) > 1)
    yield from (f'"{text}" asks two parts, leave it in one' for text in twice)
