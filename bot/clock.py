"""What time it is for whoever asks: Asia/Tokyo, or the moment a message names."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from knowledge.lines import TOKYO

NOW = "now"  # metadata key, ISO time


def now() -> datetime:
    """The present in Asia/Tokyo."""
    return datetime.now(TOKYO)


def utc_now() -> datetime:
    """The present as the tables keep it: UTC, without saying so."""
    return datetime.now(UTC).replace(tzinfo=None)


def moment_of(metadata: Mapping[str, object] | None) -> datetime:
    """The moment that a message's metadata names, else the present.

    >>> moment_of({"now": "2026-11-23T02:00"}).isoformat()
    '2026-11-23T02:00:00+09:00'
    """
    named = (metadata or {}).get(NOW)
    if not named:
        return now()
    moment = datetime.fromisoformat(str(named))
    return moment if moment.tzinfo else moment.replace(tzinfo=TOKYO)
