"""The door of the co-pilot: signing in and out, and what every request below /copilot/ must show."""

from __future__ import annotations

import asyncio
import hmac

from sanic import Blueprint
from sanic.request import Request, RequestParameters
from sanic.response import HTTPResponse, json, redirect
from sqlalchemy.engine import Engine

from bot.copilot.auth.accounts import Agent, Agents
from bot.copilot.auth.sessions import SESSION_LASTS, AccountChanged, Sessions, csrf_token
from bot.http.cors import may_speak
from bot.http.counters import Counters
from bot.http.lockout import ACCOUNT_FAILURES, ADDRESS_FAILURES, SIGN_IN_FAILURES, Lockout
from bot.i18n.languages import ORIGINAL
from bot.pages.templating import HEADERS, Pages
from bot.settings import Settings
from bot.storage.audit_log import UNKNOWN, Trail
from bot.storage.beside import beside

HOME, SIGN_IN = "/copilot/", "/sign-in"
COOKIE, COOKIE_PATH = "madoguchi_agent", "/copilot"
CSRF_HEADER = "x-csrf-token"
CHECKED_AT_ONCE = 2  # passwords; argon2 takes 64 MB for each
LONGEST_NAME = 40  # of an account
MOST_CHARACTERS = {"name": 200, "password": 1000}  # that are looked at; a letter may be written as several


