"""Trials by the clock: each is counted once, when nothing of it can change any more, and then told."""

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.kept import Kept
from campaign.experiments import WINDOW, Trying, told_from, window
from campaign.weeks import Campaign, Kind
from storage.memory import Memory
from storage.moments import Course

log = logging.getLogger("bot.trials")


@dataclass(frozen=True, slots=True)
class Due:
    """A trial of an ask or moment that is to be counted: how long answers count, and from when on."""

    what: Trying
    number: int
    within: timedelta = WINDOW
    since: datetime | None = None


async def count_trials(app: Kept, now: datetime) -> None:
    """Count the trials whose time has come; whoever tried something hears that it was counted."""
    async with app.store.look() as memory:
        due = [Due(Trying.WORDS, ask_id) for ask_id in await memory.trials.due(now)]
        due += await _of_moments(memory, app.campaign, now)
    for one in due:
        async with app.store.look() as memory:
            outcome = await memory.trials.count(one.what, one.number, within=one.within, since=one.since)
        async with app.store.begin() as memory:
            if await memory.trials.keep(one.what, one.number, outcome, now=now):
                await _tell(app, memory, one, now)
    if due:
        log.info("trials were counted", extra={"count": len(due)})


async def _of_moments(memory: Memory, campaign: Campaign, now: datetime) -> list[Due]:
    if not campaign.weeks:
        return []
    courses = await memory.moments.courses(campaign)
    due = [one for course in courses if course.begun for one in _of_moment(course, campaign, now)]
    if not due:
        return []
    numbers = {one.number for one in due}
    told = {
        (what, number)
        for what in (Trying.OPENING, Trying.HOLDOUT)
        for number in await memory.trials.counted(what, numbers)
    }
    return [one for one in due if (one.what, one.number) not in told]


def _of_moment(course: Course, campaign: Campaign, now: datetime) -> list[Due]:
    """The trials at a moment that has begun, those alone that may be told by now."""
    moment, found = course.moment, []
    within = window(moment.kind)
    if course.tries and now >= told_from(moment.deadline, within):
        found.append(Due(Trying.OPENING, course.id, within))
    if moment.kind is Kind.FOLLOW_UP and campaign.holdout and now >= told_from(moment.deadline):
        lasts = moment.deadline - moment.at + WINDOW
        found.append(Due(Trying.HOLDOUT, course.id, lasts, since=moment.at))
    return found


async def _tell(app: Kept, memory: Memory, one: Due, now: datetime) -> None:
    """The organisation hears of its own ask, the team of the campaign's moments."""
    due = app.campaign.budget.next_sending(now)
    if one.what is not Trying.WORDS:
        team = await memory.members.team_chats(app.team_ids)
        await memory.notices.add(team, f"team/trial/{one.what.value}/{one.number}", due=due)
        return
    ask = await memory.asks.get(one.number)
    if ask is not None:
        chats = await memory.members.chats_of(ask.organisation_id)
        await memory.notices.add(chats, f"theask/{ask.id}/ways", due=due)
