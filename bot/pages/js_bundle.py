"""A page's modules as one file: one request, and one text to pack. Nothing is built before it is served.

The modules follow each other in one scope, which packs best. One that has a name of its own which another has as well
stands apart: it becomes a function that returns what it exports.

    function h(){…}const $1=(()=>{const NUMBER=…;return{readable};})();const{readable}=$1;class Chat{…}
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from graphlib import TopologicalSorter
from itertools import chain
from pathlib import Path

from rjsmin import jsmin

_IMPORT = re.compile(
    r'^import \{(?P<names>[\w,\s]*)\} from "(?P<file>\.\.?/(?:[a-z.]+/)*[a-z_]+\.js)";\n', re.MULTILINE
)
_NAME = re.compile(r"^(?P<export>export )?(?:async )?(?:function|class|const|let) (?P<name>\w+)", re.MULTILINE)
_SEVERAL = re.compile(r"^(?:const|let) [\[{](?P<names>[\w, ]+)[\]}] =", re.MULTILINE)
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
    texts = {path: path.read_text(encoding="utf-8") for path in modules(folder, entry)}
    shared = {name for name, count in Counter(chain(*map(names, texts.values()))).items() if count > 1}
    places = {path: f"${place}" for place, path in enumerate(texts)}
    joined = [_joined(path, text, places, shared) for path, text in texts.items()]
    if exported:
        joined.append(f"export {{ {exported} }};\n")
    return str(jsmin("\n".join(joined)))


def names(text: str) -> set[str]:
    """The names that a module declares outside of its functions."""
    several = (name.strip() for match in _SEVERAL.finditer(text) for name in match["names"].split(","))
    return {*(match["name"] for match in _NAME.finditer(text)), *several}


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


def _joined(path: Path, text: str, places: dict[Path, str], shared: set[str]) -> str:
    """A module without imports and exports, apart where a name asks for it."""
    body = _EXPORT.sub(r"\g<kind> \g<name>", _IMPORT.sub("", text))
    if other := _OTHER.search(body):
        raise ValueError(f"{path.name}: the joiner does not know '{other[0]}'; see bot/pages/js_bundle.py.")
    taken = [line for match in _IMPORT.finditer(text) for line in _taken(match, path, places, shared)]
    body = _LAST_COMMA.sub(r"\1", "\n".join([*taken, body]))
    if not taken and not names(text) & shared:
        return body
    exports = [match["name"] for match in _EXPORT.finditer(text)]
    seen = ", ".join(name for name in exports if name not in shared)
    apart = f"const {places[path]} = (() => {{\n{body}\nreturn {{ {', '.join(exports)} }};\n}})();"
    return f"{apart}\nconst {{ {seen} }} = {places[path]};" if seen else apart


def _taken(match: re.Match[str], path: Path, places: dict[Path, str], shared: set[str]) -> Iterator[str]:
    """What an import has to say beside its names: where those stand that several modules have, and other names."""
    module = places[(path.parent / match["file"]).resolve()]
    for one in filter(None, (one.strip() for one in match["names"].split(","))):
        name, _, own = one.partition(" as ")
        if name in shared or own:
            yield f"const {own or name} = {f'{module}.{name}' if name in shared else name};"
