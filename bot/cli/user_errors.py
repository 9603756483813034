"""Which errors are told in one sentence instead of a traceback."""

from __future__ import annotations


def is_users_mistake(error: Exception) -> bool:
    """Whether an error names what the person at the terminal can put right."""
    from bot.copilot.auth.accounts import AccountError
    from bot.dialogue.agent_factory import NoModelError
    from bot.settings import SettingError

    return isinstance(error, (AccountError, NoModelError, SettingError, FileNotFoundError))
