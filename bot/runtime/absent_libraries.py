"""Stands for the libraries that Rasa imports and the desk never runs, so that they need not be installed.

Rasa's neural components import TensorFlow, its channels every platform's client, its stores every cloud's: 1.8 GB and
ten seconds of a start, of which the desk uses nothing. `import` of these names gives a placeholder: a base class, an
annotation, an exception. Whatever would really call one is refused in one sentence. A library that is installed wins.
"""

from __future__ import annotations

import sys
from collections.abc import MutableSequence
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType

import packaging.version

# Who imports it in Rasa 3.6.21; what the desk has instead.
ABSENT = {
    "tensorflow": "rasa.utils.tensorflow, the neural components; the desk's classifiers are scikit-learn's",
    "dask": "rasa.engine.runner.dask; graphs run in plain order (bot/dialogue/rasa_patches.py)",
    "socketio": "rasa.core.channels.socketio",
    "fbmessenger": "rasa.core.channels.facebook",
    "slack_sdk": "rasa.core.channels.slack",
    "aiogram": "rasa.core.channels.telegram",
    "twilio": "rasa.core.channels.twilio",
    "webexteamssdk": "rasa.core.channels.webexteams",
    "google": "rasa.core.channels.hangouts",
    "boto3": "rasa.core.tracker_store, DynamoDB",
    "pymongo": "rasa.core.tracker_store, MongoDB",
    "aiormq": "rasa.core.brokers.pika",
    "keras": "rasa.utils.tensorflow.layers",
}


PLOTTING = "rasa.utils.plotting"  # Rasa's own, imported for reports that the desk never makes: it loads matplotlib

# The developers' tools bring them, and others use what they find: without them these do the same for the desk, and
# their import takes a second. A desk of requirements-desk.lock has none of them.
UNWANTED = {
    "rfc3987_syntax": "jsonschema, to check addresses in no schema of ours",
    "rfc3986_validator": "the same",
    "isoduration": "jsonschema, to check spans of time in no schema of ours; it loads arrow",
    "rich": "structlog, for tracebacks in colours; scikit-learn, for progress bars",
}


class AbsentLibraryError(RuntimeError):
    """Something that is not installed was to be used."""


class _Stand(type):
    """Makes the classes that stand for whatever a placeholder is asked for."""

    def __getattr__(cls, name: str) -> type:
        """A name inside it, another placeholder."""
        return _stand(f"{cls.__qualname__}.{name}", name)

    def __call__(cls, *_values: object, **_named: object) -> object:
        """Refuses to be run.

        Raises:
            AbsentLibraryError: always.
        """
        library = cls.__qualname__.partition(".")[0]
        raise AbsentLibraryError(f"{cls.__qualname__} is not installed: the desk runs without {library} ({__name__}).")


def _stand(path: str, name: str) -> type:
    if name.startswith("__"):
        raise AttributeError(name)
    return _Stand(name, (), {"__qualname__": path, "__module__": __name__})


class _Placeholder(ModuleType):
    """A module in which every name can be found and none can be run."""

    __path__: MutableSequence[str] = []  # a package, in no folder

    def __getattr__(self, name: str) -> type:
        """A name inside it."""
        return _stand(f"{self.__name__}.{name}", name)


class _Finder(MetaPathFinder, Loader):
    """Finds placeholders, after everything that is installed."""

    def find_spec(self, fullname: str, path: object = None, target: object = None) -> ModuleSpec | None:
        """A placeholder for an absent library and whatever lies below it."""
        return ModuleSpec(fullname, self, is_package=True) if fullname.partition(".")[0] in ABSENT else None

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        """An empty module."""
        return _Placeholder(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        """Nothing runs in it."""


def install() -> None:
    """Has the placeholders found; a second time changes nothing."""
    if not any(isinstance(finder, _Finder) for finder in sys.meta_path):
        sys.meta_path.append(_Finder())
    sys.modules.setdefault(PLOTTING, _Placeholder(PLOTTING))
    for name in UNWANTED:
        sys.modules.setdefault(name, None)  # type: ignore[arg-type]  # importing it fails, which its users expect
    if not hasattr(packaging.version, "LegacyVersion"):  # gone since 22; Rasa asks whether a version is one: none is
        packaging.version.LegacyVersion = type("LegacyVersion", (), {})  # type: ignore[attr-defined]
