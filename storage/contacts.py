"""Whom to call: the names, numbers and addresses of people behind organisations and what there is to do."""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, delete, exists, or_, select, update

from storage import schema
from storage.queries import Queries

_O, _G = schema.opportunities, schema.organisations
_CALL = ("contact_name", "contact_phone", "contact_email", "contact_link")
_NAMES_SOMEBODY: ColumnElement[bool] = or_(_O.c.open, *(_O.c[name] != "" for name in _CALL))


class Contacts(Queries):
    """Queries about whom to call."""

    __slots__ = ()

    async def are_there(self) -> bool:
        """Whether anything that is open, or in the making, or named here still says whom to call."""
        left: tuple[Any, ...] = (
            exists().where(_NAMES_SOMEBODY),
            exists().where(_G.c.contact != ""),
            select(schema.drafts.c.id).exists(),
        )
        return bool((await self.connection.execute(select(or_(*left)))).scalar_one())

    async def forget(self, *, now: datetime) -> None:
        """Close all there is to do, drop what is in the making, and erase whom to call about either."""
        nobody = dict.fromkeys(_CALL, "")
        await self.connection.execute(
            update(_O).where(_NAMES_SOMEBODY).values(**nobody, open=False, updated=now)
        )
        await self.connection.execute(update(_G).where(_G.c.contact != "").values(contact=""))
        await self.connection.execute(delete(schema.drafts))
