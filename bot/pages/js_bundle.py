"""A page's modules as one file: one request, and one text to pack. Nothing is built before it is served.

Each module stands alone for its tests; names at their top level differ, so that joining them is enough.
"""

from __future__ import annotations

import re
from graphlib import TopologicalSorter
from pathlib import Path

from rjsmin import jsmin

_IMPORT = re.compile(r'^import \{[^}]*\} from "(?P<file>\.\.?/(?:[a-z.]+/)*[a-z_]+\.js)";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async )?(?:function|class|const)\b)", re.MULTILINE)


def bundle(folder: Path, entry: str, exported: str) -> str:
    """Joins an entry module and all it imports, each after what it needs, without comments; exports one name.

    Raises:
        CycleError: when modules import each other.
        FileNotFoundError: when one imports a file that is not there.
    """
    bodies = (_EXPORT.sub("", _IMPORT.sub("", path.read_text(encoding="utf-8"))) for path in modules(folder, entry))
    return str(jsmin("\n".join([*bodies, f"export {{ {exported} }};\n"])))


def modules(folder: Path, entry: str) -> list[Path]:
    """An entry module and all it imports, each after what it needs.

    Raises:
        CycleError: when modules import each other.
        FileNotFoundError: when one imports a file that is not there.
    """
    needs: dict[Path, list[Path]] = {}
    waiting = [(folder / entry).resolve()]
    while waiting:
        path = waiting.pop()
        if path not in needs:
            imports = _IMPORT.finditer(path.read_text(encoding="utf-8"))
            needs[path] = [(path.parent / match["file"]).resolve() for match in imports]
            waiting += needs[path]
    return list(TopologicalSorter(needs).static_order())
