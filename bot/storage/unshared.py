"""What several servers would not share as they are set up: said at the start, one sentence each."""

from __future__ import annotations

from collections.abc import Iterator

from bot.settings import Settings


def unshared(settings: Settings) -> Iterator[str]:
    """The sentences; none where there is one server, or nothing is missing."""
    if not settings.store_url.startswith("postgresql"):
        return
    if settings.redis_url is None:
        yield "Answers to copies and pages without scripts are each server's own (MADOGUCHI_REDIS_URL is not set)."
    if settings.limits_url.startswith("memory"):
        yield "Limits and lock-outs are each server's own (MADOGUCHI_REDIS_URL, MADOGUCHI_LIMITS_URL)."
    if settings.key is None:
        yield f"Other servers need this server's key: {settings.key_file} (MADOGUCHI_KEY is not set)."
    if settings.line:
        yield "LINE: a chat's events are put in order, and its end is known, by the server that LINE calls."
