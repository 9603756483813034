"""Whether facts are right by their kind, and answers name what there is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, time

from babel import Locale

from bot.i18n.formatting import placeholders
from bot.i18n.phrases import HOURS
from bot.validation.fact_values import value_problem
from bot.validation.sources import LOOKED_AT
from bot.validation.yaml_files import files_of
from knowledge.answers import Answer, load_answers
from knowledge.booklet import load_booklet, load_changes
from knowledge.facts import Facts
from knowledge.lines import Line, load_lines
from knowledge.sources import load_sources

# Values that a sentence computes or passes in, beside the facts.
LINE_VALUES = {"name", "phone", "note", "state", "menu", "cost", "languages", "until"}
CHAT_VALUES = {"n", "word", "count", "days", "minutes"}
CARD_VALUES = {"tries", "pin"}
EXPIRY_VALUES = {
    *("by", "card", "certificate", "opens", "first", "second", "day", "month", "year", "what"),
    *("age", "n", "date", "birth", "issue"),
}
# What the agents' pages fill in (bot/copilot/labels.py, bot/insights/labels.py), beside the above.
COPILOT_VALUES = frozenset(
    {"channel", "digits", "hour", "keys", "kind", "pages", "paper", "part", "percent", "problem", "reason"}
)
PASSED_IN = frozenset(
    {"amount", "title", "page", "heading", "as_of", "text", "host", "publisher", "read"}
    | LINE_VALUES
    | {*HOURS}
    | CHAT_VALUES
    | COPILOT_VALUES
    | CARD_VALUES
    | EXPIRY_VALUES
)
SUBJECTS = ("ip_phone",)  # of lines, beside the topics
_DIGIT = re.compile(r"[0-9０-９]")
_PLACEHOLDER = re.compile(r"\{[^{}]*\}")
_OTHER_BRACES = re.compile(r"[｛｝]")


def value_problems(facts: Facts, ward: str) -> Iterator[str]:
    """Facts whose value is not one of their kind; nothing can be spoken before these are mended."""
    files = files_of("facts", ward)
    for fact in facts.values():
        problem = value_problem(fact.kind, fact.value)
        if problem:
            yield f"{files[fact.name]}, {fact.name}: {problem}"


def fact_problems(facts: Facts, used: set[str], ward: str, today: date | None = None) -> Iterator[str]:
    """Review dates that are still to come, and all facts used.

    Args:
        facts: the served ward's.
        used: the names that texts and lines use.
        ward: the served one.
        today: for the review dates.
    """
    files, sources = files_of("facts", ward), load_sources()
    for fact in facts.values():
        where = f"{files[fact.name]}, {fact.name}"
        if fact.review < (today or date.today()):
            yield f"{where}: its review date {fact.review} has passed, look again and set a new one"
        if fact.review > (today or date.today()) + LOOKED_AT:
            yield f"{where}: its review date {fact.review} is more than six months away, set an earlier one"
        if fact.page and fact.source:
            yield f"{where}: has a page and a source, keep the one that says it today"
        if fact.source and fact.source not in sources:
            yield f"{where}: {fact.source} is no source, add it to knowledge/sources/"
        if fact.name not in used:
            yield f"{where}: no answer uses it, use or remove it"


def line_problems(facts: Facts, ward: str) -> Iterator[str]:
    """Lines name facts that there are, of the right kind, and close after they open."""
    for line in load_lines(ward).values():
        kinds = {line.phone: "phone", **dict.fromkeys([*(line.weekday or ()), *(line.weekend or ())], "time")}
        for name in line.facts:
            if name not in facts:
                yield f"lines, {line.key}: {name} is no fact, add it to knowledge/"
            elif facts[name].kind != kinds.get(name, facts[name].kind):
                yield f"lines, {line.key}: {name} is a {facts[name].kind}, name a fact of kind {kinds[name]}"
        for code in sorted(set(line.languages) - set(Locale.parse("en").languages)):
            yield f"lines, {line.key}: {code} is no language, write it like zh"
        if line.subject and line.subject not in (*load_answers(), *SUBJECTS):
            yield f"lines, {line.key}: {line.subject} is no topic, correct the subject"
        yield from _hours_problems(line, facts)


def _hours_problems(line: Line, facts: Facts) -> Iterator[str]:
    for hours in (line.weekday, line.weekend):
        if hours and all(name in facts and facts[name].kind == "time" for name in hours):
            if any(value_problem("time", facts[name].value) for name in hours):
                continue  # told already, by its fact
            opens, closes = (time.fromisoformat(facts[name].value) for name in hours)
            if opens >= closes:
                yield f"lines, {line.key}: opens {opens:%H:%M}, closes {closes:%H:%M}, correct {' or '.join(hours)}"


def open_names(text: str) -> set[str]:
    """The names a text leaves open; none where its braces are broken, which is a problem of its own.

    >>> open_names("{ward.name}は"), open_names("{ward.name")
    ({'ward.name'}, set())
    """
    try:
        return placeholders(text)
    except ValueError:
        return set()


def answer_problems(facts: Facts, ward: str) -> Iterator[str]:
    """Answers name known facts, link the lines whose numbers they name, hold no digit, and have a source."""
    answers, lines, booklet = load_answers(), load_lines(ward), load_booklet(ward)
    files = files_of("answers", ward)
    for answer in answers.values():
        where = f"{files[answer.topic]}, {answer.topic}"
        for text in answer.msgids:
            yield from text_problems(where, text, facts)
        for phone in sorted(unlinked_phones(answer, lines, facts)):
            yield f"{where}: names {phone} without its hours, link a line with that number"
    for topic in sorted(set(booklet.sources) - set(answers)):
        yield f"booklet.yml: {topic} has no answer"
    for change in load_changes():
        yield from text_problems("changes.yml", change.text, facts)


def unlinked_phones(answer: Answer, lines: dict[str, Line], facts: Facts) -> set[str]:
    """The telephone numbers that an answer names without linking a line that has them; nobody calls a fax."""
    named = {name for text in answer.msgids for name in open_names(text) if name in facts}
    phones = {facts[name].value for name in named if facts[name].kind == "phone"}
    linked = [lines[name].phone for name in answer.phone_lines if name in lines]
    return phones - {facts[name].value for name in linked if name in facts}


def text_problems(where: str, text: str, facts: Facts) -> Iterator[str]:
    """No digit outside a placeholder, no placeholder without a fact, no brace that is none."""
    if _OTHER_BRACES.search(text):
        yield f"{where}: {text!r} has full-width braces, write {{ and }}"
        return
    try:
        named = placeholders(text)
    except ValueError:
        yield f"{where}: {text!r} has a brace without its other half, close or remove it"
        return
    if _DIGIT.search(_PLACEHOLDER.sub("", text)):
        yield f"{where}: {text!r} holds a digit, make it a fact"
    for name in sorted(named - set(facts) - PASSED_IN):
        yield f"{where}: {{{name}}} is no fact, add it to knowledge/"
