"""The built wheel is a whole desk: from any folder, without the repository."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

import pytest

from bot.settings import MODEL, ROOT

UV = Path(sysconfig.get_path("scripts")) / "uv"


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Python of a new environment with the wheel; the libraries are those of this one."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [
        UV,
        "build",
        "--quiet",
        "--wheel",
        "--no-build-isolation",
        "--python",
        sys.executable,
        "-o",
        folder / "dist",
        ROOT,
    ]
    subprocess.run([str(part) for part in build], check=True, timeout=300)
    venv.create(folder / "env", with_pip=False)
    python = folder / "env" / "bin" / "python"
    (wheel,) = (folder / "dist").glob("*.whl")
    subprocess.run(
        [str(UV), "pip", "install", "--quiet", "--no-deps", "--python", str(python), str(wheel)],
        check=True,
        timeout=300,
    )
    site = next((folder / "env" / "lib").glob("python*/site-packages"))
    (site / "libraries.pth").write_text(sysconfig.get_path("purelib"))
    return python


def run(python: Path, folder: Path, *arguments: str, text: str = "") -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "MADOGUCHI_MODEL": str(MODEL)}
    environment.pop("PYTHONPATH", None)
    command = [str(python), "-m", "bot", *arguments]
    return subprocess.run(command, cwd=folder, env=environment, input=text, capture_output=True, text=True, timeout=300)


def test_it_answers_from_any_folder(installed: Path, tmp_path: Path) -> None:
    where = subprocess.run(
        [str(installed), "-c", "import bot; print(bot.__file__)"], cwd=tmp_path, capture_output=True, text=True
    )
    assert str(ROOT) not in where.stdout
    answered = run(
        installed, tmp_path, "ask", text='{"text": "カードをなくしました"}\n{"text": "카드를 잃어버렸어요"}\n'
    )
    replies = [json.loads(line) for line in answered.stdout.splitlines()]
    assert [reply["language"] for reply in replies] == ["ja", "ko"], answered.stderr
    assert all("0120-95-0178" in reply["replies"][0]["text"] for reply in replies)


def test_it_brings_pages_catalogues_and_data(installed: Path, tmp_path: Path) -> None:
    code = "from bot.pages.assets import WEB; from bot.i18n.catalogues import catalogue; from bot.pages.templating import __file__ as f; from pathlib import Path; "
    code += "print((WEB / 'chat' / 'main.js').is_file(), len(catalogue('zh')) > 500, len(catalogue('ja-x-easy')) > 500, (Path(f).parent / 'templates' / 'base.html').is_file())"
    seen = subprocess.run([str(installed), "-c", code], cwd=tmp_path, capture_output=True, text=True)
    assert seen.stdout.split() == ["True"] * 4, seen.stderr


def test_without_a_model_it_says_what_to_do(installed: Path, tmp_path: Path) -> None:
    environment = {**os.environ, "MADOGUCHI_MODEL": str(tmp_path / "none.tar.gz")}
    started = subprocess.run(
        [str(installed), "-m", "bot", "run"], cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=300
    )
    assert started.returncode == 2 and "train" in started.stderr and "Traceback" not in started.stderr
