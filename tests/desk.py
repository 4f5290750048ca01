"""An organisation of the town that asks in the bot: its members, without how they were admitted."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import update

from storage import schema
from storage.memory import Memory
from storage.organisations import MADE_HERE


async def staff(
    memory: Memory, chats: Sequence[int], now: datetime, *, organisation: int = 1, agreed: bool = False
) -> None:
    """Have the people in these chats act for an organisation; what it has to do is now made in the bot."""
    organisations, opportunities = schema.organisations, schema.opportunities
    await memory.connection.execute(
        update(organisations).where(organisations.c.id == organisation).values(source=MADE_HERE)
    )
    await memory.connection.execute(
        update(opportunities).where(opportunities.c.organisation_id == organisation).values(source=MADE_HERE)
    )
    for chat in chats:
        await memory.chats.open(chat, bot_id=1, update_id=chat, language="en", now=now)
        await memory.members.add(chat, organisation, name="Mia", now=now)
        member = await memory.members.of_chat(chat)
        if agreed and member is not None:
            await memory.members.agree(member.id, now=now)
