"""Planning questions after a yes: when, how and with whom; each one screen, each can be skipped.

Who plans it goes more often. What is chosen stands in the plan alone; the organisation does not get it.
"""

from collections.abc import Mapping
from typing import Any

from campaign.records import Opportunity
from campaign.values import ALL_TIMES, Company, Day, Part, Travel, day_mask, slot, slots_of
from dialogs import words
from dialogs.citizen import hearing
from dialogs.citizen.likes import ticked
from dialogs.citizen.promise import arranged
from dialogs.screen import Address, Button, Link, Row, Screen, rows
from dialogs.site import Route
from dialogs.text import Text, bold, lines, own, paragraphs
from dialogs.visit import Visit
from storage.replies import Reply

LISTED = 6
"""So many times of the week stand on one screen; of more, the day is chosen first."""
Answered = Screen | Address


async def go_on(visit: Visit, number: int) -> Address:
    """On from the plan: to the first question that is open, or past them; first who else may hear of it."""
    found = await arranged(visit, number)
    if found is None:
        return Address(f"plan/{number}")
    if await hearing.is_open(visit, number):
        return Address(f"tell/{number}")
    first = first_open(*found)
    return Address("next" if first is None else f"plan/{number}/{first}")


async def change(visit: Visit, number: int) -> Address:
    """All questions once more."""
    found = await arranged(visit, number)
    return Address(f"plan/{number}/{questions(*found)[0]}" if found else f"plan/{number}")


async def when(visit: Visit, number: int) -> Answered:
    """Choose a time of the week, where there is no date."""
    found = await arranged(visit, number)
    if found is None or "when" not in questions(*found):
        return Address(f"plan/{number}")
    one, reply = found
    cells, root = slots_of(_times(one)), f"plan/{number}/when"
    choices: list[Row | Button | None] = []
    if len(cells) <= LISTED:
        for day, part in cells:
            label = ticked(visit, words.slot(visit.say, day, part), reply.slot == slot(day, part))
            choices.append(Link(label, f"{root}/{day.value}/{part.value}"))
    else:
        days = [
            Link(
                ticked(visit, words.short_day(visit.say, day), bool((reply.slot or 0) & day_mask(day))),
                f"{root}/{day.value}",
            )
            for day in Day
            if _times(one) & day_mask(day)
        ]
        choices += [tuple(days[:4]), tuple(days[4:])]
    together = ticked(visit, visit.say("We agree on it together"), reply.slot == 0)
    return _question(
        visit, found, "when", visit.say("When do you want to go?"), [*choices, Link(together, f"{root}/open")]
    )


async def when_on_day(visit: Visit, number: int, day: Day) -> Answered:
    """Choose the part of the day."""
    found = await arranged(visit, number)
    if found is None or "when" not in questions(*found):
        return Address(f"plan/{number}")
    parts = [part for part in Part if _times(found[0]) & slot(day, part)]
    say, root = visit.say, f"plan/{number}/when"
    return Screen(
        name="plan-part",
        text=bold(say("{day}: what time of the day?", day=words.day(say, day))),
        rows=rows(
            *(Link(words.part(say, part), f"{root}/{day.value}/{part.value}") for part in parts),
            Link(say("Another day"), root),
        ),
    )


async def at_time(visit: Visit, number: int, day: Day, part: Part) -> Answered:
    """Go at this time of the week."""
    found = await arranged(visit, number)
    if found is not None and _times(found[0]) & slot(day, part):
        await visit.memory.replies.settle(found[1].id, slot=slot(day, part))
    return await _after(visit, number, "when")


async def together(visit: Visit, number: int) -> Answered:
    """Agree on a time with the organisation."""
    return await _settle(visit, number, "when", slot=0)


async def travel(visit: Visit, number: int) -> Answered:
    """Choose how to get there."""
    found = await arranged(visit, number)
    if found is None or "travel" not in questions(*found):
        return Address(f"plan/{number}")
    choices = _choices(visit, found, "travel", {way: words.travel(visit.say, way) for way in Travel})
    return _question(visit, found, "travel", visit.say("How will you get there?"), choices)


