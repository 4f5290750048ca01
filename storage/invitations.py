"""Invitations: the asks that citizens make, their links, and the branch each grows from."""

from collections.abc import Sequence
from datetime import datetime
from secrets import token_urlsafe
from typing import Any

from sqlalchemy import and_, bindparam, exists, func, insert, or_, select, update

from campaign.inviting import GOOD_FOR, SAME_DAY, Invitation
from storage import schema
from storage.queries import Queries

CODE_BYTES = 9
"""Random bytes of a code, 72 bits: as text 12 characters, of which nobody guesses one among millions."""
BATCH = 500
"""So many askers are reminded in one transaction of a round."""

_I, _O, _C = schema.invitations.c, schema.openings.c, schema.citizens.c
_P = schema.opportunities.c
_BY_CODE = select(schema.invitations).where(_I.code == bindparam("wanted"))
_MINE = select(schema.invitations).where(
    _I.id == bindparam("invitation"), _I.citizen_id == bindparam("citizen")
)
_OPENED = exists().where(_O.invitation_id == _I.id)
_SAME = (
    select(schema.invitations)
    .where(
        _I.citizen_id == bindparam("citizen"),
        _I.made > bindparam("since"),
        _I.language == bindparam("friend_language"),
        _I.together == bindparam("both"),
        _I.id > bindparam("earlier"),
        ~_OPENED,
    )
    .order_by(_I.id.desc())
)
_BROUGHT = (
    select(_I.id, _I.generation)
    .join_from(schema.openings, schema.invitations, _I.id == _O.invitation_id)
    .where(_O.chat_id == bindparam("chat"), _O.first)
)
_ANY_WORDS = select(exists().where(_I.made < bindparam("before"), schema.WORDED))
_LISTENING = and_(
    ~_C.stopped,
    _C.may_ask.is_not(False),
    or_(_C.paused_until.is_(None), _C.paused_until <= bindparam("now")),
    schema.chats.c.blocked.is_(None),
)
"""The rule of `campaign.inviting.is_reminded`, and a chat that can be reached."""
_CAN_BE_ASKED = or_(_I.opportunity_id.is_(None), and_(_P.open, _P.taken < _P.places))
_TO_NUDGE = (
    select(func.max(_I.id).label("id"), _C.chat_id)
    .select_from(
        schema.invitations.join(schema.citizens, _C.id == _I.citizen_id)
        .join(schema.chats, schema.chats.c.id == _C.chat_id)
        .outerjoin(schema.opportunities, _P.id == _I.opportunity_id)
    )
    .where(_I.nudged.is_(None), _I.made > bindparam("after"), _I.made <= bindparam("before"), ~_I.together)
    .where(_LISTENING, _CAN_BE_ASKED)
    .group_by(_C.chat_id)
    .order_by(_C.chat_id)
    .limit(BATCH)
)


