"""Short titles of buttons (knowledge/short_titles.yml)."""

from __future__ import annotations

from functools import cache

from bot.replies.speaker import Speaker
from knowledge.wards import ROOT, read_yaml


@cache
def load_short_titles() -> dict[str, str]:
    """The short msgid of each long one."""
    return {entry["title"]: entry["name"] for entry in read_yaml(ROOT / "short_titles.yml")}


@cache
def short_titles(speaker: Speaker, language: str) -> dict[str, str]:
    """The short titles by the long ones, as a reader of a language sees them."""
    said = load_short_titles().items()
    return {speaker.say(title, language): speaker.say(short, language) for title, short in said}
