"""The methods by which a bot hears of things: updates, webhooks, chats, files; and its comings and goings."""

from __future__ import annotations

import re
from collections.abc import Awaitable
from dataclasses import asdict
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import telegram as ptb

from sandbox.messages import Chat
from sandbox.refusal import Refusal, bad_request, forbidden
from sandbox.schema import plain
from sandbox.updates import Update, Webhook

if TYPE_CHECKING:
    from sandbox.person import Person
    from sandbox.telegram import Call, Telegram


def get_me(call: Call) -> dict[str, Any]:
    known = ptb.User.de_json(
        call.telegram.bot
        | {
            "can_join_groups": True,
            "can_read_all_group_messages": False,
            "supports_inline_queries": call.telegram.inline,
            "can_connect_to_business": False,
            "has_main_web_app": False,
        }
    )
    return plain(known) | {"first_name": call.telegram.profile.said("name", None)}


def get_updates(call: Call) -> Awaitable[list[Update]]:
    updates, given = call.telegram.updates, call.given
    if updates.webhook is not None:
        raise Refusal(
            409,
            "Conflict: can't use getUpdates method while webhook is active; "
            "use deleteWebhook to delete the webhook first",
        )
    updates.allow(given.get("allowed_updates"))
    return updates.poll(given.get("offset", 0), given.get("limit", 100), given.get("timeout", 0))


def set_webhook(call: Call) -> bool:
    updates, given = call.telegram.updates, call.given
    if given.get("drop_pending_updates"):
        updates.drop()
    url = urlsplit(given["url"])
    if url.scheme != "https" and url.hostname not in ("127.0.0.1", "localhost", "::1"):
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    secret = given.get("secret_token")
    if secret is not None and not re.fullmatch(r"[A-Za-z0-9_-]{1,256}", secret):
        raise bad_request("secret token contains unallowed characters")
    updates.allow(given.get("allowed_updates"))
    connections = min(max(given.get("max_connections", 40), 1), 100)
    updates.webhook = Webhook(given["url"], secret, connections, given.get("ip_address"))
    updates.bell.ring()
    return True


def delete_webhook(call: Call) -> bool:
    if call.given.get("drop_pending_updates"):
        call.telegram.updates.drop()
    call.telegram.updates.webhook = None
    call.telegram.updates.bell.ring()
    return True


def get_webhook_info(call: Call) -> dict[str, Any]:
    updates = call.telegram.updates
    known = asdict(updates.webhook or Webhook(""))
    known |= {"has_custom_certificate": False, "pending_update_count": len(updates)}
    known |= {"allowed_updates": sorted(updates.allowed) or None, "secret_token": None}
    return plain(ptb.WebhookInfo.de_json({name: value for name, value in known.items() if value is not None}))


def get_chat(call: Call) -> dict[str, Any]:
    chat = call.telegram.chat(call.given["chat_id"])
    if not chat.bot_is_in:
        raise forbidden(f"bot is not a member of the {chat.kind} chat")
    person = chat.person
    full = ptb.ChatFullInfo(
        has_restricted_voice_and_video_messages=True if person and person.forbids_voice else None,
        accent_color_id=chat.id % 7,
        max_reaction_count=11,
        accepted_gift_types=ptb.AcceptedGiftTypes(False, False, False, False, False),
        **chat.wire,
    )
    return plain(full)


def get_file(call: Call) -> dict[str, Any]:
    stored = call.telegram.files.get(call.given["file_id"])
    size = len(stored.data)
    return plain(ptb.File(stored.file_id, stored.unique_id, file_size=size, file_path=stored.path))


def leave_chat(call: Call) -> bool:
    chat = call.telegram.chat(call.given["chat_id"])
    if chat.person is not None:
        raise bad_request("chat not found")
    if not chat.bot_is_in:
        raise forbidden(f"bot is not a member of the {chat.kind} chat")
    bot = call.telegram.bot_user
    _bot_moved(call.telegram, chat, bot, ptb.ChatMemberMember(bot), ptb.ChatMemberLeft(bot))
    chat.bot_is_in = False
    return True


def bot_added(sandbox: Telegram, chat: Chat, by: Person, member: ptb.ChatMember) -> Chat:
    """Tell the bot that it was added to a group or channel."""
    _bot_moved(sandbox, chat, ptb.User.de_json(by.user), ptb.ChatMemberLeft(sandbox.bot_user), member)
    sandbox.touch()
    return chat


def bot_blocked(person: Person, *, blocked: bool) -> None:
    """Tell the bot that a person blocked it, or unblocked it."""
    bot = person.telegram.bot_user
    banned = ptb.ChatMemberBanned(bot, until_date=datetime.fromtimestamp(0, UTC))
    member = ptb.ChatMemberMember(bot)
    before, after = (member, banned) if blocked else (banned, member)
    _bot_moved(person.telegram, person.chat, ptb.User.de_json(person.user), before, after)


def administrator(bot: ptb.User) -> ptb.ChatMember:
    """The bot as an administrator that may post."""
    granted = ("can_manage_chat", "can_delete_messages", "can_post_messages", "can_edit_messages")
    rights = [name for name in ptb.ChatMemberAdministrator.__slots__ if name.startswith("can_")]
    known: dict[str, Any] = {name: name in granted for name in rights} | {"is_anonymous": False}
    return ptb.ChatMemberAdministrator(bot, **known)


def _bot_moved(
    sandbox: Telegram, chat: Chat, by: ptb.User, before: ptb.ChatMember, after: ptb.ChatMember
) -> None:
    moved = ptb.ChatMemberUpdated(
        chat=ptb.Chat.de_json(chat.wire),
        from_user=by,
        date=sandbox.now(),
        old_chat_member=before,
        new_chat_member=after,
    )
    sandbox.updates.add("my_chat_member", plain(moved))
