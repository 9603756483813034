"""Every channel shows the parts of an answer in the one order that the builder decides (bot/replies/builder.py)."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Callable, Iterator
from datetime import datetime
from functools import cache
from html import unescape
from typing import Any

import pytest
from playwright._impl._driver import compute_driver_executable

from bot.channels.line.messages import compose
from bot.channels.web.view_model import present_version
from bot.copilot.two_columns import side_by_side
from bot.i18n.languages import LANGUAGES
from bot.pages.templating import TEMPLATES
from bot.replies.reply import PageSource, Part, PhoneLines, Reminders, Reply
from bot.settings import ROOT
from knowledge.answers import load_answers
from knowledge.kinds import Kind
from knowledge.lines import TOKYO
from tests.speaking import SPEAKER

NOW = datetime(2026, 11, 25, 10, tzinfo=TOKYO)
# What answer.js makes of each version, without a browser: elements that know only their texts.
IN_NODE = """
import { readFileSync } from "node:fs";
class Element {
  texts = [];
  append(...children) { this.texts.push(...children); }
  replaceChildren(...children) { this.texts = children; }
  setAttribute() {}
  addEventListener() {}
  toString() { return this.texts.join(" "); }
}
globalThis.document = { createElement: () => new Element() };
const { answerParts } = await import("%s");
const read = (text) => [text];
const chat = { read, say: (name) => name, lineNow: (link) => link, base: "http://desk.example/", language: "ja" };
const versions = JSON.parse(readFileSync(0, "utf8"));
const shown = (version) => answerParts(version, chat, {}).flat(Infinity).filter(Boolean).join("\\n");
console.log(JSON.stringify(versions.map(shown)));
"""


@cache
def all_replies() -> list[tuple[Reply, str]]:
    """Each answer in each language."""
    built = [SPEAKER.build(topic, now=NOW) for topic in sorted(load_answers())]
    return [(reply.for_reader(language), language) for reply in built for language in LANGUAGES]


def parts_of(reply: Reply, language: str) -> Iterator[tuple[Kind, str]]:
    """What a reader must find, in order: each part's text, its lines' numbers, its paragraph in the booklet."""
    for part in reply.parts:
        if isinstance(part, Part):
            yield part.kind, SPEAKER.sentences(part.texts, language)
        elif isinstance(part, PhoneLines):
            yield from ((part.kind, link["value"]) for link in SPEAKER.links(part, reply, language))
        elif isinstance(part, PageSource):
            yield part.kind, part.heading
        elif not isinstance(part, Reminders):
            yield part.kind, part.host


def on_the_web() -> list[str]:
    script = IN_NODE % (ROOT / "web/chat/views/answer.js").as_uri()
    versions = json.dumps([present_version(reply, language, SPEAKER) for reply, language in all_replies()])
    node = [compute_driver_executable()[0], "--input-type=module", "-e", script]
    run = subprocess.run(node, input=versions, capture_output=True, text=True, timeout=120)
    assert run.returncode == 0, run.stderr
    return list(json.loads(run.stdout))


def on_a_plain_page(reply: Reply, language: str) -> str:
    article = TEMPLATES.get_template("parts.html").module.reply_article  # type: ignore[attr-defined]
    html = article(present_version(reply, language, SPEAKER), lambda text: text, lambda label: label)
    return unescape(re.sub("<[^>]*>", " ", re.sub("</?span[^>]*>", "", html)))  # a span is inside of a text


def on_line(reply: Reply, language: str) -> str:
    (message,) = compose([SPEAKER.write(reply, language)], SPEAKER, NOW.date())
    if message["type"] == "text":
        return str(message["text"])
    contents: Any = message["contents"]
    return "\n".join(texts_in([contents["header"], contents["body"]]))


def texts_in(component: Any) -> Iterator[str]:
    if isinstance(component, list):
        for one in component:
            yield from texts_in(one)
    elif component["type"] == "text":
        yield component["text"]
    else:
        yield from texts_in(component.get("contents", []))


def at_the_agents(reply: Reply, language: str) -> str:
    shown = side_by_side(reply, language, SPEAKER)
    return "\n".join(
        [
            *(row["caller"] for row in shown["rows"]),
            *(str(one.get("heading") or one.get("host")) for one in shown["sources"]),
        ]
    )


def as_text(reply: Reply, language: str) -> str:
    return SPEAKER.write(reply, language)["text"]


def first_out_of_order(parts: Iterator[tuple[Kind, str]], shown: str, untitled: bool) -> tuple[Kind, str] | None:
    """The first part that is not shown, or not after the one before it."""
    place = 0
    for kind, said in parts:
        if kind is Kind.TITLE and untitled:
            continue
        found = shown.find(said, place)
        if found < 0:
            return kind, said
        place = found + len(said)
    return None


def test_the_chat() -> None:
    for (reply, language), shown in zip(all_replies(), on_the_web(), strict=True):
        assert first_out_of_order(parts_of(reply, language), shown, False) is None, (reply.topic, language, shown)


@pytest.mark.parametrize(
    ("channel", "untitled"), [(on_a_plain_page, False), (on_line, True), (at_the_agents, False), (as_text, True)]
)  # a text has no title; where LINE has one, test_line_messages sees to it
def test_channels(channel: Callable[[Reply, str], str], untitled: bool) -> None:
    for reply, language in all_replies():
        shown = channel(reply, language)
        assert first_out_of_order(parts_of(reply, language), shown, untitled) is None, (reply.topic, language, shown)