async def by(visit: Visit, number: int, way: Travel) -> Answered:
    """Get there this way."""
    return await _settle(visit, number, "travel", travel=way)


async def company(visit: Visit, number: int) -> Answered:
    """Choose with whom."""
    found = await arranged(visit, number)
    if found is None:
        return Address(f"plan/{number}")
    choices = _choices(visit, found, "company", {who: words.company(visit.say, who) for who in Company})
    return _question(visit, found, "company", visit.say("With whom will you go?"), choices)


async def along(visit: Visit, number: int, who: Company) -> Answered:
    """Go with these."""
    return await _settle(visit, number, "company", company=who)


def questions(one: Opportunity, reply: Reply) -> list[str]:
    """The questions there are about this, in their order."""
    dated = reply.on_date is not None or one.starts is not None
    return [*(() if dated else ("when",)), *(() if one.online else ("travel",)), "company"]


def first_open(one: Opportunity, reply: Reply) -> str | None:
    """The first of them that is not answered yet; None where all are."""
    told = {"when": reply.slot, "travel": reply.travel, "company": reply.company}
    return next((name for name in questions(one, reply) if told[name] is None), None)


def chosen(visit: Visit, reply: Reply) -> Text:
    """How and with whom, as the plan says it."""
    say = visit.say
    return lines(
        words.travel(say, reply.travel) if reply.travel else None,
        words.company(say, reply.company) if reply.company else None,
    )


def _question(
    visit: Visit,
    found: tuple[Opportunity, Reply],
    name: str,
    question: Text,
    choices: list[Row | Button | None] | list[Link],
) -> Screen:
    say, (one, reply) = visit.say, found
    following = _following(one, reply, name)
    skip = say("Skip ⬅️") if say.language.right_to_left else say("Skip ➡️")
    return Screen(
        name=f"plan-{name}",
        text=paragraphs(
            bold(question),
            say(
                "It helps to have a plan. {organisation} does not see this.",
                organisation=own(one.organisation),
            ),
        ),
        rows=rows(*choices, Link(skip, following)),
    )


def _choices(
    visit: Visit,
    found: tuple[Opportunity, Reply],
    name: str,
    labels: Mapping[Travel, Text] | Mapping[Company, Text],
) -> list[Link]:
    """A link for each value; the one that was chosen has a tick."""
    one, reply = found
    chosen = getattr(reply, name)
    return [
        Link(ticked(visit, label, chosen is value), f"plan/{one.id}/{name}/{value.value}")
        for value, label in labels.items()
    ]


async def _settle(visit: Visit, number: int, name: str, **chosen: Any) -> Address:
    """Keep what was chosen, and go on to the next question."""
    found = await arranged(visit, number)
    if found is not None:
        await visit.memory.replies.settle(found[1].id, **chosen)
    return await _after(visit, number, name)


async def _after(visit: Visit, number: int, name: str) -> Address:
    found = await arranged(visit, number)
    return Address(f"plan/{number}" if found is None else _following(*found, name))


def _following(one: Opportunity, reply: Reply, name: str) -> str:
    asked = questions(one, reply)
    left = asked[asked.index(name) + 1 :] if name in asked else []
    return f"plan/{one.id}/{left[0]}" if left else f"plan/{one.id}/ready"


def _times(one: Opportunity) -> int:
    return one.times or ALL_TIMES


ROUTES = (
    Route("plan/{number:int}/go", go_on),
    Route("plan/{number:int}/change", change),
    Route("plan/{number:int}/when", when),
    Route("plan/{number:int}/when/open", together),
    Route("plan/{number:int}/when/{day:day}", when_on_day),
    Route("plan/{number:int}/when/{day:day}/{part:part}", at_time),
    Route("plan/{number:int}/travel", travel),
    Route("plan/{number:int}/travel/{way:travel}", by),
    Route("plan/{number:int}/company", company),
    Route("plan/{number:int}/company/{who:company}", along),
)
