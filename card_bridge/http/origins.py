"""Origins and hosts, compared letter by letter."""

from __future__ import annotations

import re

LOCAL_DESK = ("http://localhost:5005", "http://127.0.0.1:5005")  # `madoguchi run` on this machine
_ORIGIN = re.compile(r"https?://[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:[1-9][0-9]{0,4})?")
_DEFAULT_PORTS = (("http://", ":80"), ("https://", ":443"))


def exact_origin(text: str) -> str:
    """An origin as browsers send it: scheme, host, and the port unless it is the scheme's own.

    >>> exact_origin("https://www.city.example.jp")
    'https://www.city.example.jp'

    Raises:
        ValueError: it is none, or has a path, a capital letter or a port that browsers leave out.
    """
    if not _ORIGIN.fullmatch(text) or any(text.startswith(s) and text.endswith(p) for s, p in _DEFAULT_PORTS):
        raise ValueError(f"{text!r} is no origin; write it as browsers send it, such as https://www.city.example.jp")
    return text


def own_hosts(port: int) -> frozenset[str]:
    """What the Host header may say; any other name that leads here was rebound to this machine.

    >>> sorted(own_hosts(8765))
    ['127.0.0.1:8765', 'localhost:8765']
    """
    return frozenset({f"127.0.0.1:{port}", f"localhost:{port}"})
