"""`/copilot/review`: the review list, for reviewers."""

from __future__ import annotations

from sanic import Blueprint
from sanic.request import Request, RequestParameters
from sanic.response import HTTPResponse, raw
from sqlalchemy.engine import Engine

from bot.copilot.dashboard_page import only_reviewers
from bot.copilot.pages import AgentPages
from bot.copilot.review_forms import back, chosen_language, ids_of, told, topic_of
from bot.i18n.languages import LANGUAGES
from bot.insights import labels
from bot.insights.dashboard import title
from bot.insights.export import exported, packed
from bot.insights.measuring import Measuring
from bot.insights.review_queue import NOT_OURS, UNHELPFUL, Reviews, by_wording, grouped
from bot.storage.audit_log import Trail
from bot.storage.beside import beside

MOST_GROUPS = 100  # on one page; the others follow when these are decided
KINDS = {**labels.OUTCOMES, UNHELPFUL: labels.UNHELPFUL}


class Review:
    """The list, the decisions, and what they become; all that reads many questions runs beside the event loop."""

    def __init__(self, engine: Engine, pages: AgentPages) -> None:
        self._reviews, self._trail, self._pages = Reviews(engine), Trail(engine), pages
        self._measuring = Measuring()
        self._topics = {topic: title(topic, pages.speaker) for topic in sorted(pages.speaker.topics)}
        self._decisions = {**self._topics, NOT_OURS: labels.NOT_OURS}

    def add_to(self, routes: Blueprint) -> None:
        """Adds the five routes."""

        @routes.get("/review", name="review")
        async def show(request: Request) -> HTTPResponse:
            return self._only_reviewers(request) or await beside(self._page, request)

        @routes.post("/review", name="decide")
        async def decide(request: Request) -> HTTPResponse:
            return self._only_reviewers(request) or await beside(self._decide, request)

        @routes.post("/review/undo", name="undo")
        async def undo(request: Request) -> HTTPResponse:
            return self._only_reviewers(request) or await beside(self._undo, request)

        @routes.post("/effect")
        async def measure(request: Request) -> HTTPResponse:
            return self._only_reviewers(request) or self._measure(request)

        @routes.get("/review.zip", name="review_zip")
        async def export(request: Request) -> HTTPResponse:
            return self._only_reviewers(request) or await beside(self._export, request)

    def _only_reviewers(self, request: Request) -> HTTPResponse | None:
        return only_reviewers(request, self._pages)

    def _page(self, request: Request) -> HTTPResponse:
        language = chosen_language(request)
        waiting, decided = self._reviews.waiting(), len(self._reviews.decided())
        groups = grouped(self._reviews.open(language))
        return self._pages.page(
            request,
            "review.html",
            chosen=language,
            waiting={code: waiting.get(code, 0) for code in LANGUAGES},
            groups=[(group, by_wording(group)) for group in groups[:MOST_GROUPS]],
            more=max(0, len(groups) - MOST_GROUPS),
            decided=decided,
            told=told(request, self._decisions),
            topics=self._topics,
            decisions=self._decisions,
            kinds=KINDS,
            measuring=self._measuring,
        )

    def _decide(self, request: Request) -> HTTPResponse:
        form = request.form or RequestParameters()
        ids = ids_of(form.getlist("id") or [])
        if form.get("throw_away"):
            return self._throw_away(request, ids)
        topic = NOT_OURS if form.get("not_ours") else topic_of(form, self._topics)
        count = self._reviews.decide(ids, topic)
        self._trail.note(request.ctx.agent.name, "reviewed", f"{count} {topic}")
        return back(request, done=",".join(map(str, ids)), topic=topic)

    def _throw_away(self, request: Request, ids: list[int]) -> HTTPResponse:
        count = self._reviews.throw_away(ids)
        self._trail.note(request.ctx.agent.name, "thrown_away", str(count))
        return back(request, thrown=count)

    def _undo(self, request: Request) -> HTTPResponse:
        form = request.form or RequestParameters()
        ids, topic = ids_of(form.getlist("id") or []), topic_of(form, self._decisions)
        count = self._reviews.reopen(ids, topic)
        self._trail.note(request.ctx.agent.name, "review_undone", f"{count} {topic}")
        return back(request, undone=count)

    def _measure(self, request: Request) -> HTTPResponse:
        self._measuring.start()
        return back(request)

    def _export(self, request: Request) -> HTTPResponse:
        self._trail.note(request.ctx.agent.name, "exported")
        saved = {"content-disposition": 'attachment; filename="reviewed.zip"'}
        return raw(packed(exported(self._reviews.decided())), content_type="application/zip", headers=saved)
