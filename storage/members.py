"""Who acts for an organisation, who is of the campaign team, and the one-time links that make them so."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from hashlib import sha256
from secrets import token_urlsafe
from typing import Any

from sqlalchemy import bindparam, delete, exists, insert, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite

from campaign.records import Admission, Member
from campaign.values import OrganisationState, Role
from storage import schema
from storage.queries import Queries

ADMITS_FOR = timedelta(days=7)
"""How long a link admits somebody."""
_TOKEN_BYTES = 24
"""Random bytes of a token; as text 32 characters."""

_M = schema.members.c
_A = schema.admissions.c
_FORGET = delete(schema.admissions).where(_A.expires < bindparam("before"))
_MEMBER = select(
    _M.id,
    _M.chat_id,
    _M.organisation_id,
    _M.name,
    _M.agreed,
    schema.organisations.c.name.label("organisation"),
    schema.organisations.c.state,
).join_from(schema.members, schema.organisations)
_OF_CHAT = _MEMBER.where(_M.chat_id == bindparam("chat"))
_OF_ORGANISATION = _MEMBER.where(_M.organisation_id == bindparam("organisation")).order_by(_M.id)
_IS_TEAM = select(exists().where(schema.team.c.chat_id == bindparam("chat")))
_ADMISSION = select(_A.id, _A.role, _A.organisation_id, _A.expires, _A.used)


class Members(Queries):
    """Queries about members, the team, and admission to both."""

    __slots__ = ()

    async def of_chat(self, chat_id: int) -> Member | None:
        """The member who speaks in this chat."""
        row = (await self.connection.execute(_OF_CHAT, {"chat": chat_id})).one_or_none()
        return None if row is None else _member(row)

    async def of_organisation(self, organisation_id: int) -> list[Member]:
        """All who act for an organisation, in the order in which they joined."""
        rows = await self.connection.execute(_OF_ORGANISATION, {"organisation": organisation_id})
        return [_member(row) for row in rows]

    async def chats_of(self, organisation_id: int) -> list[int]:
        """The chats of all who act for an organisation."""
        found = await self.connection.execute(
            select(_M.chat_id).where(_M.organisation_id == organisation_id).order_by(_M.id)
        )
        return list(found.scalars())

    async def add(self, chat_id: int, organisation_id: int, *, name: str, now: datetime) -> None:
        """Make the person in this chat a member; they must not be one yet."""
        values = {"chat_id": chat_id, "organisation_id": organisation_id, "name": name, "joined": now}
        await self.connection.execute(insert(schema.members).values(values))

    async def leave(self, chat_id: int) -> None:
        """Have the person in this chat no longer act for an organisation."""
        await self.connection.execute(delete(schema.members).where(_M.chat_id == chat_id))

    async def agree(self, member_id: int, *, now: datetime) -> None:
        """Note that a member accepted how people who say yes are to be treated; the first time counts."""
        await self.connection.execute(
            update(schema.members).where(_M.id == member_id, _M.agreed.is_(None)).values(agreed=now)
        )

    async def joined(self, chat_id: int) -> datetime | None:
        """Since when the person in this chat is a member."""
        found = await self.connection.execute(select(_M.joined).where(_M.chat_id == chat_id))
        return found.scalar_one_or_none()

    async def is_team(self, chat_id: int) -> bool:
        """Whether this chat was admitted to the team; those in the settings are not in the table."""
        return bool((await self.connection.execute(_IS_TEAM, {"chat": chat_id})).scalar_one())

    async def add_to_team(self, chat_id: int, name: str, *, now: datetime) -> None:
        """Admit the person in this chat to the team; nothing happens to one who is of it."""
        make = sqlite.insert if self.embedded else postgresql.insert
        values = {"chat_id": chat_id, "name": name, "joined": now}
        await self.connection.execute(make(schema.team).values(values).on_conflict_do_nothing())

    async def leave_team(self, chat_id: int) -> None:
        """Have the person in this chat no longer be of the team by admission."""
        await self.connection.execute(delete(schema.team).where(schema.team.c.chat_id == chat_id))

    async def team_admitted(self) -> list[tuple[int, str]]:
        """The chats and first names of those admitted to the team, in the order in which they came."""
        columns = schema.team.c
        found = await self.connection.execute(
            select(columns.chat_id, columns.name).order_by(columns.joined, columns.chat_id)
        )
        return [(row.chat_id, row.name) for row in found]

    async def team_chats(self, team_ids: Iterable[int]) -> list[int]:
        """The chats of the team: those admitted, and those in the settings who have a chat."""
        chat = schema.chats.c.id
        admitted = select(schema.team.c.chat_id)
        found = await self.connection.execute(
            select(chat).where(or_(chat.in_(sorted(set(team_ids))), chat.in_(admitted))).order_by(chat)
        )
        return list(found.scalars())

    async def admit(self, role: Role, organisation_id: int | None, *, now: datetime) -> str:
        """A new link that admits one person: its token, of which only the digest is kept."""
        token = token_urlsafe(_TOKEN_BYTES)
        values = {
            "digest": _digest(token),
            "role": role.value,
            "organisation_id": organisation_id,
            "made": now,
            "expires": now + ADMITS_FOR,
        }
        await self.connection.execute(insert(schema.admissions).values(values))
        return token

    async def admission(self, token: str, *, now: datetime) -> Admission | None:
        """What this token admits to; None where there is none, it was used, or it expired."""
        found = await self.connection.execute(
            _ADMISSION.where(_A.digest == _digest(token), _A.used.is_(None), _A.expires > now)
        )
        row = found.one_or_none()
        return None if row is None else _admission(row)

    async def admissions(
        self, *, now: datetime, organisation_id: int | None = None, limit: int = 20
    ) -> list[Admission]:
        """The links that still admit somebody, the newest first; all, or those into one organisation."""
        wanted = _ADMISSION.where(_A.used.is_(None), _A.expires > now)
        if organisation_id is not None:
            wanted = wanted.where(_A.organisation_id == organisation_id)
        rows = await self.connection.execute(wanted.order_by(_A.id.desc()).limit(limit))
        return [_admission(row) for row in rows]

    async def use(self, admission_id: int, *, now: datetime) -> bool:
        """Use a link up, whoever else tries at the same moment; False where it no longer admits."""
        found = await self.connection.execute(
            update(schema.admissions)
            .where(_A.id == admission_id, _A.used.is_(None), _A.expires > now)
            .values(used=now)
        )
        return found.rowcount == 1

    async def revoke(self, admission_id: int) -> None:
        """Have a link admit nobody; one that was used stays used."""
        await self.connection.execute(
            delete(schema.admissions).where(_A.id == admission_id, _A.used.is_(None))
        )

    async def forget_admissions(self, before: datetime) -> int:
        """Drop the links that expired before this moment, used or not; how many there were."""
        return (await self.connection.execute(_FORGET, {"before": before})).rowcount


def _digest(token: str) -> str:
    return sha256(token.encode()).hexdigest()


def _member(row: Any) -> Member:
    return Member(
        id=row.id,
        chat_id=row.chat_id,
        organisation_id=row.organisation_id,
        organisation=row.organisation,
        state=OrganisationState(row.state),
        name=row.name,
        agreed=row.agreed,
    )


def _admission(row: Any) -> Admission:
    return Admission(
        id=row.id,
        role=Role(row.role),
        organisation_id=row.organisation_id,
        expires=row.expires,
        used=row.used,
    )
