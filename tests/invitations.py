"""People who ask people, for tests: a citizen with links of known codes, and posters."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import insert, update

from campaign.inviting import Invitation, Place
from campaign.records import Citizen, Profile
from storage import schema
from storage.memory import Memory
from tests.random_people import LINKS
from tests.town import CANTEEN, GARDEN

FATIMA = 7_654_321_011
"""Whoever asks."""


async def citizen(memory: Memory, chat: int, now: datetime, *, language: str = "en") -> Citizen:
    """Somebody in Zwijndrecht who agreed to have answers kept."""
    await memory.chats.open(chat, bot_id=3, update_id=chat, language=language, now=now)
    return await memory.citizens.add(chat, Profile(adult=True, postcode="3331"), now=now)


async def link(
    memory: Memory, asker: Citizen, code: str, now: datetime, *, language: str = "en", **more: Any
) -> Invitation:
    """A link of theirs with a code that a test can name."""
    values = {"name": "Fatima", "opportunity_id": GARDEN} | more
    made = await memory.invitations.make(asker.id, asker.chat_id, language=language, now=now, **values)
    await memory.invitations.change(made.id, code=code)
    found = await memory.invitations.of_code(code)
    assert found is not None
    return found


async def fatima_asks(memory: Memory, now: datetime) -> Citizen:
    """Fatima asks for the garden, the canteen and anything; her words are in Dutch."""
    asker = await citizen(memory, FATIMA, now)
    words = "Kom je ook <mee>? Samen is het leuker."
    await link(memory, asker, "fatima-garden", now, words=words, words_language="nl")
    await link(memory, asker, "fatima-dutch", now, language="nl")
    await link(memory, asker, "fatima-canteen", now, opportunity_id=CANTEEN)
    await link(memory, asker, "fatima-anything", now - timedelta(days=2), opportunity_id=None)
    await link(memory, asker, "fatima-nearby", now, opportunity_id=None, postcode="3331")
    return asker


async def together(memory: Memory, asker: Citizen, now: datetime) -> Invitation:
    """Fatima comes to the garden if a friend comes: two places are held."""
    it = await link(memory, asker, "fatima-together", now, together=True)
    until = it.held_until
    assert await memory.holds.hold(GARDEN, FATIMA, until=until, invitation_id=it.id, together=True)
    assert await memory.holds.hold_open(GARDEN, it.id, until=until)
    return it


async def posters(memory: Memory, now: datetime) -> None:
    """One that greets, one that asks for the garden, and one that is closed."""
    codes = memory.codes
    library = await codes.make(Place.LIBRARY, "Bibliotheek Zwijndrecht", language="nl", now=now)
    school = await codes.make(
        Place.LANGUAGE_SCHOOL, "Taalschool De Kers", language="en", opportunity_id=GARDEN, now=now
    )
    closed = await codes.make(Place.COMPANY, "De Fabriek", language="en", now=now)
    await codes.close(closed.id, now=now)
    for one, code in ((library, "library"), (school, "garden"), (closed, "closed")):
        here = schema.codes.c.id == one.id
        await memory.connection.execute(update(schema.codes).where(here).values(code=code))


async def links(memory: Memory, now: datetime) -> None:
    """The links of the random people, of an asker who is forgotten, and their poster."""
    for payload, number in LINKS.items():
        if payload.startswith("i_"):
            values = {"code": payload[2:], "generation": 1, "opportunity_id": number, "language": "nl"}
            await memory.connection.execute(insert(schema.invitations).values(**values, made=now))
    made = await memory.codes.make(Place.LIBRARY, "Bibliotheek Zwijndrecht", language="nl", now=now)
    await memory.connection.execute(
        update(schema.codes).where(schema.codes.c.id == made.id).values(code="poster")
    )
