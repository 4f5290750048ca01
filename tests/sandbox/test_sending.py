"""What the bot sends arrives on the phone, or is refused in Telegram's words."""

import struct
from typing import Any

import pytest
import telegram as ptb

from sandbox.person import Person
from sandbox.refusal import Refusal
from sandbox.telegram import Telegram

PNG = b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sII", 13, b"IHDR", 640, 480) + bytes(10)
JPEG = (
    b"\xff\xd8\xff\xe0" + struct.pack(">H", 4) + b"xx\xff\xc0" + struct.pack(">HBHH", 8, 8, 30, 40) + bytes(4)
)


async def refused(telegram: Telegram, method: str, **params: Any) -> str:
    with pytest.raises(Refusal) as refusal:
        await telegram.call(method, params)
    return f"{refusal.value.code} {refusal.value.description}"


def inline(*buttons: dict[str, Any]) -> dict[str, Any]:
    return {"inline_keyboard": [list(buttons)]}


async def test_a_message_stands_on_the_phone_as_it_was_sent(telegram: Telegram, ana: Person) -> None:
    before = telegram.version
    result = await telegram.call(
        "sendMessage",
        {
            "chat_id": ana.id,
            "text": "<b>Hallo</b> & welkom\n<i>hier</i>",
            "parse_mode": "HTML",
            "link_preview_options": {"is_disabled": True},
            "reply_markup": inline(
                {"text": "Yes", "callback_data": "y"},
                {"text": "Site", "url": "https://example.org"},
                {"text": "Copy", "copy_text": {"text": "words"}},
            ),
        },
    )
    assert result["from"]["is_bot"] is True
    assert result["chat"] == {"id": ana.id, "type": "private", "first_name": "Ana", "username": "ana"}
    assert ana.view()["messages"][-1] == {
        "id": result["message_id"],
        "from": "bot",
        "date": "2027-01-13T14:00:00+00:00",
        "edited": False,
        "kind": "text",
        "html": "<b>Hallo</b> &amp; welkom\n<i>hier</i>",
        "text": "Hallo & welkom\nhier",
        "rows": [
            [
                {"text": "Yes"},
                {"text": "Site", "url": "https://example.org"},
                {"text": "Copy", "copy": "words"},
            ]
        ],
    }
    assert telegram.version > before


async def test_every_kind_of_message_arrives(telegram: Telegram, ana: Person) -> None:
    place = {"latitude": 52.1, "longitude": 4.9}
    await telegram.call("sendVenue", {"chat_id": ana.id, **place, "title": "Garden", "address": "Street 1"})
    await telegram.call("sendLocation", {"chat_id": ana.id, **place})
    for method, kind, name, data in (
        ("sendDocument", "document", "mydata.json", b'{"a": 1}'),
        ("sendPhoto", "photo", "card.png", PNG),
        ("sendPhoto", "photo", "card.jpg", JPEG),
        ("sendVoice", "voice", "hello.ogg", b"OggS"),
    ):
        upload = ptb.InputFile(data, filename=name)
        sent = {"chat_id": ana.id, kind: "attach://f", "caption": "<i>c</i>", "parse_mode": "HTML"}
        await telegram.call(method, sent, {"f": upload})
    venue, location, document, png, jpeg, voice = ana.view()["messages"][1:]
    assert venue["venue"] == {"title": "Garden", "address": "Street 1", **place}
    assert "location" not in venue
    assert location["location"] == place
    assert (document["document"]["name"], document["document"]["size"]) == ("mydata.json", 8)
    assert document["document"]["mime"] == "application/json"
    assert telegram.file(document["document"]["file_id"]) == ("mydata.json", "application/json", b'{"a": 1}')
    assert (document["text"], document["html"]) == ("c", "<i>c</i>")
    assert [one["kind"] for one in (png, jpeg, voice)] == ["photo", "photo", "voice"]
    sizes = [one.content["photo"][0] for one in ana.messages if one.kind == "photo"]
    assert [(size["width"], size["height"]) for size in sizes] == [(640, 480), (40, 30)]
    found = await telegram.call("getFile", {"file_id": document["document"]["file_id"]})
    again = await telegram.call("sendDocument", {"chat_id": ana.id, "document": found["file_id"]})
    assert again["document"]["file_name"] == "mydata.json"


