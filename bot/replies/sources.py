"""What an answer rests on: how a source is written, and how a reader is told that something is only reported."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NotRequired, TypedDict, final

from bot.i18n.catalogues import _
from bot.i18n.formatting import fill, write_date
from bot.i18n.phrases import SOURCE
from bot.replies.reply import AnySource, PageSource, Text, WebSource
from knowledge.facts import Facts
from knowledge.sources import NationalSource

WEB = _("出典：{host}（{read}に確認）")
WEB_OF = _("出典：{publisher} {host}（{read}に確認）")
REPORTED = _("（未確認の情報です）")
# Whom to ask about what is only reported, by `confirm` of a source.
CONFIRM = {
    "ward": _("未確認の情報は、{callcentre.name}（{callcentre.phone}）に確認してください。"),
    "national": _("未確認の情報は、マイナンバー総合フリーダイヤル（{national.phone}）に確認してください。"),
    "police": _("未確認の情報は、警察署か運転免許センターに確認してください。"),
    "immigration": _("未確認の情報は、出入国在留管理局に確認してください。"),
    "insurer": _("未確認の情報は、ご加入の健康保険に確認してください。"),
    "tax_office": _("未確認の情報は、税務署に確認してください。"),
    "pension_office": _("未確認の情報は、年金事務所に確認してください。"),
    "passport_centre": _("未確認の情報は、パスポートセンターに確認してください。"),
    "family_register": _("未確認の情報は、本籍地の市区町村に確認してください。"),
    "employer": _("未確認の情報は、勤務先に確認してください。"),
}
PUBLISHERS = {
    name: name
    for name in (
        _("J-LIS"),
        _("デジタル庁"),
        _("総務省"),
        _("厚生労働省"),
        _("出入国在留管理庁"),
        _("外務省"),
        _("国税庁"),
        _("警視庁"),
        _("個人情報保護委員会"),
        _("法務省"),
    )
}


@final
class PageJson(TypedDict):
    """A place in the ward's booklet."""

    page: int
    heading: str


@final
class WebJson(TypedDict):
    """A page of the state or of a municipality: where and when it was read, and whether it is sure."""

    host: str
    read: str
    sure: bool
    publisher: NotRequired[str]


SourceJson = PageJson | WebJson


def web_sources(sources: Iterable[NationalSource]) -> Iterator[WebSource]:
    """Each page once; a host that says something unsure is told apart from what it says for sure."""
    yield from dict.fromkeys(WebSource(one.host, one.read, one.sure, one.publisher) for one in sources)


def confirmations(sources: Iterable[NationalSource]) -> Iterator[Text]:
    """Whom to ask about what is only reported, each once."""
    yield from (Text(CONFIRM[name]) for name in dict.fromkeys(one.confirm for one in sources if not one.sure))


def source_to_json(source: AnySource, language: str, facts: Facts) -> SourceJson:
    """As the contract has it."""
    if isinstance(source, PageSource):
        return {"page": source.page, "heading": source.heading}
    written: WebJson = {"host": source.host, "read": source.read.isoformat(), "sure": source.sure}
    if source.publisher:
        written["publisher"] = fill(source.publisher, language, facts)
    return written


def write_source(source: SourceJson, language: str, facts: Facts, as_of: date) -> str:
    """One line for a reader.

    Args:
        source: as the contract has it.
        language: the reader's.
        facts: the served ward's.
        as_of: the booklet's day.
    """
    if "page" in source:
        place = {"page": source["page"], "heading": source["heading"]}
        return fill(SOURCE, language, facts, as_of=write_date(as_of, language), **place)
    return write_web(source, language, facts)


def write_web(source: WebJson, language: str, facts: Facts) -> str:
    """One line about a page of the state or of a municipality."""
    read = write_date(date.fromisoformat(source["read"]), language)
    if publisher := source.get("publisher"):
        return fill(WEB_OF, language, facts, publisher=publisher, host=source["host"], read=read)
    return fill(WEB, language, facts, host=source["host"], read=read)
