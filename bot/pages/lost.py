"""The page for a lost or stolen card: made once at the start, kept by the browser for when nothing else opens."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256

from rjsmin import jsmin
from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse, html, raw

from bot import clock
from bot.i18n.catalogues import _
from bot.i18n.formatting import write_date
from bot.i18n.languages import EASY, ORIGINAL, READERS
from bot.pages.labels import LABELS
from bot.pages.templating import HEADERS, TEMPLATES, Pages
from bot.replies.speaker import Speaker
from bot.replies.writing import AnswerJson
from bot.text.furigana import annotate

KEPT = _("このページは一度開くと端末に残り、インターネットや窓口につながらないときも開けます。{day}の内容です。")
ASK_AGAIN = "no-cache"  # the kept copy is the service worker's


@dataclass(frozen=True)
class Section:
    """What the page says in one language.

    Attributes:
        card: whom to call at once, the police, what comes then; lines that answer day and night.
        no_voice: the same for whoever cannot telephone; `phone`: where the card is in a lost phone.
        says: the page's own texts by the names of their labels.
    """

    card: AnswerJson
    no_voice: AnswerJson
    phone: AnswerJson
    says: dict[str, str]


def section(speaker: Speaker, language: str) -> Section:
    """Takes the page's facts from the answers."""
    card, no_voice, phone = (
        speaker.reply(name, language)["custom"]["answer"] for name in ("lost_card", "lost_card_no_voice", "lost_phone")
    )
    day = write_date(clock.now().date(), language)
    names = ("lost_page", "lost_next", "no_voice", "to_desk", "a11y")
    says = {name: speaker.say(LABELS[name], language) for name in names}
    return Section(card, no_voice, phone, {**says, "kept": speaker.say(KEPT, language, day=day)})


class LostPage:
    """`/lost` in every language at once, and `/sw.js`, which keeps it."""

    def __init__(self, pages: Pages) -> None:
        sections = {code: section(pages.speaker, code) for code in READERS}
        readers = {code: annotate if code == EASY else str for code in READERS}
        self._page = pages.render("lost.html", ORIGINAL, sections=sections, readers=readers)
        digest = sha256(self._page.encode()).hexdigest()[:12]
        worker = TEMPLATES.get_template("sw.js").render(digest=digest, version=pages.version)
        self._worker = str(jsmin(worker)).encode()
        self._headers = {**pages.headers, "cache-control": ASK_AGAIN}

    def blueprint(self) -> Blueprint:
        """Both routes."""
        routes = Blueprint("madoguchi_lost")

        @routes.get("/lost")
        async def lost(_request: Request) -> HTTPResponse:
            return html(self._page, headers=self._headers)

        @routes.get("/sw.js")
        async def worker(_request: Request) -> HTTPResponse:
            return raw(self._worker, content_type="text/javascript; charset=utf-8", headers=WORKER)

        return routes


WORKER = {
    "cache-control": ASK_AGAIN,
    "content-security-policy": "default-src 'none'; connect-src 'self'",
    "x-content-type-options": HEADERS["x-content-type-options"],
}
