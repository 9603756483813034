"""What our graph components share: how they are made and kept, and how they add entities."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

import joblib
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import ENTITIES
from rasa.shared.nlu.training_data.message import Message

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Stateless = TypeVar("Stateless", bound="StatelessComponent")
Trained = TypeVar("Trained", bound="TrainedComponent")
FILE = "model.joblib"
Config: TypeAlias = Mapping[str, object]  # of a component; each says in a TypedDict what its own holds


def add_entities(message: Message, extractor: object, found: Iterable[Mapping[str, object]]) -> None:
    """Adds entities, each at least {"entity", "value"}, and says which component found them."""
    named = [{**entity, "extractor": type(extractor).__name__} for entity in found]
    message.set(ENTITIES, [*message.get(ENTITIES, []), *named], add_to_output=True)


class StatelessComponent(GraphComponent):
    """Learns nothing and needs no setting: only `process` is left to write."""

    @staticmethod
    def get_default_config() -> Config:
        """The component's default config."""
        return {}

    @classmethod
    def create(
        cls: type[Stateless],
        config: dict[str, Any],  # so Rasa wants it annotated
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> Stateless:
        """Creates the component."""
        return cls()


class TrainedComponent(GraphComponent):
    """Keeps one joblib file in the model: `train` and `process` are left to write; `keep` stores what was learnt.

    Args:
        model: what was learnt; None before the training.
    """

    def __init__(self, config: Config, model_storage: ModelStorage, resource: Resource, model: object = None) -> None:
        self._config, self._model_storage, self._resource = config, model_storage, resource
        self._model: object = model

    @staticmethod
    def get_default_config() -> Config:
        """The component's default config."""
        return {}

    @staticmethod
    def required_packages() -> list[str]:
        """Python packages the component needs."""
        return ["sklearn"]

    @classmethod
    def create(
        cls: type[Trained],
        config: dict[str, Any],  # so Rasa wants it annotated
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> Trained:
        """Creates an untrained component."""
        return cls(config, model_storage, resource)

    def _config_of(self, kind: type[DataclassInstance]) -> dict[str, Any]:
        """The settings that a dataclass is made from."""
        return {field.name: self._config[field.name] for field in fields(kind) if field.name in self._config}

    def keep(self, model: object) -> Resource:
        """Keeps what was learnt, here and in the model."""
        self._model = model
        with self._model_storage.write_to(self._resource) as folder:
            joblib.dump(model, folder / FILE)
        return self._resource

    @classmethod
    def load(
        cls: type[Trained],
        config: dict[str, Any],  # so Rasa wants it annotated
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: object,
    ) -> Trained:
        """Loads the trained component."""
        with model_storage.read_from(resource) as folder:
            # Arrays stay in the file, though Rasa deletes it: only what is used of them takes memory.
            return cls(config, model_storage, resource, joblib.load(folder / FILE, mmap_mode="r"))
