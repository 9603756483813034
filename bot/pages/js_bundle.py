"""A page's modules as one file: one request, and one text to pack. Nothing is built before it is served.

Each module becomes a function that returns what it exports, so that names inside of it are its own, as in the browser:

    const $0=(()=>{function h(){…}return{h};})();const $1=(()=>{const{h}=$0;…return{start};})();
"""

from __future__ import annotations

import re
from graphlib import TopologicalSorter
from pathlib import Path

from rjsmin import jsmin

_IMPORT = re.compile(r'^import \{(?P<names>[^}]*)\} from "(?P<file>\.\.?/(?:[a-z.]+/)*[a-z_]+\.js)";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?P<kind>(?:async )?function|class|const) (?P<name>\w+)", re.MULTILINE)
_LAST_COMMA = re.compile(r",(\n\s*[}\])])")  # as prettier writes it, at the end of a line: never inside a text
_OTHER = re.compile(r"^(?:import|export)\b.*", re.MULTILINE)


def bundle(folder: Path, entry: str, exported: str | None = None) -> str:
    """Joins an entry module and all it imports, each after what it needs, without comments; exports one name at most.

    Raises:
        CycleError: when modules import each other.
        FileNotFoundError: when one imports a file that is not there.
        ValueError: when one imports or exports in a way that is not known here.
    """
    names = {path: f"${place}" for place, path in enumerate(modules(folder, entry))}
    scopes = [f"const {name} = {_scope(path, names)};" for path, name in names.items()]
    if exported:
        scopes.append(f"const {{ {exported} }} = {names[(folder / entry).resolve()]};\nexport {{ {exported} }};\n")
    return str(jsmin("\n".join(scopes)))


def modules(folder: Path, entry: str) -> list[Path]:
    """An entry module and all it imports, each after what it needs; those of a folder together, which packs better.

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
    sorter = TopologicalSorter(needs)
    sorter.prepare()
    ready: list[Path] = []
    ordered: list[Path] = []
    while sorter.is_active():
        ready = sorted([*ready, *sorter.get_ready()])
        ordered.append(ready.pop(0))
        sorter.done(ordered[-1])
    return ordered


def _scope(path: Path, names: dict[Path, str]) -> str:
    """A module as a function that is called at once, and returns what the module exports."""

    def taken(match: re.Match[str]) -> str:
        return f"const {{{match['names'].replace(' as ', ': ')}}} = {names[(path.parent / match['file']).resolve()]};\n"

    text = path.read_text(encoding="utf-8")
    exports = ", ".join(match["name"] for match in _EXPORT.finditer(text))
    body = _EXPORT.sub(r"\g<kind> \g<name>", _IMPORT.sub(taken, text))
    if other := _OTHER.search(body):
        raise ValueError(f"{path.name}: the joiner does not know '{other[0]}'; see bot/pages/js_bundle.py.")
    body = _LAST_COMMA.sub(r"\1", body)
    return f"(() => {{\n{body}\nreturn {{ {exports} }};\n}})()"
