"""A card that answers from what the test gave it, keeps a log, and names every command that it should not have got."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

JPKI = "D392F000260100000001"
CARD_INFORMATION = "D3921000310001010408"
BASIC_REGISTER = "D3921000310001010401"
OK, NOT_FOUND, NO_FILE, PAST_THE_END = "9000", "6A82", "6986", "6B00"
MAY_BE_READ = {(JPKI, "0006"): 32, (JPKI, "0008"): 3, (JPKI, "000A"): 64}  # and how many bytes
HAS_COUNTER = {(JPKI, "0018"), (JPKI, "001B"), (CARD_INFORMATION, "0011"), (BASIC_REGISTER, "001C")}

Fault = Callable[[bytes], bytes]  # gets the command, answers in the card's place or raises


@dataclass
class ScriptedCard:
    """Files by application and identifier; `counters` are the status words of an empty VERIFY.

    Attributes:
        log: every command, in order.
        forbidden: those that nobody may send to a card without its holder's PIN.
        given: which bytes of which file left the card.
        faults: what happens at a command, by its number from 0, instead of an answer.
    """

    files: dict[tuple[str, str], bytes] = field(default_factory=dict)
    counters: dict[tuple[str, str], str] = field(default_factory=dict)
    refusals: dict[tuple[str, str], str] = field(default_factory=dict)
    faults: dict[int, Fault] = field(default_factory=dict)
    most_at_once: int = 256
    style: str = "plain"  # or "61": data by GET RESPONSE; "6C": the length must be the file's rest
    log: list[bytes] = field(default_factory=list)
    forbidden: list[str] = field(default_factory=list)
    given: dict[str, set[int]] = field(default_factory=dict)
    _application: str = ""
    _file: str = ""
    _ready: bytes = b""

    def with_file(self, df: str, ef: str, data: bytes) -> ScriptedCard:
        """Adds a file that is free to read."""
        self.files[df, ef] = data
        return self

    def with_pin(self, df: str, ef: str, status: str) -> ScriptedCard:
        """Adds a PIN and what an empty VERIFY says about it."""
        self.counters[df, ef] = status
        return self

    def reset(self) -> None:
        """Switched off and on: nothing is selected."""
        self._application = self._file = ""

    def transmit(self, command: bytes) -> bytes:
        """Answers a command, unless a fault comes first."""
        number = len(self.log)
        self.log.append(command)
        if number in self.faults:
            return self.faults[number](command)
        return self._answer(command)

    def _answer(self, command: bytes) -> bytes:
        text = command.hex().upper()
        if text.startswith("00A4040C") and command[5:].hex().upper() in {JPKI, CARD_INFORMATION, BASIC_REGISTER}:
            return self._select_application(command[5:].hex().upper())
        if text.startswith("00A4020C02") and len(command) == 7:
            return self._select_file(text[-4:])
        if text.startswith("00B0") and len(command) == 5 and command[2] < 0x80:
            return self._read(int(text[4:8], 16), command[4])
        if text.startswith("00C00000") and len(command) == 5:
            ready, self._ready = self._ready[: command[4]], b""
            return ready + bytes.fromhex(OK)
        if text == "00200080" and (self._application, self._file) in HAS_COUNTER:
            return bytes.fromhex(self.counters[self._application, self._file])
        self.forbidden.append(text)
        return bytes.fromhex("6D00")

    def _select_application(self, aid: str) -> bytes:
        if ("", aid) in self.refusals:
            return bytes.fromhex(self.refusals["", aid])
        if not any(aid == df for df, _ef in [*self.files, *self.counters]):
            return bytes.fromhex(NOT_FOUND)
        self._application, self._file = aid, ""
        return bytes.fromhex("6110" if self.style == "61" else OK)

    def _select_file(self, ef: str) -> bytes:
        place = self._application, ef
        if not self._application:
            return bytes.fromhex(NO_FILE)
        if place not in self.files and place not in self.counters:
            return bytes.fromhex(NOT_FOUND)
        self._file = ef
        return bytes.fromhex(OK)

    def _read(self, offset: int, length: int) -> bytes:
        place = self._application, self._file
        if place not in MAY_BE_READ or length > MAY_BE_READ[place]:
            self.forbidden.append(f"READ {place} {length}")
        if place in self.refusals:
            return bytes.fromhex(self.refusals[place])
        data = self.files.get(place, b"")[offset:]
        if not data:
            return bytes.fromhex(PAST_THE_END)
        if self.style == "6C" and length > len(data):
            return bytes([0x6C, len(data)])
        data = data[: min(length, self.most_at_once)]
        self.given.setdefault(self._file, set()).update(range(offset, offset + len(data)))
        if self.style == "61":
            self._ready = data
            return bytes([0x61, len(data)])
        return data + bytes.fromhex(OK)
