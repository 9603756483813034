"""Proves that a webhook comes from LINE."""

from __future__ import annotations

import base64
import hashlib
import hmac


def sign(secret: str, body: bytes) -> str:
    """The signature of a body: base64 of HMAC-SHA256 with the channel secret (Messaging API, x-line-signature)."""
    return base64.b64encode(hmac.new(secret.encode(), body, hashlib.sha256).digest()).decode()


def signature_ok(secret: str, body: bytes, header: str) -> bool:
    """Whether a header signs exactly these bytes.

    Bytes are compared: `compare_digest` refuses strings beyond ASCII, which anyone could send (Sanic decodes headers
    with surrogates).

    >>> signature_ok("secret", b"{}", sign("secret", b"{}")), signature_ok("secret", b"{ }", sign("secret", b"{}"))
    (True, False)
    >>> signature_ok("secret", b"{}", "署名")
    False
    """
    return hmac.compare_digest(sign(secret, body).encode(), header.encode("utf-8", "surrogateescape"))
