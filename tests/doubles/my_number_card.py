"""Made-up cards of every kind, each with planted strings that must never be told."""

from __future__ import annotations

from tests.doubles.certificates import SUBJECT, certificate, end_of
from tests.doubles.scripted_card import BASIC_REGISTER, CARD_INFORMATION, JPKI, ScriptedCard

TOKEN_SERIAL = "PLANTEDTOKENSERIAL"
UNTIL = end_of(2028, 5, 3)
PLANTED = (SUBJECT, "PLANTEDSERIAL", TOKEN_SERIAL)
FILLER = b"\xff" * 300  # the file is longer than the certificate


def token(label: str) -> bytes:
    """EF 0006: the label in 32 bytes, then the token's serial number."""
    return label.ljust(32).encode() + TOKEN_SERIAL.ljust(32).encode()


def my_number_card(der: bytes | None = None) -> ScriptedCard:
    """A plastic card in good order."""
    der = certificate(UNTIL) if der is None else der
    return (
        ScriptedCard()
        .with_file(JPKI, "0006", token("JPKIAPICCTOKEN2"))
        .with_file(JPKI, "0008", bytes.fromhex("8F8F00"))
        .with_file(JPKI, "000A", der + FILLER)
        .with_pin(JPKI, "0018", "63C3")
        .with_pin(JPKI, "001B", "63C5")
        .with_pin(CARD_INFORMATION, "0011", "63C2")
        .with_pin(BASIC_REGISTER, "001C", "63C1")
    )


def phone(label: str = "JPKIAPGPSETOKEN") -> ScriptedCard:
    """The JPKI application of a phone: its certificate needs the PIN."""
    card = (
        ScriptedCard()
        .with_file(JPKI, "0006", token(label))
        .with_file(JPKI, "000A", certificate(UNTIL))
        .with_pin(JPKI, "0018", "63C3")
        .with_pin(JPKI, "001B", "63C5")
    )
    card.refusals[JPKI, "000A"] = "6982"
    return card


def foreign_card() -> ScriptedCard:
    """A card without any of our applications."""
    return ScriptedCard().with_file("A0000000031010", "0001", b"")
