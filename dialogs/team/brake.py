"""The big red button: all sending stops at once, and what had gone out by then."""

from datetime import timedelta

from campaign.values import Role
from dialogs.screen import Address, Link, Screen, rows
from dialogs.site import Route
from dialogs.text import bold, lines, paragraphs
from dialogs.visit import Visit

LATELY = timedelta(hours=1)


async def brake(visit: Visit) -> Screen:
    """Whether sending is stopped, and how much went out and waits."""
    memory, say = visit.memory, visit.say
    stopped = await memory.brake.pulled()
    sent = await memory.brake.sent_since((stopped or visit.now) - LATELY)
    planned = await memory.overview.planned()
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
                say.plural("{n} message waits.", "{n} messages wait.", planned),
            ),
            say("I still answer who talks to me.") if stopped else None,
        ),
        rows=rows(
            Link(say("▶️ Let it go on again"), "team/brake/off")
            if stopped
            else Link(say("🛑 Stop all sending now"), "team/brake/on"),
            Link(say("🧭 Team desk"), "team"),
        ),
    )


async def pull(visit: Visit, on: bool) -> Address:
    """Stop all sending, or let it go on."""
    memory = visit.memory
    if on == (await memory.brake.pulled() is not None):
        return Address("team/brake")
    sent = await memory.brake.sent_since(visit.now - LATELY)
    if on:
        await memory.brake.pull(visit.now)
    else:
        await memory.brake.release()
    await memory.audit.note(
        "brake_pulled" if on else "brake_released",
        role=Role.TEAM,
        chat_id=visit.chat.id,
        count=sent,
        now=visit.now,
    )
    return Address("team/brake")


ROUTES = (
    Route("team/brake", brake, Role.TEAM),
    Route("team/brake/{on:switch}", pull, Role.TEAM),
)
