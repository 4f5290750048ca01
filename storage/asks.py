"""Asks of organisations: how they stand, how they go, and when their next wave is due."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Select, and_, bindparam, exists, func, insert, or_, select, update

from campaign.records import Ask, Audience
from campaign.values import Answer, AskState, DeliveryState, Door, Reason, WhyNot
from storage import schema
from storage.matches import Matches
from storage.planning import Planning, Preview

__all__ = ["Asks", "Preview", "Progress"]

_A, _D, _R, _O = schema.asks.c, schema.deliveries.c, schema.replies.c, schema.opportunities.c
_RUNNING = (AskState.WAITING.value, AskState.SENDING.value, AskState.PAUSED.value)
_OVER = (AskState.FILLED, AskState.ENDED, AskState.STOPPED, AskState.REFUSED)
_ARRIVED = (DeliveryState.SENT.value, DeliveryState.UNKNOWN.value)
_DUE = (
    select(schema.asks)
    .where(_A.state == AskState.SENDING.value, _A.next_wave <= bindparam("now"))
    .order_by(_A.next_wave, _A.id)
)
_PAST = and_(
    _A.state.in_(_RUNNING),
    or_(
        _A.deadline <= bindparam("now"),
        exists().where(_O.id == _A.opportunity_id, func.coalesce(_O.ends, _O.starts) < bindparam("now")),
        exists().where(_O.id == _A.opportunity_id, ~_O.open, _A.state == AskState.SENDING.value),
    ),
)
_FULL = and_(
    _A.state == AskState.SENDING.value, exists().where(_O.id == _A.opportunity_id, _O.taken >= _O.places)
)
_ALL_PAST, _ALL_FULL = select(_A.id).where(_PAST), select(_A.id).where(_FULL)
_ASK_OF = (
    select(_D.ask_id)
    .join_from(schema.deliveries, schema.asks, _A.id == _D.ask_id)
    .where(
        _D.citizen_id == bindparam("citizen"),
        _A.opportunity_id == bindparam("opportunity"),
        _D.state.in_(_ARRIVED),
    )
    .order_by(_D.id.desc())
    .limit(1)
)


@dataclass(frozen=True, slots=True)
class Progress:
    """How an ask goes, in numbers.

    `planned` are still to go, `unknown` may have arrived, `skipped` were held back or could not be reached.
    `matched` are the yeses of which either side says that they came true. The replies are those that came by
    this ask; `places` and `taken` are the opportunity's.
    """

    planned: int
    sent: int
    unknown: int
    skipped: dict[WhyNot, int]
    yes: int
    maybe: int
    no: int
    reasons: dict[Reason, int]
    places: int
    taken: int
    missed: int = 0
    failed: int = 0
    matched: int = 0


class Asks(Planning):
    """Queries about asks."""

    __slots__ = ()

    async def add(
        self,
        organisation_id: int,
        opportunity_id: int,
        *,
        state: AskState,
        words: str,
        audience: Audience,
        starts: datetime | None,
        deadline: datetime | None,
        gap: int,
        now: datetime,
        words_language: str | None = None,
        second_words: str = "",
    ) -> int:
        """A new ask; its id. Its words are in the opportunity's language unless another is named."""
        written = select(_O.language).where(_O.id == opportunity_id).scalar_subquery()
        values = {
            **_columns(audience),
            "organisation_id": organisation_id,
            "opportunity_id": opportunity_id,
            "state": state.value,
            "words": words,
            "words_language": (words_language or written) if words else "",
            "second_words": second_words if words else "",
            "starts": starts,
            "deadline": deadline,
            "gap": gap,
            "made": now,
        }
        made = await self.connection.execute(insert(schema.asks).values(values).returning(_A.id))
        number: int = made.scalar_one()
        if state is AskState.SENDING:
            await self.set_state(number, state, now=now)
        return number

    async def get(self, ask_id: int) -> Ask | None:
        """The ask with this id, whosever it is."""
        row = (await self.connection.execute(select(schema.asks).where(_A.id == ask_id))).one_or_none()
        return None if row is None else _ask(row)

    async def access(self, organisation_id: int, ask_id: int) -> Ask | None:
        """The ask with this id, where it is this organisation's."""
        mine = select(schema.asks).where(_A.id == ask_id, _A.organisation_id == organisation_id)
        row = (await self.connection.execute(mine)).one_or_none()
        return None if row is None else _ask(row)

    async def of_organisation(self, organisation_id: int) -> list[Ask]:
        """All asks of an organisation, those in the making too, newest first."""
        mine = select(schema.asks).where(_A.organisation_id == organisation_id)
        return [_ask(row) for row in await self.connection.execute(mine.order_by(_A.id.desc()))]

    async def sent(self, *, organisation_id: int | None = None, skip: int = 0, limit: int) -> list[Ask]:
        """The asks that ever went out, of everybody or of one organisation, the newest first."""
        some = select(schema.asks).where(_A.sent.is_not(None)).order_by(_A.sent.desc(), _A.id.desc())
        if organisation_id is not None:
            some = some.where(_A.organisation_id == organisation_id)
        return [_ask(row) for row in await self.connection.execute(some.offset(skip).limit(limit))]

    async def latest_of_opportunity(self, opportunity_id: int) -> Ask | None:
        """The newest ask for an opportunity, however it stands."""
        newest = (
            select(schema.asks).where(_A.opportunity_id == opportunity_id).order_by(_A.id.desc()).limit(1)
        )
        row = (await self.connection.execute(newest)).one_or_none()
        return None if row is None else _ask(row)

    async def waiting(self) -> list[Ask]:
        """The asks that wait for the team, the oldest first."""
        some = select(schema.asks).where(_A.state == AskState.WAITING.value).order_by(_A.id)
        return [_ask(row) for row in await self.connection.execute(some)]

    async def due(self, now: datetime) -> list[Ask]:
        """The asks that go out and whose next wave is due, the longest due first."""
        return [_ask(row) for row in await self.connection.execute(_DUE, {"now": now})]

    async def change(self, ask_id: int, *, audience: Audience | None = None, **columns: Any) -> None:
        """Set some columns of an ask; TypeError for one that is none."""
        unknown = columns.keys() - _A.keys()
        if unknown:
            raise TypeError(f"an ask has no {sorted(unknown)}")
        new = {**columns, **(_columns(audience) if audience is not None else {})}
        await self.connection.execute(update(schema.asks).where(_A.id == ask_id).values(new))

    async def set_state(self, ask_id: int, state: AskState, *, why: str | None = None, now: datetime) -> None:
        """Set how an ask stands; the first time that it goes out is remembered, and when it was over."""
        values: dict[str, Any] = {"state": state.value, "why": why}
        if state is AskState.SENDING:
            values |= {"sent": func.coalesce(_A.sent, now), "ended": None}
            values["next_wave"] = func.coalesce(_A.next_wave, _A.starts, now)
        elif state in _OVER:
            values |= {"ended": now, "next_wave": None}
        await self.connection.execute(update(schema.asks).where(_A.id == ask_id).values(values))

    async def ever_sent(self, organisation_id: int) -> bool:
        """Whether an ask of this organisation ever went out."""
        sent = exists().where(_A.organisation_id == organisation_id, _A.sent.is_not(None))
        return bool((await self.connection.execute(select(sent))).scalar_one())

    async def same_words_lately(self, organisation_id: int, digest: str, *, since: datetime) -> bool:
        """Whether this organisation put out the same words from this moment on."""
        same = exists().where(
            _A.organisation_id == organisation_id,
            _A.digest == digest,
            _A.state != AskState.DRAFT.value,
            func.coalesce(_A.sent, _A.made) >= since,
        )
        return bool((await self.connection.execute(select(same))).scalar_one())

    async def suspend_all(self, organisation_id: int, *, now: datetime) -> list[int]:
        """Stop all asks of an organisation that is suspended; which they were."""
        running = and_(_A.organisation_id == organisation_id, _A.state.in_(_RUNNING))
        return await self._end(select(_A.id).where(running), running, AskState.STOPPED, "suspended", now)

    async def end_overdue(self, now: datetime) -> list[int]:
        """End the asks whose deadline has passed or whose opportunity is over; which they were."""
        return await self._end(_ALL_PAST, _PAST, AskState.ENDED, None, now)

    async def _end(
        self, all_: Select[Any], which: Any, state: AskState, why: str | None, now: datetime
    ) -> list[int]:
        some = (await self.connection.execute(all_, {"now": now})).scalars().all()
        if not some:
            return []
        values = {"state": state.value, "why": why, "ended": now, "next_wave": None}
        ended = update(schema.asks).where(_A.id.in_(some), which).values(values).returning(_A.id)
        return sorted((await self.connection.execute(ended, {"now": now})).scalars())

    async def fill(self, now: datetime) -> list[int]:
        """End the asks that go out for something that is full; which they were."""
        return await self._end(_ALL_FULL, _FULL, AskState.FILLED, None, now)

    async def ask_of(self, citizen_id: int, opportunity_id: int) -> int | None:
        """The last ask by which this citizen was asked to do it."""
        asked = {"citizen": citizen_id, "opportunity": opportunity_id}
        return (await self.connection.execute(_ASK_OF, asked)).scalar_one_or_none()

    async def progress(self, ask_id: int) -> Progress:
        """How the ask goes; LookupError where there is none."""
        room = await self.connection.execute(
            select(_O.places, _O.taken)
            .join_from(schema.asks, schema.opportunities, _O.id == _A.opportunity_id)
            .where(_A.id == ask_id)
        )
        places = room.one_or_none()
        if places is None:
            raise LookupError(f"ask {ask_id}")
        went = await self.connection.execute(
            select(_D.state, _D.reason, func.count().label("number"))
            .where(_D.ask_id == ask_id)
            .group_by(_D.state, _D.reason)
        )
        said = await self.connection.execute(
            select(_R.answer, _R.reason, func.count().label("number"))
            .where(_R.ask_id == ask_id)
            .group_by(_R.answer, _R.reason)
        )
        progress = _progress(went.all(), said.all(), places.places, places.taken)
        return replace(progress, matched=await Matches(self.connection).of_ask(ask_id))


