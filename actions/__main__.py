"""The separate action server: `python -m actions`. rasa-sdk's own command starts workers as the Sanic of 2021 did."""

from __future__ import annotations

import argparse
import logging
import os
from collections.abc import Mapping
from typing import Protocol

from rasa_sdk.endpoint import create_app

from bot.runtime.log_format import TEXT, formatter
from bot.runtime.tracing import TRACE_HEADER, begin

PORT = 5055  # rasa-sdk's own


class Asked(Protocol):
    """A request, as far as it is looked at here."""

    headers: Mapping[str, str]


async def take_over_trace(request: Asked) -> None:
    """Has the log name the desk's trace id."""
    begin(request.headers.get(TRACE_HEADER))


def main() -> None:
    """Serves rasa-sdk's application with this package's actions until Ctrl-C."""
    parser = argparse.ArgumentParser(prog="python -m actions", description="The separate action server.")
    parser.add_argument("--host", default="127.0.0.1", help="default: %(default)s")
    parser.add_argument("--port", type=int, default=PORT, help="default: %(default)s")
    args = parser.parse_args()
    handler = logging.StreamHandler()
    handler.setFormatter(formatter(os.environ.get("MADOGUCHI_LOG_FORMAT", TEXT)))
    logging.basicConfig(handlers=[handler])
    app = create_app("actions")
    app.on_request(take_over_trace)
    app.run(args.host, args.port, single_process=True, motd=False, access_log=False)


if __name__ == "__main__":
    main()
