"""Compares the systems in one run: `madoguchi bench`. Figures go to benchmarks/results/ and are drawn into docs/."""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import tempfile
import time
from datetime import date
from pathlib import Path
from typing import Any

from benchmarks.compare import page
from benchmarks.compare.serving import serving
from benchmarks.compare.systems import SYSTEMS
from bot.runtime.quiet_libraries import quiet_libraries
from bot.settings import ROOT

WORK = ROOT / "models" / "bench"  # folders of the systems: not kept in git
RESULTS = ROOT / "benchmarks" / "results"
PARTS = ("training", "asking", "serving")
SHARE = 0.125
SEED = 1  # of the sample and of the desk's own head; stock Rasa draws its own
PACKAGES = ("rasa", "tensorflow", "scikit-learn", "bm25s", "numpy")


def arguments() -> argparse.Namespace:
    """What to compare."""
    parser = argparse.ArgumentParser(prog="madoguchi bench", description=__doc__)
    parser.add_argument("systems", nargs="*", metavar="system", help=f"some of {', '.join(SYSTEMS)} (default: all)")
    parser.add_argument("--parts", nargs="+", choices=PARTS, default=PARTS, help="default: all, in this order")
    parser.add_argument(
        "--share",
        type=float,
        default=SHARE,
        help="the part of the training questions that every system learns from (default: %(default)s; all of them: 1)",
    )
    chosen = parser.parse_args()
    unknown = [name for name in chosen.systems if name not in SYSTEMS]
    if unknown:
        parser.error(f"unknown system {unknown[0]!r}; choose some of {', '.join(SYSTEMS)}")
    if not 0 < chosen.share <= 1:
        parser.error("--share must be above 0 and at most 1")
    return chosen


def in_own_process(part: str, name: str, folder: Path, share: float) -> dict[str, Any]:
    """The figures of a part that runs in a process of its own.

    Raises:
        SystemExit: when it fails; what it printed says why.
    """
    with tempfile.TemporaryDirectory() as place:
        result = Path(place) / "figures.json"
        command = [
            SYSTEMS[name].python,
            "-m",
            "benchmarks.compare.parts",
            part,
            name,
            str(folder),
            str(share),
            str(result),
        ]
        if subprocess.run(command, cwd=ROOT).returncode:
            raise SystemExit(f"{name}, {part}: failed; the lines above say why.")
        figures: dict[str, Any] = json.loads(result.read_text(encoding="utf-8"))
    return figures


def measured(part: str, name: str, folder: Path, share: float) -> dict[str, Any] | None:
    """The figures of one part of one system."""
    if part == "serving":
        return serving(SYSTEMS[name], folder)
    return in_own_process(part, name, folder, share)


VERSIONS = f"""
import json, platform
from importlib.metadata import distributions
found = {{one.metadata["Name"].lower(): one.version for one in distributions() if one.metadata["Name"]}}
print(json.dumps([platform.python_version(), {{name: found[name] for name in {PACKAGES!r} if name in found}}]))
"""


def machine(name: str) -> dict[str, Any]:
    """Where and with what a system was measured."""
    told = subprocess.run([SYSTEMS[name].python, "-c", VERSIONS], check=True, capture_output=True, text=True)
    python, versions = json.loads(told.stdout)
    system = f"{platform.system()} {platform.machine()}"
    return {"system": system, "cores": os.cpu_count(), "python": python, "versions": versions}


def keep(name: str, share: float, figures: dict[str, Any]) -> None:
    """Adds what was measured to what is known of a system at this share."""
    path = RESULTS / f"{name}-{share:g}.json"
    known = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    head = {
        "system": name,
        "share": share,
        "seed": SEED,
        "measured": date.today().isoformat(),
        "machine": machine(name),
    }
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps({**known, **head, **figures}, indent=2) + "\n", encoding="utf-8")


def main() -> None:
    """Compares, keeps, draws."""
    quiet_libraries()
    chosen = arguments()
    names = chosen.systems or list(SYSTEMS)
    steps = [(name, part) for name in names for part in PARTS if part in chosen.parts]
    for number, (name, part) in enumerate(steps, start=1):
        print(f"[{number}/{len(steps)}] {name}: {part} …", flush=True)
        start = time.perf_counter()
        folder = WORK / f"{name}-{chosen.share:g}"
        keep(name, chosen.share, {part: measured(part, name, folder, chosen.share)})
        print(f"[{number}/{len(steps)}] {name}: {part} took {time.perf_counter() - start:.0f} s", flush=True)
    page.write(RESULTS)


if __name__ == "__main__":
    main()
