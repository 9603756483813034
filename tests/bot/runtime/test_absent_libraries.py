"""Rasa without TensorFlow: what is absent stands where a name is enough, and refuses to be run."""

from __future__ import annotations

import importlib
import subprocess
import sys
from importlib.metadata import distributions

import pytest

from bot.runtime.absent_libraries import ABSENT, UNWANTED, AbsentLibraryError, install
from bot.settings import ROOT
from bot.validation.data import neural_components

# Every module of Rasa that the desk or its model's file names, and those that import what is absent.
MODULES = [
    "rasa.model_training", "rasa.core.agent", "rasa.core.channels.channel", "rasa.core.tracker_store", "rasa.core.lock_store",
    "rasa.core.policies.rule_policy", "rasa.engine.runner.dask", "rasa.engine.recipes.default_recipe", "rasa.engine.recipes.default_components",
    "rasa.graph_components.validators.default_recipe_validator", "rasa.nlu.classifiers.fallback_classifier", "rasa.utils.endpoints",
    "rasa.nlu.classifiers.diet_classifier", "rasa.core.policies.ted_policy", "rasa_sdk.executor",
]  # fmt: skip


@pytest.mark.parametrize("module", MODULES)
def test_rasa_can_be_imported(module: str) -> None:
    importlib.import_module(module)


def test_nothing_absent_is_installed() -> None:
    """A library that is installed would win over its placeholder, and come back into memory."""
    installed = {(found.metadata["Name"] or "").lower().replace("-", "_") for found in distributions()}
    assert not installed & {
        "tensorflow",
        "tensorflow_cpu",
        "keras",
        "jax",
        "jaxlib",
        "dask",
        "boto3",
        "pymongo",
        "twilio",
    }
    assert all(getattr(sys.modules.get(name), "__file__", None) is None for name in ABSENT)


def test_no_drawing_is_loaded_with_rasa() -> None:
    """The benchmarks draw with matplotlib; a desk never does."""
    code = "import bot, sys; import rasa.engine.recipes.default_components; print('matplotlib' in sys.modules)"
    assert (
        subprocess.run([sys.executable, "-W", "ignore", "-c", code], capture_output=True, text=True, cwd=ROOT).stdout
        == "False\n"
    )


def test_what_is_unwanted_is_not_loaded_with_the_desk() -> None:
    """Whoever imports one does without it."""
    code = "import bot, sys; import bot.server; print({name for name in sys.modules if name.partition('.')[0] in {'rich', 'arrow'} and sys.modules[name]})"
    command = [sys.executable, "-W", "ignore", "-c", code]
    assert subprocess.run(command, capture_output=True, text=True, cwd=ROOT).stdout == "set()\n"
    assert all(sys.modules[name] is None for name in UNWANTED)


def test_a_placeholder_serves_as_a_name_and_refuses_to_be_run() -> None:
    tensorflow = importlib.import_module("tensorflow")
    layer = importlib.import_module("tensorflow.keras.layers").Layer

    class Own(layer):  # type: ignore[misc, valid-type]  # as Rasa's do
        """A class of Rasa's kind."""

    assert issubclass(Own, layer) and tensorflow.Tensor is not None
    for use in (layer, tensorflow.constant, tensorflow.random.set_seed):
        with pytest.raises(AbsentLibraryError, match="tensorflow"):
            use(1)
    with pytest.raises(AbsentLibraryError, match="Own"):
        Own()


def test_other_absent_modules_stay_absent_and_installing_twice_changes_nothing() -> None:
    install()
    before = list(sys.meta_path)
    install()
    assert sys.meta_path == before
    with pytest.raises(ModuleNotFoundError):
        importlib.import_module("no_such_library")
    with pytest.raises(AttributeError):
        importlib.import_module("tensorflow").__version__  # noqa: B018  # "is it there?" gets no


@pytest.mark.parametrize(
    "name",
    ["DIETClassifier", "rasa.core.policies.ted_policy.TEDPolicy", "LanguageModelFeaturizer", "CRFEntityExtractor"],
)
def test_a_neural_component_is_refused_with_one_sentence(name: str) -> None:
    (problem,) = neural_components(
        {"pipeline": [{"name": "bot.nlu.language_identifier.LanguageIdentifier"}, {"name": name}], "policies": None}
    )
    assert name in problem and "config.yml" in problem and "\n" not in problem


def test_the_desks_own_components_pass() -> None:
    assert not list(
        neural_components({"pipeline": [{"name": "FallbackClassifier"}], "policies": [{"name": "RulePolicy"}]})
    )
