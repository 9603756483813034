"""The desk as a plain HTML form with full pages: for browsers without scripts, and when the chat cannot load.

What is sent is answered with the address of a page that shows the answer (303): loading that again, or going back to
it, sends nothing.
"""

from __future__ import annotations

import logging
import secrets
from base64 import urlsafe_b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from urllib.parse import urlencode

from rasa.core.channels.channel import UserMessage
from sanic import Blueprint
from sanic.request import Request, RequestParameters
from sanic.response import HTTPResponse, redirect

from bot.channels.answer_once import AnswerOnce
from bot.channels.readers import shown_in
from bot.channels.web.labels import ERAS
from bot.channels.web.requests import is_drawn
from bot.channels.web.view_model import person, present_version
from bot.dialogue.agent import GuardedAgent
from bot.dialogue.preprocessing import heard
from bot.dialogue.reply_collector import ReplyCollector
from bot.http.cors import page_may_speak
from bot.http.desk_request import DeskRequest
from bot.http.rate_limits import RateLimits
from bot.i18n.languages import EASY, ORIGINAL, READERS
from bot.pages.answers import Answered, AnswerPages
from bot.pages.templating import Pages, page_language
from bot.replies.reply import Given
from bot.replies.speaker import Speaker
from bot.settings import Settings
from bot.storage.away import AWAY
from bot.storage.shared_memory import SharedMemory
from bot.text.furigana import annotate
from expiry.draft import DATES

logger = logging.getLogger(__name__)
NAME = "page"
EARLIER = 5  # turns that an answer's page still shows
DATE, FORGET = "date", "forget"  # values of buttons that are no messages


@dataclass(frozen=True)
class Asked:
    """What a form sends.

    Attributes:
        session: the conversation; drawn anew where the form names none.
        message: the message's own name: the same for the same words from the same page, so that they are heard once.
        text: the words, a button's payload, or a date as somebody would write it.
        language: what the page was shown in.
        is_switched: whether the reader chose that language by hand since the last answer.
        furigana: whether the reader wants the readings.
    """

    session: str
    message: str
    text: str
    language: str
    is_switched: bool
    furigana: bool


def read_asked(form: RequestParameters | dict[str, str], language: str) -> Asked:
    """Reads a form; whatever it holds is something."""
    session, turn = (name if is_drawn(name) else drawn() for name in (form.get("session"), form.get("turn")))
    text = written_date(form) if form.get("button") == DATE else form.get("button") or form.get("message") or ""
    name = urlsafe_b64encode(sha256(f"{turn}\n{text}".encode("utf-8", "surrogatepass")).digest())
    switched = form.get("spoken") in READERS and form.get("spoken") != language
    return Asked(session, name.decode().rstrip("="), text, language, switched, bool(form.get("furigana")))


def written_date(form: RequestParameters | dict[str, str]) -> str:
    """The date that a form's fields say, as somebody would write it."""
    era = ERAS.get(form.get("era") or "")
    year, month, day = ((form.get(part) or "").strip() for part in ("year", "month", "day"))
    return f"{era.kanji if era else ''}{year}年{month}月{day}日"


def drawn() -> str:
    """A name that nobody can guess."""
    return secrets.token_urlsafe(24)


def is_own(request: Request) -> bool:
    """Whether a form came from one of the desk's own pages, as far as the browser says where it came from."""
    origin, site = request.headers.get("origin"), request.headers.get("sec-fetch-site")
    return page_may_speak(request) and (origin is not None or site in (None, "same-origin", "none"))


