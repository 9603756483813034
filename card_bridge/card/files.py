"""What this bridge may touch on a card: three applications, three readable files, four counters.

Names and numbers are people's readings of real cards; no specification is published (docs/card.md lists the sources).
"""

from __future__ import annotations

JPKI = bytes.fromhex("D392F000260100000001")  # 公的個人認証AP
CARD_INFORMATION = bytes.fromhex("D3921000310001010408")  # 券面事項入力補助AP
BASIC_REGISTER = bytes.fromhex("D3921000310001010401")  # 住基AP
Place = tuple[bytes, int | None]  # an application and one of its files
APPLICATIONS = frozenset({JPKI, CARD_INFORMATION, BASIC_REGISTER})

# Files of the JPKI application that are free to read, all three only in part.
TOKEN_LABEL, CERTIFICATES_THERE, USER_CERTIFICATE = 0x0006, 0x0008, 0x000A
LABEL_BYTES = 16  # the label; the token's serial number, further on, is never read
THERE_BYTES = 3  # signature certificate, user certificate, and one whose meaning nobody knows
CERTIFICATE_BYTES = 64  # headers and validity take 52 to 60; name and public key come later
READABLE: dict[Place, int] = {
    (JPKI, TOKEN_LABEL): LABEL_BYTES,
    (JPKI, CERTIFICATES_THERE): THERE_BYTES,
    (JPKI, USER_CERTIFICATE): CERTIFICATE_BYTES,
}

# The PINs, by their names in the answer: application and file (IEF) whose counter tells the tries left.
PINS = {
    "user_certificate": (JPKI, 0x0018),
    "signature": (JPKI, 0x001B),
    "card_information": (CARD_INFORMATION, 0x0011),
    "basic_register": (BASIC_REGISTER, 0x001C),
}
COUNTERS = frozenset(PINS.values())

THERE = 0x8F  # in CERTIFICATES_THERE; anything else is taken for "not there"
MY_NUMBER_CARD = b"JPKIAPICCTOKEN2"
OLDER_CARD = b"JPKIAPICCTOKEN"  # 住民基本台帳カード; a later My Number Card may count on
PHONES = frozenset({b"JPKIAPGPSETOKEN", b"JPKIAPIOSTOKEN"})  # Android, iPhone
