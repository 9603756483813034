"""The validator: one line a problem, `file: what is wrong, what to do`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import yaml
from babel.messages.catalog import Message
from babel.messages.pofile import read_po

from bot.formatting import placeholders
from bot.i18n import DOMAIN, LOCALES, po_file
from bot.languages import LANGUAGES, ORIGINAL, TRANSLATIONS
from bot.phrases import HOURS
from bot.settings import ROOT
from knowledge.answers import Answer, load_answers
from knowledge.booklet import load_booklet, load_changes
from knowledge.facts import KINDS, Facts, load_facts
from knowledge.lines import Line, load_lines

LEAST_QUESTIONS = 40
LEAST_QUESTIONS_OF = {
    **dict.fromkeys(
        ("lost_card", "pin_locked", "certificate_renewal", "foreign_resident", "address_name_change", "scam"), 60
    ),
    "out_of_scope": 150,
}
# Values that a sentence computes or passes in, beside the facts.
LINE_VALUES = {"name", "phone", "note", "state", "menu", "cost", "languages", "until"}
CHAT_VALUES = {"count", "days", "minutes"}
CARD_VALUES = {"tries"}
EXPIRY_VALUES = {"card", "certificate", "opens", "first", "second", "day", "age", "n", "date", "birth", "issue"}
PASSED_IN = frozenset(
    {"amount", "title", "page", "heading", "as_of", "text"}
    | LINE_VALUES
    | {*HOURS}
    | CHAT_VALUES
    | CARD_VALUES
    | EXPIRY_VALUES
)
WITHOUT_DATA = frozenset({"nlu_fallback", "kiosk_doctor", "pin_doctor", "scam_told"})  # Rasa's own, and of buttons only
_DIGIT = re.compile(r"[0-9０-９]")
_PLACEHOLDER = re.compile(r"\{[^{}]*\}")


def problems() -> list[str]:
    """Every problem found, in a stable order."""
    facts = load_facts()
    return [
        *data_problems(ROOT),
        *domain_problems(ROOT),
        *fact_problems(facts),
        *answer_problems(facts),
        *(problem for language in TRANSLATIONS for problem in catalogue_problems(po_file(language), facts)),
    ]


def read_questions(path: Path) -> tuple[str, str, list[str]]:
    """Intent, language and questions of one NLU file of ours."""
    entry = yaml.safe_load(path.read_text(encoding="utf-8"))["nlu"][0]
    lines = [line[2:].strip() for line in entry["examples"].splitlines() if line.startswith("- ")]
    return entry["intent"], entry["metadata"]["language"], lines


def data_problems(root: Path) -> Iterator[str]:
    """Same topics in every language, enough questions, twins, no question twice."""
    topics = {path.stem for code in LANGUAGES for path in (root / "data/nlu" / code).glob("*.yml")}
    seen: dict[str, str] = {}
    for code in LANGUAGES:
        for topic in sorted(topics):
            for kind in ("data/nlu", "tests/nlu"):
                path = root / kind / code / f"{topic}.yml"
                name = f"{kind}/{code}/{topic}.yml"
                if not path.is_file():
                    yield f"{name}: missing, write the questions of this topic in this language"
                    continue
                intent, language, lines = read_questions(path)
                if (intent, language) != (topic, code):
                    yield f"{name}: says intent {intent} and language {language}, its path says otherwise"
                least = LEAST_QUESTIONS_OF.get(topic, LEAST_QUESTIONS) if kind == "data/nlu" else 1
                if len(lines) < least:
                    yield f"{name}: {len(lines)} questions, write at least {least}"
                for line in lines:
                    if line.casefold() in seen:
                        yield f"{name}: {line!r} is also in {seen[line.casefold()]}, keep one"
                    seen[line.casefold()] = name


def domain_problems(root: Path) -> Iterator[str]:
    """Every topic is an intent, and a rule answers it."""
    topics = {path.stem for path in (root / "data/nlu" / ORIGINAL).glob("*.yml")}
    listed = yaml.safe_load((root / "domain.yml").read_text(encoding="utf-8"))["intents"]
    intents = {name for entry in listed for name in (entry if isinstance(entry, dict) else [entry])}
    rules = "".join(path.read_text(encoding="utf-8") for path in (root / "data/rules").glob("*.yml"))
    ruled = set(re.findall(r"intent: (\w+)", rules))
    for where, named in (("domain.yml", intents), ("data/rules", ruled)):
        for topic in sorted(topics - named):
            yield f"{where}: {topic} is missing, add it to the list of intents"
        for topic in sorted(named - topics - WITHOUT_DATA):
            yield f"{where}: {topic} has no data, remove it or write its questions"


def fact_problems(facts: Facts, today: date | None = None) -> Iterator[str]:
    """Known kinds, texts in every language, review dates that are still to come, all facts used."""
    used = {name for text in template() for name in placeholders(text)}
    for line in load_lines().values():
        used |= set(line.facts)
    for fact in facts.values():
        if fact.kind not in KINDS:
            yield f"{fact.name}: kind {fact.kind!r} is unknown, use one of {', '.join(sorted(KINDS))}"
        if fact.kind == "text" and set(fact.value) != set(LANGUAGES):
            yield f"{fact.name}: must be written in {', '.join(LANGUAGES)}"
        if fact.review < (today or date.today()):
            yield f"{fact.name}: its review date {fact.review} has passed, look again and set a new one"
        if fact.name not in used:
            yield f"{fact.name}: no answer uses it, use or remove it"


def answer_problems(facts: Facts) -> Iterator[str]:
    """Answers name known facts, lines and topics, hold no digit, and have a source."""
    answers, lines, booklet = load_answers(), load_lines(), load_booklet()
    for answer in answers.values():
        for text in answer.msgids:
            yield from text_problems(f"answers, {answer.topic}", text, facts)
        unknown = [name for name in answer.links if name not in lines]
        unknown += [name for name in answer.related if name not in answers]
        if unknown:
            yield f"answers, {answer.topic}: {', '.join(unknown)} is no line or topic"
        for phone in sorted(unlinked_phones(answer, lines, facts)):
            yield f"answers, {answer.topic}: names {phone} without its hours, link a line with that number"
    for topic in sorted(set(booklet.sources) - set(answers)):
        yield f"booklet.yml: {topic} has no answer"
    for change in load_changes():
        yield from text_problems("changes.yml", change.text, facts)


def unlinked_phones(answer: Answer, lines: dict[str, Line], facts: Facts) -> set[str]:
    """The telephone numbers that an answer names without linking a line that has them; nobody calls a fax."""
    named = {name for text in answer.msgids for name in placeholders(text) if name in facts}
    phones = {facts[name].value for name in named if facts[name].kind == "phone"}
    return phones - {facts[lines[name].phone].value for name in answer.links if name in lines}


def text_problems(where: str, text: str, facts: Facts) -> Iterator[str]:
    """No digit outside a placeholder, no placeholder without a fact."""
    if _DIGIT.search(_PLACEHOLDER.sub("", text)):
        yield f"{where}: {text!r} holds a digit, make it a fact"
    for name in sorted(placeholders(text) - set(facts) - PASSED_IN):
        yield f"{where}: {{{name}}} is no fact, add it to knowledge/"


def template() -> set[str]:
    """Every msgid that the desk can say."""
    with (LOCALES / f"{DOMAIN}.pot").open("rb") as file:
        return {str(message.id) for message in read_po(file) if message.id}


def catalogue_problems(path: Path, facts: Facts) -> Iterator[str]:
    """Every msgid translated, none fuzzy, equal placeholders, no digit of its own."""
    with path.open("rb") as file:
        messages = [message for message in read_po(file) if message.id]
    where = str(path.relative_to(path.parents[3]))
    for missing in sorted(template() - {message.id for message in messages}):
        yield f"{where}: {missing!r} is missing, run `make catalogues`"
    for message in messages:
        yield from translation_problems(where, message, facts)


def translation_problems(where: str, message: Message, facts: Facts) -> Iterator[str]:
    """What is wrong with one translation."""
    if not message.string or message.fuzzy:
        yield f"{where}: {message.id!r} is {'fuzzy' if message.fuzzy else 'empty'}, translate it"
        return
    if placeholders(str(message.string)) != placeholders(str(message.id)):
        yield f"{where}: the placeholders of {message.string!r} differ from the original's"
    yield from text_problems(where, str(message.string), facts)
