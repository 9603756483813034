"""The answer to a card that a visitor has read: renew now or from when, which PIN is locked, what to watch out for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypedDict

from bot.replies.builder import Extras
from bot.replies.context import Context, note, point, say
from bot.replies.reply import Month, Part, Reply, Text, Value
from knowledge.card import load_phrases
from knowledge.expiry_phrases import load_phrases as load_expiry_phrases
from knowledge.kinds import Kind
from knowledge.pins import Pin, load_pins, load_symptoms
from knowledge.pins import load_phrases as load_pin_phrases


class Certificate(TypedDict):
    """A card's user certificate by its date; months are YYYY-MM."""

    state: str
    until: str | None
    renewable_from: str | None


class Tries(TypedDict):
    """A PIN's counter; None where the card does not tell."""

    tries_left: int | None
    locked: bool | None


class Card(TypedDict):
    """What the bridge says of a card (docs/card.md)."""

    card: str
    reader: str
    certificate: Certificate
    pins: dict[str, Tries]
    problem: str | None


TO_THE_COUNTER = frozenset({"renewable", "expired", "absent"})  # states that need a visit, whatever the PINs say


def card_answer(context: Context, card: Card) -> Reply:
    """The reply to what a card said."""
    if card["card"] == "my_number_card" and not card["problem"]:
        return my_number_card(context, card)
    if card["card"] == "phone":
        points = [point(own("phone_pins"))] if locked_pins(card) else []
        return context.reply("card_read_phone", Extras(points=points))
    problem = load_phrases()["problems"][card["problem"] or "failed"]
    return context.reply("card_not_read", Extras(lead=(say(problem),)))


def my_number_card(context: Context, card: Card) -> Reply:
    """The reply to a My Number Card in good order."""
    certificate, locked = card["certificate"], locked_pins(card)
    dates, pins = when(certificate), pin_points(context, card)
    lead = (certificate_lead(certificate), *([own("some_locked")] if locked else ()))
    remarks = [note(text) for text in notes(certificate["state"], locked)]
    if locked and certificate["state"] not in TO_THE_COUNTER:
        return context.reply("card_read_locked", Extras(lead=lead, points=[*pins, *dates], notes=remarks))
    points = [*dates, *what_to_bring(certificate), *pins]
    return context.reply("card_read", Extras(lead=lead, points=points, notes=remarks))


def own(key: str, **values: Value) -> Text:
    """One of the answer's own sentences."""
    return say(load_phrases()["answer"][key], **values)


def certificate_lead(certificate: Certificate) -> Text:
    """Whether it is valid by its date, and when it can be renewed."""
    if certificate["state"] == "valid" and certificate["renewable_from"]:
        return own("valid_until", opens=Month(certificate["renewable_from"]))
    return own(certificate["state"])


def when(certificate: Certificate) -> Iterator[Part]:
    """Until when, where that was read, and the first day of renewal."""
    if certificate["until"]:
        yield point(own("until", until=Month(certificate["until"])), kind=Kind.DEADLINE)
    if certificate["state"] == "valid" and certificate["renewable_from"]:
        yield point(own("first_day"), kind=Kind.DEADLINE)


def what_to_bring(certificate: Certificate) -> Iterator[Part]:
    """What may still be done, what to bring, and where."""
    phrases = load_expiry_phrases()
    if certificate["state"] == "expired":
        yield point(say(phrases["caveats"]["certificate_over"]))
    if certificate["state"] == "absent":
        yield point(own("issue"))
    if certificate["state"] != "unknown":
        yield point(say(phrases["bring"]), kind=Kind.BRING)
        yield point(say(phrases["place"]), kind=Kind.WHERE)


def locked_pins(card: Card) -> list[Pin]:
    """The PINs that are locked, in the order of knowledge/pins.yml."""
    return [pin for pin in load_pins().values() if card["pins"][pin.id]["locked"]]


def pin_points(context: Context, card: Card) -> Iterator[Part]:
    """Which PINs are locked and how each is reset; which have tries used up."""
    locked = locked_pins(card)
    for pin in locked:
        yield point(own("locked", name=say(pin.name)), say(pin.used_for))
    yield from resets(locked)
    if not locked and any(tries["locked"] is False for tries in card["pins"].values()):
        yield point(own("none_locked"))
    for pin in load_pins().values():
        tries = card["pins"][pin.id]["tries_left"]
        if pin not in locked and tries is not None and tries < context.speaker.facts[pin.tries].value:
            advice = [own("last_try")] if tries == 1 else []
            yield point(own("tries", name=say(pin.name), tries=tries), *advice)


def resets(locked: list[Pin]) -> Iterator[Part]:
    """Where the locked PINs are set anew, and by whom: the PIN doctor's sentences."""
    phrases = load_pin_phrases()
    if not locked:
        return
    yield point(say(phrases["reset_counter"]), kind=Kind.WHERE)
    at_stores = [pin for pin in locked if "store" in pin.resets]
    if len(at_stores) == 1:  # a store needs the other PIN
        store = phrases["reset_store"] if at_stores == locked else load_symptoms()["store_reset"].note
        yield point(say(store), kind=Kind.WHERE)
    yield point(say(phrases["person"]), kind=Kind.WHO)


def notes(state: str, locked: list[Pin]) -> Iterator[Text]:
    """What to watch out for."""
    if locked:
        yield say(load_pin_phrases()["proxy"])
    if locked and state in TO_THE_COUNTER:
        yield own("reset_too")
    if state in ("renewable", "expired"):
        yield own("stay")
    if state == "expired":
        yield say(load_expiry_phrases()["caveats"]["card_over"])
    yield from (own(name) for name in ("date_only", "others", "not_official"))
