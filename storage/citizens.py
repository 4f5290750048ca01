"""Citizens, their profiles and their consents."""

from dataclasses import asdict
from datetime import datetime
from enum import StrEnum
from functools import cache
from typing import Any

from sqlalchemy import Row, Update, bindparam, delete, exists, insert, select, update

from campaign.records import Citizen, Profile
from campaign.values import Door, Fit, Often
from storage import schema
from storage.queries import Queries

PROFILE = ("postcode", "likes", "times", "often", "door", "fit", "radius", "online")
_OPEN = (
    schema.consents.c.citizen_id == bindparam("citizen"),
    schema.consents.c.kind == bindparam("which"),
    schema.consents.c.withdrawn.is_(None),
)
_GIVEN = select(exists().where(*_OPEN))
_WITHDRAW = update(schema.consents).where(*_OPEN).values(withdrawn=bindparam("now"))


class Consent(StrEnum):
    """The two consents, apart; and a third for one call by a local centre."""

    KEEP = "keep"
    ASK_AGAIN = "askagain"
    CALL = "call"


@cache
def _change(names: frozenset[str]) -> Update:
    values: dict[str, Any] = {name: bindparam(f"new_{name}") for name in names}
    return (
        update(schema.citizens)
        .where(schema.citizens.c.id == bindparam("citizen"))
        .values(**values, touched=bindparam("now"))
    )


class Citizens(Queries):
    """Queries about citizens."""

    __slots__ = ()

    async def add(self, chat_id: int, profile: Profile, *, now: datetime) -> Citizen:
        """A new citizen with what they had told; the chat must exist and have no citizen yet."""
        told = {name: value for name, value in asdict(profile).items() if name in PROFILE}
        values = {**told, "chat_id": chat_id, "joined": now, "touched": now}
        result = await self.connection.execute(
            insert(schema.citizens).values(values).returning(schema.citizens.c.id)
        )
        return Citizen(id=result.scalar_one(), chat_id=chat_id, profile=profile)

    async def change(self, citizen_id: int, *, now: datetime, **new: Any) -> None:
        """Set some columns of a citizen; TypeError for one that is none."""
        unknown = new.keys() - schema.citizens.c.keys()
        if unknown:
            raise TypeError(f"a citizen has no {sorted(unknown)}")
        values = {f"new_{name}": value for name, value in new.items()}
        await self.connection.execute(_change(frozenset(new)), {**values, "citizen": citizen_id, "now": now})

    async def consent(
        self, citizen_id: int, kind: Consent, *, version: str, language: str, now: datetime
    ) -> None:
        """Log a consent with the version and the language of the text that was read; once while it holds."""
        held = await self.connection.execute(_GIVEN, {"citizen": citizen_id, "which": kind.value})
        if held.scalar_one():
            return
        await self.connection.execute(
            insert(schema.consents).values(
                citizen_id=citizen_id, kind=kind.value, version=version, language=language, given=now
            )
        )

    async def withdraw(self, citizen_id: int, kind: Consent, *, now: datetime) -> None:
        """Log that a consent is withdrawn; nothing happens where none holds."""
        await self.connection.execute(_WITHDRAW, {"citizen": citizen_id, "which": kind.value, "now": now})

    async def consents(self, citizen_id: int) -> list[dict[str, Any]]:
        """The log of consents of one citizen, oldest first."""
        columns = schema.consents.c
        rows = await self.connection.execute(
            select(columns.kind, columns.version, columns.language, columns.given, columns.withdrawn)
            .where(columns.citizen_id == citizen_id)
            .order_by(columns.id)
        )
        return [dict(row._mapping) for row in rows]

    async def withdraw_all(self, citizen_id: int, *, now: datetime) -> None:
        """Log the withdrawal of every consent; the log outlives the citizen, without a name."""
        open_ones = (schema.consents.c.citizen_id == citizen_id) & schema.consents.c.withdrawn.is_(None)
        await self.connection.execute(update(schema.consents).where(open_ones).values(withdrawn=now))

    async def forget(self, citizen_id: int) -> None:
        """Erase a citizen, and by cascade all that names them; the chat stays."""
        await self.connection.execute(delete(schema.citizens).where(schema.citizens.c.id == citizen_id))


def profile_of(row: Row[Any]) -> Profile:
    """What a citizen told, in a row that holds all columns of the table."""
    return Profile(
        adult=True,
        postcode=row.postcode,
        likes=row.likes,
        times=row.times,
        often=Often(row.often) if row.often else None,
        door=Door(row.door) if row.door else None,
        fit=Fit(row.fit) if row.fit else None,
        radius=row.radius,
        online=row.online,
    )


def citizen_of(row: Row[Any]) -> Citizen:
    """The citizen in a row that holds all columns of the table."""
    return Citizen(
        id=row.id,
        chat_id=row.chat_id,
        profile=profile_of(row),
        may_ask=row.may_ask,
        paused_until=row.paused_until,
        stopped=row.stopped,
        reminders=row.reminders,
        agreed=row.agreed,
        asked=row.asked,
    )
