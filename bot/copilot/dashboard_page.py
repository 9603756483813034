"""`/copilot/board`: the ward's board, for reviewers."""

from __future__ import annotations

from datetime import timedelta

from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse, json, text
from sqlalchemy.engine import Engine

from bot import clock
from bot.copilot.pages import AgentPages
from bot.i18n.languages import LANGUAGES
from bot.insights.dashboard import Counts, as_csv, charts, parity
from bot.insights.feedback import Feedback, FeedbackStore
from bot.insights.turn_counts import Turns
from bot.storage.beside import beside

PERIODS = (7, 30, 90)  # days to choose from
USUAL = 30


def only_reviewers(request: Request, pages: AgentPages) -> HTTPResponse | None:
    """What an agent gets who may not look: words in a browser, JSON for a program."""
    if request.ctx.agent.reviews:
        return None
    if "text/html" in request.headers.get("accept", ""):
        return pages.page(request, "only_reviewers.html", status=403)
    return json({"error": "Only reviewers may see this."}, status=403)


class Board:
    """The page and its table."""

    def __init__(self, engine: Engine, pages: AgentPages) -> None:
        self._turns, self._feedback, self._pages = Turns(engine), FeedbackStore(engine), pages

    def add_to(self, routes: Blueprint) -> None:
        """Adds the two routes."""

        @routes.get("/board", name="board")
        async def show(request: Request) -> HTTPResponse:
            return only_reviewers(request, self._pages) or await beside(self._page, request)

        @routes.get("/board.csv", name="board_csv")
        async def table(request: Request) -> HTTPResponse:
            return only_reviewers(request, self._pages) or await beside(self._table, request)

    def _page(self, request: Request) -> HTTPResponse:
        days = period(request)
        counts, feedback = self._counted(days)
        return self._pages.page(
            request,
            "board.html",
            days=days,
            periods=PERIODS,
            charts=charts(counts, feedback, self._pages.speaker),
            parity=parity(counts),
            names={code: language.name for code, language in LANGUAGES.items()},
        )

    def _table(self, request: Request) -> HTTPResponse:
        counts, feedback = self._counted(period(request))
        shown = as_csv(charts(counts, feedback, self._pages.speaker))
        saved = {"content-disposition": 'attachment; filename="madoguchi.csv"'}
        return text(shown, content_type="text/csv; charset=utf-8", headers=saved)

    def _counted(self, days: int) -> tuple[Counts, list[Feedback]]:
        today = clock.now().date()
        first = today - timedelta(days=days - 1)
        return self._turns.since(days, today), self._feedback.since(first)


def period(request: Request) -> int:
    """The days that were asked for, if they can be chosen."""
    asked = request.args.get("days", "")
    return next((days for days in PERIODS if asked == str(days)), USUAL)
