"""matplotlib, set to write the same SVG each time."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any


def pyplot() -> Any:
    """matplotlib's drawing functions."""
    logging.getLogger("matplotlib").setLevel(logging.ERROR)  # it complains of its own style files
    import matplotlib

    matplotlib.use("svg")
    matplotlib.rcParams["svg.hashsalt"] = "madoguchi"
    from matplotlib import pyplot

    return pyplot


def save(figure: Any, path: Path) -> None:
    """Writes a drawing without its date."""
    figure.tight_layout()
    figure.savefig(path, metadata={"Date": None})
