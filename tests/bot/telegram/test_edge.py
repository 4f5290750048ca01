"""The edge: what comes from Telegram is saved, then answered; groups and channels are left."""

import asyncio
from typing import Any

import pytest
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup, Update
from sqlalchemy import select
from sqlalchemy.exc import DBAPIError

from bot.telegram.reading import chat_of
from campaign.values import Like
from dialogs.citizen.help import missing
from dialogs.pages import in_a_group, one_moment, site
from dialogs.screen import Screen
from dialogs.site import Route, Site
from dialogs.text import Say
from dialogs.visit import Visit
from sandbox.keyboards import rows_of
from sandbox.person import Person
from storage import schema
from tests.bot.faults import everything, refusing
from tests.talk import Talk

JOIN = "keep/on?a1p3331"


def english(talk: Talk) -> Say:
    """The translator of the people here."""
    return Say(talk.app.house.languages.get("en"), talk.app.zone)


async def show(talk: Talk, person: Person, *addresses: str) -> int:
    """A message with a button to each of these addresses, as the bot may have sent it long ago."""
    if not person.started:
        await talk.does(person, "/start")
    buttons = [[InlineKeyboardButton(text=address, callback_data=address)] for address in addresses]
    markup = InlineKeyboardMarkup(inline_keyboard=buttons)
    return (await talk.bot.send_message(person.id, "old buttons", reply_markup=markup)).message_id


async def citizen(talk: Talk, name: str = "Ana") -> Person:
    """Somebody who agreed to have answers kept."""
    person = talk.telegram.add_person(name, "en")
    person.press(await show(talk, person, JOIN), 0, 0)
    await talk.settle()
    return person


def labels(person: Person) -> list[str]:
    """The buttons under the newest message."""
    return [button["text"] for row in rows_of(person.messages[-1].inline) for button in row]


async def updates(talk: Talk) -> list[Update]:
    """What waits for the bot; it is not confirmed."""
    return await talk.bot.get_updates(timeout=0)


async def test_what_is_said_was_saved_before(talk: Talk) -> None:
    ana = await citizen(talk)
    ana.press(await show(talk, ana, "likes/sport/on"), 0, 0)
    (update,) = await updates(talk)
    saved: dict[str, bool] = {}

    async def look(method: str, _parameters: dict[str, Any]) -> None:
        async with talk.app.store.look() as memory:
            found = await memory.connection.scalar(
                select(schema.received.c.update_id).where(schema.received.c.update_id == update.update_id)
            )
        saved[method] = found is not None

    talk.telegram.before_call = look
    await talk.edge.handle(update)
    await talk.app.idle()
    assert saved == {"answerCallbackQuery": True, "editMessageText": True}


async def test_a_tap_that_cannot_be_saved_is_answered_and_works_when_it_comes_again(talk: Talk) -> None:
    ana = await citizen(talk)
    ana.press(await show(talk, ana, "likes/sport/on"), 0, 0)
    (update,) = await updates(talk)
    before = await everything(talk.app.store)
    async with refusing(talk.app.store, "chats"):
        for _ in range(2):
            with pytest.raises(DBAPIError):
                await talk.edge.handle(update)
            await talk.app.idle()
    assert ana.toast is not None
    assert ana.toast["text"] == one_moment(english(talk)).plain
    assert talk.telegram.unanswered() == []
    assert ana.messages[-1].text == "old buttons"
    assert await everything(talk.app.store) == before
    await talk.edge.handle(update)
    await talk.app.idle()
    assert ana.messages[-1].text != "old buttons"
    assert Like.SPORT.bit in (await everything(talk.app.store))["citizens"][0]


async def test_a_tap_on_a_page_that_raises_is_answered_kindly_with_a_way_on(chat: Talk) -> None:
    async def boom(visit: Visit) -> Screen:
        raise ValueError(visit.incoming.name)

    ana = await citizen(chat)
    chat.app.site = Site([*site().routes, Route("boom", boom)], missing)
    ana.press(await show(chat, ana, "boom"), 0, 0)
    await chat.settle()
    assert "went wrong" in ana.messages[-1].text
    assert chat.telegram.unanswered() == []
    assert len(labels(ana)) > 1
    await chat.does(ana, "[🏠 Home]")
    assert "went wrong" not in ana.messages[-1].text


