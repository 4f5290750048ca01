"""Keyboards under a message: what Telegram refuses of them, and how they look on a phone."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import telegram
from telegram.constants import InlineKeyboardButtonLimit, InlineKeyboardMarkupLimit

from sandbox.links import check_link
from sandbox.refusal import bad_request, faulty

Button = dict[str, Any]
Markup = dict[str, Any]

MAX_JSON = 10_240
"""Bytes; the largest keyboard Telegram takes, as bot authors have measured it."""

_ACTIONS = {
    name
    for name in telegram.InlineKeyboardButton.__slots__
    if name not in ("text", "style", "icon_custom_emoji_id")
}
_INVISIBLE = dict.fromkeys((*range(0x2066, 0x206A), 0x200E, 0x200F))
_BRACKETS = str.maketrans("[]", "()")


def label_of(text: str) -> str:
    """A button's words as a transcript writes them: without isolates and marks of direction, trimmed."""
    return " ".join(text.translate(_INVISIBLE).translate(_BRACKETS).split())


def visible(text: str) -> str:
    """A text without the isolates and marks of direction that nobody sees."""
    return text.translate(_INVISIBLE)


def inline(markup: Markup | None) -> Markup | None:
    """The inline keyboard, checked; None when there is none or it has no buttons. Raises `Refusal`."""
    if markup is None:
        return None
    rows = [row for row in markup["inline_keyboard"] if row]
    count = 0
    for row in rows:
        for button in row:
            count += 1
            _check_button(button)
    if count > InlineKeyboardMarkupLimit.TOTAL_BUTTON_NUMBER:
        raise bad_request("reply markup is too long")
    if count > 20 and len(json.dumps(rows, ensure_ascii=False).encode()) > MAX_JSON:
        raise bad_request("reply markup is too long")
    return {"inline_keyboard": rows} if rows else None


def _check_button(button: Button) -> None:
    if not button["text"] or button["text"].isspace():
        raise bad_request("BUTTON_TEXT_INVALID")
    if data := button.get("callback_data"):
        if len(data.encode()) > InlineKeyboardButtonLimit.MAX_CALLBACK_DATA:
            raise bad_request("BUTTON_DATA_INVALID")
    elif url := button.get("url"):
        if len(url) > 2048:
            raise bad_request("BUTTON_URL_INVALID")
        try:
            check_link(url)
        except ValueError as reason:
            raise bad_request(f"inline keyboard button URL '{url}' is invalid: {reason}") from None
    elif copied := button.get("copy_text"):
        if not 1 <= len(copied["text"]) <= InlineKeyboardButtonLimit.MAX_COPY_TEXT:
            raise bad_request("BUTTON_COPY_TEXT_INVALID")
    elif _ACTIONS & button.keys() <= {"callback_data", "url"}:
        raise bad_request(
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"
        )
    if len(button) > 2 and len(_ACTIONS & button.keys()) > 1:
        raise faulty(f"an inline keyboard button has one action, this one {sorted(_ACTIONS & button.keys())}")


def reply(markup: Markup) -> Markup:
    """A reply keyboard, checked, with every button an object. Raises `Refusal`."""
    rows = [[{"text": b} if isinstance(b, str) else b for b in row] for row in markup["keyboard"] if row]
    if not rows:
        raise bad_request("reply keyboard must be non-empty")
    if not all(button["text"].strip() for row in rows for button in row):
        raise bad_request("BUTTON_TEXT_INVALID")
    if len(markup.get("input_field_placeholder", "")) > 64:
        raise bad_request("REPLY_MARKUP_PLACEHOLDER_INVALID")
    return markup | {"keyboard": rows}


def buttons(markup: Markup | None) -> Iterator[tuple[int, int, Button]]:
    """Row, column and button of each button of an inline or a reply keyboard."""
    for number, row in enumerate(rows_of(markup)):
        for column, button in enumerate(row):
            yield number, column, button


def rows_of(markup: Markup | None) -> list[list[Button]]:
    """The rows of an inline or a reply keyboard; empty for None."""
    if markup is None:
        return []
    rows: list[list[Button]] = markup["keyboard"] if "keyboard" in markup else markup["inline_keyboard"]
    return rows


def shown(button: Button) -> dict[str, Any]:
    """A button as the page gets it; what it sends to the bot stays here."""
    seen: dict[str, Any] = {"text": button["text"]}
    for name in ("url", "request_location", "request_contact"):
        if name in button:
            seen[name] = button[name]
    if "switch_inline_query" in button:
        seen["asks"] = button["switch_inline_query"]
    if "copy_text" in button:
        seen["copy"] = button["copy_text"]["text"]
    return seen
