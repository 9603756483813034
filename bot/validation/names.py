"""Whether what staff name in a file is there: topics, lines, facts, steps and phrases; one line, with file and key."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

import yaml

from bot.settings import ROOT as PROJECT
from knowledge.answers import load_answers
from knowledge.facts import Facts
from knowledge.follow_ups import SAME
from knowledge.lines import load_lines
from knowledge.pins import Words
from knowledge.wards import ROOT, read_yaml, ward_folder

TOPIC, LINE, FACT = "topic", "line", "fact"
EXPIRY_PREFIXES = ("expiry_ask_", "expiry_help_", "expiry_where_", "expiry_for_", "expiry_")
_WORD = re.compile(r"[a-z][a-z0-9_]*")


def name_problems(facts: Facts, ward: str, root: Path = ROOT) -> Iterator[str]:
    """Names in knowledge/ that stand for nothing."""
    known: dict[str, Container[str]] = {TOPIC: load_answers(), LINE: load_lines(ward), FACT: facts}
    for file, key, kind, name in _named(root):
        if name not in known[kind]:
            yield f"knowledge/{file}, {key}: {name} is no {kind}, correct the name"
    yield from _step_problems(root)
    yield from _phrase_problems(root)
    yield from _pattern_problems(root)
    yield from _page_problems(ward_folder(ward))


def _named(root: Path) -> Iterator[tuple[str, str, str, str]]:
    """Every name that stands for something: its file, its key, what it should name, and the name."""
    for number, change in enumerate(read_yaml(root / "changes.yml"), start=1):
        yield from (("changes.yml", f"[{number}] › topics", TOPIC, name) for name in change["topics"])
        if "date" in change:
            yield "changes.yml", f"[{number}] › date", FACT, change["date"]
    kiosk = read_yaml(root / "kiosk.yml")
    for key, step in {**kiosk["steps"], "ending": kiosk["ending"]}.items():
        yield from (("kiosk.yml", f"{key} › topic", TOPIC, name) for name in [step["topic"]] if "topic" in step)
        yield from (("kiosk.yml", f"{key} › links", LINE, name) for name in step.get("links", ()))
    for name in read_yaml(root / "card.yml")["offered_with"]:
        yield "card.yml", "offered_with", TOPIC, name
    for aspect, entry in read_yaml(root / "follow_ups.yml").items():
        for told, afters in entry["topics"].items():
            names = afters if told == SAME else [told, *afters]
            yield from (("follow_ups.yml", f"{aspect} › topics › {told}", TOPIC, name) for name in names)
    for number, entry in enumerate(read_yaml(root / "short_words.yml"), start=1):
        yield from (("short_words.yml", f"[{number}] › topics", TOPIC, name) for name in entry["topics"])
    pins = read_yaml(root / "pins.yml")
    for key, pin in pins["pins"].items():
        yield "pins.yml", f"pins › {key} › tries", FACT, pin["tries"]
    for key, symptom in pins["symptoms"].items():
        yield "pins.yml", f"symptoms › {key} › topic", TOPIC, symptom["topic"]
    yield from _named_in_answers(root)


def _named_in_answers(root: Path) -> Iterator[tuple[str, str, str, str]]:
    for path in sorted((root / "answers").glob("*.yml")):
        for topic, answer in read_yaml(path).items():
            one = {field: [answer[field]] for field in ("about", "closed", "foreign") if field in answer}
            several = {field: answer[field] for field in ("phone_lines", "related") if field in answer}
            several["elsewhere"] = list(answer.get("elsewhere", {}).values())
            for field, names in {**one, **several}.items():
                kind = LINE if field == "phone_lines" else TOPIC
                yield from ((f"answers/{path.name}", f"{topic} › {field}", kind, name) for name in names)


def _step_problems(root: Path) -> Iterator[str]:
    """Steps and symptoms that the dialogue does not know."""
    slots = yaml.safe_load((PROJECT / "domain.yml").read_text(encoding="utf-8"))["slots"]
    for step in read_yaml(root / "kiosk.yml")["steps"]:
        if f"kiosk_{step}" not in slots:
            yield f"knowledge/kiosk.yml, steps › {step}: domain.yml knows no such step, correct the name"
    pins = read_yaml(root / "pins.yml")
    for key, symptom in pins["symptoms"].items():
        for name in [name for name in symptom["pins"] if name not in pins["pins"]]:
            yield f"knowledge/pins.yml, symptoms › {key} › pins: {name} is no PIN, correct the name"


def _phrase_problems(root: Path) -> Iterator[str]:
    """Phrases and form questions that no code speaks: a slip in the key, and the code's own name is missing."""
    for key in _keys(read_yaml(root / "expiry.yml")["phrases"]):
        if not _is_spoken(key):
            yield f"knowledge/expiry.yml, phrases › {key}: nothing says a phrase of this name, correct the name"
    for key in read_yaml(root / "answers/expiry.yml"):
        if not any(_is_spoken(key.removeprefix(prefix)) for prefix in ("", *EXPIRY_PREFIXES)):
            yield f"knowledge/answers/expiry.yml, {key}: nothing says an answer of this name, correct the name"


