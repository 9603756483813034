"""The pairing code ties a page to this bridge: whoever types it has the bridge before their eyes."""

from __future__ import annotations

import hmac
import secrets

DIGITS = 6
MOST_WRONG = 5  # then no page can pair any more until the bridge is started again


class PairingError(Exception):
    """The page is not paired; `code` says why.

    Args:
        code: `wrong_code` or `closed`.
    """

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Pairing:
    """One random code for each start, and the tokens of the pages that knew it."""

    def __init__(self) -> None:
        self.code = f"{secrets.randbelow(10**DIGITS):0{DIGITS}d}"
        self._wrong = 0
        self._tokens: dict[str, str] = {}

    def pair(self, origin: str, code: str) -> str:
        """The token of an origin whose page gave the code; an earlier one of that origin ends.

        Raises:
            PairingError: the code is wrong, or was wrong too often.
        """
        if self._wrong >= MOST_WRONG:
            raise PairingError("closed")
        if not same(code, self.code):
            self._wrong += 1
            raise PairingError("wrong_code")
        self._wrong = 0
        self._tokens[origin] = secrets.token_urlsafe(32)
        return self._tokens[origin]

    def knows(self, origin: str, token: str) -> bool:
        """Whether a token was given to this origin."""
        return origin in self._tokens and same(token, self._tokens[origin])


def same(given: str, secret: str) -> bool:
    """Compares without telling by its time how much was right."""
    return hmac.compare_digest(given.encode(errors="replace"), secret.encode())
