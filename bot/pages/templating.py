"""Makes pages of templates, in the reader's language, with what keeps a page safe."""

from __future__ import annotations

import re
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape
from sanic.request import Request
from sanic.response import HTTPResponse, html

from bot.i18n.languages import ORIGINAL, READERS, reader_of
from bot.pages.labels import LABELS
from bot.replies.speaker import Speaker

TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_NUMBER = re.compile(r"#?\d{2,4}(?:-\d{2,6}){1,2}")  # to be called: read out in one go, so never broken


def unbroken(text: str) -> Markup:
    """A text whose telephone numbers stand on one line each.

    >>> unbroken("FAX 0120-601-785 <1>")
    Markup('FAX <span class="whole">0120-601-785</span> &lt;1&gt;')
    """
    return Markup(_NUMBER.sub(r'<span class="whole">\g<0></span>', str(escape(text))))  # noqa: S704 - escaped


TEMPLATES.filters["unbroken"] = unbroken
POLICY = "content-security-policy"
CONNECT = "connect-src 'self'"
# No script but the desk's own files, no other host, no page around it, nothing kept.
HEADERS = {
    POLICY: "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    f"{CONNECT}; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    "cache-control": "no-store",
}


class Pages:
    """Renders the templates of one desk; `version` names its files.

    Args:
        version: of the files, for their addresses.
        card_bridge: the one other address that the pages may ask; empty without one.
    """

    def __init__(self, speaker: Speaker, version: str, card_bridge: str = "") -> None:
        self.speaker, self.version = speaker, version
        policy = HEADERS[POLICY].replace(CONNECT, f"{CONNECT} {card_bridge}") if card_bridge else HEADERS[POLICY]
        self.headers = {**HEADERS, POLICY: policy}

    def render(self, name: str, language: str, **values: object) -> str:
        """The text of a page; `say` in a template speaks a label."""

        def say(label: str, **parts: object) -> str:
            return self.speaker.say(LABELS[label], language, **parts)

        template = TEMPLATES.get_template(name)
        return template.render(language=language, languages=READERS, version=self.version, say=say, **values)

    def page(self, name: str, language: str, status: int = 200, **values: object) -> HTTPResponse:
        """A whole answer."""
        return html(self.render(name, language, **values), status=status, headers=self.headers)


def page_language(request: Request) -> str:
    """The language or register of the address, else the browser's first that we speak."""
    asked = request.args.get("language")
    if asked in READERS:
        return str(asked)
    return preferred(request.headers.get("accept-language", ""))


def preferred(accepted: str) -> str:
    """The language or register that an Accept-Language header (RFC 9110) likes best of those the desk has.

    >>> [preferred(header) for header in ("en;q=0.5, ko-KR", "fr, zh-TW;q=0.8, ja;q=0.7", "en;q=0, *", "en;q=x", "")]
    ['ko', 'zh-Hant', 'ja', 'ja', 'ja']
    """
    named = (part.strip().partition(";") for part in accepted.split(","))
    liked = [(quality(parameters), reader_of(tag.strip())) for tag, _, parameters in named]
    spoken = [(weight, code) for weight, code in liked if weight and code]
    return max(spoken, key=lambda one: one[0], default=(0.0, ORIGINAL))[1]  # the first of those that are liked best


def quality(parameters: str) -> float:
    """How much a language is liked: q, from 0 to 1; 1 where none stands, 0 where it cannot be read."""
    name, _, value = parameters.strip().partition("=")
    if name.strip() != "q":
        return 1.0
    return float(value) if re.fullmatch(r"[01](\.[0-9]{0,3})?", value.strip()) else 0.0