async def test_a_file_that_telegram_would_not_take_is_refused(telegram: Telegram, ana: Person) -> None:
    async def document(data: bytes) -> None:
        upload = {"f": ptb.InputFile(data, filename="x")}
        await telegram.call("sendDocument", {"chat_id": ana.id, "document": "attach://f"}, upload)

    with pytest.raises(Refusal, match="file must be non-empty"):
        await document(b"")
    with pytest.raises(Refusal, match="Request Entity Too Large"):
        await document(bytes(50 * 1024 * 1024 + 1))
    upload = {"f": ptb.InputFile(b"text", filename="x.png")}
    with pytest.raises(Refusal, match="IMAGE_PROCESS_FAILED"):
        await telegram.call("sendPhoto", {"chat_id": ana.id, "photo": "attach://f"}, upload)
    said = await refused(telegram, "sendDocument", chat_id=ana.id, document="attach://g")
    assert said == "400 Bad Request: there is no document in the request"
    assert "wrong file_id" in await refused(telegram, "getFile", file_id="nothing")
    said = await refused(telegram, "sendPhoto", chat_id=ana.id, photo="https://example.org/x.png")
    assert said == "400 Bad Request: failed to get HTTP URL content"
    assert len(telegram.faults) == 1


@pytest.mark.parametrize(
    ("button", "said"),
    [
        ({"text": "x", "callback_data": "x" * 65}, "BUTTON_DATA_INVALID"),
        ({"text": "x", "callback_data": "é" * 33}, "BUTTON_DATA_INVALID"),
        (
            {"text": "x", "callback_data": ""},
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
        ),
        (
            {"text": "x"},
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
        ),
        ({"text": " ", "callback_data": "x"}, "BUTTON_TEXT_INVALID"),
        (
            {"text": "x", "url": "not-a-url"},
            "inline keyboard button URL 'not-a-url' is invalid: Wrong HTTP URL",
        ),
        (
            {"text": "x", "url": "ftp://example.com"},
            "inline keyboard button URL 'ftp://example.com' is invalid: Unsupported URL protocol",
        ),
        ({"text": "x", "url": "https://x.org/" + "x" * 2048}, "BUTTON_URL_INVALID"),
        ({"text": "x", "copy_text": {"text": "x" * 257}}, "BUTTON_COPY_TEXT_INVALID"),
        ({"text": "x", "copy_text": {"text": ""}}, "BUTTON_COPY_TEXT_INVALID"),
        (
            {"text": "x", "callback_data": "x", "url": "https://x.org"},
            "an inline keyboard button has one action, this one ['callback_data', 'url']",
        ),
    ],
)
async def test_a_button_that_telegram_refuses(
    telegram: Telegram, ana: Person, button: dict[str, Any], said: str
) -> None:
    markup = inline(button)
    assert await refused(telegram, "sendMessage", chat_id=ana.id, text="x", reply_markup=markup) == (
        f"400 Bad Request: {said}"
    )
    assert len(ana.messages) == 1


async def test_buttons_at_their_limits_are_taken(telegram: Telegram, ana: Person) -> None:
    hundred: list[list[dict[str, Any]]] = [
        [{"text": str(n), "callback_data": "x" * 9} for n in range(8)] for _ in range(12)
    ]
    hundred.append(
        [{"text": "b", "callback_data": "x" * 64}] * 3 + [{"text": "c", "copy_text": {"text": "x" * 256}}]
    )
    markup = {"inline_keyboard": hundred}
    await telegram.call("sendMessage", {"chat_id": ana.id, "text": "x", "reply_markup": markup})
    more = {"inline_keyboard": [*hundred, [{"text": "b", "callback_data": "x"}]]}
    assert "reply markup is too long" in await refused(
        telegram, "sendMessage", chat_id=ana.id, text="x", reply_markup=more
    )
    heavy = {"inline_keyboard": [[{"text": "x" * 60, "callback_data": "x" * 64}] for _ in range(100)]}
    assert "reply markup is too long" in await refused(
        telegram, "sendMessage", chat_id=ana.id, text="x", reply_markup=heavy
    )


