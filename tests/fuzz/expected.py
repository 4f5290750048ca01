"""What must come of a body, judged by Python's own JSON alone."""

import json
from dataclasses import dataclass
from typing import Any

LONGEST = 1024 * 1024
_LARGEST_ID = 2**63 - 1
_SHORT = 20
"""Digits: a longer number is none that anybody counts with."""


@dataclass(frozen=True, slots=True)
class Expected:
    """The statuses that may be answered, and the id of the tap that has to be."""

    statuses: tuple[int, ...]
    tap: str | None = None


def expected(body: bytes) -> Expected:
    """An update is taken, what is none is refused; nothing ever is the server's own failure."""
    if len(body) > LONGEST:
        return Expected((413,))
    try:
        found = json.loads(body.decode(), parse_int=_integer)
    except RecursionError:
        return Expected((200, 400))
    except ValueError:
        return Expected((400,))
    number = found.get("update_id") if isinstance(found, dict) else None
    if not isinstance(number, int) or isinstance(number, bool) or not 0 <= number <= _LARGEST_ID:
        return Expected((400,))
    return Expected((200,), _tap_of(found))


def _tap_of(update: dict[str, Any]) -> str | None:
    """The id of a tap that can be answered: one that is text, and has no half characters in it."""
    query = update.get("callback_query")
    found = query.get("id") if isinstance(query, dict) else None
    if (
        not isinstance(found, str)
        or not found.strip()
        or any(c == "\0" or "\ud800" <= c <= "\udfff" for c in found)
    ):
        return None
    return found


def _integer(digits: str) -> int | None:
    return int(digits) if len(digits) <= _SHORT else None
