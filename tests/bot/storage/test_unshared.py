"""What several servers would not share is said; of one server nothing."""

from __future__ import annotations

from dataclasses import replace

from bot.settings import LineSettings, read_settings
from bot.storage.unshared import unshared


def test_only_what_is_missing_is_said() -> None:
    one = read_settings()
    assert not list(unshared(one))
    several = replace(one, store_url="postgresql://desk@/desk", key=None)
    assert [sentence.count("MADOGUCHI_REDIS_URL") for sentence in unshared(several)] == [1, 1, 0]
    redis = "redis://:secret@10.0.0.7/0"
    whole = replace(several, redis_url=redis, limits_url=redis, key="k" * 32)
    assert not list(unshared(whole))
    (said,) = unshared(replace(whole, line=LineSettings("s", "t", None, "", "")))
    assert "LINE" in said
    (said,) = unshared(replace(whole, limits_url="memory://"))
    assert "Limits" in said and "secret" not in said