def _progress(went: Iterable[Any], said: Iterable[Any], places: int, taken: int) -> Progress:
    states = dict.fromkeys(DeliveryState, 0)
    skipped: dict[WhyNot, int] = {}
    answers = dict.fromkeys(Answer, 0)
    reasons: dict[Reason, int] = {}
    for row in went:
        state = DeliveryState(row.state)
        states[state] += row.number
        if state is DeliveryState.REFUSED:
            _count(skipped, WhyNot.BLOCKED, row.number)
        elif state is DeliveryState.SKIPPED and row.reason:
            _count(skipped, WhyNot(row.reason), row.number)
    for row in said:
        answers[Answer(row.answer)] += row.number
        if row.reason:
            _count(reasons, Reason(row.reason), row.number)
    return Progress(
        planned=states[DeliveryState.PLANNED] + states[DeliveryState.CLAIMED],
        sent=states[DeliveryState.SENT],
        unknown=states[DeliveryState.UNKNOWN],
        skipped=skipped,
        yes=answers[Answer.YES],
        maybe=answers[Answer.MAYBE],
        no=answers[Answer.NO],
        reasons=reasons,
        places=places,
        taken=taken,
        missed=states[DeliveryState.MISSED],
        failed=states[DeliveryState.FAILED],
    )


