"""Easier words: the very screen redrawn in the other register of its language, wherever one is."""

from collections.abc import AsyncIterator
from itertools import count

import pytest
from sqlalchemy import insert

from bot.letters import Letters
from bot.receive import receive
from campaign.nudges import Step
from campaign.values import AskState
from dialogs.foot import foot, to
from dialogs.languages import SIMPLE
from dialogs.screen import LONGEST, Incoming, Link, Screen
from dialogs.text import Say, Text
from sandbox.person import Person
from storage import schema
from storage.claims import Claimed
from tests import asked
from tests.dump import dump, rows_of
from tests.easy import MARK, in_easy_words
from tests.journeying import start
from tests.talk import LANGUAGES, START, Talk
from tests.town import GARDEN, settle_town
from tests.weeks import campaign

DUTCH = Say(LANGUAGES.get("nl"), Talk.zone())
NUMBERS = count(1)
EASIER, USUAL = "[🔤 Makkelijker]", f"[{MARK}🔤 Gewone woorden]"


@pytest.fixture
async def talk(database_url: str) -> AsyncIterator[Talk]:
    """A talk in which Dutch is spoken in two registers."""
    async with Talk(database_url, languages=in_easy_words()) as talk:
        yield talk


async def dutch(talk: Talk, *does: str) -> Person:
    """Ana, with a phone in Dutch, in the town, who typed these words and tapped these `[labels]`."""
    ana = await start(talk)
    ana.user["language_code"] = "nl"
    for what in does:
        await talk.does(ana, what)
    return ana


def labels(person: Person) -> list[str]:
    """The labels under the newest message."""
    return [button["text"] for *_, button in person._places(person.messages[-1].id)]


async def kept(talk: Talk) -> list[str]:
    """All that is kept but the talk itself."""
    whole = await dump(talk.app.store)
    return [row for row in whole.splitlines() if not row.startswith(("chats: ", "received: "))]


def last(person: Person) -> str:
    """The words of the newest message of the bot."""
    return next(one.text for one in reversed(person.messages) if one.from_bot and one.text)


async def test_the_screen_is_redrawn_at_once_and_back_and_the_talk_goes_on_in_it(talk: Talk) -> None:
    ana = await dutch(talk, "/start", "[16 of ouder]", "3331")
    usual, number = last(ana), len(ana.messages)
    await talk.does(ana, EASIER)
    assert (last(ana).replace(MARK, ""), len(ana.messages)) == (usual, number)
    assert last(ana).startswith(MARK)
    await talk.does(ana, f"[{MARK}Vertel meer]")
    assert last(ana).startswith(MARK)
    await talk.does(ana, USUAL)
    assert MARK not in last(ana)
    await talk.does(ana, EASIER)
    (chat,) = await rows_of(talk.app.store, "chats")
    assert chat["language"] == SIMPLE
    assert not talk.telegram.faults


async def test_nothing_changes_by_it_but_the_words(talk: Talk) -> None:
    """After a change, after a yes, under a plan with its place on the map, beside a file."""
    ana = await dutch(talk, "/start", "[16 of ouder]", "3331", "[Iets anders]", "[👍 Ja]", "[Ja, bewaar ze]")
    for where in (
        *("[Alleen mijn naam: Ana]", "[✅ Ja, dit klopt]", "[🗺 Bekijk op de kaart]"),
        *("/profile", "[⭐ Wat ik leuk vind]", "/mydata", "/stop"),
    ):
        await talk.does(ana, where)
        before, number, usual = await kept(talk), len(ana.messages), last(ana)
        await talk.does(ana, EASIER)
        assert last(ana).replace(MARK, "") == usual
        await talk.does(ana, USUAL)
        assert (last(ana), len(ana.messages)) == (usual, number)
        assert await kept(talk) == before, where
    assert not talk.telegram.faults


async def test_what_was_erased_once_is_not_erased_again_for_easier_words(talk: Talk) -> None:
    """Under a message that tells of a change, a button that only reads must never change anything."""
    ana = await dutch(talk, "/start", "[16 of ouder]", "3331", "/forget", "[🗑 Ja, wis alles]")
    erased = ana.messages[-1].id
    for what in ("/start", "[16 of ouder]", "3331", "[👍 Ja]", "[Ja, bewaar ze]"):
        await talk.does(ana, what)
    before = await kept(talk)
    assert any(row.startswith("citizens: ") for row in before)
    ana.tap(EASIER[1:-1], message_id=erased)
    await talk.settle()
    assert await kept(talk) == before


