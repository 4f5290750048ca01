"""What people do on their phones, and what the bot hears of it."""

from typing import Any

import pytest

from sandbox.person import Person
from sandbox.refusal import Refusal
from sandbox.telegram import Telegram

from .test_editing import YES, edit, send
from .test_sending import inline


async def heard(telegram: Telegram) -> list[dict[str, Any]]:
    """What the bot gets, without the ids of the updates; and confirm it."""
    updates = await telegram.call("getUpdates", {})
    if updates:
        await telegram.call("getUpdates", {"offset": updates[-1]["update_id"] + 1})
    return [{name: one for name, one in update.items() if name != "update_id"} for update in updates]


async def test_everything_a_person_sends_reaches_the_bot(telegram: Telegram, ana: Person) -> None:
    ana.say("Hallo /help @ana", reply_to=1)
    ana.share_location(52.37, 4.89)
    ana.send_photo()
    ana.send_sticker()
    ana.send_voice()
    ana.send_contact()
    messages = [update["message"] for update in await heard(telegram)]
    assert [ana.messages[number].kind for number in range(1, 7)] == [
        "text",
        "location",
        "photo",
        "sticker",
        "voice",
        "contact",
    ]
    text = messages[0]
    assert text["from"] == {
        "id": ana.id,
        "is_bot": False,
        "first_name": "Ana",
        "username": "ana",
        "language_code": "pt-br",
    }
    assert text["reply_to_message"]["text"] == "/start"
    assert [one["type"] for one in text["entities"]] == ["bot_command"]
    assert messages[1]["location"] == {"latitude": 52.37, "longitude": 4.89}
    assert messages[5]["contact"]["user_id"] == ana.id
    for kind in ("photo", "sticker", "voice"):
        assert any(kind in message for message in messages)
    file = await telegram.call("getFile", {"file_id": messages[2]["photo"][0]["file_id"]})
    assert file["file_path"].startswith("photos/")


async def test_a_very_long_text_goes_as_several(telegram: Telegram, ana: Person) -> None:
    ana.say("x" * 5000)
    assert [len(update["message"]["text"]) for update in await heard(telegram)] == [4096, 904]
    with pytest.raises(ValueError, match="nothing to say"):
        ana.say(" \n")


async def test_a_tap_carries_the_message_as_it_is_now(telegram: Telegram, ana: Person) -> None:
    message_id = await send(telegram, ana, reply_markup=YES)
    await edit(telegram, ana, message_id, "newer", reply_markup=YES)
    ana.tap("Yes")
    await edit(telegram, ana, message_id, "newest", reply_markup=YES)
    (query,) = (update["callback_query"] for update in await heard(telegram))
    assert (query["data"], query["message"]["text"]) == ("yes", "newer")
    assert query["message"]["reply_markup"] == YES
    assert query["from"]["id"] == ana.id


async def test_a_tap_on_a_deleted_message_is_inaccessible(telegram: Telegram, ana: Person) -> None:
    message_id = await send(telegram, ana, reply_markup=YES)
    await telegram.call("deleteMessage", {"chat_id": ana.id, "message_id": message_id})
    with pytest.raises(KeyError, match="no buttons"):
        ana.tap("Yes")
    ana.press(message_id, 0, 0)
    (query,) = (update["callback_query"] for update in await heard(telegram))
    assert query["message"] == {
        "chat": {"id": ana.id, "type": "private", "first_name": "Ana", "username": "ana"},
        "message_id": message_id,
        "date": 0,
    }


async def test_labels_are_found_newest_first_and_without_isolates(telegram: Telegram, ana: Person) -> None:
    old = await send(telegram, ana, "1", reply_markup=inline({"text": "Yes", "callback_data": "old"}))
    isolated = {"text": "\u2068Yes\u2069 \u200f", "callback_data": "new"}
    await send(telegram, ana, "2", reply_markup=inline(isolated, {"text": "Yes", "callback_data": "second"}))
    await send(telegram, ana, "3", reply_markup=inline({"text": "No", "callback_data": "no"}))
    ana.tap("Yes")
    ana.tap(" \u2066Yes", nth=1)
    ana.tap("Yes", message_id=old)
    assert [update["callback_query"]["data"] for update in await heard(telegram)] == ["new", "old", "old"]
    with pytest.raises(KeyError) as missing:
        ana.tap("Maybe")
    assert missing.value.args[0] == "Ana sees no button [Maybe] but [No], [Yes], [Yes], [Yes]"
    with pytest.raises(KeyError):
        ana.tap("Yes", nth=2)


