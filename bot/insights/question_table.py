"""A table of questions: whose a row is stands there as a digest, if at all."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy.engine import Engine


class QuestionTable:
    """A table in the desk's own database that outlives conversations.

    Args:
        engine: of the desk's database.
        digest: makes what is kept with a row instead of its conversation's name; None: nothing is kept.
    """

    def __init__(self, engine: Engine, digest: Callable[[str], str] | None = None) -> None:
        self._engine, self._digest = engine, digest

    def _digest_of(self, sender: str | None) -> str | None:
        """What is kept of a conversation's name."""
        return self._digest(sender) if self._digest and sender else None
