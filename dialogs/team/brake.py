"""The big red button: all sending stops at once; what had gone out by then is counted after it stopped."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from campaign.values import Answer, Role
from dialogs.citizen.card import own_title
from dialogs.citizen.home import short
from dialogs.screen import Address, Link, Screen, rows
from dialogs.site import Route
from dialogs.text import Say, Text, bold, lines, paragraphs
from dialogs.visit import Visit
from storage.brake import Went
from storage.memory import Memory

LATELY = timedelta(hours=1)
LISTED = 8


@dataclass(frozen=True, slots=True)
class Counts:
    """What went out lately by ask, what is on its way, and what waits."""

    went: list[Went]
    in_flight: int
    planned: int


async def brake(visit: Visit) -> Screen:
    """Whether sending is stopped, and how much went out and waits."""
    stopped = await visit.memory.brake.pulled()
    since = (stopped or visit.now) - LATELY
    counts = await visit.look_long("brake", lambda memory: _counts(memory, since))
    return _screen(visit, stopped, counts)


async def told(visit: Visit, at: int) -> Screen | Address:
    """The same, told to all of the team when somebody stopped the sending."""
    if visit.incoming.address is not None:
        return Address("team/brake")
    counts = await _counts(visit.memory, datetime.fromtimestamp(at, UTC) - LATELY)
    return _screen(visit, await visit.memory.brake.pulled(), counts)


async def pull(visit: Visit) -> Screen | Address:
    """Stop all sending.

    It stops before anything is counted: what had gone out comes as a message of its own.
    """
    memory, say = visit.memory, visit.say
    if await memory.brake.pulled() is not None:
        return Address("team/brake")
    await memory.brake.pull(visit.now)
    await visit.note("brake_pulled", Role.TEAM)
    team = await memory.members.team_chats(visit.house.team_ids)
    await memory.notices.add(team, f"team/brake/told/{int(visit.now.timestamp())}", due=visit.now)
    return Screen(
        text=paragraphs(
            bold(say("🛑 All sending has stopped.")),
            say("I count what had gone out, and tell you and the rest of the team."),
            say("I still answer who talks to me."),
        ),
        rows=rows(Link(say("▶️ Let it go on again"), "team/brake/off"), Link(say("🧭 Team desk"), "team")),
    )


async def release(visit: Visit) -> Screen | Address:
    """Ask once before letting it go on: how much goes out then."""
    if await visit.memory.brake.pulled() is None:
        return Address("team/brake")
    say, planned = visit.say, await visit.look_long("planned", lambda memory: memory.brake.planned())
    return Screen(
        text=bold(
            say.plural(
                "{n} message will be sent. Go on?",
                "{n} messages will be sent. Go on?",
                planned,
            )
        ),
        rows=rows(
            Link(say("▶️ Yes, go on"), "team/brake/off/yes", word=Answer.YES),
            Link(say("No, go back"), "team/brake", word=Answer.NO),
        ),
    )


async def released(visit: Visit) -> Address:
    """Let it go on."""
    if await visit.memory.brake.pulled() is not None:
        await visit.memory.brake.release()
        await visit.note("brake_released", Role.TEAM)
    return Address("team/brake")


async def _counts(memory: Memory, since: datetime) -> Counts:
    return Counts(
        await memory.brake.went_out(since), await memory.brake.in_flight(), await memory.brake.planned()
    )


def _screen(visit: Visit, stopped: datetime | None, counts: Counts) -> Screen:
    say = visit.say
    sent = sum(one.number for one in counts.went)
    return Screen(
        text=paragraphs(
            bold(say("🛑 All sending has stopped.") if stopped else say("▶️ Sending goes on.")),
            say("Since {moment}.", moment=say.moment(stopped, None)) if stopped else None,
            lines(
                say.plural(
                    "{n} message went out in the hour before.",
                    "{n} messages went out in the hour before.",
                    sent,
                )
                if stopped
                else say.plural(
                    "{n} message went out in the last hour.", "{n} messages went out in the last hour.", sent
                ),
                *_by_ask(say, counts.went),
            ),
            lines(
                say.plural(
                    "{n} message is on its way. I cannot take it back.",
                    "{n} messages are on their way. I cannot take them back.",
                    counts.in_flight,
                )
                if counts.in_flight
                else None,
                say.plural("{n} message waits.", "{n} messages wait.", counts.planned),
            ),
            say("I still answer who talks to me.") if stopped else None,
        ),
        rows=rows(
            *(
                Link(say("📨 {title}", title=short(one.title)), f"team/ask/{one.ask_id}")
                for one in counts.went[:LISTED]
                if one.ask_id is not None
            ),
            Link(say("▶️ Let it go on again"), "team/brake/off")
            if stopped
            else Link(say("🛑 Stop all sending now"), "team/brake/on"),
            Link(say("🧭 Team desk"), "team"),
        ),
    )


def _by_ask(say: Say, went: list[Went]) -> list[Text]:
    told = [
        say(
            "• {title} (ask {ask}): {number}",
            title=own_title(say, one.title, one.language),
            ask=Text(str(one.ask_id)),
            number=one.number,
        )
        if one.ask_id is not None
        else say("• From the campaign itself: {number}", number=one.number)
        for one in went[:LISTED]
    ]
    rest = sum(one.number for one in went[LISTED:])
    return [*told, say("• Other asks: {number}", number=rest)] if rest else told


ROUTES = (
    Route("team/brake", brake, Role.TEAM),
    Route("team/brake/on", pull, Role.TEAM),
    Route("team/brake/off", release, Role.TEAM),
    Route("team/brake/off/yes", released, Role.TEAM),
    Route("team/brake/told/{at:int}", told, Role.TEAM),
)
