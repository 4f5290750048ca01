"""The desk of the campaign team: what waits for it, and the way to everything else."""

from datetime import timedelta

from campaign.values import AskState, Role
from dialogs import menus
from dialogs.citizen.card import own_title
from dialogs.citizen.home import short
from dialogs.screen import Link, Screen, rows
from dialogs.site import Route
from dialogs.team import unasked
from dialogs.text import Say, Text, bold, dotted, lines, own, paragraphs
from dialogs.visit import Visit
from storage.overview import Waiting

UNANSWERED = timedelta(hours=48)
"""A yes that waits longer is a matter for the team."""
LISTED = 10


async def team(visit: Visit) -> Screen:
    """How much waits, and everything else one tap away."""
    if visit.incoming.command is not None:
        await menus.renew(visit)
    memory, say = visit.memory, visit.say
    waits = await memory.overview.waiting(unanswered_before=visit.now - UNANSWERED)
    stopped = await memory.brake.pulled()
    share = await unasked.in_time(visit)
    resting = len(await memory.rests.open())
    return Screen(
        text=paragraphs(
            bold(say("Campaign team")),
            bold(say("🛑 All sending is stopped, since {moment}.", moment=say.moment(stopped, None)))
            if stopped
            else None,
            _waits(say, waits, resting) or say("Nothing waits for you."),
            unasked.headline(say, share, visit.house.campaign.asked_within.days),
        ),
        rows=rows(
            (Link(say("🏢 Organisations"), "team/orgs"), Link(say("📨 Asks"), "team/asks")),
            (Link(say("⚠️ Reports"), "team/reports"), Link(say("👍 Unanswered"), "team/yeses")),
            (Link(say("✉️ Invite"), "team/admit"), Link(say("👥 The team"), "team/people")),
            (Link(say("🗓 Asking weeks"), "weeks"), Link(say("🔮 Look ahead"), "team/preview")),
            (Link(say("🏁 Are we ready?"), "ready"), Link(say("🎯 Not asked yet"), "team/unasked")),
            (Link(say("📜 Who did what"), "team/audit/0"), Link(say("🗣 Local centres"), "team/centres")),
            (Link(say("📊 Figures"), "team/stats"), Link(say("🌱 How asking grows"), "team/ledger")),
            (Link(say("🔀 Trials"), "team/trials"), Link(say("📁 Files"), "team/export")),
            (Link(say("🌍 Languages"), "team/languages"), Link(say("🔊 Listening"), "team/recordings")),
            Link(say("⏸ What rests now"), "team/rests") if resting else None,
            (Link(say("🖼 Posters"), "team/codes"), Link(say("🩺 Health"), "team/health")),
            Link(say("▶️ Sending is stopped"), "team/brake")
            if stopped
            else Link(say("🛑 Stop all sending now"), "team/brake/on"),
            Link(say("🏠 Home"), "home"),
        ),
    )


async def yeses(visit: Visit) -> Screen:
    """Who said yes and hears nothing: whose answer is missing, not who they are."""
    found = await visit.memory.overview.unanswered(before=visit.now - UNANSWERED, limit=LISTED)
    say = visit.say
    told = [
        lines(
            own_title(say, one.title, one.language),
            dotted([own(one.organisation), say("since {date}", date=say.date(one.since))]),
        )
        for one in found
    ]
    named = dict.fromkeys((one.organisation_id, one.organisation) for one in found)
    return Screen(
        text=paragraphs(
            bold(say("A yes without an answer for 48 hours")),
            *(told or [say("There is none. Every yes has an answer.")]),
            say("Call these organisations. They answer with /desk.") if told else None,
        ),
        rows=rows(
            *(
                Link(say("🏢 {organisation}", organisation=short(name)), f"team/org/{id}")
                for id, name in named
            ),
            Link(say("🧭 Team desk"), "team"),
        ),
    )


async def asks(visit: Visit) -> Screen:
    """The asks that wait for the team, that go out, and that are paused."""
    found = await visit.memory.overview.asks(limit=LISTED)
    say = visit.say
    told = [
        lines(
            own_title(say, one.title, one.language), dotted([own(one.organisation), _state(say, one.state)])
        )
        for one in found
    ]
    return Screen(
        text=paragraphs(bold(say("Asks that wait or run")), *(told or [say("There is nothing now.")])),
        rows=rows(
            *(Link(say("📨 {title}", title=short(one.title)), f"team/ask/{one.id}") for one in found),
            Link(say("🧭 Team desk"), "team"),
        ),
    )


def _waits(say: Say, waits: Waiting, resting: int) -> Text:
    """How much waits for the team, a line for each kind; empty where nothing does."""
    return lines(
        say.plural(
            "⏸ {n} thing rests: too many people left", "⏸ {n} things rest: too many people left", resting
        )
        if resting
        else None,
        say.plural("🏢 {n} new organisation", "🏢 {n} new organisations", waits.organisations)
        if waits.organisations
        else None,
        say.plural("📨 {n} ask to look at", "📨 {n} asks to look at", waits.asks) if waits.asks else None,
        say.plural(
            "⚠️ {n} report that something is wrong", "⚠️ {n} reports that something is wrong", waits.reports
        )
        if waits.reports
        else None,
        say.plural(
            "👍 {n} yes without an answer for 48 hours",
            "👍 {n} yeses without an answer for 48 hours",
            waits.yeses,
        )
        if waits.yeses
        else None,
    )


def _state(say: Say, state: AskState) -> Text:
    if state is AskState.WAITING:
        return say("⏳ waits for you")
    return say("⏸ paused") if state is AskState.PAUSED else say("▶️ goes out")


ROUTES = (
    Route("team", team, Role.TEAM),
    Route("team/yeses", yeses, Role.TEAM),
    Route("team/asks", asks, Role.TEAM),
)
