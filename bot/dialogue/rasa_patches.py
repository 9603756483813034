"""What Rasa 3.6 works out anew each time, worked out once (docs/decisions/0012)."""

from __future__ import annotations

from functools import cache, lru_cache
from graphlib import TopologicalSorter
from typing import TypedDict

from jsonschema import Draft202012Validator, ValidationError
from rasa.core.actions.action import RemoteAction
from rasa.engine.exceptions import GraphRunError
from rasa.engine.graph import GraphNode
from rasa.engine.runner.dask import DaskGraphRunner
from rasa.shared.core.events import Event


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
