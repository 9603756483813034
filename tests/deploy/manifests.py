"""What deploy/kubernetes holds, as kustomize would read it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from bot.settings import ROOT

DEPLOY = ROOT / "deploy"
KUBERNETES = DEPLOY / "kubernetes"
WORKLOADS = {"Deployment", "StatefulSet"}


def files() -> list[Path]:
    """The files of objects, without what tells kustomize about them."""
    return sorted(path for path in KUBERNETES.rglob("*.yaml") if path.name != "kustomization.yaml")


def objects() -> Iterator[dict[str, Any]]:
    """Every object of base and components."""
    for path in files():
        yield from yaml.safe_load_all(path.read_text())


def workloads() -> list[dict[str, Any]]:
    """What makes pods."""
    return [one for one in objects() if one["kind"] in WORKLOADS]


def pod(workload: dict[str, Any]) -> dict[str, Any]:
    """The pod that a workload makes."""
    spec: dict[str, Any] = workload["spec"]["template"]["spec"]
    return spec


def named(kind: str, name: str) -> dict[str, Any]:
    """One object."""
    (found,) = (one for one in objects() if one["kind"] == kind and one["metadata"]["name"] == name)
    return found
