"""Where cards are: the slots of the readers, real or a double."""

from __future__ import annotations

from contextlib import AbstractContextManager
from dataclasses import dataclass
from enum import Enum
from typing import Protocol

from card_bridge.card.apdu import Transmit


class State(Enum):
    """What is in a slot; a card in use is not touched: selecting a file would end what it has verified."""

    EMPTY = "empty"
    CARD = "card"
    IN_USE = "in use"


@dataclass(frozen=True)
class Slot:
    """One slot of a reader."""

    name: str
    state: State


class Readers(Protocol):
    """Where cards are: PC/SC, or a double."""

    def slots(self) -> list[Slot]:
        """Every slot with its state; raises Problem when there is none."""

    def transaction(self, slot: Slot) -> AbstractContextManager[Transmit]:
        """Holds the slot's card alone."""
