"""`/copilot/review`: the review list, for reviewers."""

from __future__ import annotations

import asyncio
from typing import Any

from sanic import Blueprint
from sanic.request import Request, RequestParameters
from sanic.response import HTTPResponse, raw, redirect

from bot.channels.rest import BadRequest
from bot.copilot.dashboard_page import only_reviewers
from bot.copilot.pages import AgentPages
from bot.i18n.languages import LANGUAGES, ORIGINAL
from bot.insights.dashboard import title
from bot.insights.export import exported, packed
from bot.insights.measuring import Measuring
from bot.insights.review_queue import NOT_OURS, UNHELPFUL, Reviews, by_wording, grouped
from bot.insights.turn_counts import UNANSWERED, UNCERTAIN
from bot.storage.audit_log import Trail

MOST_GROUPS = 100  # on one page; the others follow when these are decided
KINDS = {UNCERTAIN: "確信がなかった", UNANSWERED: "答えられなかった", UNHELPFUL: "役に立たなかった"}


class Review:
    """The list, the decisions, and what they become; all that reads many questions runs beside the event loop."""

    def __init__(self, engine: Any, pages: AgentPages) -> None:
        """Keeps the tables and what draws."""
        self._reviews, self._trail, self._pages = Reviews(engine), Trail(engine), pages
        self._measuring = Measuring()
        self._topics = {topic: title(topic, pages.speaker) for topic in sorted(pages.speaker.booklet.sources)}

    def add_to(self, routes: Blueprint) -> None:
        """Adds the four routes."""

        @routes.get("/review", name="review")
        async def show(request: Request) -> HTTPResponse:
            return self._only_reviewers(request) or await asyncio.to_thread(self._page, request)

        @routes.post("/review", name="decide")
        async def decide(request: Request) -> HTTPResponse:
            return self._only_reviewers(request) or await asyncio.to_thread(self._decide, request)

        @routes.post("/effect")
        async def measure(request: Request) -> HTTPResponse:
            return self._only_reviewers(request) or self._measure(request)

        @routes.get("/review.zip", name="review_zip")
        async def export(request: Request) -> HTTPResponse:
            return self._only_reviewers(request) or await asyncio.to_thread(self._export, request)

    def _only_reviewers(self, request: Request) -> HTTPResponse | None:
        return only_reviewers(request, self._pages)

    def _page(self, request: Request) -> HTTPResponse:
        language = chosen_language(request)
        waiting, groups = self._reviews.waiting(), grouped(self._reviews.open(language))
        return self._pages.page(
            request,
            "review.html",
            chosen=language,
            waiting={code: waiting.get(code, 0) for code in LANGUAGES},
            groups=[(group, by_wording(group)) for group in groups[:MOST_GROUPS]],
            more=max(0, len(groups) - MOST_GROUPS),
            decided=len(self._reviews.decided()),
            topics=self._topics,
            kinds=KINDS,
            measuring=self._measuring,
        )

    def _decide(self, request: Request) -> HTTPResponse:
        form = request.form or RequestParameters()
        ids, topic = form.getlist("id") or [], NOT_OURS if form.get("not_ours") else form.get("topic")
        if topic not in self._topics and topic != NOT_OURS:
            raise BadRequest("'topic' must be a topic of the booklet.")
        ids = [one for same in ids for one in same.split(",")]  # the rows of one wording stand behind one box
        if not ids or not all(one.isascii() and one.isdecimal() and len(one) < 10 for one in ids):
            raise BadRequest("'id' must name questions of the list.")
        count = self._reviews.decide([int(one) for one in ids], topic)
        self._trail.note(request.ctx.agent.name, "reviewed", f"{count} {topic}")
        return redirect(f"/copilot/review?language={chosen_language(request)}", status=303)

    def _measure(self, request: Request) -> HTTPResponse:
        self._measuring.start()
        return redirect(f"/copilot/review?language={chosen_language(request)}", status=303)

    def _export(self, request: Request) -> HTTPResponse:
        self._trail.note(request.ctx.agent.name, "exported")
        saved = {"content-disposition": 'attachment; filename="reviewed.zip"'}
        return raw(packed(exported(self._reviews.decided())), content_type="application/zip", headers=saved)


def chosen_language(request: Request) -> str:
    """The language of the address, else Japanese."""
    asked = request.args.get("language")
    return str(asked) if asked in LANGUAGES else ORIGINAL
