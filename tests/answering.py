"""People who answered, by the dozen: a chat, a citizen and a reply each, without a talk."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import func, insert, select

from campaign.statistics import Measure
from storage import schema
from storage.memory import Memory
from storage.tallies import tally
from tests.town import GARDEN
from tests.weeks import FIRST, LAST, campaign

ROTTERDAM, UTRECHT, GRONINGEN = "3011", "3511", "9711"
"""Postcodes in three provinces."""


async def people(
    memory: Memory,
    number: int,
    now: datetime,
    *,
    language: str | None = "nl",
    postcode: str | None = ROTTERDAM,
    door: str | None = "never",
) -> list[int]:
    """So many citizens who are alike; their ids."""
    last = (await memory.connection.execute(select(func.max(schema.chats.c.id)))).scalar_one() or 0
    chats = range(last + 1, last + 1 + number)
    rows: list[dict[str, Any]] = [
        {"id": chat, "language": language, "turn": 1, "keyboard": False} for chat in chats
    ]
    await memory.connection.execute(insert(schema.chats), [row | {"seen": now} for row in rows])
    values = {"postcode": postcode, "door": door, "radius": 10, "joined": now, "touched": now}
    await memory.connection.execute(insert(schema.citizens), [{"chat_id": chat, **values} for chat in chats])
    citizens = schema.citizens.c
    found = await memory.connection.execute(
        select(citizens.id).where(citizens.chat_id.in_(chats)).order_by(citizens.chat_id)
    )
    return list(found.scalars())


async def answer(
    memory: Memory,
    citizens: Sequence[int],
    at: datetime,
    said: str = "yes",
    *,
    opportunity: int = GARDEN,
    introduced: bool = False,
) -> None:
    """Each of them gives the same answer at the same moment."""
    reply = {
        "opportunity_id": opportunity,
        "origin": "organisation",
        "answer": said,
        "language": "nl",
        "at": at,
    }
    replies = schema.replies.c
    made = await memory.connection.execute(
        insert(schema.replies).returning(replies.id, replies.citizen_id),
        [{**reply, "citizen_id": citizen} for citizen in citizens],
    )
    await memory.tallies.note({tally(at, Measure(said)): len(citizens)})
    if introduced:
        rows = [
            {"reply_id": row.id, "citizen_id": row.citizen_id, "name": "Ana", "reach": "", "at": at}
            for row in made.all()
        ]
        await memory.connection.execute(insert(schema.introductions), rows)


async def closed_week(memory: Memory, number: int) -> None:
    """The asking week of `tests.weeks` as it is given out, with so many replies in it."""
    done = campaign().budget.hours_of(LAST)[1]
    week = {"first": FIRST, "last": LAST, "name": "winter", "cursor": 0, "frozen": done}
    await memory.connection.execute(insert(schema.countings).values(week))
    closing = {"first": FIRST, "replies": number, "done": done}
    await memory.connection.execute(insert(schema.closings).values(closing))
    row = {
        "week": FIRST,
        "day": FIRST,
        "hour": 11,
        "origin": "organisation",
        "answer": "yes",
        "task": "gardening",
        "often": "once",
        "introduced": True,
        "language": "nl",
    }
    rows = [row | {"person": person} for person in range(number)]
    await memory.connection.execute(insert(schema.closed_replies), rows)
