"""What a desk's store holds, without what holds digits by chance."""

from __future__ import annotations

import json
import re
import sqlite3
from pathlib import Path

_DRAWN_ID = re.compile(r'"[0-9a-f]{32}"')


def stored_events(file: Path) -> str:
    """Every event as a line of JSON, without times and confidences (floats) and the ids that Rasa draws."""
    with sqlite3.connect(file) as connection:
        rows = connection.execute("SELECT data FROM events").fetchall()
    events = [json.loads(row, parse_float=lambda _: None) for (row,) in rows]
    return _DRAWN_ID.sub('""', "\n".join(json.dumps(event, ensure_ascii=False) for event in events))
