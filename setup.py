"""What pyproject.toml cannot say: the wheel brings the desk's data along, and catalogues are compiled, not kept."""

from __future__ import annotations

import shutil
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from setuptools import setup
from setuptools.command.build_py import build_py

ROOT = Path(__file__).parent
DESK_FILES = (
    "config.yml",
    "domain.yml",
    "endpoints.yml",
    "data",
    "locales",
    "web",
)  # beside the code in the repository
UNDER = Path("bot") / "desk_files"  # where a wheel has them (bot/settings.py)


class BuildWithData(build_py):
    """Compiles the card bridge's catalogues in place, then builds; a wheel gets the desk's files too."""

    def run(self) -> None:
        """Builds."""
        compile_catalogues(ROOT / "card_bridge" / "locales")
        super().run()
        if not self.editable_mode:
            copy_desk_files(Path(self.build_lib) / UNDER)


def compile_catalogues(folder: Path) -> None:
    """Writes a .mo beside every .po: gettext reads nothing else."""
    for source in sorted(folder.glob("*/LC_MESSAGES/*.po")):
        with source.open("rb") as po, source.with_suffix(".mo").open("wb") as mo:
            write_mo(mo, read_po(po))


def copy_desk_files(target: Path) -> None:
    """Copies what the desk reads at run time and learns from."""
    for name in DESK_FILES:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, target / name, dirs_exist_ok=True)
        else:
            target.mkdir(parents=True, exist_ok=True)
            shutil.copy2(source, target / name)


setup(cmdclass={"build_py": BuildWithData})
