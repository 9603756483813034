"""A secret may stand in a file; what is wrong with that is told without the secret."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.runtime.secret_files import MOST_BYTES, SecretFileError, secret
from bot.settings import SettingError, read_settings

KEY = "0123456789abcdef" * 2


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "key"


def test_a_file_says_what_a_setting_would(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file.write_text(f"{KEY}\n")
    monkeypatch.setenv("MADOGUCHI_KEY_FILE", str(file))
    assert read_settings().key == KEY


def test_every_secret_may_stand_in_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said = {
        "MADOGUCHI_STORE_URL": "postgresql://desk:secret@db/desk",
        "MADOGUCHI_REDIS_URL": "rediss://:secret@redis:6379/0",
        "MADOGUCHI_LIMITS_URL": "redis://:other@redis:6379/1",
        "MADOGUCHI_KEY": KEY,
        "LINE_CHANNEL_SECRET": "line-secret",
        "LINE_CHANNEL_ACCESS_TOKEN": "line-token",
    }
    for name, value in said.items():
        (tmp_path / name).write_text(f" {value}\r\n")
        monkeypatch.setenv(f"{name}_FILE", str(tmp_path / name))
    settings = read_settings()
    assert settings.line is not None
    read = [settings.store_url, settings.redis_url, settings.limits_url, settings.key]
    assert [*read, settings.line.secret, settings.line.token] == list(said.values())


def test_without_a_file_the_environment_speaks() -> None:
    assert secret("NAME", {"NAME": "value", "NAME_FILE": ""}) == "value"
    assert secret("NAME", {}) is None


def test_two_sources_are_refused(file: Path) -> None:
    file.write_text("other")
    with pytest.raises(SecretFileError, match="NAME and NAME_FILE are both set"):
        secret("NAME", {"NAME": "value", "NAME_FILE": str(file)})


@pytest.mark.parametrize("held", [b"", b" \n", b"\xff\xfe secret", b"secret\0", b"s" * (MOST_BYTES + 1)])
def test_a_file_without_a_secret_is_refused_and_not_repeated(file: Path, held: bytes) -> None:
    file.write_bytes(held)
    with pytest.raises(SecretFileError, match="NAME_FILE: the file .* holds no secret") as told:
        secret("NAME", {"NAME_FILE": str(file)})
    assert "secret\0" not in str(told.value) and "sss" not in str(told.value)


def test_a_file_that_is_not_there_stops_the_start(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LINE_CHANNEL_SECRET_FILE", str(file))
    with pytest.raises(SettingError, match="LINE_CHANNEL_SECRET_FILE: the file .* cannot be read"):
        read_settings()
