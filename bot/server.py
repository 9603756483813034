"""The HTTP server: Rasa's own Sanic application with our channels and our agent."""

from __future__ import annotations

from asyncio import AbstractEventLoop, wrap_future

from rasa.core.channels.channel import register
from sanic import Sanic
from sanic.exceptions import InvalidUsage, SanicException
from sanic.request import Request
from sanic.response import HTTPResponse, json

from bot.agent import GuardedAgent
from bot.channels.limits import RateLimits
from bot.channels.line import MAX_WEBHOOK_BYTES
from bot.channels.rest import MAX_BODY_BYTES, RestInput
from bot.channels.web import WebInput
from bot.compression import compress
from bot.copilot.counting import Counting
from bot.copilot.handoff_desk import HandoffDesk
from bot.copilot.reviews import Reviews
from bot.database.migrate import upgrade
from bot.feedback import FeedbackStore
from bot.health import health_blueprint, measure
from bot.kept_questions import KeptQuestions
from bot.keys import key_of
from bot.line.opening import open_line
from bot.loading import load_agent
from bot.pages.site import site
from bot.retention import tidy
from bot.settings import Settings
from bot.stores import sql_store
from bot.warming import warm_up

EXAMPLE = '{"sender": "me", "message": "カードをなくしました"}'


def create_app(agent: GuardedAgent, settings: Settings) -> Sanic:
    """The application around a loaded agent.

    Raises:
        SettingError: when the installation's key can be neither read nor kept.
    """
    app = Sanic("madoguchi", configure_logging=False)
    app.config.REQUEST_MAX_SIZE = MAX_WEBHOOK_BYTES  # the largest of all; limit_body knows the others'
    app.on_request(limit_body)
    app.config.FALLBACK_ERROR_FORMAT = "json"
    app.config.PROXIES_COUNT = settings.proxies or None
    app.ctx.agent = agent
    limits = RateLimits(settings.limits_url)
    store = sql_store(agent.tracker_store)
    assert store  # the server never keeps conversations in memory
    upgrade(store.engine)
    kept = app.ctx.kept_questions = KeptQuestions(store.engine, key_of(settings))
    agent.after_turn = counting = Counting(store.engine, digest=kept.digest)
    agent.after_forgetting = lambda sender: wrap_future(counting.after_writing(kept.forget, sender))
    handoffs = HandoffDesk(agent, store.engine, settings.limits_url)
    line = open_line(settings, agent, handoffs)
    feedback, reviews = FeedbackStore(store.engine, kept.digest), Reviews(store.engine, kept.digest)
    web = WebInput(agent, settings, limits, feedback, handoffs, reviews)
    register([RestInput(settings.explain), web, *([line] if line else [])], app, route="/webhooks/")
    app.blueprint(health_blueprint())
    app.blueprint(site(agent, settings, limits, store.engine, handoffs))
    app.register_middleware(compress, "response")
    app.error_handler.add(InvalidUsage, invalid_request)
    measure(app)
    return app


async def limit_body(request: Request) -> HTTPResponse | None:
    """Refuses a body larger than its route takes."""
    is_webhook = request.path.startswith("/webhooks/line/")
    if is_webhook or len(request.body) <= MAX_BODY_BYTES:
        return None
    return json({"error": "The body is too large."}, status=413)


async def invalid_request(request: Request, error: SanicException) -> HTTPResponse:
    """A body that is not JSON, told in one sentence."""
    return json({"error": "The body must be JSON."}, status=400)


def serve(settings: Settings, host: str, port: int) -> None:
    """Loads the desk and serves it until Ctrl-C."""
    agent = load_agent(settings)
    store = sql_store(agent.tracker_store)
    app = create_app(agent, settings)

    @app.before_server_start
    async def prepare(app: Sanic, loop: AbstractEventLoop) -> None:
        await warm_up(agent)

    @app.after_server_start
    async def announce(app: Sanic, loop: AbstractEventLoop) -> None:
        if store:
            app.ctx.retention = loop.create_task(tidy(store, settings.keep_days, app.ctx.kept_questions.delete_old))
        address = f"http://localhost:{port}"
        print(f"\nmadoguchi is ready: {address}/   (Ctrl-C stops it)\nTry it:", flush=True)
        print(f"  curl -s {address}/webhooks/rest/webhook -d '{EXAMPLE}'\n", flush=True)

    @app.before_server_stop
    async def stop(app: Sanic, loop: AbstractEventLoop) -> None:
        if store:
            app.ctx.retention.cancel()

    app.run(host=host, port=port, access_log=False)