class Access:
    """Who may use the co-pilot: local accounts, or the header of the ward's single sign-on (docs/decisions/0023)."""

    def __init__(self, engine: Engine, settings: Settings, pages: Pages, counters: Counters) -> None:
        self.agents, self.trail = Agents(engine), Trail(engine)
        self.sessions, self.lockout = Sessions(engine, self.agents), Lockout(counters)
        self._settings, self._pages = settings, pages
        self._checking = asyncio.Semaphore(CHECKED_AT_ONCE)

    def blueprint(self) -> Blueprint:
        """`/sign-in`, the one page before the door."""
        routes = Blueprint("madoguchi_sign_in")

        @routes.get(SIGN_IN)
        async def show(request: Request) -> HTTPResponse:
            return self._page("ended" if request.args.get("ended") else "", name=request.args.get("name", ""))

        @routes.post(SIGN_IN, name="sign_in")
        async def sign_in(request: Request) -> HTTPResponse:
            return await self._sign_in(request)

        return routes

    def protect(self, routes: Blueprint) -> None:
        """Has every request of a blueprint pass the door; adds signing out."""

        @routes.middleware("request")
        async def guard(request: Request) -> HTTPResponse | None:
            return await beside(self._refusal, request)

        @routes.middleware("response")
        async def leave(request: Request, response: HTTPResponse) -> None:
            for name, value in HEADERS.items():
                response.headers.setdefault(name, value)
            if getattr(request.ctx, "new_token", None):
                set_cookie(request, response, request.ctx.new_token)

        @routes.post("/sign-out")
        async def sign_out(request: Request) -> HTTPResponse:
            await beside(self.sessions.end, request.ctx.token)
            response = redirect(SIGN_IN, status=303)
            response.delete_cookie(COOKIE, path=COOKIE_PATH)
            return response

    def _refusal(self, request: Request) -> HTTPResponse | None:
        """What a request gets that may not pass."""
        agent = self._signed_on(request) if self._settings.sso_header else self._by_cookie(request)
        if agent is None:
            if request.method == "GET" and "text/html" in request.headers.get("accept", ""):
                had_session = getattr(request.ctx, "token", "")  # the browser drops the cookie itself in time
                return redirect(f"{SIGN_IN}?ended=yes" if had_session else SIGN_IN, status=303)
            return json({"error": "Sign in first."}, status=401)
        request.ctx.agent, request.ctx.csrf = agent, csrf_token(request.ctx.token)
        if request.method in ("GET", "HEAD"):
            return None
        if not may_speak(request.headers.get("origin"), request.host, ()):
            return json({"error": "Another page may not speak for an agent."}, status=403)
        if not hmac.compare_digest(shown_csrf(request).encode("utf-8", "surrogatepass"), request.ctx.csrf.encode()):
            return json({"error": f"The header {CSRF_HEADER} is missing or wrong; load the page again."}, status=403)
        return None

    def _by_cookie(self, request: Request) -> Agent | None:
        request.ctx.token = request.cookies.get(COOKIE) or ""
        return self.sessions.agent(request.ctx.token)

    def _signed_on(self, request: Request) -> Agent | None:
        """The account that the single sign-on names; heard only from the ward's own proxies."""
        name = request.headers.get(self._settings.sso_header or "", "")
        agent = self.agents.find(name) if request.ip in self._settings.sso_proxies else None
        if agent is None or self._by_cookie(request) == agent:
            return agent
        try:
            request.ctx.token = request.ctx.new_token = self.sessions.start(agent)
        except AccountChanged:  # removed at this moment
            return None
        self.trail.note(agent.name, "sign_in")
        return agent

    async def _sign_in(self, request: Request) -> HTTPResponse:
        if not may_speak(request.headers.get("origin"), request.host, ()) or self._settings.sso_header:
            return self._page("foreign", 403)
        form = request.form or RequestParameters()
        name, password = (str(form.get(field) or "")[:most] for field, most in MOST_CHARACTERS.items())
        async with self._checking:  # look, check and count: of many at once no more than these slip through
            wait, token = await beside(self._let_in, name, password, request.remote_addr or request.ip)
        if wait:
            return self._page("locked", 429, minutes=-(-wait // 60), name=name)
        if token is None:
            return self._page("wrong", 401, name=name)
        response = redirect(HOME, status=303)
        set_cookie(request, response, token)
        return response

    def _let_in(self, name: str, password: str, address: str) -> tuple[int, str | None]:
        """Seconds that somebody must wait who failed too often; the token of one who may come in."""
        mine, here = (SIGN_IN_FAILURES, f"{name}\n{address}"), (ADDRESS_FAILURES, address)
        failures = (mine, (ACCOUNT_FAILURES, name), here)
        wait = self.lockout.seconds(*failures)
        if wait:
            if not self.lockout.seconds(here) and self.lockout.is_first(mine[1]):
                self.trail.note(self._known(name), "locked_out")
            return wait, None
        agent = self.agents.sign_in(name, password)
        try:
            token = self.sessions.start(agent) if agent else None
        except AccountChanged:  # while the password was looked at
            token = None
        if token is None:
            self.lockout.count(*failures)
            self.trail.note(self._known(name), "sign_in_failed")
            return 0, None
        self.lockout.forgive(*mine)
        self.trail.note(name, "sign_in")
        return 0, token

    def _known(self, name: str) -> str:
        """The name of an account; what else somebody typed, perhaps a password, is noted nowhere."""
        agent = self.agents.find(name)
        return agent.name if agent else UNKNOWN

    def _page(self, problem: str = "", status: int = 200, minutes: int = 0, name: str = "") -> HTTPResponse:
        """The form; with a name in it the password is all that is still to be typed."""
        said = {"problem": problem, "minutes": minutes, "typed": name[:LONGEST_NAME]}
        return self._pages.page("sign_in.html", ORIGINAL, status, sso=bool(self._settings.sso_header), **said)


def shown_csrf(request: Request) -> str:
    """The token that a page sends back, in a header or in a form."""
    return str(request.headers.get(CSRF_HEADER) or (request.form or RequestParameters()).get("csrf") or "")


def set_cookie(request: Request, response: HTTPResponse, token: str) -> None:
    """Hands the token to the browser alone: no script reads it, no other site sends it."""
    response.add_cookie(
        COOKIE,
        token,
        path=COOKIE_PATH,
        secure=request.scheme == "https",
        httponly=True,
        samesite="Strict",
        max_age=int(SESSION_LASTS.total_seconds()),
    )
