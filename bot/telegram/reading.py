"""Reading what Telegram sends: bytes into JSON, JSON into an update, whatever the bytes are."""

import json
import logging
import math
import re
from typing import Any

from aiogram import Bot
from aiogram.types import Update
from pydantic import ValidationError

from bot.logs import told

log = logging.getLogger("bot.reading")
SMALLEST, LARGEST = -(2**63), 2**63 - 1
"""What an id may be: a database keeps no other."""
_COMMAND = re.compile(r"/([a-z0-9_]{1,32})(?:@\w+)?(?:\s+(.*))?", re.DOTALL | re.IGNORECASE)
_LONGEST = len(str(SMALLEST))
_DOUBTFUL = "\\u0000", "\\ud", "\\uD"
"""Where text in JSON may hold what is no character; most of the time it is half of one that is."""

Raw = dict[str, Any]
"""An update, unread."""


class NoUpdate(Exception):
    """It is nothing that Telegram sends, and can never be taken for an update."""


def parse(body: bytes) -> Raw:
    """The update in the body of a webhook, unread; NoUpdate where there is none.

    A number that no database keeps becomes None, and what is no character becomes one that says so.
    """
    try:
        text = body.decode()
        raw: Any = _loads(text)
    except (ValueError, RecursionError):
        raise NoUpdate from None
    if not isinstance(raw, dict) or not is_id(raw.get("update_id")):
        raise NoUpdate
    return {**_clean(raw)} if any(mark in text for mark in _DOUBTFUL) else {**raw}


def is_id(value: object) -> bool:
    """Whether this can be the id of an update."""
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def read(raw: Raw, bot: Bot) -> Update | None:
    """The update; None, and a word in the log, where it cannot be read: that never becomes better."""
    try:
        return Update.model_validate(raw, context={"bot": bot})
    except (ValidationError, RecursionError) as error:
        log.error("an update cannot be read", extra={"update": raw.get("update_id"), **told(error)})
        return None


def kind_of(update: Update) -> str:
    """What an update is, in one word of a handful."""
    if update.callback_query is not None:
        return "tap"
    message = update.message
    if message is None:
        if update.my_chat_member is not None:
            return "membership"
        return "inline" if update.inline_query is not None else "other"
    if message.chat.type != "private":
        return "group"
    if message.text is not None:
        return "command" if message.text.startswith("/") else "text"
    if message.location is not None:
        return "location"
    return "voice" if message.voice is not None else "other"


def chat_of(update: Update) -> int | None:
    """The chat whose updates this one must not overtake; a tap belongs to the private chat of who tapped."""
    by = update.callback_query or update.inline_query
    if by is not None:
        return by.from_user.id
    where = update.message or update.my_chat_member
    return where.chat.id if where is not None else None


def command_of(text: str) -> tuple[str, str] | None:
    """The command that a message is, in small letters, and what stands behind it; None where it is none."""
    found = _COMMAND.fullmatch(text)
    return (found[1].lower(), (found[2] or "").strip()) if found else None


def query_id(raw: Raw) -> str | None:
    """The id by which a tap is answered, as far as that can be read."""
    query = raw.get("callback_query")
    found = query.get("id") if isinstance(query, dict) else None
    return found if isinstance(found, str) and found else None


def _integer(digits: str) -> int | None:
    number = int(digits) if len(digits) <= _LONGEST else None
    return number if number is not None and SMALLEST <= number <= LARGEST else None


def _float(digits: str) -> float | None:
    number = float(digits)
    return number if math.isfinite(number) else None


_loads = json.JSONDecoder(parse_int=_integer, parse_float=_float, parse_constant=lambda _: None).decode


def _clean(value: Any) -> Any:
    """The same with all its text made whole; however deep it goes, this does not go with it."""
    top = [value]
    holders: list[Any] = [top]
    while holders:
        holder = holders.pop()
        if isinstance(holder, dict):
            for key in [key for key in holder if _whole(key) != key]:
                holder[_whole(key)] = holder.pop(key)
        for place, inside in [*holder.items()] if isinstance(holder, dict) else enumerate(holder):
            if isinstance(inside, str):
                holder[place] = _whole(inside)
            elif isinstance(inside, (dict, list)):
                holders.append(inside)
    return top[0]


def _whole(text: str) -> str:
    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return whole.replace("\0", "\ufffd")
