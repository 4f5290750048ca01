"""What an asking week leaves to do, in the days after it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from campaign.weeks import Week
from dialogs.citizen.card import own_title
from dialogs.citizen.home import short
from dialogs.screen import Link
from dialogs.team import moment_words
from dialogs.team.desk import UNANSWERED
from dialogs.team.ready_before import resting
from dialogs.team.ready_lines import Line
from dialogs.text import Say
from dialogs.visit import Visit
from storage.memory import Memory
from storage.readiness import Unfilled

LISTED = 5
"""Asks by name."""


@dataclass(frozen=True, slots=True)
class _Found:
    """What takes long to look up: the asks with places left, how much went out, and what was held back."""

    unfilled: list[Unfilled]
    sent: int
    held: Mapping[str, int]


async def lines_of(visit: Visit, week: Week) -> list[Line]:
    """All that is looked at, what presses first."""
    zone, now = visit.house.campaign.zone, visit.now
    opens, ends = week.opens(zone), week.ends(zone)
    found = await visit.look_long("ready", lambda memory: _look(memory, opens, ends))
    waits = await visit.memory.overview.waiting(unanswered_before=now - UNANSWERED)
    return [
        _yeses(visit.say, waits.yeses),
        *await resting(visit),
        _asks(visit.say, found.unfilled),
        _held(visit.say, found),
    ]


async def _look(memory: Memory, opens: datetime, ends: datetime) -> _Found:
    unfilled = await memory.readiness.unfilled(since=opens, until=ends, limit=LISTED)
    (week,) = await memory.days.between([opens, ends])
    return _Found(unfilled, week.sent, week.held)


def _yeses(say: Say, number: int) -> Line:
    if not number:
        return Line(True, say("Every yes has an answer"))
    what = say.plural(
        "{n} yes without an answer for 48 hours", "{n} yeses without an answer for 48 hours", number
    )
    return Line(False, what, (), (Link(say("👍 Unanswered"), "team/yeses"),))


def _asks(say: Say, unfilled: list[Unfilled]) -> Line:
    if not unfilled:
        return Line(True, say("Every ask of the week found its people"))
    details = tuple(
        say(
            "• {title}: {taken} of {places}",
            title=own_title(say, one.title, one.language),
            taken=one.taken,
            places=one.places,
        )
        for one in unfilled
    )
    links = tuple(Link(say("📨 {title}", title=short(one.title)), f"team/ask/{one.id}") for one in unfilled)
    return Line(False, say("These asks have places left:"), details, links)


def _held(say: Say, found: _Found) -> Line:
    what = say.plural("{n} message went out in the week", "{n} messages went out in the week", found.sent)
    held = moment_words.held(say, found.held)
    return Line(found.sent > 0, what, (held,) if held else (), (Link(say("🗓 The moments"), "weeks"),))