class PlainPage:
    """`/plain`: one question, one page."""

    def __init__(
        self,
        agent: GuardedAgent,
        settings: Settings,
        limits: RateLimits,
        pages: Pages,
        memory: SharedMemory | None = None,
    ) -> None:
        self._agent, self._settings, self._limits, self._pages = agent, settings, limits, pages
        self._answers = AnswerPages(memory)
        self._once: AnswerOnce[str] = AnswerOnce(agent, memory)

    def blueprint(self) -> Blueprint:
        """The page's routes; the form of the start page may come to `/` as well."""
        routes = Blueprint("madoguchi_plain")

        @routes.get("/plain")
        async def show(request: Request) -> HTTPResponse:
            return await self._show(request.args.get("answer"), page_language(request))

        @routes.post("/plain", name="ask")
        @routes.post("/", name="ask_from_start")
        async def ask(request: DeskRequest) -> HTTPResponse:
            return await self._ask(request, page_language(request))

        return routes

    async def _show(self, name: str | None, language: str) -> HTTPResponse:
        """An answer by its name, in any language; else the greeting."""
        answered = await self._answers.get(name) if name else None
        if name is None or answered is None:
            return self._page(Answered(drawn(), language, notice="answer_gone" if name else ""), language)
        earlier = await self._answers.before(name, answered.session, EARLIER)
        return self._page(answered, language, name, earlier=earlier)

    async def _ask(self, request: DeskRequest, language: str) -> HTTPResponse:
        form = request.form or RequestParameters()
        asked = read_asked(form, language)
        if not is_own(request):
            if request.headers.get("origin") not in self._settings.embed_origins:
                return self._page(Answered(drawn(), language, notice="not_from_here"), language, status=403)
            asked = read_asked({"message": asked.text}, language)  # a conversation that no other page has named
        wait = self._limits.seconds_to_wait(asked.session, request.network)
        if wait:
            return self._too_many(asked, wait)
        if form.get("button") == FORGET:
            return await self._forgotten(asked, language)
        return await self._to(await self._answered(asked))

    async def _answered(self, asked: Asked) -> str:
        """The name of the page that shows the answer to a message."""

        async def make() -> str:
            return await self._answer(asked)

        async def again(kept: Sequence[Given]) -> str:
            received = Given.to(self._speaker.build("already_received"), asked.language)
            return await self._keep(asked, kept or [received])

        return await self._once.answer(asked.session, asked.message, make, again)

    async def _to(self, name: str) -> HTTPResponse:
        """Leads to an answer's own page."""
        answered = await self._answers.get(name)
        where = urlencode({"language": answered.language if answered else ORIGINAL, "answer": name})
        return redirect(f"plain?{where}#answer", status=303, headers=dict(self._pages.headers))

    def _too_many(self, asked: Asked, wait: int) -> HTTPResponse:
        too_many = Given.to(self._speaker.build("too_many"), asked.language)
        answered = Answered(asked.session, asked.language, (too_many,), furigana=asked.furigana)
        page = self._page(answered, asked.language, status=429)
        page.headers["retry-after"] = str(wait)
        return page

    async def _forgotten(self, asked: Asked, language: str) -> HTTPResponse:
        """Deletes a conversation and says so, or that the store is away and it is still there."""
        try:
            return await self._to(await self._forget(asked))
        except AWAY as error:
            logger.error("A conversation could not be deleted: %s", type(error).__name__)
            return self._page(Answered(asked.session, asked.language, notice="not_deleted_now"), language, status=503)

    async def _forget(self, asked: Asked) -> str:
        """Deletes a conversation; returns the name of the page that says so."""
        await self._once.forget(asked.session)
        self._answers.forget(asked.session)
        await self._agent.forget(asked.session)
        return await self._answers.keep(Answered(drawn(), asked.language, notice="deleted"))

    async def _answer(self, asked: Asked) -> str:
        """Has a message answered; returns the name of the page that shows it."""
        if asked.is_switched:
            await self._agent.choose_language(asked.session, asked.language)
        return await self._keep(asked, await self._turn(asked))

    async def _keep(self, asked: Asked, replies: Sequence[Given]) -> str:
        """Keeps the page of some replies; returns its name."""
        language = replies[-1].reader if replies else asked.language
        question = "" if asked.text.startswith("/") else heard(asked.text)
        return await self._answers.keep(Answered(asked.session, language, tuple(replies), question, asked.furigana))

    async def _turn(self, asked: Asked) -> list[Given]:
        collector = ReplyCollector()
        message = UserMessage(
            asked.text,
            collector,
            asked.session,
            input_channel=NAME,
            message_id=asked.message,
            metadata=shown_in(asked.language),
        )
        await self._agent.handle_message(message)
        return collector.given

    def _earlier(self, name: str, answered: Answered, language: str) -> dict[str, str]:
        """A turn before the one that is shown: what was asked, the answer in short, and where all of it stands."""
        reply = present_version(answered.replies[0].reply, language, self._speaker)
        title, lead = reply["answer"]["title"], reply["answer"]["lead"]
        return {"question": answered.question or title, "lead": lead, "name": name}

    @property
    def _speaker(self) -> Speaker:
        return self._agent.speaker

    def _page(
        self,
        answered: Answered,
        language: str,
        name: str = "",
        status: int = 200,
        earlier: Sequence[tuple[str, Answered]] = (),
    ) -> HTTPResponse:
        """The whole page: what was asked, the replies to it, those before, and the form for the next question."""
        said = answered.replies or (Given.to(self._speaker.build("greet"), language),)
        return self._pages.page(
            "plain.html",
            language,
            status,
            answered=answered,
            answer=name,
            earlier=[self._earlier(*one, language) for one in earlier],
            turn=drawn(),
            replies=[present_version(one.reply, language, self._speaker) for one in said],
            lines=self._speaker.write(person(self._speaker).reply, language)["custom"]["answer"]["links"],
            read=annotate if language == EASY or (answered.furigana and language == ORIGINAL) else str,
            dates=DATES,
            eras=ERAS,
        )