async def test_a_reply_keyboard_stays_until_it_is_used_or_removed(telegram: Telegram, ana: Person) -> None:
    keyboard = {
        "keyboard": [["Hello", {"text": "📍 Share", "request_location": True}]],
        "input_field_placeholder": "or type",
        "resize_keyboard": True,
    }
    await send(telegram, ana, reply_markup=keyboard)
    await send(telegram, ana, "another")
    assert ana.view()["keyboard"] == {
        "rows": [[{"text": "Hello"}, {"text": "📍 Share", "request_location": True}]],
        "placeholder": "or type",
    }
    ana.tap("Hello")
    with pytest.raises(ValueError, match="share_location"):
        ana.tap("📍 Share")
    assert ana.view()["keyboard"] is not None
    await send(telegram, ana, reply_markup=keyboard | {"one_time_keyboard": True})
    ana.say("not there yet")
    assert ana.view()["keyboard"] is not None
    ana.share_location(1, 2)
    assert ana.view()["keyboard"] is None
    await send(telegram, ana, reply_markup={"keyboard": [[{"text": "Me", "request_contact": True}]]})
    ana.tap("Me")
    await send(telegram, ana, reply_markup={"remove_keyboard": True})
    assert ana.view()["keyboard"] is None
    updates = await heard(telegram)
    assert [sorted({"text", "location", "contact"} & update["message"].keys()) for update in updates] == [
        ["text"],
        ["text"],
        ["location"],
        ["contact"],
    ]


async def test_the_newer_of_an_inline_and_a_reply_button_is_tapped(telegram: Telegram, ana: Person) -> None:
    await send(telegram, ana, reply_markup={"keyboard": [["Yes"]]})
    await send(telegram, ana, reply_markup=YES)
    ana.tap("Yes")
    ana.tap("Yes", nth=1)
    await send(telegram, ana, reply_markup={"keyboard": [["Yes"]]})
    ana.tap("Yes")
    assert [next(iter(update)) for update in await heard(telegram)] == [
        "callback_query",
        "message",
        "message",
    ]


async def test_links_to_the_bot_start_it_and_others_do_not(telegram: Telegram) -> None:
    ben = telegram.add_person("Ben", "nl")
    ben.open_link(f"https://t.me/{telegram.username}?start=i_42-A")
    ben.open_link(f"tg://resolve?domain={telegram.username.upper()}&start=x")
    ben.open_link(f"t.me/{telegram.username}")
    assert [update["message"]["text"] for update in await heard(telegram)] == [
        "/start i_42-A",
        "/start x",
        "/start",
    ]
    for url in (
        "https://example.org",
        "https://t.me/someone_else?start=x",
        f"https://t.me/share/url?url=https://t.me/{telegram.username}",
        f"https://t.me/{telegram.username}?start=" + "x" * 65,
        f"https://t.me/{telegram.username}?start=a.b",
    ):
        with pytest.raises(ValueError, match="not a"):
            ben.open_link(url)


async def test_a_forwarded_message_brings_its_links_and_no_update(telegram: Telegram, ana: Person) -> None:
    ben = telegram.add_person("Ben", "nl")
    link = f"https://t.me/{telegram.username}?start=from_ana"
    buttons = inline({"text": "Open", "url": link})
    message_id = await send(telegram, ana, "Come!", reply_markup=buttons)
    ana.forward(message_id, ben)
    (shown,) = ben.view()["letters"]
    assert (shown["text"], shown["sender"], shown["from"]) == ("Come!", "Ana", "person")
    assert (shown["forwarded_from"], shown["rows"]) == ("Vraagbot", [[{"text": "Open", "url": link}]])
    assert ben.messages == []
    assert telegram.pending() == 0
    assert not ben.started
    ben.forward(shown["id"], ana)
    assert (ana.letters[-1].forwarded_from, ana.view()["letters"][-1]["sender"]) == ("Vraagbot", "Ben")
    ben.tap("Open")
    (update,) = await heard(telegram)
    assert update["message"]["text"] == "/start from_ana"
    assert await edit(telegram, ben, shown["id"]) == "Bad Request: message to edit not found"
    guarded = await send(telegram, ana, protect_content=True)
    with pytest.raises(ValueError, match="cannot be forwarded"):
        ana.forward(guarded, ben)


