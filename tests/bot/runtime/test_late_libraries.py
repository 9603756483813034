"""Libraries that are loaded when they are asked for: not before, and then as if they had always been there."""

from __future__ import annotations

import subprocess
import sys

import pytest

from bot.runtime.late_libraries import LATE, install, root_of
from bot.settings import ROOT


def said_by(code: str) -> str:
    """What a Python of its own prints, in which the desk's package is loaded and nothing else."""
    command = [sys.executable, "-W", "ignore", "-c", f"import bot, sys\nfrom bot.runtime import late_libraries\n{code}"]
    ended = subprocess.run(command, capture_output=True, text=True, cwd=ROOT)
    assert ended.returncode == 0, ended.stderr
    return ended.stdout.strip()


def test_serving_loads_none_of_them() -> None:
    """Whoever adds an import that needs one sees it here, before the start gets longer."""
    names = "{name for name in late_libraries.LATE if isinstance(sys.modules.get(name), late_libraries.LateModule)}"
    asked = said_by(f"import bot.server\nprint(sorted({names}))")
    assert asked == str(sorted(LATE)), "a library of LATE is loaded, or nobody imports it any more"


@pytest.mark.parametrize(
    ("code", "result"),
    [
        ("import scipy.stats\nprint(scipy.stats.rankdata([3, 1, 2]).tolist())", "[3.0, 1.0, 2.0]"),
        ("from scipy.stats import rankdata\nprint(rankdata([3, 1, 2]).tolist())", "[3.0, 1.0, 2.0]"),
        ("from scipy import stats\nprint(stats.norm.cdf(0))", "0.5"),
        ("from scipy.stats import mstats\nprint(float(mstats.gmean([2, 8])))", "4.0"),
        ("import scipy.stats.mstats as m\nprint(float(m.gmean([2, 8])))", "4.0"),
        ("from scipy.stats import rv_continuous\nprint(isinstance(1, rv_continuous))", "False"),
        ("from scipy.stats import rv_continuous\nclass Own(rv_continuous): pass\nprint(Own.__mro__[1].__module__)", "scipy.stats._distn_infrastructure"),
        ("from prompt_toolkit.styles import Style\nprint(Style.from_dict({}).__class__.__name__)", "Style"),
        ("from portalocker import RedisLock\nprint(isinstance(1, RedisLock))", "False"),
        ("import scipy.optimize\nprint(round(scipy.optimize.minimize(lambda x: (x[0] - 2) ** 2, [0.0]).x[0], 3))", "2.0"),
    ],
)  # fmt: skip
def test_one_that_is_asked_answers(code: str, result: str) -> None:
    assert said_by(code) == result


def test_one_that_was_asked_is_the_real_one_from_then_on() -> None:
    code = "import scipy.stats\nbefore = scipy.stats\nbefore.norm.cdf(0)\nimport scipy.stats as after\n"
    told = "print(type(before).__name__, type(after).__name__, scipy.stats is after, 'scipy.stats' in sys.modules)"
    assert said_by(code + told) == "LateModule module True True"


def test_looking_for_marks_is_no_use_of_it() -> None:
    """As doctest, inspect and the registry of warnings look through every module."""
    code = "import scipy.stats as one\nprint(hasattr(one, '__file__'), hasattr(one.norm, '__wrapped__'), type(sys.modules['scipy.stats']).__name__)"
    assert said_by(code) == "False False LateModule"


def test_what_is_not_there_is_missed_when_it_is_used() -> None:
    code = "from scipy.stats import no_such_name\ntry:\n    no_such_name()\nexcept AttributeError as error:\n    print(error)"
    assert "no_such_name" in said_by(code)


def test_installing_twice_changes_nothing() -> None:
    before = list(sys.meta_path)
    install()
    assert sys.meta_path == before and root_of("scipy") is None and root_of("prompt_toolkit.styles") == "prompt_toolkit"
