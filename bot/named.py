"""What the bot is called in links: asked of Telegram with plain HTTP, so that nobody loads aiogram for it."""

import asyncio
import logging
from dataclasses import dataclass

import aiohttp

from bot.logs import told

log = logging.getLogger("bot.named")
PATIENCE, SHORT = 10, 3
"""Seconds within which Telegram has to answer, and where somebody waits for a page meanwhile."""
WAIT = 60
"""Seconds after which it is asked again."""
_UNKNOWN = (401, 404)
"""What Telegram answers to a token that it does not know, or cannot read."""


class Away(Exception):
    """Nothing answered; says what kind of trouble it was."""


class Strange(Exception):
    """Something answered that is not Telegram."""


class UnknownToken(Exception):
    """Telegram does not know the token."""


@dataclass(frozen=True, slots=True)
class Me:
    """What the bot is called in links, and whether it can be asked something in any chat."""

    name: str
    inline: bool


async def ask_me(token: str, api: str, *, patience: float = PATIENCE) -> Me:
    """What Telegram tells of the bot; raises Away, Strange or UnknownToken."""
    try:
        timeout = aiohttp.ClientTimeout(total=patience)
        async with (
            aiohttp.ClientSession(timeout=timeout) as session,
            session.get(f"{api}/bot{token}/getMe") as answered,
        ):
            answer = await answered.json(content_type=None)
            me = answer["result"] if answer["ok"] else {"username": ""}
            name, inline = me["username"], me.get("supports_inline_queries") is True
            status = answered.status
    except (aiohttp.ClientError, OSError, TimeoutError) as error:
        raise Away(type(error).__name__) from None
    except (ValueError, LookupError, TypeError):
        raise Strange from None
    if not name and status in _UNKNOWN:
        raise UnknownToken
    if not name or not isinstance(name, str):
        raise Strange
    return Me(name, inline)


class Name:
    """The bot's name, learned when it is first needed; pages do without until Telegram tells."""

    def __init__(self, token: str, api: str) -> None:
        self._token = token
        self._api = api
        self._known = ""
        self._asking = asyncio.Lock()
        self._again = 0.0

    async def __call__(self) -> str:
        """The name, empty where it is not known; at most once in a while somebody waits for it."""
        time = asyncio.get_running_loop().time
        if self._known or not self._token or self._asking.locked() or time() < self._again:
            return self._known
        async with self._asking:
            try:
                self._known = (await ask_me(self._token, self._api, patience=SHORT)).name
            except UnknownToken:
                log.error("Telegram does not know this BOT_TOKEN: the pages lead to no bot")
            except (Away, Strange) as error:
                log.warning("Telegram does not tell what the bot is called", extra=told(error))
            self._again = time() + WAIT
        return self._known