async def test_a_forwarded_keyboard_stays_whole_or_stays_behind(telegram: Telegram, ana: Person) -> None:
    ben = telegram.add_person("Ben", "nl")
    link = {"text": "Open", "url": f"https://t.me/{telegram.username}?start=from_ana"}
    for other in ({"text": "Yes", "callback_data": "y"}, {"text": "Copy", "copy_text": {"text": "Come!"}}):
        ana.forward(await send(telegram, ana, reply_markup=inline(link, other)), ben)
        assert ben.view()["letters"][-1]["rows"] == []
    with pytest.raises(KeyError, match="but no buttons"):
        ben.tap("Open")


async def test_words_that_people_send_each_other_are_not_for_the_bot(telegram: Telegram, ana: Person) -> None:
    ben = telegram.add_person("Ben", "nl")
    link = f"https://t.me/{telegram.username}?start=x"
    ana.send(f"Come *along*\n{link}", ben, "WhatsApp")
    (letter,) = ben.view()["letters"]
    assert (letter["sender"], letter["through"], letter["text"]) == (
        "Ana",
        "WhatsApp",
        f"Come *along*\n{link}",
    )
    assert "forwarded_from" not in letter
    assert (ben.messages, telegram.pending(), ben.started) == ([], 0, False)


async def test_blocking_is_told_and_a_link_unblocks(telegram: Telegram, ana: Person) -> None:
    ana.block()
    ana.block()
    with pytest.raises(ValueError, match="has blocked the bot"):
        ana.say("hello?")
    assert ana.view()["blocked"] is True
    ana.open_link(f"https://t.me/{telegram.username}?start=back")
    blocked, unblocked, start = await heard(telegram)
    assert blocked["my_chat_member"]["new_chat_member"]["status"] == "kicked"
    assert unblocked["my_chat_member"]["old_chat_member"]["status"] == "kicked"
    assert unblocked["my_chat_member"]["new_chat_member"]["status"] == "member"
    assert start["message"]["text"] == "/start back"


async def test_a_group_tells_the_bot_only_what_is_meant_for_it(telegram: Telegram, ana: Person) -> None:
    group = telegram.add_group("Neighbours", ana)
    (added,) = await heard(telegram)
    assert added["my_chat_member"]["new_chat_member"]["status"] == "member"
    assert added["my_chat_member"]["chat"]["type"] == "group"
    sent = await telegram.call("sendMessage", {"chat_id": group.id, "text": "hi", "reply_markup": YES})
    ana.say("to each other", chat=group)
    ana.say("/help", chat=group)
    ana.say(f"@{telegram.username} hello", chat=group)
    ana.say("an answer", chat=group, reply_to=sent["message_id"])
    ana.press(sent["message_id"], 0, 0)
    texts = [update.get("message", {}).get("text") for update in await heard(telegram)]
    assert texts == ["/help", f"@{telegram.username} hello", "an answer", None]
    full = await telegram.call("getChat", {"chat_id": group.id})
    assert (full["title"], full["type"]) == ("Neighbours", "group")
    await telegram.call("leaveChat", {"chat_id": group.id})
    with pytest.raises(Refusal, match="Forbidden: bot is not a member of the group chat"):
        await telegram.call("sendMessage", {"chat_id": group.id, "text": "hi"})
    ana.say("/help", chat=group)
    (left,) = await heard(telegram)
    assert left["my_chat_member"]["new_chat_member"]["status"] == "left"


async def test_a_channel_has_posts(telegram: Telegram, ana: Person) -> None:
    channel = telegram.add_channel("News", ana)
    ana.say("a post", chat=channel)
    sent = await telegram.call("sendMessage", {"chat_id": channel.id, "text": "another"})
    assert "from" not in sent
    added, post = await heard(telegram)
    assert added["my_chat_member"]["new_chat_member"]["status"] == "administrator"
    assert post["channel_post"]["sender_chat"]["title"] == "News"


async def test_a_waiting_page_hears_of_a_change(telegram: Telegram, ana: Person) -> None:
    version = telegram.version
    assert await telegram.changed(version, 0.01) == version
    ana.say("x")
    assert await telegram.changed(version, 5) == telegram.version > version
