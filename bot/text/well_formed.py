"""Text as Unicode means it, whoever sent it: no half characters, no NUL; every border reads with these.

Half an emoji is what a cut or a broken client leaves; no database, log or answer can hold it. It becomes U+FFFD, as any
decoder would make it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Container
from typing import TypeGuard

_ILL_FORMED = re.compile("[\ud800-\udfff\x00]")
_BOM = "\ufeff"


class NotJson(ValueError):
    """Bytes that are no JSON, or JSON that nobody writes by hand."""


def well_formed(text: str) -> str:
    r"""A text without lone surrogates and NUL.

    >>> well_formed("a\ud83d\x00b"), well_formed("😀")
    ('a��b', '😀')
    """
    return _ILL_FORMED.sub("\ufffd", text)


def all_well_formed(value: object) -> object:
    """A value of JSON with every text in it well formed, keys too.

    >>> all_well_formed({"a": ["\\ud83d", 1, None]})
    {'a': ['�', 1, None]}
    """
    if isinstance(value, str):
        return well_formed(value)
    if isinstance(value, list):
        return [all_well_formed(one) for one in value]
    if isinstance(value, dict):
        return {well_formed(key): all_well_formed(one) for key, one in value.items()}
    return value


def read_json(source: str | bytes) -> object:
    """Reads JSON from anywhere; bytes that are not UTF-8 are no JSON, a byte order mark is not looked at.

    Raises:
        NotJson: for what is none, or nested too deeply, or a number of thousands of digits.
    """
    try:
        text = source if isinstance(source, str) else source.decode("utf-8")
        return all_well_formed(json.loads(text.removeprefix(_BOM), parse_constant=_no_number))
    except ValueError:
        raise NotJson("not JSON") from None
    except RecursionError:
        raise NotJson("nested too deeply") from None


def _no_number(name: str) -> float:
    raise NotJson(f"not JSON: {name}")


def one_of(value: object, known: Container[str]) -> TypeGuard[str]:
    """Whether a value from outside is one of our own names; what is no text is none.

    >>> one_of("ja", ("ja", "en")), one_of(["ja"], ("ja", "en")), one_of({}, {"ja"})
    (True, False, False)
    """
    return isinstance(value, str) and value in known
