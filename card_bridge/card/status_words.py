"""Status words: what a card's last two bytes mean, in one table."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Kind(Enum):
    """The kinds of answer that the bridge tells apart."""

    DONE = "done"
    TRIES = "tries left"
    NO_NUMBER = "no limit, or no number"
    LOCKED = "locked"
    PIN_NEEDED = "PIN needed"
    NOT_FOUND = "no such application, file or record"
    PAST_THE_END = "offset past the end"
    NO_CURRENT_FILE = "nothing selected, as after a reset"
    NOT_SUPPORTED = "command not supported here"
    MORE = "more bytes are ready"
    WRONG_LENGTH = "ask again with this length"
    FAILED = "failed"


@dataclass(frozen=True)
class StatusWord:
    """A kind of answer; `number` is the tries left (TRIES) or a length (MORE, WRONG_LENGTH)."""

    kind: Kind
    number: int | None = None


TABLE = {
    0x9000: Kind.DONE,
    0x6300: Kind.NO_NUMBER,
    0x6700: Kind.NOT_SUPPORTED,
    0x6882: Kind.NOT_SUPPORTED,
    0x6981: Kind.NOT_SUPPORTED,  # the wrong kind of file
    0x6982: Kind.PIN_NEEDED,
    0x6983: Kind.LOCKED,
    0x6984: Kind.LOCKED,
    0x6986: Kind.NO_CURRENT_FILE,
    0x6999: Kind.NOT_FOUND,  # a Java card without that application
    0x6A81: Kind.NOT_SUPPORTED,
    0x6A82: Kind.NOT_FOUND,
    0x6A83: Kind.NOT_FOUND,
    0x6A86: Kind.NOT_SUPPORTED,
    0x6B00: Kind.PAST_THE_END,
    0x6D00: Kind.NOT_SUPPORTED,
    0x6E00: Kind.NOT_SUPPORTED,
}

SELECTED = frozenset({Kind.DONE, Kind.MORE})  # of a SELECT: with more bytes to tell, which nobody fetches


def explain_status(sw1: int, sw2: int) -> StatusWord:
    """Reads a status word; whatever is not in the table is a failure.

    >>> explain_status(0x63, 0xC2)
    StatusWord(kind=<Kind.TRIES: 'tries left'>, number=2)
    >>> explain_status(0x69, 0x84).kind, explain_status(0x6F, 0x00).kind
    (<Kind.LOCKED: 'locked'>, <Kind.FAILED: 'failed'>)
    """
    if sw1 == 0x63 and sw2 >> 4 == 0xC:
        return StatusWord(Kind.TRIES, sw2 & 0x0F)
    if sw1 == 0x61:
        return StatusWord(Kind.MORE, sw2 or 256)
    if sw1 == 0x6C:
        return StatusWord(Kind.WRONG_LENGTH, sw2 or 256)
    return StatusWord(TABLE.get(sw1 << 8 | sw2, Kind.FAILED))
