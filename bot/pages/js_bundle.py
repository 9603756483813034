"""A page's modules as one file: one request, and one text to pack. Nothing is built before it is served.

Each module stands alone for its tests; names at their top level differ, so that joining them is enough.
"""

from __future__ import annotations

import re
from graphlib import TopologicalSorter
from pathlib import Path

_IMPORT = re.compile(r'^import \{[^}]*\} from "(?P<file>\.\.?/(?:[a-z]+/)?[a-z_]+\.js)";\n', re.MULTILINE)
# Lines that are nothing else: a tenth of the bytes.
_COMMENT = re.compile(r"^ *(?://|/\*\*|\*/|\* |\*$).*\n", re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async )?(?:function|class|const)\b)", re.MULTILINE)


def bundle(folder: Path, entry: str, exported: str) -> str:
    """Joins an entry module and all it imports, each after what it needs; exports one name of the entry.

    Raises:
        CycleError: when modules import each other.
        FileNotFoundError: when one imports a file that is not there.
    """
    sources: dict[Path, str] = {}
    needs: dict[Path, list[Path]] = {}
    waiting = [(folder / entry).resolve()]
    while waiting:
        path = waiting.pop()
        if path in sources:
            continue
        sources[path] = path.read_text(encoding="utf-8")
        needs[path] = [(path.parent / match["file"]).resolve() for match in _IMPORT.finditer(sources[path])]
        waiting += needs[path]
    bodies = (_EXPORT.sub("", _IMPORT.sub("", sources[path])) for path in TopologicalSorter(needs).static_order())
    return _COMMENT.sub("", "\n".join([*bodies, f"export {{ {exported} }};\n"]))
