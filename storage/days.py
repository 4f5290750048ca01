"""What happened day by day: what went out, what was answered, what was held back and why."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any

from sqlalchemy import ColumnElement, FromClause, case, func, literal, select

from campaign.values import Answer, DeliveryState
from storage import schema
from storage.queries import Queries

MISSED = DeliveryState.MISSED.value
"""Stands for the reason where a message's time was over."""

_D, _R = schema.deliveries.c, schema.replies.c
_WENT = frozenset({DeliveryState.SENT.value, DeliveryState.UNKNOWN.value})
_HELD = frozenset({DeliveryState.SKIPPED.value, MISSED})


@dataclass(frozen=True, slots=True)
class Day:
    """One local day, [first, until) in UTC.

    `sent` is how many messages of asks and moments went out, or may have; `touched` how many were tapped
    under for the first time. `answers` counts replies by answer, `held` what was held back by reason.
    """

    first: datetime
    until: datetime
    sent: int
    touched: int
    answers: Mapping[Answer, int]
    held: Mapping[str, int]


class Days(Queries):
    """Queries that count by day, and change nothing."""

    __slots__ = ()

    async def between(self, midnights: Sequence[datetime]) -> list[Day]:
        """The days between these local midnights (UTC), which follow each other."""
        settled = await self._counts(schema.deliveries, _D.settled, midnights, _D.state, _D.reason)
        touched = await self._counts(schema.deliveries, _D.touched, midnights)
        replies = await self._counts(schema.replies, _R.at, midnights, _R.answer)
        return [
            Day(
                first,
                until,
                sent=sum(row.number for row in settled if row.day == day and row.state in _WENT),
                touched=sum(row.number for row in touched if row.day == day),
                answers={Answer(row.answer): row.number for row in replies if row.day == day},
                held=_held(row for row in settled if row.day == day and row.state in _HELD),
            )
            for day, (first, until) in enumerate(pairwise(midnights))
        ]

    async def _counts(
        self, table: FromClause, moment: Any, midnights: Sequence[datetime], *by: ColumnElement[Any]
    ) -> Sequence[Any]:
        """How many rows of a table have this moment in each day, by the columns told."""
        days = ((moment < until, literal(day)) for day, until in enumerate(midnights[1:]))
        rows = (
            select(case(*days).label("day"), *by)
            .select_from(table)
            .where(moment >= midnights[0], moment < midnights[-1])
            .subquery()
        )
        return (
            await self.connection.execute(select(rows, func.count().label("number")).group_by(*rows.c))
        ).all()


def _held(rows: Iterable[Any]) -> dict[str, int]:
    found: Counter[str] = Counter()
    for row in rows:
        found[row.reason or (MISSED if row.state == MISSED else "")] += row.number
    return dict(found.most_common())
