"""`/copilot/facts`: what somebody must look at again, for reviewers."""

from __future__ import annotations

from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse

from bot import clock
from bot.copilot.dashboard_page import only_reviewers
from bot.copilot.pages import AgentPages
from bot.insights.review_dates import review_list
from knowledge.sources import load_sources


class FactsPage:
    """One table: facts and sources, the next one to look at first."""

    def __init__(self, pages: AgentPages) -> None:
        self._pages, self._sources = pages, load_sources()

    def add_to(self, routes: Blueprint) -> None:
        """Adds the route."""

        @routes.get("/facts", name="facts")
        async def show(request: Request) -> HTTPResponse:
            return only_reviewers(request, self._pages) or self._page(request)

    def _page(self, request: Request) -> HTTPResponse:
        facts = self._pages.speaker.facts.values()
        found = review_list(facts, self._sources, clock.now().date())
        due = sum(one.is_due for one in found)
        return self._pages.page(request, "facts.html", found=found, due=due)