def _count(counts: dict[Any, int], what: Any, number: int) -> None:
    counts[what] = counts.get(what, 0) + number


def _columns(audience: Audience) -> dict[str, Any]:
    """An audience as columns of the table."""
    joined = {"languages": ",".join(audience.languages), "doors": ",".join(audience.doors)}
    return {**asdict(audience), **joined}


def _ask(row: Any) -> Ask:
    return Ask(
        id=row.id,
        organisation_id=row.organisation_id,
        opportunity_id=row.opportunity_id,
        state=AskState(row.state),
        why=row.why,
        words=row.words,
        words_language=row.words_language,
        audience=audience_of(row),
        starts=row.starts,
        deadline=row.deadline,
        gap=row.gap,
        wave=row.wave,
        next_wave=row.next_wave,
        made=row.made,
        sent=row.sent,
        ended=row.ended,
        second_words=row.second_words,
    )


def audience_of(row: Any) -> Audience:
    """The audience in a row that holds all columns of an ask."""
    return Audience(
        likes=row.likes,
        times=row.times,
        radius=row.radius,
        languages=tuple(row.languages.split(",")) if row.languages else (),
        doors=tuple(Door(door) for door in row.doors.split(",")) if row.doors else (),
        only_own_language=row.only_own_language,
    )
