"""Finds dates in a message, and what each was said to be: a birth date, an issue date, the end of a stay."""

from __future__ import annotations

import re
from datetime import date
from typing import NotRequired, TypedDict

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.constants import METADATA, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.clock import moment_of
from bot.grammar.date_roles import PRINTED, asks_when, roles_of
from bot.nlu.base import StatelessComponent, add_entities
from bot.nlu.constants import ASKED
from bot.nlu.residence_extractor import residence_of
from bot.text.normalization import normal_text
from dates.reader import Reading, read_dates
from expiry.draft import OTHER
from expiry.inputs import FIRST_CARDS
from expiry.placing import YEARS_AHEAD

DATE, OWN_DATES = "date", "own_dates"
WISH = "wish"  # the value of `own_dates` where a message asks that an end be computed
_WHOLE_YEAR = re.compile(r"\d{4}|昭和|しょうわ|쇼와|소화|showa", re.IGNORECASE)
_COMPUTE = re.compile(
    r"計算|けいさん|keisan|算出|割り出|調べて|\bcalculat\w*|\bcompute|\bwork (?:it |this |that )?out"
    r"|figure (?:it |this )?out|计算|計算|算(?:一)?(?:下|算)|帮我算|算出|계산|따져"
)
_END = re.compile(
    r"期限|期間|いつまで|有効|切れ|きげん|kigen|itsu ?made|expir\w*|valid|\bend(?:s|ing)?\b|run(?:s)? out|how long"
    r"|有效|到期|过期|過期|什么时候|几时|유효|만료|기한|언제까지"
)
OWN_ROLES = frozenset({"birth_date", "issue_date", "printed_expiry"})  # said only by who asks about one's own card


class DateParts(TypedDict):
    """What was said of a date; None where it was not."""

    year: int | None
    month: int | None
    day: int | None


class DateEntity(TypedDict):
    """A date as an entity of Rasa's (read again by `actions.entities.heard_date`).

    Attributes:
        value: the ISO date, `ambiguous` or `invalid`.
        start: where it begins in the text, in characters; `end` likewise.
        role: the slot that it was said to be for.
        days: the days that it can be, as ISO dates.
        doubtful: whether it was called something that it cannot well be.
    """

    entity: str
    value: str
    start: int
    end: int
    role: str | None
    days: list[str]
    parts: DateParts
    doubtful: NotRequired[bool]


def entities_of(text: str, readings: list[Reading]) -> list[DateEntity]:
    """One Rasa entity a date: its value is the ISO date, `ambiguous` or `invalid`.

    >>> from datetime import date
    >>> text = "1985年12月24日生まれ、2021年4月15日発行です"
    >>> [entity["role"] for entity in entities_of(text, read_dates(text, date(2026, 1, 1)))]
    ['birth_date', 'issue_date']
    """
    roles = roles_of(text, [(reading.start, reading.end) for reading in readings])
    return [
        {
            "entity": DATE,
            "value": reading.iso,
            "start": reading.start,
            "end": reading.end,
            "role": role,
            "days": [day.isoformat() for day in reading.days],
            "parts": {"year": reading.year, "month": reading.month, "day": reading.day},
        }
        for reading, role in zip(readings, roles, strict=True)
    ]


def _without_past_end(entity: DateEntity, text: str, today: date) -> DateEntity:
    """An entity; a day before the first cards is no card's printed end, unless its two digits mean a year to come."""
    if entity["role"] != PRINTED or not entity["days"] or max(entity["days"]) >= FIRST_CARDS.isoformat():
        return entity
    is_whole = bool(_WHOLE_YEAR.search(normal_text(text[entity["start"] : entity["end"]])))
    can_come = int(max(entity["days"])[:4]) + 100 <= today.year + YEARS_AHEAD
    return entity if can_come and not is_whole else {**entity, "role": None, "doubtful": True}


def without_doubt(entities: list[DateEntity], text: str, today: date) -> list[DateEntity]:
    """The entities; whoever asks when a card ends does not mean a day that is past by its end."""
    entities = [_without_past_end(one, text, today) for one in entities]
    if not asks_when(text):
        return entities
    return [
        {**one, "role": None, "doubtful": True}
        if one["role"] == PRINTED and one["days"] and max(one["days"]) < today.isoformat()
        else one
        for one in entities
    ]


def bare_day(text: str) -> list[Reading]:
    """The day of a month that a message in a form is, where it is nothing but its number."""
    plain = normal_text(text).strip(" .。")
    is_day = plain.isascii() and plain.isdecimal() and len(plain) <= 2 and 1 <= int(plain) <= 31
    return [Reading(0, len(text), day=int(plain))] if is_day else []


def wants_dates(text: str) -> bool:
    """Whether a message asks in so many words that an end be computed.

    >>> [wants_dates(text) for text in ("카드 유효기간 계산좀", "いつまで使えるか計算して", "手数料を計算して")]
    [True, True, False]
    """
    plain = normal_text(text).casefold()
    return bool(_COMPUTE.search(plain) and _END.search(plain))


def tells_own_dates(text: str, found: list[DateEntity]) -> bool:
    """Whether a message tells a date so that an end be computed: a printed end alone only if that is asked about.

    Who waits for an extension gets the answer about it, which is the form's too.
    """
    roles = {entity["role"] for entity in found}
    return bool(roles & (OWN_ROLES - {PRINTED})) or (
        PRINTED in roles and (asks_when(text) or residence_of(text) == OTHER)
    )


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class DateExtractor(StatelessComponent):
    """Says every date of a message as an entity."""

    def process(self, messages: list[Message]) -> list[Message]:
        """Marks dates."""
        for message in messages:
            text = message.get(TEXT) or ""
            today = moment_of(message.get(METADATA)).date()
            is_asked = bool((message.get(METADATA) or {}).get(ASKED))
            readings = read_dates(text, today) or (bare_day(text) if is_asked else [])
            found = without_doubt(entities_of(text, readings), text, today)
            own = WISH if wants_dates(text) else "told" if tells_own_dates(text, found) else None
            add_entities(message, self, [*found, *([{"entity": OWN_DATES, "value": own}] if own else [])])
        return messages
