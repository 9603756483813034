"""Questions in kana only are read as the words they stand for."""

from __future__ import annotations

from typing import Any

import pytest


# fmt: off
@pytest.mark.parametrize(("text", "topic"), [
    ("あんしょうばんごう わすれた",       "pin_locked"),
    ("アンショウバンゴウ ワスレタ",       "pin_locked"),
    ("ｱﾝｼｮｳﾊﾞﾝｺﾞｳ ﾜｽﾚﾀ",              "pin_locked"),
    ("じゅうみんひょう こんびに いくら",   "konbini_juminhyo"),
    ("まいなかーど なくした",            "lost_card"),
    ("でんししょうめいしょの こうしん",    "certificate_renewal"),
])
# fmt: on
def test_kana_only(understanding: Any, text: str, topic: str) -> None:
    result = understanding.parse([(text, None)])[0]
    assert (result["topic"], result["language"]) == (topic, "ja")
