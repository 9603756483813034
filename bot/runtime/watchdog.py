"""Tells systemd that the desk is ready and alive (sd_notify(3)): a loop that hangs is started anew."""

from __future__ import annotations

import asyncio
import os
import socket
from collections.abc import Mapping

PINGS = 3  # within the time after which systemd loses patience


def notify(state: str, environment: Mapping[str, str] = os.environ) -> None:
    """Sends one state, such as `READY=1`; does nothing where systemd does not listen."""
    address = environment.get("NOTIFY_SOCKET")
    if not address:
        return
    address = "\0" + address[1:] if address.startswith("@") else address
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as to_systemd:
        to_systemd.setblocking(False)
        try:
            to_systemd.sendto(state.encode(), address)
        except OSError:  # the next ping may pass
            return


async def keep_alive(environment: Mapping[str, str] = os.environ) -> None:
    """Pings from the event loop for as long as that turns, where the unit has a `WatchdogSec`."""
    patience = environment.get("WATCHDOG_USEC", "")
    if not patience.isdecimal() or not int(patience):
        return
    while True:
        notify("WATCHDOG=1", environment)
        await asyncio.sleep(int(patience) / 1e6 / PINGS)
