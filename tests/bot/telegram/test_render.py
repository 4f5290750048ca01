"""A screen in Telegram's words: what it would refuse is refused here, and everything else goes through."""

from typing import Any

import pytest
from aiogram.types import InlineKeyboardButton

from bot.telegram import render
from bot.telegram.client import client
from bot.telegram.render import TooMuch
from dialogs.screen import Copy, Link, Outside, Row, Screen
from dialogs.text import Text, bold, own
from sandbox.session import SandboxSession
from tests.talk import Talk

LIMIT = 4096


def labelled(text: str, *more: Row) -> Screen:
    """A screen of this text."""
    return Screen(own(text), rows=more)


@pytest.mark.parametrize(
    ("text", "fits"),
    [
        (own("x" * LIMIT), True),
        (own("x" * (LIMIT + 1)), False),
        (bold(own("x" * LIMIT)), True),
        (own("<" * LIMIT), True),
        (own("&" * (LIMIT + 1)), False),
        (own("é" * LIMIT), True),
        (own("😀" * (LIMIT // 2)), True),
        (own("😀" * (LIMIT // 2) + "x"), False),
        (own("😀" * 3000), False),
    ],
    ids=str,
)
async def test_a_message_is_measured_in_utf_16_after_its_tags(text: Text, fits: bool) -> None:
    if not fits:
        with pytest.raises(TooMuch):
            render.text(Screen(text))
        return
    assert render.text(Screen(text)) == text.html
    async with Talk.sandbox() as telegram:
        person = telegram.add_person("Ana", "en")
        person.say("hello")
        bot = client(telegram.token, session=SandboxSession(telegram))
        await bot.send_message(person.id, render.text(Screen(text)))
        assert person.messages[-1].text == text.plain


def test_addresses_and_numbers_of_buttons_have_limits() -> None:
    def keyboard(*rows: Row) -> object:
        return render.keyboard(labelled("x", *rows))

    assert keyboard() is None
    link = Link(own("a"), "a" * 64)
    assert keyboard((link,)) is not None
    assert keyboard(*[(link,) * 5] * 20) is not None
    with pytest.raises(TooMuch, match="buttons"):
        keyboard(*[(link,) * 5] * 20, (link,))
    for too_long in ("a" * 65, "é" * 33, "a" * 60 + "?p3331"):
        with pytest.raises(TooMuch, match="64 bytes") as refused:
            keyboard((Link(own("a"), too_long),))
        assert "3331" not in str(refused.value), "what somebody told stays out of an error"
    assert keyboard((Copy(own("a"), "x" * 256),)) is not None
    with pytest.raises(TooMuch, match="copy"):
        keyboard((Copy(own("a"), "x" * 257),))


async def test_every_kind_of_button_reaches_the_phone_in_plain_words() -> None:
    rows: tuple[Row, ...] = (
        (Link(bold(own("a < b & c")), "near/2?p3331"), Outside(own("Site"), "https://example.org/?a=1&b=2")),
        (Copy(own("Copy"), 'Hello <b> & "you"'),),
    )
    markup = render.keyboard(Screen(own("x"), rows=rows))
    assert markup is not None
    first, second, third = [button for row in markup.inline_keyboard for button in row]
    assert (first.text, first.callback_data) == ("a < b & c", "near/2?p3331")
    assert (second.url, second.callback_data) == ("https://example.org/?a=1&b=2", None)
    assert third.copy_text is not None
    assert third.copy_text.text == 'Hello <b> & "you"'
    async with Talk.sandbox() as telegram:
        person = telegram.add_person("Ana", "en")
        person.say("hello")
        bot = client(telegram.token, session=SandboxSession(telegram))
        sent = await bot.send_message(person.id, "x", reply_markup=markup)
        assert sent.reply_markup is not None
        assert [[dump(button) for button in row] for row in sent.reply_markup.inline_keyboard] == [
            [dump(first), dump(second)],
            [dump(third)],
        ]
        assert telegram.faults == []


def dump(button: InlineKeyboardButton) -> dict[str, Any]:
    """What is set on a button."""
    return button.model_dump(exclude_none=True)


def test_a_toast_and_a_request_for_a_location_are_cut_to_what_telegram_shows() -> None:
    assert render.toast(None) is None
    assert render.toast(Text("")) is None
    assert render.toast(own("a < b")) == "a < b"
    assert render.toast(own("x" * 300)) == "x" * 200
    markup = render.location_keyboard(bold(own("Share & go")), own("h" * 80))
    (row,) = markup.keyboard
    assert (row[0].text, row[0].request_location) == ("Share & go", True)
    assert markup.input_field_placeholder == "h" * 64
    assert markup.one_time_keyboard


def test_buttons_stand_beside_each_other_only_where_their_labels_fit() -> None:
    def rows_of(*labels: str) -> list[list[str]]:
        markup = render.plain_keyboard(
            Screen(text=own("x"), rows=(tuple(Link(own(label), "home") for label in labels),))
        )
        assert markup is not None
        return [[button["text"] for button in row] for row in markup["inline_keyboard"]]

    assert rows_of("Nu niet", "⚠️ Iets klopt niet") == [["Nu niet", "⚠️ Iets klopt niet"]]
    assert rows_of("Nie teraz", "⚠️ Coś się nie zgadza") == [["Nie teraz"], ["⚠️ Coś się nie zgadza"]]
    assert rows_of("🖨 Karte", "🖨 Vier auf einem Blatt", "🖼 Bild") == [
        ["🖨 Karte"],
        ["🖨 Vier auf einem Blatt"],
        ["🖼 Bild"],
    ]
    assert rows_of("🖨 Card", "🖨 Four on a sheet", "🖼 Picture") == [
        ["🖨 Card", "🖨 Four on a sheet"],
        ["🖼 Picture"],
    ]
    assert rows_of(*"1234567") == [list("1234567")], "a grid stays one"
    assert [render.width(label) for label in ("Ja", "👍 Ja", "⚠️ Ja", "\u2068سلام\u2069", "ሰላም")] == [
        2,
        5,
        5,
        4,
        4.5,
    ]