class Invitations(Queries):
    """Queries about invitations."""

    __slots__ = ()

    async def make(
        self,
        citizen_id: int,
        chat_id: int,
        *,
        language: str,
        now: datetime,
        opportunity_id: int | None = None,
        postcode: str | None = None,
        name: str = "",
        words: str = "",
        words_language: str = "",
        together: bool = False,
        later_than: int = 0,
    ) -> Invitation:
        """A new invitation by this citizen, who speaks in this chat.

        Made twice within a day while nobody opened it, the same asked near there in the same language is the
        same invitation, as it stands, so that looking again is not counted. Where another is wanted, that
        is one `later_than` an earlier one.
        """
        asked = {
            "citizen": citizen_id,
            "since": now - SAME_DAY,
            "friend_language": language,
            "both": together,
            "earlier": later_than,
        }
        same = _SAME.where(
            _I.opportunity_id.is_not_distinct_from(opportunity_id),
            _I.postcode.is_not_distinct_from(postcode),
        ).limit(1)
        row = (await self.connection.execute(same, asked)).one_or_none()
        if row is not None:
            return _invitation(row)
        brought = (await self.connection.execute(_BROUGHT, {"chat": chat_id})).one_or_none()
        values = {
            "code": token_urlsafe(CODE_BYTES),
            "citizen_id": citizen_id,
            "parent_id": brought.id if brought else None,
            "generation": brought.generation + 1 if brought else 1,
            "opportunity_id": opportunity_id,
            "postcode": postcode,
            "language": language,
            "name": name,
            "words": words,
            "words_language": words_language,
            "together": together,
            "made": now,
        }
        made = await self.connection.execute(
            insert(schema.invitations).values(values).returning(*schema.invitations.c)
        )
        return _invitation(made.one())

    async def of_code(self, code: str) -> Invitation | None:
        """The invitation behind a link; None for a code that none has."""
        row = (await self.connection.execute(_BY_CODE, {"wanted": code})).one_or_none()
        return None if row is None else _invitation(row)

    async def access(self, citizen_id: int, invitation_id: int) -> Invitation | None:
        """An invitation of this citizen's own; None where it is another's or none."""
        asked = {"citizen": citizen_id, "invitation": invitation_id}
        row = (await self.connection.execute(_MINE, asked)).one_or_none()
        return None if row is None else _invitation(row)

    async def access_code(self, citizen_id: int, code: str) -> Invitation | None:
        """The same by its code."""
        found = await self.of_code(code)
        return found if found is not None and found.citizen_id == citizen_id else None

    async def get(self, invitation_id: int) -> Invitation | None:
        """An invitation, whosever it is."""
        row = (
            await self.connection.execute(select(schema.invitations).where(_I.id == invitation_id))
        ).one_or_none()
        return None if row is None else _invitation(row)

    async def change(self, invitation_id: int, **new: Any) -> None:
        """Set some columns of an invitation; TypeError for one that is none."""
        unknown = new.keys() - schema.invitations.c.keys()
        if unknown:
            raise TypeError(f"an invitation has no {sorted(unknown)}")
        await self.connection.execute(update(schema.invitations).where(_I.id == invitation_id).values(**new))

    async def asker(self, invitation_id: int) -> int | None:
        """The chat of whoever made an invitation; None once they are forgotten."""
        found = await self.connection.execute(
            select(_C.chat_id)
            .join_from(schema.invitations, schema.citizens, _C.id == _I.citizen_id)
            .where(_I.id == invitation_id)
        )
        return found.scalar_one_or_none()

    async def askers(self, invitation_ids: Sequence[int]) -> dict[int, int]:
        """The chats of whoever made these invitations, by invitation; nobody for those who are forgotten."""
        rows = await self.connection.execute(
            select(_I.id, _C.chat_id)
            .join_from(schema.invitations, schema.citizens, _C.id == _I.citizen_id)
            .where(_I.id.in_(invitation_ids))
        )
        return {row.id: row.chat_id for row in rows}

    async def latest(self, citizen_id: int, *, now: datetime, limit: int) -> list[Invitation]:
        """The last invitations of this citizen that still lead to what was asked, the newest first."""
        rows = await self.connection.execute(
            select(schema.invitations)
            .where(_I.citizen_id == citizen_id, _I.made >= now - GOOD_FOR)
            .order_by(_I.id.desc())
            .limit(limit)
        )
        return [_invitation(row) for row in rows]

    async def to_nudge(self, *, before: datetime, after: datetime, now: datetime) -> list[tuple[int, int]]:
        """The askers who were not reminded of what they made between these moments: the last of it, and
        their chat. Who would come only together hears when the time for it is over.

        Whether anybody opened it plays no part, so that a reminder tells nothing of the friend.
        """
        rows = await self.connection.execute(_TO_NUDGE, {"before": before, "after": after, "now": now})
        return [(row.id, row.chat_id) for row in rows]

    async def nudge(self, invitation_id: int, *, now: datetime) -> bool:
        """Note that the asker is reminded, of this one and of all others they made; True the first time."""
        whose = select(_I.citizen_id).where(_I.id == invitation_id).scalar_subquery()
        found = await self.connection.execute(
            update(schema.invitations).where(_I.citizen_id == whose, _I.nudged.is_(None)).values(nudged=now)
        )
        return found.rowcount > 0

    async def everything(self, citizen_id: int) -> list[dict[str, Any]]:
        """All invitations of one citizen, for their own file."""
        rows = await self.connection.execute(
            select(_I.made, _I.language, _I.name, _I.words, _I.postcode, _I.together, _I.opportunity_id)
            .where(_I.citizen_id == citizen_id)
            .order_by(_I.id)
        )
        return [dict(row._mapping) for row in rows]

    async def unname(self, citizen_id: int) -> None:
        """Cut a citizen's invitations loose: their links still welcome people, the counts stay."""
        await self.connection.execute(
            update(schema.invitations)
            .where(_I.citizen_id == citizen_id)
            .values(citizen_id=None, name="", words="", words_language="", postcode=None)
        )

    async def any_words(self, before: datetime) -> bool:
        """Whether names or words are left of invitations made before this moment; it takes no lock."""
        return bool((await self.connection.execute(_ANY_WORDS, {"before": before})).scalar_one())

    async def forget_words(self, before: datetime) -> int:
        """Erase names and words of invitations made before this moment; of how many."""
        found = await self.connection.execute(
            update(schema.invitations)
            .where(_I.made < before, schema.WORDED)
            .values(name="", words="", words_language="")
        )
        return found.rowcount

    async def in_circle(self, invitation_id: int, citizen_id: int) -> bool:
        """Whether this citizen made one of the invitations from which this one grew, or itself."""
        above = (
            select(_I.id, _I.parent_id, _I.citizen_id)
            .where(_I.id == bindparam("invitation"))
            .cte("above", recursive=True)
        )
        parent = schema.invitations.alias("parent")
        above = above.union(
            select(parent.c.id, parent.c.parent_id, parent.c.citizen_id).where(
                parent.c.id == above.c.parent_id
            )
        )
        found = await self.connection.execute(
            select(exists().where(above.c.citizen_id == bindparam("citizen"))),
            {"invitation": invitation_id, "citizen": citizen_id},
        )
        return bool(found.scalar_one())


def _invitation(row: Any) -> Invitation:
    return Invitation(
        id=row.id,
        code=row.code,
        citizen_id=row.citizen_id,
        parent_id=row.parent_id,
        generation=row.generation,
        opportunity_id=row.opportunity_id,
        postcode=row.postcode,
        language=row.language,
        name=row.name,
        words=row.words,
        words_language=row.words_language,
        together=row.together,
        made=row.made,
        nudged=row.nudged,
    )
