"""Babel extractor: the msgids in our YAML files."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import IO

import yaml

MSGID_KEYS = frozenset(
    {"title", "lead", "parts", "text", "name"}
    | {"which", "called", "used_for", "note", "phrases"}  # pins.yml
    | {"question", "help", "cause", "remedy"}  # kiosk.yml
    | {"items"}  # checklists.yml
)
NAME_KEYS = frozenset({"source", "tells", "asked", "elsewhere"})  # of names, wherever they stand


def strings_under(node: yaml.Node, wanted: bool = False) -> Iterator[tuple[int, str]]:
    """Walks a YAML tree and yields line number and text of every msgid."""
    if isinstance(node, yaml.ScalarNode):
        if wanted:
            yield node.start_mark.line + 1, node.value
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from strings_under(item, wanted)
    elif isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value not in NAME_KEYS:
                yield from strings_under(value, wanted or key.value in MSGID_KEYS)


def extract_yaml(
    fileobj: IO[bytes], keywords: Collection[str], comment_tags: Collection[str], options: Mapping[str, str]
) -> Iterator[tuple[int, str, str, list[str]]]:
    """Entry point named in babel.cfg; yields (line, function, message, comments).

    Args:
        fileobj: a file of ours.
        keywords: of Babel, as are the next two; none is read, for what a msgid is hangs on its key.
        comment_tags: not read.
        options: not read.
    """
    tree = yaml.compose(fileobj.read().decode("utf-8"))
    for line, text in strings_under(tree) if tree else ():
        yield line, "", text, []
