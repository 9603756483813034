"""`madoguchi line setup` and `madoguchi line check`: the official account on LINE."""

from __future__ import annotations

import argparse
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from bot.cli import Subparsers

if TYPE_CHECKING:
    from bot.channels.line.client import LineClient
    from bot.settings import LineSettings

PARTS = {
    "setup": "make the rich menus, their aliases and the default; again changes nothing",
    "check": "see whether token, webhook and menus are right",
}


def add_parser(commands: Subparsers) -> None:
    """Adds the command."""
    parser = commands.add_parser("line", help="set up or check the official account on LINE")
    parser.add_argument("part", choices=PARTS, help="; ".join(f"{name}: {does}" for name, does in PARTS.items()))
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Prints one line for each thing done or wrong; exit code 1 when something is wrong."""
    import asyncio

    from bot.settings import SettingError, read_line_settings

    settings = read_line_settings()
    if settings is None:
        raise SettingError("LINE_CHANNEL_SECRET is not set, so the LINE channel is off (docs/line.md).")
    return asyncio.run(_set_up(settings) if args.part == "setup" else _check(settings))


async def _set_up(settings: LineSettings) -> int:
    from bot.channels.line.rich_menu.setup import PlatformError, set_up

    try:
        done = await with_client(settings, set_up)
    except PlatformError as error:
        print(error)
        return 1
    print("\n".join(done) if done else "Everything is in place already.")
    return 0


async def _check(settings: LineSettings) -> int:
    from bot.channels.line.account_check import problems

    found = await with_client(settings, problems)
    print("\n".join(found) if found else "Token, webhook and menus are in order.")
    return 1 if found else 0


async def with_client(settings: LineSettings, work: Callable[[LineClient], Awaitable[list[str]]]) -> list[str]:
    """Does something with the platform and closes the connections."""
    from bot.channels.line.client import LineClient

    client = LineClient(settings)
    try:
        return await work(client)
    finally:
        await client.close()
