"""What the forms of the review list send, and what its page says of the last of them.

The address says it, so that any of several servers can, and loading the page again changes nothing.
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from contextlib import suppress
from typing import TypedDict
from urllib.parse import urlencode

from sanic.request import Request, RequestParameters
from sanic.response import HTTPResponse, redirect

from bot.channels.rest import BadRequest
from bot.i18n.languages import LANGUAGES, ORIGINAL

LONGEST_ID = 9  # digits
COUNTS = ("thrown", "undone")  # of the address: how many questions were
MOST_TOLD = 1000  # ids in an address


class LastDone(TypedDict):
    """What was done last.

    Attributes:
        thrown: how many questions were thrown away; `undone`: how many are open again.
        done: the questions that were decided, and can be taken back; `topic`: as what.
    """

    thrown: int | None
    undone: int | None
    done: list[int]
    topic: str | None


def chosen_language(request: Request) -> str:
    """The language of the address, else Japanese."""
    asked = request.args.get("language")
    return str(asked) if asked in LANGUAGES else ORIGINAL


def ids_of(sent: Sequence[str]) -> list[int]:
    """The questions that a form names; the rows of one wording stand behind one box.

    >>> ids_of(["1,2", "3"])
    [1, 2, 3]
    """
    ids = [one for same in sent for one in same.split(",")]
    if not ids or not all(one.isascii() and one.isdecimal() and len(one) <= LONGEST_ID for one in ids):
        raise BadRequest("'id' must name questions of the list.")
    return [int(one) for one in ids]


def topic_of(form: RequestParameters, topics: Container[str]) -> str:
    """The topic that a form names.

    Raises:
        BadRequest: when it is none.
    """
    topic = form.get("topic")
    if topic not in topics:
        raise BadRequest("'topic' must be a topic of the booklet.")
    return str(topic)


def back(request: Request, **told: object) -> HTTPResponse:
    """Leads back to the list, which says what was done."""
    where = urlencode({"language": chosen_language(request), **told})
    return redirect(f"/copilot/review?{where}", status=303)


def told(request: Request, topics: Container[str]) -> LastDone:
    """What the page says was done last: the decision that can be taken back, or how many were thrown away."""
    counts = [request.args.get(name, "") for name in COUNTS]
    thrown, undone = (int(one) if one.isascii() and one.isdecimal() else None for one in counts)
    topic, ids = request.args.get("topic"), []
    with suppress(BadRequest):
        ids = ids_of([request.args.get("done", "")])[:MOST_TOLD]
    return {"thrown": thrown, "undone": undone, "done": ids if topic in topics else [], "topic": topic}
