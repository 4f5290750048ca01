"""Invented citizens, many at once: for the demo, where one wants to watch an ask go out."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import insert, select

from campaign.records import Profile
from storage import schema
from storage.citizens import Consent
from storage.queries import Queries


class Crowd(Queries):
    """Queries that bring invented citizens."""

    __slots__ = ()

    async def add(
        self, people: Sequence[tuple[int, str, Profile]], *, versions: dict[Consent, str], now: datetime
    ) -> None:
        """People by chat, language and what they told; both consents are given and logged."""
        chats = [
            {"id": chat, "language": language, "turn": 1, "keyboard": False, "seen": now}
            for chat, language, _ in people
        ]
        await self.connection.execute(insert(schema.chats), chats)
        citizens = [
            {
                "chat_id": chat,
                "postcode": told.postcode,
                "likes": told.likes,
                "times": told.times,
                "often": told.often.value if told.often else None,
                "door": told.door.value if told.door else None,
                "radius": told.radius,
                "online": told.online,
                "may_ask": True,
                "joined": now,
                "touched": now,
            }
            for chat, _, told in people
        ]
        await self.connection.execute(insert(schema.citizens), citizens)
        column = schema.citizens.c
        first, last = people[0][0], people[-1][0]
        made = await self.connection.execute(
            select(column.id, column.chat_id).where(column.chat_id.between(first, last))
        )
        languages = {chat: language for chat, language, _ in people}
        consents = [
            {
                "citizen_id": row.id,
                "kind": kind.value,
                "version": version,
                "language": languages[row.chat_id],
                "given": now,
            }
            for row in made
            for kind, version in versions.items()
        ]
        await self.connection.execute(insert(schema.consents), consents)
