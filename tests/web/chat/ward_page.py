"""Somebody else's page with the chat's one tag: its own styles, and a strict policy of its own."""

from __future__ import annotations

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

# What no page should do, and some do.
STYLE = """
body * { color: rgb(255, 0, 0) !important; font-size: 40px !important; letter-spacing: 9px !important; }
div, button, textarea, article, dialog { display: none !important; }
h1, p { font-size: 20px !important; }
"""
TAG = '<script src="{desk}/madoguchi.js" data-language="ja"{attributes} async></script>'
PAGE = """<!doctype html><html lang="ja"{direction}><head><meta charset="utf-8"><title>区</title>
<link rel="icon" href="data:,"><link rel="stylesheet" href="style.css"></head>
<body><main><h1>区のページ</h1><p>本文です。</p></main>
{tags}</body></html>"""
POLICY = "default-src 'none'; style-src 'self' {desk}; script-src {desk}; connect-src {desk}; img-src data: {desk}"


class WardPage:
    """Serves the page on a port of its own.

    `/open` has the chat open from the start, `/twice` has the tag twice, `/rtl` is written from right to left.
    """

    desk = ""

    def __init__(self) -> None:
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                kind, body = outer.answer(self.path)
                self.send_response(200)
                self.send_header("content-type", kind)
                self.send_header("content-security-policy", POLICY.format(desk=outer.desk))
                self.end_headers()
                self.wfile.write(body.encode())

            def log_message(self, format: str, *values: object) -> None: ...

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        port = self._server.server_port
        self.origin, self.stranger = f"http://127.0.0.1:{port}", f"http://localhost:{port}"

    @property
    def origins(self) -> tuple[str, str]:
        """The page's address that the desk knows, and another that it does not."""
        return self.origin, self.stranger

    def answer(self, path: str) -> tuple[str, str]:
        """Content type and body."""
        if path == "/style.css":
            return "text/css", STYLE
        tag = TAG.format(desk=self.desk, attributes=" data-open" * (path in ("/open", "/rtl")))
        direction = ' dir="rtl"' * (path == "/rtl")
        return "text/html; charset=utf-8", PAGE.format(direction=direction, tags=tag * (1 + (path == "/twice")))

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()
