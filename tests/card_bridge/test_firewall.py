"""The firewall lets through what a read needs and nothing else, whoever asks."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from card_bridge.card.apdu import select_application, select_file
from card_bridge.card.files import BASIC_REGISTER, CARD_INFORMATION, JPKI
from card_bridge.card.firewall import Firewall, Forbidden
from tests.doubles.my_number_card import my_number_card

APPLICATIONS = {"jpki": JPKI, "card_information": CARD_INFORMATION, "basic_register": BASIC_REGISTER}

# fmt: off
NEVER = [  # (application, file or None, command)
    ("jpki",             0x0018, "002000800431323334"),          # VERIFY with a PIN
    ("jpki",             0x0018, "0020008000"),                  # with a length
    ("jpki",             0x000A, "00200080"),                    # on no counter
    ("jpki",             None,   "00200098"),                    # by short file id
    ("jpki",             0x0018, "00240080083132333435363738"),  # CHANGE REFERENCE DATA
    ("jpki",             0x0018, "002C0080"),                    # RESET RETRY COUNTER
    ("jpki",             0x000A, "802A000000"),                  # COMPUTE DIGITAL SIGNATURE
    ("jpki",             0x000A, "80320000"),
    ("jpki",             0x000A, "0088000000"),                  # INTERNAL AUTHENTICATE
    ("jpki",             0x0018, "00B0000010"),                  # READ of a PIN
    ("jpki",             0x000A, "00B0000000"),                  # 256 bytes
    ("jpki",             0x000A, "00B0000041"),                  # more than the budget
    ("jpki",             0x0006, "00B0000011"),                  # into the token's serial number
    ("jpki",             0x000A, "00B08A0010"),                  # by short file id
    ("jpki",             0x000A, "00B2010400"),                  # READ RECORD
    ("jpki",             None,   "00B0000004"),
    ("jpki",             None,   "00A4020C020001"),              # the signature certificate: name, address
    ("jpki",             None,   "00A4020C020002"),
    ("jpki",             None,   "00A4020C020017"),              # private keys
    ("jpki",             None,   "00A4020C02001A"),
    ("jpki",             None,   "00A4020C02001C"),              # another application's counter
    ("card_information", None,   "00A4020C020001"),              # 個人番号
    ("card_information", None,   "00A4020C020002"),
    ("card_information", 0x0011, "00B0000004"),
    ("basic_register",   None,   "00A4020C020001"),
    ("basic_register",   None,   "00A4020C020018"),
    ("basic_register",   0x001C, "00B0000004"),
    (None,               None,   "00A4040C0AD3921000310001010402"),  # 券面AP
    (None,               None,   "00A4040C0AD3921000310001010100"),  # 共通カードAP
    (None,               None,   "00A4040C08A000000277010101"),
    (None,               None,   "00A4040C05D392F00026"),            # part of an AID
    (None,               None,   "00A404000AD392F000260100000001"),  # with an answer
    (None,               None,   "00CA00F200"),                      # GET DATA
    (None,               None,   "00A4020C02000A"),                  # nothing selected
    (None,               None,   ""),
]
# fmt: on


@pytest.mark.parametrize(("application", "file", "command"), NEVER)
def test_never_sent(application: str | None, file: int | None, command: str) -> None:
    card = my_number_card()
    firewall = Firewall(card.transmit)
    if application:
        firewall(select_application(APPLICATIONS[application]))
    if file:
        firewall(select_file(file))
    before = len(card.log)
    with pytest.raises(Forbidden):
        firewall(bytes.fromhex(command))
    assert len(card.log) == before


PARTS = st.sampled_from(
    [select_application(aid) for aid in APPLICATIONS.values()]
    + [bytes.fromhex(command) for _application, _file, command in NEVER]
    + [select_file(number) for number in range(0x20)]
    + [bytes([0x00, 0xB0, 0x00, offset, length]) for offset in (0, 40) for length in (1, 3, 16, 64)]
    + [bytes.fromhex("00200080"), bytes.fromhex("00C0000010")]
)


@given(st.lists(PARTS | st.binary(max_size=8), max_size=30))
@example([select_application(JPKI), select_file(0x000A), *[bytes.fromhex("00B0000040")] * 3])
@example([select_application(JPKI), select_file(0x000A), select_file(0x0001), bytes.fromhex("00B0000004")])
def test_no_sequence_gets_a_forbidden_command_through(commands: list[bytes]) -> None:
    """The scripted card keeps rules of its own about what may come."""
    card = my_number_card()
    firewall = Firewall(card.transmit)
    for command in commands:
        try:
            firewall(command)
        except Forbidden:
            continue
    assert card.forbidden == []
    assert len(card.given.get("000A", ())) <= 64 and max(card.given.get("0006", {0})) < 56


def test_the_budget_is_for_the_whole_read() -> None:
    firewall = Firewall(my_number_card().transmit)
    firewall(select_application(JPKI))
    firewall(select_file(0x000A))
    firewall(bytes.fromhex("00B0000040"))
    with pytest.raises(Forbidden):
        firewall(bytes.fromhex("00B0004001"))


def test_a_refused_select_leaves_nothing_to_read() -> None:
    card = my_number_card()
    del card.files[JPKI.hex().upper(), "0008"]
    firewall = Firewall(card.transmit)
    firewall(select_application(JPKI))
    firewall(select_file(0x0006))
    firewall(select_file(0x0008))
    with pytest.raises(Forbidden):
        firewall(bytes.fromhex("00B0000003"))
