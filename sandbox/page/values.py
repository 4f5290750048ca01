"""Reads the values of a JSON request, each with a sentence for when it is not as it should be."""

import json
import re
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from aiohttp import web

Body = dict[str, Any]
LANGUAGE = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})*", re.IGNORECASE)


class BadInput(ValueError):
    """A request that cannot be done as asked; its words are shown to the person at the page."""


async def body(request: web.Request) -> Body:
    """The JSON object in the request."""
    if request.content_type != "application/json":
        raise BadInput("Send JSON, and say so in the Content-Type.")
    try:
        sent = json.loads(await request.text())
    except (ValueError, LookupError, RecursionError):
        raise BadInput("That is not JSON.") from None
    if not isinstance(sent, dict):
        raise BadInput("Send a JSON object.")
    return sent


def words(body: Body, name: str, longest: int) -> str:
    """Text of 1 to `longest` characters, spaces around it removed."""
    value = body.get(name)
    if not isinstance(value, str) or not value.strip():
        raise BadInput(f"Give some words as `{name}`.")
    if len(value) > longest:
        raise BadInput(f"`{name}` has {len(value):,} characters; at most {longest:,} fit.")
    return value.strip()


def integer(body: Body, name: str) -> int:
    """A whole number from 0 up, such as a message's id or a button's row."""
    value = body.get(name)
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise BadInput(f"Give a whole number as `{name}`.")
    return value


def number(body: Body, name: str, least: float, most: float) -> float:
    """A number between `least` and `most`, both included."""
    value = body.get(name)
    if not isinstance(value, int | float) or isinstance(value, bool):
        raise BadInput(f"Give a number as `{name}`.")
    if not least <= value <= most:
        raise BadInput(f"`{name}` lies between {least:,} and {most:,}.")
    return float(value)


def language(body: Body) -> str | None:
    """The IETF tag of a Telegram app's language, or None when the app does not tell."""
    value = body.get("language")
    if value is None or value == "":
        return None
    if not isinstance(value, str) or len(value) > 35 or not LANGUAGE.fullmatch(value):
        raise BadInput("A language is a code such as nl, ar or pt-br.")
    return value.lower()


def moment(body: Body, name: str, zone: ZoneInfo) -> datetime:
    """A moment in UTC, from an ISO date and time that is local to `zone` unless it says otherwise."""
    try:
        value = datetime.fromisoformat(words(body, name, 40))
        return (value if value.tzinfo else value.replace(tzinfo=zone)).astimezone(UTC)
    except BadInput:
        raise
    except (ValueError, OverflowError):
        raise BadInput(f"Give a date and time as `{name}`, such as 2027-01-18T09:00.") from None
