"""The HTTP server: Rasa's own Sanic application with our channels and our agent."""

from __future__ import annotations

from asyncio import AbstractEventLoop, to_thread, wrap_future
from dataclasses import dataclass

from rasa.core.channels.channel import InputChannel, register
from sanic import Sanic

from bot.channels.line.factory import open_line
from bot.channels.rest import RestInput
from bot.channels.web.channel import WebInput
from bot.copilot.reading_aids import syllables
from bot.copilot.routes import copilot
from bot.dialogue.agent import GuardedAgent, Observers
from bot.dialogue.agent_factory import load_agent, open_store
from bot.dialogue.answering import ANSWER_SECONDS
from bot.dialogue.warm_up import warm_up
from bot.handoff.service import HandoffDesk, code_key
from bot.http.closing import hear_all, stop_on_signals
from bot.http.compression import compress
from bot.http.connections import Connections, DeskProtocol
from bot.http.desk_request import DeskRequest
from bot.http.guard import MAX_WEBHOOK_BYTES, Guard, most_bytes
from bot.http.health import health_blueprint, measure, trace
from bot.http.rate_limits import RateLimits
from bot.http.staff_address import StaffAddress, keep_apart
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
from bot.storage.reach import Reach
from bot.storage.retention import tidy
from bot.storage.secret_keys import derive, key_of
from bot.storage.shared_memory import SharedMemory
from bot.storage.tables import delete_old_rows
from bot.storage.tracker_store import ForgettingSQLStore
from bot.storage.unshared import unshared

EXAMPLE = '{"sender": "me", "message": "カードをなくしました"}'


@dataclass(frozen=True)
class Desk:
    """What one server works with, opened in the order in which it is needed; `memory` is all servers'."""

    settings: Settings
    store: ForgettingSQLStore
    kept: KeptQuestions
    agent: GuardedAgent
    memory: SharedMemory | None

    def delete_old(self, keep_days: int) -> None:
        """Deletes what is due beside conversations, from every table.

        Raises:
            SQLAlchemyError: when the database fails.
        """
        self.kept.delete_old(keep_days)
        delete_old_rows(self.store.engine)


def open_desk(settings: Settings) -> Desk:
    """Opens the database, brings it up to date, and loads the model.

    Raises:
        SettingError: when the store cannot be opened, or the installation's key can be neither read nor kept.
        NoModelError: before the first training.
    """
    store = open_store(settings.store_url)
    upgrade(store.engine)
    kept = KeptQuestions(store.engine, key_of(settings))
    counting = Counting(store.engine, digest=kept.digest)
    observers = Observers(counting, lambda sender: wrap_future(counting.after_writing(kept.forget, sender)))
    memory = SharedMemory(settings.redis_url, key_of(settings)) if settings.redis_url else None
    return Desk(settings, store, kept, load_agent(settings, store, observers), memory)


def create_app(desk: Desk) -> Sanic:
    """The application: what every request passes, the channels, the pages."""
    settings, agent, engine = desk.settings, desk.agent, desk.store.engine
    app = _bare_app(desk)
    trace(app)
    if settings.staff_address:
        keep_apart(app, settings.staff_address[1])
    limits = RateLimits(settings.limits_url, settings.limit_sender, settings.limit_address)
    Guard(settings, limits).stand_before(app)
    handoffs = HandoffDesk(agent, engine, limits.counters, code_key(settings))
    register(_channels(desk, limits, handoffs), app, route="/webhooks/")
    app.blueprint(health_blueprint(reached(desk, limits)))
    assets = Assets(agent.speaker, settings)
    pages = Pages(agent.speaker, assets.version, settings.card_bridge)
    app.blueprint(site(agent, settings, limits, assets, pages, desk.memory))
    app.blueprint(copilot(agent, settings, pages, engine, handoffs, limits.counters))
    app.register_middleware(compress, "response")
    measure(app)
    return app


def reached(desk: Desk, limits: RateLimits) -> dict[str, Reach]:
    """What is beside the desk, by the name under which /readyz tells whether it answers."""
    found = {"redis": desk.memory.reach} if desk.memory else {}
    return {**found, "limits": limits.counters.reach} if limits.counters.is_shared else found


def _bare_app(desk: Desk) -> Sanic:
    app = Sanic("madoguchi", configure_logging=False, request_class=DeskRequest)
    app.config.REQUEST_MAX_SIZE = MAX_WEBHOOK_BYTES  # the largest of all; most_bytes knows the others'
    app.config.FALLBACK_ERROR_FORMAT = "json"
    app.config.PROXIES_COUNT = desk.settings.proxies or None
    app.config.GRACEFUL_SHUTDOWN_TIMEOUT = ANSWER_SECONDS + 5
    most = desk.settings.connections
    app.ctx.agent, app.ctx.most_bytes = desk.agent, most_bytes
    app.ctx.connections = Connections(most, None if desk.settings.proxies else most // 4)
    return app


def _channels(desk: Desk, limits: RateLimits, handoffs: HandoffDesk) -> list[InputChannel]:
    """REST, the web chat, and LINE where it is configured."""
    settings, agent, engine = desk.settings, desk.agent, desk.store.engine
    rest = RestInput(agent, limits, derive(key_of(settings), "rest"), settings.explain)
    line = open_line(settings, agent, handoffs)
    feedback, reviews = FeedbackStore(engine, desk.kept.digest), Reviews(engine, desk.kept.digest)
    web = WebInput(agent, settings, limits, feedback, handoffs, reviews, desk.memory)
    return [rest, web, *([line] if line else [])]


async def read_tables() -> None:
    """Reads what the co-pilot alone needs, for whose pages no visitor should wait: the tables of pinyin."""
    await to_thread(syllables)
    give_back()


def serve(settings: Settings, host: str, port: int) -> None:
    """Loads the desk and serves it until Ctrl-C."""
    desk = open_desk(settings)
    app = create_app(desk)
    staff = StaffAddress(app, DeskProtocol)

    @app.before_server_start
    async def prepare(app: Sanic, loop: AbstractEventLoop) -> None:
        await warm_up(desk.agent.apart())
        give_back()

    @app.after_server_start
    async def announce(app: Sanic, loop: AbstractEventLoop) -> None:
        stop_on_signals(app, loop)
        if settings.staff_address:
            await staff.listen(*settings.staff_address)
        app.ctx.retention = loop.create_task(tidy(desk.store, settings.keep_days, desk.delete_old))
        app.ctx.watchdog = loop.create_task(keep_alive())
        notify("READY=1")
        for sentence in unshared(settings):
            print(sentence, flush=True)
        address = f"http://localhost:{port}"
        print(f"\nmadoguchi is ready: {address}/   (Ctrl-C stops it)\nTry it:", flush=True)
        print(f"  curl -s {address}/webhooks/rest/webhook -d '{EXAMPLE}'\n", flush=True)
        if settings.staff_address:
            print("Staff's pages and /metrics: http://{}:{}/copilot/\n".format(*settings.staff_address), flush=True)
        app.ctx.tables = loop.create_task(read_tables())

    @app.before_server_stop
    async def stop(app: Sanic, loop: AbstractEventLoop) -> None:
        notify("STOPPING=1")
        await hear_all(app)
        await staff.close(ANSWER_SECONDS)
        app.ctx.watchdog.cancel()
        app.ctx.tables.cancel()
        app.ctx.retention.cancel()

    app.run(
        host=host, port=port, access_log=False, protocol=DeskProtocol, single_process=True, motd=False,
        register_sys_signals=False,
    )  # fmt: skip
