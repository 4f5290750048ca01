"""A member, somebody of the team and some citizens, who make asks, look at them and get them."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any

from sqlalchemy import insert, update

from bot.receive import receive
from bot.telegram import render
from campaign.values import AskState
from dialogs.screen import Incoming, Link, Screen
from storage import schema
from tests.dump import rows_of
from tests.talk import Talk
from tests.town import GARDEN, settle_town

FATIMA, TEAM, ANA, BO, STRANGER = 11, 12, 13, 14, 15
MISSING = "That is no longer there."
DAY = timedelta(days=1)


class House:
    """A member, somebody of the team and some citizens, who tap and type."""

    def __init__(self, talk: Talk) -> None:
        self.talk = talk
        self._number = 0

    async def settle(self) -> None:
        """The town; Fatima acts for the garden, a stranger for the neighbourhood's house."""
        async with self.talk.app.store.begin() as memory:
            await settle_town(memory, self.talk.clock.now())
        for chat in (FATIMA, TEAM, STRANGER):
            await self.come(chat, command="help")
        for chat in (ANA, BO):
            await self.come(chat, address="keep/on?a1p3331")
        async with self.talk.app.store.begin() as memory:
            await memory.members.add(FATIMA, 1, name="Fatima", now=self.talk.clock.now())
            await memory.members.add(STRANGER, 2, name="Stef", now=self.talk.clock.now())

    async def come(self, chat: int, **what: Any) -> Screen:
        """What somebody sees who taps an address or types a text."""
        self._number += 1
        incoming = Incoming(
            bot_id=1,
            update_id=self._number,
            chat_id=chat,
            name="Somebody",
            handle=None,
            language="en",
            **what,
        )
        screen = (await receive(self.talk.app, incoming)).screen
        render.text(screen)
        render.keyboard(screen)
        assert screen.rows, what
        assert all(0 < len(button.label.plain) <= 64 for row in screen.rows for button in row), what
        return screen

    async def tap(self, *addresses: str, chat: int = FATIMA) -> Screen:
        """Tap one after the other; the last screen."""
        for address in addresses:
            screen = await self.come(chat, address=address)
        return screen

    async def ask(self, number: int = 1) -> dict[str, Any]:
        """The row of an ask."""
        return {row["id"]: row for row in await rows_of(self.talk.app.store, "asks")}[number]

    async def opportunity(self, number: int) -> dict[str, Any]:
        """The row of an opportunity."""
        return {row["id"]: row for row in await rows_of(self.talk.app.store, "opportunities")}[number]

    async def approving(self, number: int) -> str:
        """The address that approves an ask for the garden as it stands."""
        return f"team/ask/{number}/approve/{int((await self.opportunity(GARDEN))['updated'].timestamp())}"

    async def notices(self) -> set[tuple[int, str]]:
        """Who is told of what."""
        return {(row["chat_id"], row["address"]) for row in await rows_of(self.talk.app.store, "notices")}

    async def set(self, table: Any, key: int, **values: Any) -> None:
        """Put something else in a row."""
        async with self.talk.app.store.begin() as memory:
            await memory.connection.execute(update(table).where(table.c.id == key).values(**values))

    async def sent_before(self) -> None:
        """The garden's first ask was approved and went out long ago, for something else."""
        then = self.talk.clock.now() - 30 * DAY
        values = {"organisation_id": 1, "opportunity_id": GARDEN, "radius": 25, "gap": 120, "made": then}
        async with self.talk.app.store.begin() as memory:
            await memory.connection.execute(
                insert(schema.asks).values(state=AskState.FILLED.value, sent=then, ended=then, **values)
            )


@asynccontextmanager
async def settled(url: str) -> AsyncIterator[House]:
    """The house, settled in a database."""
    async with Talk(url, team_ids=[TEAM]) as talk:
        made = House(talk)
        await made.settle()
        yield made


def links(screen: Screen) -> dict[str, str]:
    """Where the buttons lead."""
    return {link.label.plain: link.to for row in screen.rows for link in row if isinstance(link, Link)}


async def deliver(house: House, ask: int, chat: int, *, message_id: int, settled: Any = None) -> None:
    """A message of this ask reached a citizen."""
    now = settled or house.talk.clock.now()
    citizen = {row["chat_id"]: row["id"] for row in await rows_of(house.talk.app.store, "citizens")}[chat]
    values = {
        "ask_id": ask,
        "citizen_id": citizen,
        "state": "sent",
        "wave": 1,
        "fit": 1,
        "message_id": message_id,
    }
    async with house.talk.app.store.begin() as memory:
        await memory.connection.execute(
            insert(schema.deliveries).values(due=now, claimed=now, settled=now, **values)
        )
