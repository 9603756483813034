"""Which messages a form keeps, and which are answered in between."""

from __future__ import annotations

from typing import Any

import pytest

from bot.policies.interruption import concerns_form


def entity(kind: str, value: str, **more: Any) -> dict[str, Any]:
    return {"entity": kind, "value": value, **more}


LOST = entity("urgent", "lost_card", certain=True, strong=True)
PERHAPS_LOST = entity("urgent", "lost_card", certain=False, strong=True)


# fmt: off
@pytest.mark.parametrize(("intent", "entities", "asked", "expected"), [
    ("goodbye",            [entity("date", "1990-05-03")],                              "birth_date", True),
    ("scam",               [entity("residence", "highly_skilled_2")],                   "residence",  True),
    ("lost_card",          [PERHAPS_LOST, entity("form_word", "stop")],                 "birth_date", True),
    ("lost_card",          [LOST, entity("form_word", "unknown")],                      "birth_date", True),
    ("lost_card",          [LOST],                                                      "birth_date", False),
    ("reissue",            [LOST, entity("date", "2026-11-20")],                        "birth_date", False),
    ("lost_card",          [PERHAPS_LOST],                                              "birth_date", False),
    ("reissue",            [entity("form_word", "question")],                           "birth_date", False),
    ("foreign_resident",   [entity("residence", "permanent"), entity("form_word", "question")], "birth_date", False),
    ("foreign_resident",   [entity("residence", "permanent")],                          "birth_date", True),
    ("nlu_fallback",       [],                                                          "birth_date", True),
    ("expiry_calculation", [],                                                          "birth_date", True),
    ("greet",              [],                                                          "birth_date", False),
])
# fmt: on
def test_concerns_the_form(intent: str, entities: list[dict[str, Any]], asked: str, expected: bool) -> None:
    assert concerns_form("expiry_form", asked, intent, entities) == expected


def test_a_loss_told_in_passing_is_named_in_the_forms_own_reply(ask: Any) -> None:
    ask("カードの有効期限を計算してください", sender="passing")
    (reply,) = ask("カードをなくしたので、わかりません", sender="passing")["replies"][:1]
    assert "0120-95-0178" in reply["text"]
    assert reply["custom"]["answer"]["links"][0]["menu"] == "2"


def test_a_loss_that_was_just_answered_is_not_said_twice(ask: Any) -> None:
    ask("カードの有効期限を計算してください", sender="twice")
    answer, question = ask("財布を盗まれました。マイナンバーカードも入っています", sender="twice")["replies"]
    assert answer["custom"]["topic"] == "lost_card"
    assert "0120-95-0178" not in question["text"]
