"""Which request a line of the log belongs to: the trace id of W3C Trace Context, taken over or drawn.

https://www.w3.org/TR/trace-context/: `traceparent` is 00-<trace id>-<id of the caller's step>-<flags>. Nothing is sent
anywhere (docs/decisions/0049).
"""

from __future__ import annotations

import re
import secrets
from contextvars import ContextVar

TRACE_HEADER = "traceparent"
_VALID = re.compile(r"([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?")
_NONE, _NO_STEP, _BAD_VERSION, _VERSION, _SAMPLED = "0" * 32, "0" * 16, "ff", "00", "00"
_trace: ContextVar[tuple[str, str]] = ContextVar("trace", default=("", _SAMPLED))


def begin(header: str | None) -> str:
    """Begins a request, with its caller's trace id where the header is a valid one; returns the id.

    >>> begin("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"), trace_id()
    ('0af7651916cd43dd8448eb211c80319c', '0af7651916cd43dd8448eb211c80319c')
    >>> len(begin("00-my number is 1234-x-01"))
    32
    """
    found = _VALID.fullmatch(header or "")
    if found and is_usable(*found.groups()):
        _trace.set((found[2], found[4]))
    else:
        _trace.set((secrets.token_hex(16), _SAMPLED))
    return trace_id()


def is_usable(version: str, trace: str, step: str, flags: str, rest: str | None) -> bool:
    """Whether what looks like a header is one; only later versions may hold more."""
    return version != _BAD_VERSION and trace != _NONE and step != _NO_STEP and (rest is None or version != _VERSION)


def trace_id() -> str:
    """The trace id of the request at hand; empty outside of one."""
    return _trace.get()[0]


def onward() -> str:
    """The header for whoever is asked on behalf of the request at hand."""
    trace, flags = _trace.get()
    return f"{_VERSION}-{trace or secrets.token_hex(16)}-{secrets.token_hex(8)}-{flags}"
