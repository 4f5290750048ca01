"""Who agreed to be asked and was asked for nothing yet: how many, and why."""

from datetime import datetime

from campaign.values import Role, WhyNot
from dialogs import words
from dialogs.screen import Link, Screen, rows
from dialogs.site import Route
from dialogs.text import Say, Text, bold, lines, paragraphs
from dialogs.visit import Visit
from storage.unasked import FEW, InTime

WINDOW = 5
"""So many times the promised days is looked back, or to the first moment of the campaign."""


async def unasked(visit: Visit) -> Screen:
    """The numbers by reason, and the campaign's headline figure."""
    say, campaign = visit.say, visit.house.campaign
    before, days = visit.now - campaign.asked_within, campaign.asked_within.days
    counts = await visit.look_long(
        "unasked", lambda memory: memory.unasked.counts(before=before, now=visit.now)
    )
    share = await in_time(visit)
    total = sum(counts.values())
    told = say.plural(
        "{n} person agreed to be asked more than {days} days ago, and nobody asked them for anything yet.",
        "{n} people agreed to be asked more than {days} days ago, and nobody asked them for anything yet.",
        total,
        days=days,
    )
    return Screen(
        text=paragraphs(
            bold(say("Not asked yet")),
            headline(say, share, days)
            or say("Fewer than {n} people agreed lately. I tell no share of so few.", n=FEW),
            told if total else say("Everybody who agreed so long ago was asked for something."),
            lines(*(_line(say, why, number) for why, number in counts.items())),
            say("I look again every day, and ask them as soon as something fits.") if total else None,
        ),
        rows=rows(
            Link(say("⚖️ Who is not being asked?"), "team/gap"),
            Link(say("🗣 By local centre"), "team/unasked/centres"),
            Link(say("🧭 Team desk"), "team"),
        ),
    )


async def in_time(visit: Visit) -> InTime:
    """How many of those who agreed were asked in time, counted where nobody waits for it."""
    campaign, until = visit.house.campaign, visit.now - visit.house.campaign.asked_within
    since = _since(visit)

    return await visit.look_long(
        "in time",
        lambda memory: memory.unasked.in_time(since=since, until=until, within=campaign.asked_within),
    )


def headline(say: Say, share: InTime, days: int) -> Text | None:
    """The share in a sentence; None of so few that it would say something of each."""
    if share.percent is None:
        return None
    return say.plural(
        "🎯 {percent} % of new people were asked for something within {n} day",
        "🎯 {percent} % of new people were asked for something within {n} days",
        days,
        percent=share.percent,
    )


def _since(visit: Visit) -> datetime:
    campaign = visit.house.campaign
    lately = visit.now - WINDOW * campaign.asked_within
    return min([lately, *(one.at for one in campaign.moments)])


def _line(say: Say, why: WhyNot | None, number: int) -> Text:
    reason = say("Waits, and nothing is in the way") if why is None else words.why_not(say, why)
    return say("• {reason}: {number}", reason=reason, number=number)


ROUTES = (Route("team/unasked", unasked, Role.TEAM),)
