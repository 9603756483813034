"""The HTTP server: Rasa's own Sanic application with our channels and our agent."""

from __future__ import annotations

import asyncio
from asyncio import AbstractEventLoop, wrap_future

from rasa.core.channels.channel import register
from sanic import Sanic

from bot.agent import ANSWER_SECONDS, GuardedAgent
from bot.channels.limits import RateLimits
from bot.channels.rest import RestInput
from bot.channels.web import WebInput
from bot.compression import compress
from bot.connections import Connections, DeskProtocol
from bot.copilot.counting import Counting
from bot.copilot.handoff_desk import HandoffDesk, code_key
from bot.copilot.reviews import Reviews
from bot.counters import IN_MEMORY
from bot.database.migrate import upgrade
from bot.desk_request import DeskRequest
from bot.feedback import FeedbackStore
from bot.guard import MAX_WEBHOOK_BYTES, Guard, most_bytes
from bot.health import health_blueprint, measure
from bot.kept_questions import KeptQuestions
from bot.keys import derive, key_of
from bot.line.opening import open_line
from bot.loading import load_agent
from bot.memory import give_back
from bot.pages.site import site
from bot.retention import tidy
from bot.settings import Settings
from bot.stores import sql_store
from bot.warming import warm_up
from bot.watchdog import keep_alive, notify

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
    app.blueprint(site(agent, settings, limits, store.engine, handoffs))
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
