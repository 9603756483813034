"""What must never happen while a page is open, whatever the test is about."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import BrowserContext, ConsoleMessage, Request, WebError

REPORT_CSP = """
addEventListener("securitypolicyviolation", (event) =>
  console.error(`CSP: ${event.violatedDirective} ${event.blockedURI}`));
"""


class Watch:
    """Notes errors, violations of the content security policy, and requests, in all pages of a test."""

    def __init__(self, *hosts: str) -> None:
        """Knows the addresses that may be asked."""
        self._hosts, self._expected = hosts, list[str]()
        self.errors: list[str] = []
        self.requests: list[Request] = []

    def over(self, context: BrowserContext) -> None:
        """Watches the pages of a context."""
        context.add_init_script(REPORT_CSP)
        context.on("console", self._note_message)
        context.on("weberror", self._note_error)
        context.on("request", self._note_request)

    def expect(self, *parts: str) -> None:
        """Lets errors pass that hold one of these parts; each of them must come."""
        self._expected += parts

    def _note_error(self, event: WebError) -> None:
        self.errors.append(str(event.error))

    def _note_request(self, request: Request) -> None:
        self.requests.append(request)

    def _note_message(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.errors.append(message.text)

    @property
    def addresses(self) -> list[str]:
        """All that was asked over the network."""
        return [request.url for request in self.requests if not request.url.startswith(("data:", "blob:"))]

    def problems(self, cookies: Any) -> list[str]:
        """What happened that should not have, one line each."""
        return [
            *(f"error: {error}" for error in self.errors if not any(part in error for part in self._expected)),
            *(f"never came: {part}" for part in self._expected if not any(part in error for error in self.errors)),
            *(f"another host: {address}" for address in self.addresses if not address.startswith(self._hosts)),
            *(f"cookie: {cookie}" for cookie in cookies),
        ]
