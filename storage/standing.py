"""What replies stand for in the tallies, before a change and after it, so that the difference counts."""

from collections.abc import AsyncIterator, Iterable, Iterator
from contextlib import asynccontextmanager
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.ext.asyncio import AsyncConnection

from campaign.statistics import Measure, measure_of_answer
from campaign.values import Answer
from storage import schema
from storage.tallies import Tallies, Tally, tally

CALLED_OFF = ("cancelled", "declined")
"""How an introduction ended that counts no longer; of who is forgotten it does."""
_R, _I = schema.replies.c, schema.introductions.c
_ROWS = (
    select(_R.id, _R.ask_id, _R.at, _R.answer, _R.matched, _R.matched_at)
    .add_columns(_I.at.label("introduced"), _I.ending)
    .add_columns(_I.matched.label("told"), _I.matched_at.label("told_at"))
    .select_from(schema.replies.outerjoin(schema.introductions, _I.reply_id == _R.id))
)
_LOCK = select(_R.id).order_by(_R.id).with_for_update()
"""A statement of its own: what hangs on a reply is read as it was saved before the reading began."""


@asynccontextmanager
async def counted(
    connection: AsyncConnection, which: ColumnElement[bool], *, new: bool = False
) -> AsyncIterator[None]:
    """Change replies that meet a condition, and what hangs on them; the tallies follow.

    The replies are locked first, so that two who change the same come one after the other; what another adds
    meanwhile is for that one to count. With `new` this change adds one: see to it that no other does too.
    """
    found = await connection.execute(_LOCK.where(which))
    mine = _R.id.in_(list(found.scalars()))
    before = await _stand(connection, mine)
    yield
    await Tallies(connection).move(before, await _stand(connection, which if new else mine))


async def _stand(connection: AsyncConnection, which: ColumnElement[bool]) -> list[Tally]:
    rows = (await connection.execute(_ROWS.where(which))).all()
    replies: dict[int, list[Any]] = {}
    for row in rows:
        replies.setdefault(row.id, []).append(row)
    return [one for rows_of_one in replies.values() for one in _tallies(rows_of_one)]


def _tallies(rows: Iterable[Any]) -> Iterator[Tally]:
    """Where one reply counts, given with each of its introductions."""
    first, *_ = every = list(rows)
    yield tally(first.at, measure_of_answer(first.answer), ask_id=first.ask_id)
    stand = [row for row in every if row.introduced is not None and row.ending not in CALLED_OFF]
    for row in stand:
        yield tally(row.introduced, Measure.INTRODUCED, ask_id=row.ask_id)
    said = [first.matched_at or first.at] if first.matched else []
    said += [row.told_at or row.introduced for row in stand if row.told]
    if said and first.answer == Answer.YES.value:
        yield tally(min(said), Measure.MATCHED, ask_id=first.ask_id)
