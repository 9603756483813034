"""Looks whether an account is set up as it should be (`madoguchi line check`)."""

from __future__ import annotations

from bot.channels.line.client import MESSAGES, NO_ANSWER, Lane, LineClient
from bot.channels.line.event_actions import ALIAS
from bot.channels.line.rich_menu.layout import menu_name
from bot.channels.line.rich_menu.setup import Account, PlatformError
from bot.i18n.languages import LANGUAGES, ORIGINAL

WEBHOOK, TEST = "/v2/bot/channel/webhook/endpoint", "/v2/bot/channel/webhook/test"
PATH = "/webhooks/line/webhook"
TEST_LANE = Lane("webhook_test", 30.0)  # the platform calls the desk meanwhile
SETUP = "run `madoguchi line setup`"


async def problems(client: LineClient) -> list[str]:
    """One sentence a problem; without a valid token no other can be found."""
    info = await client.call("info", "GET", "/v2/bot/info", lane=MESSAGES)
    if info.status == NO_ANSWER:
        return ["The platform does not answer: see whether LINE_API_URL is right and this machine may call it."]
    if not info.is_ok:
        return [f"The channel access token is not valid ({info.status} {info.message}): issue a new one."]
    return [*await webhook_problems(client), *await menu_problems(client)]


async def webhook_problems(client: LineClient) -> list[str]:
    """What is wrong with the webhook, from the platform's side."""
    webhook = await client.call("webhook", "GET", WEBHOOK, lane=MESSAGES)
    endpoint = str(webhook.body.get("endpoint", ""))
    if not webhook.is_ok:
        return [f"No webhook URL is set in the LINE Developers console: set https://<the desk's address>{PATH}."]
    found = []
    if not endpoint.endswith(PATH):
        found.append(f"The webhook URL is {endpoint}, but the desk listens at {PATH}.")
    if not webhook.body.get("active"):
        found.append("The webhook is not in use: turn on 'Use webhook' in the LINE Developers console.")
    test = await client.call("webhook_test", "POST", TEST, {}, lane=TEST_LANE)
    if not test.body.get("success"):
        reason = test.body.get("detail") or test.body.get("reason") or test.message or "no answer"
        found.append(f"The platform cannot reach the desk at {endpoint}: {reason}.")
    return found


async def menu_problems(client: LineClient) -> list[str]:
    """What is wrong with the rich menus."""
    account = Account(client)
    try:
        menus, aliases, default = await account.menus(), await account.aliases(), await account.default()
    except PlatformError as error:
        return [f"{error}."]
    found = []
    for language in LANGUAGES:
        menu = menus.get(menu_name(language))
        if menu is None:
            found.append(f"The menu {menu_name(language)} is missing: {SETUP}.")
        elif aliases.get(ALIAS + language) != menu:
            found.append(f"The alias {ALIAS}{language} does not lead to its menu: {SETUP}.")
    if default is None or default != menus.get(menu_name(ORIGINAL)):
        found.append(f"The default menu is not the one in the original language: {SETUP}.")
    return found
