"""How asking grows: what came of people's own asks, and how many new asks each brings."""

from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta
from itertools import pairwise

from campaign.ledger import Generation, together
from campaign.ratio import Ratio
from campaign.values import Role
from dialogs.figures import pictures
from dialogs.screen import Link, Row, Screen, rows
from dialogs.site import Route
from dialogs.text import Say, Text, bold, dotted, lines, paragraphs
from dialogs.visit import Visit
from storage.unasked import FEW

ROUNDS = 5
"""Generations on one screen; the last of them takes in those after it."""
WEEKS = 6
"""Weeks on one screen."""


async def ledger(visit: Visit) -> Screen:
    """All asks so far, round by round."""
    say = visit.say
    found = await visit.look_long("ledger", lambda memory: memory.ledger.generations())
    meaning = say("Above 1, asking grows by itself. Below 1, it needs new people to begin.")
    return _screen(
        visit, "team/ledger", say("What people asked each other so far"), _rounds(say, found), meaning
    )


async def picture(visit: Visit) -> Screen:
    """The rounds so far, drawn."""
    say = visit.say
    found = await visit.look_long("ledger", lambda memory: memory.ledger.generations())
    some = [(say("Round {n}", n=one.number), one) for one in found[:ROUNDS]]
    drawn = pictures.of_generations(say, some, say("What people asked each other so far"))
    return pictures.screen(say, drawn, "team/ledger")


async def this_week(visit: Visit) -> Screen:
    """The asks made since Monday."""
    monday, _ = _mondays(visit, 1)
    head = visit.say("What people asked each other since {date}", date=visit.say.date(monday))
    return await _week(visit, "team/ledger/this", head, monday, None)


async def last_week(visit: Visit) -> Screen:
    """The asks made in the week before."""
    monday, until, _ = _mondays(visit, 2)
    dates = {"first": visit.say.date(monday), "last": visit.say.date(until - timedelta(hours=1))}
    head = visit.say("What people asked each other from {first} to {last}", **dates)
    return await _week(visit, "team/ledger/last", head, monday, until)


async def weeks(visit: Visit) -> Screen:
    """The last weeks beside each other, all rounds together, the newest first."""
    say, mondays = visit.say, _mondays(visit, WEEKS)
    found = await visit.look_long("weeks of asking", lambda memory: memory.ledger.weeks(mondays))
    told = [
        lines(bold(say("Week from {date}", date=say.date(first))), _told(say, together(0, week)))
        for (first, _), week in zip(pairwise(mondays), found, strict=True)
        if week
    ]
    head = say("What people asked each other, week by week")
    return _screen(visit, "team/ledger/weeks", head, told[::-1], _unfinished(say))


async def _week(visit: Visit, address: str, head: Text, since: datetime, until: datetime | None) -> Screen:
    found = await visit.look_long(address, lambda memory: memory.ledger.generations(since=since, until=until))
    return _screen(visit, address, head, _rounds(visit.say, found), _unfinished(visit.say))


def _mondays(visit: Visit, number: int) -> list[datetime]:
    """The local midnights that so many weeks begin with, this one the last of them, and where it ends."""
    zone = visit.house.campaign.zone
    today = visit.now.astimezone(zone).date()
    days = (today - timedelta(days=today.weekday(), weeks=back) for back in range(number - 1, -2, -1))
    return [datetime.combine(day, time(), zone).astimezone(UTC) for day in days]


def _screen(visit: Visit, address: str, head: Text, told: Sequence[Text], meaning: Text) -> Screen:
    say = visit.say
    how = say(
        "An ask counts as soon as its link is shown: I cannot see whether it was sent. "
        "An answer counts where people let me keep it."
    )
    return Screen(
        text=paragraphs(
            lines(bold(say("How asking grows")), head),
            *(told or [say("Nobody asked a friend in this time.")]),
            *((meaning, how) if told else ()),
        ),
        rows=rows(
            _others(say, address),
            Link(say("🖼 As a picture"), "team/ledger/picture") if address == "team/ledger" and told else None,
            Link(say("📅 Week by week"), "team/ledger/weeks") if address != "team/ledger/weeks" else None,
            Link(say("🧭 Team desk"), "team"),
        ),
    )


