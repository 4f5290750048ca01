"""Codes on posters: which hang where, and their links."""

from datetime import datetime
from secrets import token_urlsafe
from typing import Any

from sqlalchemy import ColumnElement, bindparam, func, insert, select, update

from campaign.inviting import Code, Place
from storage import schema
from storage.invitations import CODE_BYTES
from storage.queries import Queries

_C = schema.codes.c
_BY_CODE = select(schema.codes).where(_C.code == bindparam("wanted"))
_BROUGHT = select(func.count()).where(schema.openings.c.code_id == bindparam("wanted"))


class Codes(Queries):
    """Queries about codes on posters."""

    __slots__ = ()

    async def make(
        self,
        kind: Place,
        name: str,
        *,
        language: str,
        now: datetime,
        municipality: str = "",
        organisation_id: int | None = None,
        opportunity_id: int | None = None,
    ) -> Code:
        """A new code; an organisation's own has its `organisation_id`, the team's has none."""
        values = {
            "code": token_urlsafe(CODE_BYTES),
            "kind": kind.value,
            "name": name,
            "language": language,
            "municipality": municipality,
            "organisation_id": organisation_id,
            "opportunity_id": opportunity_id,
            "made": now,
        }
        made = await self.connection.execute(insert(schema.codes).values(values).returning(*schema.codes.c))
        return _code(made.one())

    async def of_code(self, code: str) -> Code | None:
        """The one behind a link, closed or not; None for a code that none has."""
        row = (await self.connection.execute(_BY_CODE, {"wanted": code})).one_or_none()
        return None if row is None else _code(row)

    async def get(self, code_id: int) -> Code | None:
        """One of them, whosever it is; for the team."""
        row = (await self.connection.execute(select(schema.codes).where(_C.id == code_id))).one_or_none()
        return None if row is None else _code(row)

    async def access(self, organisation_id: int, code_id: int) -> Code | None:
        """A code of this organisation's own; None where it is another's or none."""
        found = await self.connection.execute(
            select(schema.codes).where(_C.id == code_id, _C.organisation_id == organisation_id)
        )
        row = found.one_or_none()
        return None if row is None else _code(row)

    async def page(
        self, *, organisation_id: int | None = None, closed: bool = False, skip: int = 0, limit: int = 8
    ) -> tuple[list[tuple[Code, int]], int]:
        """Those in use or those closed, the newest first, each with how many people it brought; and how many.

        All of them, or those of one organisation.
        """
        wanted: list[ColumnElement[bool]] = [_C.closed.is_not(None) if closed else _C.closed.is_(None)]
        if organisation_id is not None:
            wanted.append(_C.organisation_id == organisation_id)
        brought = (
            select(func.count())
            .where(schema.openings.c.code_id == _C.id)
            .correlate(schema.codes)
            .scalar_subquery()
        )
        rows = await self.connection.execute(
            select(*schema.codes.c, brought.label("brought"))
            .where(*wanted)
            .order_by(_C.id.desc())
            .offset(skip)
            .limit(limit)
        )
        number = await self.connection.execute(select(func.count()).select_from(schema.codes).where(*wanted))
        return [(_code(row), row.brought) for row in rows], int(number.scalar_one())

    async def brought(self, code_id: int) -> int:
        """How many people came by it."""
        found = await self.connection.execute(_BROUGHT, {"wanted": code_id})
        return int(found.scalar_one())

    async def change(
        self,
        code_id: int,
        *,
        language: str | None = None,
        municipality: str | None = None,
        opportunity_id: int | None = None,
    ) -> None:
        """Have it greet in another language, hang in another municipality, or ask another thing (0: none)."""
        told: dict[str, Any] = {"language": language, "municipality": municipality}
        values = {name: value for name, value in told.items() if value is not None}
        if opportunity_id is not None:
            values["opportunity_id"] = opportunity_id or None
        await self.connection.execute(update(schema.codes).where(_C.id == code_id).values(values))

    async def close(self, code_id: int, *, now: datetime) -> None:
        """Have a code lead nowhere in particular; whoever opens it is welcomed all the same."""
        await self.connection.execute(
            update(schema.codes).where(_C.id == code_id, _C.closed.is_(None)).values(closed=now)
        )

    async def reopen(self, code_id: int) -> None:
        """Undo closing it."""
        await self.connection.execute(update(schema.codes).where(_C.id == code_id).values(closed=None))


def _code(row: Any) -> Code:
    return Code(
        id=row.id,
        code=row.code,
        kind=Place(row.kind),
        name=row.name,
        language=row.language,
        municipality=row.municipality,
        organisation_id=row.organisation_id,
        opportunity_id=row.opportunity_id,
        made=row.made,
        closed=row.closed,
    )
