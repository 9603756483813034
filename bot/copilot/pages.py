"""The pages behind the door: each knows who is signed in, the token for its forms, and where its files are."""

from __future__ import annotations

from sanic.request import Request
from sanic.response import HTTPResponse

from bot.i18n.languages import ORIGINAL
from bot.pages.templating import Pages


class AgentPages:
    """Renders the templates for agents, in Japanese.

    Args:
        files: the version of the agents' files, for their addresses.
    """

    def __init__(self, pages: Pages, files: str) -> None:
        self._pages, self._files, self.speaker = pages, files, pages.speaker

    def page(self, request: Request, name: str, status: int = 200, **values: object) -> HTTPResponse:
        """A whole answer to an agent."""
        signed_in = {"agent": request.ctx.agent, "csrf": request.ctx.csrf, "files": self._files}
        return self._pages.page(name, ORIGINAL, status, **signed_in, **values)
