"""What the rows themselves tell, counted one by one: what tallies must be equal to at any moment."""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import select

from storage import schema
from storage.memory import Memory
from storage.tallies import Tally, tally

UNCOUNTED = ("shown",)
"""Of which no row tells: who was asked in a talk for the first time."""
SENT = ("sent", "unknown")
ENDS = (*SENT, "refused", "skipped", "missed", "failed")


async def recount(memory: Memory) -> Counter[Tally]:
    """Every tally there should be, but for those of which no row tells."""
    rows = {
        table.name: (await memory.connection.execute(select(table))).all()
        for table in (
            schema.deliveries,
            schema.replies,
            schema.introductions,
            schema.openings,
            schema.reports,
        )
    }
    return Counter(
        [
            *_deliveries(rows["deliveries"]),
            *_replies(rows["replies"], rows["introductions"]),
            *(tally(row.at, "opened") for row in rows["openings"] if row.invitation_id),  # type: ignore[arg-type]
            *(tally(row.at, "reported", ask_id=row.ask_id) for row in rows["reports"]),  # type: ignore[arg-type]
        ]
    )


def _deliveries(rows: Any) -> Iterator[Any]:
    for row in rows:
        where = {"ask_id": row.ask_id, "moment_id": row.moment_id}
        if row.settled is None or row.state not in ENDS:
            continue
        if row.moment_id is None or row.step in ("ask", "again"):
            yield tally(row.settled, row.state, **where)
        elif row.step and row.state in SENT:
            yield tally(row.settled, "other", **where)  # type: ignore[arg-type]
        if row.state in SENT and row.reason in ("stopped", "blocked"):
            yield tally(row.settled, row.reason, **where)


def _replies(replies: Any, introductions: Any) -> Iterator[Any]:
    for row in replies:
        yield tally(row.at, row.answer, ask_id=row.ask_id)
        mine = [
            one
            for one in introductions
            if one.reply_id == row.id and one.at and one.ending not in ("cancelled", "declined")
        ]
        for one in mine:
            yield tally(one.at, "introduced", ask_id=row.ask_id)  # type: ignore[arg-type]
        told = [one.matched_at or one.at for one in mine if one.matched]
        told += [row.matched_at or row.at] if row.matched else []
        if told and row.answer == "yes":
            yield tally(min(told), "matched", ask_id=row.ask_id)  # type: ignore[arg-type]


async def tallied(memory: Memory) -> Counter[Tally]:
    """What the tallies tell, with all that is still to be folded into them."""
    found = Counter[Tally]()
    for table in (schema.tallies, schema.deltas):
        for row in await memory.connection.execute(select(table)):
            found[Tally(row.hour, row.ask_id, row.moment_id, row.measure)] += row.number
    return Counter({key: number for key, number in found.items() if number and key.measure not in UNCOUNTED})


def coarse(counts: Counter[Tally]) -> Counter[Tally]:
    """The same without the hours: of who is forgotten, times are kept to the day."""
    never = datetime(2000, 1, 1, tzinfo=UTC)
    found = Counter[Tally]()
    for key, number in counts.items():
        found[key._replace(hour=never)] += number
    return found
