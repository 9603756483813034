"""The separate action server: `python -m actions`. rasa-sdk's own command starts workers as the Sanic of 2021 did."""

from __future__ import annotations

import argparse

from rasa_sdk.endpoint import create_app

PORT = 5055  # rasa-sdk's own


def main() -> None:
    """Serves rasa-sdk's application with this package's actions until Ctrl-C."""
    parser = argparse.ArgumentParser(prog="python -m actions", description="The separate action server.")
    parser.add_argument("--host", default="127.0.0.1", help="default: %(default)s")
    parser.add_argument("--port", type=int, default=PORT, help="default: %(default)s")
    args = parser.parse_args()
    create_app("actions").run(args.host, args.port, single_process=True, motd=False, access_log=False)


if __name__ == "__main__":
    main()
