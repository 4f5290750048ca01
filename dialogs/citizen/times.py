"""When somebody can: four quick answers, the grid of the week behind "more exactly", and how often."""

from campaign.values import (
    ALL_TIMES,
    EVENINGS,
    WEEKDAYS_BY_DAY,
    WEEKEND,
    Day,
    Often,
    Part,
    day_mask,
    part_mask,
    slot,
)
from dialogs import words
from dialogs.citizen.likes import ticked
from dialogs.citizen.steps import onward, steps
from dialogs.screen import Address, Button, Link, Screen, rows
from dialogs.site import Nowhere, Route
from dialogs.text import Text, bold, own, paragraphs
from dialogs.visit import Visit

QUICK = {"weekdays": WEEKDAYS_BY_DAY, "evenings": EVENINGS, "weekend": WEEKEND}


async def times(visit: Visit) -> Screen:
    """Choose when you can, quickly."""
    say = visit.say
    mask = visit.profile.times
    names = {
        "weekdays": say("On weekdays, by day"),
        "evenings": say("In the evening"),
        "weekend": say("At the weekend"),
    }
    switches = []
    for name, part in QUICK.items():
        on = mask != ALL_TIMES and mask & part == part
        next_is = "only" if mask == ALL_TIMES else "off" if on else "on"
        switches.append(Link(ticked(visit, names[name], on), f"times/{name}/{next_is}"))
    varies = Link(ticked(visit, say("It varies"), mask == ALL_TIMES), "times/varies/on")
    exact = Link(say("🗓 More exactly"), "grid")
    return Screen(
        name="times",
        text=paragraphs(
            bold(say("When can you?")),
            say("Then I look for things at times that fit you."),
            say("Chosen: {times}.", times=words.times(say, mask)) if mask else None,
        ),
        rows=rows(*switches, varies, exact, steps(visit, "often", told=mask > 0)),
    )


async def quick(visit: Visit, name: str, on: bool) -> Screen:
    """Can at these times, or no longer."""
    if name == "varies":
        await visit.tell(times=ALL_TIMES if on else 0)
        return await times(visit)
    if name not in QUICK:
        raise Nowhere(name)
    mask = visit.profile.times
    await visit.tell(times=mask | QUICK[name] if on else mask & ~QUICK[name])
    return await times(visit)


async def only(visit: Visit, name: str) -> Screen:
    """Can at these times alone, where any was fine before."""
    if name not in QUICK:
        raise Nowhere(name)
    await visit.tell(times=QUICK[name])
    return await times(visit)


async def grid(visit: Visit) -> Screen:
    """The week: 7 days by 3 parts; the name of a day or a part fills its whole row or column."""
    say = visit.say
    mask = visit.profile.times
    head = tuple(
        Link(words.part(say, part), f"grid/part/{part.value}/{_turn(mask, part_mask(part))}") for part in Part
    )
    body: list[tuple[Button, ...]] = []
    for day in Day:
        cells = tuple(
            Link(
                _cell(mask & slot(day, part)), f"grid/{day.value}/{part.value}/{_turn(mask, slot(day, part))}"
            )
            for part in Part
        )
        name = Link(words.short_day(say, day), f"grid/day/{day.value}/{_turn(mask, day_mask(day))}")
        body.append((name, *cells))
    return Screen(
        name="grid",
        text=paragraphs(
            bold(say("When can you?")),
            say("Tap what is possible. Tap a day or a part of the day to choose all of it."),
            say("Chosen: {times}.", times=words.times(say, mask)) if mask else None,
        ),
        rows=rows(
            head,
            *body,
            (Link(say("Clear all"), "grid/none"), Link(say("Done"), "often")),
        ),
    )


async def cell(visit: Visit, day: Day, part: Part, on: bool) -> Screen:
    """One cell of the week, on or off."""
    return await _set(visit, slot(day, part), on)


async def whole_day(visit: Visit, day: Day, on: bool) -> Screen:
    """A whole day, on or off."""
    return await _set(visit, day_mask(day), on)


async def whole_part(visit: Visit, part: Part, on: bool) -> Screen:
    """One part of all days, on or off."""
    return await _set(visit, part_mask(part), on)


async def clear(visit: Visit) -> Screen:
    """No times told."""
    return await _set(visit, ALL_TIMES, on=False)


async def often(visit: Visit) -> Screen:
    """Choose how often."""
    say = visit.say
    choices = [
        Link(ticked(visit, words.often(say, one), visit.profile.often is one), f"often/{one.value}")
        for one in Often
    ]
    return Screen(
        name="often",
        text=paragraphs(
            bold(say("How often would you like to do something?")),
            say("Once is fine too. You are not tied to anything."),
        ),
        rows=rows(*choices, steps(visit, "door", told=visit.profile.often is not None)),
    )


async def set_often(visit: Visit, choice: Often) -> Address:
    """Once, now and then or every week."""
    await visit.tell(often=choice)
    return onward(visit, "often")


async def _set(visit: Visit, part: int, on: bool) -> Screen:
    mask = visit.profile.times
    await visit.tell(times=mask | part if on else mask & ~part)
    return await grid(visit)


def _turn(mask: int, part: int) -> str:
    return "off" if mask & part == part else "on"


def _cell(on: int) -> Text:
    return own("✅" if on else "▫️")


ROUTES = (
    Route("times", times),
    Route("times/{name:word}/{on:switch}", quick),
    Route("times/{name:word}/only", only),
    Route("grid", grid),
    Route("grid/none", clear),
    Route("grid/day/{day:day}/{on:switch}", whole_day),
    Route("grid/part/{part:part}/{on:switch}", whole_part),
    Route("grid/{day:day}/{part:part}/{on:switch}", cell),
    Route("often", often),
    Route("often/{choice:often}", set_often),
)
