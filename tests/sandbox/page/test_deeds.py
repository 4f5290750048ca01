"""What people do on their phones at the page reaches the bot, or another phone, as it should."""

import json
from typing import Any

import telegram as ptb

from sandbox.page.desk import PHONES_SHOWN
from sandbox.sound import voice
from sandbox.telegram import Telegram
from tests.sandbox.page.conftest import Browser, heard


async def test_new_person_appears_with_name_and_language(browser: Browser) -> None:
    status, added = await browser.post("/api/people", {"name": " داریوش ", "language": "FA"})
    assert status == 200
    (person,) = (await browser.state())["phones"]
    assert (person["id"], person["name"], person["language"]) == (added["id"], "داریوش", "fa")
    assert person["bot"]["name"] == "Vraagbot"
    await browser.post("/api/people", {"name": "Silent", "language": None})
    assert (await browser.state())["phones"][1]["language"] is None


async def test_what_a_person_does_reaches_the_bot(browser: Browser, sandbox: Telegram) -> None:
    ana = sandbox.add_person("Ana", "nl")
    deeds: list[tuple[str, dict[str, Any], str]] = [
        ("say", {"text": "/start"}, "text"),
        ("location", {"latitude": 51.81, "longitude": 4.64}, "location"),
        ("photo", {}, "photo"),
        ("sticker", {}, "sticker"),
        ("voice", {}, "voice"),
        ("voice", {"seconds": 7}, "voice"),
        ("contact", {}, "contact"),
        ("open", {"url": f"https://t.me/{sandbox.username}?start=abc"}, "text"),
    ]
    for deed, body, kind in deeds:
        status, _ = await browser.post(f"/api/people/{ana.id}/{deed}", body)
        assert status == 200, deed
        (update,) = await heard(sandbox)
        assert kind in update["message"], deed
    assert update["message"]["text"] == "/start abc"
    first = ana.messages[0].id
    await browser.post(f"/api/people/{ana.id}/say", {"text": "yes", "reply_to": first})
    (update,) = await heard(sandbox)
    assert update["message"]["reply_to_message"]["message_id"] == first
    for deed, becomes in (("block", "kicked"), ("unblock", "member")):
        await browser.post(f"/api/people/{ana.id}/{deed}")
        (update,) = await heard(sandbox)
        assert update["my_chat_member"]["new_chat_member"]["status"] == becomes


async def test_tap_turns_until_the_bot_answers(browser: Browser, sandbox: Telegram) -> None:
    ana = sandbox.add_person("Ana", "nl")
    ana.say("/start")
    buttons = {
        "inline_keyboard": [[{"text": "No", "callback_data": "n"}, {"text": "Yes", "callback_data": "y"}]]
    }
    sent = await sandbox.call("sendMessage", {"chat_id": ana.id, "text": "Well?", "reply_markup": buttons})
    await heard(sandbox)
    place = {"message_id": sent["message_id"], "row": 0, "column": 1}
    status, pressed = await browser.post(f"/api/people/{ana.id}/tap", place)
    assert status == 200
    (update,) = await heard(sandbox)
    assert update["callback_query"]["data"] == "y"
    assert (await browser.state())["unanswered"] == [pressed["tap"]]
    await sandbox.call(
        "answerCallbackQuery", {"callback_query_id": update["callback_query"]["id"], "text": "Good"}
    )
    state = await browser.state()
    assert state["unanswered"] == []
    assert state["phones"][0]["toast"]["text"] == "Good"
    assert "callback_data" not in json.dumps(state)


async def test_key_of_the_reply_keyboard_is_not_taken_for_a_button_of_the_same_name(
    browser: Browser, sandbox: Telegram
) -> None:
    ana = sandbox.add_person("Ana", "nl")
    ana.say("/start")
    keyboard = {"keyboard": [["Yes"]]}
    inline = {"inline_keyboard": [[{"text": "Yes", "callback_data": "y"}]]}
    status, answer = await browser.post(f"/api/people/{ana.id}/tap", {"label": "Yes"})
    assert (status, answer) == (400, {"error": "The bot's keyboard is gone."})
    await sandbox.call("sendMessage", {"chat_id": ana.id, "text": "Keyboard", "reply_markup": keyboard})
    await sandbox.call("sendMessage", {"chat_id": ana.id, "text": "Inline", "reply_markup": inline})
    await heard(sandbox)
    assert (await browser.post(f"/api/people/{ana.id}/tap", {"label": "Yes"}))[0] == 200
    assert [update["message"]["text"] for update in await heard(sandbox)] == ["Yes"]


