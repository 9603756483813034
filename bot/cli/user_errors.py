"""Which errors are told in one sentence instead of a traceback."""

from __future__ import annotations


def sentence(error: Exception) -> str:
    """What is said of it; a database's own words would be its statement, over several lines."""
    from bot.storage.away import AWAY

    if isinstance(error, AWAY):
        return f"MADOGUCHI_STORE_URL: the store does not answer ({type(error).__name__}). Try again in a moment."
    return str(error)


def is_users_mistake(error: Exception) -> bool:
    """Whether an error names what the person at the terminal can put right."""
    from bot.cli.new_topic import TopicError
    from bot.copilot.auth.accounts import AccountError
    from bot.dialogue.agent_factory import NoModelError
    from bot.settings import SettingError
    from bot.storage.away import AWAY

    return isinstance(error, (AccountError, NoModelError, SettingError, TopicError, FileNotFoundError, *AWAY))
