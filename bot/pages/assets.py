"""The chat's files: read, joined and packed once at the start, at an address that changes when they do."""

from __future__ import annotations

import gzip
import hashlib
import json
import re
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import brotli
from rjsmin import jsmin
from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse, empty, raw

from bot.channels.web.aloud_labels import ALOUD_LABELS
from bot.channels.web.labels import LABELS
from bot.channels.web.view_model import easy_texts, readings, texts_for_good
from bot.http.compression import takes
from bot.i18n.catalogues import translate
from bot.i18n.languages import LANGUAGES, ORIGINAL, READERS
from bot.i18n.traditional import texts_table
from bot.pages.js_bundle import bundle
from bot.pages.templating import TEMPLATES
from bot.replies.speaker import Speaker
from bot.settings import ROOT, Settings

WEB = ROOT / "web"
CARD_ENTRY = "card/card_in_chat.js"
ALOUD_ENTRY = "aloud/read_aloud.js"
TRADITIONAL_ENTRY = "register/traditional.js"
EASY_ENTRY = "register/easy.js"
BASE = WEB / "shared" / "base.css"
PUBLIC = (WEB / "chat", WEB / "pages")  # the co-pilot's are for the signed-in alone
KINDS = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".svg": "image/svg+xml",
}
FOREVER = "public, max-age=31536000, immutable"  # the address names the content
_UNSEEN = re.compile(r"/\*.*?\*/|^\s+", re.DOTALL | re.MULTILINE)  # of a style sheet
ASK_AGAIN = "public, no-cache"  # a page of the ward names this address for years


PACKING = ThreadPoolExecutor(1, "packing")  # beside the rest of the start


@dataclass(frozen=True)
class Asset:
    """One file as it is sent: plain, with Brotli for browsers, with gzip for whoever reads only that."""

    content: bytes
    packed: Future[bytes]
    gzipped: bytes
    kind: str
    tag: str


def asset(name: str, text: str) -> Asset:
    """Packs one text."""
    content = text.encode()
    tag = f'"{hashlib.sha256(content).hexdigest()[:16]}"'
    packed, gzipped = PACKING.submit(brotli.compress, content), gzip.compress(content, 9, mtime=0)
    return Asset(content, packed, gzipped, KINDS[name[name.rindex(".") :]], tag)


def style(path: Path) -> str:
    """A style sheet after the one that all share, without comments and indentation."""
    return _UNSEEN.sub("", BASE.read_text(encoding="utf-8") + path.read_text(encoding="utf-8"))


def load_assets() -> dict[str, Asset]:
    """The chat's files by name; its modules are one, and those for reading a card another."""
    files = [path for folder in PUBLIC for path in sorted(folder.iterdir()) if path.suffix in (".css", ".svg")]
    texts = {path.name: style(path) if path.suffix == ".css" else path.read_text(encoding="utf-8") for path in files}
    texts["chat.js"] = bundle(WEB / "chat", "main.js", "start")
    texts["keep.js"] = bundle(WEB / "pages", "keep.js")
    texts["card.js"] = bundle(WEB / "chat", CARD_ENTRY, "CardInChat")  # for the few who read a card
    texts["mask.js"] = bundle(WEB / "shared" / "mask", "mask.js", "maskNumbers")  # for whoever begins to write
    texts["aloud.js"] = aloud()  # where the device has a voice
    texts["traditional.js"] = traditional()  # for readers of Traditional characters
    return {name: asset(name, text) for name, text in texts.items()}


def aloud() -> str:
    """The module that has answers read aloud, with its texts."""
    labels = {code: {name: translate(text, code) for name, text in ALOUD_LABELS.items()} for code in LANGUAGES}
    content = json.dumps({"labels": labels, "furigana": readings(labels[ORIGINAL])}, ensure_ascii=False)
    return f"{bundle(WEB / 'chat', ALOUD_ENTRY, 'ReadAloud')}\nexport const texts = {content};\n"


def traditional() -> str:
    """The module that rewrites what the desk says, and its table: `add` is called with whatever holds texts."""
    table = texts_table()
    words = {"characters": ["".join(table.characters), "".join(table.characters.values())], "words": dict(table.words)}
    module = bundle(WEB / "chat", TRADITIONAL_ENTRY, "registerOf")
    return f"{module}\nexport const add = registerOf({json.dumps(words, ensure_ascii=False)});\n"


def easy(speaker: Speaker, settings: Settings) -> str:
    """The module that shows easy Japanese, with the chat's own texts in it."""
    content = json.dumps(easy_texts(speaker, settings), ensure_ascii=False, separators=(",", ":"))
    module = bundle(WEB / "chat", EASY_ENTRY, "registerOf")
    return f"{module}\nexport const {{ add, complete }} = registerOf({content});\n"


def version_of(assets: dict[str, Asset]) -> str:
    """A name for the content of all files together."""
    return hashlib.sha256("".join(one.tag for one in assets.values()).encode()).hexdigest()[:12]


def send(request: Request, one: Asset, keep: str) -> HTTPResponse:
    """A file, packed where the client reads that; code that any page may load, but only some may use."""
    headers = {
        "etag": one.tag,
        "cache-control": keep,
        "vary": "Accept-Encoding",
        "access-control-allow-origin": "*",
        "cross-origin-resource-policy": "cross-origin",
        "x-content-type-options": "nosniff",
    }
    if request.headers.get("if-none-match") == one.tag:
        return empty(status=304, headers=headers)
    if takes(request, "br"):
        return raw(one.packed.result(), content_type=one.kind, headers={**headers, "content-encoding": "br"})
    if takes(request, "gzip"):
        return raw(one.gzipped, content_type=one.kind, headers={**headers, "content-encoding": "gzip"})
    return raw(one.content, content_type=one.kind, headers=headers)


class Assets:
    """Serves the files of one desk."""

    def __init__(self, speaker: Speaker, settings: Settings) -> None:
        """Reads them all, and writes the chat's texts; the script that pages embed learns where the others are."""
        texts = json.dumps(texts_for_good(speaker, settings), ensure_ascii=False, separators=(",", ":"))
        written = {"texts.json": texts, "easy.js": easy(speaker, settings)}
        self._files = {**load_assets(), **{name: asset(name, text) for name, text in written.items()}}
        self.version = version_of(self._files)
        launch = {code: speaker.say(LABELS["launch"], code) for code in READERS}
        script = TEMPLATES.get_template("madoguchi.js").render(launch=launch, version=self.version)
        self._script = asset("madoguchi.js", str(jsmin(script)))

    def blueprint(self) -> Blueprint:
        """`/madoguchi.js`, and `/web/<version>/…`."""
        routes = Blueprint("madoguchi_assets")

        @routes.get("/madoguchi.js")
        async def script(request: Request) -> HTTPResponse:
            return send(request, self._script, ASK_AGAIN)

        @routes.get("/web/<version>/<name>")
        async def file(request: Request, version: str, name: str) -> HTTPResponse:
            if name not in self._files:
                return empty(status=404)
            return send(request, self._files[name], FOREVER if version == self.version else ASK_AGAIN)

        return routes
