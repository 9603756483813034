"""`/copilot/`: the page for agents on the phone, and the JSON that it asks for (docs/copilot.md)."""

from __future__ import annotations

from sanic import Blueprint
from sanic.blueprint_group import BlueprintGroup
from sanic.request import Request
from sanic.response import HTTPResponse, empty, json, redirect, text
from sqlalchemy.engine import Engine

from bot.channels.rest import BadRequest
from bot.copilot.api import Calls
from bot.copilot.auth.guard import HOME, Access
from bot.copilot.dashboard_page import Board
from bot.copilot.facts_page import FactsPage
from bot.copilot.labels import page_labels
from bot.copilot.pages import AgentPages
from bot.copilot.qr_code import address, qr_svg
from bot.copilot.review_page import Review
from bot.copilot.static_files import CopilotFiles
from bot.copilot.throttle import Overtaken
from bot.dialogue.agent import GuardedAgent
from bot.handoff.service import HandoffDesk
from bot.http.counters import Counters
from bot.http.desk_request import DeskRequest
from bot.i18n.languages import LANGUAGES
from bot.pages.templating import Pages
from bot.settings import Settings

MAX_BODY = 16 * 1024  # bytes
OVERTAKEN = 409


def copilot(
    agent: GuardedAgent,
    settings: Settings,
    pages: Pages,
    engine: Engine,
    handoffs: HandoffDesk,
    counters: Counters,
) -> BlueprintGroup:
    """Everything below /copilot/, and the sign-in page before it.

    Args:
        agent: is asked beside visitors' turns.
        settings: of the desk.
        pages: draw what is HTML.
        engine: of the desk's database: accounts, sessions, the review, the board.
        handoffs: open visitors' codes.
        counters: count who fails to sign in.
    """
    access, files, calls = Access(engine, settings, pages, counters), CopilotFiles(), Calls(agent)
    routes = Blueprint("madoguchi_copilot", url_prefix="/copilot")
    access.protect(routes)
    labels = page_labels(agent.speaker)

    @routes.middleware("request")
    async def limit(request: Request) -> HTTPResponse | None:
        return json({"error": "The body is too large."}, status=413) if len(request.body) > MAX_BODY else None

    @routes.exception(BadRequest)
    async def bad_request(request: Request, error: BadRequest) -> HTTPResponse:
        return json({"error": str(error)}, status=400)

    @routes.exception(Overtaken)
    async def overtaken(request: Request, error: Overtaken) -> HTTPResponse:
        return json({"error": "Overtaken by a later request."}, status=OVERTAKEN)

    @routes.get("/files/<version>/<name>")
    async def file(request: Request, version: str, name: str) -> HTTPResponse:
        return files.send(request, name)

    @routes.get("/start")
    async def start(request: Request) -> HTTPResponse:
        addresses = {code: address(request, code, settings.public_url) for code in LANGUAGES}
        return json({**calls.start(), "addresses": addresses}, ensure_ascii=False)

    @routes.get("/lines")
    async def lines(request: Request) -> HTTPResponse:
        return json(calls.lines(), ensure_ascii=False)

    @routes.get(f"/qr/<language:{'|'.join(LANGUAGES)}>")
    async def qr(request: Request, language: str) -> HTTPResponse:
        return text(qr_svg(address(request, language, settings.public_url)), content_type="image/svg+xml")

    @routes.post("/<name:suggest|answer|expiry|pin>")
    async def call(request: Request, name: str) -> HTTPResponse:
        if not isinstance(request.json, dict):
            raise BadRequest("The body must be a JSON object.")
        return json(await calls.answer(name, request.json), ensure_ascii=False)

    agent_pages = AgentPages(pages, files.version)
    Board(engine, agent_pages).add_to(routes)
    Review(engine, agent_pages).add_to(routes)
    FactsPage(agent_pages).add_to(routes)

    @routes.post("/handoff")
    async def handoff(request: DeskRequest) -> HTTPResponse:
        code = request.json.get("code") if isinstance(request.json, dict) else None
        name, address = request.ctx.agent.name, request.network
        wait, shown = await handoffs.open(code if isinstance(code, str) else "", name, address)
        if wait:
            return json({"wait": wait}, status=429)
        return json(shown or {}, ensure_ascii=False, status=200 if shown else 404)

    @routes.get("", name="without_slash", strict_slashes=True)
    async def without_slash(request: Request) -> HTTPResponse:
        return redirect(HOME)

    @routes.get("/<path:path>")  # a path of this kind takes the page's own address too
    async def page(request: Request, path: str) -> HTTPResponse:
        if path:
            return empty(status=404)  # behind the door as well
        return agent_pages.page(request, "copilot.html", labels=labels)

    return Blueprint.group(access.blueprint(), routes)
