"""What replaces Rasa's own still does what Rasa does."""

from __future__ import annotations

from typing import Any

import pytest
from jsonschema import ValidationError, validate
from rasa.core.actions.action import RemoteAction
from rasa.engine.graph import ExecutionContext, GraphComponent, GraphSchema, SchemaNode
from rasa.engine.runner.dask import DaskGraphRunner
from rasa.shared.core.events import Event, SlotSet

from bot.dialogue.rasa_patches import check_result, run_in_order, take_shortcuts, validators

RASAS_RUN = DaskGraphRunner.run  # before any shortcut is taken
ACTION = RemoteAction("action_test", None)
GOOD = {
    "events": [{"event": "slot", "name": "a", "value": 1, "timestamp": None}, {"event": "active_loop", "name": None}],
    "responses": [{}],
}


# fmt: off
@pytest.mark.parametrize("result", [
    {"events": [{"event": "nonsense"}]}, {"events": ["slot"]}, {"events": [{"name": "a"}]}, {"responses": ["text"]},
    {"events": [{"event": "slot", "value": 1}]},
])
# fmt: on
def test_both_refuse(result: Any) -> None:
    with pytest.raises(ValidationError):
        check_result(ACTION, result)
    with pytest.raises(ValidationError):
        validate(result, RemoteAction.action_response_format_spec())


@pytest.mark.parametrize("result", [{}, GOOD, {"events": [], "responses": []}])
def test_both_accept(result: Any) -> None:
    assert check_result(ACTION, result)
    validate(result, RemoteAction.action_response_format_spec())


def test_every_kind_of_event_has_its_validator() -> None:
    assert len(validators()) == len(RemoteAction.action_response_format_spec()["properties"]["events"]["items"]["oneOf"])


def test_events_are_found_by_their_names() -> None:
    take_shortcuts()
    take_shortcuts()
    assert Event.resolve_by_type("slot") is SlotSet
    with pytest.raises(ValueError, match="Unknown event name"):
        Event.resolve_by_type("nonsense")


class Adder(GraphComponent):
    """Adds its inputs."""

    @classmethod
    def create(cls, config: Any, model_storage: Any, resource: Any, execution_context: Any) -> Adder:
        return cls()

    def add(self, first: int, second: int) -> int:
        return first + second

    def fail(self, first: int) -> int:
        raise RuntimeError(str(first))


def node(function: str, **needs: str) -> SchemaNode:
    return SchemaNode(needs, Adder, "create", function, {}, eager=True)


def runner(nodes: dict[str, SchemaNode]) -> DaskGraphRunner:
    schema = GraphSchema(nodes)
    return DaskGraphRunner.create(schema, None, ExecutionContext(schema))


class PlainDask:
    """dask is not installed (bot/runtime/absent_libraries.py): its `get`, as its specification of graphs says."""

    @classmethod
    def get(cls, graph: dict[str, Any], keys: list[str]) -> list[Any]:
        return [cls.value(graph, key) for key in keys]

    @classmethod
    def value(cls, graph: dict[str, Any], argument: Any) -> Any:
        if not isinstance(argument, str) or argument not in graph:
            return argument
        task = graph[argument]
        is_call = isinstance(task, tuple) and callable(task[0])
        return task[0](*(cls.value(graph, one) for one in task[1:])) if is_call else task


@pytest.fixture
def dask(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rasa.engine.runner.dask.dask", PlainDask)


@pytest.mark.usefixtures("dask")
def test_graphs_run_as_with_rasa() -> None:
    nodes = {
        "twice": node("add", first="__in__", second="__in__"),
        "thrice": node("add", first="twice", second="__in__"),
        "sum": node("add", first="thrice", second="twice"),
    }
    for targets in (["sum"], ["twice", "thrice"], ["thrice"]):
        for value in (1, 2):
            expected = RASAS_RUN(runner(nodes), {"__in__": value}, targets)
            assert run_in_order(runner(nodes), {"__in__": value}, targets) == expected
    one = runner(nodes)
    assert [run_in_order(one, {"__in__": value}, ["sum"]) for value in (1, 5)] == [{"sum": 5}, {"sum": 25}]


@pytest.mark.usefixtures("dask")
@pytest.mark.parametrize("run", [RASAS_RUN, run_in_order])
def test_graphs_fail_as_with_rasa(run: Any) -> None:
    with pytest.raises(Exception, match="Error running graph component for node bad"):
        run(runner({"bad": node("fail", first="__in__")}), {"__in__": 1}, ["bad"])