def _others(say: Say, address: str) -> Row:
    """The ways to other times than the one that is shown."""
    every = (
        Link(say("All asks"), "team/ledger"),
        Link(say("This week"), "team/ledger/this"),
        Link(say("Last week"), "team/ledger/last"),
    )
    return tuple(link for link in every if link.to != address)


def _unfinished(say: Say) -> Text:
    return say("Whoever was asked lately may still ask others, so these figures can grow.")


def _rounds(say: Say, found: Sequence[Generation]) -> list[Text]:
    """Each round in a paragraph; what comes after the last of them is taken into it."""
    shown = [*found[: ROUNDS - 1]]
    if later := found[ROUNDS - 1 :]:
        shown.append(together(later[0].number, later))
    return [
        lines(bold(_head(say, one, taken_in=one is shown[-1] and len(found) > ROUNDS)), _told(say, one))
        for one in shown
    ]


def _head(say: Say, one: Generation, *, taken_in: bool) -> Text:
    if taken_in:
        return say("Round {n} and later", n=one.number)
    if one.number == 1:
        return say("Round 1: people who came without a friend's link ask others")
    return say(
        "Round {n}: people who came by a link of round {before} ask others",
        n=one.number,
        before=one.number - 1,
    )


def _told(say: Say, one: Generation) -> Text:
    """The funnel and both ratios; of a few asks nothing but that they are few."""
    if one.asks < FEW:
        return say("Fewer than {n} asks. Of so few I tell nothing more.", n=FEW)
    return lines(_funnel(say, one), _on_made(say, one.on_made), _on_opened(say, one.on_opened))


def _funnel(say: Say, one: Generation) -> Text:
    """Step by step; how few a step holds, and what follows it, is not told."""
    opened = {"number": _number(say, one.opened), "new": _number(say, one.new)}
    steps = (
        (one.asks, say("asks: {number}", number=_number(say, one.asks))),
        (one.opened, say("opened: {number}, new here: {new}", **opened)),
        (one.answered, say("answered: {number}", number=_number(say, one.answered))),
        (one.yes, say("yes: {number}", number=_number(say, one.yes))),
        (one.introduced, say("introduced: {number}", number=_number(say, one.introduced))),
        (one.matched, say("became a match: {number}", number=_number(say, one.matched))),
    )
    few = next((place for place, (number, _) in enumerate(steps) if number < FEW), len(steps))
    return dotted(words for _, words in steps[: few + 1])


def _number(say: Say, number: int) -> Text:
    return say.number(number) if number >= FEW else say("fewer than {n}", n=FEW)


def _on_made(say: Say, ratio: Ratio | None) -> Text:
    if ratio is None or ratio.asked < FEW:
        return say("We cannot tell yet how many new asks each person asked makes.")
    figures = _figures(say, ratio)
    if not ratio.asks:
        return say("None of them asked others: at most {high} new asks for each person asked.", **figures)
    if ratio.rough:
        return say("Each person asked makes {value} new asks. Roughly: {low} to {high}.", **figures)
    return say("Each person asked makes {value} new asks (between {low} and {high}).", **figures)


def _on_opened(say: Say, ratio: Ratio | None) -> Text:
    if ratio is None or ratio.asked < FEW:
        return say("We cannot tell yet how many new asks each person who opened the link makes.")
    figures = _figures(say, ratio)
    if not ratio.asks:
        return say("At most {high} new asks for each person who opened the link.", **figures)
    if ratio.rough:
        return say(
            "Each person who opened the link makes {value} new asks. Roughly: {low} to {high}.", **figures
        )
    return say(
        "Each person who opened the link makes {value} new asks (between {low} and {high}).", **figures
    )


def _figures(say: Say, ratio: Ratio) -> dict[str, Text]:
    """The ratio and its bounds, as exact as tells them apart."""
    digits = 1 if ratio.high - ratio.low >= 0.2 else 2
    values = {"value": ratio.value, "low": ratio.low, "high": ratio.high}
    return {name: say.decimal(value, digits) for name, value in values.items()}


ROUTES = (
    Route("team/ledger", ledger, Role.TEAM),
    Route("team/ledger/picture", picture, Role.TEAM),
    Route("team/ledger/this", this_week, Role.TEAM),
    Route("team/ledger/last", last_week, Role.TEAM),
    Route("team/ledger/weeks", weeks, Role.TEAM),
)
