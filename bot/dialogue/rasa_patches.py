"""Every place where Rasa 3.6.21 runs code of ours instead of its own, each with its reason and a test that both agree.

What it works out anew each time is worked out once (docs/decisions/0012); and in a training, which is read twice,
copied at each of six merges and hashed before and after each component, once, not and not (docs/decisions/0027).
The libraries that it only imports are another matter: bot/runtime/absent_libraries.py.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import cache, lru_cache
from graphlib import TopologicalSorter
from types import SimpleNamespace
from typing import Any, TypedDict

from jsonschema import Draft202012Validator, ValidationError
from rasa.core.actions.action import RemoteAction
from rasa.engine.exceptions import GraphRunError
from rasa.engine.graph import GraphNode
from rasa.engine.runner.dask import DaskGraphRunner
from rasa.engine.storage import local_model_storage
from rasa.engine.training import graph_trainer
from rasa.shared.core.events import Event
from rasa.shared.importers import utils
from rasa.shared.nlu.constants import INTENT
from rasa.shared.nlu.training_data import training_data
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

Reader = Callable[[Iterable[str], str], TrainingData]


class ActionResult(TypedDict, total=False):
    """What an action says that it returned; anything may stand in it."""

    responses: list[object] | None
    events: list[object] | None


@cache
def validators() -> dict[str, Draft202012Validator]:
    """A validator for each kind of event that an action may return."""
    kinds = RemoteAction.action_response_format_spec()["properties"]["events"]["items"]["oneOf"]
    return {kind["properties"]["event"]["const"]: Draft202012Validator(kind) for kind in kinds}


def check_result(action: RemoteAction, result: ActionResult) -> bool:
    """Checks what an action returned, as Rasa does, without checking Rasa's own schema before.

    Raises:
        ValidationError: when it is something else than events and responses.
    """
    for response in result.get("responses") or []:
        if not isinstance(response, dict):
            raise ValidationError(f"A response of '{action.name()}' is no object.")
    for event in result.get("events") or []:
        kind = event.get("event") if isinstance(event, dict) else None
        if kind not in validators():
            raise ValidationError(f"'{action.name()}' returned an event of no known kind: {kind}.")
        validators()[kind].validate(event)
    return True


Plan = list[tuple[str, GraphNode, tuple[str, ...]]]  # name, node and parents, each after its parents


def plan_of(runner: DaskGraphRunner, targets: tuple[str, ...]) -> Plan:
    """The nodes that a run needs, in an order in which they can run; worked out once for each set of targets."""
    plans: dict[tuple[str, ...], Plan] = runner.__dict__.setdefault("_plans", {})
    if targets not in plans:
        nodes = runner._graph_schema.minimal_graph_schema(list(targets)).nodes
        parents = {name: tuple(node.needs.values()) for name, node in nodes.items()}
        order = [name for name in TopologicalSorter(parents).static_order() if name in parents]
        plans[targets] = [(name, runner._instantiated_nodes[name], parents[name]) for name in order]
    return plans[targets]


def run_in_order(
    runner: DaskGraphRunner, inputs: dict[str, object] | None = None, targets: list[str] | None = None
) -> dict[str, object]:
    """Runs a graph as Rasa does, one node after the other, without building a dask graph each time.

    Raises:
        GraphRunError: when Rasa would.
    """
    wanted = tuple(targets or runner._graph_schema.target_names)
    done: dict[str, tuple[str, object]] = {name: (name, value) for name, value in (inputs or {}).items()}
    try:
        for name, node, parents in plan_of(runner, wanted):
            done[name] = node(*(done.get(parent, parent) for parent in parents))
    except RuntimeError as error:
        raise GraphRunError("Error running runner.") from error
    return dict(done[name] for name in wanted)


def take_shortcuts() -> None:
    """Installs the shortcuts; a second time changes nothing."""
    RemoteAction._validate_action_result = check_result
    DaskGraphRunner.run = run_in_order
    if not hasattr(Event.resolve_by_type, "cache_info"):
        Event.resolve_by_type = staticmethod(lru_cache(maxsize=None)(Event.resolve_by_type))


@contextmanager
def training_shortcuts() -> Iterator[None]:
    """Within it a model is trained the short way: nothing changes a question between two merges, so none is copied."""
    take_shortcuts()  # graphs run in plain order here too
    own = {
        (training_data, "copy"): SimpleNamespace(copy=copy.copy, deepcopy=copy.copy),
        (TrainingData, "sanitize_examples"): staticmethod(without_doubles),
        (utils, "training_data_from_paths"): read_once(utils.training_data_from_paths),
        (graph_trainer, "TrainingHook"): NothingCached,
        (local_model_storage, "TarSafe"): Unpressed,
    }
    theirs = {place: vars(place[0])[place[1]] for place in own}
    try:
        for (owner, name), ours in own.items():
            setattr(owner, name, ours)
        yield
    finally:
        for (owner, name), before in theirs.items():
            setattr(owner, name, before)


def without_doubles(examples: list[Message]) -> list[Message]:
    """The examples, each once; intents without spaces around them."""
    found: dict[str, Message] = {}
    for example in examples:
        if example.get(INTENT):
            example.set(INTENT, example.get(INTENT).strip())
        found.setdefault(repr(example.data), example)
    return list(found.values())


def read_once(read: Reader) -> Reader:
    """Reads the same files once, whichever language is asked for: ours name the language of each question."""
    known: dict[tuple[str, ...], TrainingData] = {}

    def read_known(paths: Iterable[str], language: str) -> TrainingData:
        names = tuple(paths)
        if names not in known:
            known[names] = read(names, language)
        return known[names]

    return read_known


class Unpressed(local_model_storage.TarSafe):
    """Writes an archive that is not pressed: numbers hardly get smaller (10 MB of 50), and each start unpacks them."""

    @classmethod
    def open(cls, *values: Any, **named: Any) -> Any:
        """Opens an archive, to write or to read."""
        mode = named.get("mode", values[1] if len(values) > 1 else "r")
        return super().open(*values, **({"compresslevel": 0} if mode == "w:gz" else {}), **named)


class NothingCached:
    """Stands for Rasa's hook that fingerprints what goes into and out of each component, for its cache.

    A forced training reads no cache, and one component's 32,000 questions take longer to hash than to learn from.
    """

    def __init__(self, **_parts: Any) -> None:
        """Needs nothing of what Rasa's takes."""

    def on_before_node(self, **_node: Any) -> dict[str, Any]:
        """Remembers nothing for after the node."""
        return {}

    def on_after_node(self, **_node: Any) -> None:
        """Caches nothing."""