async def test_link_travels_to_another_phone_and_the_bot_hears_nothing(
    browser: Browser, sandbox: Telegram
) -> None:
    ana, piet = sandbox.add_person("Ana", "nl"), sandbox.add_person("Piet", "nl")
    ana.say("/start")
    link = f"https://t.me/{sandbox.username}?start=abc"
    buttons = {"inline_keyboard": [[{"text": "Open", "url": link}]]}
    sent = await sandbox.call("sendMessage", {"chat_id": ana.id, "text": "Look", "reply_markup": buttons})
    await heard(sandbox)
    await browser.post(f"/api/people/{ana.id}/forward", {"message_id": sent["message_id"], "to": piet.id})
    words = {"text": f"Come along <b>\n{link}", "to": piet.id}
    await browser.post(f"/api/people/{ana.id}/share", words)
    await browser.post(f"/api/people/{ana.id}/share", words | {"through": "WhatsApp"})
    phone = (await browser.state())["phones"][1]
    forwarded, shared, elsewhere = phone["letters"]
    assert phone["messages"] == [], "what people send each other is no talk with the bot"
    assert forwarded["rows"] == [[{"text": "Open", "url": link}]]
    assert shared["html"].startswith("Come along &lt;b&gt;\n<a ")
    assert {one["sender"] for one in phone["letters"]} == {"Ana"}
    assert (forwarded["forwarded_from"], elsewhere["through"]) == ("Vraagbot", "WhatsApp")
    assert await heard(sandbox) == []
    status, answer = await browser.post(f"/api/people/{ana.id}/share", words | {"through": "a pigeon"})
    assert (status, answer["error"]) == (400, "Words are sent through Telegram or WhatsApp.")


async def test_only_what_the_bot_offered_oneself_is_sent(browser: Browser, sandbox: Telegram) -> None:
    sandbox.inline = True
    ana, piet = sandbox.add_person("Ana", "nl"), sandbox.add_person("Piet", "nl")
    ana.say("/start")
    ask = {"inline_keyboard": [[{"text": "In a chat", "switch_inline_query": "abc"}]]}
    sent = await sandbox.call("sendMessage", {"chat_id": ana.id, "text": "Ask", "reply_markup": ask})
    key = {"message_id": sent["message_id"], "row": 0, "column": 0}
    asked = (await browser.post(f"/api/people/{ana.id}/tap", key))[1]["asked"]
    said = {"message_text": "Come <b>along</b>", "parse_mode": "HTML"}
    card = {"type": "article", "id": "x", "title": "A card", "input_message_content": said}
    button = {"text": "Ask somebody", "start_parameter": "ask"}
    answer = {"inline_query_id": asked, "results": [card], "button": button}
    await sandbox.call("answerInlineQuery", answer)
    assert await (await browser.get(f"/api/offered/{asked}")).json() == {
        "answered": True,
        "cards": [{"id": "x", "title": "A card", "description": ""}],
        "button": {"text": "Ask somebody", "start": "ask"},
    }
    body = {"asked": asked, "card": "x", "to": piet.id}
    for who, change, reason in (
        (piet, {}, "The bot offered that to somebody else."),
        (ana, {"card": "y"}, "The bot does not offer that."),
        (ana, {"asked": "7"}, "That is not there: 7"),
    ):
        status, refused = await browser.post(f"/api/people/{who.id}/card", body | change)
        assert (status, refused["error"]) == (400, reason)
    assert (await browser.get("/api/offered/7")).status == 404
    assert (await browser.post(f"/api/people/{ana.id}/card", body))[0] == 200
    (letter,) = (await browser.state())["phones"][1]["letters"]
    assert (letter["html"], letter["via"]) == ("Come <b>along</b>", sandbox.username)


async def test_reply_shows_what_it_answers_and_a_recording_can_be_heard(
    browser: Browser, sandbox: Telegram
) -> None:
    ana = sandbox.add_person("Ana", "nl")
    ana.say("/start")
    ana.say("this one", reply_to=ana.messages[0].id)
    sound = {"f": ptb.InputFile(voice(3), filename="hello.ogg", attach=True)}
    await sandbox.call("sendVoice", {"chat_id": ana.id, "voice": "attach://f"}, sound)
    first, reply, recording = (await browser.state())["phones"][0]["messages"]
    assert recording["voice"]["seconds"] == 3
    assert reply["reply_to"] == first["id"]
    heard = await browser.get(f"/files/{recording['voice']['file_id']}")
    assert (heard.status, heard.content_type) == (200, "audio/ogg")


async def test_another_app_language_is_told_with_the_next_update(browser: Browser, sandbox: Telegram) -> None:
    ana = sandbox.add_person("Ana", "pt-br")
    for language in ("tr", None):
        await browser.post(f"/api/people/{ana.id}/language", {"language": language})
        ana.say("hello")
        (update,) = await heard(sandbox)
        assert update["message"]["from"].get("language_code") == language
        assert (await browser.state())["phones"][0]["language"] == language


async def test_more_people_than_phones_are_counted_but_not_drawn(browser: Browser, sandbox: Telegram) -> None:
    for number in range(PHONES_SHOWN + 3):
        sandbox.add_person(f"Person {number}", "nl")
    state = await browser.state()
    assert (len(state["people"]), state["not_shown"]) == (PHONES_SHOWN, 3)
    status, answer = await browser.post("/api/people", {"name": "One more"})
    assert (status, answer["error"]) == (400, f"There is room for {PHONES_SHOWN} phones on this page.")


async def test_a_phone_that_forbids_voice_messages_says_so(browser: Browser, sandbox: Telegram) -> None:
    ana = sandbox.add_person("Ana", "nl")
    for deed, forbids in (("forbidvoice", True), ("allowvoice", False)):
        assert (await browser.post(f"/api/people/{ana.id}/{deed}"))[0] == 200
        assert (await browser.state())["phones"][0]["forbids_voice"] is forbids
    for seconds in (0, 601, "4"):
        assert (await browser.post(f"/api/people/{ana.id}/voice", {"seconds": seconds}))[0] == 400
