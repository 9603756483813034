"""What the desk takes of a card, and whose bridge it names."""

from __future__ import annotations

import json
from typing import Any

import pytest

from bot.channels.rest import BadRequest
from bot.channels.web.card_request import PINS, read_card
from bot.settings import SettingError, read_settings
from knowledge.pins import load_pins
from tests.doubles.card_report import card


def test_the_four_pins_are_those_of_the_pin_doctor() -> None:
    assert tuple(load_pins()) == PINS


def changed(path: str, value: Any) -> dict[str, Any]:
    """A card with one field changed; `...` takes it away."""
    said = json.loads(json.dumps(card()))
    *parents, last = path.split(".")
    place = said
    for name in parents:
        place = place[name]
    if value is ...:
        del place[last]
    else:
        place[last] = value
    return dict(said)


# fmt: off
WRONG = [
    ("card",                           "PLANTED",     "card.card"),
    ("card",                           None,          "card.card"),
    ("card",                           ...,           "card"),
    ("reader",                         "PLANTED",     "card.reader"),
    ("problem",                        "PLANTED",     "card.problem"),
    ("holder",                         "PLANTED",     "card"),
    ("certificate",                    None,          "card.certificate"),
    ("certificate.state",              "PLANTED",     "card.certificate.state"),
    ("certificate.subject",            "PLANTED",     "card.certificate"),
    ("certificate.until",              "2028-05-03",  "card.certificate.until"),
    ("certificate.until",              "2028-05\n",   "card.certificate.until"),
    ("certificate.until",              "2028-13",     "card.certificate.until"),
    ("certificate.until",              202805,        "card.certificate.until"),
    ("certificate.renewable_from",     "PLANTED",     "card.certificate.renewable_from"),
    ("pins",                           [],            "card.pins"),
    ("pins.signature",                 ...,           "card.pins"),
    ("pins.own",                       {},            "card.pins"),
    ("pins.signature.tries_left",      16,            "card.pins.signature.tries_left"),
    ("pins.signature.tries_left",      -1,            "card.pins.signature.tries_left"),
    ("pins.signature.tries_left",      1.0,           "card.pins.signature.tries_left"),
    ("pins.signature.tries_left",      True,          "card.pins.signature.tries_left"),
    ("pins.signature.tries_left",      "3",           "card.pins.signature.tries_left"),
    ("pins.signature.locked",          1,             "card.pins.signature.locked"),
    ("pins.signature.pin",             "PLANTED",     "card.pins.signature"),
]
# fmt: on


@pytest.mark.parametrize(("path", "value", "field"), WRONG)
def test_what_is_unknown_is_refused_by_the_name_of_its_field(path: str, value: Any, field: str) -> None:
    with pytest.raises(BadRequest) as refused:
        read_card({"card": changed(path, value)})
    assert f"'{field}'" in str(refused.value) and "PLANTED" not in str(refused.value)


@pytest.mark.parametrize("value", [None, [], "text", 5, {}])
def test_what_is_no_card_is_refused(value: Any) -> None:
    with pytest.raises(BadRequest, match="'card'"):
        read_card({"card": value})
    with pytest.raises(BadRequest, match="'card'"):
        read_card({})


@pytest.mark.parametrize(
    "value", ["http://evil.example:8765", "http://127.0.0.1", "https://127.0.0.1:1", "http://127.0.0.1:1 *", "x"]
)
def test_the_bridge_is_on_the_visitors_own_machine(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("MADOGUCHI_CARD_BRIDGE", value)
    with pytest.raises(SettingError, match="MADOGUCHI_CARD_BRIDGE"):
        read_settings()


@pytest.mark.parametrize("value", ["", "http://localhost:9000"])
def test_the_bridges_address_is_a_setting(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    assert read_settings().card_bridge == "http://127.0.0.1:8765"
    monkeypatch.setenv("MADOGUCHI_CARD_BRIDGE", value)
    assert read_settings().card_bridge == value
