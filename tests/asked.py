"""Citizens who may be asked, and an ask that is planned for them, without the planning itself."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, insert, select, update

from campaign.values import AskState, DeliveryState
from sandbox.person import Person
from sandbox.telegram import Telegram
from storage import schema
from storage.memory import Memory
from storage.store import Store
from tests.town import GARDEN

FIRST_CHAT = 5001
"""The chat of the first of them; their ids follow each other."""


async def citizens(memory: Memory, number: int, now: datetime, *, language: str = "en") -> list[int]:
    """So many citizens in Zwijndrecht who agreed to be asked; their ids."""
    yesterday = now - timedelta(days=1)
    chats = range(FIRST_CHAT, FIRST_CHAT + number)
    await memory.connection.execute(
        insert(schema.chats),
        [
            {"id": chat, "language": language, "turn": 1, "keyboard": False, "seen": yesterday}
            for chat in chats
        ],
    )
    people = [
        {
            "chat_id": chat,
            "postcode": "3331",
            "radius": 10,
            "may_ask": True,
            "joined": yesterday,
            "touched": yesterday,
        }
        for chat in chats
    ]
    await memory.connection.execute(insert(schema.citizens), people)
    found = await memory.connection.execute(
        select(schema.citizens.c.id)
        .where(schema.citizens.c.chat_id.in_(chats))
        .order_by(schema.citizens.c.chat_id)
    )
    return list(found.scalars())


async def ask(memory: Memory, now: datetime, *, opportunity: int = GARDEN, **more: Any) -> int:
    """An ask that is going out; its id."""
    values: dict[str, Any] = {
        "organisation_id": 1,
        "opportunity_id": opportunity,
        "state": AskState.SENDING.value,
        "words": "",
        "radius": 25,
        "gap": 120,
        "made": now,
        "deadline": now + timedelta(days=3),
    }
    made = await memory.connection.execute(
        insert(schema.asks).values(values | more).returning(schema.asks.c.id)
    )
    return int(made.scalar_one())


async def plan(memory: Memory, ask_id: int, people: Sequence[int], now: datetime, *, fit: int = 100) -> None:
    """Plan the ask for these citizens, due now."""
    asks = schema.asks.c
    found = await memory.connection.execute(select(asks.opportunity_id).where(asks.id == ask_id))
    opportunity = found.scalar_one()
    rows = [
        {
            "ask_id": ask_id,
            "opportunity_id": opportunity,
            "citizen_id": citizen,
            "state": DeliveryState.PLANNED.value,
            "wave": 1,
            "fit": fit,
            "due": now,
        }
        for citizen in people
    ]
    await memory.connection.execute(insert(schema.deliveries), rows)


async def states(store: Store) -> list[tuple[str, str | None]]:
    """State and reason of every delivery, in the order planned."""
    columns = schema.deliveries.c
    async with store.look() as memory:
        found = await memory.connection.execute(
            select(columns.state, columns.reason).order_by(columns.ask_id, columns.id)
        )
        return [(row.state, row.reason) for row in found]


async def planned(store: Store) -> int:
    """How many deliveries have not been taken up yet."""
    columns = schema.deliveries.c
    counted = select(func.count()).where(columns.state == DeliveryState.PLANNED.value)
    async with store.look() as memory:
        return await memory.connection.scalar(counted) or 0


async def change(memory: Memory, table: str, number: int, **values: Any) -> None:
    """Set some columns of the row with this id."""
    found = schema.metadata.tables[table]
    await memory.connection.execute(update(found).where(found.c.id == number).values(values))


def phones(telegram: Telegram, number: int) -> list[Person]:
    """The phones of these citizens, who all spoke to the bot before."""
    found = []
    for chat in range(FIRST_CHAT, FIRST_CHAT + number):
        person = telegram.add_person(f"Citizen {chat}", "en", user_id=chat)
        person.started = True
        found.append(person)
    return found
