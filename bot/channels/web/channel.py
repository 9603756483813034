"""The web chat's own channel: JSON over HTTP, every reply in every language."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Sequence

from rasa.core.channels.channel import InputChannel, UserMessage
from sanic import Blueprint
from sanic.response import HTTPResponse, empty, json

from bot import clock
from bot.channels.answer_once import AnswerOnce
from bot.channels.readers import shown_in
from bot.channels.rest import BadRequest
from bot.channels.web import card_request as web_card
from bot.channels.web.requests import NAME, Record, Said, read_feedback, read_messages, read_said, read_text
from bot.channels.web.view_model import card_texts, opening, present
from bot.dialogue.agent import GuardedAgent
from bot.dialogue.preprocessing import heard
from bot.dialogue.reply_collector import ReplyCollector
from bot.handoff.service import HandoffDesk
from bot.http.cors import allow, page_may_speak
from bot.http.desk_request import DeskRequest
from bot.http.rate_limits import RateLimits
from bot.i18n.languages import ORIGINAL, READERS, language_of
from bot.insights.feedback import FeedbackStore
from bot.insights.review_queue import UNHELPFUL, Reviews
from bot.replies.builder import all_topics
from bot.replies.reply import Given
from bot.settings import Settings
from bot.storage.beside import beside
from bot.storage.shared_memory import SharedMemory

MAX_BODY = 64 * 1024  # bytes
FOREIGN = "This page may not speak to the desk (MADOGUCHI_EMBED_ORIGINS; behind a proxy: docs/operations.md)."
logger = logging.getLogger(__name__)
Receive = Callable[[UserMessage], Awaitable[object]]


class WebInput(InputChannel):
    """`/webhooks/web/`: start, webhook, versions, card, feedback, handoff, forget (docs/web-chat.md)."""

    def __init__(
        self,
        agent: GuardedAgent,
        settings: Settings,
        limits: RateLimits,
        feedback: FeedbackStore,
        handoffs: HandoffDesk,
        reviews: Reviews,
        memory: SharedMemory | None = None,
    ) -> None:
        """Keeps what the routes work with; `memory` is all servers', where there are several."""
        self._agent, self._settings, self._limits, self._feedback = agent, settings, limits, feedback
        self._handoffs, self._reviews = handoffs, reviews
        self._once: AnswerOnce[Record] = AnswerOnce(agent, memory)

    @classmethod
    def name(cls) -> str:
        """The channel's name and path."""
        return NAME

    def blueprint(self, on_new_message: Receive) -> Blueprint:
        """The routes of the channel."""
        routes = Blueprint("madoguchi_web")

        @routes.middleware("request")
        async def guard(request: DeskRequest) -> HTTPResponse | None:
            return self._refusal(request)

        @routes.middleware("response")
        async def let_read(request: DeskRequest, response: HTTPResponse) -> None:
            allow(request, response, self._settings.embed_origins)
            response.headers["cache-control"] = "no-store"

        @routes.exception(BadRequest)
        async def bad_request(request: DeskRequest, error: BadRequest) -> HTTPResponse:
            return json({"error": str(error)}, status=400)

        async def preflight(request: DeskRequest) -> HTTPResponse:
            return empty()  # the headers of let_read answer it

        # One by one: a known path is never matched by a wildcard.
        for path in ("webhook", "versions", "card", "feedback", "handoff", "forget"):
            routes.add_route(preflight, f"/{path}", methods=["OPTIONS"], name=f"preflight_{path}")

        @routes.get("/start")
        async def start(request: DeskRequest) -> HTTPResponse:
            asked = request.args.get("language")
            return json(opening(self._agent.speaker, asked if asked in READERS else ORIGINAL), ensure_ascii=False)

        @routes.post("/webhook")
        async def receive(request: DeskRequest) -> HTTPResponse:
            return await self._answer(request, on_new_message)

        @routes.get("/card")
        async def card_steps(request: DeskRequest) -> HTTPResponse:
            return json(card_texts(self._agent.speaker), ensure_ascii=False)

        @routes.post("/card")
        async def hear_card(request: DeskRequest) -> HTTPResponse:
            return await self._answer_card(request)

        @routes.post("/versions")
        async def write_again(request: DeskRequest) -> HTTPResponse:
            return json(await self._again(read_said(request.json), read_messages(request.json)), ensure_ascii=False)

        @routes.post("/feedback")
        async def hear_feedback(request: DeskRequest) -> HTTPResponse:
            await self._keep_feedback(read_said(request.json), request.json)
            return empty()

        @routes.post("/handoff")
        async def hand_over(request: DeskRequest) -> HTTPResponse:
            said = read_said(request.json)
            code = await self._handoffs.code(said.session, NAME, language_of(said.language), request.network)
            return json({"code": code}, status=200 if code else 409)

        @routes.post("/forget")
        async def forget(request: DeskRequest) -> HTTPResponse:
            said = read_said(request.json)
            await self._once.forget(said.session)
            await beside(self._handoffs.forget, said.session)
            await self._agent.forget(said.session)
            return empty()

        return routes

    def _refusal(self, request: DeskRequest) -> HTTPResponse | None:
        """What a request gets that may not pass, whatever it asks."""
        if not page_may_speak(request, self._settings.embed_origins):
            return json({"error": FOREIGN}, status=403)
        if len(request.body) > MAX_BODY:
            return json({"error": "The body is too large."}, status=413)
        if request.method != "POST":
            return None
        said = read_said(request.json)
        wait = self._limits.seconds_to_wait(said.session, request.network)
        return self._too_many(wait, said.language) if wait else None

    def _too_many(self, wait: int, reader: str) -> HTTPResponse:
        return json(
            self._replies("too_many", reader), status=429, headers={"Retry-After": str(wait)}, ensure_ascii=False
        )

    async def _answer(self, request: DeskRequest, on_new_message: Receive) -> HTTPResponse:
        said, text = read_said(request.json), read_text(request.json)

        async def turn() -> Record:
            await self._hear_choice(said, request.json)
            return await self._turn(said, text, on_new_message)

        async def again(kept: Sequence[Given]) -> Record:
            return self._record(text, kept) if kept else self._replies("already_received", said.language)

        try:
            answer = await self._once.answer(said.session, said.message, turn, again)
        except Exception as error:  # whatever broke, the visitor gets the phone line
            logger.error("A message could not be answered: %s", type(error).__name__)
            answer = self._replies("error", said.language)
        return json(answer, ensure_ascii=False)

    def _replies(self, topic: str, reader: str) -> Record:
        """A reply that needs no dialogue."""
        return {"replies": [present(Given.to(self._agent.speaker.build(topic), reader), self._agent.speaker)]}

    async def _again(self, said: Said, messages: Sequence[str]) -> Record:
        """The replies to earlier messages, as they were kept, for a reader who has chosen another register since."""
        given = await self._agent.replies_to_each(said.session, messages)
        shown = {
            name: [present(Given.to(one.reply, said.language), self._agent.speaker) for one in replies]
            for name, replies in given.items()
        }
        return {"replies": shown}

    async def _hear_choice(self, said: Said, record: Record) -> None:
        """Keeps the language, where the reader chose it by hand since the last message."""
        if record.get("switched") is True:
            await self._agent.choose_language(said.session, said.language)

    async def _turn(self, said: Said, text: str, on_new_message: Receive) -> Record:
        collector = ReplyCollector()
        message = UserMessage(
            text,
            collector,
            said.session,
            input_channel=NAME,
            message_id=said.message,
            metadata=shown_in(said.language),
        )
        await on_new_message(message)
        if not collector.given:  # an action server that is not ours said something without a topic
            return {**self._record(text, ()), **self._replies("unavailable", said.language)}
        return self._record(text, collector.given)

    def _record(self, text: str, given: Sequence[Given]) -> Record:
        """What was said, as the gate let it through, and the replies."""
        replies = [present(one, self._agent.speaker) for one in given]
        return {"said": heard(text, all_topics()), "replies": replies}

    async def _answer_card(self, request: DeskRequest) -> HTTPResponse:
        """Answers at once and without the dialogue, so that nothing of the card can be kept."""
        if len(request.body) > web_card.MAX_BODY:
            return json({"error": "The body is too large."}, status=413)
        said, card = read_said(request.json), web_card.read_card(request.json)
        await self._hear_choice(said, request.json)
        await self._agent.answered_outside(said.session)
        reply = web_card.card_reply(card, self._agent.speaker, clock.now())
        return json({"replies": [present(Given.to(reply, said.language), self._agent.speaker)]}, ensure_ascii=False)

    async def _keep_feedback(self, said: Said, record: Record) -> None:
        question = await self._agent.question(said.session, said.message)
        feedback = read_feedback(record, said, question, clock.now().date())
        await beside(self._feedback.add, feedback, said.session)
        if question and not feedback.helpful:
            doubt = (feedback.day, feedback.language, UNHELPFUL, question, feedback.topic, said.session)
            await beside(self._reviews.add, *doubt)
