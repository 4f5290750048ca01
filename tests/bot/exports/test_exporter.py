"""Files in the chat: a small one at once, a large one in the background, each sent once, whatever happens."""

import asyncio
import csv
import io
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, update

from bot.exports.exporter import Exporter
from bot.exports.small import FEW_ROWS
from bot.fates import Fate, Outcome
from bot.telegram.carrier import Carrier
from dialogs.text import Text
from sandbox.messages import Message
from sandbox.person import Person
from storage import schema
from tests.answering import closed_week
from tests.talk import Talk
from tests.weeks import campaign

TEAM = 4711
MANY = FEW_ROWS + 500
_E = schema.exports.c
_BEGIN = timedelta(days=13)
"""From the moment at which talks start to the Tuesday after the asking week."""


class World:
    """Somebody of the team and their phone."""

    def __init__(self, talk: Talk, ana: Person) -> None:
        self.talk = talk
        self.ana = ana

    def exporter(self, talk: Talk | None = None, **more: timedelta) -> Exporter:
        """What makes files, in this process or another."""
        talk = talk or self.talk
        return Exporter(talk.app, Carrier(talk.bot, talk.guard), **more)

    async def asks(self, *labels: str) -> None:
        """Ana taps her way to a file of answers."""
        for label in ("/export", "[💬 Answers]", "[Week of Asking]", *labels):
            await self.talk.does(self.ana, label)

    def files(self) -> list[Message]:
        """The files that she got."""
        return [message for message in self.ana.messages if message.kind == "document"]

    def lines(self, file: Message) -> list[dict[str, str]]:
        """What stands in one."""
        content = self.talk.telegram.file(file.content["document"]["file_id"])[2]
        return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))

    def shown(self) -> str:
        """What the last message says that is no file."""
        return [message for message in self.ana.messages if message.kind == "text"][-1].text

    async def state(self) -> list[str]:
        """How each export stands."""
        async with self.talk.app.store.look() as memory:
            return list((await memory.connection.execute(select(_E.state).order_by(_E.id))).scalars())


@pytest.fixture
async def world(database_url: str) -> AsyncIterator[World]:
    """The team on the Tuesday after the week, on both databases."""
    async with Talk(database_url, team_ids=[TEAM], campaign=campaign()) as talk:
        ana = talk.telegram.add_person("Ana", "en", user_id=TEAM)
        await talk.does(ana, "/start")
        talk.clock.move(talk.clock.now() + _BEGIN)
        yield World(talk, ana)


async def fill(world: World, number: int) -> None:
    """Put so many replies into the week."""
    async with world.talk.app.store.begin() as memory:
        await closed_week(memory, number)


async def test_a_small_file_is_there_at_once(world: World) -> None:
    await fill(world, 20)
    await world.asks("[📄 CSV, for Excel or R]")
    (file,) = world.files()
    assert file.content["document"]["file_name"] == "vraagbot-replies-2027-01-18-2027-01-24.csv"
    assert file.text == "20 rows"
    rows = world.lines(file)
    assert len({row["person"] for row in rows}) == 20
    assert await world.state() == [], "nothing is left to be done"
    await world.asks("[📄 CSV, for Excel or R]")
    again = world.lines(world.files()[1])
    assert not {row["person"] for row in again} & {row["person"] for row in rows}, "a key of its own"
    unnamed = [[row | {"person": ""} for row in one] for one in (rows, again)]
    assert unnamed[0] == unnamed[1], "all else is the same"
    async with world.talk.app.store.look() as memory:
        noted = [(one.what, one.count) for one in await memory.audit.page(limit=5)]
    assert noted == [("exported_replies", 20)] * 2


async def test_a_large_file_comes_when_it_is_made_and_the_message_tells_how_far_it_is(world: World) -> None:
    await fill(world, MANY)
    await world.asks("[📄 CSV, for Excel or R]")
    assert "I begin in a moment" in world.shown()
    assert world.files() == []
    assert await world.exporter().step()
    (file,) = world.files()
    assert len(world.lines(file)) == MANY
    await world.talk.deliver()
    assert "The file is here" in world.shown(), "the message was drawn anew"
    assert await world.state() == ["sent"]
    assert not await world.exporter().step(), "nothing is left"
    assert len(world.files()) == 1
    await world.talk.does(world.ana, "[🔁 Make it again]")
    assert await world.state() == ["sent", "waiting"]


async def test_the_same_file_asked_for_twice_is_one(world: World) -> None:
    await fill(world, MANY)
    await world.asks("[📄 CSV, for Excel or R]")
    await world.asks("[📄 CSV, for Excel or R]")
    assert await world.state() == ["waiting"]
    await world.asks("[📗 Excel (XLSX)]")
    assert await world.state() == ["waiting", "waiting"]


async def test_what_is_cancelled_is_not_made(world: World) -> None:
    await fill(world, MANY)
    await world.asks("[📄 CSV, for Excel or R]")
    await world.talk.does(world.ana, "[✖️ Do not make it]")
    assert "It is not made" in world.shown()
    assert not await world.exporter().step()
    assert world.files() == []