@pytest.mark.parametrize("words", ["Hengelo", "0999", "10115 Berlin", "?", "100% a/b=?", "Hengelo\nof niet"])
async def test_the_answer_to_what_was_typed_is_redrawn_and_more_is_still_awaited(
    talk: Talk, words: str
) -> None:
    """Whether it was understood or not; nothing of it stands in a row."""
    ana = await dutch(talk, "/start", "[16 of ouder]", words)
    before, usual, below = await kept(talk), said(ana), labels(ana)[:-1]
    for way, mark in ((EASIER, MARK), (USUAL, ""), (EASIER, MARK)):
        await talk.does(ana, way)
        assert said(ana) == usual
        assert [label.replace(MARK, "") for label in labels(ana)][: len(below)] == below
        assert last(ana).startswith(mark)
        assert await kept(talk) == before
    assert words not in await dump(talk.app.store) or words == "?"
    await talk.does(ana, "Zwijndrecht")
    assert f"{MARK}👍 Ja" in labels(ana)
    assert not talk.telegram.faults


async def test_what_nobody_waited_for_and_a_stop_are_redrawn_with_what_they_offered(talk: Talk) -> None:
    ana = await dutch(talk, "3331", EASIER)
    assert labels(ana)[0] == f"{MARK}📍 Ik ben in Zwijndrecht (3331)"
    for what in ("/start", f"[{MARK}16 of ouder]", "stop", USUAL):
        await talk.does(ana, what)
    assert "Dat was mijn antwoord" in labels(ana)
    assert not talk.telegram.faults


async def test_words_too_long_for_a_button_are_asked_for_again(talk: Talk) -> None:
    ana = await dutch(talk, "/start", "[16 of ouder]", "x" * 60, EASIER)
    assert last(ana).startswith(f"{MARK}Typ je postcode")
    await talk.does(ana, "Zwijndrecht")
    assert f"{MARK}👍 Ja" in labels(ana)
    assert not talk.telegram.faults


def said(person: Person) -> list[str]:
    """The two newest messages of the bot, without the mark of easy words."""
    return [one.text.replace(MARK, "") for one in person.messages if one.from_bot and one.text][-2:]


async def test_an_ask_that_came_by_itself_is_redrawn_and_its_delivery_stays_as_it_was(talk: Talk) -> None:
    ask, (ana, bram) = await asks_dutch(talk)
    await talk.settle()
    before, usual = await kept(talk), last(ana)
    await talk.does(ana, EASIER)
    assert last(ana).replace(MARK, "") == usual
    assert last(ana).startswith(MARK)
    assert "in het Nederlands" not in last(ana), "easy Dutch is Dutch"
    assert await kept(talk) == before
    await talk.does(ana, f"[{MARK}👍 Ja]")
    (reply,) = await rows_of(talk.app.store, "replies")
    assert (reply["ask_id"], reply["language"]) == (ask, SIMPLE)
    assert {row["language"] for row in await rows_of(talk.app.store, "deliveries")} == {"nl"}
    async with talk.app.store.begin() as memory:
        await memory.asks.set_state(ask, AskState.STOPPED, now=talk.clock.now())
        await asked.change(memory, "opportunities", GARDEN, open=False)
    await talk.does(bram, EASIER)
    assert last(bram).startswith(f"{MARK}Deze vraag is voorbij")
    assert not talk.telegram.faults


async def asks_dutch(talk: Talk) -> tuple[int, list[Person]]:
    """An ask on its way to two people who read Dutch: its id, and their phones."""
    now = talk.clock.now()
    async with talk.app.store.begin() as memory:
        await settle_town(memory, now)
        people = await asked.citizens(memory, 2, now, language="nl")
        ask = await asked.ask(memory, now, words="Kom helpen!", words_language="nl")
        await asked.plan(memory, ask, people, now)
    return ask, asked.phones(talk.telegram, 2)


