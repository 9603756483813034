"""A reply in two languages, row by row: both columns are written from the same parts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NotRequired, Required, TypedDict

from bot.i18n.formatting import write_date
from bot.i18n.languages import ORIGINAL
from bot.i18n.phrases import SOURCE_PLACE
from bot.replies.phone_lines import Link
from bot.replies.reply import AnyPart, AnySource, PageSource, Part, PhoneLines, Reminders, Reply, Text
from bot.replies.speaker import Speaker


class Row(TypedDict, total=False):
    """What a caller is told, and the same in Japanese.

    Attributes:
        own: whether it holds what a person told of themselves.
        open: whether a line answers now.
        paper: of a line, both sides as they are printed: its hours, not its state.
        place: where the booklet has it, as an anchor.
        files: the calendar file, Japanese and the caller's.
        items: what to bring, thing by thing.
        aid: how the caller's side is read aloud.
    """

    kind: Required[str]
    ja: Required[str]
    caller: Required[str]
    own: bool
    open: bool
    paper: list[str]
    place: str | None
    files: list[str]
    items: list[Item]
    aid: str


class Item(TypedDict):
    """One thing to bring, in both languages, and how the caller's is read aloud."""

    ja: str
    caller: str
    aid: NotRequired[str]


def write_rows(reply: Reply, caller: str, speaker: Speaker) -> Iterator[Row]:
    """Every row of what a caller is told, in the order in which it is read out."""
    heard = reply.for_reader(caller)
    for part in heard.parts:
        yield from rows_of(part, heard, caller, speaker)


def rows_of(part: AnyPart, heard: Reply, caller: str, speaker: Speaker) -> Iterator[Row]:
    """The rows of one part of what a caller is told.

    Args:
        part: one of the reply's.
        heard: the reply as it is for the caller.
        caller: the caller's language.
        speaker: of the ward.
    """
    if isinstance(part, Part):
        mine, theirs = (speaker.sentences(part.texts, language) for language in (ORIGINAL, caller))
        row: Row = {"kind": part.kind.value, "ja": mine, "caller": theirs}
        if any(map(is_own, part.texts)):
            row["own"] = True
        yield row
    elif isinstance(part, PhoneLines):
        yield from _line_rows(part, heard, caller, speaker)
    elif isinstance(part, Reminders):
        yield _calendar_row(part, heard, caller, speaker)
    else:
        yield _source_row(part, caller, speaker)


def is_own(text: Text) -> bool:
    """Whether a sentence was made of what a person told, as one with their dates; facts are everybody's."""
    return any(is_own(value) if isinstance(value, Text) else True for value in text.values.values())


def _line_rows(part: PhoneLines, heard: Reply, caller: str, speaker: Speaker) -> Iterator[Row]:
    """The lines that the caller is told; one that joins for the caller's language is told in Japanese too."""
    japanese, spoken = (speaker.telephone.all_lines(language, heard.moment) for language in (ORIGINAL, caller))
    known = {_name_of(theirs): (mine, theirs) for mine, theirs in zip(japanese, spoken, strict=True)}
    for link in speaker.links(part, heard, caller):
        mine, theirs = known[_name_of(link)]
        paper = [_told(mine, mine["hours"]), _told(link, theirs["hours"])]
        now, heard_now = _told(mine, mine["note"]), _told(link, link["note"])
        yield {"kind": part.kind.value, "ja": now, "caller": heard_now, "open": link["open"], "paper": paper}


def _told(link: Link, when: str) -> str:
    """A telephone line in words: its state now on the screen, its opening hours on paper."""
    return f"{link['label']} {link['value']}\n{when}"


def _name_of(link: Link) -> tuple[str, str]:
    """What tells lines apart: one number may have several, each with a label of its own."""
    return link["value"], link["label"]


def _source_row(part: AnySource, caller: str, speaker: Speaker) -> Row:
    """Where the answer stands; the heading is the booklet's, in Japanese only."""
    if not isinstance(part, PageSource):
        mine, theirs = (speaker.write_source(part, language) for language in (ORIGINAL, caller))
        return {"kind": part.kind.value, "ja": mine, "caller": theirs}
    as_of = speaker.booklet.as_of
    mine, theirs = (
        speaker.say(SOURCE_PLACE, language, page=part.page, as_of=write_date(as_of, language))
        for language in (ORIGINAL, caller)
    )
    place = speaker.booklet.place(part.page, part.heading)
    return {"kind": part.kind.value, "ja": f"{mine} {part.heading}", "caller": theirs, "place": place}


def _calendar_row(part: Reminders, heard: Reply, caller: str, speaker: Speaker) -> Row:
    """The calendar file, each column with its own."""
    mine, theirs = (speaker.links(part, heard, language)[0] for language in (ORIGINAL, caller))
    return {
        "kind": "calendar",
        "ja": mine["label"],
        "caller": theirs["label"],
        "files": [mine["value"], theirs["value"]],
    }
