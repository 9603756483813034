"""Serves a system as its users do and talks to it over REST: start-up, turns a second, memory."""

from __future__ import annotations

import asyncio
import os
import socket
import subprocess
import time
from pathlib import Path
from typing import Any

import aiohttp

from benchmarks.compare.cases import Case, dev_cases
from benchmarks.compare.systems import System, model_of

USERS = (1, 8)  # who talk at the same time
TURNS = 480  # of each round, shared among its users
ASKED = 60  # questions for the share that gets any reply
CONVERSATION = 6  # turns until a user begins anew
PATIENCE = 300  # seconds to wait for a server
STORE = "conversations.db"
LINGER = 30  # seconds a server may take to stop


def serving(system: System, folder: Path) -> dict[str, Any] | None:
    """Start-up seconds, turns a second and the memory at the end; None where there is no dialogue.

    Raises:
        RuntimeError: when the server does not answer.
    """
    port = free_port()
    command = system.server(folder, port)
    if command is None:
        return None
    (folder / STORE).unlink(missing_ok=True)  # conversations of the run before would go on
    place = {"MADOGUCHI_MODEL": str(model_of(folder)), "MADOGUCHI_STORE_URL": f"sqlite:///{folder / STORE}"}
    unlimited = {"MADOGUCHI_LIMIT_SENDER": "0", "MADOGUCHI_LIMIT_ADDRESS": "0"}
    log = (folder / "server.log").open("wb")
    server = subprocess.Popen(command, env={**os.environ, **place, **unlimited}, stdout=log, stderr=log)
    try:
        return asyncio.run(talk(f"http://127.0.0.1:{port}/webhooks/rest/webhook", server))
    finally:
        server.terminate()
        server.wait(LINGER)


async def talk(url: str, server: subprocess.Popen[bytes]) -> dict[str, Any]:
    """Waits for the first answer, then has rounds of conversations."""
    cases = dev_cases()
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(PATIENCE)) as session:
        started = await first_answer(session, url, server)
        await conversation(session, url, "warming", cases[:20])
        rates = {str(users): await turns_a_second(session, url, users, cases) for users in USERS}
        answered = [bool(await ask(session, url, "answered", case.text)) for case in cases[:: len(cases) // ASKED]]
    return {
        "start_seconds": started,
        "turns_a_second": rates,
        "answered": sum(answered) / len(answered),
        "memory_mb": memory_of(server.pid),
    }


async def first_answer(session: aiohttp.ClientSession, url: str, server: subprocess.Popen[bytes]) -> float:
    """Seconds until the first answer."""
    start = time.perf_counter()
    while time.perf_counter() - start < PATIENCE and server.poll() is None:
        try:
            await ask(session, url, "first", "hello")
            return time.perf_counter() - start
        except aiohttp.ClientConnectionError:
            await asyncio.sleep(0.1)
    raise RuntimeError("The server does not answer; server.log in its folder under models/bench says why.")


async def turns_a_second(session: aiohttp.ClientSession, url: str, users: int, cases: list[Case]) -> float:
    """Turns a second of so many users, each in one conversation after the other."""
    turns = [cases[turn % len(cases)] for turn in range(TURNS)]
    talks = [(f"{users}-{start}", turns[start : start + CONVERSATION]) for start in range(0, TURNS, CONVERSATION)]
    start = time.perf_counter()
    await asyncio.gather(*(conversations(session, url, talks[user::users]) for user in range(users)))
    return TURNS / (time.perf_counter() - start)


async def conversations(session: aiohttp.ClientSession, url: str, talks: list[tuple[str, list[Case]]]) -> None:
    """One user's conversations, one after the other."""
    for sender, cases in talks:
        await conversation(session, url, sender, cases)


async def conversation(session: aiohttp.ClientSession, url: str, sender: str, cases: list[Case]) -> None:
    """One conversation, turn by turn."""
    for case in cases:
        await ask(session, url, sender, case.text)


async def ask(session: aiohttp.ClientSession, url: str, sender: str, text: str) -> list[dict[str, Any]]:
    """The replies to one message; stock Rasa may have none, an error fails."""
    async with session.post(url, json={"sender": sender, "message": text}) as response:
        response.raise_for_status()
        return list(await response.json())


def free_port() -> int:
    """A port that nobody uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def memory_of(process: int) -> float:
    """Memory a process holds now, in megabytes; Linux only, else 0."""
    status = Path(f"/proc/{process}/status")
    lines = status.read_text().splitlines() if status.is_file() else []
    return sum(float(line.split()[1]) * 1024 / 1_000_000 for line in lines if line.startswith("VmRSS"))
