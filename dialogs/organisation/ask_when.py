"""When an ask goes out, and until when."""

from datetime import UTC, datetime, timedelta

from campaign.records import Ask
from campaign.values import Role
from dialogs.citizen.likes import ticked
from dialogs.organisation.ask_draft import (
    Answered,
    local_hour,
    minute,
    of_draft,
    sending_hours,
    what_it_asks,
)
from dialogs.screen import Address, Link, Row, Screen, rows
from dialogs.site import Route
from dialogs.text import Text, bold, paragraphs
from dialogs.visit import Visit

HOURS = 4
"""The next hours of today that stand on buttons."""
DAYS_AHEAD = 14
LONGEST = timedelta(days=365)
DEADLINES = (3, 7)
"""Days from its start until an ask ends."""
_FURTHEST = 1_000_000_000
"""Minutes in an address that a date can hold."""


@of_draft
async def when(visit: Visit, ask: Ask) -> Answered:
    """Choose when it goes out."""
    say = visit.say
    opens, closes = sending_hours(visit)
    today = [local_hour(visit, 0, hour) for hour in range(opens, closes)]
    soon = [moment for moment in today if moment > visit.now][:HOURS]
    tomorrow = local_hour(visit, 1, opens)
    now = ticked(visit, say("Now"), ask.starts is None)
    return Screen(
        text=paragraphs(
            bold(say("When shall it go out?")),
            _opening_hours(visit),
            say("Chosen: {moment}.", moment=say.moment(ask.starts, None)) if ask.starts else None,
        ),
        rows=rows(
            Link(now, f"asks/{ask.id}/at/now"),
            tuple(
                _at(visit, ask, moment, say("Today {time}", time=say.clock(moment))) for moment in soon[:2]
            ),
            tuple(
                _at(visit, ask, moment, say("Today {time}", time=say.clock(moment))) for moment in soon[2:]
            ),
            _at(visit, ask, tomorrow, say("Tomorrow {time}", time=say.clock(tomorrow))),
            Link(say("Another day"), f"asks/{ask.id}/day"),
            Link(say("Back"), f"asks/{ask.id}"),
        ),
    )


@of_draft
async def day(visit: Visit, ask: Ask) -> Answered:
    """Choose the day on which it goes out."""
    say = visit.say
    opens, _ = sending_hours(visit)
    mornings = [local_hour(visit, ahead, opens) for ahead in range(2, 2 + DAYS_AHEAD)]
    links = [_at(visit, ask, moment, say.date(moment)) for moment in mornings]
    pairs: list[Row] = [tuple(links[start : start + 2]) for start in range(0, len(links), 2)]
    return Screen(
        text=paragraphs(
            bold(say("On which day?")), say("It goes out at {time}.", time=say.clock(mornings[0]))
        ),
        rows=rows(*pairs, Link(say("Back"), f"asks/{ask.id}/when")),
    )


@of_draft
async def now(visit: Visit, ask: Ask) -> Answered:
    """As soon as it is sent."""
    await visit.memory.asks.change(ask.id, starts=None)
    return Address(f"asks/{ask.id}")


@of_draft
async def at(visit: Visit, ask: Ask, moment: int) -> Answered:
    """At this moment; one that has passed is asked again."""
    starts = _moment(visit, moment)
    if starts is None:
        return Address(f"asks/{ask.id}/when")
    await visit.memory.asks.change(ask.id, starts=starts)
    return Address(f"asks/{ask.id}")


@of_draft
async def until(visit: Visit, ask: Ask) -> Answered:
    """Choose until when people may be asked."""
    one = await what_it_asks(visit, ask)
    say = visit.say
    starts = ask.starts or visit.now
    links = []
    if one.starts is not None and one.starts > starts:
        links.append(_end(visit, ask, one.starts, say("Until it begins: {date}", date=say.date(one.starts))))
    for days in DEADLINES:
        end = local_hour(visit, (starts - visit.now).days + days, sending_hours(visit)[1])
        if one.starts is None or end < one.starts:
            label = say.plural("{n} day, until {date}", "{n} days, until {date}", days, date=say.date(end))
            links.append(_end(visit, ask, end, label))
    return Screen(
        text=paragraphs(
            bold(say("Until when do you look for people?")),
            say("After that nobody is asked any more. When it is full, I stop by myself."),
        ),
        rows=rows(*links, Link(say("Back"), f"asks/{ask.id}")),
    )


@of_draft
async def until_then(visit: Visit, ask: Ask, moment: int) -> Answered:
    """Until this moment; one that has passed is asked again."""
    end = _moment(visit, moment)
    if end is None or (ask.starts is not None and end <= ask.starts):
        return Address(f"asks/{ask.id}/until")
    await visit.memory.asks.change(ask.id, deadline=end)
    return Address(f"asks/{ask.id}")


def _opening_hours(visit: Visit) -> Text:
    say = visit.say
    first, last = (say.clock(local_hour(visit, 0, hour)) for hour in sending_hours(visit))
    return say("I send between {first} and {last}.", first=first, last=last)


def _at(visit: Visit, ask: Ask, moment: datetime, label: Text) -> Link:
    return Link(ticked(visit, label, ask.starts == moment), f"asks/{ask.id}/at/{minute(moment)}")


def _end(visit: Visit, ask: Ask, moment: datetime, label: Text) -> Link:
    return Link(ticked(visit, label, ask.deadline == moment), f"asks/{ask.id}/until/{minute(moment)}")


def _moment(visit: Visit, minutes: int) -> datetime | None:
    """The moment in an address, where it is still to come and no further away than anybody plans."""
    moment = datetime.fromtimestamp(0, UTC) + timedelta(minutes=min(minutes, _FURTHEST))
    return moment if visit.now < moment < visit.now + LONGEST else None


ROUTES = (
    Route("asks/{number:int}/when", when, Role.MEMBER),
    Route("asks/{number:int}/day", day, Role.MEMBER),
    Route("asks/{number:int}/at/now", now, Role.MEMBER),
    Route("asks/{number:int}/at/{moment:int}", at, Role.MEMBER),
    Route("asks/{number:int}/until", until, Role.MEMBER),
    Route("asks/{number:int}/until/{moment:int}", until_then, Role.MEMBER),
)
