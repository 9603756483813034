"""JSON Lines on stdin and stdout, in order, whatever a line holds."""

from __future__ import annotations

import json
import queue
import sys
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import IO, TypeVar

from bot.text.well_formed import NotJson, read_json

Record = Mapping[str, object]  # one line
Input = TypeVar("Input")
END = None


class BadLine(ValueError):
    """A line that is not what the command documents; the message names the field."""


def read_record(line: str) -> Record:
    """Reads one line as an object.

    Raises:
        BadLine: when it is not one.
    """
    try:
        record = read_json(line)
    except NotJson as error:
        raise BadLine(f"the line is {error}") from None
    if not isinstance(record, dict):
        raise BadLine("the line is not a JSON object")
    return record


def text_field(record: Record, name: str, required: bool = True) -> str | None:
    """A field that must be a string.

    Raises:
        BadLine: when it is missing or something else.
    """
    value = record.get(name)
    if value is None and not required:
        return None
    if not isinstance(value, str):
        raise BadLine(f"'{name}' must be a string")
    return value


def language_field(record: Record) -> str | None:
    """The language a line names, if any.

    Raises:
        BadLine: for a language the desk does not speak.
    """
    from bot.i18n.languages import LANGUAGES

    value = text_field(record, "language", required=False)
    if value is not None and value not in LANGUAGES:
        raise BadLine(f"'language' must be one of {', '.join(LANGUAGES)}")
    return value


def batches(lines: Iterator[str], size: int) -> Iterator[list[str]]:
    """Groups lines that are already there, never waiting for more once there is one."""
    waiting: queue.Queue[str | None] = queue.Queue(maxsize=size * 4)

    def feed() -> None:
        for line in lines:
            waiting.put(line)
        waiting.put(END)

    threading.Thread(target=feed, daemon=True).start()
    while True:
        batch = [waiting.get()]
        while len(batch) < size and not waiting.empty() and batch[-1] is not END:
            batch.append(waiting.get())
        yield [line for line in batch if line is not END]
        if batch[-1] is END:
            return


def write(record: Record, output: IO[str] | None = None) -> None:
    """Writes one line at once."""
    print(json.dumps(record, ensure_ascii=False), file=output or sys.stdout, flush=True)


def stdin_lines() -> Iterator[str]:
    """The lines of stdin; bytes that are not UTF-8 become replacement characters."""
    with open(0, "rb", closefd=False) as stdin:  # sys.stdin would stop a command that ends while a thread still reads
        for raw in stdin:
            line = raw.decode("utf-8", errors="replace")
            if line.strip("\ufeff \t\r\n"):
                yield line


def answer_batch(
    lines: Sequence[str], read: Callable[[Record], Input], work: Callable[[list[Input]], Sequence[Record]]
) -> list[Record]:
    """Answers a batch in order; a bad line gets its error and does not stop the others."""
    inputs: list[Input] = []
    results: list[Record | None] = []
    for line in lines:
        try:
            inputs.append(read(read_record(line)))
            results.append(None)
        except BadLine as error:
            results.append({"error": str(error)})
    done = iter(work(inputs) if inputs else [])
    return [next(done) if result is None else result for result in results]


def run_lines(read: Callable[[Record], Input], work: Callable[[list[Input]], Sequence[Record]], batch: int = 1) -> int:
    """Runs a machine command to the end of stdin."""
    for lines in batches(stdin_lines(), batch):
        for result in answer_batch(lines, read, work):
            write(result)
    return 0
