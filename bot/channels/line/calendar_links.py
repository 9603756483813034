"""Calendar files behind a link: it carries the days itself, signed, so that nobody logs in and nothing is kept."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import json
import time
from collections.abc import Mapping
from datetime import date, datetime

from sanic.response import HTTPResponse, raw, text

from bot.i18n.catalogues import _, translate
from bot.i18n.languages import LANGUAGES
from bot.replies.calendar_file import calendar
from bot.replies.phone_lines import Link
from bot.replies.writing import Written
from knowledge.lines import TOKYO

PATH = "/webhooks/line/calendar/"
VALID_SECONDS = 7 * 24 * 60 * 60
SIGNATURE_BYTES = 16
OVER = _("このリンクは使えなくなりました。もう一度、有効期限を質問してください。")


class BadLink(ValueError):
    """A link that is not ours, or has ended."""


def make_token(key: bytes, days: Mapping[str, str], now: float) -> str:
    """A token of days (ISO date to title) that ends after a week."""
    end = int(now) + VALID_SECONDS
    payload = json.dumps([end, days], ensure_ascii=False, separators=(",", ":")).encode()
    return base64.urlsafe_b64encode(_sign(key, payload) + payload).decode().rstrip("=")


def read_token(key: bytes, token: str, now: float) -> dict[date, str]:
    """The days of a token, each with its title.

    Raises:
        BadLink: when it is not ours, or has ended.

    >>> token = make_token(b"key", {"2027-05-03": "更新できます"}, now=0)
    >>> read_token(b"key", token, now=60)
    {datetime.date(2027, 5, 3): '更新できます'}
    """
    try:
        signed = base64.b64decode(token + "=" * (-len(token) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        raise BadLink("no token") from None
    signature, payload = signed[:SIGNATURE_BYTES], signed[SIGNATURE_BYTES:]
    if not hmac.compare_digest(signature, _sign(key, payload)):
        raise BadLink("not ours")
    end, days = json.loads(payload)
    if now > end:
        raise BadLink("over")
    return {date.fromisoformat(day): title for day, title in days.items()}


def with_web_links(reply: Written, address: str, key: bytes) -> Written:
    """The reply with its calendar file behind a link to the desk's address: LINE opens no `data:` address."""
    answer = reply["custom"]["answer"]
    links: list[Link] = [
        {**link, "value": f"{address}{PATH}{make_token(key, link['days'], time.time())}.ics"}
        if link["kind"] == "calendar"
        else link
        for link in answer["links"]
    ]
    return {**reply, "custom": {**reply["custom"], "answer": {**answer, "links": links}}}


def _sign(key: bytes, payload: bytes) -> bytes:
    return hmac.new(key, payload, hashlib.sha256).digest()[:SIGNATURE_BYTES]


def calendar_file(key: bytes, token: str) -> HTTPResponse:
    """The file of a token; where it is not ours or has ended, a sentence in every language."""
    try:
        days = read_token(key, token, time.time())
    except BadLink:
        return text("\n".join(translate(OVER, language) for language in LANGUAGES), status=410)
    headers = {
        "Content-Disposition": 'attachment; filename="madoguchi.ics"',
        "Cache-Control": "no-store",
        "Referrer-Policy": "no-referrer",
    }
    return raw(calendar(days, datetime.now(TOKYO)), headers=headers, content_type="text/calendar; charset=utf-8")
