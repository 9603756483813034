"""An action server that answers as it should, or in one of the ways in which one fails."""

from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from rasa_sdk.executor import ActionExecutor

RIGHT, DEAD, HANGING, DRIPPING = "right", "dead", "hanging", "dripping"
NONSENSE: dict[str, tuple[int, str, bytes]] = {
    "a page": (200, "text/html", b"<h1>Welcome to nginx!</h1>"),
    "a page that says it is JSON": (200, "application/json", b"<h1>Welcome</h1>"),
    "a list": (200, "application/json", b"[1, 2]"),
    "an error": (500, "text/plain", b"Internal Server Error"),
    "nothing": (204, "application/json", b""),
    "unknown events": (200, "application/json", b'{"events": [{"event": "explode"}, 7, null], "responses": [null, 3]}'),
    "no lists": (200, "application/json", b'{"events": "none", "responses": {"text": 5}}'),
    "unknown responses": (200, "application/json", b'{"events": [], "responses": [{"response": "utter_nothing"}]}'),
    "bytes": (200, "application/json", bytes(range(256)) * 8),
    "much": (200, "application/json", b'{"events": [], "responses": [{"text": "' + b"x" * 3_000_000 + b'"}]}'),
}
GIVES_UP_SECONDS = 30


class ActionServerDouble:
    """Listens on a port; `way` is how it answers: `right`, `dead`, `hanging`, `dripping`, or a name of `NONSENSE`."""

    def __init__(self) -> None:
        self._executor = ActionExecutor()
        self._executor.register_package("actions")
        self._way, self.traces = RIGHT, list[str]()
        self._let_go = threading.Event()
        self._start(0)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/webhook"

    def _start(self, port: int) -> None:
        self._server = ThreadingHTTPServer(("127.0.0.1", port), _handler(self))
        self._server.daemon_threads, self._server.block_on_close = True, False
        self.port = self._server.server_port
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()

    def answer_in(self, way: str) -> None:
        """Answers so from now on; whoever still hangs is let go."""
        self._let_go.set()
        self._let_go = threading.Event()
        if way == DEAD and self._way != DEAD:
            self.stop()
        elif way != DEAD and self._way == DEAD:
            self._start(self.port)
        self._way = way

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def answer(self, request: BaseHTTPRequestHandler, body: bytes) -> None:
        """Answers one request."""
        if self._way == HANGING:
            self._let_go.wait(GIVES_UP_SECONDS)
        elif self._way == DRIPPING:
            self._drip(request, self._let_go)
        elif self._way in NONSENSE:
            self._send(request, *NONSENSE[self._way])
        else:
            result = asyncio.run(self._executor.run(json.loads(body))) if body else {"status": "ok"}
            self._send(request, 200, "application/json", json.dumps(result).encode())

    @staticmethod
    def _send(request: BaseHTTPRequestHandler, status: int, kind: str, body: bytes) -> None:
        request.send_response(status)
        request.send_header("Content-Type", kind)
        request.send_header("Content-Length", str(len(body)))
        request.end_headers()
        request.wfile.write(body)

    @staticmethod
    def _drip(request: BaseHTTPRequestHandler, let_go: threading.Event) -> None:
        """Sends a byte now and then: no pause is long, and there is no end."""
        request.send_response(200)
        request.send_header("Content-Type", "application/json")
        request.send_header("Content-Length", "100000")
        request.end_headers()
        while not let_go.wait(0.2):
            request.wfile.write(b" ")
            request.wfile.flush()


def _handler(double: ActionServerDouble) -> Callable[..., BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            double.answer(self, b"")

        def do_POST(self) -> None:
            double.traces.append(self.headers.get("traceparent", ""))
            body = self.rfile.read(int(self.headers["Content-Length"]))
            try:
                double.answer(self, body)
            except OSError:  # whoever asked has hung up
                self.close_connection = True

        def log_message(self, *_anything: object) -> None:
            """Says nothing."""

    return Handler
