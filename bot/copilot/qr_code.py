"""The desk's address for a caller's telephone, as a QR code (segno)."""

from __future__ import annotations

import io

import segno
from sanic.request import Request


def address(request: Request, language: str, public_url: str | None) -> str:
    """The page with the chat, in the caller's language: at the desk's public address, else where the agent asked."""
    base = (public_url or f"{request.scheme}://{request.host}").rstrip("/")
    return f"{base}/?language={language}"


def qr_svg(text: str) -> str:
    """A QR code of medium error correction as SVG, black on white whatever the page's colours."""
    out = io.BytesIO()
    segno.make(text, error="m", micro=False).save(out, kind="svg", light="#ffffff", border=2, scale=4, xmldecl=False)
    return out.getvalue().decode()
