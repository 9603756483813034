"""Validates against LINE's own descriptions (tests/data/line/), whose types hang on `discriminator` alone.

A stock validator ignores a discriminator without `oneOf`; here it becomes if/then, and every concrete type is pinned.
"""

from __future__ import annotations

import copy
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import yaml

DATA = Path(__file__).parent.parent / "data" / "line"
REF = "#/components/schemas/"
Schemas = dict[str, Any]


@cache
def source(description: str) -> Schemas:
    """The schemas of `messaging-api` or `webhook` as they were published."""
    text = (DATA / f"{description}.yml").read_text(encoding="utf-8")
    return dict(yaml.load(text, Loader=yaml.CSafeLoader)["components"]["schemas"])


@cache
def load(description: str) -> Schemas:
    """The schemas, made strict."""
    schemas = source(description)
    bases = {schema: mapping_of(node) for schema, node in schemas.items() if "discriminator" in node}
    pins = {name: (prop, key) for prop, mapping in bases.values() for key, name in mapping.items()}
    found: Schemas = {}
    for schema, node in schemas.items():
        found[schema] = rewritten(copy.deepcopy(node))
        found[f"{schema}__use"] = dispatch(*bases[schema]) if schema in bases else pinned(schema, pins.get(schema))
    return found


def mapping_of(node: dict[str, Any]) -> tuple[str, dict[str, str]]:
    """The property a base hangs on, and its types by the property's value."""
    discriminator = node["discriminator"]
    return discriminator["propertyName"], {k: v[len(REF) :] for k, v in discriminator["mapping"].items()}


def rewritten(node: Any, is_inherited: bool = False) -> Any:
    """A schema whose references lead to the strict form; a reference inside allOf is inheritance, any other a use."""
    if isinstance(node, list):
        return [rewritten(item) for item in node]
    if not isinstance(node, dict):
        return node
    if "$ref" in node:
        return node if is_inherited else {"$ref": node["$ref"] + "__use"}
    return {
        key: [rewritten(item, True) for item in value] if key == "allOf" else rewritten(value)
        for key, value in node.items()
        if key != "discriminator"
    }


def dispatch(prop: str, mapping: dict[str, str]) -> Any:
    """The use of a base: one of its types, by the property."""
    cases = [
        {
            "if": {"required": [prop], "properties": {prop: {"const": key}}},
            "then": {"$ref": f"{REF}{name}__use"},
        }
        for key, name in mapping.items()
    ]
    return {"type": "object", "required": [prop], "properties": {prop: {"enum": list(mapping)}}, "allOf": cases}


def pinned(name: str, pin: tuple[str, str] | None) -> Any:
    """The use of a concrete type, whose discriminating property must be its own."""
    pins = [{"required": [pin[0]], "properties": {pin[0]: {"const": pin[1]}}}] if pin else []
    return {"allOf": [{"$ref": f"{REF}{name}"}, *pins]}


@cache
def validator(description: str, name: str) -> jsonschema.Draft7Validator:
    """The validator of one schema."""
    root = {"allOf": [{"$ref": f"{REF}{name}__use"}], "components": {"schemas": load(description)}}
    return jsonschema.Draft7Validator(root)


def errors(description: str, name: str, body: Any) -> list[str]:
    """Every violation, as `path: what`."""
    found = validator(description, name).iter_errors(body)
    return [f"{'/'.join(map(str, error.absolute_path))}: {error.message}" for error in found]


@cache
def fields_of(base: str, kind: str) -> frozenset[str]:
    """The fields that one type of a base knows, with those it inherits."""

    def fields(node: dict[str, Any]) -> set[str]:
        if "$ref" in node:
            return fields(source("messaging-api")[node["$ref"][len(REF) :]])
        return set(node.get("properties", {})).union(*(fields(part) for part in node.get("allOf", [])))

    _prop, mapping = mapping_of(source("messaging-api")[base])
    return frozenset(fields(source("messaging-api")[mapping[kind]]))
