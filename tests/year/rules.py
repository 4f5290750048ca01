"""What must hold of a year, held against what stands on the phones; and one line of counts."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import select

from campaign.budget import AMSTERDAM
from campaign.nudges import is_held_out, seed_of
from campaign.weeks import Kind
from storage import schema
from storage.moments import FIRST_ASK
from tests.year.calendar import HOLDOUT, WEEKS
from tests.year.living import Arrival, Year
from tests.year.people import Someone

PER_DAY, PER_WEEK = 1, 2
HOURS = time(10), time(20)
WITHIN = timedelta(days=7)
"""How soon everybody who agreed is asked for something concrete."""
LOOKED_FOR = timedelta(days=35)
"""For how long after agreeing the bot itself looks for somebody who is to be asked."""
ASKS = ("ask", "again", None)
"""Steps of a delivery that ask one concrete thing; None is an organisation's own."""

_D, _M, _C = schema.deliveries.c, schema.moments.c, schema.citizens.c


@dataclass(slots=True)
class Found:
    """What the database says after a year: deliveries, moments, replies, and what notices were sent."""

    database: str
    deliveries: Sequence[Any]
    moments: Sequence[Any]
    replies: Sequence[Any]
    noticed: set[tuple[int, int]]
    citizens: dict[int, int]
    of_message: dict[tuple[int, int], Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Judged:
    """What came of a year: rules that were broken, in words, and the counts."""

    broken: list[str]
    line: str


async def judge(year: Year, days: int) -> Judged:
    """Hold the phones against the rules and the database."""
    found = await _read(year)
    broken = [*year.unheard, *year.talk.telegram.faults]
    for rule in (_known, _budget, _hours, _silence, _moments, reached, _first_asks, _held_out):
        broken += [f"{rule.__name__.lstrip('_')}: {words}" for words in rule(year, found)]
    return Judged(broken, _line(year, found, days, len(broken)))


async def _read(year: Year) -> Found:
    notices, replies = schema.notices.c, schema.replies.c
    async with year.talk.app.store.look() as memory:
        rows = memory.connection.execute
        deliveries = await rows(
            select(schema.deliveries, _C.chat_id, _M.week, _M.name, schema.opportunities.c.organisation_id)
            .select_from(schema.deliveries)
            .join(schema.citizens, _C.id == _D.citizen_id)
            .outerjoin(schema.moments, _M.id == _D.moment_id)
            .outerjoin(schema.opportunities, schema.opportunities.c.id == _D.opportunity_id)
        )
        found = Found(
            database=year.talk.app.store.url.get_backend_name(),
            deliveries=deliveries.all(),
            moments=await memory.moments.courses(year.talk.app.campaign),
            replies=(
                await rows(
                    select(schema.replies, _C.chat_id).join(schema.citizens, _C.id == replies.citizen_id)
                )
            ).all(),
            noticed={tuple(row) for row in await rows(select(notices.chat_id, notices.message_id))},
            citizens={row.chat_id: row.id for row in await rows(select(_C.id, _C.chat_id))},
        )
    found.of_message = {(row.chat_id, row.message_id): row for row in found.deliveries if row.message_id}
    return found


def _unsolicited(year: Year, found: Found) -> Iterator[tuple[Arrival, Any]]:
    """The messages that came by themselves, each with its delivery."""
    for one in year.arrivals:
        row = found.of_message.get((one.chat, one.message_id))
        if row is not None:
            yield one, row


def _known(year: Year, found: Found) -> Iterator[str]:
    """Each message that came by itself is known, and each that the bot takes for sent stands on a phone."""
    came = Counter((one.chat, one.message_id) for one in year.arrivals)
    for key in came:
        if key not in found.of_message and key not in found.noticed:
            yield f"message {key} is of no delivery"
    moments = Counter((row.chat_id, row.moment_id) for _, row in _unsolicited(year, found) if row.moment_id)
    yield from (f"{key} came {count} times" for key, count in moments.items() if count > 1)
    for row in found.deliveries:
        stands = row.message_id in year.people[row.chat_id].phone.chat.messages
        if (row.state == "sent") != stands:
            yield f"delivery {row.id} is {row.state} and stands: {stands}"


def _budget(year: Year, found: Found) -> Iterator[str]:
    days, weeks = Counter[Any](), Counter[Any]()
    for one, row in _unsolicited(year, found):
        if row.step != "thanks":
            day = one.at.astimezone(AMSTERDAM).date()
            days[one.chat, day] += 1
            weeks[one.chat, _week_of(day)] += 1
    yield from (f"{count} on {key}" for key, count in days.items() if count > PER_DAY)
    yield from (f"{count} in the week of {key}" for key, count in weeks.items() if count > PER_WEEK)


def _week_of(day: date) -> date:
    """The first day of the asking week that a day lies in, or else its Monday."""
    for _, first in WEEKS:
        if first <= day < first + timedelta(days=7):
            return first
    return day - timedelta(days=day.weekday())


def _hours(year: Year, found: Found) -> Iterator[str]:
    for one, row in _unsolicited(year, found):
        if not HOURS[0] <= one.at.astimezone(AMSTERDAM).time() < HOURS[1]:
            yield f"delivery {row.id} came at {one.at.astimezone(AMSTERDAM)}"


def _silence(year: Year, found: Found) -> Iterator[str]:
    """Who stopped, paused or blocked hears nothing, nor do the muted speak."""
    muted = {(chat, number) for chat, someone in year.people.items() for number in someone.muted}
    for one, row in _unsolicited(year, found):
        if one.unwanted:
            yield f"delivery {row.id} came to who wanted nothing at {one.at}"
        since = year.people[one.chat].muted_at
        if (one.chat, row.organisation_id) in muted and row.step in ASKS and since and one.at > since:
            yield f"delivery {row.id} came of an organisation that was muted"


def _moments(year: Year, found: Found) -> Iterator[str]:
    """Each moment is over; it was missed only where the bot was away all the time, or had no time to end."""
    for course in found.moments:
        if course.cancelled is None and course.done is None and course.moment.deadline < year.now:
            yield f"{course.moment.key} is not over"
        filed = course.filed
        if course.missed and any(filed.at <= tick < filed.deadline for tick in year.ticks):
            yield f"{filed.key} was missed while the bot was awake"
    for row in found.deliveries:
        if row.week and row.state in ("planned", "claimed"):
            yield f"delivery {row.id} of {row.week}/{row.name} is still {row.state}"


def reached(year: Year, found: Found) -> Iterator[str]:
    """For everybody who had agreed when a moment began there is a message, or the reason why not."""
    asked, has = defaultdict(list), {(row.moment_id, row.chat_id) for row in found.deliveries}
    for one, row in _unsolicited(year, found):
        if row.step in ASKS:
            asked[one.chat].append(one.at)
    for course in found.moments:
        if course.missed or course.cancelled or course.begun is None:
            continue
        opens = min(one.filed.at for one in found.moments if one.filed.week == course.filed.week)
        answered = {chat for chat, at in year.answers if opens <= at <= course.begun}
        for chat, someone in year.people.items():
            if someone.first_agreed is None or someone.first_agreed >= course.begun:
                continue
            lately = any(opens <= at <= course.begun for at in asked[chat]) or chat in answered
            lately = lately or (someone.asked_before and opens <= someone.first_agreed)
            due = {
                Kind.HEADS_UP: True,
                Kind.ASK: not lately,
                Kind.FOLLOW_UP: lately and chat not in answered,
                Kind.THANKS: chat in answered,
            }[course.filed.kind]
            if due and (course.id, chat) not in has:
                yield f"{someone.phone.name} was forgotten at {course.filed.key}"


def _first_asks(year: Year, found: Found) -> Iterator[str]:
    """Who agreed is asked within a week, or there is a reason why not."""
    for chat, someone in year.people.items():
        by = _asked_by(someone)
        if by is None or by > year.now or not _was_awake(year, by):
            continue
        asked = any(
            row.step in ASKS and one.at <= by for one, row in _unsolicited(year, found) if one.chat == chat
        )
        if not asked and not _reason(found, chat):
            yield f"{someone.phone.name} agreed on {someone.agreed} and was not asked"


def _asked_by(someone: Someone) -> datetime | None:
    """Until when somebody is to be asked: a week after they agreed and want to hear; None where never."""
    if someone.agreed is None or someone.asked_before:
        return None
    heard = someone.agreed
    for one in someone.hushed:
        if one.since < heard + WITHIN and (one.until is None or one.until > heard):
            if one.until is None:
                return None
            heard = one.until
    return heard + WITHIN if heard + WITHIN <= someone.agreed + LOOKED_FOR else None


def _was_awake(year: Year, by: datetime) -> bool:
    """Whether the bot worked at least once by day on each of the last three days before a time."""
    days = {tick.date() for tick in year.ticks if HOURS[0] <= tick.astimezone(AMSTERDAM).time() < HOURS[1]}
    return all((by - timedelta(days=back)).date() in days for back in (1, 2, 3))


def _reason(found: Found, chat: int) -> str | None:
    """Why the campaign's own ask did not come, of those that lie in what there is to do."""
    for row in found.deliveries:
        if row.chat_id == chat and row.step == "ask" and row.reason in ("nothing", "full"):
            return str(row.reason)
    return None


def _held_out(year: Year, found: Found) -> Iterator[str]:
    """Who is held out gets no follow-up, and the ask like everybody else."""
    for one, row in _unsolicited(year, found):
        if row.name != Kind.FOLLOW_UP.value or row.step == "ask":
            continue
        if is_held_out(found.citizens[one.chat], seed_of(row.week), HOLDOUT):
            merged = any(
                course.filed.week == row.week and course.filed.kind is Kind.ASK and _speaks_later(course)
                for course in found.moments
            )
            if not merged:
                yield f"delivery {row.id} of {row.week} came to who is held out"


def _speaks_later(course: Any) -> bool:
    policy = course.filed.missed if course.missed else course.filed.late
    return str(policy) == "merge"


def _line(year: Year, found: Found, days: int, broken: int) -> str:
    """All of it in one line."""
    steps = Counter(row.step or "of an organisation" for _, row in _unsolicited(year, found))
    held = Counter(row.reason for row in found.deliveries if row.state == "skipped")
    first_asks = sum(row.week == FIRST_ASK[0] and row.state == "sent" for row in found.deliveries)
    missed = sum(course.missed for course in found.moments)
    return (
        f"{found.database}: days {days}, restarts {year.restarts}, citizens {len(year.people)}, "
        f"moments {len(found.moments)} ({missed} slept over), messages {sum(steps.values())} ("
        + ", ".join(f"{step} {count}" for step, count in sorted(steps.items()))
        + f"; first asks outside the weeks {first_asks}), held back {sum(held.values())} ("
        + ", ".join(f"{reason} {count}" for reason, count in sorted(held.items()))
        + f"), broken rules {broken}"
    )
