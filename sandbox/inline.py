"""Inline mode: what people put to the bot in any chat, and the method by which it answers."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import telegram as ptb
from telegram.constants import InlineQueryLimit, InlineQueryResultLimit, MessageLimit

from sandbox import keyboards
from sandbox.entities import formatted
from sandbox.html import units
from sandbox.links import PAYLOAD
from sandbox.refusal import bad_request
from sandbox.schema import plain

if TYPE_CHECKING:
    from sandbox.person import Person
    from sandbox.telegram import Call


@dataclass(slots=True)
class Inline:
    """What one person put to the bot, and what it offered: results and button as JSON, once it answered."""

    id: str
    person: Person
    query: str
    answered: bool = False
    results: list[dict[str, Any]] = field(default_factory=list)
    button: dict[str, Any] | None = None
    personal: bool = False
    cache_time: int = 300


def ask(person: Person, query: str) -> Inline:
    """Put a query to the bot in some chat of one's own. Raises `ValueError` where inline mode is off."""
    sandbox = person.telegram
    if not sandbox.inline:
        raise ValueError("this bot has inline mode off")
    asked = Inline(str(sandbox.chance.getrandbits(62)), person, query[: InlineQueryLimit.MAX_QUERY_LENGTH])
    sandbox.inline_queries[asked.id] = asked
    wire = ptb.InlineQuery(asked.id, ptb.User.de_json(person.user), asked.query, "", chat_type="private")
    sandbox.updates.add("inline_query", plain(wire))
    return asked


def answer_inline_query(call: Call) -> bool:
    """Offer results, and a button above them; once for each query."""
    given = call.given
    asked = call.telegram.inline_queries.get(given["inline_query_id"])
    if asked is None or asked.answered:
        raise bad_request("query is too old and response timeout expired or query ID is invalid")
    results = [_checked(result, call) for result in given["results"]]
    if len(results) > InlineQueryLimit.RESULTS:
        raise bad_request("RESULTS_TOO_MUCH")
    if len({result["id"] for result in results}) < len(results):
        raise bad_request("RESULT_ID_DUPLICATE")
    button = given.get("button")
    if button is not None and not PAYLOAD.fullmatch(button.get("start_parameter", "")):
        raise bad_request("START_PARAM_INVALID")
    asked.answered, asked.results, asked.button = True, results, button
    asked.personal, asked.cache_time = given.get("is_personal", False), given.get("cache_time", 300)
    return True


def _checked(result: dict[str, Any], call: Call) -> dict[str, Any]:
    """An article, with its text read and its buttons checked."""
    if not 0 < len(result["id"].encode()) <= InlineQueryResultLimit.MAX_ID_LENGTH:
        raise bad_request("RESULT_ID_INVALID")
    if not result["title"].strip():
        raise bad_request("ARTICLE_TITLE_EMPTY")
    said = result["input_message_content"]
    text, entities = formatted(
        said["message_text"], said.get("parse_mode"), said.get("entities"), call.telegram.user_of
    )
    if not text:
        raise bad_request("MESSAGE_EMPTY")
    if units(text) > MessageLimit.MAX_TEXT_LENGTH:
        raise bad_request("MESSAGE_TOO_LONG")
    markup = keyboards.inline(result.get("reply_markup"))
    return {**result, "text": text, "entities": entities, "reply_markup": markup}