async def test_what_comes_again_is_said_again_but_not_over_newer_things(chat: Talk) -> None:
    ana = await citizen(chat)
    ana.press(await show(chat, ana, "place"), 0, 0)
    await chat.settle()
    assert ana.keyboard is not None
    ana.say("3331")
    (typed,) = await updates(chat)
    for _ in range(2):
        await chat.edge.handle(typed)
        await chat.app.idle()
    assert ana.keyboard is None, "the request for a location is taken away"
    first, second = [message.text for message in ana.messages if message.from_bot and message.inline][-2:]
    assert first == second
    ana.press(ana.messages[-1].id, -1, -1)
    newer = (await updates(chat))[-1]
    await chat.edge.handle(newer)
    await chat.app.idle()
    shown = [message.text for message in ana.messages]
    for again in (typed, newer):
        await chat.edge.handle(again)
        await chat.app.idle()
        assert [message.text for message in ana.messages] == shown


async def test_one_chat_goes_in_order_however_many_come_at_once(talk: Talk) -> None:
    people = [await citizen(talk, name) for name in ("Ana", "Bo", "Cem")]
    switches = ("likes/sport/on", "likes/sport/off", "likes/food/on")
    shown = {person: await show(talk, person, *switches) for person in people}
    ana = people[0]
    for number in (0, 1, 0, 1, 0, 1, 0, 1, 2):
        for person in (ana, ana, *people):
            person.press(shown[person], number, 0)
    ana.press(shown[ana], 0, 0)
    batch = await updates(talk)
    assert len(batch) == 46
    await asyncio.gather(*(talk.edge.handle(update) for update in batch))
    await talk.app.idle()
    seen = {row[1]: row[3] for row in (await everything(talk.app.store))["received"]}
    for person in people:
        handled = [seen[one.update_id] for one in batch if chat_of(one) == person.id]
        assert handled == sorted(handled)
    likes = {row[1]: row[3] for row in (await everything(talk.app.store))["citizens"]}
    both = Like.FOOD.bit | Like.SPORT.bit
    assert likes == {ana.id: both, people[1].id: Like.FOOD.bit, people[2].id: Like.FOOD.bit}
    assert talk.telegram.unanswered() == []
    for person in people:
        ticked = [label for label in labels(person) if label.startswith("✅")]
        assert len(ticked) == likes[person.id].bit_count(), "what was drawn last is what was saved last"


async def test_a_block_is_noted_and_lifted(talk: Talk) -> None:
    ana = await citizen(talk)

    async def blocked() -> bool:
        (row,) = (await everything(talk.app.store))["chats"]
        return row[-1] is not None

    ana.press(await show(talk, ana, "home"), 0, 0)
    ana.block()
    tap, _block = await updates(talk)
    await talk.edge.handle(tap)
    await talk.app.idle()
    assert await blocked(), "a refusal tells it"
    ana.unblock()
    await talk.settle()
    assert not await blocked()
    ana.block()
    (last,) = await updates(talk)
    async with refusing(talk.app.store, "chats"):
        with pytest.raises(DBAPIError):
            await talk.edge.handle(last)
    await talk.edge.handle(last)
    assert await blocked(), "Telegram tells it, and again until it is saved"
    ana.unblock()
    await talk.does(ana, "/start")
    assert not await blocked()


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
async def test_a_block_does_not_overtake_what_was_said_before_it(talk: Talk) -> None:
    ana = await citizen(talk)
    shown = await show(talk, ana, "home")
    for _ in range(5):
        ana.press(shown, 0, 0)
    ana.block()
    batch, may_speak = await updates(talk), asyncio.Event()

    async def wait(_method: str, _parameters: dict[str, Any]) -> None:
        await may_speak.wait()

    talk.telegram.before_call = wait  # else a refusal would tell of the block as well
    async with talk.app.store.begin(), talk.app.store.begin():
        pass  # two connections stand ready
    await asyncio.gather(*(talk.edge.handle(update) for update in batch))
    (row,) = (await everything(talk.app.store))["chats"]
    may_speak.set()
    assert row[-1] is not None


async def test_a_group_is_left_with_one_sentence_and_a_channel_without(chat: Talk) -> None:
    ana = chat.telegram.add_person("Ana", "en")
    group = chat.telegram.add_group("Neighbours", ana)
    await chat.settle()
    link = f"https://t.me/{chat.telegram.username}"
    assert [message.text for message in group.messages.values()] == [in_a_group(english(chat), link).plain]
    assert not group.bot_is_in
    group.bot_is_in = True
    ana.say(f"/start@{chat.telegram.username}", chat=group)
    await chat.settle()
    assert not group.bot_is_in, "where it was put unseen, it goes as soon as it notices"
    assert len([message for message in group.messages.values() if message.from_bot]) == 1
    channel = chat.telegram.add_channel("News", ana)
    (raw,) = chat.telegram.updates.waiting()
    raw["my_chat_member"]["new_chat_member"].setdefault("can_send_welcome_messages", False)
    await chat.settle()
    assert not channel.messages
    assert not channel.bot_is_in
    assert (await everything(chat.app.store))["chats"] == []
    assert chat.telegram.faults == []


