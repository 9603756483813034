"""A given reply as JSON, which is how the tracker keeps it: msgids and values, no language but that of the moment."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import NotRequired, Required, TypedDict, cast

from bot.replies.reply import (
    AnyPart,
    AnySource,
    Button,
    DayOfYear,
    Given,
    Month,
    PageSource,
    Part,
    PhoneLines,
    Reminders,
    Reply,
    Text,
    Value,
    WebSource,
)
from knowledge.kinds import Kind


class ValueJson(TypedDict, total=False):
    """What a placeholder holds, where it is no plain text or number: one of these."""

    msgid: str
    values: dict[str, str | int | ValueJson]
    month: str
    day_of_year: str
    date: str


class TextJson(TypedDict):
    """A sentence."""

    msgid: str
    values: NotRequired[dict[str, str | int | ValueJson]]


class ButtonJson(TypedDict):
    """A button; `payload` and `adds` where it has them."""

    title: TextJson
    payload: NotRequired[str]
    adds: NotRequired[str]


class PartJson(TypedDict, total=False):
    """A part: its kind, and what that kind holds (bot/replies/reply.py)."""

    kind: Required[str]
    texts: list[TextJson]
    names: list[str]
    first: list[str]
    label: TextJson
    days: list[tuple[str, TextJson]]
    page: int
    heading: str
    host: str
    read: str
    sure: bool
    publisher: str


class ReplyJson(TypedDict):
    """A reply; what stands at its default is left out."""

    topic: str
    moment: str
    confidence: float
    parts: list[PartJson]
    buttons: NotRequired[list[ButtonJson]]
    asks: NotRequired[str]
    brief: NotRequired[bool]
    foreign: NotRequired[ReplyJson]


class GivenJson(TypedDict):
    """What Rasa carries and stores under `custom`."""

    language: str
    topic: str
    reply: ReplyJson
    register: NotRequired[str]


def given_to_json(given: Given) -> GivenJson:
    """What Rasa carries and stores under `custom`."""
    kept: GivenJson = {"language": given.language, "topic": given.reply.topic, "reply": reply_to_json(given.reply)}
    return {**kept, "register": given.register} if given.register else kept


def given_from_json(custom: object) -> Given | None:
    """A given reply; None for what is none, as a masked one, or one from before replies were kept so."""
    if not isinstance(custom, Mapping) or not isinstance(custom.get("reply"), Mapping):
        return None
    reply, register = reply_from_json(cast(ReplyJson, custom["reply"])), custom.get("register")
    return Given(reply, str(custom["language"]), str(register or ""))


def reply_to_json(reply: Reply) -> ReplyJson:
    """A reply; what stands at its default is left out."""
    kept: ReplyJson = {
        "topic": reply.topic,
        "moment": reply.moment.isoformat(),
        "confidence": reply.confidence,
        "parts": [_part_to_json(part) for part in reply.parts],
    }
    if reply.buttons:
        kept["buttons"] = [_button_to_json(button) for button in reply.buttons]
    if reply.asks:
        kept["asks"] = reply.asks
    if reply.brief:
        kept["brief"] = True
    if reply.foreign:
        kept["foreign"] = reply_to_json(reply.foreign)
    return kept


def reply_from_json(kept: ReplyJson) -> Reply:
    """The reply that `reply_to_json` wrote."""
    return Reply(
        topic=kept["topic"],
        parts=tuple(_part_from_json(part) for part in kept["parts"]),
        moment=datetime.fromisoformat(kept["moment"]),
        buttons=tuple(_button_from_json(button) for button in kept.get("buttons", ())),
        asks=kept.get("asks"),
        confidence=kept["confidence"],
        brief=kept.get("brief", False),
        foreign=reply_from_json(foreign) if (foreign := kept.get("foreign")) else None,
    )


def _part_to_json(part: AnyPart) -> PartJson:
    if isinstance(part, PhoneLines):
        return {"kind": part.kind, "names": list(part.names), "first": list(part.first)}
    if isinstance(part, Reminders):
        days = [(day.isoformat(), _text_to_json(title)) for day, title in part.days]
        return {"kind": part.kind, "label": _text_to_json(part.label), "days": days}
    if isinstance(part, PageSource):
        return {"kind": part.kind, "page": part.page, "heading": part.heading}
    if isinstance(part, WebSource):
        read = part.read.isoformat()
        return {"kind": part.kind, "host": part.host, "read": read, "sure": part.sure, "publisher": part.publisher}
    return {"kind": part.kind, "texts": [_text_to_json(text) for text in part.texts]}


def _part_from_json(kept: PartJson) -> AnyPart:
    kind = Kind(kept["kind"])
    if kind is Kind.PHONE_LINE:
        return PhoneLines(tuple(kept["names"]), tuple(kept["first"]))
    if kind is Kind.CALENDAR:
        days = tuple((date.fromisoformat(day), _text_from_json(title)) for day, title in kept["days"])
        return Reminders(_text_from_json(kept["label"]), days)
    if kind is Kind.SOURCE:
        return _source_from_json(kept)
    return Part(kind, tuple(_text_from_json(text) for text in kept["texts"]))


def _source_from_json(kept: PartJson) -> AnySource:
    if "page" in kept:
        return PageSource(kept["page"], kept["heading"])
    return WebSource(kept["host"], date.fromisoformat(kept["read"]), kept["sure"], kept["publisher"])


def _button_to_json(button: Button) -> ButtonJson:
    kept: ButtonJson = {"title": _text_to_json(button.title)}
    if button.payload:
        kept["payload"] = button.payload
    if button.adds:
        kept["adds"] = button.adds
    return kept


def _button_from_json(kept: ButtonJson) -> Button:
    return Button(_text_from_json(kept["title"]), kept.get("payload"), kept.get("adds", ""))


def _text_to_json(text: Text) -> TextJson:
    values = {name: _value_to_json(value) for name, value in text.values.items()}
    return {"msgid": text.msgid, "values": values} if values else {"msgid": text.msgid}


def _text_from_json(kept: TextJson | ValueJson) -> Text:
    return Text(kept["msgid"], {name: _value_from_json(value) for name, value in kept.get("values", {}).items()})


def _value_to_json(value: Value) -> str | int | ValueJson:
    if isinstance(value, Text):
        text = _text_to_json(value)
        return {"msgid": text["msgid"], "values": text["values"]} if "values" in text else {"msgid": text["msgid"]}
    if isinstance(value, Month):
        return {"month": value.iso}
    if isinstance(value, DayOfYear):
        return {"day_of_year": value.iso}
    return {"date": value.isoformat()} if isinstance(value, date) else value


def _value_from_json(kept: str | int | ValueJson) -> Value:
    if isinstance(kept, str | int):
        return kept
    if "msgid" in kept:
        return _text_from_json(kept)
    if "month" in kept:
        return Month(kept["month"])
    return DayOfYear(kept["day_of_year"]) if "day_of_year" in kept else date.fromisoformat(kept["date"])
