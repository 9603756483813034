"""What a visitor's card said, as the page sends it: checked strictly, answered, and kept nowhere."""

from __future__ import annotations

from datetime import datetime
from typing import cast

from jsonschema import Draft4Validator  # in draft 4, 3.0 is no integer

from bot.channels.rest import BadRequest
from bot.channels.web.requests import Record
from bot.replies.card import Card, card_answer
from bot.replies.context import Context
from bot.replies.reply import Reply, for_every_reader
from bot.replies.speaker import Speaker
from bot.text.json_values import JsonObject

Schema = JsonObject  # a JSON schema
MAX_BODY = 2 * 1024  # bytes of the whole request; a card's own object has about 600
MOST_TRIES = 15  # what the status word 63CX can say
PINS = ("user_certificate", "signature", "card_information", "basic_register")


def _exactly(**fields: Schema) -> Schema:
    """An object with these fields and no other."""
    return {"type": "object", "properties": fields, "required": list(fields), "additionalProperties": False}


def _one_of(*words: str | None) -> Schema:
    return {"enum": list(words)}


_MONTH: Schema = {"type": ["string", "null"], "pattern": "^20[0-9]{2}-(0[1-9]|1[0-2])$", "maxLength": len("2028-05")}
_TRIES = _exactly(
    tries_left={"type": ["integer", "null"], "minimum": 0, "maximum": MOST_TRIES},
    locked={"type": ["boolean", "null"]},
)
CARD = Draft4Validator(  # docs/card.md, "The answer"
    _exactly(
        card=_one_of("my_number_card", "phone", "other", "none"),
        reader=_one_of("ok", "no_service", "no_reader", "in_use", "failed"),
        certificate=_exactly(
            state=_one_of("valid", "renewable", "expired", "absent", "unknown"), until=_MONTH, renewable_from=_MONTH
        ),
        pins=_exactly(**dict.fromkeys(PINS, _TRIES)),
        problem=_one_of(
            None, "no_service", "no_reader", "no_card", "in_use", "not_my_number_card", "unknown_layout",
            "next_generation", "removed", "too_slow", "failed",
        ),
    )
)  # fmt: skip


def read_card(record: Record) -> Card:
    """The card of a request.

    Raises:
        BadRequest: naming the field that is not as the bridge says it; never what stands in it.
    """
    for error in CARD.iter_errors(record.get("card")):
        field = ".".join(["card", *map(str, error.absolute_path)])
        raise BadRequest(f"'{field}' must be as in docs/card.md and hold nothing else.")
    return cast(Card, record["card"])


def card_reply(card: Card, speaker: Speaker, now: datetime) -> Reply:
    """The desk's answer to a card."""
    return for_every_reader(lambda is_foreign: card_answer(Context(speaker, is_foreign, now, {}), card))