async def test_a_tap_in_a_group_is_answered_and_nothing_else(chat: Talk) -> None:
    ana = await citizen(chat)
    group = chat.telegram.add_group("Neighbours", ana)
    button = InlineKeyboardButton(text="Erase", callback_data="forget/yes")
    markup = InlineKeyboardMarkup(inline_keyboard=[[button]])
    sent = await chat.bot.send_message(group.id, "old buttons", reply_markup=markup)
    before = await everything(chat.app.store)
    ana.press(sent.message_id, 0, 0)
    await chat.settle()
    assert chat.telegram.unanswered() == []
    assert group.messages[sent.message_id].text == "old buttons"
    assert await everything(chat.app.store) == before


async def test_a_tap_under_a_message_that_is_gone_is_answered_with_a_new_one(chat: Talk) -> None:
    ana = await citizen(chat)
    shown = await show(chat, ana, "help")
    next(message for message in ana.messages if message.id == shown).deleted = True
    ana.press(shown, 0, 0)
    await chat.settle()
    assert ana.messages[-1].id > shown
    assert chat.telegram.unanswered() == []


@pytest.mark.parametrize(
    "button", ["", "no/such/page", "near/99999999999", "?a1p3331", "😀", "near/0?a1?p3331"]
)
async def test_no_button_is_dead(button: str, chat: Talk) -> None:
    ana = await citizen(chat)
    ana.press(await show(chat, ana, "help"), 0, 0)
    (update,) = await updates(chat)
    assert update.callback_query is not None
    forged = update.callback_query.model_copy(update={"data": button or None})
    await chat.edge.handle(update.model_copy(update={"callback_query": forged}))
    await chat.app.idle()
    assert ana.messages[-1].inline
    assert ana.messages[-1].text != "old buttons"
    assert chat.telegram.unanswered() == []
    assert chat.telegram.faults == []


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("/help", "help"),
        ("/HELP", "help"),
        ("/Help@vraagbot_sandbox_bot", "help"),
        ("/help me please\nnow", "help"),
        ("/nearby", "near"),
        ("/frobnicate", "lost"),
        ("/start2", "lost"),
    ],
)
async def test_commands_are_understood_however_they_are_typed(typed: str, address: str, chat: Talk) -> None:
    ana, bo = await citizen(chat), await citizen(chat, "Bo")
    bo.press(await show(chat, bo, "place"), 0, 0)
    await chat.settle()
    await chat.does(bo, typed)
    ana.press(await show(chat, ana, address), 0, 0)
    await chat.settle()
    assert bo.messages[-1].text == ana.messages[-1].text
    waiting = {row[0]: row[2] for row in (await everything(chat.app.store))["chats"]}
    assert waiting[bo.id] == ("place/typed" if address == "lost" else None)


async def test_whatever_else_is_sent_gets_an_answer(chat: Talk) -> None:
    ana = await citizen(chat)
    for send in (ana.send_photo, ana.send_sticker, ana.send_voice, ana.send_contact):
        before = len(ana.messages)
        send()
        await chat.settle()
        assert [message.from_bot for message in ana.messages[before:]] == [False, True]
        assert ana.messages[-1].inline
    await chat.does(ana, "x" * 4096)
    assert ana.messages[-1].from_bot
    assert chat.telegram.faults == []


async def test_what_is_changed_later_or_comes_from_nobody_is_left_alone(chat: Talk) -> None:
    ana = await citizen(chat)
    ana.say("hello")
    (update,) = await updates(chat)
    assert update.message is not None
    before = await everything(chat.app.store)
    said = len(ana.messages)
    message = update.message
    upgraded = message.chat.model_copy(update={"type": "group", "id": -5})
    for other in (
        Update(update_id=1, edited_message=message),
        Update(update_id=2, channel_post=message),
        Update(update_id=3, message=message.model_copy(update={"from_user": None})),
        Update(update_id=4, message=message.model_copy(update={"chat": upgraded, "migrate_to_chat_id": -6})),
    ):
        await chat.edge.handle(other)
    await chat.app.idle()
    assert await everything(chat.app.store) == before
    assert len(ana.messages) == said
