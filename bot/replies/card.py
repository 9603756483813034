"""The answer to a card that a visitor has read: renew now or from when, which PIN is locked, what to watch out for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from bot.i18n.formatting import write_month
from bot.replies.builder import Extras, Reply
from bot.replies.context import Turn
from knowledge.card import load_phrases
from knowledge.expiry_phrases import load_phrases as load_expiry_phrases
from knowledge.pins import Pin, load_pins, load_symptoms
from knowledge.pins import load_phrases as load_pin_phrases

Card = Mapping[str, Any]  # what the bridge says of a card (docs/card.md)
TO_THE_COUNTER = frozenset({"renewable", "expired", "absent"})  # states that need a visit, whatever the PINs say


def card_answer(turn: Turn, card: Card) -> Reply:
    """The reply to what a card said."""
    if card["card"] == "my_number_card" and not card["problem"]:
        return my_number_card(turn, card)
    if card["card"] == "phone":
        points = [say(turn, "phone_pins")] if locked_pins(card) else []
        return turn.reply("card_read_phone", Extras(points=points))
    problem = load_phrases()["problems"][card["problem"] or "failed"]
    return turn.reply("card_not_read", Extras(lead=turn.say(problem)))


def my_number_card(turn: Turn, card: Card) -> Reply:
    """The reply to a My Number Card in good order."""
    certificate, locked = card["certificate"], locked_pins(card)
    dates, pins = when(turn, certificate), pin_points(turn, card)
    lead = turn.join(certificate_lead(turn, certificate), say(turn, "some_locked") if locked else "")
    remarks = list(notes(turn, certificate["state"], locked))
    if locked and certificate["state"] not in TO_THE_COUNTER:
        return turn.reply("card_read_locked", Extras(lead=lead, points=[*pins, *dates], notes=remarks))
    points = [*dates, *what_to_bring(turn, certificate), *pins]
    return turn.reply("card_read", Extras(lead=lead, points=points, notes=remarks))


def say(turn: Turn, key: str, /, **values: Any) -> str:
    """One of the answer's own sentences."""
    return turn.say(load_phrases()["answer"][key], **values)


def certificate_lead(turn: Turn, certificate: Mapping[str, Any]) -> str:
    """Whether it is valid by its date, and when it can be renewed."""
    if certificate["state"] == "valid" and certificate["renewable_from"]:
        return say(turn, "valid_until", opens=write_month(certificate["renewable_from"], turn.language))
    return say(turn, certificate["state"])


def when(turn: Turn, certificate: Mapping[str, Any]) -> Iterator[str]:
    """Until when, where that was read, and the first day of renewal."""
    if certificate["until"]:
        yield say(turn, "until", until=write_month(certificate["until"], turn.language))
    if certificate["state"] == "valid" and certificate["renewable_from"]:
        yield say(turn, "first_day")


def what_to_bring(turn: Turn, certificate: Mapping[str, Any]) -> Iterator[str]:
    """What may still be done, what to bring, and where."""
    phrases = load_expiry_phrases()
    if certificate["state"] == "expired":
        yield turn.say(phrases["caveats"]["certificate_over"])
    if certificate["state"] == "absent":
        yield say(turn, "issue")
    if certificate["state"] != "unknown":
        yield turn.say(phrases["bring"])
        yield turn.say(phrases["place"])


def locked_pins(card: Card) -> list[Pin]:
    """The PINs that are locked, in the order of knowledge/pins.yml."""
    return [pin for pin in load_pins().values() if card["pins"][pin.id]["locked"]]


def pin_points(turn: Turn, card: Card) -> Iterator[str]:
    """Which PINs are locked and how each is reset; which have tries used up."""
    locked = locked_pins(card)
    for pin in locked:
        yield turn.join(say(turn, "locked", name=turn.say(pin.name)), turn.say(pin.used_for))
    yield from resets(turn, locked)
    if not locked and any(tries["locked"] is False for tries in card["pins"].values()):
        yield say(turn, "none_locked")
    for pin in load_pins().values():
        tries = card["pins"][pin.id]["tries_left"]
        if pin not in locked and tries is not None and tries < turn.speaker.facts[pin.tries].value:
            advice = say(turn, "last_try") if tries == 1 else ""
            yield turn.join(say(turn, "tries", name=turn.say(pin.name), tries=tries), advice)


def resets(turn: Turn, locked: list[Pin]) -> Iterator[str]:
    """Where the locked PINs are set anew, and by whom: the PIN doctor's sentences."""
    phrases = load_pin_phrases()
    if not locked:
        return
    yield turn.say(phrases["reset_counter"])
    at_stores = [pin for pin in locked if "store" in pin.resets]
    if at_stores:
        yield turn.say(phrases["reset_store"] if at_stores == locked else load_symptoms()["store_reset"].note)
    yield turn.say(phrases["person"])


def notes(turn: Turn, state: str, locked: list[Pin]) -> Iterator[str]:
    """What to watch out for."""
    if locked:
        yield turn.say(load_pin_phrases()["proxy"])
    if locked and state in TO_THE_COUNTER:
        yield say(turn, "reset_too")
    if state in ("renewable", "expired"):
        yield say(turn, "stay")
    if state == "expired":
        yield turn.say(load_expiry_phrases()["caveats"]["card_over"])
    yield from (say(turn, name) for name in ("date_only", "others", "not_official"))
