"""How an entry of the log is written: as a line to read, or as JSON for a machine; both with the request's trace id."""

from __future__ import annotations

import json
import logging
from datetime import UTC, datetime

from bot.runtime.log_privacy import PrivateFormatter, hide
from bot.runtime.tracing import trace_id

TEXT, JSON = "text", "json"
LINE = "%(asctime)s %(levelname)s %(name)s: %(message)s"


class TextFormatter(logging.Formatter):
    """A line to read, with the trace id at its end."""

    def __init__(self) -> None:
        super().__init__(LINE)

    def formatMessage(self, record: logging.LogRecord) -> str:
        """The line, before a traceback."""
        trace = trace_id()
        return super().formatMessage(record) + (f" [{trace}]" if trace else "")


class JsonFormatter(PrivateFormatter):
    """One JSON object a line; what must not be in the log is hidden in each text, before it is written as JSON."""

    def __init__(self) -> None:
        super().__init__(logging.Formatter())

    def format(self, record: logging.LogRecord) -> str:
        """`time` (UTC), `level`, `logger`, `message`; `trace` in a request, `error` with a traceback."""
        moment = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        entry = {"time": moment, "level": record.levelname, "logger": record.name, "message": hide(record.getMessage())}
        if trace := trace_id():
            entry["trace"] = trace
        if record.exc_info:
            entry["error"] = hide(self._inner.formatException(record.exc_info))
        return json.dumps(entry, ensure_ascii=False)


def formatter(kind: str) -> logging.Formatter:
    """The formatter of a kind, `text` or `json`."""
    return JsonFormatter() if kind == JSON else TextFormatter()
