"""What is heard after one's own dates were computed."""

from __future__ import annotations

import pytest

from bot.grammar.after_result import asked_date, other_person


# fmt: off
@pytest.mark.parametrize(("text", "about"), [
    ("しょうめいしょは?", "certificate"), ("電子証明書はいつまでですか", "certificate"), ("and the certificate?", "certificate"), ("so when do the certificates expire?", "certificate"),
    ("里面那个电子证书呢", "certificate"), ("那证书什么时候到期", "certificate"), ("그럼 인증서는요", "certificate"), ("전자증명서는 언제까지예요?", "certificate"),
    ("いつから更新できますか", "renewal"), ("when can i renew it", "renewal"), ("什么时候可以去换新的", "renewal"), ("언제부터 갱신할 수 있어요?", "renewal"),
    ("カード自体は？", "card"), ("and the card itself?", "card"), ("卡本身呢", "card"), ("카드는요?", "card"),
    ("電子証明書の更新にいくらかかる", None), ("how do i renew", None), ("证书是什么", None), ("인증서 비밀번호 잊었어요", None), ("certificate of residence at the konbini", None),
])
# fmt: on
def test_asked_date(text: str, about: str | None) -> None:
    assert asked_date(text) == about


# fmt: off
@pytest.mark.parametrize(("text", "who"), [
    ("娘は2015年生まれ", "child"), ("and my daughter, born 2015", "child"), ("我女儿2015年出生", "child"), ("우리 아들은 2015년생이에요", "child"),
    ("妻は1990年生まれ", "spouse"), ("what about my husband, 1985", "spouse"), ("我老公1985年的", "spouse"), ("엄마는 1960년생", "parent"),
    ("im on a spouse visa until 2028", None), ("日本人の配偶者等、2028年まで", None), ("我1990年出生", None), ("1990년생이에요", None),
])
# fmt: on
def test_other_person(text: str, who: str | None) -> None:
    assert other_person(text) == who
