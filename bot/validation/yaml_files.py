"""Whether the files that staff edit are YAML of the right shape: one line a problem, with file and key."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import TypedDict

import yaml
from jsonschema import Draft202012Validator, validators
from jsonschema.exceptions import ValidationError

from knowledge.wards import ROOT, ward_folder

SCHEMAS = Path(__file__).parent / "schemas.yml"
WARD = "ward:"
OPTIONAL = (f"{WARD}booklet_pages.yml", f"{WARD}kana.yml")  # a ward may go without
WORDS_OF = {
    "string": "text",
    "object": "keys with values",
    "array": "a list",
    "integer": "a whole number",
    "boolean": "true or false",
    "date": "a day like 2026-11-30, without quotes",
    "null": "nothing",
}


class Schemas(TypedDict):
    """schemas.yml: a JSON schema for each kind of file, by the pattern of its name, and what they share."""

    definitions: dict[str, object]
    files: dict[str, dict[str, object]]


class _StrictLoader(yaml.SafeLoader):
    """Refuses a key that stands twice: YAML would quietly take the second."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, object]:
        """The mapping of a node."""
        own = [key.value for key, _value in node.value if key.tag != "tag:yaml.org,2002:merge"]
        for key, _value in node.value:
            if own.count(key.value) > 1 and key.tag != "tag:yaml.org,2002:merge":
                raise yaml.MarkedYAMLError(problem=f"the key {key.value!r} stands twice", problem_mark=key.start_mark)
        return dict(super().construct_mapping(node, deep))


@cache
def _schemas() -> Schemas:
    content: Schemas = yaml.safe_load(SCHEMAS.read_text(encoding="utf-8"))
    return content


@cache
def _validator(pattern: str) -> Draft202012Validator:
    schemas = _schemas()
    checker = Draft202012Validator.TYPE_CHECKER.redefine("date", lambda _checker, value: type(value) is date)
    strict = validators.extend(Draft202012Validator, type_checker=checker)
    return strict({"definitions": schemas["definitions"], **schemas["files"][pattern]})


def edited_files(ward: str, root: Path = ROOT) -> Iterator[tuple[str, Path]]:
    """Every file with a shape of its own, and the name of that shape; those of the served ward too."""
    for pattern in _schemas()["files"]:
        folder = ward_folder(ward) if pattern.startswith(WARD) else root
        name = pattern.removeprefix(WARD)
        needed = [folder / name] if "*" not in name and pattern not in OPTIONAL else []
        for path in sorted({*folder.glob(name), *needed}):
            yield pattern, path


def file_problems(ward: str, root: Path = ROOT) -> Iterator[str]:
    """What is wrong with the files themselves."""
    for pattern, path in edited_files(ward, root):
        where = short_name(path)
        try:
            content = yaml.load(path.read_text(encoding="utf-8"), Loader=_StrictLoader)  # noqa: S506 - a SafeLoader
        except UnicodeDecodeError:
            yield f"{where}: is not written in UTF-8, save it as UTF-8"
        except OSError as error:
            yield f"{where}: cannot be read ({type(error).__name__}), put the file back"
        except ValueError as error:  # 2023-13-01
            yield f"{where}: a day that no calendar has ({error}), write it like 2026-11-30"
        except yaml.YAMLError as error:
            yield f"{where}{_line_of(error)}: {_what_broke(error)}, look at quotes, colons and indentation there"
        else:
            errors = sorted(
                _validator(pattern).iter_errors(content), key=lambda error: [str(key) for key in error.path]
            )
            yield from (f"{where}: {shape_problem(error)}" for error in errors)


def short_name(path: Path) -> str:
    """A file's name as it is told: below the project, else as it is.

    >>> short_name(ROOT / "lines.yml"), short_name(Path("/else/facts.yml"))
    ('knowledge/lines.yml', '/else/facts.yml')
    """
    return str(path.relative_to(ROOT.parent)) if path.is_relative_to(ROOT.parent) else str(path)


def files_of(kind: str, ward: str) -> dict[str, str]:
    """Which file holds each entry of `facts`, `sources` or `answers`, by its name; a ward's own wins."""
    found: dict[str, str] = {}
    for pattern, path in edited_files(ward):
        if kind in pattern:
            content = yaml.safe_load(path.read_text(encoding="utf-8"))
            found |= dict.fromkeys(content.get(kind, content), short_name(path))
    return found


def _line_of(error: yaml.YAMLError) -> str:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    return f", line {mark.line + 1}" if mark else ""


def _what_broke(error: yaml.YAMLError) -> str:
    return str(getattr(error, "problem", None) or "not readable as YAML").replace("\n", " ")


def shape_problem(error: ValidationError) -> str:
    """A problem of shape in words: which key, what it should be."""
    keys = [str(key) if isinstance(key, str) else f"[{int(key) + 1}]" for key in error.absolute_path]
    return f"{' › '.join(keys) or 'the file'}: {_wording(error)}"


def _wording(error: ValidationError) -> str:
    value, wanted = error.validator_value, error.instance
    if error.validator == "additionalProperties" and isinstance(wanted, dict):
        known = error.schema.get("properties", {})
        odd = ", ".join(repr(key) for key in wanted if key not in known)
        return f"unknown key {odd}, known are {', '.join(known)}"
    if error.validator == "required":
        missing = [name for name in value if name not in wanted]
        return f"{', '.join(missing)} is missing, add it"
    if error.validator == "type":
        types = value if isinstance(value, list) else [value]
        if "maxProperties" in error.schema and isinstance(wanted, str):
            return f"{_shown(wanted)} stands alone, write its kind before it, like `point: …`"
        names = " or ".join(str(WORDS_OF.get(name, name)) for name in types)
        return f"{_shown(wanted)} should be {names}{_hint(wanted, types)}"
    if error.validator == "enum":
        return f"{_shown(wanted)} is unknown, use one of {', '.join(value)}"
    if error.validator == "minLength":
        return "is empty, write a text"
    if error.validator == "maxProperties" and isinstance(wanted, dict):
        return f"{' and '.join(map(str, wanted))} stand together, write each behind a dash of its own"
    if error.validator == "pattern":
        return f"{_shown(wanted)} should be a name of small letters, digits, dots and underscores"
    return str(error.message)[:200].replace("\n", " ")


def _hint(value: object, types: list[str]) -> str:
    if "string" in types and isinstance(value, dict | int | float | date):
        return ", put the whole text in quotes"
    return ""


def _shown(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 60 else f"{text[:60]}…"
