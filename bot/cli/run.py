"""`madoguchi run`: everything a visitor needs, in one process."""

from __future__ import annotations

import argparse
import logging
import os
import socket
import threading

from bot.cli import Subparsers


def add_parser(commands: Subparsers) -> None:
    """Adds the command."""
    parser = commands.add_parser("run", help="serve the desk: page, REST channel, LINE, actions; Ctrl-C stops it")
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on, 0.0.0.0: all (default: %(default)s)")
    parser.add_argument("--port", type=int, default=5005, help="port to listen on (default: %(default)s)")
    parser.set_defaults(run=run)


def check_port(host: str, port: int, setting: str = "--port") -> None:
    """Sees that the port is free before the slow part starts; `setting` is where another can be chosen.

    Raises:
        SettingError: when another program has it.
    """
    from bot.settings import SettingError

    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except (OSError, OverflowError) as error:
            raise SettingError(f"Port {port} cannot be used ({error}); choose another with {setting}.") from None


def log_at(level: str, kind: str) -> None:
    """Logs what our own modules say from a level on, on stderr, as `text` or `json`; of libraries, warnings only."""
    from bot.runtime.log_format import formatter

    handler = logging.StreamHandler()
    handler.setFormatter(formatter(kind))
    logging.basicConfig(handlers=[handler])
    logging.getLogger("bot").setLevel(level)


def load_encoders() -> threading.Thread:
    """Has the sentence encoders loaded beside what comes next: half of that is unpacking, which holds nobody up."""
    from bot.nlu.encoders import ENCODERS

    def load() -> None:
        for encoder in ENCODERS.values():
            encoder()(["…"])

    loading = threading.Thread(target=load, name="encoders")
    loading.start()
    return loading


def run(args: argparse.Namespace) -> int:
    """Serves until stopped."""
    from bot.runtime.fast_yaml import read_yaml_in_c
    from bot.runtime.memory import put_off_collecting
    from bot.settings import read_settings

    settings = read_settings()
    log_at(os.environ["LOG_LEVEL"], settings.log_format)
    check_port(args.host, args.port)
    if settings.staff_address:
        check_port(*settings.staff_address, "MADOGUCHI_STAFF_ADDRESS")
    print("Starting the desk (a few seconds) …", flush=True)
    put_off_collecting()
    read_yaml_in_c()
    loading = load_encoders()
    from bot.server import serve

    loading.join()  # it sets the number of BLAS threads while it encodes, and the loading of the model sets it for good
    serve(settings, args.host, args.port)
    return 0
