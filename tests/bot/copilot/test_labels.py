"""The page's own texts: those that it says are there, and no others."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser

from bot.copilot.labels import FILLED_IN, GIVEN, LABELS, page_labels
from bot.i18n.formatting import placeholders
from bot.pages.assets import WEB
from bot.pages.templating import Pages
from bot.replies.speaker import Speaker
from expiry.draft import DATES
from tests.ward import WARD

SPEAKER = Speaker(WARD)
SCRIPTS = {path.name: path.read_text(encoding="utf-8") for path in (WEB / "copilot").rglob("*.js")}
SAID = re.compile(r"say\(\s*(?:[^(){};]*? \? )?\"(\w+)\"(?: : \"(\w+)\")?")
NAMED_BY_WHAT_IS_SHOWN = ("kind_", "part_", "channel_")  # say(`kind_${row.kind}`)
NAMED_ELSEWHERE = {*DATES, "year", "month", "day", "date_incomplete", "no_such_day"}  # names of fields and problems


def test_every_text_that_is_said_is_there_and_every_text_is_said() -> None:
    said = {name for script in SCRIPTS.values() for names in SAID.findall(script) for name in names if name}
    assert len(said) > 60 and said <= set(LABELS), said - set(LABELS)
    unsaid = {name for name in LABELS if not name.startswith(NAMED_BY_WHAT_IS_SHOWN)} - said - NAMED_ELSEWHERE
    assert not unsaid


def test_no_script_of_the_page_holds_japanese() -> None:
    for name, script in SCRIPTS.items():
        code = re.sub(r"/\*.*?\*/|//[^\n]*", "", script, flags=re.DOTALL)
        assert not re.search("[ぁ-んァ-ヶ一-龠]", code), name


def test_each_value_of_a_text_is_filled_in_by_the_desk_or_by_the_page() -> None:
    asked = {place for text in LABELS.values() for place in placeholders(text)}
    assert asked == {*GIVEN, *FILLED_IN}
    texts = page_labels(SPEAKER).values()
    assert {place for text in texts for place in placeholders(text)} == set(FILLED_IN)


def test_the_page_brings_its_texts_along() -> None:
    found: dict[str, str] = {}

    class Metas(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            values = dict(attrs)
            if tag == "meta" and values.get("name"):
                found[str(values["name"])] = str(values["content"])

    class Agent:
        name, reviews = "花子", False

    labels = {**page_labels(SPEAKER), "quotes": "'\"<>&"}
    Metas().feed(Pages(SPEAKER, "1").render("copilot.html", "ja", labels=labels, csrf="", agent=Agent, files="1"))
    assert json.loads(found["labels"]) == labels
