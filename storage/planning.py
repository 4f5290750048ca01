"""Planning: whom the next wave of an ask goes to, and how many an ask would reach and why not more."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import and_, exists, select, update

from campaign import asking, waves
from campaign.budget import DEFAULT, Budget
from campaign.records import Ask, Audience, Opportunity
from campaign.values import AskState, DeliveryState, Often, WhyNot
from storage import audience as find
from storage import schema
from storage.queries import Queries

LOOKED = 10
LOOKED_AT_LEAST = 1_000
"""Of how many a wave is chosen at first, for each that is wanted and in any case: some cannot be asked."""
_A, _D, _O = schema.asks.c, schema.deliveries.c, schema.opportunities.c


@dataclass(frozen=True, slots=True)
class Preview:
    """How many an ask would reach now, and how many of its audience not and why.

    `fallback` is how many of those it reaches read its words in another language than theirs, by theirs.
    """

    count: int
    left_out: dict[WhyNot, int] = field(default_factory=dict)
    fallback: dict[str, int] = field(default_factory=dict)


class Planning(Queries):
    """Queries that choose and count citizens for an ask."""

    __slots__ = ()

    async def is_behind(self, ask_id: int, now: datetime) -> bool:
        """Whether messages of this ask are due that did not go yet."""
        left = exists().where(
            _D.ask_id == ask_id,
            _D.state == DeliveryState.PLANNED.value,
            _D.due <= now,
            _D.citizen_id.is_not(None),
        )
        return bool((await self.connection.execute(select(left))).scalar_one())

    async def choose(
        self, ask: Ask, *, now: datetime, near: Mapping[str, float], budget: Budget = DEFAULT
    ) -> list[tuple[int, int]]:
        """Whom the next wave would go to, (citizen, fit), best fit first; nothing is changed.

        Where the ask reaches many, those whom it fits best are looked at first, and all only where these are
        too few.
        """
        free = await self.connection.execute(select(_O.places - _O.taken).where(_O.id == ask.opportunity_id))
        wanted = waves.size(free.scalar_one_or_none() or 0)
        if not wanted:
            return []
        search = await self._search(
            ask.opportunity_id, ask.audience, near, now, budget, ask_id=ask.id, own=_own(ask)
        )
        chosen: Sequence[Any] = []
        for looked in (wanted * LOOKED + LOOKED_AT_LEAST, None):
            found = await self.connection.execute(find.best(search, wanted, looked=looked))
            chosen = found.all()
            if len(chosen) == wanted:
                break
        return [(row[0], row[1]) for row in chosen]

    async def plan(
        self, ask: Ask, chosen: Sequence[tuple[int, int]], *, now: datetime, budget: Budget = DEFAULT
    ) -> int:
        """Plan the next wave of an ask to those chosen, and set when the one after it is due; to how many.

        None where the ask has moved on since it was read: another process was first, or it no longer goes
        out.
        """
        due = budget.next_sending(now)
        wave = ask.wave + bool(chosen)
        mine = and_(_A.id == ask.id, _A.wave == ask.wave, _A.state == AskState.SENDING.value)
        moved = await self.connection.execute(
            update(schema.asks)
            .where(mine, _A.next_wave == ask.next_wave)
            .values(wave=wave, next_wave=waves.next_wave(due, ask.gap, budget))
        )
        if not moved.rowcount or not chosen:
            return 0
        search = await self._search(
            ask.opportunity_id, ask.audience, {}, now, budget, ask_id=ask.id, own=_own(ask)
        )
        return (await self.connection.execute(find.plan(search, chosen, wave=wave))).rowcount

    async def preview(
        self,
        opportunity: Opportunity,
        audience: Audience,
        *,
        now: datetime,
        near: Mapping[str, float],
        languages: Mapping[str, str],
        ask_id: int | None = None,
        budget: Budget = DEFAULT,
    ) -> Preview:
        """How many an ask to this audience would reach now, and how many not and why.

        `languages` tells for each language in which one its readers get the words. `ask_id` names an ask that
        went out already, so that those who had it are told apart.
        """
        written = {asking.plain(code) for code in languages if languages[code] == asking.plain(code)}
        search = await self._search(
            opportunity.id, audience, near, now, budget, ask_id=ask_id or 0, written=written
        )
        left_out: dict[WhyNot, int] = {}
        fallback: dict[str, int] = {}
        count = 0
        for row in await self.connection.execute(find.counted(search)):
            if row.why is not None:
                reason = WhyNot(row.why)
                left_out[reason] = left_out.get(reason, 0) + row.number
                continue
            count += row.number
            language = row.language or asking.UNKNOWN_LANGUAGE
            plain = asking.plain(language)
            if languages.get(language, plain) != plain:
                fallback[plain] = fallback.get(plain, 0) + row.number
        return Preview(count, left_out, fallback)

    async def _search(
        self,
        opportunity_id: int,
        audience: Audience,
        near: Mapping[str, float],
        now: datetime,
        budget: Budget,
        *,
        ask_id: int,
        written: Iterable[str] | None = None,
        own: str = "",
    ) -> find.Search:
        row = (
            await self.connection.execute(
                select(
                    _O.organisation_id, _O.likes, _O.times, _O.often, _O.online, _O.language, _O.languages
                ).where(_O.id == opportunity_id)
            )
        ).one()
        if written is None:
            more = select(schema.wordings.c.language).where(
                schema.wordings.c.opportunity_id == opportunity_id
            )
            written = {row.language, *(await self.connection.execute(more)).scalars()}
            if own:
                written &= {own}
        aim = asking.Aim(
            likes=row.likes,
            times=row.times,
            often=Often(row.often),
            online=row.online,
            languages=asking.needed(row.languages.replace(",", " ").split(), audience, written),
            audience=audience,
        )
        due = budget.next_sending(now)
        return find.Search(
            aim, opportunity_id, row.organisation_id, ask_id, near, now, due, budget, self.embedded
        )


def _own(ask: Ask) -> str:
    """The only language in which all of an ask can be read; empty where it has no words of its own."""
    return ask.words_language if ask.words else ""
