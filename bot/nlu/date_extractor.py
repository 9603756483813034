"""Finds dates in a message, and what each was said to be: a birth date, an issue date, the end of a stay."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.constants import METADATA, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.clock import moment_of
from bot.nlu.entities import add_entities
from bot.nlu.stateless import StatelessComponent
from bot.scripts import normal_text
from dates.reader import Reading, read_dates

DATE, OWN_DATES = "date", "own_dates"
OWN_ROLES = frozenset({"birth_date", "issue_date", "printed_expiry"})  # said only by who asks about one's own card
STAY, PRINTED = "stay_expiry", "printed_expiry"
ROLES = Path(__file__).with_name("date_roles.yml")
REACH_BEFORE, REACH_AFTER = 40, 24  # characters between a date and the word that says what it is


@cache
def role_words() -> dict[str, re.Pattern[str]]:
    """What people call each date, in all languages."""
    content = yaml.safe_load(ROLES.read_text(encoding="utf-8"))
    return {role: re.compile("|".join(words), re.IGNORECASE) for role, words in content.items()}


def role_of(text: str, before: int, reading: Reading, after: int) -> str | None:
    """The role whose word stands nearest to a date, between its neighbours' ends."""
    left = normal_text(text[max(before, reading.start - REACH_BEFORE) : reading.start])
    right = normal_text(text[reading.end : min(after, reading.end + REACH_AFTER)])
    found = []
    for role, words in role_words().items():
        found += [(len(left) - match.end(), role) for match in words.finditer(left)]
        found += [(match.start(), role) for match in words.finditer(right)]
    roles = {role for _distance, role in found}
    nearest = min(found)[1] if found else None
    # "the visa expires": what ends is the stay
    return STAY if nearest == PRINTED and STAY in roles else nearest


def entities_of(text: str, readings: list[Reading]) -> list[dict[str, Any]]:
    """One Rasa entity a date: its value is the ISO date, `ambiguous` or `invalid`.

    >>> from datetime import date
    >>> text = "1985年12月24日生まれ、2021年4月15日発行です"
    >>> [entity["role"] for entity in entities_of(text, read_dates(text, date(2026, 1, 1)))]
    ['birth_date', 'issue_date']
    """
    starts = [*(reading.start for reading in readings), len(text)]
    ends = [0, *(reading.end for reading in readings)]
    return [
        {
            "entity": DATE,
            "value": reading.iso,
            "start": reading.start,
            "end": reading.end,
            "role": role_of(text, ends[place], reading, starts[place + 1]),
            "days": [day.isoformat() for day in reading.days],
            "parts": {"year": reading.year, "month": reading.month, "day": reading.day},
        }
        for place, reading in enumerate(readings)
    ]


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class DateExtractor(StatelessComponent):
    """Says every date of a message as an entity."""

    def process(self, messages: list[Message]) -> list[Message]:
        """Marks dates."""
        for message in messages:
            text = message.get(TEXT) or ""
            today = moment_of(message.get(METADATA)).date()
            found = entities_of(text, read_dates(text, today))
            if any(entity["role"] in OWN_ROLES for entity in found):
                found.append({"entity": OWN_DATES, "value": "yes"})
            add_entities(message, self, found)
        return messages
