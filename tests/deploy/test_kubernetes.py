"""The Kubernetes manifests: sound by the schemas of its versions, locked up, and true to what the desk does."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import kubernetes_validate
import pytest
import yaml

from bot.dialogue.answering import ANSWER_SECONDS
from bot.http.closing import LAST_CALL_SECONDS, SILENT_SECONDS
from bot.settings import ROOT
from tests.deploy.manifests import DEPLOY, KUBERNETES, files, named, objects, pod, workloads

VERSIONS = ("1.29", "1.32", "1.35")
STOP_SECONDS = LAST_CALL_SECONDS + SILENT_SECONDS + ANSWER_SECONDS + 5  # the last: bot/server.py, for Sanic to end


def name_of(one: dict[str, Any]) -> str:
    return f"{one['kind']}/{one['metadata']['name']}"


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("one", list(objects()), ids=name_of)
def test_every_object_is_what_its_schema_asks_for(one: dict[str, Any], version: str) -> None:
    kubernetes_validate.validate(one, version, strict=True)


def test_a_wrong_object_is_found() -> None:
    wrong = named("Deployment", "madoguchi-desks")
    wrong["spec"]["template"]["spec"]["containers"][0]["readOnlyRootFileSystem"] = True
    with pytest.raises(kubernetes_validate.ValidationError):
        kubernetes_validate.validate(wrong, VERSIONS[0], strict=True)


@pytest.mark.parametrize("one", workloads(), ids=name_of)
def test_every_pod_runs_without_root_rights_or_a_writable_root(one: dict[str, Any]) -> None:
    spec = pod(one)
    assert spec["securityContext"]["runAsNonRoot"] and spec["securityContext"]["runAsUser"] > 0
    assert spec["securityContext"]["seccompProfile"] == {"type": "RuntimeDefault"}
    assert spec["automountServiceAccountToken"] is False
    for container in [*spec["containers"], *spec.get("initContainers", [])]:
        assert container["securityContext"] == {
            "allowPrivilegeEscalation": False,
            "readOnlyRootFilesystem": True,
            "capabilities": {"drop": ["ALL"]},
        }
        assert container["resources"]["requests"].keys() >= {"cpu", "memory"} and container["resources"]["limits"]


@pytest.mark.parametrize("one", workloads(), ids=name_of)
def test_every_container_that_stays_is_looked_after(one: dict[str, Any]) -> None:
    for container in pod(one)["containers"]:
        assert {"readinessProbe", "livenessProbe"} <= container.keys()


@pytest.mark.parametrize("one", workloads(), ids=name_of)
def test_selectors_find_their_pods(one: dict[str, Any]) -> None:
    assert one["spec"]["selector"]["matchLabels"] == one["spec"]["template"]["metadata"]["labels"]


def test_services_and_budgets_select_what_there_is() -> None:
    labels = [one["spec"]["template"]["metadata"]["labels"] for one in workloads()]
    for one in objects():
        if one["kind"] == "Service":
            assert one["spec"]["selector"] in labels, name_of(one)
        if one["kind"] == "PodDisruptionBudget":
            assert one["spec"]["selector"]["matchLabels"] in labels, name_of(one)


def test_a_desk_is_replaced_without_anybody_left_waiting() -> None:
    desks = named("Deployment", "madoguchi-desks")
    assert desks["spec"]["strategy"]["rollingUpdate"] == {"maxSurge": 1, "maxUnavailable": 0}
    (desk,) = pod(desks)["containers"]
    program, seconds = desk["lifecycle"]["preStop"]["exec"]["command"]
    assert program == "sleep"
    assert pod(desks)["terminationGracePeriodSeconds"] >= int(seconds) + STOP_SECONDS
    compose = yaml.safe_load((DEPLOY / "compose.yml").read_text())
    assert int(compose["services"]["desk"]["stop_grace_period"].rstrip("s")) >= STOP_SECONDS


def test_a_desk_whose_store_is_away_stays_with_the_visitors() -> None:
    """It answers what needs no memory (docs/operations.md): only the first time everything must be there."""
    (desk,) = pod(named("Deployment", "madoguchi-desks"))["containers"]
    paths = {probe: desk[probe]["httpGet"]["path"] for probe in ("startupProbe", "readinessProbe", "livenessProbe")}
    assert paths == {"startupProbe": "/readyz", "readinessProbe": "/healthz", "livenessProbe": "/healthz"}


def test_nobody_reaches_a_desk_but_the_proxies_and_who_reads_metrics() -> None:
    policy = named("NetworkPolicy", "desks")["spec"]
    (rule,) = policy["ingress"]
    assert [list(peer) for peer in rule["from"]] == [["podSelector"], ["namespaceSelector"]]
    assert rule["from"][0]["podSelector"]["matchLabels"] == {"app.kubernetes.io/component": "proxy"}
    everybody = named("NetworkPolicy", "nobody")["spec"]
    assert everybody == {"podSelector": {}, "policyTypes": ["Ingress", "Egress"]}


def test_the_staffs_address_is_for_their_networks_alone() -> None:
    _public, staff = named("NetworkPolicy", "proxies")["spec"]["ingress"]
    assert staff["ports"] == [{"port": 9443}] and staff["from"]
    assert named("Service", "madoguchi-staff")["spec"]["loadBalancerSourceRanges"]
    assert {port["targetPort"] for port in named("Service", "madoguchi")["spec"]["ports"]} == {"http", "https"}


def test_no_secret_stands_in_a_manifest() -> None:
    assert not [one for one in objects() if one["kind"] == "Secret"]
    for path in files():
        assert not re.search(r"(?i)(password|token|secret|key):\s*[\"']?\w{12,}\s*$", path.read_text(), re.MULTILINE)


def test_every_setting_in_a_manifest_is_one() -> None:
    documented = set(re.findall(r"`((?:MADOGUCHI|LINE)_[A-Z_]+)`", (ROOT / "docs" / "settings.md").read_text()))
    told = "".join(path.read_text() for path in [*KUBERNETES.rglob("*.yaml"), DEPLOY / "compose.yml"])
    named_ = {name.removesuffix("_FILE") for name in re.findall(r"\b((?:MADOGUCHI|LINE)_[A-Z_]+)", told)}
    assert named_ and named_ <= documented


def rendered(folder: Path, *components: str) -> list[dict[str, Any]]:
    """What kustomize makes of the example with components, and secrets that are none."""
    shutil.copytree(KUBERNETES, folder / "kubernetes")
    example = folder / "kubernetes" / "example"
    text = (example / "kustomization.yaml").read_text()
    for component in components:
        text = text.replace(f"  # - ../components/{component}", f"  - ../components/{component}")
    (example / "kustomization.yaml").write_text(text)
    (example / "secrets").mkdir()
    for name in re.findall(r"secrets/([\w.-]+)$", text, re.MULTILINE):
        (example / "secrets" / name).write_text("none")
    made = subprocess.run(["kubectl", "kustomize", str(example)], capture_output=True, text=True, timeout=60)
    assert made.returncode == 0, made.stderr
    return list(yaml.safe_load_all(made.stdout))


@pytest.mark.needs("kubectl")
@pytest.mark.parametrize("components", [(), ("line",), ("actions",), ("line", "actions")], ids="-".join)
def test_kustomize_makes_sound_objects(tmp_path: Path, components: tuple[str, ...]) -> None:
    made = rendered(tmp_path, *components)
    for one in made:
        kubernetes_validate.validate(one, VERSIONS[-1], strict=True)
        assert one["kind"] == "Namespace" or one["metadata"]["namespace"] == "madoguchi"
    (desks,) = (one for one in made if one["metadata"]["name"] == "madoguchi-desks" and one["kind"] == "Deployment")
    (desk,) = pod(desks)["containers"]
    assert desk["image"].endswith("/madoguchi:1.1.0") and desks["spec"]["replicas"] == 3
    names = {variable["name"] for variable in desk["env"]}
    assert ("LINE_CHANNEL_SECRET_FILE" in names) == ("line" in components)
    assert ("MADOGUCHI_ACTION_URL" in names) == ("actions" in components)
    volumes = {volume["name"]: volume for volume in pod(desks)["volumes"]}
    assert re.fullmatch(r"madoguchi-secrets-\w{10}", volumes["secrets"]["secret"]["secretName"])
