"""Runs the custom actions in the server's own process, where no action server is set."""

from __future__ import annotations

from rasa.utils.endpoints import EndpointConfig
from rasa_sdk.executor import ActionExecutor
from rasa_sdk.types import ActionCall

from bot.dialogue.turn_metrics import timed

ACTIONS_PACKAGE = "actions"


class EmbeddedActions(EndpointConfig):
    """An action endpoint that hands Rasa's JSON to rasa-sdk's executor, without a network."""

    def __init__(self) -> None:
        super().__init__(url="embedded", selective_domain=True)  # our actions never read the domain
        self._executor = ActionExecutor()
        self._executor.register_package(ACTIONS_PACKAGE)

    async def request(self, *args: object, json: ActionCall | None = None, **kwargs: object) -> object:
        """Runs the action that the JSON names."""
        with timed("action"):
            return await self._executor.run(json)
