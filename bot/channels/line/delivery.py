"""Delivers a turn's messages exactly once as far as the platform lets us: one reply, else pushes."""

from __future__ import annotations

import asyncio
import logging
import time
import uuid
from collections.abc import Awaitable, Callable, Sequence

from bot.channels.line.client import MESSAGES, NO_ANSWER, Answer, LineClient
from bot.text.json_values import JsonObject

logger = logging.getLogger(__name__)
Message = JsonObject  # messaging-api.yml, Message
MOST_MESSAGES = 5  # of one call (messaging-api.yml)
REPLY_TRIES, PUSH_TRIES = 3, 6
FIRST_WAIT, LONGEST_WAIT = 1.0, 30.0  # seconds; doubled after each try
ACCEPTED_BEFORE = 409  # a push whose retry key was accepted already
TOO_MANY = 429
MONTHLY_LIMIT = "monthly limit"  # in a 429 that no waiting helps


class Delivery:
    """Sends messages to chats, and holds everything back while the platform asks for it."""

    def __init__(self, client: LineClient, sleep: Callable[[float], Awaitable[None]] = asyncio.sleep) -> None:
        self._client, self._sleep = client, sleep
        self._held_until = 0.0

    async def send(
        self, chat: str, reply_token: str | None, messages: Sequence[Message], is_open: Callable[[], bool]
    ) -> None:
        """Replies with the first five messages and pushes the rest, as long as the chat is open.

        A message that the platform finds invalid is said as plain text instead: nobody is left without an answer.

        Args:
            chat: the id of a user, a group or a room, which pushes go to.
            reply_token: of the event; works once. None: everything is pushed.
            messages: as messaging-api.yml has them, any number.
            is_open: asked before each try; False where the chat has ended since.
        """
        for start in range(0, len(messages), MOST_MESSAGES):
            batch, token = list(messages[start : start + MOST_MESSAGES]), reply_token if start == 0 else None
            answer = await self._send_batch(chat, token, batch, is_open)
            if answer and blames_messages(answer):
                logger.error("LINE found %s invalid (request %s).", blamed(answer), answer.request_id)
                answer = await self._send_batch(chat, token, [as_text(message) for message in batch], is_open)
            if answer and not answer.is_ok and answer.status != ACCEPTED_BEFORE:
                logger.error("LINE did not take an answer: %d, request %s.", answer.status, answer.request_id)

    async def _send_batch(
        self, chat: str, reply_token: str | None, messages: list[Message], is_open: Callable[[], bool]
    ) -> Answer | None:
        """The last answer; None when the chat was closed."""
        answer = await self._reply(reply_token, messages, is_open) if reply_token else None
        if answer and not asks_for_push(answer):
            return answer
        return await self._push(chat, messages, is_open)

    async def _reply(self, reply_token: str, messages: list[Message], is_open: Callable[[], bool]) -> Answer | None:
        """A reply token works once and a reply has no retry key: only a 429, which sends nothing, is tried again."""
        body: JsonObject = {"replyToken": reply_token, "messages": messages}

        def reply() -> Awaitable[Answer]:
            return self._client.call("reply", "POST", "/v2/bot/message/reply", body, lane=MESSAGES)

        return await self._with_patience(is_open, reply, REPLY_TRIES, lambda answer: answer.status == TOO_MANY)

    async def _push(self, chat: str, messages: list[Message], is_open: Callable[[], bool]) -> Answer | None:
        """Every try of a push has the same retry key, so that the platform takes it once."""
        body: JsonObject = {"to": chat, "messages": messages}
        key = {"X-Line-Retry-Key": str(uuid.uuid4())}

        def push() -> Awaitable[Answer]:
            return self._client.call("push", "POST", "/v2/bot/message/push", body, headers=key, lane=MESSAGES)

        return await self._with_patience(is_open, push, PUSH_TRIES, may_succeed_later)

    async def _with_patience(
        self,
        is_open: Callable[[], bool],
        send: Callable[[], Awaitable[Answer]],
        tries: int,
        again: Callable[[Answer], bool],
    ) -> Answer | None:
        """The last of several tries; None when the chat was closed before."""
        wait, answer = FIRST_WAIT, None
        for attempt in range(1, tries + 1):
            await self._sleep(max(0.0, self._held_until - time.monotonic()))
            if not is_open():
                return None
            answer = await send()
            if not again(answer):
                break
            pause = min(answer.retry_after or wait, LONGEST_WAIT)
            if answer.status == TOO_MANY:  # everything that is to be sent waits
                self._held_until = max(self._held_until, time.monotonic() + pause)
            if attempt < tries:
                await self._sleep(pause)
            wait *= 2
        return answer


def asks_for_push(answer: Answer) -> bool:
    """Whether a reply could not be delivered, and a push could: the token is gone, an error, no answer, too many.

    >>> [asks_for_push(Answer(status)) for status in (200, 0, 500, 429, 401)]
    [False, True, True, True, False]
    >>> asks_for_push(Answer(400, {"message": "Invalid reply token"}))
    True
    """
    return may_succeed_later(answer) or (answer.status == 400 and not blames_messages(answer))


def may_succeed_later(answer: Answer) -> bool:
    """Whether the same push may succeed later: after a server's error, no answer, or too many calls.

    >>> [may_succeed_later(Answer(status)) for status in (0, 500, 429, 400, 409)]
    [True, True, True, False, False]
    """
    if answer.status == TOO_MANY:
        return MONTHLY_LIMIT not in answer.message
    return answer.status == NO_ANSWER or answer.status >= 500


def blames_messages(answer: Answer) -> bool:
    """Whether a call was refused for its messages, and not for its reply token or address.

    >>> blames_messages(Answer(400, {"message": "A message (messages[0]) in the request body is invalid"}))
    True
    >>> blames_messages(Answer(400, {"message": "Invalid reply token"}))
    False
    """
    return answer.status == 400 and "messages" in answer.message + blamed(answer)


def blamed(answer: Answer) -> str:
    """The fields that the platform found wrong, by name; never what they held."""
    return ", ".join(str(one.get("property")) for one in answer.objects("details")) or "a message"


def as_text(message: Message) -> Message:
    """A message as plain text."""
    return {"type": "text", "text": message.get("altText") or message.get("text") or ""}
