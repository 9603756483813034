"""A separate action server, which visitors do not wait for longer than they would for an answer."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping
from typing import TypeGuard

import aiohttp
from rasa.shared.core.events import Event
from rasa.shared.exceptions import RasaException
from rasa.shared.utils.common import all_subclasses
from rasa.utils.endpoints import EndpointConfig

from bot.dialogue.turn_metrics import timed
from bot.runtime.tracing import TRACE_HEADER, onward

ACTION_SECONDS = 4.0
NO_ANSWER = "no answer of an action server"
EVENTS = frozenset(kind.type_name for kind in all_subclasses(Event))


class InOneLine(logging.Filter):
    """An action server that is away is told in a line, not in the seventy of a traceback, at each turn."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Takes the traceback of Rasa's own errors away; every entry stays."""
        if record.exc_info and isinstance(record.exc_info[1], RasaException):
            record.exc_info = None
        return True


IN_ONE_LINE = InOneLine()


class RemoteActions(EndpointConfig):
    """An action endpoint that is away when it does not answer in time."""

    def __init__(self, url: str) -> None:
        super().__init__(url=url, selective_domain=True)  # our actions never read the domain
        logging.getLogger("rasa.core.processor").addFilter(IN_ONE_LINE)  # a second time changes nothing

    async def request(self, *args: object, **kwargs: object) -> dict[str, object]:
        """Asks the server.

        Raises:
            ClientConnectionError: what Rasa reads as "away", also when no answer comes, or one that is no JSON object.
        """
        kwargs["headers"] = {TRACE_HEADER: onward()}
        try:
            with timed("action"):
                answer = await asyncio.wait_for(super().request(*args, **kwargs), ACTION_SECONDS)
        except TimeoutError:
            raise aiohttp.ClientConnectionError("no answer in time") from None
        except ValueError:  # neither UTF-8 nor JSON
            raise aiohttp.ClientConnectionError(NO_ANSWER) from None
        if not is_answer(answer):
            raise aiohttp.ClientConnectionError(NO_ANSWER)
        return dict(answer)


def is_answer(answer: object) -> TypeGuard[Mapping[str, object]]:
    """Whether something has the form of rasa-sdk's answers: lists of objects, of events those that Rasa knows.

    >>> is_answer({"events": [{"event": "slot", "name": "a", "value": 1}], "responses": [{"text": "b"}]})
    True
    >>> [is_answer(answer) for answer in (None, [1], {"events": [7]}, {"events": [{"event": "explode"}]})]
    [False, False, False, False]
    """
    if not isinstance(answer, dict):
        return False
    lists = [answer.get(name) or [] for name in ("events", "responses")]
    if not all(isinstance(one, list) and all(isinstance(item, dict) for item in one) for one in lists):
        return False
    return all(event.get("event") in EVENTS for event in lists[0])