async def test_text_is_measured_after_parsing_in_utf_16(telegram: Telegram, ana: Person) -> None:
    await telegram.call(
        "sendMessage", {"chat_id": ana.id, "text": f"<b>{'😀' * 2048}</b>", "parse_mode": "HTML"}
    )
    for text, said in (
        ("x" * 4097, "message is too long"),
        ("😀" * 2048 + "x", "message is too long"),
        ("", "message text is empty"),
        (" \n ", "text must be non-empty"),
    ):
        assert await refused(telegram, "sendMessage", chat_id=ana.id, text=text) == f"400 Bad Request: {said}"
    assert "text must be non-empty" in await refused(
        telegram, "sendMessage", chat_id=ana.id, text="<b></b>", parse_mode="HTML"
    )
    upload = {"f": ptb.InputFile(b"x", filename="x")}
    caption = {"chat_id": ana.id, "document": "attach://f", "caption": "x" * 1025}
    with pytest.raises(Refusal, match="message caption is too long"):
        await telegram.call("sendDocument", caption, upload)


async def test_who_cannot_be_written_to(telegram: Telegram, ana: Person) -> None:
    stranger = telegram.add_person("Stranger", None)
    assert await refused(telegram, "sendMessage", chat_id=1, text="x") == "400 Bad Request: chat not found"
    assert (
        await refused(telegram, "sendMessage", chat_id="@nobody", text="x")
        == "400 Bad Request: chat not found"
    )
    assert await refused(telegram, "sendMessage", chat_id=stranger.id, text="x") == (
        "403 Forbidden: bot can't initiate conversation with a user"
    )
    ana.block()
    assert await refused(telegram, "sendMessage", chat_id=ana.id, text="x") == (
        "403 Forbidden: bot was blocked by the user"
    )
    ana.unblock()
    await telegram.call("sendMessage", {"chat_id": str(ana.id), "text": "x"})
    ana.deactivated = True
    assert (
        await refused(telegram, "sendMessage", chat_id=ana.id, text="x")
        == "403 Forbidden: user is deactivated"
    )


async def test_places_and_replies_are_checked(telegram: Telegram, ana: Person) -> None:
    assert "location is empty" in await refused(telegram, "sendLocation", chat_id=ana.id)
    assert "wrong location" in await refused(
        telegram, "sendLocation", chat_id=ana.id, latitude=91, longitude=0
    )
    assert "title and address" in await refused(
        telegram, "sendVenue", chat_id=ana.id, latitude=1, longitude=1
    )
    reply: dict[str, Any] = {"message_id": 99}
    assert "message to be replied not found" in await refused(
        telegram, "sendMessage", chat_id=ana.id, text="x", reply_parameters=reply
    )
    reply["allow_sending_without_reply"] = True
    await telegram.call("sendMessage", {"chat_id": ana.id, "text": "x", "reply_parameters": reply})
    first = ana.messages[0].id
    answer = await telegram.call(
        "sendMessage", {"chat_id": ana.id, "text": "x", "reply_parameters": {"message_id": first}}
    )
    assert answer["reply_to_message"]["text"] == "/start"


async def test_typing_shows_until_the_next_message(telegram: Telegram, ana: Person) -> None:
    await telegram.call("sendChatAction", {"chat_id": ana.id, "action": "typing"})
    assert ana.view()["typing"] is True
    await telegram.call("sendMessage", {"chat_id": ana.id, "text": "x"})
    assert ana.view()["typing"] is False
    assert "wrong parameter action" in await refused(telegram, "sendChatAction", chat_id=ana.id, action="nap")


async def test_a_link_to_this_bot_whose_payload_telegram_drops_is_a_fault(
    telegram: Telegram, ana: Person
) -> None:
    for url, faults in (
        (f"https://t.me/{telegram.username}?start=abc_-1", 0),
        (f"https://t.me/{telegram.username}?start=" + "x" * 65, 1),
        (f"tg://resolve?domain={telegram.username}&start=a.b", 2),
        ("https://t.me/other_bot?start=a.b", 2),
    ):
        button = inline({"text": "x", "url": url})
        await telegram.call("sendMessage", {"chat_id": ana.id, "text": "x", "reply_markup": button})
        assert len(telegram.faults) == faults
