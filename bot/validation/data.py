"""Whether the questions the model learns from are complete, and every topic is wired to its answer."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import yaml

from bot.i18n.languages import LANGUAGES, ORIGINAL
from knowledge.ward_names import fill_ward

LEAST_QUESTIONS = 40
LEAST_QUESTIONS_OF = {
    **dict.fromkeys(
        ("lost_card", "pin_locked", "certificate_renewal", "foreign_resident", "address_name_change", "scam"), 60
    ),
    "out_of_scope": 150,
}
# Rasa's own, what only buttons say, and what the safety net hears.
WITHOUT_DATA = frozenset({"nlu_fallback", "kiosk_doctor", "pin_doctor", "scam_told", "none_of_these", "distress"})


# Rasa 3.6.21's components that need a library the desk does without (bot/runtime/absent_libraries.py).
NEURAL = frozenset(
    {"ConveRTFeaturizer", "CRFEntityExtractor", "DIETClassifier", "LanguageModelFeaturizer", "MitieEntityExtractor"}
    | {
        "MitieFeaturizer",
        "MitieIntentClassifier",
        "MitieNLP",
        "MitieTokenizer",
        "ResponseSelector",
        "SpacyEntityExtractor",
    }
    | {"SpacyFeaturizer", "SpacyNLP", "SpacyTokenizer", "TEDPolicy", "UnexpecTEDIntentPolicy"}
)


def neural_components(config: Mapping[str, Iterable[object] | None]) -> Iterator[str]:
    """Components of Rasa's that would need TensorFlow, spaCy or the like, which are not installed."""
    for entry in [*(config.get("pipeline") or []), *(config.get("policies") or [])]:
        name = str(entry.get("name")) if isinstance(entry, dict) else str(entry)
        if name.rpartition(".")[2] in NEURAL:
            yield f"config.yml: {name} needs a library that the desk does without, take it out or write another"


def config_problems(root: Path) -> Iterator[str]:
    """What is wrong with the pipeline."""
    yield from neural_components(yaml.safe_load((root / "config.yml").read_text(encoding="utf-8")))


def read_questions(path: Path) -> tuple[str, str, list[str]]:
    """Intent, language and questions of one NLU file of ours, the ward's placeholder filled as the model reads it."""
    entry = yaml.safe_load(path.read_text(encoding="utf-8"))["nlu"][0]
    language = entry["metadata"]["language"]
    lines = [line[2:].strip() for line in entry["examples"].splitlines() if line.startswith("- ")]
    return entry["intent"], language, [fill_ward(line, language) for line in lines]


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