def _keys(phrases: Mapping[str, str | Mapping[str, str]]) -> Iterator[str]:
    for key, value in phrases.items():
        yield from value if isinstance(value, dict) else (key,)


def _is_spoken(key: str) -> bool:
    return key in _words_of_code()


@cache
def _words_of_code() -> frozenset[str]:
    """The names that stand in the code and in the dialogue's domain."""
    files = [path for folder in ("bot", "actions", "expiry") for path in (PROJECT / folder).rglob("*.py")]
    texts = (path.read_text(encoding="utf-8") for path in [*files, PROJECT / "domain.yml"])
    return frozenset(word for text in texts for word in _WORD.findall(text))


def _pattern_problems(root: Path) -> Iterator[str]:
    """Words that are no regular expressions."""
    written = [
        ("follow_ups.yml", f"{aspect} › words", words)
        for aspect, entry in read_yaml(root / "follow_ups.yml").items()
        for words in entry["words"]
    ]
    for file, content in (("kiosk.yml", {"": read_yaml(root / "kiosk.yml")["words"]}), ("pins.yml", _pin_words(root))):
        written += [
            (file, f"{key} › {language}".strip(" ›"), words)
            for key, patterns in content.items()
            for language, all_words in _languages(patterns)
            for words in all_words
        ]
    for file, key, words in written:
        try:
            re.compile(words)
        except re.error as error:
            yield f"knowledge/{file}, {key}: {words[:40]!r} is no pattern ({error}), look at its brackets"


def _pin_words(root: Path) -> dict[str, Words]:
    pins = read_yaml(root / "pins.yml")
    symptoms = {f"symptoms › {key}": symptom["words"] for key, symptom in pins["symptoms"].items()}
    return {"mentions": pins["mentions"], "troubles": pins["troubles"], "stuck": pins["stuck"], **symptoms}


def _languages(patterns: Mapping[str, Words | Sequence[str]]) -> Iterator[tuple[str, Sequence[str]]]:
    for key, value in patterns.items():
        if isinstance(value, Mapping):
            yield from _languages(value)
        else:
            yield key, value


def _page_problems(ward: Path) -> Iterator[str]:
    """Sources on a page that the ward's booklet has not."""
    path = ward / "booklet_pages.yml"
    pages = {entry["page"] for entry in read_yaml(path)} if path.is_file() else set()
    for topic, sources in read_yaml(ward / "booklet.yml")["sources"].items():
        for page in [page for page, _heading in sources if pages and page not in pages]:
            yield f"{ward.name}/booklet.yml, sources › {topic}: the booklet has no page {page}, correct it"
