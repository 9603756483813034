"""Conversations that read like a script: tests/conversations/*.yml."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.i18n.languages import LANGUAGES

STORIES = [
    (path.stem, story)
    for path in sorted((Path(__file__).parent / "conversations").glob("*.yml"))
    for story in yaml.safe_load(path.read_text(encoding="utf-8"))
]


@pytest.mark.parametrize(("area", "story"), STORIES, ids=[f"{area}: {story['story']}" for area, story in STORIES])
def test_story(ask: Any, area: str, story: dict[str, Any]) -> None:
    sender = f"{area}: {story['story']}"
    for step in story["steps"]:
        answer = ask(step["user"], sender=sender, now=step.get("now"))
        reply = answer["replies"][-1]
        assert (reply["custom"]["topic"], answer["language"]) == (
            step["topic"],
            step.get("language", story["language"]),
        )
        for text in step.get("says", []):
            assert text in reply["text"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_the_same_stories(language: str) -> None:
    told = {story["story"].split(",")[0] for _area, story in STORIES if story["language"] == language}
    assert told == {story["story"].split(",")[0] for _area, story in STORIES}
