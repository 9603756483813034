"""A graph component that learns nothing and needs no setting."""

from __future__ import annotations

from typing import Any, TypeVar

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage

Self = TypeVar("Self", bound="StatelessComponent")


class StatelessComponent(GraphComponent):
    """Only `process` is left to write."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """The component's default config."""
        return {}

    @classmethod
    def create(
        cls: type[Self],
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> Self:
        """Creates the component."""
        return cls()
