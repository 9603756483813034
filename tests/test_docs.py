"""The docs know every command, setting, topic and decision."""

from __future__ import annotations

import re

from bot.__main__ import COMMANDS
from bot.settings import ROOT
from knowledge.booklet import load_booklet

DOCS = ROOT / "docs"


def test_every_command_is_documented() -> None:
    text = (DOCS / "cli.md").read_text()
    for command in COMMANDS:
        assert f"| `{command.__name__.rsplit('.', 1)[-1]}" in text


def test_every_setting_is_documented() -> None:
    code = "".join(path.read_text() for package in ("bot", "knowledge") for path in (ROOT / package).rglob("*.py"))
    names = set(re.findall(r'"((?:MADOGUCHI|LINE)_[A-Z_]+)"', code))
    documented = set(re.findall(r"`((?:MADOGUCHI|LINE)_[A-Z_]+)`", (DOCS / "settings.md").read_text()))
    assert names == documented


def test_the_booklet_table_covers_every_topic_at_its_page() -> None:
    rows = re.findall(r"^\| (\d+) \| .+ \| ([a-z_, ]+) \|$", (DOCS / "booklet.md").read_text(), re.MULTILINE)
    places = {(int(page), topic) for page, topics in rows for topic in topics.split(", ")}
    sources = load_booklet().sources
    assert {topic for _page, topic in places} == set(sources)
    for topic, stands in sources.items():
        for source in stands:
            assert (source.page, topic) in places
    assert {page for page, _topic in places} == set(range(1, 15))


def test_links_between_docs_lead_somewhere() -> None:
    for path in [*ROOT.glob("*.md"), *DOCS.rglob("*.md")]:
        for target in re.findall(r"\]\((?!http|#)([^)#]+)", path.read_text()):
            assert (path.parent / target).exists(), f"{path}: {target}"
