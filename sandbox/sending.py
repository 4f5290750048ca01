"""The methods that send a message."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import telegram as ptb
from telegram.constants import ChatAction, LocationLimit, MessageLimit

from sandbox import keyboards
from sandbox.entities import formatted
from sandbox.files import Stored, picture_size
from sandbox.html import Formatted, units
from sandbox.messages import Chat, Message
from sandbox.refusal import bad_request, faulty
from sandbox.schema import plain
from sandbox.sound import is_playable, length

if TYPE_CHECKING:
    from sandbox.telegram import Call

Uploads = dict[str, ptb.InputFile]


def message_text(call: Call) -> Formatted:
    """The text of a call, read and measured. Raises `Refusal`."""
    given = call.given
    text, entities = formatted(
        given["text"], given.get("parse_mode"), given.get("entities"), call.telegram.user_of
    )
    if not text:
        raise bad_request("text must be non-empty")
    if units(text) > MessageLimit.MAX_TEXT_LENGTH:
        raise bad_request("message is too long")
    return text, entities


def preview_of(given: dict[str, Any]) -> dict[str, Any] | None:
    """How links are previewed; Telegram also takes the older parameter, and aiogram still sends it."""
    older = {"is_disabled": True} if given.get("disable_web_page_preview") else None
    return given.get("link_preview_options") or older


def caption_of(call: Call) -> Formatted:
    """The caption of a call, read and measured. Raises `Refusal`."""
    given = call.given
    text, entities = formatted(
        given.get("caption", ""),
        given.get("parse_mode"),
        given.get("caption_entities"),
        call.telegram.user_of,
    )
    if units(text) > MessageLimit.CAPTION_LENGTH:
        raise bad_request("message caption is too long")
    return text, entities


def send_message(call: Call) -> dict[str, Any]:
    return _send(call, "text", {}, message_text(call))


def send_location(call: Call) -> dict[str, Any]:
    if "live_period" in call.given:
        raise faulty("live locations are not part of the sandbox")
    return _send(call, "location", {"location": _location(call.given)})


def send_venue(call: Call) -> dict[str, Any]:
    given, place = call.given, _location(call.given)
    if not given.get("title") or not given.get("address"):
        raise bad_request("venue title and address must be non-empty")
    known = ("foursquare_id", "foursquare_type", "google_place_id", "google_place_type")
    venue = {"location": place, "title": given["title"], "address": given["address"]}
    venue |= {name: given[name] for name in known if name in given}
    return _send(call, "venue", {"venue": venue, "location": place})


def _location(given: dict[str, Any]) -> dict[str, float]:
    latitude, longitude = given.get("latitude"), given.get("longitude")
    if latitude is None or longitude is None:
        raise bad_request("location is empty")
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise bad_request("wrong location specified")
    place = {"latitude": latitude, "longitude": longitude}
    if "horizontal_accuracy" in given:
        if not 0 <= given["horizontal_accuracy"] <= LocationLimit.HORIZONTAL_ACCURACY:
            raise bad_request("wrong horizontal accuracy specified")
        place["horizontal_accuracy"] = given["horizontal_accuracy"]
    return place


def send_document(call: Call) -> dict[str, Any]:
    return _send_file(call, "document", document)


def send_photo(call: Call) -> dict[str, Any]:
    return _send_file(call, "photo", photo)


def send_voice(call: Call) -> dict[str, Any]:
    """A recording keeps its own length, whatever the bot says; a person may take none from anybody."""
    person = call.telegram.chat_to_write(call.given["chat_id"]).person
    if person is not None and person.forbids_voice:
        raise bad_request("VOICE_MESSAGES_FORBIDDEN")
    return _send_file(call, "voice", lambda stored: _sent_voice(stored, call.given.get("duration", 0)))


def _sent_voice(stored: Stored, seconds: int) -> dict[str, Any]:
    if not is_playable(stored.data):
        raise faulty("this is no voice message, Telegram would send it as a document")
    return voice(stored, length(stored.data) or seconds)


def _send_file(call: Call, kind: str, content: Callable[[Stored], dict[str, Any]]) -> dict[str, Any]:
    caption = caption_of(call)
    call.telegram.chat_to_write(call.given["chat_id"])
    stored = call.telegram.files.received(kind, call.given.get(kind), call.files)
    return _send(call, kind, content(stored), caption)


def document(stored: Stored) -> dict[str, Any]:
    """What a file adds to a message's JSON as a document."""
    read = ptb.Document(
        file_id=stored.file_id,
        file_unique_id=stored.unique_id,
        file_name=stored.name,
        mime_type=stored.mime,
        file_size=len(stored.data),
    )
    return {"document": plain(read)}


def photo(stored: Stored) -> dict[str, Any]:
    """What a picture adds to a message's JSON; one size, its own."""
    width, height = picture_size(stored.data)
    read = ptb.PhotoSize(stored.file_id, stored.unique_id, width, height, file_size=len(stored.data))
    return {"photo": [plain(read)]}


def voice(stored: Stored, seconds: int) -> dict[str, Any]:
    """What a recording adds to a message's JSON."""
    length = timedelta(seconds=seconds)
    read = ptb.Voice(
        stored.file_id, stored.unique_id, length, mime_type=stored.mime, file_size=len(stored.data)
    )
    return {"voice": plain(read)}


def _send(call: Call, kind: str, content: dict[str, Any], words: Formatted = ("", [])) -> dict[str, Any]:
    sandbox, given = call.telegram, call.given
    chat = sandbox.chat_to_write(given["chat_id"])
    if "business_connection_id" in given:
        raise bad_request("business connection not found")
    if "message_thread_id" in given:
        raise bad_request("message thread not found")
    if "suggested_post_parameters" in given:
        raise bad_request("suggested posts can be sent only to channel direct messages")
    markup = given.get("reply_markup", {})
    inline = keyboards.inline(markup) if "inline_keyboard" in markup else None
    keyboard = keyboards.reply(markup) if "keyboard" in markup else None
    answered = _replied_to(chat, given.get("reply_parameters"))
    sandbox.admit(chat, paid=given.get("allow_paid_broadcast", False))
    if given.get("protect_content"):
        content = content | {"has_protected_content": True}
    message = sandbox.put(
        chat,
        kind,
        words,
        content,
        inline=inline,
        preview=preview_of(given),
        had_reply_markup=bool(markup) and inline is None,
        reply_to=answered,
    )
    sandbox.bot_spoke(chat, "", message)
    if keyboard is not None:
        sandbox.set_keyboard(chat, message.id, keyboard)
    elif markup.get("remove_keyboard"):
        sandbox.set_keyboard(chat, message.id, None)
    return message.wire()


def _replied_to(chat: Chat, reply: dict[str, Any] | None) -> Message | None:
    if reply is None:
        return None
    answered = chat.messages.get(reply["message_id"])
    if answered is None or answered.deleted:
        if reply.get("allow_sending_without_reply"):
            return None
        raise bad_request("message to be replied not found")
    return answered


def send_chat_action(call: Call) -> bool:
    """A sign that the bot is busy; "typing" shows on the phone until the next message."""
    if call.given["action"] not in tuple(ChatAction):
        raise bad_request("wrong parameter action in request")
    chat = call.telegram.chat_to_write(call.given["chat_id"])
    if chat.person is not None:
        chat.person.typing = True
        call.telegram.touch()
    return True
