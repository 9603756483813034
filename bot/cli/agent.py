"""`madoguchi agent`: the accounts of the co-pilot, and the trail of what was done with them."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from bot.cli import Subparsers

if TYPE_CHECKING:
    from sqlalchemy.engine import Engine


def add_parser(commands: Subparsers) -> None:
    """Adds the command and its four actions."""
    parser = commands.add_parser("agent", help="accounts of the co-pilot: add, list, remove; the audit trail")
    actions = parser.add_subparsers(dest="action", required=True, metavar="action")
    add = actions.add_parser("add", help="make an account, or give one a new password, which ends its sessions")
    add.add_argument("name", help="letters, digits, . _ @ or -")
    add.add_argument(
        "--role", choices=["agent", "reviewer"], help="default: agent; of an account that is there, its own"
    )
    add.add_argument("--sso", action="store_true", help="no password: only the single sign-on opens it")
    actions.add_parser("list", help="every account and its role")
    remove = actions.add_parser("remove", help="remove an account; its sessions end within seconds")
    remove.add_argument("name")
    listed = actions.add_parser("trail", help="the last entries of the audit trail, newest first")
    listed.add_argument("--action", dest="kind", metavar="KIND", help="only these, such as sign_in_failed")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Does one of the four."""
    from bot.settings import read_settings
    from bot.storage.engine import open_engine

    engine = open_engine(read_settings().store_url)
    return {"add": add, "list": list_all, "remove": remove, "trail": trail}[args.action](engine, args)


def add(engine: Engine, args: argparse.Namespace) -> int:
    """Makes or changes an account, and says which; asks for its password at the terminal, else reads it as one line."""
    from bot.copilot.auth.accounts import AGENT, Agents
    from bot.storage.audit_log import Trail

    agents = Agents(engine)
    before = agents.find(args.name)
    role = args.role or (before.role if before else AGENT)
    agents.add(args.name, role, None if args.sso else read_password())
    Trail(engine).note(args.name, "account_changed" if before else "account_made", role)
    print(changed(args.name, before.role, role, args.sso) if before else f"{args.name} ({role}) may use the co-pilot.")
    return 0


def changed(name: str, before: str, role: str, is_sso: bool) -> str:
    """What became of an account that was there.

    Args:
        name: of the account.
        before: its role until now.
        role: its role from now on.
        is_sso: whether it has no password.

    >>> changed("taro", "reviewer", "agent", False)
    'taro was there already: agent (was reviewer), a new password; sessions of before have ended.'
    """
    roles = f"still {role}" if role == before else f"{role} (was {before})"
    opened = "only the single sign-on opens it" if is_sso else "a new password"
    return f"{name} was there already: {roles}, {opened}; sessions of before have ended."


def read_password() -> str:
    """A password that never stands on the command line.

    Raises:
        AccountError: when the second writing differs from the first.
    """
    from getpass import getpass

    from bot.copilot.auth.accounts import AccountError

    if not sys.stdin.isatty():
        return sys.stdin.readline().lstrip("\ufeff").rstrip("\r\n")  # as other systems write a line
    password = getpass("Password: ")
    if getpass("Again: ") != password:
        raise AccountError("The two passwords differ.")
    return password


def list_all(engine: Engine, args: argparse.Namespace) -> int:
    """Prints every account."""
    from bot.copilot.auth.accounts import Agents

    for agent in Agents(engine).all():
        print(f"{agent.name}\t{agent.role}")
    return 0


def remove(engine: Engine, args: argparse.Namespace) -> int:
    """Removes an account; exit code 1 when there is none."""
    from bot.copilot.auth.accounts import Agents
    from bot.storage.audit_log import Trail

    if not Agents(engine).remove(args.name):
        print(f"There is no account {args.name}.", file=sys.stderr)
        return 1
    Trail(engine).note(args.name, "account_removed")
    return 0


def trail(engine: Engine, args: argparse.Namespace) -> int:
    """Prints the trail, tab-separated, times in UTC; nothing in it moves the cursor or begins a line."""
    from bot.storage.audit_log import Trail

    for entry in Trail(engine).latest(action=args.kind):
        shown = [printable(text) for text in (entry.agent, entry.action, entry.subject or "")]
        print("\t".join([f"{entry.at:%Y-%m-%dT%H:%M:%SZ}", *shown]))
    return 0


def printable(text: str) -> str:
    r"""A text whose control characters are written out.

    >>> printable("a\x1b[2J\n山")
    'a\\x1b[2J\\n山'
    """
    return "".join(one if one.isprintable() else one.encode("unicode_escape").decode() for one in text)
