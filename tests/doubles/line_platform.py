"""A small LINE platform over real HTTP: delivers webhooks, takes calls, and refuses what the real one refuses."""

from __future__ import annotations

import asyncio
import json
import threading
import time
import uuid
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from aiohttp import ClientSession, ClientTimeout, web

from bot.channels.line.signature import sign
from tests.doubles import line_spec
from tests.doubles.line_account import Call, Json, LineAccount
from tests.doubles.line_rules import call_problems

SECRET, TOKEN = "channel-secret", "channel-access-token"
BOT = "U" + "b" * 32
WAIT_SECONDS = 60


@dataclass
class Fault:
    """What goes wrong with the next calls of a path."""

    status: int
    times: int
    body: Json
    headers: dict[str, str]
    seconds: float = 0.0
    is_accepted: bool = False


class LinePlatform(LineAccount):
    """The platform as one account sees it."""

    def __init__(self) -> None:
        super().__init__()
        self.calls: list[Call] = []
        self.chats: dict[str, list[Json]] = defaultdict(list)  # what each chat shows
        self.profiles: dict[str, Json] = {}
        self.stateless = False
        self.url = ""
        self._tokens: dict[str, str] = {}
        self._retry_keys: set[str] = set()
        self._faults: dict[str, Fault] = {}
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)

    # Its life

    def start(self) -> LinePlatform:
        for schema in ("ReplyMessageRequest", "PushMessageRequest"):  # read now, not while a test counts seconds
            line_spec.errors("messaging-api", schema, {})
        self._thread.start()
        self._runner = web.AppRunner(self._app(), handler_cancellation=False)
        self.run(self._serve())
        return self

    async def _serve(self) -> None:
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}"
        self._session = ClientSession(timeout=ClientTimeout(total=WAIT_SECONDS))

    def stop(self) -> None:
        self.run(self._session.close())
        self.run(self._runner.cleanup())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()

    def run(self, work: Any) -> Any:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(WAIT_SECONDS)

    # What a user does

    def event(self, kind: str, chat: str, **content: Any) -> Json:
        """An event of a user (U…), a group (C…) or a room (R…) in the words of webhook.yml."""
        name = {"U": "user", "C": "group", "R": "room"}[chat[0]]
        event = {
            "type": kind,
            "webhookEventId": uuid.uuid4().hex[:26].upper(),
            "timestamp": int(time.time() * 1000),
            "mode": "active",
            "deliveryContext": {"isRedelivery": False},
            "source": {"type": name, f"{name}Id": chat},
            **content,
        }
        if kind in (
            "message",
            "follow",
            "join",
            "postback",
            "memberJoined",
            "videoPlayComplete",
            "beacon",
            "membership",
        ):
            event["replyToken"] = self.reply_token(chat)
        return event

    def reply_token(self, chat: str) -> str:
        token = uuid.uuid4().hex
        self._tokens[token] = chat
        return token

    def message(self, chat: str, text: str, **content: Any) -> Json:
        return self.event("message", chat, message={**self.content("text"), "text": text, **content})

    def content(self, kind: str) -> Json:
        quoted = {} if kind in ("audio", "file", "location") else {"quoteToken": uuid.uuid4().hex}
        return {"type": kind, "id": str(next(self._ids)), "markAsReadToken": uuid.uuid4().hex, **quoted}

    def postback(self, chat: str, data: str, **params: str) -> Json:
        content: Json = {"data": data, "params": params} if params else {"data": data}
        return self.event("postback", chat, postback=content)

    def deliver(self, webhook: str, *events: Json) -> tuple[int, float]:
        """Sends one webhook; returns the status and the seconds until it was acknowledged."""
        return self.run(self.post(webhook, json.dumps({"destination": BOT, "events": list(events)}).encode()))  # type: ignore[no-any-return]

    async def post(self, webhook: str, body: bytes, signature: str | None = None) -> tuple[int, float]:
        headers = {"Content-Type": "application/json", "X-Line-Signature": signature or sign(SECRET, body)}
        before = time.monotonic()
        async with self._session.post(webhook, data=body, headers=headers) as answer:
            await answer.read()
            return answer.status, time.monotonic() - before

    def burst(self, webhook: str, bodies: list[list[Json]]) -> list[tuple[int, float]]:
        """Sends webhooks all at once."""

        async def all_at_once() -> list[tuple[int, float]]:
            raw = [json.dumps({"destination": BOT, "events": events}).encode() for events in bodies]
            return list(await asyncio.gather(*(self.post(webhook, body) for body in raw)))

        return self.run(all_at_once())  # type: ignore[no-any-return]

    # What a test looks at

    def wait_for(self, condition: Callable[[], Any], seconds: float = WAIT_SECONDS) -> Any:
        deadline = time.monotonic() + seconds
        while not (found := condition()):
            if time.monotonic() > deadline:
                raise AssertionError(f"Nothing came. Calls: {[(c.path, c.status) for c in self.calls[-10:]]}")
            time.sleep(0.02)
        return found

    def wait_for_messages(self, chat: str, count: int = 1) -> list[Json]:
        self.wait_for(lambda: len(self.chats[chat]) >= count)
        return self.chats[chat]

    def calls_of(self, path: str) -> list[Call]:
        return [call for call in self.calls if call.path.startswith(path)]

    def fail(
        self, path: str, status: int, times: int = 1, body: Json | None = None, seconds: float = 0.0,
        is_accepted: bool = False, retry_after: str | None = None,
    ) -> None:  # fmt: skip
        """Lets the next calls of a path go wrong, without doing them unless `is_accepted`."""
        headers = {"Retry-After": retry_after} if retry_after else {}
        self._faults[path] = Fault(status, times, body or {}, headers, seconds, is_accepted)

    def mend(self) -> None:
        """Lets nothing go wrong any more."""
        self._faults.clear()

    # What a bot calls

    def _app(self) -> web.Application:
        app = web.Application(client_max_size=20 * 1024 * 1024)
        app.router.add_route("*", "/{path:.*}", self._take)
        return app

    async def _take(self, request: web.Request) -> web.Response:
        raw = await request.read()
        body = json.loads(raw) if raw and request.content_type == "application/json" else raw
        call = Call(request.method, request.path, dict(request.headers), body)
        self.calls.append(call)
        headers = {"x-line-request-id": str(uuid.uuid4())}
        fault = self._faults.get(request.path)
        if fault and fault.times > 0:
            fault.times -= 1
            await asyncio.sleep(fault.seconds)
            if fault.is_accepted:
                self._do(call)
            call.status, answer = fault.status, fault.body
            headers.update(fault.headers)
        else:
            call.status, answer = self._do(call)
        return web.json_response(answer, status=call.status, headers=headers)

    def _do(self, call: Call) -> tuple[int, Json]:
        if call.path == "/oauth2/v3/token":
            return 200, {"access_token": TOKEN, "expires_in": 900, "token_type": "Bearer"}
        if call.headers.get("Authorization") != f"Bearer {TOKEN}":
            return 401, {"message": "Authentication failed."}
        parts = call.path.removeprefix("/v2/bot/").split("/")
        routes: dict[tuple[str, str], Callable[[Call, list[str]], tuple[int, Json]]] = {
            ("POST", "message"): self._message,
            ("POST", "chat"): self._chat,
            ("GET", "profile"): lambda call, parts: self._known(self.profiles, parts[1]),
            ("GET", "info"): lambda call, parts: (200, {"userId": BOT, "basicId": "@desk", "displayName": "desk"}),
        }
        if parts[0] in ("richmenu", "user", "channel"):
            return self.set_up(call, parts)
        route = routes.get((call.method, parts[0]))
        return route(call, parts) if route else self._refuse(call, 404, "Not found")

    def _message(self, call: Call, parts: list[str]) -> tuple[int, Json]:
        is_reply = parts[1] == "reply"
        schema = "ReplyMessageRequest" if is_reply else "PushMessageRequest"
        wrong = line_spec.errors("messaging-api", schema, call.body)
        wrong = wrong or [f"{where}: {what}" for where, what in call_problems(call.body)]
        if wrong:
            return self._refuse(call, 400, "A message (messages[0]) in the request body is invalid", *wrong)
        if is_reply:
            chat = self._tokens.pop(call.body["replyToken"], None)
            if chat is None:
                return 400, {"message": "Invalid reply token"}
        else:
            chat, key = call.body["to"], call.headers.get("X-Line-Retry-Key", "")
            if key in self._retry_keys:
                return 409, {"message": "The retry key is already accepted"}
            uuid.UUID(key)
            self._retry_keys.add(key)
        self.chats[chat] += call.body["messages"]
        return 200, {"sentMessages": [{"id": str(next(self._ids))} for _ in call.body["messages"]]}

    def expire(self, event: Json) -> None:
        """Lets an event's reply token run out."""
        self._tokens.pop(event["replyToken"])

    def _chat(self, call: Call, parts: list[str]) -> tuple[int, Json]:
        schema = "ShowLoadingAnimationRequest" if parts[1] == "loading" else "MarkMessagesAsReadByTokenRequest"
        wrong = line_spec.errors("messaging-api", schema, call.body)
        if parts[1] == "loading" and not wrong:
            if call.body["chatId"][0] != "U":
                wrong = ["chatId: not a user"]
            elif call.body["loadingSeconds"] % 5:
                wrong = ["loadingSeconds: not a multiple of 5"]
        return self._refuse(call, 400, "1 error", *wrong) if wrong else (202 if parts[1] == "loading" else 200, {})
