"""Where Telegram sends its updates: looked at and set with plain HTTP, without aiogram."""

import asyncio
import hashlib
import hmac
import logging
from dataclasses import dataclass
from typing import Any

import aiohttp

from bot.named import Away, Strange, UnknownToken
from bot.settings import Settings

log = logging.getLogger("bot.webhook")
ALLOWED = ["message", "callback_query", "my_chat_member", "inline_query"]
"""The kinds of update the bot asks for."""
CONNECTIONS = 100
"""So many updates does Telegram send at a time at most: each waits until its answer is said."""
PATIENCE = 10
"""Seconds within which Telegram has to answer."""
SHORTEST_PAUSE, LONGEST_PAUSE = 1.0, 60.0
"""Seconds between two tries to set the webhook; doubled each time."""
_UNKNOWN = (401, 404)


class Refused(Exception):
    """Telegram does not do it; says why, in its words. `wait`: seconds after which it may."""

    def __init__(self, words: str, wait: float = 0.0) -> None:
        super().__init__(words)
        self.wait = wait


@dataclass(frozen=True, slots=True)
class Webhook:
    """Where updates are sent: empty where they are asked for instead. `trouble` is the last that there was,
    at `trouble_at` (Unix seconds).
    """

    url: str
    pending: int
    trouble: str = ""
    trouble_at: int = 0
    allowed: frozenset[str] = frozenset()


def secret_of(settings: Settings) -> str:
    """What Telegram shows with each update: as it is set, else derived from the token in every process."""
    if settings.webhook_secret is not None:
        return settings.webhook_secret.get_secret_value()
    return hmac.new(settings.token.encode(), b"webhook", hashlib.sha256).hexdigest()


async def look_at_webhook(token: str, api: str) -> Webhook:
    """Where Telegram sends updates; raises Away, Strange, Refused or UnknownToken."""
    told = await _call(token, api, "getWebhookInfo")
    if not isinstance(told, dict) or not isinstance(told.get("url"), str):
        raise Strange
    try:
        return Webhook(
            url=told["url"],
            pending=int(told.get("pending_update_count", 0)),
            trouble=str(told.get("last_error_message", "")),
            trouble_at=int(told.get("last_error_date", 0)),
            allowed=frozenset(told.get("allowed_updates") or ()),
        )
    except (TypeError, ValueError):
        raise Strange from None


async def set_webhook(token: str, api: str, url: str, secret: str) -> None:
    """Have Telegram send updates here, those that wait as well; raises as the above."""
    await _call(
        token,
        api,
        "setWebhook",
        url=url,
        secret_token=secret,
        max_connections=CONNECTIONS,
        allowed_updates=ALLOWED,
        drop_pending_updates=False,
    )


async def keep_setting(settings: Settings) -> None:
    """Set the webhook, trying until it is done; raises UnknownToken alone."""
    pause = SHORTEST_PAUSE
    while True:
        try:
            await set_webhook(settings.token, settings.bot_api_url, settings.webhook_url, secret_of(settings))
        except Refused as refused:
            log.error("Telegram does not take WEBHOOK_URL: %s", refused)
            wait = max(pause, refused.wait)
        except (Away, Strange) as trouble:
            log.warning("Telegram cannot be told where to send updates (%s)", trouble or "strange answer")
            wait = pause
        else:
            log.info("Telegram sends its updates here")
            return
        await asyncio.sleep(wait)
        pause = min(pause * 2, LONGEST_PAUSE)


async def _call(token: str, api: str, method: str, **values: Any) -> Any:
    try:
        timeout = aiohttp.ClientTimeout(total=PATIENCE)
        async with (
            aiohttp.ClientSession(timeout=timeout) as session,
            session.post(f"{api}/bot{token}/{method}", json=values) as answered,
        ):
            status, answer = answered.status, await answered.json(content_type=None)
    except (aiohttp.ClientError, OSError, TimeoutError) as error:
        raise Away(type(error).__name__) from None
    except ValueError:
        raise Strange from None
    if not isinstance(answer, dict):
        raise Strange
    if answer.get("ok") is True:
        return answer.get("result")
    if status in _UNKNOWN:
        raise UnknownToken
    more = answer.get("parameters")
    wait = more.get("retry_after") if isinstance(more, dict) else None
    raise Refused(str(answer.get("description", status)), wait if isinstance(wait, int) else 0)
