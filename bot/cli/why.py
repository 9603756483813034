"""`madoguchi why`: how the desk came to an answer."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from typing import TYPE_CHECKING, Required, TypedDict, cast

from bot.cli import Subparsers
from bot.cli.jsonlines import Record, language_field, run_lines, text_field
from bot.i18n.languages import LANGUAGES

if TYPE_CHECKING:
    from bot.dialogue.decision_trace import Step
    from bot.nlu.explainer import Explanation


class Explained(TypedDict, total=False):
    """What one line says: the answer, its language, and its trace (bot/dialogue/decision_trace.py)."""

    language: Required[str]
    answered: Required[str]
    topic: str | None
    steps: list[Step]
    explanation: Explanation | None


def add_parser(commands: Subparsers) -> None:
    """Adds the command."""
    parser = commands.add_parser("why", help='explain an answer: a text, or {"text", "language"?} lines')
    parser.add_argument("text", nargs="*", help="what a visitor would write; without it, lines are read")
    parser.add_argument("--language", choices=[*LANGUAGES], help="the conversation's language so far")
    parser.set_defaults(run=run)


def read(record: Record) -> tuple[str, str | None]:
    """The text and language of a line."""
    return str(text_field(record, "text")), language_field(record)


def run(args: argparse.Namespace) -> int:
    """Explains the text given, or every line."""
    import asyncio

    from bot.dialogue.local_conversation import Conversations

    desk, loop = Conversations(), asyncio.new_event_loop()

    def explain(text: str, language: str | None) -> Explained:
        answer = loop.run_until_complete(desk.ask(text, language=language, explain=True))
        custom = answer["replies"][-1]["custom"]
        found: Explained = {"language": answer["language"], "answered": custom["topic"]}
        found.update(cast("Explained", custom.get("trace", {})))
        return found

    if not args.text:
        return run_lines(read, lambda inputs: [explain(*one) for one in inputs])
    print("\n".join(lines(explain(" ".join(args.text), args.language))))
    return 0


def lines(why: Explained) -> Iterator[str]:
    """An explanation for people to read."""
    yield f"answered as    {why['answered']}, in {why['language']}"
    yield from (f"by             {step['action']} ({step['policy']}; {step['rule']})" for step in why.get("steps", []))
    told = why.get("explanation")
    if not told:
        yield "               nothing was classified: a button, a mask or a refusal decided"
        return
    language = told["language"]
    chances = ", ".join(f"{name} {chance:.2f}" for name, chance in language["chances"].items())
    yield f"language       {language['chosen']}; letters {language['scripts']}; chances {chances}"
    yield f"read as        {told['read_as']}"
    for vote in told["votes"]:
        topics = ", ".join(f"{topic} {chance:.2f}" for topic, chance in vote["topics"].items())
        yield f"vote           {vote['by']} (share {vote['share']}): {topics}"
    yield from (f"rule           {rule}" for rule in told["rules"])
    for one in told["ranking"]:
        near = "".join(f" — {question['text']!r} {question['likeness']:.2f}" for question in one["nearest"])
        yield f"topic          {one['topic']} {one['confidence']:.2f}{near}"
    for like in told["nearest"]:
        yield f"nearest        {like['likeness']:.2f} {like['topic']} ({like['language']}) {like['text']!r}"
