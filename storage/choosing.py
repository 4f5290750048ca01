"""Choosing what a moment asks of each citizen, shortly before it goes: what there is to know of many."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import and_, bindparam, case, exists, func, or_, select, update

from campaign.choosing import Past, Terms
from campaign.nudges import ASKING, Step
from campaign.records import Profile
from campaign.values import AskState, DeliveryState, OrganisationState, WhyNot
from storage import schema
from storage.asks import audience_of
from storage.citizens import profile_of
from storage.claims import UNCHOSEN
from storage.nudging import FIT
from storage.queries import Queries
from storage.tallies import Tallies, tallies_of

_D, _A, _C, _O = schema.deliveries.c, schema.asks.c, schema.citizens.c, schema.opportunities.c
_G, _R, _CHAT, _M = schema.organisations.c, schema.replies.c, schema.chats.c, schema.moments.c
_N, _W = schema.mutes.c, schema.wordings.c
_PLANNED = DeliveryState.PLANNED.value
_TO_GO = (_PLANNED, DeliveryState.CLAIMED.value)
_WENT = (DeliveryState.SENT.value, DeliveryState.UNKNOWN.value)
_OPEN_ONE = (
    _D.state == _PLANNED,
    _D.fit == UNCHOSEN,
    _D.step.is_not(None),
    or_(*(_D.step == step.value for step in ASKING)),
    _D.opportunity_id.is_(None),
    _D.citizen_id.is_not(None),
)
_OTHER = schema.deliveries.alias("other")
_CHOOSE = (
    update(schema.deliveries)
    .where(_D.id == bindparam("delivery"), *_OPEN_ONE)
    .where(~exists().where(_OTHER.c.ask_id == bindparam("ask"), _OTHER.c.citizen_id == _D.citizen_id))
    .values(opportunity_id=bindparam("what"), ask_id=bindparam("ask"), fit=FIT)
)
_FULL = (
    update(schema.deliveries)
    .where(_D.id == bindparam("delivery"), *_OPEN_ONE)
    .values(reason=WhyNot.FULL.value, due=bindparam("later"))
)
_STILL = (_D.id == bindparam("delivery"), _D.state == _PLANNED)
_LATER = update(schema.deliveries).where(*_STILL).values(reason=bindparam("why"), due=bindparam("later"))
_OVER = (
    update(schema.deliveries)
    .where(*_STILL)
    .values(state=DeliveryState.SKIPPED.value, reason=bindparam("why"), settled=bindparam("now"))
)
_FIRST = schema.deliveries.alias("first")
_GOES_ON = or_(_FIRST.c.ask_id.is_(None), _A.state == AskState.SENDING.value)
_WAITING = (
    select(schema.citizens, _D.id.label("delivery"), _D.step)
    .add_columns(case((_GOES_ON, _FIRST.c.opportunity_id)).label("first"), _CHAT.language, _M.deadline)
    .select_from(schema.deliveries)
    .join(schema.citizens, _C.id == _D.citizen_id)
    .join(schema.chats, _CHAT.id == _C.chat_id)
    .outerjoin(schema.moments, _M.id == _D.moment_id)
    .outerjoin(_FIRST, _FIRST.c.id == _D.first_id)
    .outerjoin(schema.asks, _A.id == _FIRST.c.ask_id)
    .where(*_OPEN_ONE, _D.due <= bindparam("now"))
    .order_by(_D.due)
    .limit(bindparam("limit"))
)
_SILENT = ~exists().where(_R.citizen_id == _D.citizen_id, _R.opportunity_id == _D.opportunity_id)
_LATELY = or_(_D.state.in_(_TO_GO), and_(_D.state.in_(_WENT), _D.settled >= bindparam("since")))
_LOAD = (
    select(func.count())
    .where(_D.opportunity_id == _O.id, _LATELY, _SILENT)
    .correlate(schema.opportunities)
    .scalar_subquery()
)
"""How many were asked for an opportunity lately, or are about to be, and did not answer."""
_SOME: Any = bindparam("some", expanding=True)
_AUDIENCE = (_A.likes, _A.times, _A.radius, _A.languages, _A.doors, _A.only_own_language)
_TERMS = (
    select(_A.id, *_AUDIENCE, _O.id.label("one"), _O.organisation_id.label("organisation"))
    .add_columns(_O.languages.label("needs"), _O.language, (_O.places - _O.taken).label("free"))
    .add_columns(_LOAD.label("load"))
    .select_from(schema.opportunities)
    .join(schema.organisations, _G.id == _O.organisation_id)
    .outerjoin(schema.asks, and_(_A.opportunity_id == _O.id, _A.state == AskState.SENDING.value))
    .where(_O.id.in_(_SOME), _O.open, _G.state == OrganisationState.APPROVED.value)
    .order_by(_A.id)
)
_STILL_PLANNED = (
    select(_D.ask_id, _D.moment_id, _D.step)
    .where(_D.id.in_(_SOME), _D.state == _PLANNED)
    .order_by(_D.id)
    .with_for_update()
)
_WORDINGS = select(_W.opportunity_id, _W.language).where(_W.opportunity_id.in_(_SOME))
_ASKED = select(_D.citizen_id, _D.opportunity_id).where(
    _D.citizen_id.in_(_SOME), _D.opportunity_id.is_not(None), _D.state.in_((*_TO_GO, *_WENT))
)
_ANSWERED = select(_R.citizen_id, _R.opportunity_id).where(_R.citizen_id.in_(_SOME))
_MUTED = select(_N.citizen_id, _N.organisation_id).where(_N.citizen_id.in_(_SOME))


@dataclass(frozen=True, slots=True)
class Unchosen:
    """A message that asks something, and does not say yet what.

    `first` is what the message before it asked, None where that ask is over. `deadline` is the moment's, None
    where it has none.
    """

    id: int
    citizen_id: int
    step: Step
    profile: Profile
    language: str | None
    first: int | None
    deadline: datetime | None


class Choosing(Queries):
    """Queries about messages whose one concrete thing is still to be chosen."""

    __slots__ = ()

    async def waiting(self, *, now: datetime, limit: int) -> list[Unchosen]:
        """The next messages that are due and not chosen, the earliest first."""
        rows = await self.connection.execute(_WAITING, {"now": now, "limit": limit})
        return [_unchosen(row) for row in rows]

    async def terms(self, opportunity_ids: Collection[int], *, since: datetime) -> dict[int, Terms]:
        """What must hold for these opportunities; the load counts who was asked from `since` on."""
        some = sorted(opportunity_ids)
        rows = await self.connection.execute(_TERMS, {"some": some, "since": since})
        wordings = await self._wordings(some)
        return {row.one: _terms(row, wordings.get(row.one, frozenset())) for row in rows}

    async def _wordings(self, some: Sequence[int]) -> dict[int, frozenset[str]]:
        found: dict[int, frozenset[str]] = {}
        for row in await self.connection.execute(_WORDINGS, {"some": some}):
            found[row.opportunity_id] = found.get(row.opportunity_id, frozenset()) | {row.language}
        return found

    async def past(self, citizen_ids: Collection[int]) -> Past:
        """What these citizens were asked and answered before, and whom they do not hear."""
        some = sorted(citizen_ids)
        return Past(*[await self._pairs(each, some) for each in (_ASKED, _ANSWERED, _MUTED)])

    async def _pairs(self, statement: Any, some: Sequence[int]) -> frozenset[tuple[int, int]]:
        rows = await self.connection.execute(statement, {"some": some})
        return frozenset((row[0], row[1]) for row in rows)

    async def choose(self, chosen: Iterable[tuple[int, int, int | None]], *, otherwise: datetime) -> None:
        """Let messages ask these: (message, opportunity, ask).

        Where that ask reached the citizen meanwhile, something is looked for again at `otherwise`.
        """
        values = [{"delivery": key, "what": what, "ask": ask} for key, what, ask in chosen]
        if values:
            await self.connection.execute(_CHOOSE, values)
            later = [{"delivery": one["delivery"], "later": otherwise} for one in values]
            await self.connection.execute(_FULL, later)

    async def defer(self, deferred: Iterable[tuple[int, str, datetime]]) -> None:
        """Look for these again later, keeping why nothing was found: (message, reason, when)."""
        values = [{"delivery": key, "why": why, "later": later} for key, why, later in deferred]
        if values:
            await self.connection.execute(_LATER, values)

    async def give_up(self, given_up: Iterable[tuple[int, str]], *, now: datetime) -> None:
        """Nothing was found for these until it was too late: (message, reason)."""
        given = list(given_up)
        values = [{"delivery": key, "why": why, "now": now} for key, why in given]
        if values:
            some = {"some": sorted({key for key, _ in given})}
            rows = await self.connection.execute(_STILL_PLANNED, some)
            over = [one for row in rows for one in tallies_of(row, DeliveryState.SKIPPED.value, now)]
            await self.connection.execute(_OVER, values)
            await Tallies(self.connection).add(over)


def _terms(row: Any, wordings: frozenset[str]) -> Terms:
    return Terms(
        organisation_id=row.organisation,
        languages=tuple(row.needs.replace(",", " ").split()),
        written=wordings | {row.language},
        free=row.free,
        load=row.load,
        ask_id=row.id,
        audience=audience_of(row) if row.id is not None else None,
    )


def _unchosen(row: Any) -> Unchosen:
    return Unchosen(
        id=row.delivery,
        citizen_id=row.id,
        step=Step(row.step),
        profile=profile_of(row),
        language=row.language,
        first=row.first,
        deadline=row.deadline,
    )
