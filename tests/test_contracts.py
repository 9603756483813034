"""docs/contracts.md says what the code does: commands, routes, fields, kinds; where that is cheap."""

from __future__ import annotations

import json
import re
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from bot.__main__ import build_parser
from bot.copilot.auth.guard import SIGN_IN
from bot.i18n.languages import LANGUAGES
from bot.replies.builder import Extras
from bot.replies.reply import Button, DayOfYear, Given, Month, Part, Reminders, Reply, Text, Value
from bot.replies.speaker import Speaker
from bot.replies.stored import given_from_json, given_to_json
from bot.replies.writing import GROUPS, contract_of
from bot.settings import ROOT
from knowledge.kinds import Kind
from knowledge.lines import TOKYO
from tests.ward import WARD

PAGE = (ROOT / "docs/contracts.md").read_text(encoding="utf-8")
NOON = datetime(2026, 11, 30, 12, tzinfo=TOKYO)
# Where each module's routes stand; what is not here stands at the root.
MOUNTED = {
    "bot/channels/web": "/webhooks/web",
    "bot/channels/line": "/webhooks/line",
    "bot/channels/rest.py": "/webhooks/rest",
}
COPILOT = "bot/copilot"
_ROUTE = re.compile(r'@\w+\.(get|post)\(r?(?:"([^"]*)"|(\w+))')


def section(title: str) -> str:
    """The text below a heading, up to the next of its rank or a higher one."""
    found = re.search(rf"(?ms)^(#+) {re.escape(title)}\n(.*?)(?=^#{{1,2}} |\Z)", PAGE)
    assert found, title
    return found.group(2)


def rows(text: str) -> dict[str, list[str]]:
    """A table: its first cell, in plain letters, to the others."""
    lines = [re.split(r"(?<!\\) \| ", line.strip("| \n")) for line in text.splitlines() if line.startswith("| ")]
    return {cells[0].replace("`", ""): cells[1:] for cells in lines}


@cache
def speaker() -> Speaker:
    return Speaker(WARD)


def custom_of(reply: Reply, language: str = "en") -> dict[str, Any]:
    return {**contract_of(speaker().write(reply, language))["custom"]}


def test_every_command_stands_in_it() -> None:
    commands = build_parser()._subparsers._group_actions[0].choices  # type: ignore[union-attr]
    machine = set(rows(section("Command line"))) - {"command"}
    people = re.search(r"The other commands are for people: ([^.]+)\.", PAGE)
    assert people and machine | set(re.findall(r"`([\w-]+)`", people.group(1))) == set(commands)  # type: ignore[arg-type]


def routes_of_code() -> set[str]:
    """Every route outside the co-pilot, as `METHOD /path`."""
    found = set()
    for path in (ROOT / "bot").rglob("*.py"):
        place = str(path.relative_to(ROOT))
        mount = next((mount for prefix, mount in MOUNTED.items() if place.startswith(prefix)), "")
        for method, route, constant in _ROUTE.findall(path.read_text(encoding="utf-8")):
            if place.startswith(COPILOT) and constant != "SIGN_IN":
                continue
            plain = re.sub(r":[^>]*>", ">", route.replace(r"\.ics>", ">.ics")) if route else SIGN_IN
            found.add(f"{method.upper()} {mount}{plain}")
    return found


def test_every_route_stands_in_it() -> None:
    documented = set(re.findall(r"`((?:GET|POST) /[^`]*)`", section("HTTP").split("### REST")[0]))
    assert documented == routes_of_code()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_fields_of_custom(language: str) -> None:
    fields = set(rows(section("A reply").split("`answer`:")[0])) - {"field"}
    given = custom_of(speaker().build("konbini_fees", Extras(asks="birth_date"), NOON), language)
    assert set(given) | {"trace"} == fields
    answer = set(rows(section("A reply").split("`answer`:")[1].split("###")[0])) - {"field"}
    assert set(given["answer"]) == answer
    assert len(given["answer"]["kinds"]) == len(given["answer"]["points"]) > 0


def test_the_fields_of_links() -> None:
    days = Reminders(Text("title"), ((date(2029, 5, 3), Text("day")),))
    links = custom_of(speaker().build("lost_card", Extras(reminders=days), NOON))["answer"]["links"]
    told = rows(section("A reply"))["links"][0]
    for link in links:
        assert all(f'"{field}"' in told or f"`{field}`" in told for field in link), link
    assert {link["kind"] for link in links} == {"tel", "calendar"}


def test_every_kind_and_its_place() -> None:
    told = rows(section("Kinds"))
    del told["kind"]
    assert list(told) == [kind.value for kind in Kind]
    groups = {"title": "answer.title", "lead": "answer.lead", "points": "answer.points", "notes": "answer.notes"}
    groups |= {
        "phone_lines": "answer.links",
        "calendar": "answer.links",
        "changed_since": "changed_since",
        "sources": "sources",
    }
    for kind in Kind:
        place = told[kind.value][1].strip("`")
        assert place == ("not used yet" if kind is Kind.WEB else groups[GROUPS.get(kind, "points")]), kind


def test_what_nothing_gives_yet_is_said_to_be_so() -> None:
    given = [custom_of(speaker().build(topic, now=NOON)) for topic in speaker().answers]
    assert not [link for custom in given for link in custom["answer"]["links"] if link["kind"] == "web"]


def test_every_source_is_a_page_of_the_booklet_or_of_a_host() -> None:
    given = [custom_of(speaker().build(topic, now=NOON)) for topic in speaker().answers]
    shapes = {frozenset(set(source) - {"publisher"}) for custom in given for source in custom["sources"]}
    assert shapes == {frozenset({"page", "heading"}), frozenset({"host", "read", "sure"})}


def test_the_example_of_a_kept_reply_can_be_read_and_written_again() -> None:
    example = re.search(r"```json\n(.*?)```", section("How a reply is kept"), re.DOTALL)
    assert example
    kept = json.loads(example.group(1))
    given = given_from_json(kept)
    assert given and given_to_json(given) == kept


def test_what_a_kept_reply_may_hold_stands_in_it() -> None:
    value: dict[str, Value] = {
        "a": date(2026, 1, 1),
        "b": Month("2026-01"),
        "c": DayOfYear("01-01"),
        "d": Text("x"),
        "e": 1,
    }
    lead = Part(Kind.LEAD, (Text("x", value),))
    reply = Reply("greet", (lead,), NOON, (Button(Text("x"), None, "y"),), "birth_date", 1.0, True)
    reply = Reply("greet", (lead,), NOON, (Button(Text("x"), "/x"),), "birth_date", 1.0, True, foreign=reply)
    kept = given_to_json(Given(reply, "en"))
    told = section("How a reply is kept")

    def names(node: Any) -> set[str]:
        if isinstance(node, dict):
            return set(node).union(*map(names, node.values()))
        return set().union(*map(names, node)) if isinstance(node, list) else set()

    missing = {name for name in names(kept) - set(value) if f'"{name}"' not in told and f"`{name}`" not in told}
    assert not missing


def test_each_path_of_it_is_there() -> None:
    for name in re.findall(r"`([\w/]+\.(?:py|yml))`", PAGE):
        assert Path(ROOT / name).is_file(), name
