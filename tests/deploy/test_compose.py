"""The compose file: sound by the specification's schema, every service locked up, secrets as files alone."""

from __future__ import annotations

import json
import sysconfig
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from tests.deploy.manifests import DEPLOY

COMPOSE: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yml").read_text())
SCHEMAS = Path(sysconfig.get_path("purelib")) / "check_jsonschema" / "builtin_schemas" / "vendor"
SCHEMA = json.loads((SCHEMAS / "compose-spec.json").read_text())
SERVICES = COMPOSE["services"]


def problems(compose: dict[str, Any]) -> list[str]:
    """What the schema has against a compose file."""
    return [error.message for error in jsonschema.validators.validator_for(SCHEMA)(SCHEMA).iter_errors(compose)]


def test_it_is_what_the_schema_asks_for() -> None:
    assert not problems(COMPOSE)


def test_a_wrong_one_is_found() -> None:
    assert problems({**COMPOSE, "services": {"desk": {"read_onyl": True}}})


@pytest.mark.parametrize("name", SERVICES)
def test_every_service_is_locked_up(name: str) -> None:
    service = SERVICES[name]
    assert service["read_only"] is True and service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"] and ":" in service["image"]
    assert name == "model" or service["healthcheck"]["test"]


def test_visitors_reach_the_proxy_alone_and_the_staffs_port_is_bound_to_an_address() -> None:
    assert [name for name, service in SERVICES.items() if service.get("ports")] == ["proxy"]
    assert all(":" not in port.rpartition("9443:")[0] or port.startswith("127.") for port in SERVICES["proxy"]["ports"])
    assert [port for port in SERVICES["proxy"]["ports"] if port.endswith(":9443")] == ["127.0.0.1:9443:9443"]
    assert COMPOSE["networks"]["inner"]["internal"] is True
    assert all(SERVICES[name]["networks"] == ["inner"] for name in ("postgres", "redis", "actions"))


def test_secrets_are_files_and_no_value_stands_in_the_environment() -> None:
    assert all(set(secret) == {"file"} for secret in COMPOSE["secrets"].values())
    for service in SERVICES.values():
        used = [one["source"] if isinstance(one, dict) else one for one in service.get("secrets", [])]
        assert set(used) <= COMPOSE["secrets"].keys()
        for setting, value in service.get("environment", {}).items():
            is_secret = any(word in setting for word in ("KEY", "PASSWORD", "STORE_URL", "REDIS_URL", "TOKEN"))
            assert not is_secret or (setting.endswith("_FILE") and value.removeprefix("/run/secrets/") in used)
