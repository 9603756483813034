"""The page's own script and style; nobody gets them without signing in."""

from __future__ import annotations

from sanic.request import Request
from sanic.response import HTTPResponse, empty

from bot.pages.assets import WEB, asset, send, style, version_of
from bot.pages.js_bundle import bundle

KEEP = "private, max-age=31536000, immutable"  # the address names the content


class CopilotFiles:
    """Joined and packed once at the start."""

    def __init__(self) -> None:
        script = bundle(WEB / "copilot", "main.js")
        styles = style(WEB / "copilot" / "copilot.css")
        self._files = {"copilot.js": asset("copilot.js", script), "copilot.css": asset("copilot.css", styles)}
        self.version = version_of(self._files)

    def send(self, request: Request, name: str) -> HTTPResponse:
        """One file, for the signed-in page alone."""
        if name not in self._files:
            return empty(status=404)
        response = send(request, self._files[name], KEEP)
        response.headers["cross-origin-resource-policy"] = "same-origin"
        del response.headers["access-control-allow-origin"]
        return response
