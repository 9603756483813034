"""An answer in two columns: the same parts in Japanese and in the caller's language, row by row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from bot.copilot.checklist import with_items
from bot.copilot.point_kinds import point_kinds
from bot.copilot.topics import openable
from bot.i18n.formatting import write_date
from bot.i18n.languages import ORIGINAL
from bot.i18n.phrases import SOURCE_PLACE
from bot.replies.builder import Reply, Speaker, lines_first
from knowledge.kinds import Kind
from knowledge.lines import TOKYO

Row = dict[str, Any]  # {"kind": Kind, "ja", "caller"}, "items" where it names things to bring, and what the kind needs
Link = dict[str, Any]


def columns(name: str, caller: str, speaker: Speaker, now: datetime | None = None) -> dict[str, Any]:
    """An answer that needs no dialogue, as the page shows it."""
    now = now or datetime.now(TOKYO)
    told = speaker.answer(name, caller, now).topic  # what the caller hears: the agent reads the same, in Japanese
    japanese, spoken = (speaker.reply(told, language, now=now) for language in (ORIGINAL, caller))
    return side_by_side(japanese, spoken, speaker, now)


def side_by_side(japanese: Reply, spoken: Reply, speaker: Speaker, now: datetime) -> dict[str, Any]:
    """Two versions of a reply as rows; both come from the same parts, so that row and row say the same."""
    custom = japanese["custom"]
    return {
        "topic": custom["topic"],
        "caller": spoken["custom"]["language"],
        "rows": list(with_items(rows(japanese, spoken, speaker, now), spoken["custom"]["language"], speaker)),
        "sources": custom["sources"],
        "as_of": write_date(speaker.booklet.as_of, ORIGINAL),
        "related": [
            {"topic": button["payload"][1:], "title": button["title"]}
            for button in japanese["buttons"]
            if button["payload"][1:] in openable(speaker)
        ],
    }


def rows(japanese: Reply, spoken: Reply, speaker: Speaker, now: datetime) -> Iterator[Row]:
    """Every row of an answer, in the order in which it is read out."""
    mine, theirs = japanese["custom"], spoken["custom"]
    left, right = mine["answer"], theirs["answer"]
    lines = list(line_rows(right["links"], theirs["language"], speaker, now))
    early = lines_first(speaker.answers[mine["topic"]], left)
    kinds = point_kinds(mine["topic"], speaker)
    yield {"kind": Kind.TITLE, "ja": left["title"], "caller": right["title"]}
    yield {"kind": Kind.LEAD, "ja": left["lead"], "caller": right["lead"]}
    yield from lines if early else []
    for one, other in paired(left["points"], right["points"]):
        yield {"kind": kinds.get(one, Kind.POINT), "ja": one, "caller": other}
    ends = ((Kind.NOTE, left["notes"], right["notes"]), (Kind.CHANGED, mine["changed_since"], theirs["changed_since"]))
    for kind, ours, others in ends:
        yield from ({"kind": kind, "ja": one, "caller": other} for one, other in paired(ours, others))
    yield from [] if early else lines
    yield from source_rows(mine["sources"], theirs["language"], speaker)
    yield from calendar_rows(left["links"], right["links"])


def paired(left: Sequence[str], right: Sequence[str]) -> list[tuple[str, str]]:
    """The parts of both columns beside each other.

    Raises:
        ValueError: when one column has more parts than the other.
    """
    return list(zip(left, right, strict=True))


def line_rows(right: Sequence[Link], caller: str, speaker: Speaker, now: datetime) -> Iterator[Row]:
    """The telephone lines of both columns; one that joins for the caller's language is told in Japanese too."""
    japanese, spoken = (speaker.telephone.all_lines(language, now) for language in (ORIGINAL, caller))
    known = {name_of(theirs): (mine, theirs) for mine, theirs in zip(japanese, spoken, strict=True)}
    for link in right:
        if link["kind"] == "tel":
            mine, theirs = known[name_of(link)]
            paper = [told(mine, mine["hours"]), told(link, theirs["hours"])]
            texts = {"ja": told(mine, mine["note"]), "caller": told(link, link["note"])}
            yield {"kind": Kind.PHONE_LINE, **texts, "open": link["open"], "paper": paper}


def told(link: Link, when: str) -> str:
    """A telephone line in words: its state now on the screen, its opening hours on paper."""
    return f"{link['label']} {link['value']}\n{when}"


def name_of(link: Link) -> tuple[str, str]:
    """What tells lines apart: one number may have several, each with a label of its own."""
    return link["value"], link["label"]


def source_rows(sources: Sequence[Mapping[str, Any]], caller: str, speaker: Speaker) -> Iterator[Row]:
    """Where the answer stands; the heading is the booklet's, in Japanese only."""
    for source in sources:
        said = {
            language: speaker.say(
                SOURCE_PLACE, language, page=source["page"], as_of=write_date(speaker.booklet.as_of, language)
            )
            for language in (ORIGINAL, caller)
        }
        yield {
            "kind": Kind.SOURCE,
            "ja": f"{said[ORIGINAL]} {source['heading']}",
            "caller": said[caller],
            "place": speaker.booklet.place(source["page"], source["heading"]),
        }


def calendar_rows(left: Sequence[Link], right: Sequence[Link]) -> Iterator[Row]:
    """The calendar file, each column with its own."""
    files = [[link for link in links if link["kind"] == "calendar"] for links in (left, right)]
    for mine, theirs in zip(*files, strict=True):
        saved = [mine["value"], theirs["value"]]
        yield {"kind": Kind.CALENDAR, "ja": mine["label"], "caller": theirs["label"], "files": saved}
