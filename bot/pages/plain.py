"""The desk as a plain HTML form with full pages: for browsers without scripts, and when the chat cannot load."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from typing import Any

from rasa.core.channels.channel import UserMessage
from sanic import Blueprint
from sanic.request import Request, RequestParameters
from sanic.response import HTTPResponse

from bot.agent import GuardedAgent
from bot.channels.limits import RateLimits
from bot.channels.rest import ReplyCollector
from bot.channels.web_requests import is_drawn
from bot.chat_labels import ERAS
from bot.furigana import annotate
from bot.gate import heard
from bot.languages import ORIGINAL
from bot.nlu.language import LANGUAGE
from bot.pages.rendering import Pages, page_language
from bot.presentation import in_every_language, person, present_version
from bot.speaker import Speaker
from bot.versions import Spoken, noting_versions
from expiry.draft import DATES

NAME = "page"
DATE, FORGET = "date", "forget"  # values of buttons that are no messages


def written_date(form: Any) -> str:
    """The date that a form's fields say, as somebody would write it."""
    era = ERAS.get(form.get("era") or "")
    year, month, day = ((form.get(part) or "").strip() for part in ("year", "month", "day"))
    return f"{era.kanji if era else ''}{year}年{month}月{day}日"


class PlainPage:
    """`/plain`: one question, one page."""

    def __init__(self, agent: GuardedAgent, limits: RateLimits, pages: Pages) -> None:
        """Keeps what answers, what counts, and what draws."""
        self._agent, self._limits, self._pages = agent, limits, pages

    def blueprint(self) -> Blueprint:
        """The page's routes; the form of the start page may come to `/` as well."""
        routes = Blueprint("madoguchi_plain")

        @routes.get("/plain")
        async def show(request: Request) -> HTTPResponse:
            return self._page(page_language(request))

        @routes.post("/plain", name="ask")
        @routes.post("/", name="ask_from_start")
        async def ask(request: Request) -> HTTPResponse:
            return await self._ask(request)

        return routes

    async def _ask(self, request: Request) -> HTTPResponse:
        form, language = request.form or RequestParameters(), page_language(request)
        session = form.get("session") if is_drawn(form.get("session")) else secrets.token_urlsafe(24)
        if form.get("button") == FORGET:
            await self._agent.forget(session)
            return self._page(language, notice="deleted")
        if self._limits.seconds_to_wait(session, request.remote_addr or request.ip):
            return self._page(language, [in_every_language("too_many", self._speaker)], session=session, status=429)
        text = written_date(form) if form.get("button") == DATE else form.get("button") or form.get("message") or ""
        replies = await self._turn(text, session, language)
        return self._page(
            replies[-1].language if replies else language,
            replies,
            session=session,
            furigana=bool(form.get("furigana")),
            question="" if text.startswith("/") else heard(text),
        )

    async def _turn(self, text: str, session: str, language: str) -> list[Spoken]:
        message = UserMessage(text, ReplyCollector(), session, input_channel=NAME, metadata={LANGUAGE: language})
        with noting_versions() as noted:
            await self._agent.handle_message(message)
        return noted

    @property
    def _speaker(self) -> Speaker:
        return self._agent.speaker

    def _page(
        self, language: str, replies: Sequence[Spoken] = (), furigana: bool = False, **values: Any
    ) -> HTTPResponse:
        """The whole page: what was asked, the replies to it, and the form for the next question."""
        said = replies or [in_every_language("greet", self._speaker)]
        return self._pages.page(
            "plain.html",
            language,
            replies=[present_version(one.versions[language], language, self._speaker) for one in said],
            lines=person(self._speaker).versions[language]["custom"]["answer"]["links"],
            read=annotate if furigana and language == ORIGINAL else str,
            furigana=furigana,
            dates=DATES,
            eras=ERAS,
            **{"question": "", "notice": "", "session": secrets.token_urlsafe(24), **values},
        )
