"""Stock Rasa: the project `rasa init` makes, taught the same questions.

Its configuration is left as made, which means Rasa's own default pipeline and policies (DIET, ResponseSelector, TED).
Each topic is an intent with a story that answers it, as in the project's own examples.
"""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import yaml

from benchmarks.compare.cases import OUT_OF_SCOPE, Case, by_topic

FALLBACK = "nlu_fallback"
MADE_STORIES = {"goodbye", "bot_challenge"}  # what the rules of `rasa init` answer already


def make_project(folder: Path, questions: Iterable[Case]) -> None:
    """Makes the project anew."""
    from rasa.cli.scaffold import create_initial_project

    shutil.rmtree(folder, ignore_errors=True)
    create_initial_project(str(folder))
    texts = by_topic(questions)
    write(folder / "data" / "nlu.yml", {"nlu": [nlu_entry(topic, said) for topic, said in texts.items()]})
    write(folder / "data" / "stories.yml", {"stories": [story(topic) for topic in texts if topic not in MADE_STORIES]})
    write(folder / "domain.yml", domain(list(texts)))


def nlu_entry(topic: str, texts: list[str]) -> dict[str, str]:
    """An intent with its examples."""
    return {"intent": topic, "examples": "".join(f"- {text}\n" for text in texts)}


def story(topic: str) -> dict[str, object]:
    """A story: the question, its answer."""
    return {"story": topic, "steps": [{"intent": topic}, {"action": answer(topic)}]}


def answer(topic: str) -> str:
    """The name of a topic's answer; one has the name of the made project."""
    return "utter_iamabot" if topic == "bot_challenge" else f"utter_{topic}"


def domain(topics: list[str]) -> dict[str, object]:
    """The domain: an intent and a response a topic."""
    return {
        "intents": topics,
        "responses": {answer(topic): [{"text": f"The answer about {topic}."}] for topic in topics},
        "session_config": {"session_expiration_time": 60, "carry_over_slots_to_new_session": True},
    }


def load_parser(model: Path) -> Callable[[str, str], dict[str, Any]]:
    """Parses with Rasa's agent; what it makes of a message in the words of the desk's contract."""
    from rasa.core.agent import load_agent

    loop = asyncio.new_event_loop()
    agent = loop.run_until_complete(load_agent(str(model)))

    def parse(text: str, language: str) -> dict[str, Any]:
        parsed = loop.run_until_complete(agent.parse_message(text))
        ranking = [{"topic": entry["name"]} for entry in parsed["intent_ranking"] if entry["name"] != FALLBACK]
        topic, fallback = ranking[0]["topic"], parsed["intent"]["name"] == FALLBACK
        return {"topic": topic, "ranking": ranking, "fallback": fallback or topic == OUT_OF_SCOPE, "language": None}

    return parse


def write(path: Path, content: Mapping[str, Any], version: str | None = "3.1") -> None:
    """Writes one of Rasa's files."""
    path.parent.mkdir(parents=True, exist_ok=True)
    head = {"version": version} if version else {}
    text = yaml.safe_dump({**head, **content}, allow_unicode=True, width=10_000, sort_keys=False)
    path.write_text(text, encoding="utf-8")
