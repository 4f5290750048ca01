"""The moments of the asking weeks: planned when their time has come, a slice of citizens at a time."""

import asyncio
import logging
from collections.abc import Sequence
from datetime import datetime

from bot.kept import Kept
from campaign.nudges import seed_of
from campaign.weeks import Campaign, Kind, Moment, Policy, Who
from storage.moments import Course
from storage.plan import Plan

log = logging.getLogger("bot.moments")
SLICE = {True: 500, False: 10_000}
"""Citizens planned for in one transaction: on SQLite (True) whoever taps waits for it."""


async def plan_moments(app: Kept, now: datetime) -> None:
    """Plan the moments whose time has come, and for those who agreed since; none while all stops."""
    if not app.campaign.weeks:
        return
    async with app.store.look() as memory:
        if await memory.brake.pulled() is not None:
            return
        courses = await memory.moments.courses(app.campaign)
    for course in courses:
        if course.cancelled or course.moment.at > now:
            continue
        if course.done is None:
            await _begin(app, course, courses, now)
        elif course.moment.late is Policy.SHIFT and not course.missed and now < course.moment.deadline:
            await _plan_late(app, course, courses, now)


async def plan_first_asks(app: Kept, now: datetime) -> None:
    """Plan an ask for those who agreed a while ago and whom nobody asked for anything concrete yet."""
    campaign = app.campaign
    long_ago, enough = now - campaign.asked_within * 5, now - campaign.first_ask
    async with app.store.look() as memory:
        stopped = await memory.brake.pulled() is not None
        if stopped or not await memory.nudging.any_unasked(long_ago, enough):
            return
    async with app.store.begin() as memory:
        number = await memory.moments.standing(now=now)
        plan = _first_ask(campaign, number, now)
        await memory.nudging.plan_unasked(plan, long_ago, enough)


async def _begin(app: Kept, course: Course, courses: Sequence[Course], now: datetime) -> None:
    """Begin a moment, or go on with it; what is too late is shifted or missed."""
    moment = course.moment
    if course.begun is None and now >= moment.deadline:
        shifted = _shifted(app.campaign, moment, now)
        if shifted is None:
            async with app.store.begin() as memory:
                await memory.moments.miss(moment, now=now)
            log.warning("a moment was missed", extra={"moment": "/".join(moment.key)})
            return
        moment = shifted
    async with app.store.begin() as memory:
        number = await memory.moments.begin(moment, now=now)
    async with app.store.look() as memory:
        courses = await memory.moments.courses(app.campaign)
    begun = next(one for one in courses if one.id == number)
    await _sweep(app, begun, _plan(app.campaign, begun, courses, now), now)


async def _sweep(app: Kept, course: Course, plan: Plan, now: datetime) -> None:
    """Plan slice after slice, each in a transaction of its own, from where the last one ended."""
    cursor, missed = course.cursor, now >= course.moment.deadline
    while not missed:
        async with app.store.begin() as memory:
            if cursor >= await memory.nudging.last():
                break
            upto = cursor + SLICE[app.store.embedded]
            if not await memory.moments.slide(course.id, cursor, upto):
                return
            await memory.nudging.plan(plan, cursor, upto)
        cursor = upto
        await asyncio.sleep(0)
    async with app.store.begin() as memory:
        await memory.moments.finish(course.id, missed=missed, now=now)
    log.info("a moment was planned", extra={"moment": "/".join(course.moment.key)})


async def _plan_late(app: Kept, course: Course, courses: Sequence[Course], now: datetime) -> None:
    """Plan a moment for those who agreed after it began."""
    plan = _plan(app.campaign, course, courses, now, since=course.begun)
    async with app.store.look() as memory:
        if not await memory.nudging.any_late(plan):
            return
    async with app.store.begin() as memory:
        await memory.nudging.plan(plan, 0, await memory.nudging.last())


def _shifted(campaign: Campaign, moment: Moment, now: datetime) -> Moment | None:
    """A missed moment at the first time it can be, before its week is over; None where there is none."""
    week = campaign.week(moment.week)
    if moment.missed is not Policy.SHIFT or week is None:
        return None
    shifted = moment.shifted(campaign.budget.next_sending(now) - moment.at)
    return shifted if shifted.deadline <= week.ends(campaign.zone) else None


def _plan(
    campaign: Campaign,
    course: Course,
    courses: Sequence[Course],
    now: datetime,
    since: datetime | None = None,
) -> Plan:
    moment = course.moment
    week = campaign.week(moment.week)
    merged = {one.id: one.moment.kind for one in courses if one.id and _is_merged(one, moment)}
    return Plan(
        moment_id=course.id,
        kind=moment.kind,
        who=moment.who,
        merged=merged,
        opens=week.opens(campaign.zone) if week else moment.at,
        now=now,
        due=campaign.budget.next_sending(now),
        seed=seed_of(moment.week),
        holdout=campaign.holdout,
        budget=campaign.budget,
        since=since,
    )


def _is_merged(earlier: Course, moment: Moment) -> bool:
    """Whether an earlier moment of the week speaks, at this one, to whom it did not reach."""
    one = earlier.moment
    if one.week != moment.week or one.at >= moment.at or earlier.cancelled:
        return False
    return (one.missed if earlier.missed else one.late) is Policy.MERGE


def _first_ask(campaign: Campaign, number: int, now: datetime) -> Plan:
    return Plan(
        moment_id=number,
        kind=Kind.ASK,
        who=Who.UNASKED,
        merged={},
        opens=now,
        now=now,
        due=campaign.budget.next_sending(now),
        seed=0,
        holdout=0.0,
        budget=campaign.budget,
    )