class Slow:
    """A carrier that is at it until it is let go, and remembers what it was given."""

    def __init__(self, outcome: Outcome | None = None) -> None:
        self.sent = 0
        self.begun = asyncio.Event()
        self.free = asyncio.Event()
        self._outcome = outcome or Outcome(Fate.SENT, 1)

    async def send_file(self, chat_id: int, path: Path, name: str, caption: Text) -> Outcome:
        """Wait, then tell what was told to be told."""
        assert await asyncio.to_thread(path.exists)
        self.sent += 1
        self.begun.set()
        await self.free.wait()
        return self._outcome


async def test_who_dies_while_making_leaves_it_to_the_next_and_who_dies_while_sending_does_not(
    world: World,
) -> None:
    await fill(world, MANY)
    await world.asks("[📄 CSV, for Excel or R]")
    now = world.talk.clock.now()
    async with world.talk.app.store.begin() as memory:
        taken = await memory.exports.claim(7, now=now, left_before=now - timedelta(minutes=10))
        assert taken is not None
    assert not await world.exporter().step(), "somebody is at it"
    await world.talk.restart()
    world.talk.clock.move(now + timedelta(minutes=11))
    slow = Slow()
    making = asyncio.create_task(Exporter(world.talk.app, slow).step())
    await slow.begun.wait()
    assert await world.state() == ["sending"]
    making.cancel()
    await asyncio.gather(making, return_exceptions=True)
    world.talk.clock.move(now + timedelta(minutes=30))
    assert not await world.exporter().step()
    assert await world.state() == ["unknown"], "it may have arrived, and is not sent again"
    assert world.files() == []
    await world.talk.deliver()
    assert "I do not know whether it arrived" in world.shown()
    async with world.talk.app.store.begin() as memory:
        assert not await memory.exports.go_on(taken.id, 7, rows=1, total=1, now=now), "the dead have no say"
        assert not await memory.exports.send(taken.id, 7, now=now)


async def test_two_processes_make_two_files_and_none_twice(world: World) -> None:
    await fill(world, MANY)
    await world.asks("[📄 CSV, for Excel or R]")
    await world.asks("[🧩 JSON, for programs]")
    async with Talk.beside(world.talk) as other:
        exporters = [world.exporter(), world.exporter(other)]
        assert await asyncio.gather(*(one.step() for one in exporters)) == [True, True]
        assert await asyncio.gather(*(one.step() for one in exporters)) == [False, False]
    names = sorted(file.content["document"]["file_name"].rpartition(".")[2] for file in world.files())
    assert names == ["csv", "json"]


async def test_a_process_that_stops_puts_back_what_it_is_making(world: World) -> None:
    await fill(world, MANY)
    await world.asks("[📄 CSV, for Excel or R]")
    away = Slow(Outcome(Fate.AWAY))
    exporter = Exporter(world.talk.app, away)
    running = asyncio.create_task(exporter.run())
    await away.begun.wait()
    exporter.stop()
    away.free.set()
    await running
    assert await world.state() == ["waiting"]
    assert away.sent == 1
    await world.talk.restart()
    assert await world.exporter().step()
    assert len(world.files()) == 1


async def test_who_left_the_team_gets_no_file(world: World) -> None:
    await fill(world, MANY)
    bea = world.talk.telegram.add_person("Bea", "en", user_id=99)
    await world.talk.does(bea, "/start")
    async with world.talk.app.store.begin() as memory:
        await memory.members.add_to_team(99, "Bea", now=world.talk.clock.now())
    for label in ("/export", "[💬 Answers]", "[Week of Asking]", "[📄 CSV, for Excel or R]"):
        await world.talk.does(bea, label)
    async with world.talk.app.store.begin() as memory:
        await memory.members.leave_team(99)
    assert await world.exporter().step()
    assert await world.state() == ["cancelled"]
    assert not [message for message in bea.messages if message.kind == "document"]
    await world.talk.does(bea, "/export")
    assert "What shall I put in a file?" not in bea.messages[-1].text


async def test_what_is_too_large_for_telegram_is_made_on_the_command_line(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.exports.exporter.LARGEST", 100)
    await fill(world, MANY)
    await world.asks("[📗 Excel (XLSX)]")
    assert await world.exporter().step()
    await world.talk.deliver()
    assert "python -m bot export replies --since 2027-01-18 --until 2027-01-24 --format xlsx" in world.shown()
    assert world.files() == []


async def test_a_file_that_came_to_nothing_in_a_day_ends_and_is_forgotten_after_another(world: World) -> None:
    await fill(world, MANY)
    await world.asks("[📄 CSV, for Excel or R]")
    await world.talk.pass_time(timedelta(hours=25))
    assert not await world.exporter().step()
    assert await world.state() == ["failed"]
    await world.talk.does(world.ana, "[🔄 How far is it now?]")
    assert "It was not ready in a day" in world.shown()
    await world.talk.pass_time(timedelta(hours=25))
    assert await world.state() == []
    await world.talk.does(world.ana, "[🔁 Make it again]")
    assert await world.state() == ["waiting"]


async def test_a_child_that_fails_says_so_and_no_more(world: World) -> None:
    await fill(world, MANY)
    await world.asks("[📄 CSV, for Excel or R]")
    async with world.talk.app.store.begin() as memory:
        await memory.connection.execute(update(schema.closed_replies).values(task="no such task"))
    assert await world.exporter().step()
    assert await world.state() == ["failed"]
    await world.talk.deliver()
    assert "Something went wrong" in world.shown()
