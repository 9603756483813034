"""`madoguchi-card serve`: the bridge on 127.0.0.1."""

from __future__ import annotations

import argparse
import asyncio
import logging
import sys

from card_bridge import Subparsers
from card_bridge.card.reader import PcscReaders
from card_bridge.card.worker import Worker
from card_bridge.http.origins import LOCAL_DESK, exact_origin, own_hosts
from card_bridge.screen import texts
from card_bridge.screen.consent import Screen
from card_bridge.screen.sentences import say

ADDRESS = "127.0.0.1"  # never 0.0.0.0: other machines have no business here
PORT = 8765
MISTAKE = 2  # exit code


def add_parser(commands: Subparsers) -> None:
    """Adds the command."""
    parser = commands.add_parser("serve", help="let a page of the desk read the card, asking you each time")
    parser.add_argument("--port", type=port, default=PORT, help="on 127.0.0.1 (default: %(default)s)")
    parser.add_argument(
        "--allow-origin", type=origin, action="extend", nargs="+", metavar="ORIGIN",
        help=f"pages that may ask (default: {' and '.join(LOCAL_DESK)})",
    )  # fmt: skip
    parser.add_argument(
        "--consent",
        choices=("terminal", "window"),
        default="terminal",
        help="where you are asked (default: %(default)s)",
    )
    parser.set_defaults(run=run)


def port(text: str) -> int:
    """A TCP port; argparse tells the mistake."""
    if not text.isdecimal() or not 0 < int(text) < 65536:
        raise argparse.ArgumentTypeError(f"{text!r} is no port from 1 to 65535")
    return int(text)


def origin(text: str) -> str:
    """An exact origin; argparse tells the mistake."""
    try:
        return exact_origin(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from error


def run(args: argparse.Namespace) -> int:
    """Serves until Ctrl-C; exit code 2 when the port is taken."""
    logging.getLogger("aiohttp").setLevel(logging.CRITICAL)  # its messages quote requests
    try:
        asyncio.run(serve(args))
    except OSError:
        print(say(texts.PORT_TAKEN, args.language, port=args.port), file=sys.stderr)
        return MISTAKE
    return 0


async def serve(args: argparse.Namespace) -> None:
    """Starts the bridge, says where it is, and waits."""
    from aiohttp import web

    from card_bridge.http.app import Bridge, create_app
    from card_bridge.http.middleware import bare_error

    web.RequestHandler.handle_error = bare_error  # type: ignore[method-assign,assignment]
    bridge = Bridge(Worker(PcscReaders()), screen(args))
    origins = tuple(args.allow_origin or LOCAL_DESK)
    app = create_app(bridge, own_hosts(args.port), origins)
    runner = web.AppRunner(app, access_log=None, handler_cancellation=True)  # a page that leaves withdraws its question
    await runner.setup()
    try:
        await web.TCPSite(runner, ADDRESS, args.port).start()
        print(say(texts.SERVING, args.language, address=f"http://{ADDRESS}:{args.port}"))
        print(say(texts.ALLOWED, args.language, origins=" ".join(origins)))
        print(say(texts.CODE, args.language, code=bridge.pairing.code), flush=True)
        await asyncio.Event().wait()
    finally:
        await runner.cleanup()


def screen(args: argparse.Namespace) -> Screen:
    """The terminal or a window."""
    from card_bridge.screen.terminal import Terminal
    from card_bridge.screen.window import Window

    return Window(args.language) if args.consent == "window" else Terminal(args.language)
