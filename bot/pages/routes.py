"""The desk's own pages: demonstration, form without scripts, a lost card, the booklet, accessibility, the files."""

from __future__ import annotations

from sanic import Blueprint
from sanic.blueprint_group import BlueprintGroup
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.dialogue.agent import GuardedAgent
from bot.http.rate_limits import RateLimits
from bot.pages.accessibility import statement_pages
from bot.pages.assets import Assets
from bot.pages.lost import LostPage
from bot.pages.plain import PlainPage
from bot.pages.templating import Pages, page_language
from bot.settings import Settings
from bot.storage.shared_memory import SharedMemory


def site(
    agent: GuardedAgent,
    settings: Settings,
    limits: RateLimits,
    assets: Assets,
    pages: Pages,
    memory: SharedMemory | None = None,
) -> BlueprintGroup:
    """All pages for visitors.

    Args:
        agent: answers the page without scripts.
        settings: of the desk.
        limits: count the messages of that page.
        assets: scripts, styles and pictures.
        pages: draw what is HTML.
        memory: all servers', where there are several.
    """
    routes = Blueprint("madoguchi_pages")

    @routes.get("/")
    async def demonstration(request: Request) -> HTTPResponse:
        language = page_language(request)
        lost = agent.speaker.reply("lost_card", language)["custom"]
        return pages.page("demonstration.html", language, lost=lost)

    @routes.get("/booklet")
    async def booklet(request: Request) -> HTTPResponse:
        return pages.page("booklet.html", page_language(request), pages=agent.speaker.booklet.pages)

    plain = PlainPage(agent, settings, limits, pages, memory).blueprint()
    return Blueprint.group(routes, plain, LostPage(pages).blueprint(), statement_pages(pages), assets.blueprint())
