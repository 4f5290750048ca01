"""The ledger of asking: sums over the asks that citizens made, and nothing of any one person."""

from collections.abc import Sequence
from datetime import datetime
from itertools import pairwise
from typing import Any

from sqlalchemy import ColumnElement, Subquery, and_, case, exists, func, literal, or_, select

from campaign.ledger import Branch, Generation
from campaign.values import Answer
from storage import schema
from storage.queries import Queries

_I, _O, _R, _N = schema.invitations.c, schema.openings.c, schema.replies.c, schema.introductions.c
_BEST = (Answer.YES, Answer.MAYBE, Answer.NO)


class Ledger(Queries):
    """Queries that count asks by when they were made; what came of them counts whenever it came."""

    __slots__ = ()

    async def generations(
        self, *, since: datetime | None = None, until: datetime | None = None
    ) -> list[Generation]:
        """The asks made from one moment on, before another, generation by generation."""
        made = []
        if since is not None:
            made.append(_I.made >= since)
        if until is not None:
            made.append(_I.made < until)
        return [_generation(row) for row in await self._sums(literal(0), *made)]

    async def weeks(self, bounds: Sequence[datetime]) -> list[list[Generation]]:
        """The same for each of the weeks between these moments, which follow each other."""
        week = case(*((_I.made < until, literal(number)) for number, until in enumerate(bounds[1:])))
        rows = await self._sums(week, _I.made >= bounds[0], _I.made < bounds[-1])
        return [
            [_generation(row) for row in rows if row.week == number]
            for number, _ in enumerate(pairwise(bounds))
        ]

    async def chain(self, limit: int) -> list[Branch]:
        """Asks in their trees, the newest tree first, each after the one it grew from; no more than so many.

        A tree that does not fit is cut at its last generations. Nothing here says who asked.
        """
        tree = _trees(limit)
        people = select(func.count()).where(_O.invitation_id == tree.c.id).scalar_subquery()
        rank = case(*((_R.answer == answer.value, number) for number, answer in enumerate(_BEST)))
        best = select(func.min(rank)).where(_R.invitation_id == tree.c.id).scalar_subquery()
        rows = await self.connection.execute(
            select(tree, people.label("opened"), best.label("best"))
            .order_by(tree.c.root.desc(), tree.c.generation, tree.c.id)
            .limit(limit)
        )
        return [Branch(row.id, row.parent_id, row.generation, row.opened, _answer(row.best)) for row in rows]

    async def _sums(self, week: ColumnElement[Any], *made: ColumnElement[bool]) -> Sequence[Any]:
        """All sums in one pass: each ask beside what came of it, added up by week and generation."""
        opened, grown, answered = _opened(), _grown(), _answered()
        people, asks = func.coalesce(opened.c.people, 0), func.coalesce(grown.c.asks, 0)
        sums = {
            "asks": func.count(),
            "reached": func.count(opened.c.people),
            "opened": func.sum(people),
            "new": func.sum(opened.c.new),
            "answered": func.sum(answered.c.answers),
            "yes": func.sum(answered.c.yes),
            "introduced": func.sum(answered.c.introduced),
            "matched": func.sum(answered.c.matched),
            "grown": func.sum(asks),
            "opened_squared": func.sum(people * people),
            "grown_squared": func.sum(asks * asks),
            "opened_times_grown": func.sum(people * asks),
        }
        number = _I.generation.label("number")
        statement = (
            select(week.label("week"), number, *(one.label(name) for name, one in sums.items()))
            .select_from(schema.invitations)
            .outerjoin(opened, opened.c.id == _I.id)
            .outerjoin(grown, grown.c.id == _I.id)
            .outerjoin(answered, answered.c.id == _I.id)
            .where(*made)
            .group_by("week", "number")
            .order_by("week", "number")
        )
        return (await self.connection.execute(statement)).all()


def _generation(row: Any) -> Generation:
    return Generation(**{name: int(row._mapping[name] or 0) for name in Generation.__slots__})


def _answer(best: int | None) -> Answer | None:
    return None if best is None else _BEST[best]


def _trees(limit: int) -> Subquery:
    """So many of the newest trees, with all that grew in them."""
    columns = (_I.id, _I.parent_id, _I.generation)
    newest = select(_I.id).where(_I.parent_id.is_(None)).order_by(_I.id.desc()).limit(limit).subquery()
    roots = select(*columns, _I.id.label("root")).where(_I.id.in_(select(newest.c.id)))
    tree = roots.cte("tree", recursive=True)
    grown = select(*columns, tree.c.root).join_from(tree, schema.invitations, _I.parent_id == tree.c.id)
    return select(tree.union_all(grown)).subquery()


def _opened() -> Subquery:
    """How many people opened each ask, and how many of them it brought here."""
    return (
        select(_O.invitation_id.label("id"), func.count().label("people"), _number(_O.first).label("new"))
        .where(_O.invitation_id.is_not(None))
        .group_by(_O.invitation_id)
        .subquery("opened")
    )


def _grown() -> Subquery:
    """How many asks were made by the people whom each ask brought."""
    return (
        select(_I.parent_id.label("id"), func.count().label("asks"))
        .where(_I.parent_id.is_not(None))
        .group_by(_I.parent_id)
        .subquery("grown")
    )


def _answered() -> Subquery:
    """What was answered to each ask, and how far the yeses that stand have come."""
    yes = _R.answer == Answer.YES.value
    introduced = exists().where(_N.reply_id == _R.id, _N.at.is_not(None))
    told = exists().where(_N.reply_id == _R.id, _N.matched)
    return (
        select(
            _R.invitation_id.label("id"),
            func.count().label("answers"),
            _number(yes).label("yes"),
            _number(and_(yes, introduced)).label("introduced"),
            _number(and_(yes, or_(_R.matched, told))).label("matched"),
        )
        .where(_R.invitation_id.is_not(None))
        .group_by(_R.invitation_id)
        .subquery("answered")
    )


def _number(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.sum(case((condition, 1), else_=0))
