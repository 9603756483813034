"""What an account of the small LINE platform is set up with: rich menus, their aliases and links, the webhook."""

from __future__ import annotations

import itertools
import time
from dataclasses import dataclass, field
from typing import Any

from tests.doubles import line_spec

Json = dict[str, Any]


@dataclass
class Call:
    """One call that the platform got, and what it said."""

    method: str
    path: str
    headers: dict[str, str]
    body: Any
    status: int = 200
    at: float = field(default_factory=time.monotonic)


class LineAccount:
    """One account's settings, and why a call to change them is refused."""

    def __init__(self) -> None:
        self.problems: list[str] = []
        self.menus: dict[str, Json] = {}
        self.images: dict[str, bytes] = {}
        self.aliases: dict[str, str] = {}
        self.links: dict[str, str] = {}
        self.default_menu: str | None = None
        self.webhook: Json = {}
        self._ids = itertools.count(500_000_000_000_000_000)

    def _refuse(self, call: Call, status: int, message: str, *problems: str) -> tuple[int, Json]:
        self.problems += [f"{call.method} {call.path}: {problem}" for problem in (problems or [message])]
        return status, {
            "message": message,
            "details": [{"message": problem, "property": problem} for problem in problems],
        }

    @staticmethod
    def _known(things: dict[str, Json], name: str) -> tuple[int, Json]:
        return (200, things[name]) if name in things else (404, {"message": "Not found"})

    def set_up(self, call: Call, parts: list[str]) -> tuple[int, Json]:
        """Rich menus, their aliases and links, and the webhook's settings."""
        match (call.method, *parts):
            case ("GET", "channel", "webhook", "endpoint"):
                return self._known({"it": self.webhook} if self.webhook else {}, "it")
            case ("POST", "channel", "webhook", "test"):
                return 200, {"success": True, "timestamp": "", "statusCode": 200, "reason": "OK", "detail": "200"}
            case ("POST", "richmenu"):
                wrong = line_spec.errors("messaging-api", "RichMenuRequest", call.body)
                if wrong:
                    return self._refuse(call, 400, "1 error", *wrong)
                name = f"richmenu-{next(self._ids)}"
                self.menus[name] = {"richMenuId": name, **call.body}
                return 200, {"richMenuId": name}
            case ("POST", "richmenu", name, "content") if name in self.menus:
                if len(call.body) > 1_000_000 or name in self.images:
                    return self._refuse(call, 400, "too large, or there already")
                self.images[name] = call.body
                return 200, {}
            case ("GET", "richmenu", "list"):
                return 200, {"richmenus": list(self.menus.values())}
            case ("DELETE", "richmenu", name) if name in self.menus:
                del self.menus[name]
                return 200, {}
            case ("GET", "richmenu", "alias", "list"):
                found = [{"richMenuAliasId": alias, "richMenuId": menu} for alias, menu in self.aliases.items()]
                return 200, {"aliases": found}
            case ("GET", "richmenu", "alias", name) if name in self.aliases:
                return 200, {"richMenuAliasId": name, "richMenuId": self.aliases[name]}
            case ("GET", "richmenu", "alias", _):
                return 404, {"message": "richmenu alias not found"}
            case ("POST", "richmenu", "alias"):
                wrong = line_spec.errors("messaging-api", "CreateRichMenuAliasRequest", call.body)
                if wrong or call.body["richMenuAliasId"] in self.aliases or call.body["richMenuId"] not in self.images:
                    return self._refuse(call, 400, "conflict richmenu alias id, or a menu without image", *wrong)
                self.aliases[call.body["richMenuAliasId"]] = call.body["richMenuId"]
                return 200, {}
            case ("POST", "richmenu", "alias", name) if name in self.aliases:
                self.aliases[name] = call.body["richMenuId"]
                return 200, {}
            case ("GET", "user", "all", "richmenu"):
                menu = self.default_menu
                return (200, {"richMenuId": menu}) if menu else (404, {"message": "no default richmenu"})
            case ("POST", "user", "all", "richmenu", name) if name in self.images:
                self.default_menu = name
                return 200, {}
            case ("POST", "user", user, "richmenu", name) if name in self.images:
                self.links[user] = name
                return 200, {}
        return self._refuse(call, 404, "Not found")
