"""What a part of an answer tells its reader."""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """The kinds of parts."""

    TITLE = "title"
    LEAD = "lead"
    POINT = "point"
    BRING = "bring"
    WHO = "who"
    WHERE = "where"
    HOURS = "hours"
    COST = "cost"
    HOW_LONG = "how_long"
    DEADLINE = "deadline"
    HOW = "how"
    ONLINE = "online"
    PROXY = "proxy"
    NOTE = "note"
    PHONE_LINE = "phone_line"
    WEB = "web"
    CALENDAR = "calendar"
    CHANGED = "changed"
    SOURCE = "source"
