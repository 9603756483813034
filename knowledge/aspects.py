"""Aspects: what people ask about the topic just answered, without naming it ("how much?", "can my wife go?")."""

from __future__ import annotations

from enum import StrEnum

from knowledge.kinds import Kind


class Aspect(StrEnum):
    """One side of a topic; the value is the label in data/follow_ups, and what answers say in `tells`."""

    COST = "cost"
    WHERE = "where"
    HOURS = "hours"
    WHO = "who"
    PROXY = "proxy"
    BRING = "bring"
    HOW_LONG = "how_long"
    DEADLINE = "deadline"
    ONLINE = "online"
    BY_POST = "by_post"
    BY_PHONE = "by_phone"
    APPOINTMENT = "appointment"
    HOW = "how"
    WHY = "why"
    WHICH_ONE = "which_one"
    AGAIN = "again"
    DETAIL = "detail"  # something of this topic alone, which a part's `asked` names


# The kinds of parts that tell an aspect; the others are told only by parts that say so (`tells`).
KINDS_OF: dict[Aspect, tuple[Kind, ...]] = {
    Aspect.COST: (Kind.COST,),
    Aspect.WHERE: (Kind.WHERE,),
    Aspect.HOURS: (Kind.HOURS,),
    Aspect.WHO: (Kind.WHO, Kind.PROXY),
    Aspect.PROXY: (Kind.PROXY,),
    Aspect.BRING: (Kind.BRING,),
    Aspect.HOW_LONG: (Kind.HOW_LONG,),
    Aspect.DEADLINE: (Kind.DEADLINE,),
    Aspect.ONLINE: (Kind.ONLINE,),
    Aspect.BY_PHONE: (Kind.PHONE_LINE,),
    Aspect.HOW: (Kind.HOW,),
}
WHOLE = frozenset({Aspect.AGAIN, Aspect.WHICH_ONE, Aspect.DETAIL})  # told by the whole answer, once more
