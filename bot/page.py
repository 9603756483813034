"""The page at `/`: the desk as a plain HTML form, in the reader's language, without scripts."""

from __future__ import annotations

import secrets
from html import escape
from typing import Any

from rasa.core.channels.channel import UserMessage
from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse, html

from bot.channels.web import ReplyCollector
from bot.i18n import _
from bot.languages import LANGUAGES, ORIGINAL
from bot.speaker import Speaker, lines_first
from knowledge.answers import load_answers

TITLE = _("マイナンバーカードの窓口")
QUESTION = _("質問を書いてください")
SEND = _("送る")
COOKIE = "madoguchi_sender"
STYLE = (
    "body{font-family:sans-serif;max-width:40rem;margin:auto;padding:1rem;line-height:1.7}"
    "textarea,button{font:inherit;width:100%;box-sizing:border-box;padding:.6rem;min-height:44px}"
    "button{margin:.3rem 0}h2{font-size:1.15rem}article{border-top:2px solid #036;margin-top:1.5rem}"
)


def page(language: str, speaker: Speaker, replies: list[dict[str, Any]]) -> str:
    """The whole page with the last replies."""

    def say(msgid: str) -> str:
        return escape(speaker.say(msgid, language))

    languages = " ".join(
        f'<a lang="{code}" href="/?language={code}">{escape(entry.name)}</a>' for code, entry in LANGUAGES.items()
    )
    body = "".join(article(reply) for reply in replies) or article(speaker.reply("greet", language))
    return (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width,initial-scale=1"><title>{say(TITLE)}</title>'
        f"<style>{STYLE}</style></head><body><nav>{languages}</nav><h1>{say(TITLE)}</h1>"
        f'<form method="post" action="/?language={language}"><label>{say(QUESTION)}'
        f'<textarea name="message" rows="3" maxlength="2000"></textarea></label>'
        f"<button>{say(SEND)}</button>{body}</form></body></html>"
    )


def article(reply: dict[str, Any]) -> str:
    """One reply: its parts, then its buttons."""
    custom = reply["custom"]
    answer = custom["answer"]
    points = "".join(f"<li>{escape(point)}</li>" for point in answer["points"])
    notes = "".join(f"<p>※ {escape(note)}</p>" for note in [*answer["notes"], *custom["changed_since"]])
    links = "".join(
        f'<p>☎ <a href="tel:{escape(link["value"])}">{escape(link["label"])} {escape(link["value"])}</a><br>'
        f"{escape(link['note'])}</p>"
        for link in answer["links"]
        if link["kind"] == "tel"
    )
    calendars = "".join(
        f'<p><a download="madoguchi.ics" href="{escape(link["value"])}">{escape(link["label"])}</a></p>'
        for link in answer["links"]
        if link["kind"] == "calendar"
    )
    first, last = (links, "") if lines_first(load_answers()[custom["topic"]], answer) else ("", links)
    sources = "".join(
        f"<p><small>p. {s['page']} {escape(s['heading'])} ({custom['as_of']})</small></p>" for s in custom["sources"]
    )
    buttons = "".join(
        f'<button name="button" value="{escape(button["payload"])}">{escape(button["title"])}</button>'
        for button in reply["buttons"]
    )
    return (
        f'<article lang="{custom["language"]}"><h2>{escape(answer["title"])}</h2><p><strong>{escape(answer["lead"])}'
        f"</strong></p>{first}<ul>{points}</ul>{notes}{last}{calendars}{sources}{buttons}</article>"
    )


def page_blueprint() -> Blueprint:
    """The page's two routes."""
    routes = Blueprint("madoguchi_page")

    @routes.get("/")
    async def show(request: Request) -> HTTPResponse:
        return html(page(page_language(request), request.app.ctx.agent.speaker, []))

    @routes.post("/")
    async def ask(request: Request) -> HTTPResponse:
        language = page_language(request)
        sender = request.cookies.get(COOKIE) or secrets.token_urlsafe(16)
        form = request.form or {}
        text = (form.get("button") or form.get("message") or "") if form else ""
        collector = ReplyCollector()
        message = UserMessage(text, collector, sender, input_channel="page", metadata={"language": language})
        await request.app.ctx.agent.handle_message(message)
        answered = collector.messages[-1]["custom"].get("language", language) if collector.messages else language
        response = html(page(answered, request.app.ctx.agent.speaker, collector.messages))
        response.cookies[COOKIE] = sender
        response.cookies[COOKIE]["httponly"] = True
        response.cookies[COOKIE]["samesite"] = "Lax"
        return response

    return routes


def page_language(request: Request) -> str:
    """The language of the address, else the browser's first that we speak."""
    asked = request.args.get("language")
    if asked in LANGUAGES:
        return str(asked)
    accepted = [part.split(";")[0].strip()[:2] for part in request.headers.get("accept-language", "").split(",")]
    return next((code for code in accepted if code in LANGUAGES), ORIGINAL)
