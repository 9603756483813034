"""Kinds: what each row of an answer tells its reader."""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """What a row tells; the value is what files, replies and pages call it."""

    TITLE = "title"  # what the answer is about
    LEAD = "lead"  # the answer itself, in one sentence
    POINT = "point"  # something else worth knowing, that no other kind tells better
    BRING = "bring"  # what to take along or to have ready, PINs among them
    WHO = "who"  # who may or must come, or is entitled
    WHERE = "where"  # at which counter, shop or machine
    HOURS = "hours"  # when a counter or service is open
    COST = "cost"  # what it costs
    HOW_LONG = "how_long"  # how much time it takes
    DEADLINE = "deadline"  # from when it is possible, until when it must be done or holds
    HOW = "how"  # the steps to take
    ONLINE = "online"  # what a website or an app does
    PROXY = "proxy"  # whether and how somebody else can do it
    NOTE = "note"  # what to beware of; read last
    PHONE_LINE = "phone_line"  # a number to call, and whether somebody answers now
    WEB = "web"  # a page on the web
    CALENDAR = "calendar"  # a date to save in one's own calendar
    CHANGED = "changed"  # what has changed since the source was printed
    SOURCE = "source"  # where this stands written


# What a part of an answer can be; the other kinds have keys or files of their own.
PART_KINDS = (
    Kind.POINT,
    Kind.BRING,
    Kind.WHO,
    Kind.WHERE,
    Kind.HOURS,
    Kind.COST,
    Kind.HOW_LONG,
    Kind.DEADLINE,
    Kind.HOW,
    Kind.ONLINE,
    Kind.PROXY,
    Kind.NOTE,
)
# What people ask of a procedure, and sources may say nothing about.
ASKED_KINDS = (Kind.HOURS, Kind.COST, Kind.HOW_LONG, Kind.DEADLINE, Kind.ONLINE, Kind.PROXY)
