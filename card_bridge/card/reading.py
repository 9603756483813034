"""The whole of one read: label, certificate, four counters; at most 24 commands for a card that answers straight."""

from __future__ import annotations

from datetime import datetime

from card_bridge.card.apdu import Transmit
from card_bridge.card.card import UNKNOWN_TRIES, Card, NotForUs
from card_bridge.card.dates import judge
from card_bridge.card.der import MalformedCertificate, NothingStored, read_validity
from card_bridge.card.files import (
    CERTIFICATES_THERE,
    JPKI,
    LABEL_BYTES,
    MY_NUMBER_CARD,
    OLDER_CARD,
    PHONES,
    PINS,
    THERE,
    THERE_BYTES,
    TOKEN_LABEL,
    USER_CERTIFICATE,
)
from card_bridge.card.firewall import Firewall
from card_bridge.card.problems import NextGeneration, NotMyNumberCard, UnknownLayout
from card_bridge.card.report import ABSENT, UNKNOWN, Certificate, Report, Tries


def read_card(transmit: Transmit, now: datetime) -> Report:
    """Reads one card inside its transaction.

    Raises:
        Problem: it is no card of ours, or it did not answer.
    """
    card = Card(Firewall(transmit))
    if not card.select_application(JPKI):
        raise NotMyNumberCard
    label = read_label(card)
    if label in PHONES:  # its certificate is behind the PIN, and it has no other application
        pins = {name: _tries(card, file) for name, (aid, file) in PINS.items() if aid == JPKI}
        return Report("phone", pins=pins)
    _refuse_other_labels(label)
    return Report("my_number_card", certificate=read_certificate(card, now), pins=read_pins(card))


def read_label(card: Card) -> bytes:
    """The token's label, without its padding."""
    try:
        if card.select_file(TOKEN_LABEL):
            return card.read(0, LABEL_BYTES).rstrip(b" \x00")
    except NotForUs:
        pass
    raise UnknownLayout


def _refuse_other_labels(label: bytes) -> None:
    if label == OLDER_CARD:
        raise NotMyNumberCard
    if label != MY_NUMBER_CARD:
        raise NextGeneration if label.startswith(OLDER_CARD) else UnknownLayout


def read_certificate(card: Card, now: datetime) -> Certificate:
    """The user certificate by its date; unknown where it cannot be read without a PIN or makes no sense."""
    try:
        if _says_absent(card) or not card.select_file(USER_CERTIFICATE):
            return ABSENT
        return judge(*read_validity(card.read), now)
    except NothingStored:
        return ABSENT
    except (NotForUs, MalformedCertificate):
        return UNKNOWN


def _says_absent(card: Card) -> bool:
    there = card.read(0, THERE_BYTES) if card.select_file(CERTIFICATES_THERE) else b""
    return len(there) == THERE_BYTES and there[1] != THERE


def read_pins(card: Card) -> dict[str, Tries]:
    """The counters of the four PINs; each application is selected once."""
    pins = {}
    application = JPKI
    for name, (aid, file) in PINS.items():
        is_there = aid == application or card.select_application(aid)
        application = aid
        pins[name] = _tries(card, file) if is_there else UNKNOWN_TRIES
    return pins


def _tries(card: Card, file: int) -> Tries:
    try:
        return card.tries() if card.select_file(file) else UNKNOWN_TRIES
    except NotForUs:
        return UNKNOWN_TRIES
