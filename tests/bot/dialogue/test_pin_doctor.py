"""The PIN doctor in a conversation: answered in words, and told what is locked."""

from __future__ import annotations

from typing import Any

import pytest


# fmt: off
@pytest.mark.parametrize(("language", "text", "says"), [
    ("ja", "病院で使うときのやつ", "入力するのは、利用者証明用"), ("ja", "4桁", "おそらく、利用者証明用"), ("ja", "コンビニで使う", "入力するのは、利用者証明用"),
    ("en", "the long one", "You need to enter the PIN of the signature certificate"), ("en", "the 4 digit one", "It is probably the PIN of the user certificate"),
    ("zh", "长的那个", "需要输入的是签名用电子证书"), ("ko", "6자리 이상", "서명용 전자증명서"), ("ja", "ロックされちゃった", "窓口へ"),
])
# fmt: on
def test_it_is_answered_in_words(ask: Any, language: str, text: str, says: str) -> None:
    sender = f"which PIN {text}"
    ask("/pin_doctor", sender=sender, language=language)
    (reply,) = ask(text, sender=sender, language=language)["replies"]
    assert reply["custom"]["topic"] == "pin_locked" and says in reply["custom"]["answer"]["lead"]


# fmt: off
@pytest.mark.parametrize(("language", "text", "office", "pin"), [
    ("zh", "在罗森用密码输错三次锁了", "户籍住民课", "用户证明用电子证书"), ("ko", "긴 비밀번호 5번 틀려", "호적주민과", "서명용 전자증명서"),
    ("en", "I forgot the PIN to log in to Mynaportal", "戸籍住民課", "user certificate"), ("ja", "マイナポータルの暗証番号を忘れた", "戸籍住民課", "利用者証明用電子証明書"),
])
# fmt: on
def test_what_to_do_now_comes_first(ask: Any, language: str, text: str, office: str, pin: str) -> None:
    (reply,) = ask(text, language=language)["replies"]
    assert office in reply["custom"]["answer"]["lead"] and pin in reply["text"]
