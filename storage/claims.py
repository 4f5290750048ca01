"""Claiming: what is due is looked at again and taken just before it is sent, so that nothing goes twice."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Date, Select, and_, bindparam, case, exists, func, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite

from campaign import lots
from campaign.budget import Budget
from campaign.lots import Way
from campaign.nudges import ASKING, FREE, Step
from campaign.sending import BUSY, Standing, is_missed, why_not_now
from campaign.statistics import measures_of
from campaign.values import AskState, DeliveryState, OrganisationState, WhyNot
from storage import schema
from storage.brake import Brake
from storage.queries import Queries
from storage.rests import resting_moments
from storage.tallies import Tallies, Tally, tally

SPARE = 20
"""Planned rows looked at beyond those wanted, since some are held back; a quarter more where that is more."""
UNCHOSEN = -1
"""The fit of a message that asks one thing of which it is not chosen yet what."""
TRIES = 5
"""How often others are looked at where all were held back."""

_NEVER = datetime.max.replace(tzinfo=UTC)
_D, _A, _C, _M = schema.deliveries.c, schema.asks.c, schema.citizens.c, schema.moments.c
_O, _G = schema.opportunities.c, schema.organisations.c
_FIRST = schema.deliveries.alias("first")
_SAME = _FIRST.c.opportunity_id == _D.opportunity_id
_ASK = func.coalesce(_D.ask_id, case((_SAME, _FIRST.c.ask_id)))
"""The ask that is put: a follow-up's is that of the message it follows, where it asks the same."""
_PLANNED, _CLAIMED = DeliveryState.PLANNED.value, DeliveryState.CLAIMED.value
_OF_WHAT_IS_ASKED = (
    WhyNot.MUTED,
    WhyNot.ANSWERED,
    WhyNot.SUSPENDED,
    WhyNot.WITHDRAWN,
    WhyNot.FILLED,
)
"""Reasons that lie in the one thing asked: another can be asked instead."""
_RESTING = (AskState.DRAFT.value, AskState.WAITING.value, AskState.PAUSED.value)
_DUE = (_D.state == _PLANNED, _D.fit >= 0, _D.due <= bindparam("now"), _D.citizen_id.is_not(None))
"""Due, and it is known what they ask: until it is chosen, a moment's ask has a fit below 0."""
_MAY_GO = or_(
    and_(_D.moment_id.is_not(None), _D.moment_id.not_in(resting_moments(bindparam("now")))),
    and_(_D.moment_id.is_(None), exists().where(_A.id == _D.ask_id, _A.state.not_in(_RESTING))),
)
"""Nothing of a moment that rests, nor of an ask; an ask that a moment carries is looked at later."""
_PICK = (
    select(_D.id, _D.citizen_id)
    .where(*_DUE, _MAY_GO)
    .order_by(_D.fit.desc(), _D.due)
    .limit(bindparam("limit"))
    .with_for_update(skip_locked=True)
)
"""In the order of their index, so that a million that wait are not sorted for a handful that go."""
_ANY = select(exists().where(*_DUE, _MAY_GO))
_LOCK = (
    select(_C.id)
    .where(_C.id.in_(bindparam("some", expanding=True)))
    .with_for_update(key_share=True, skip_locked=True)
)
_SPENT = (
    select(func.count())
    .where(
        schema.spent.c.citizen_id == _C.id, schema.spent.c.day.between(bindparam("first"), bindparam("last"))
    )
    .correlate(schema.citizens)
    .scalar_subquery()
)
_TODAY = (
    select(func.count())
    .where(schema.spent.c.citizen_id == _C.id, schema.spent.c.day == bindparam("today"))
    .correlate(schema.citizens)
    .scalar_subquery()
)
_ANSWERED = exists().where(schema.replies.c.citizen_id == _C.id, schema.replies.c.opportunity_id == _O.id)
_MUTED = exists().where(schema.mutes.c.citizen_id == _C.id, schema.mutes.c.organisation_id == _G.id)
_LOOK = (
    select(
        _D.id,
        _A.id.label("ask_id"),
        _D.ask_id.label("own_ask_id"),
        _D.moment_id,
        _D.step,
        _D.fit,
        _D.citizen_id,
        _O.id.label("opportunity_id"),
        _A.state.label("ask_state"),
        _A.deadline,
        _M.deadline.label("moment_deadline"),
        _M.week,
        _M.name,
        _M.tries,
        (_A.second_words != "").label("two_wordings"),
        _G.state.label("organisation_state"),
        _O.open,
        (_O.places - _O.taken).label("free"),
        _C.may_ask,
        _C.stopped,
        _C.paused_until,
        _C.postcode,
        _C.likes,
        _C.chat_id,
        schema.chats.c.language,
        schema.chats.c.waiting,
        schema.chats.c.seen,
        schema.chats.c.blocked,
        _MUTED.label("muted"),
        _ANSWERED.label("answered"),
        _TODAY.label("today"),
        _SPENT.label("this_week"),
    )
    .select_from(schema.deliveries)
    .outerjoin(_FIRST, _FIRST.c.id == _D.first_id)
    .outerjoin(schema.asks, _A.id == _ASK)
    .outerjoin(schema.moments, _M.id == _D.moment_id)
    .outerjoin(schema.opportunities, _O.id == func.coalesce(_D.opportunity_id, _A.opportunity_id))
    .outerjoin(schema.organisations, _G.id == _O.organisation_id)
    .join(schema.citizens, _C.id == _D.citizen_id)
    .join(schema.chats, schema.chats.c.id == _C.chat_id)
    .where(_D.id.in_(bindparam("some", expanding=True)))
)
_CLAIM = (
    update(schema.deliveries)
    .where(_D.id.in_(bindparam("some", expanding=True)))
    .values(
        state=_CLAIMED,
        claimed=bindparam("now"),
        opening=bindparam("new_opening", type_=_D.opening.type),
        wording=bindparam("new_wording", type_=_D.wording.type),
    )
)
_HOLD_BACK = (
    update(schema.deliveries)
    .where(_D.id == bindparam("delivery"))
    .values(state=bindparam("new_state"), reason=bindparam("new_reason"), settled=bindparam("now"))
)
_CHOOSE_AGAIN = (
    update(schema.deliveries)
    .where(_D.id == bindparam("delivery"))
    .values(opportunity_id=None, ask_id=None, fit=UNCHOSEN, due=bindparam("now"))
)
_LATER = update(schema.deliveries).where(_D.id == bindparam("delivery")).values(due=bindparam("new_due"))
_SPEND = {
    embedded: make(schema.spent)
    .from_select(
        ["citizen_id", "day"],
        select(_C.id, bindparam("today", type_=Date)).where(_C.id.in_(bindparam("some", expanding=True))),
    )
    .on_conflict_do_nothing()
    .returning(schema.spent.c.citizen_id)
    for embedded, make in ((True, sqlite.insert), (False, postgresql.insert))
}


