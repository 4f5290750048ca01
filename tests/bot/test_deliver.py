"""Delivering: an ask reaches each citizen once, whatever happens on the way; what another did is heard."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from bot import deliver
from bot.deliver import Deliverer
from bot.telegram.carrier import Carrier
from campaign.values import AskState
from sandbox.faults import Faults, Trouble
from sandbox.person import Person
from sandbox.refusal import Refusal
from storage import schema
from storage.notices import REST
from tests import asked
from tests.asked import FIRST_CHAT, states
from tests.bot.test_idle import listen
from tests.bot.until import until
from tests.dump import rows_of
from tests.talk import Talk
from tests.town import GARDEN


async def planned(talk: Talk, number: int, **more: Any) -> list[Person]:
    """So many citizens for whom an ask is planned; their phones."""
    now = talk.clock.now()
    async with talk.app.store.begin() as memory:
        people = await asked.citizens(memory, number, now)
        await asked.plan(memory, await asked.ask(memory, now, **more), people, now)
    return asked.phones(talk.telegram, number)


async def test_an_ask_arrives_and_its_answer_is_known_to_come_from_it(talk: Talk) -> None:
    """Who asks, what, why this citizen; a yes under it is the ask's, and the message then the talk's own."""
    (ana,) = await planned(talk, 1, words="Kom <gezellig> helpen!")
    await talk.settle()
    (message,) = ana.messages
    for words in ("Buurttuin De Kers asks:", "Would you do this?", "Kom <gezellig> helpen!", "0.", " km"):
        assert words in message.text
    assert "They write this in Dutch:" in message.text
    await talk.settle()
    assert len(ana.messages) == 1
    await talk.does(ana, "[👍 Yes]")
    assert "Your place is held." in ana.messages[-1].text
    (reply,) = await rows_of(talk.app.store, "replies")
    (delivery,) = await rows_of(talk.app.store, "deliveries")
    assert (reply["origin"], reply["ask_id"], reply["answer"]) == ("organisation", delivery["ask_id"], "yes")
    assert delivery["touched"] is not None
    assert (delivery["state"], delivery["language"]) == ("sent", "en")
    assert not talk.telegram.faults


@pytest.mark.parametrize(
    ("label", "words"),
    [
        ("Tell me more", "people still needed"),
        ("🤔 Maybe", "What makes you doubt?"),
        ("Not now", "May I ask why?"),
        ("Something else", "Zwijndrecht"),
        ("⚠️ Something is wrong", "What is wrong with it?"),
        ("🔕 No more", "I have stopped."),
    ],
)
async def test_every_button_under_an_ask_leads_somewhere(chat: Talk, label: str, words: str) -> None:
    (ana,) = await planned(chat, 1)
    await chat.settle()
    await chat.does(ana, f"[{label}]")
    assert words in ana.messages[-1].text


async def test_nobody_answers_under_the_message_of_another(chat: Talk) -> None:
    """The address of a button can be forged: it leads nowhere, and changes nothing."""
    ana, bram = await planned(chat, 2)
    await chat.settle()
    before = await rows_of(chat.app.store, "deliveries")
    mine = next(row for row in before if row["message_id"] == ana.messages[-1].id)
    theirs = next(row for row in before if row["message_id"] == bram.messages[-1].id)
    message = ana.chat.messages[mine["message_id"]]
    assert message.inline is not None
    message.inline["inline_keyboard"][0][0]["callback_data"] = f"asked/{theirs['id']}/yes"
    await chat.does(ana, "[👍 Yes]")
    assert "no longer there" in ana.messages[-1].text
    assert await rows_of(chat.app.store, "deliveries") == before
    assert await rows_of(chat.app.store, "replies") == []


async def test_when_telegram_asks_to_wait_all_wait_and_nobody_is_left_out(talk: Talk) -> None:
    """A 429 is not sent: it is tried again after the wait, and until then nothing else goes out."""
    people = await planned(talk, 3)
    calls = 0

    async def refuse(method: str, _parameters: dict[str, Any]) -> None:
        nonlocal calls
        if method == "sendMessage":
            calls += 1
            raise Refusal(429, "Too Many Requests: retry after 90", 90)

    talk.telegram.before_call = refuse
    await talk.settle()
    talk.telegram.before_call = None
    first = calls
    await talk.settle()
    assert (calls, sum(len(person.messages) for person in people)) == (first, 0)
    async with talk.app.store.begin() as memory:
        assert await memory.pace.held() > 60
        await memory.connection.execute(schema.pace.update().values(next=0, until=0))
    assert {state for state, _ in await states(talk.app.store)} == {"planned"}
    assert await rows_of(talk.app.store, "spent") == []
    await talk.pass_time(timedelta(seconds=91))
    assert [len(person.messages) for person in people] == [1, 1, 1]


async def test_what_may_have_arrived_is_never_sent_again(talk: Talk) -> None:
    """In doubt it stays, reported, with its day spent; a tap under it proves that it came."""
    (ana,) = await planned(talk, 1)
    Faults(talk.telegram, {Trouble.RESET: 1.0}, seed=1)
    await talk.settle()
    talk.telegram.before_call = talk.telegram.after_call = None
    assert await states(talk.app.store) == [("unknown", None)]
    await talk.pass_time(timedelta(hours=1))
    assert len(ana.messages) == 1
    await talk.does(ana, "[Tell me more]")
    assert await states(talk.app.store) == [("sent", None)]


@pytest.mark.parametrize("trouble", [Trouble.BLOCKED, Trouble.DEACTIVATED, Trouble.NOT_FOUND])
async def test_who_cannot_be_reached_is_not_tried_again(chat: Talk, trouble: Trouble) -> None:
    await planned(chat, 1)
    Faults(chat.telegram, {trouble: 1.0}, seed=1)
    await chat.settle()
    assert await states(chat.app.store) == [("refused", None)]
    (held,) = await rows_of(chat.app.store, "chats")
    assert held["blocked"] is not None


async def test_a_message_that_nobody_answered_says_that_the_ask_is_over(talk: Talk) -> None:
    """It is drawn anew with thanks and the next best thing; one that was answered under is left alone."""
    ana, bram = await planned(talk, 2)
    await talk.settle()
    await talk.does(bram, "[🤔 Maybe]")
    shown = bram.messages[-1].text
    async with talk.app.store.begin() as memory:
        await asked.change(memory, "opportunities", GARDEN, taken=2)
        await memory.asks.set_state(1, AskState.FILLED, now=talk.clock.now())
        await memory.deliveries.redraw_untouched(1)
    await talk.settle()
    (message,) = ana.messages
    assert "Enough people said yes to this one. Thank you!" in message.text
    assert "Would you do this instead?" in message.text
    assert bram.messages[-1].text == shown
    await talk.does(ana, "[👍 Yes]")
    replies = await rows_of(talk.app.store, "replies")
    (reply,) = [one for one in replies if one["opportunity_id"] != GARDEN]
    assert (reply["origin"], reply["ask_id"]) == ("campaign", None)


async def test_a_notice_comes_once_and_leaves_the_talk_as_it_was(talk: Talk) -> None:
    """The page at its address comes as a message of its own; what was asked before is still waited for."""
    ana = talk.telegram.add_person("Ana", "en")
    await talk.does(ana, "/start")
    await talk.does(ana, "[16 or older]")
    (before,) = await rows_of(talk.app.store, "chats")
    assert before["waiting"] is not None
    for _ in range(2):
        async with talk.app.store.begin() as memory:
            await memory.notices.add([ana.id], f"opportunity/{GARDEN}", due=talk.clock.now())
        await talk.settle()
    assert ["Buurttuin" in message.text for message in ana.messages].count(True) == 1
    assert await rows_of(talk.app.store, "chats") == [before]
    await talk.does(ana, "3331")
    assert "Would you do this?" in ana.messages[-1].text


async def test_a_notice_is_drawn_anew_where_it_stands(talk: Talk) -> None:
    ana = talk.telegram.add_person("Ana", "en")
    await talk.does(ana, "/start")
    address = f"opportunity/{GARDEN}"
    async with talk.app.store.begin() as memory:
        await memory.notices.add([ana.id], address, due=talk.clock.now())
    await talk.settle()
    standing = ana.messages[-1]
    async with talk.app.store.begin() as memory:
        await asked.change(memory, "opportunities", GARDEN, taken=2)
        await memory.notices.redraw(address)
    await talk.pass_time(REST)
    assert ana.messages[-1].id == standing.id
    assert "It is full." in ana.messages[-1].text


async def test_a_page_that_is_gone_or_not_for_them_is_not_sent(chat: Talk) -> None:
    """The site looks at the role of who would get it; nothing is sent, and nothing goes wrong."""
    ana = chat.telegram.add_person("Ana", "en")
    await chat.does(ana, "/start")
    said = len(ana.messages)
    async with chat.app.store.begin() as memory:
        for address in ("nowhere/at/all", "asked/1/yes"):
            await memory.notices.add([ana.id], address, due=chat.clock.now())
    await chat.settle()
    assert len(ana.messages) == said
    assert {row["state"] for row in await rows_of(chat.app.store, "notices")} == {"skipped"}


@pytest.fixture
async def deliverer(talk: Talk) -> AsyncIterator[Deliverer]:
    """One that runs beside the talk, at 25 messages a second."""
    running = Deliverer(talk.app, Carrier(talk.bot, talk.guard), 25)
    talk.app.spawn(running.run())
    yield running
    running.stop()
    await talk.app.idle()


async def test_the_red_button_stops_all_sending_at_once(talk: Talk, deliverer: Deliverer) -> None:
    """Within two seconds nothing goes out any more; released, the rest goes, each once."""
    people = await planned(talk, 120)
    deliverer.wake()

    def arrived() -> int:
        return sum(len(person.messages) for person in people)

    await until(lambda: arrived() >= 10)
    async with talk.app.store.begin() as memory:
        await memory.brake.pull(talk.clock.now())
    when_pulled = arrived()
    await asyncio.sleep(2)
    stopped = arrived()
    assert stopped - when_pulled < 50
    await asyncio.sleep(0.5)
    assert arrived() == stopped < 120
    async with talk.app.store.begin() as memory:
        (went,) = await memory.brake.went_out(talk.clock.now() - timedelta(minutes=5))
        assert went.number == stopped
        await memory.brake.release()
    deliverer.wake()
    await until(lambda: arrived() == 120)
    assert {len(person.messages) for person in people} == {1}


async def test_what_waits_for_the_morning_is_not_looked_for_at_night_and_goes_when_it_comes(
    talk: Talk,
) -> None:
    """Nor is a transaction begun for it that writes."""
    night = talk.clock.now().replace(hour=2) + timedelta(days=1)
    (ana,) = await planned(talk, 1, deadline=night + timedelta(days=1))
    talk.clock.move(night)
    found = listen(talk.app.store)
    await talk.deliver()
    assert not ana.messages
    assert found
    assert not [statement for statement in found if "deliveries.due" in statement or "brake" in statement]
    talk.clock.move(night + timedelta(hours=7))  # ten in the morning in Amsterdam
    await talk.deliver()
    assert len(ana.messages) == 1


async def test_who_finds_nothing_rests_the_longer_the_dearer_it_was_to_look(chat: Talk) -> None:
    """And never so long that what may go again would have to wait."""
    store, (ana,) = chat.app.store, await planned(chat, 1)
    running = Deliverer(chat.app, Carrier(chat.bot, chat.guard), 25)
    async with store.begin() as memory:
        await memory.brake.pull(chat.clock.now())

    async def rest(slow: float) -> float:
        """How long it rests after a look that has to wait for another who writes."""
        async with asyncio.TaskGroup() as sending:
            async with store.begin():
                looking = sending.create_task(running._round(sending))
                await asyncio.sleep(slow)
            return await looking

    await rest(0)  # the first looks for claims left behind
    assert await rest(0) == deliver.IDLE
    assert 2.9 <= await rest(0.3) < await rest(0.8) == deliver.LONGEST
    async with store.begin() as memory:
        await memory.brake.release()
    assert await rest(0) < deliver.IDLE
    assert len(ana.messages) == 1


async def test_somebody_who_taps_is_answered_while_all_deliveries_wait(
    talk: Talk, deliverer: Deliverer
) -> None:
    await planned(talk, 5)
    async with talk.app.store.begin() as memory:
        await memory.pace.hold(600)
    deliverer.wake()
    ana = talk.telegram.add_person("Zoë", "en")
    ana.say("/start")
    for update in await talk.bot.get_updates():
        await talk.edge.handle(update)
    await until(lambda: len(ana.messages) == 2)


async def test_two_deliverers_send_each_message_once(talk: Talk) -> None:
    people = await planned(talk, 60)
    async with Talk.beside(talk) as other:
        workers = [Deliverer(one.app, Carrier(one.bot, one.guard), 100) for one in (talk, other)]
        async with asyncio.TaskGroup() as group:
            for worker in workers:
                group.create_task(worker.run())
            await until(lambda: all(person.messages for person in people))
            for worker in workers:
                worker.stop()
    assert {len(person.messages) for person in people} == {1}
    assert {state for state, _ in await states(talk.app.store)} == {"sent"}


async def test_what_a_citizen_got_is_in_their_file_and_goes_with_them(talk: Talk) -> None:
    (ana,) = await planned(talk, 1)
    await talk.settle()
    await talk.does(ana, "/mydata")
    (sent,) = [message.view()["document"] for message in ana.messages if message.kind == "document"]
    content = talk.telegram.file(sent["file_id"])[2].decode()
    assert '"asked"' in content
    assert "Samen de buurttuin opruimen" in content
    await talk.does(ana, "/forget")
    await talk.does(ana, "[🗑 Yes, erase everything]")
    (left,) = await rows_of(talk.app.store, "deliveries")
    assert (left["citizen_id"], left["message_id"], left["language"]) == (None, None, "en")
    async with talk.app.store.look() as memory:
        assert (await memory.connection.execute(select(schema.spent))).all() == []
    assert FIRST_CHAT not in {row["id"] for row in await rows_of(talk.app.store, "chats")}


async def test_a_stop_waits_for_what_is_being_sent_within_bounds_and_settles_all_of_it(
    talk: Talk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What Telegram does not answer for is in doubt; what was claimed and not begun goes back."""
    monkeypatch.setattr("bot.deliver.FINISH", 0.3)
    people = await planned(talk, 20)
    hanging = asyncio.Event()

    async def hang(method: str, _parameters: dict[str, Any]) -> None:
        if method == "sendMessage":
            hanging.set()
            await asyncio.Event().wait()

    talk.telegram.before_call = hang
    deliverer = Deliverer(talk.app, Carrier(talk.bot, talk.guard), 20)
    async with asyncio.timeout(10), asyncio.TaskGroup() as group:
        group.create_task(deliverer.run())
        await hanging.wait()
        deliverer.stop()
    counted = Counter(state for state, _ in await states(talk.app.store))
    assert counted["unknown"] >= 1
    assert counted["unknown"] + counted["planned"] == len(people)