async def test_the_message_of_another_is_not_shown(talk: Talk) -> None:
    """The address can be forged; each finds their own, in the words of now, and nobody else's."""
    await asks_dutch(talk)
    await talk.settle()
    found = {
        (delivery, chat): (await come(talk, chat, f"usual/asked/{delivery}")).text.plain
        for delivery in (1, 2, 999)
        for chat in (asked.FIRST_CHAT, asked.FIRST_CHAT + 1, 4242)
    }
    own = {key for key, words in found.items() if "Buurttuin De Kers" in words}
    assert own == {(1, asked.FIRST_CHAT), (2, asked.FIRST_CHAT + 1)}
    assert {found[key] for key in found.keys() - own} == {found[999, 4242]}


async def come(talk: Talk, chat_id: int, address: str) -> Screen:
    """What a tap with this address shows."""
    one = Incoming(1, next(NUMBERS), chat_id, "Ana", None, "nl", address=address)
    return (await receive(talk.app, one)).screen


async def test_a_broadcast_is_worded_once_a_language_with_its_foot(sqlite_url: str) -> None:
    async with Talk(sqlite_url, languages=in_easy_words()) as talk:
        ask, _ = await asks_dutch(talk)
        letters = Letters(talk.app)
        claimed = [
            Claimed(number, ask, GARDEN, None, None, number, number, code, "3331", 0, START.date(), START)
            for number, code in enumerate(("nl", SIMPLE, "en") * 20, start=1)
        ]
        await letters.prepare(claimed)
        screens = [letters.delivery(one) for one in claimed]
        assert len({id(letter.prepared) for letter in letters._kept.values()}) == 3
        feet = [{one.to for one in screen.rows[-1] if isinstance(one, Link)} for screen in screens if screen]
        assert feet[:3] == [{"easier/asked/1"}, {"usual/asked/2", "unclear/asked/2"}, {"asked/3/stop"}]
        assert feet[-3] == {"easier/asked/58"}


async def test_every_message_of_an_asking_week_is_shown_again_as_it_was_sent(database_url: str) -> None:
    """Whatever it says, it stands there once more with the buttons it had."""
    async with Talk(database_url, languages=in_easy_words(), campaign=campaign()) as talk:
        now = talk.clock.now()
        async with talk.app.store.begin() as memory:
            await settle_town(memory, now)
            (citizen,) = await asked.citizens(memory, 1, now, language="nl")
            for step in Step:
                moment = insert(schema.moments).values(week="winter", name=step.value, cursor=0, missed=False)
                made = await memory.connection.execute(moment.returning(schema.moments.c.id))
                delivery = {
                    "state": "sent",
                    "wave": 1,
                    "fit": 1,
                    "due": now,
                    "opportunity_id": GARDEN,
                    "redraw": False,
                }
                delivery |= {"moment_id": made.scalar_one(), "citizen_id": citizen, "step": step.value}
                await memory.connection.execute(insert(schema.deliveries).values(delivery))
        letters, chat = Letters(talk.app), asked.FIRST_CHAT
        claimed = [
            Claimed(number, None, GARDEN, step, "winter", citizen, chat, "nl", "3331", 0, now.date(), now)
            for number, step in enumerate(Step, start=1)
        ]
        await letters.prepare(claimed)
        for one in claimed:
            sent, shown = letters.delivery(one), await come(talk, chat, f"usual/asked/{one.id}")
            assert sent is not None
            assert (shown.text, shown.rows) == (sent.text, sent.rows), one.step
            assert shown.rows[-1] == (Link(Text("🔤 Makkelijker"), f"easier/asked/{one.id}"),)


def test_no_way_is_too_long_for_its_button() -> None:
    assert to("easier", "x" * 57) == f"easier/{'x' * 57}"
    assert to("easier", "x" * 58) == "easier/home"
    assert len(to("easier", "ö" * 28).encode()) <= LONGEST


def test_where_a_language_has_one_register_there_is_nothing_under_a_screen(talk: Talk) -> None:
    house = talk.app.house
    assert foot(house, Say(house.languages.get("en"), talk.app.zone), "near", "near") == ()
    assert len(foot(house, DUTCH, "near", "near")) == 1


async def test_a_register_is_no_language_of_its_own_to_choose_people_by(talk: Talk) -> None:
    """At the first hello, and for organisations, there is Dutch once."""
    assert talk.app.house.languages.plain == ("nl", "en")
    ana = await dutch(talk, "/start")
    assert labels(ana)[-2:] == ["🌐 English", "🔤 Makkelijker"]
    await talk.does(ana, EASIER)
    assert labels(ana)[-3:-1] == [f"{MARK}🌐 English", USUAL[1:-1]]
