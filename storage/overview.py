"""What the team and the desks look over: what waits, what runs, what nobody answered."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, case, exists, func, or_, select, union

from campaign.records import Together
from campaign.values import Answer, AskState, DeliveryState, OrganisationState
from storage import schema
from storage.organisations import MADE_HERE
from storage.queries import Queries

_A, _O, _G = schema.asks.c, schema.opportunities.c, schema.organisations.c
_I, _R, _P = schema.introductions.c, schema.replies.c, schema.reports.c
_RUNNING = (AskState.WAITING.value, AskState.SENDING.value, AskState.PAUSED.value)
_UNCONFIRMED = (
    _I.at.is_not(None),
    _I.over.is_(None),
    _I.confirmed.is_(None),
    _R.answer == Answer.YES.value,
)


@dataclass(frozen=True, slots=True)
class Waiting:
    """How much waits for the team."""

    organisations: int
    asks: int
    reports: int
    yeses: int


@dataclass(frozen=True, slots=True)
class Running:
    """An ask that waits or runs, with whose it is and what it asks."""

    id: int
    state: AskState
    organisation: str
    title: str
    language: str
    made: datetime


@dataclass(frozen=True, slots=True)
class Unanswered:
    """A yes that the organisation did not answer; not whose it is."""

    organisation_id: int
    organisation: str
    opportunity_id: int
    title: str
    language: str
    since: datetime


@dataclass(frozen=True, slots=True)
class Reported:
    """An open report that something is wrong, with what it is about."""

    id: int
    what: str
    at: datetime
    opportunity_id: int
    title: str
    language: str
    organisation: str


class Overview(Queries):
    """Queries that count and list, and change nothing."""

    __slots__ = ()

    async def waiting(self, *, unanswered_before: datetime) -> Waiting:
        """How much waits for the team; a yes from before this moment counts as unanswered."""
        return Waiting(
            organisations=await self._count(
                select(func.count()).where(
                    _G.state == OrganisationState.WAITING.value, _G.source == MADE_HERE, _G.contact != ""
                )
            ),
            asks=await self._count(select(func.count()).where(_A.state == AskState.WAITING.value)),
            reports=await self._count(select(func.count()).where(_P.settled.is_(None))),
            yeses=await self._count(_unanswered(select(func.count()), unanswered_before)),
        )

    async def asks(self, *, limit: int) -> list[Running]:
        """The asks that wait, run or are paused: those that wait for the team first, then the newest."""
        found = await self.connection.execute(
            select(_A.id, _A.state, _A.made, _G.name.label("organisation"), _O.title, _O.language)
            .join_from(schema.asks, schema.opportunities, _O.id == _A.opportunity_id)
            .join(schema.organisations, _G.id == _A.organisation_id)
            .where(_A.state.in_(_RUNNING))
            .order_by(case((_A.state == AskState.WAITING.value, 0), else_=1), _A.id.desc())
            .limit(limit)
        )
        return [
            Running(row.id, AskState(row.state), row.organisation, row.title, row.language, row.made)
            for row in found
        ]

    async def unanswered(self, *, before: datetime, limit: int) -> list[Unanswered]:
        """The yeses from before a moment that nobody answered, the longest waiting first."""
        columns = (
            _G.id.label("organisation_id"),
            _G.name.label("organisation"),
            _O.id.label("opportunity_id"),
            _O.title,
            _O.language,
            _I.at.label("since"),
        )
        found = await self.connection.execute(
            _unanswered(select(*columns), before).order_by(_I.at, _I.id).limit(limit)
        )
        return [Unanswered(**row._mapping) for row in found]

    async def reports(self, *, limit: int) -> list[Reported]:
        """The open reports that something is wrong, the newest first."""
        found = await self.connection.execute(
            select(
                _P.id,
                _P.what,
                _P.at,
                _P.opportunity_id,
                _O.title,
                _O.language,
                _G.name.label("organisation"),
            )
            .join_from(schema.reports, schema.opportunities, _O.id == _P.opportunity_id)
            .join(schema.organisations, _G.id == _O.organisation_id)
            .where(_P.settled.is_(None))
            .order_by(_P.id.desc())
            .limit(limit)
        )
        return [Reported(**row._mapping) for row in found]

    async def running_of(self, organisation_id: int) -> int:
        """How many asks of an organisation wait, run or are paused."""
        return await self._count(
            select(func.count()).where(_A.organisation_id == organisation_id, _A.state.in_(_RUNNING))
        )

    async def unconfirmed_of(self, organisation_id: int) -> int:
        """How many yeses an organisation has not answered yet."""
        return await self._count(
            select(func.count())
            .select_from(schema.introductions)
            .join(schema.replies, _R.id == _I.reply_id)
            .join(schema.opportunities, _O.id == _R.opportunity_id)
            .where(_O.organisation_id == organisation_id, *_UNCONFIRMED)
        )

    async def claimed(self) -> bool:
        """Whether any message is being sent at this moment."""
        rows, claimed = (schema.deliveries, schema.notices), DeliveryState.CLAIMED.value
        return bool(await self._count(select(or_(*(exists().where(one.c.state == claimed) for one in rows)))))

    async def together(self, since: datetime) -> Together:
        """What came of asking from this moment on: people who were asked for something, yeses that stand."""
        deliveries, citizens = schema.deliveries.c, schema.citizens.c
        went = deliveries.state.in_((DeliveryState.SENT.value, DeliveryState.UNKNOWN.value))
        people = union(
            select(deliveries.citizen_id.label("id")).where(
                went, deliveries.due >= since, deliveries.opportunity_id.is_not(None)
            ),
            select(citizens.id).where(citizens.asked >= since),
        ).subquery()
        yes = select(func.count()).where(_R.answer == Answer.YES.value, _R.at >= since)
        asked = await self._count(select(func.count()).select_from(people))
        return Together(asked, await self._count(yes))

    async def _count(self, statement: Select[Any]) -> int:
        return int((await self.connection.execute(statement)).scalar_one())


def _unanswered(columns: Select[Any], before: datetime) -> Select[Any]:
    return (
        columns.select_from(schema.introductions)
        .join(schema.replies, _R.id == _I.reply_id)
        .join(schema.opportunities, _O.id == _R.opportunity_id)
        .join(schema.organisations, _G.id == _O.organisation_id)
        .where(_G.source == MADE_HERE, _I.at < before, *_UNCONFIRMED)
    )
