"""What came of asking: all of it, and week by week, in exact totals; and the way to everything else."""

from collections.abc import Mapping, Sequence

from campaign.groups import ALL, Dimension, Stage
from campaign.spans import Span
from campaign.statistics import Measure
from campaign.values import Role
from dialogs.figures import pictures, telling, weeks
from dialogs.screen import Address, Link, Row, Screen, rows
from dialogs.site import Nowhere, Route
from dialogs.team import unasked
from dialogs.text import Text, bold, lines, paragraphs
from dialogs.visit import Visit
from storage.unasked import FEW

TOLD_APART = (Dimension.LANGUAGE, Dimension.DOOR, Dimension.ORIGIN, Dimension.PROVINCE)
"""By what a week has a page each; municipalities lie behind their province."""
LISTED = 8


async def stats(visit: Visit) -> Address:
    """The figures that the visitor may see: all of them for the team, their own for an organisation."""
    if await visit.has(Role.TEAM):
        return Address("team/stats")
    if await visit.has(Role.MEMBER):
        return Address("figures")
    raise Nowhere("stats")


async def overview(visit: Visit) -> Screen:
    """Everything so far."""
    say = visit.say
    counts = await visit.look_long("stats", lambda memory: memory.tallies.sums())
    share = await unasked.in_time(visit)
    days = visit.house.campaign.asked_within.days
    closed = await visit.memory.countings.frozen()
    week = weeks.this_week(visit)
    ours = await visit.has(Role.MEMBER)
    return Screen(
        text=paragraphs(
            bold(say("What came of asking")),
            unasked.headline(say, share, days)
            or say("Fewer than {n} people agreed lately. I tell no share of so few.", n=FEW),
            lines(bold(say("Since the beginning")), telling.happened(say, counts)),
            telling.meaning(say, counts),
        ),
        rows=rows(
            (
                Link(say("📅 This week"), weeks.address(week)),
                Link(say("📚 Earlier weeks"), "team/stats/weeks"),
            ),
            Link(say("🖼 As a picture"), "team/stats/picture"),
            Link(say("👥 Groups of people"), weeks.address(closed[0] if closed else week, "language")),
            (Link(say("📨 Ask by ask"), "team/stats/asks/0"), Link(say("🕐 By hour"), "team/stats/hours")),
            (
                Link(say("🌱 How asking grows"), "team/ledger"),
                Link(say("💬 Why people stop"), weeks.address(closed[0] if closed else week, "why")),
            ),
            Link(say("🩺 Health of asking"), "team/health"),
            Link(say("🏢 Our own asks"), "figures") if ours else None,
            Link(say("🧭 Team desk"), "team"),
        ),
    )


async def picture(visit: Visit) -> Screen:
    """Everything so far, drawn."""
    say = visit.say
    counts = await visit.look_long("stats", lambda memory: memory.tallies.sums())
    return pictures.screen(say, pictures.of_funnel(say, counts, say("Since the beginning")), "team/stats")


async def every_week(visit: Visit) -> Screen:
    """The weeks that were closed, and this one."""
    say = visit.say
    closed = (await visit.memory.countings.frozen())[:LISTED]
    return Screen(
        text=paragraphs(
            bold(say("Which week?")),
            None if closed else _none_yet(visit),
            say("Groups of people are counted once, a day after a week has ended.") if closed else None,
        ),
        rows=rows(
            Link(say("📅 This week"), weeks.address(weeks.this_week(visit))),
            *(Link(weeks.short(say, span), weeks.address(span)) for span in closed),
            Link(say("📊 All figures"), "team/stats"),
        ),
    )


async def week(visit: Visit, first: int) -> Screen | Address:
    """One week: what happened, and how many people got how far."""
    span, closed = await weeks.read(visit, first)
    if weeks.number_of(span) != str(first):
        return Address(weeks.address(span))
    say = visit.say
    counts = await _counts(visit, span)
    return Screen(
        text=paragraphs(
            bold(weeks.title(visit, span)),
            telling.happened(say, counts),
            telling.meaning(say, counts),
            await _people(visit, span, closed),
        ),
        rows=rows(
            Link(say("🖼 As a picture"), weeks.address(span, "picture")),
            *_groups(visit, span, closed),
            (
                Link(say("🕐 By hour"), weeks.address(span, "hours")),
                Link(say("💬 Why people stop"), weeks.address(span, "why")),
            ),
            beside(visit, span, closed),
            Link(say("📊 All figures"), "team/stats"),
        ),
    )


async def week_picture(visit: Visit, first: int) -> Screen:
    """One week, drawn."""
    span, _ = await weeks.read(visit, first)
    drawn = pictures.of_funnel(visit.say, await _counts(visit, span), weeks.title(visit, span))
    return pictures.screen(visit.say, drawn, weeks.address(span))


async def _counts(visit: Visit, span: Span) -> Mapping[Measure, int]:
    since, until = span.begins(visit.say.zone), span.ends(visit.say.zone)
    what = f"week/{weeks.number_of(span)}"
    return await visit.look_long(what, lambda memory: memory.tallies.sums(since=since, until=until))


async def _people(visit: Visit, span: Span, closed: Sequence[Span]) -> Text:
    """How many people got how far, where the week is closed; else when they will be counted."""
    say = visit.say
    if span not in closed:
        return not_closed(visit, span)
    cells = await visit.memory.countings.cells(span.first, ALL)
    counts: dict[Stage, int] = {cell.stage: cell.people for cell in cells}
    return lines(
        bold(say("People in this week, each counted once")),
        telling.people(say, counts),
        say("Whoever was asked this week may say yes in the next. A match is counted when it is told."),
    )


def not_closed(visit: Visit, span: Span) -> Text:
    """That nobody was counted in a week, and when somebody will be, if ever."""
    say, closes = visit.say, span.closes(visit.say.zone)
    if closes <= visit.now:
        return say("Nobody was counted in this week.")
    return say(
        "This week is not closed yet. Groups of people come after it, on {date}.", date=say.date(closes)
    )


def _none_yet(visit: Visit) -> Text:
    this = weeks.this_week(visit)
    return visit.say(
        "No week has closed yet. Groups of people come after this one, on {date}.",
        date=visit.say.date(this.closes(visit.say.zone)),
    )


def _groups(visit: Visit, span: Span, closed: Sequence[Span]) -> Sequence[Row]:
    if span not in closed:
        return ()
    links = [Link(telling.dimension(visit.say, one), weeks.address(span, one.value)) for one in TOLD_APART]
    return tuple(links[:2]), tuple(links[2:])


def beside(visit: Visit, span: Span, closed: Sequence[Span], page: str = "") -> Row:
    """The same page of the week before and the week after, where there is anything to see."""
    every = sorted({*closed, weeks.this_week(visit), span})
    place = every.index(span)
    say = visit.say
    before = [
        Link(say("⬅️ Week before"), weeks.address(one, page)) for one in every[max(0, place - 1) : place]
    ]
    after = [Link(say("Week after ➡️"), weeks.address(one, page)) for one in every[place + 1 : place + 2]]
    return (*before, *after)


ROUTES = (
    Route("stats", stats),
    Route("team/stats", overview, Role.TEAM),
    Route("team/stats/picture", picture, Role.TEAM),
    Route("team/stats/weeks", every_week, Role.TEAM),
    Route("team/stats/{first:int}", week, Role.TEAM),
    Route("team/stats/{first:int}/picture", week_picture, Role.TEAM),
)
