"""What some tests need beside Python: where it is missing they are skipped with the reason, or fail where it is required.

MADOGUCHI_REQUIRE names what must be there, parted by commas: CI sets it to what it has installed (.ci/run).
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable

import pytest

from tests.doubles import nginx, pcsc_service, postgres, prometheus, redis, small_disk

REQUIRE = "MADOGUCHI_REQUIRE"
BROWSERS = ("chromium", "google-chrome", "chromium-browser", "google-chrome-stable")  # as script/browser


def chromium() -> str | None:
    """Where the browser is."""
    return next(filter(None, map(shutil.which, BROWSERS)), None)


MISSING: dict[str, Callable[[], str | None]] = {
    "chromium": lambda: None if chromium() else "Chromium is not installed (`make browser`)",
    "kubectl": lambda: None if shutil.which("kubectl") else "kubectl is not installed (it has kustomize in it)",
    "nginx": lambda: None if nginx.program() else "there is no nginx",
    "mount": small_disk.what_is_missing,
    "pcscd": pcsc_service.what_is_missing,
    "prometheus": prometheus.what_is_missing,
    "postgres": lambda: None if postgres.programs() else "there is no PostgreSQL (initdb)",
    "redis": lambda: None if redis.program() else "there is no Redis (redis-server)",
    "systemd": lambda: None if shutil.which("systemd-analyze") else "there is no systemd-analyze",
}


def required() -> set[str]:
    """What must be there.

    Raises:
        UsageError: for a name that no test needs.
    """
    names = {name.strip() for name in os.environ.get(REQUIRE, "").split(",")} - {""}
    if unknown := names - set(MISSING):
        raise pytest.UsageError(f"{REQUIRE} names {', '.join(sorted(unknown))}; known are {', '.join(MISSING)}.")
    return names


def leave_out_without(name: str) -> None:
    """Skips the test at hand where something is missing; fails it where that must be there."""
    if reason := MISSING[name]():
        if name in required():
            pytest.fail(f"{reason}, but {REQUIRE} says that {name} is there", pytrace=False)
        pytest.skip(f"{name}: {reason}")
