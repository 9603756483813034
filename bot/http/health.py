"""/healthz, /readyz and /metrics."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Mapping

from prometheus_client import (
    CONTENT_TYPE_LATEST,
    Counter,
    Gauge,
    Histogram,
    disable_created_metrics,
    generate_latest,
)
from rasa.core.agent import Agent
from sanic import Blueprint, Sanic
from sanic.request import Request
from sanic.response import HTTPResponse, json, raw

from bot.runtime.tracing import TRACE_HEADER, begin, onward
from bot.storage.reach import Reach

TRACE_ANSWER = "traceresponse"  # as the next level of W3C Trace Context has it
READY_SECONDS = 2  # a store or action server that takes longer is not ready
disable_created_metrics()  # type: ignore[no-untyped-call]  # when each was first counted: half of all lines, and nobody asks
REQUESTS = Counter("madoguchi_requests_total", "HTTP requests by path and status", ["path", "status"])
SECONDS = Histogram("madoguchi_request_seconds", "Seconds to answer a request", ["path"])
READY = Gauge("madoguchi_ready", "1 while a part of the desk answers, as /readyz says it", ["part"])


async def readiness(agent: Agent | None) -> dict[str, bool]:
    """What of the desk is ready: model, store, actions."""
    if agent is None or not agent.is_ready():
        return {"model": False, "store": False, "actions": False}
    return {"model": True, "store": await _store_answers(agent), "actions": await _actions_answer(agent)}


async def look(agent: Agent | None, beside: Mapping[str, Reach]) -> tuple[bool, dict[str, bool]]:
    """Asks every part now: whether the desk is ready, and what answers. Without Redis it is ready too."""
    parts = await readiness(agent)
    is_ready = all(parts.values())
    for name, reach in beside.items():
        parts[name] = await asyncio.to_thread(reach.check)
    for name, answers in parts.items():
        READY.labels(name).set(answers)
    return is_ready, parts


async def _store_answers(agent: Agent) -> bool:
    """Whether the store itself takes a row in time; no conversation is read."""
    try:
        await asyncio.wait_for(agent.tracker_store.check(), READY_SECONDS)
    except Exception:  # asyncio.TimeoutError included
        return False
    return True


async def _actions_answer(agent: Agent) -> bool:
    import aiohttp

    url = agent.action_endpoint.url
    if url == "embedded":
        return True
    health = url.rsplit("/", 1)[0] + "/health"  # rasa-sdk's own route beside /webhook
    try:
        timeout = aiohttp.ClientTimeout(total=READY_SECONDS)
        async with aiohttp.ClientSession(timeout=timeout) as session, session.get(health) as answer:
            return bool(answer.status == 200)
    except (TimeoutError, aiohttp.ClientError, OSError):  # on Python 3.10 two kinds of timeout
        return False


def health_blueprint(beside: Mapping[str, Reach]) -> Blueprint:
    """The three routes; `beside` is what the desk can do without for a while, by the name that /readyz gives it."""
    routes = Blueprint("madoguchi_health")

    @routes.get("/healthz")
    async def healthz(request: Request) -> HTTPResponse:
        return json({"status": "ok"})

    @routes.get("/readyz")
    async def readyz(request: Request) -> HTTPResponse:
        is_ready, parts = await look(getattr(request.app.ctx, "agent", None), beside)
        return json(parts, status=200 if is_ready else 503)

    @routes.get("/metrics")
    async def metrics(request: Request) -> HTTPResponse:
        await look(getattr(request.app.ctx, "agent", None), beside)
        return raw(generate_latest(), content_type=CONTENT_TYPE_LATEST)

    return routes


def trace(app: Sanic) -> None:
    """Gives every request a trace id, its caller's where there is one, and tells it in the answer."""

    @app.on_request
    async def start(request: Request) -> None:
        begin(request.headers.get(TRACE_HEADER))

    @app.on_response
    async def tell(request: Request, response: HTTPResponse) -> None:
        response.headers[TRACE_ANSWER] = onward()


def measure(app: Sanic) -> None:
    """Counts and times every request by its route, never by what it holds."""

    @app.on_request
    async def start(request: Request) -> None:
        request.ctx.started = time.perf_counter()

    @app.on_response
    async def stop(request: Request, response: HTTPResponse) -> None:
        path = request.route.path if request.route else "other"
        REQUESTS.labels(path, response.status).inc()
        SECONDS.labels(path).observe(time.perf_counter() - getattr(request.ctx, "started", time.perf_counter()))