@dataclass(frozen=True, slots=True)
class Claimed:
    """A delivery that is this process's to send, with all that its message needs.

    `step` and `week` are a moment's; an ask of an organisation alone has none. `opportunity_id` is what it is
    about, where it is about one thing. `day` is the local day it is spent on, `at` when it was claimed, by
    which this claim is known from a later one; `postcode` and `likes` are the citizen's, to say why. Where
    two ways are tried, `opening` and `wording` are those that the lot puts this citizen to.
    """

    id: int
    ask_id: int | None
    opportunity_id: int | None
    step: Step | None
    week: str | None
    citizen_id: int
    chat_id: int
    language: str | None
    postcode: str | None
    likes: int
    day: date
    at: datetime
    opening: Way | None = None
    wording: Way | None = None

    @property
    def counts(self) -> bool:
        """Whether it counts against the budget."""
        return self.step not in FREE

    @property
    def asks(self) -> bool:
        """Whether it asks one concrete thing."""
        return self.step is None or self.step in ASKING


def due_deliveries() -> Select[datetime]:
    """When those are due that are due by `now` and may go, in their turn."""
    return select(_D.due).where(*_DUE, _MAY_GO).order_by(_D.fit.desc(), _D.due)


class Claims(Queries):
    """Queries that take what is due."""

    __slots__ = ()

    async def any_due(self, *, now: datetime) -> bool:
        """Whether there is anything to claim, hours and brake aside; it takes no lock."""
        return bool((await self.connection.execute(_ANY, {"now": now})).scalar_one())

    async def claim(
        self, limit: int, *, now: datetime, budget: Budget, held_back: Counter[str] | None = None
    ) -> list[Claimed]:
        """Look again at what is due and take at most so many to send, best fit first.

        In one transaction: the brake, the reasons to hold back, the day and the week of each citizen. Whoever
        gets a row must send it and settle it; nobody else gets it. In `held_back` the reasons are counted for
        which others do not go; a deadline that passed is `missed`.
        """
        told = Counter[str]() if held_back is None else held_back
        if not budget.in_hours(now) or await Brake(self.connection).pulled() is not None:
            return []
        wanted = limit + max(SPARE, limit // 4)
        for _ in range(TRIES):
            picked = (await self.connection.execute(_PICK, {"now": now, "limit": wanted})).all()
            taken = await self._take(picked, limit, now, budget, told)
            if taken or len(picked) < wanted:
                return taken
        return []

    async def _take(
        self, picked: Sequence[Any], limit: int, now: datetime, budget: Budget, told: Counter[str]
    ) -> list[Claimed]:
        """Claim of these what may go, and hold back what may not."""
        taken: list[Claimed] = []
        today = budget.day_of(now)
        looked = await self._look(picked, today, budget.week_of(today))
        held: list[tuple[Any, WhyNot | None]] = []
        chosen: set[int] = set()
        for row in looked:
            if len(taken) == limit:
                break
            standing = _standing(row)
            if is_missed(standing, now):
                held.append((row, None))
            elif reason := why_not_now(standing, now, budget.per_week):
                held.append((row, reason))
            elif standing.counts and row.citizen_id in chosen:
                held.append((row, WhyNot.DAY))
            else:
                chosen |= {row.citizen_id} if standing.counts else set()
                taken.append(_claimed(row, today, now))
        counted = [one for one in taken if one.counts]
        spent = await self._spend(counted, today)
        late = {one.id for one in counted if one.citizen_id not in spent}
        held += [(row, WhyNot.DAY) for row in looked if row.id in late]
        told.update(reason.value if reason else DeliveryState.MISSED.value for _, reason in held)
        await self._hold_back(held, now)
        mine = [one for one in taken if one.id not in late]
        for (opening, wording), some in _by_way(mine).items():
            ways = {"new_opening": opening, "new_wording": wording}
            await self.connection.execute(_CLAIM, {"some": some, "now": now, **ways})
        return mine

    async def _look(self, picked: Sequence[Any], today: date, week: tuple[date, date]) -> list[Any]:
        """All that the rule asks about, in their turn; a citizen locked elsewhere is left for later."""
        ids = [row.id for row in picked]
        if ids and not self.embedded:
            some = {"some": sorted({row.citizen_id for row in picked})}
            free = set((await self.connection.execute(_LOCK, some)).scalars())
            ids = [row.id for row in picked if row.citizen_id in free]
        if not ids:
            return []
        asked = {"some": ids, "today": today, "first": week[0], "last": week[1]}
        return sorted(await self.connection.execute(_LOOK, asked), key=_turn)

    async def _spend(self, taken: Sequence[Claimed], today: date) -> set[int]:
        """Take the day of each citizen; those whose day was still free."""
        if not taken:
            return set()
        some = {"some": [one.citizen_id for one in taken], "today": today}
        return set((await self.connection.execute(_SPEND[self.embedded], some)).scalars())

    async def _hold_back(self, held: Iterable[tuple[Any, WhyNot | None]], now: datetime) -> None:
        """Keep why each of these does not go; a moment's ask that is gone is chosen anew."""
        later, again, over, counts = [], [], [], []
        for row, reason in held:
            if reason is WhyNot.BUSY:
                later.append({"delivery": row.id, "new_due": row.seen + BUSY})
                continue
            if row.moment_id is not None and row.step in ASKING and _may_ask_another(row, reason, now):
                again.append({"delivery": row.id, "now": now})
                continue
            state = DeliveryState.MISSED if reason is None else DeliveryState.SKIPPED
            counts += _tallies(row, state, now)
            over.append(
                {
                    "delivery": row.id,
                    "new_state": state.value,
                    "new_reason": reason.value if reason else None,
                    "now": now,
                }
            )
        if later:
            await self.connection.execute(_LATER, later)
        if again:
            await self.connection.execute(_CHOOSE_AGAIN, again)
        if over:
            await self.connection.execute(_HOLD_BACK, over)
            await Tallies(self.connection).add(counts)


def _tallies(row: Any, state: DeliveryState, now: datetime) -> list[Tally]:
    """Where a message counts that is held back: of the ask that it carries, not of one it reminds of."""
    measures = measures_of(state, None, of_moment=row.moment_id is not None, step=row.step)
    return [tally(now, one, ask_id=row.own_ask_id, moment_id=row.moment_id) for one in measures]


def _may_ask_another(row: Any, reason: WhyNot | None, now: datetime) -> bool:
    """Whether what holds it back lies in the one thing asked, so that there is time to ask another."""
    if reason is None:
        return row.moment_deadline is None or row.moment_deadline > now
    return reason in _OF_WHAT_IS_ASKED


def _turn(row: Any) -> tuple[int, datetime, int]:
    """Best fit first, then the nearest deadline."""
    return -row.fit, _deadline(row) or _NEVER, row.id


def _deadline(row: Any) -> datetime | None:
    asks = row.step is None or row.step in ASKING
    deadlines = [one for one in (row.deadline if asks else None, row.moment_deadline) if one is not None]
    return min(deadlines, default=None)


def _standing(row: Any) -> Standing:
    step = Step(row.step) if row.step else None
    asks = step is None or step in ASKING
    return Standing(
        ask=AskState(row.ask_state) if row.ask_state and asks else None,
        organisation=OrganisationState(row.organisation_state) if row.organisation_state else None,
        deadline=_deadline(row),
        open=row.open is not False,
        free=1 if row.free is None or step is Step.PLAN else row.free,
        counts=step not in FREE,
        may_ask=bool(row.may_ask),
        stopped=row.stopped,
        paused_until=row.paused_until,
        blocked=row.blocked is not None,
        muted=bool(row.muted),
        answered=asks and bool(row.answered),
        waits=row.waiting is not None,
        seen=row.seen,
        today=row.today,
        this_week=row.this_week,
    )


def _by_way(claimed: Iterable[Claimed]) -> dict[tuple[Way | None, Way | None], list[int]]:
    """The ids of these by opening and wording: all together, where nothing is tried."""
    found: dict[tuple[Way | None, Way | None], list[int]] = {}
    for one in claimed:
        found.setdefault((one.opening, one.wording), []).append(one.id)
    return found


def _claimed(row: Any, today: date, now: datetime) -> Claimed:
    step, who = Step(row.step) if row.step else None, row.citizen_id
    says_words = row.two_wordings and (step is None or step in ASKING)
    return Claimed(
        id=row.id,
        ask_id=row.ask_id,
        opportunity_id=row.opportunity_id,
        step=step,
        week=row.week,
        citizen_id=row.citizen_id,
        chat_id=row.chat_id,
        language=row.language,
        postcode=row.postcode,
        likes=row.likes,
        day=today,
        at=now,
        opening=lots.of_moment(who, row.week, row.name) if step and row.tries == step else None,
        wording=lots.of_ask(who, row.ask_id) if says_words else None,
    )
