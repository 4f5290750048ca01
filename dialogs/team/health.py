"""How healthy asking is: who ran from it, what is in doubt, which texts are not right, what is wrong."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from campaign.health import Health
from campaign.spans import Span
from campaign.statistics import Measure, health_of
from campaign.values import Role
from dialogs.citizen.home import short
from dialogs.figures import health as figures
from dialogs.figures import pictures, weeks
from dialogs.figures.asks import Counted
from dialogs.screen import Link, Screen, rows
from dialogs.site import Route
from dialogs.text import Say, Text, bold, code, dotted, lines, own, paragraphs
from dialogs.visit import Visit
from storage.memory import Memory
from storage.unclear import TOLD, Told

WEEKS = 6
"""Weeks on one screen, this one first."""
LISTED = 8
"""Asks on one screen, those that people ran from most first."""
TEXTS = 5


@dataclass(frozen=True, slots=True)
class _Found:
    """All of it, and week by week."""

    sums: Mapping[Measure, int]
    weeks: Sequence[tuple[Span, Health]]


async def health(visit: Visit) -> Screen:
    """All of it in numbers."""
    say, found = visit.say, await _found(visit)
    it, limit = health_of(found.sums), visit.house.campaign.opt_outs
    resting = await visit.memory.rests.open()
    waits = await visit.memory.overview.waiting(unanswered_before=visit.now)
    return Screen(
        text=paragraphs(
            bold(say("Health of asking")),
            say.plural("⏸ {n} thing rests now.", "⏸ {n} things rest now.", len(resting)) if resting else None,
            lines(
                bold(say("Since the beginning")),
                say("🔕 Wanted no more: {rate}", rate=figures.rate(say, it)),
                say("🚫 Stopped: {stopped}, blocked me: {blocked}", stopped=it.stopped, blocked=it.blocked)
                if it.lost
                else None,
                say("❓ In doubt whether they arrived: {n}", n=found.sums.get(Measure.UNKNOWN, 0)),
                say(
                    "⚠️ Said that something is wrong: {n}, still open: {open}",
                    n=found.sums.get(Measure.REPORTED, 0),
                    open=waits.reports,
                ),
            )
            if it.messages
            else say("No message has gone out yet."),
            lines(
                bold(say("Week by week")),
                *(
                    figures.told(say, weeks.title(visit, span), one, limit)
                    for span, one in found.weeks
                    if one.messages
                ),
            )
            if it.messages
            else None,
            await _texts(visit),
            say(
                "The limit is {limit} of every 1,000. What is above it rests by itself, unless it may be "
                "chance. Then you get a message.",
                limit=say.decimal(limit, 0),
            ),
        ),
        rows=rows(
            Link(say("⏸ What rests now"), "team/rests"),
            (
                Link(say("🖼 As a picture"), "team/health/picture"),
                Link(say("📨 Ask by ask"), "team/health/asks"),
            ),
            (Link(say("⚠️ Reports"), "team/reports"), Link(say("✏️ Texts"), "team/unclear")),
            (Link(say("📊 All figures"), "team/stats"), Link(say("🧭 Team desk"), "team")),
        ),
    )


async def picture(visit: Visit) -> Screen:
    """The weeks, drawn."""
    found, say = await _found(visit), visit.say
    told = [(weeks.title(visit, span), one) for span, one in found.weeks if one.messages]
    drawn = figures.picture(say, told, say("Week by week"), visit.house.campaign.opt_outs)
    return pictures.screen(say, drawn, "team/health")


async def asks(visit: Visit) -> Screen:
    """The asks that people ran from most."""
    say, found = visit.say, await _asks(visit)
    limit = visit.house.campaign.opt_outs
    return Screen(
        text=paragraphs(
            bold(say("Who wanted no more, ask by ask")),
            lines(*(figures.told(say, _name(one), health, limit) for one, health in found))
            or say("Nobody wanted no more after an ask."),
        ),
        rows=rows(
            Link(say("🖼 As a picture"), "team/health/asks/picture"),
            *(
                Link(say("📨 {title}", title=short(one.one.title)), f"team/stats/ask/{one.ask.id}")
                for one, _ in found
            ),
            Link(say("🩺 Health of asking"), "team/health"),
        ),
    )


async def asks_picture(visit: Visit) -> Screen:
    """The same, drawn."""
    say, found = visit.say, await _asks(visit)
    told = [(_name(one), health) for one, health in found]
    drawn = figures.picture(say, told, say("Ask by ask"), visit.house.campaign.opt_outs)
    return pictures.screen(say, drawn, "team/health/asks")


async def _found(visit: Visit) -> _Found:
    zone, this = visit.say.zone, weeks.this_week(visit)
    closed = await visit.memory.countings.frozen()
    spans = [this, *(span for span in closed if span.first != this.first)][:WEEKS]

    async def look(memory: Memory) -> _Found:
        each = [await memory.tallies.sums(since=one.begins(zone), until=one.ends(zone)) for one in spans]
        healths = [health_of(counts) for counts in each]
        return _Found(await memory.tallies.sums(), list(zip(spans, healths, strict=True)))

    return await visit.look_long("health", look)


async def _asks(visit: Visit) -> list[tuple[Counted, Health]]:
    found = await visit.look_long("health/asks", lambda memory: memory.tallies.by_ask())
    healths = {number: health_of(counts) for number, counts in found.items() if number}
    most = sorted(
        (it for it in healths.items() if it[1].lost), key=lambda it: (-it[1].lost, -it[1].rate, it[0])
    )
    told = list[tuple[Counted, Health]]()
    for number, health in most[:LISTED]:
        ask = await visit.memory.asks.get(number)
        one = await visit.memory.opportunities.get(ask.opportunity_id) if ask else None
        if ask is not None and one is not None:
            told.append((Counted(ask, one, found[number]), health))
    return sorted(told, key=lambda it: -it[1].rate)


def _name(it: Counted) -> Text:
    return own(short(it.one.title))


async def _texts(visit: Visit) -> Text | None:
    """The texts that most people say are not right, by their marks; how many in each language."""
    say, found = visit.say, await visit.memory.unclear.listed(1_000)
    if not found:
        return None
    languages = Counter[str]()
    for one in found:
        languages[one.text.language] += one.count
    return lines(
        bold(say("Texts that are not right")),
        dotted(
            say("{language}: {number}", language=_language(visit, key), number=number)
            for key, number in languages.most_common()
        ),
        *(_text(say, visit, one) for one in [it for it in found if it.text.mark != TOLD][:TEXTS]),
    )


def _text(say: Say, visit: Visit, one: Told) -> Text:
    return say(
        "• {mark}, {language}: {people}",
        mark=code(one.text.mark),
        language=_language(visit, one.text.language),
        people=say.plural("{n} person", "{n} people", one.count),
    )


def _language(visit: Visit, key: str) -> Text:
    known = visit.house.languages.every.get(key)
    return own(known.name if known else key)


ROUTES = (
    Route("team/health", health, Role.TEAM),
    Route("team/health/picture", picture, Role.TEAM),
    Route("team/health/asks", asks, Role.TEAM),
    Route("team/health/asks/picture", asks_picture, Role.TEAM),
)
