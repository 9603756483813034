"""Libraries that others import at every start and the desk seldom or never asks for anything: loaded when they are.

An import of one of these gives a stand-in at once. A name in it is a stand-in too; whoever calls it, looks into it,
derives from it or asks what is an instance of it has the library loaded, and gets the real one's answer.
What is not installed at all is another matter: bot/runtime/absent_libraries.py.
"""

from __future__ import annotations

import importlib
import sys
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any

# Who imports it, and what for. Whatever lies below one is late too.
LATE = {
    "scipy.stats": "scikit-learn, for estimators and searches that are none of ours; a third of a second",
    "scipy.optimize": "scikit-learn, to fit",
    "scipy.interpolate": "scikit-learn, for splines",
    "scipy.integrate": "scikit-learn, for areas under curves",
    "questionary": "rasa.core.channels.console, rasa.cli.utils, for questions at a terminal",
    "prompt_toolkit": "the same",
    "portalocker.redis": "portalocker, for locks in Redis; it loads all of redis.asyncio",
    "mako": "alembic, to write new migrations",
    "apscheduler": "rasa.core.jobs, for reminders; no rule of ours sets one",
}


class LateName:
    """Stands for a name in a late module."""

    def __init__(self, module: str, name: str) -> None:
        self._module, self._name = module, name

    def _real(self) -> Any:
        return getattr(awake(self._module), self._name)

    def __call__(self, *values: Any, **named: Any) -> Any:
        """What the real one returns."""
        return self._real()(*values, **named)

    def __getattr__(self, name: str) -> Any:
        """What the real one has."""
        if name.startswith("__"):
            raise AttributeError(name)  # tools look for marks in everything: that is no use of it
        return getattr(self._real(), name)

    def __mro_entries__(self, bases: tuple[Any, ...]) -> tuple[Any, ...]:
        """The real class, for one that derives from it."""
        return (self._real(),)

    def __instancecheck__(self, one: object) -> bool:
        """Whether something is an instance of the real class."""
        return isinstance(one, self._real())


class LateModule(ModuleType):
    """Stands for a late module until something of it is used."""

    __path__: list[str] = []  # whatever lies below is found by _Finder

    def __getattr__(self, name: str) -> Any:
        """A name in it; not that of a module below, for which the import looks itself."""
        if name.startswith("__"):
            raise AttributeError(name)
        return LateName(self.__name__, name)


class _Finder(MetaPathFinder, Loader):
    """Finds stand-ins, before anything that is installed."""

    def __init__(self) -> None:
        self.asleep: set[str | None] = set(LATE)

    def find_spec(self, fullname: str, path: object = None, target: object = None) -> ModuleSpec | None:
        """A stand-in for what is late and was not used yet."""
        return ModuleSpec(fullname, self, is_package=True) if root_of(fullname) in self.asleep else None

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        """An empty module."""
        return LateModule(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        """Nothing runs in it."""


_finder = _Finder()


def root_of(name: str) -> str | None:
    """Which of `LATE` a module is or lies below.

    >>> root_of("scipy.stats.mstats"), root_of("scipy.sparse")
    ('scipy.stats', None)
    """
    parts = name.split(".")
    return next((root for end in (1, 2) if (root := ".".join(parts[:end])) in LATE), None)


def awake(name: str) -> ModuleType:
    """The real module; from now on every import of its library finds the real ones."""
    root = root_of(name)
    if root in _finder.asleep:
        _finder.asleep.discard(root)
        for known, module in list(sys.modules.items()):
            if isinstance(module, LateModule) and root_of(known) == root:
                sys.modules.pop(known, None)
    return importlib.import_module(name)


def install() -> None:
    """Has the stand-ins found; a second time changes nothing, and what is loaded stays."""
    if _finder not in sys.meta_path:
        _finder.asleep -= {root for root in LATE if root in sys.modules}
        sys.meta_path.insert(0, _finder)
