"""Calendar files behind a link: it carries the days itself, signed, so that nobody logs in and nothing is kept."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import date

from itsdangerous import BadData, URLSafeTimedSerializer
from sanic.response import HTTPResponse, raw, text

from bot import clock
from bot.i18n.catalogues import _, translate
from bot.i18n.languages import READERS
from bot.replies.calendar_file import calendar
from bot.replies.phone_lines import Link
from bot.replies.writing import Written

PATH = "/webhooks/line/calendar/"
VALID_SECONDS = 7 * 24 * 60 * 60
OVER = _("このリンクは使えなくなりました。もう一度、有効期限を質問してください。")


def serializer(key: bytes) -> URLSafeTimedSerializer:
    """What signs the days, dates the signature and writes both as letters of an address."""
    return URLSafeTimedSerializer(
        key, salt="calendar", signer_kwargs={"digest_method": hashlib.sha256, "key_derivation": "hmac"}
    )


def make_token(key: bytes, days: Mapping[str, str]) -> str:
    """A token of days (ISO date to title)."""
    return str(serializer(key).dumps(days))


def read_token(key: bytes, token: str) -> dict[date, str]:
    """The days of a token of the last week, each with its title.

    Raises:
        BadData: when it is not ours, or has ended.

    >>> token = make_token(b"key", {"2027-05-03": "更新できます"})
    >>> read_token(b"key", token)
    {datetime.date(2027, 5, 3): '更新できます'}
    """
    days = serializer(key).loads(token, max_age=VALID_SECONDS)
    return {date.fromisoformat(day): title for day, title in days.items()}


def with_web_links(reply: Written, address: str, key: bytes) -> Written:
    """The reply with its calendar file behind a link to the desk's address: LINE opens no `data:` address."""
    answer = reply["custom"]["answer"]
    links: list[Link] = [
        {**link, "value": f"{address}{PATH}{make_token(key, link['days'])}.ics"} if link["kind"] == "calendar" else link
        for link in answer["links"]
    ]
    return {**reply, "custom": {**reply["custom"], "answer": {**answer, "links": links}}}


def calendar_file(key: bytes, token: str) -> HTTPResponse:
    """The file of a token; where it is not ours or has ended, a sentence in every language."""
    try:
        days = read_token(key, token)
    except BadData:
        return text("\n".join(translate(OVER, language) for language in READERS), status=410)
    headers = {
        "Content-Disposition": 'attachment; filename="madoguchi.ics"',
        "Cache-Control": "no-store",
        "Referrer-Policy": "no-referrer",
    }
    return raw(calendar(days, clock.now()), headers=headers, content_type="text/calendar; charset=utf-8")
