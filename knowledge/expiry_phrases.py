"""The sentences of the answer about one's own dates, by the names that `expiry.report` gives."""

from __future__ import annotations

from functools import cache
from typing import Any

from knowledge.wards import ROOT, read_yaml


@cache
def load_phrases() -> dict[str, Any]:
    """Loads the sentences; `states`, `reasons` and `caveats` are dicts of their own. Every text is a msgid."""
    return dict(read_yaml(ROOT / "expiry.yml")["phrases"])
