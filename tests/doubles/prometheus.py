"""A Prometheus of the tests' own, which asks desks every second; a real one, in a folder of its own."""

from __future__ import annotations

import json
import shutil
import subprocess
import time
import urllib.request
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

START_SECONDS = 60


def what_is_missing() -> str | None:
    """Why there can be none."""
    both = shutil.which("prometheus") and shutil.which("promtool")
    return None if both else "there is no Prometheus (Debian's prometheus)"


class OwnPrometheus:
    """A running server.

    Raises:
        RuntimeError: when it does not start.
    """

    def __init__(self, folder: Path, port: int, *desks: str, rules: Path) -> None:
        job = {"job_name": "madoguchi", "static_configs": [{"targets": desks}]}
        config = {"global": {"scrape_interval": "1s", "evaluation_interval": "1s"}, "rule_files": [str(rules)]}
        (settings := folder / "prometheus.json").write_text(json.dumps({**config, "scrape_configs": [job]}))  # YAML too
        self._url = f"http://127.0.0.1:{port}"
        arguments = {
            "config.file": settings,
            "storage.tsdb.path": folder / "data",
            "web.listen-address": f"127.0.0.1:{port}",
        }
        command = ["prometheus", *(f"--{name}={value}" for name, value in arguments.items())]
        self._log = folder / "prometheus.log"
        with self._log.open("wb") as log:
            self.process = subprocess.Popen(command, stdout=log, stderr=log)
        self._wait()

    def _wait(self) -> None:
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline and self.process.poll() is None:
            try:
                with urllib.request.urlopen(f"{self._url}/-/ready", timeout=5):
                    return
            except OSError:
                time.sleep(0.1)
        self.stop()
        raise RuntimeError(self._log.read_text())

    def ask(self, query: str) -> list[dict[str, Any]]:
        """What a query finds now.

        Raises:
            HTTPError: for one that is wrong.
        """
        found: list[dict[str, Any]] = self._get("query", query=query)["result"]
        return found

    def names(self) -> set[str]:
        """The names of all that it has stored."""
        return set(self._get("label/__name__/values"))

    def unhealthy_rules(self) -> list[str]:
        """The alerts whose evaluation failed."""
        rules = [rule for group in self._get("rules")["groups"] for rule in group["rules"]]
        return [rule["name"] for rule in rules if rule["health"] == "err"]

    def evaluated_rules(self) -> int:
        """How many alerts have been evaluated."""
        return sum(rule["health"] == "ok" for group in self._get("rules")["groups"] for rule in group["rules"])

    def _get(self, path: str, **arguments: str) -> Any:
        with urllib.request.urlopen(f"{self._url}/api/v1/{path}?{urlencode(arguments)}", timeout=30) as answer:
            record = json.load(answer)
        assert record["status"] == "success" and not record.get("warnings"), record
        return record["data"]

    def stop(self) -> None:
        """Ends it."""
        self.process.terminate()
        self.process.wait()
