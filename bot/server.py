"""The HTTP server: Rasa's own Sanic application with our channels and our agent."""

from __future__ import annotations

import asyncio
from asyncio import AbstractEventLoop, wrap_future

from rasa.core.channels.channel import register
from sanic import Sanic

from bot.channels.line.factory import open_line
from bot.channels.rest import RestInput
from bot.channels.web.channel import WebInput
from bot.copilot.routes import copilot
from bot.dialogue.agent import ANSWER_SECONDS, GuardedAgent
from bot.dialogue.agent_factory import load_agent
from bot.dialogue.warm_up import warm_up
from bot.handoff.service import HandoffDesk, code_key
from bot.http.compression import compress
from bot.http.connections import Connections, DeskProtocol
from bot.http.counters import IN_MEMORY
from bot.http.desk_request import DeskRequest
from bot.http.guard import MAX_WEBHOOK_BYTES, Guard, most_bytes
from bot.http.health import health_blueprint, measure
from bot.http.rate_limits import RateLimits
from bot.insights.feedback import FeedbackStore
from bot.insights.kept_questions import KeptQuestions
from bot.insights.review_queue import Reviews
from bot.insights.turn_recorder import Counting
from bot.pages.assets import Assets
from bot.pages.routes import site
from bot.pages.templating import Pages
from bot.runtime.memory import give_back
from bot.runtime.watchdog import keep_alive, notify
from bot.settings import Settings
from bot.storage.migrate import upgrade
from bot.storage.retention import tidy
from bot.storage.secret_keys import derive, key_of
from bot.storage.tracker_store import sql_store

LAST_CALL_SECONDS = 10.0  # for calls that wait at the door: uvloop lets one in at each turn of the loop
TURN_SECONDS, QUIET_TURNS = 0.01, 20
EXAMPLE = '{"sender": "me", "message": "カードをなくしました"}'


def create_app(agent: GuardedAgent, settings: Settings) -> Sanic:
    """The application around a loaded agent.

    Raises:
        SettingError: when the installation's key can be neither read nor kept.
    """
    app = Sanic("madoguchi", configure_logging=False, request_class=DeskRequest)
    app.config.REQUEST_MAX_SIZE = MAX_WEBHOOK_BYTES  # the largest of all; most_bytes knows the others'
    app.config.FALLBACK_ERROR_FORMAT = "json"
    app.config.PROXIES_COUNT = settings.proxies or None
    app.config.GRACEFUL_SHUTDOWN_TIMEOUT = ANSWER_SECONDS + 5
    app.ctx.agent = agent
    app.ctx.most_bytes = most_bytes
    app.ctx.connections = Connections(settings.connections, None if settings.proxies else settings.connections // 4)
    limits = RateLimits(settings.limits_url, settings.limit_sender, settings.limit_address)
    Guard(settings, limits).stand_before(app)
    store = sql_store(agent.tracker_store)
    assert store  # the server never keeps conversations in memory
    upgrade(store.engine)
    kept = app.ctx.kept_questions = KeptQuestions(store.engine, key_of(settings))
    agent.after_turn = counting = Counting(store.engine, digest=kept.digest)
    agent.after_forgetting = lambda sender: wrap_future(counting.after_writing(kept.forget, sender))
    handoffs = HandoffDesk(agent, store.engine, settings.limits_url, code_key(settings))
    rest = RestInput(agent, limits, derive(key_of(settings), "rest"), settings.explain)
    line = open_line(settings, agent, handoffs)
    feedback, reviews = FeedbackStore(store.engine, kept.digest), Reviews(store.engine, kept.digest)
    web = WebInput(agent, settings, limits, feedback, handoffs, reviews)
    register([rest, web, *([line] if line else [])], app, route="/webhooks/")
    app.blueprint(health_blueprint(limits.counters if settings.limits_url != IN_MEMORY else None))
    assets = Assets(agent.speaker)
    pages = Pages(agent.speaker, assets.version, settings.card_bridge)
    app.blueprint(site(agent, settings, limits, assets, pages))
    app.blueprint(copilot(agent, settings, pages, store.engine, handoffs))
    app.register_middleware(compress, "response")
    measure(app)
    return app


def serve(settings: Settings, host: str, port: int) -> None:
    """Loads the desk and serves it until Ctrl-C."""
    agent = load_agent(settings)
    store = sql_store(agent.tracker_store)
    app = create_app(agent, settings)

    @app.before_server_start
    async def prepare(app: Sanic, loop: AbstractEventLoop) -> None:
        await warm_up(agent)
        give_back()

    @app.after_server_start
    async def announce(app: Sanic, loop: AbstractEventLoop) -> None:
        if store:
            app.ctx.retention = loop.create_task(tidy(store, settings.keep_days, app.ctx.kept_questions.delete_old))
        app.ctx.watchdog = loop.create_task(keep_alive())
        notify("READY=1")
        address = f"http://localhost:{port}"
        print(f"\nmadoguchi is ready: {address}/   (Ctrl-C stops it)\nTry it:", flush=True)
        print(f"  curl -s {address}/webhooks/rest/webhook -d '{EXAMPLE}'\n", flush=True)

    @app.before_server_stop
    async def stop(app: Sanic, loop: AbstractEventLoop) -> None:
        notify("STOPPING=1")
        await hear_all(app)
        app.ctx.watchdog.cancel()
        if store:
            app.ctx.retention.cancel()

    app.run(host=host, port=port, access_log=False, protocol=DeskProtocol, single_process=True, motd=False)


async def hear_all(app: Sanic) -> None:
    """Before the door closes: reads what has just been sent to it, and keeps no connection after its answer."""
    app.ctx.is_stopping = True
    connections: Connections = app.ctx.connections
    latest = asyncio.get_running_loop().time() + LAST_CALL_SECONDS
    seen, quiet = -1, 0
    while quiet < QUIET_TURNS and asyncio.get_running_loop().time() < latest:
        await asyncio.sleep(TURN_SECONDS)
        seen, quiet = connections.made, quiet + 1 if connections.made == seen else 0
    connections.last_answers()
