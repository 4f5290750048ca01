"""Updates by chance, as Telegram would send them: taps, words, places, files, and the comings and goings."""

from collections.abc import Callable
from random import Random
from typing import Any

from dialogs.pages import COMMANDS
from tests.fuzz.addresses import address
from tests.random_people import LINKS, PLACES, TEXTS

Wire = dict[str, Any]

CHATS = range(5001, 5081)
"""Whom they come from: those in the house, and some who are strangers to it."""
CITIZENS, MEMBER, TEAM = 50, 5051, 5052
"""So many of them are citizens; then who acts for an organisation, and who is of the team."""
FIRST_ID = 500_000_000
DATE = 1_800_000_000
BOT = {"id": 123456, "is_bot": True, "first_name": "Vraagbot", "username": "vraagbot_sandbox_bot"}
_FILE = {"file_id": "a-file", "file_unique_id": "a", "file_size": 999}
_OTHER_KINDS = (
    "edited_message",
    "channel_post",
    "edited_channel_post",
    "business_message",
    "message_reaction",
    "chosen_inline_result",
    "shipping_query",
    "pre_checkout_query",
    "poll",
    "poll_answer",
    "chat_member",
    "chat_join_request",
    "chat_boost",
    "a_kind_of_tomorrow",
)
_MEDIA: tuple[tuple[str, Any], ...] = (
    ("photo", [{**_FILE, "width": 1, "height": 1}]),
    ("voice", {**_FILE, "duration": 2}),
    ("audio", {**_FILE, "duration": 2}),
    ("video", {**_FILE, "width": 1, "height": 1, "duration": 1}),
    ("video_note", {**_FILE, "length": 1, "duration": 1}),
    ("document", _FILE),
    ("sticker", {**_FILE, "type": "mask", "width": 1, "height": 1, "is_animated": False, "is_video": 0}),
    ("contact", {"phone_number": "+31600000000", "first_name": "Bo"}),
    ("dice", {"emoji": "🎲", "value": 4}),
    ("venue", {"location": {"latitude": 1.0, "longitude": 2.0}, "title": "T", "address": "A"}),
    ("new_chat_title", "a title"),
    ("pinned_message", {"chat": {"id": 5001, "type": "private"}, "message_id": 1, "date": 0}),
)  # fmt: skip


def update(number: int, chance: Random) -> Wire:
    """One update, with a number of its own."""
    make = chance.choices(*_KINDS)[0]
    return {"update_id": FIRST_ID + number, **make(number, chance)}


def under(chat: int) -> int:
    """The message of the bot that stands in a chat from the beginning."""
    return chat - CHATS[0] + 1


def _user(chat: int, chance: Random) -> Wire:
    user: Wire = {
        "id": chat,
        "is_bot": False,
        "first_name": chance.choice(("Ana", "فاطمة", "<b>&", "x" * 64)),
    }
    if (code := chance.choice(("en", "nl", "ar", "xx", "zh-hans-tw", "", None))) is not None:
        user["language_code"] = code
    if chance.random() < 0.5:
        user["username"] = f"person_{chat}"
    return user


def _private(chat: int) -> Wire:
    return {"id": chat, "type": "private", "first_name": "Ana"}


def _message(number: int, chance: Random, **content: Any) -> Wire:
    chat = chance.choice(CHATS)
    about = {"message_id": 10_000 + number, "date": DATE, "chat": _private(chat), "from": _user(chat, chance)}
    return {"message": about | content}


def _tap(number: int, chance: Random) -> Wire:
    chat = chance.choice((*CHATS, MEMBER, TEAM, MEMBER, TEAM))
    query: Wire = {
        "id": str(7_000_000_000 + number),
        "from": _user(chat, chance),
        "chat_instance": "1",
        "data": address(chance),
    }
    message: Wire = {
        "message_id": under(chat),
        "date": DATE,
        "chat": _private(chat),
        "from": BOT,
        "text": "old",
    }
    drawn = chance.random()
    if drawn < 0.8:
        query["message"] = message
    elif drawn < 0.9:
        query["message"] = {"message_id": under(chat), "date": 0, "chat": _private(chat)}
    elif drawn < 0.95:
        query["inline_message_id"] = "elsewhere"
    if chance.random() < 0.02:
        query["message"] = {**message, "chat": {"id": -77, "type": "group", "title": "Many"}}
    if chance.random() < 0.02:
        del query["data"]
        query["game_short_name"] = "game"
    return {"callback_query": query}


def _words(number: int, chance: Random) -> Wire:
    if chance.random() < 0.7:
        return _message(number, chance, text=chance.choice(TEXTS))
    letters = (chr(chance.randrange(1, 0xD7FF)) for _ in range(chance.randrange(1, 200)))
    return _message(number, chance, text="".join(letters))


def _command(number: int, chance: Random) -> Wire:
    if chance.random() < 0.4:
        payload = chance.choice((*LINKS, "i_nothing", "o_nothing", "t_nothing", address(chance)))
        return _message(number, chance, text=f"/start {payload}")
    return _message(number, chance, text=f"/{chance.choice(tuple(COMMANDS))}")


def _place(number: int, chance: Random) -> Wire:
    latitude, longitude = chance.choice((*PLACES, (1e308, -1e308), (91.0, 181.0), (0, 0)))
    return _message(number, chance, location={"latitude": latitude, "longitude": longitude})


def _media(number: int, chance: Random) -> Wire:
    kind, content = chance.choice(_MEDIA)
    return _message(
        number, chance, **{kind: content}, **({"caption": "words"} if chance.random() < 0.3 else {})
    )


def _in_a_group(number: int, chance: Random) -> Wire:
    kind = chance.choice(("group", "supergroup", "channel", "direct"))
    made: Wire = _message(number, chance, text=chance.choice(TEXTS))
    made["message"]["chat"] = {"id": -chance.randrange(1, 10**13), "type": kind, "title": "Many"}
    if chance.random() < 0.3:
        made["message"]["migrate_to_chat_id"] = -1_000_000_000_009
    return made


def _membership(number: int, chance: Random) -> Wire:
    chat = chance.choice(CHATS)
    here = _private(chat) if chance.random() < 0.7 else {"id": -chat, "type": "group", "title": "Many"}
    states = ("member", "kicked", "left", "administrator", "restricted", "unheard_of")
    old, new = ({"user": BOT, "status": chance.choice(states), "until_date": 0} for _ in range(2))
    about = {"chat": here, "from": _user(chat, chance), "date": DATE}
    return {"my_chat_member": {**about, "old_chat_member": old, "new_chat_member": new}}


def _inline(number: int, chance: Random) -> Wire:
    chat = chance.choice(CHATS)
    words = chance.choice((*TEXTS, address(chance)))[:256]
    return {"inline_query": {"id": str(number), "from": _user(chat, chance), "query": words, "offset": ""}}


def _other(number: int, chance: Random) -> Wire:
    (content,) = _message(number, chance, text="words").values()
    return {chance.choice(_OTHER_KINDS): content}


_WEIGHTS: dict[Callable[[int, Random], Wire], int] = {
    _tap: 50, _words: 17, _command: 12, _place: 3, _media: 5,
    _in_a_group: 2, _membership: 4, _inline: 3, _other: 4,
}  # fmt: skip
_KINDS = (tuple(_WEIGHTS), tuple(_WEIGHTS.values()))
