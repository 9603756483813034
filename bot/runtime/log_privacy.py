"""Keeps what a visitor said, and the name of the conversation, out of every log: the libraries' lines too."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

HIDDEN = "…"
SHORT = 6  # characters
_unlogged: ContextVar[tuple[str, ...]] = ContextVar("unlogged", default=())


@contextmanager
def unlogged(*texts: str | None) -> Iterator[None]:
    """Hides texts in whatever is logged inside, threads that work for it included."""
    token = _unlogged.set((*_unlogged.get(), *(text for text in texts if text)))
    try:
        yield
    finally:
        _unlogged.reset(token)


def hide(line: str) -> str:
    r"""A line without what must not be in it, written plainly, escaped or quoted.

    >>> with unlogged("a-1", "鈴木"): hide("sender 'a-1' said 鈴木"), hide(repr("鈴木")), hide(ascii("鈴木"))
    ("sender '…' said …", "'…'", "'…'")
    """
    for text in sorted(_unlogged.get(), key=len, reverse=True):
        for written in {text, repr(text)[1:-1], ascii(text)[1:-1]}:
            # A short one only as a word: the name "a" is not to be cut out of every word.
            is_short = len(written) < SHORT and written.isascii()
            words = rf"(?<![A-Za-z]){re.escape(written)}(?![A-Za-z])" if is_short else re.escape(written)
            line = re.sub(words, HIDDEN, line)
    return line


class PrivateFormatter(logging.Formatter):
    """Formats as another formatter does, tracebacks included, and hides."""

    def __init__(self, inner: logging.Formatter) -> None:
        super().__init__()
        self._inner = inner

    def format(self, record: logging.LogRecord) -> str:
        """The whole entry, without what must not be in it."""
        return hide(self._inner.format(record))


def make_logs_private() -> None:
    """Wraps the formatters of all handlers there are; a second time changes nothing."""
    loggers = [logging.getLogger(), *(logging.getLogger(name) for name in list(logging.root.manager.loggerDict))]
    handlers = [*(handler for logger in loggers for handler in logger.handlers), logging.lastResort]
    for handler in handlers:
        if handler and not isinstance(handler.formatter, PrivateFormatter):
            handler.setFormatter(PrivateFormatter(handler.formatter or logging.Formatter()))
