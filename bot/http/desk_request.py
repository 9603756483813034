"""A request as the routes see it: every text in it well formed, whatever was sent."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from urllib.parse import parse_qs

from sanic import Sanic
from sanic.exceptions import InvalidUsage
from sanic.headers import HeaderIterable, parse_content_header
from sanic.models.protocol_types import TransportProtocol
from sanic.request import RequestParameters, parse_multipart_form

from bot.http.connections import network_of
from bot.http.framing import FramedRequest
from bot.text.well_formed import NotJson, read_json, well_formed

_FORM, _MULTIPART = "application/x-www-form-urlencoded", "multipart/form-data"


class BadBody(InvalidUsage):
    """A body that is not what its route reads."""


class DeskRequest(FramedRequest):
    """Reads bodies, forms, addresses and headers, and never hands on half a character."""

    parsed_form: RequestParameters | None

    def __init__(
        self,
        url_bytes: bytes,
        headers: HeaderIterable,
        version: str,
        method: str,
        transport: TransportProtocol,
        app: Sanic,
        head: bytes = b"",
        stream_id: int = 0,
    ) -> None:
        """Reads the headers; bytes beyond ASCII, which nobody may send there, become U+FFFD."""
        clean = [(well_formed(name), well_formed(value)) for name, value in headers.items()]  # type: ignore[attr-defined]
        super().__init__(url_bytes, clean, version, method, transport, app, head, stream_id)

    @property
    def network(self) -> str:
        """What limits count as the visitor's address, as our own proxies say it."""
        return network_of(self.remote_addr or self.ip)

    def load_json(self, loads: Callable[[bytes], object] = read_json) -> object:
        """Reads the body.

        Raises:
            BadBody: when it is not JSON; no body at all is None.
        """
        try:
            self.parsed_json = loads(self.body) if self.body else None
        except NotJson:
            raise BadBody("The body must be JSON.") from None
        return self.parsed_json

    @property
    def form(self) -> RequestParameters:
        """The fields of a form; empty when the body is none."""
        if self.parsed_form is None:
            self.parsed_form = RequestParameters(_clean(self._fields()))
        return self.parsed_form

    def _fields(self) -> Mapping[str, Sequence[object]]:
        kind, parts = parse_content_header(self.headers.getone("content-type", ""))
        if kind == _FORM:
            return parse_qs(self.body.decode("utf-8", "replace"))
        if kind != _MULTIPART:
            return {}
        try:
            fields, _files = parse_multipart_form(self.body, parts["boundary"].encode())
        except Exception:  # Sanic's reader of parts expects what a browser sends, and fails in many ways
            return {}
        return dict(fields)

    def get_args(self, *args: object, **kwargs: object) -> RequestParameters:
        """The fields of the address."""
        return RequestParameters(_clean(super().get_args(*args, **kwargs)))

    args = property(get_args)


def _clean(fields: Mapping[str, Sequence[object]]) -> dict[str, list[str]]:
    return {well_formed(name): [well_formed(str(value)) for value in values] for name, values in fields.items()}
