"""A message that came by itself, once more as it stands in the chat."""

from campaign.lots import Way
from campaign.nudges import Step
from campaign.records import Point, Together
from dialogs import nudges
from dialogs.citizen import asked
from dialogs.screen import Address, Screen
from dialogs.site import Nowhere, Route
from dialogs.visit import Visit
from storage.deliveries import Delivery
from storage.memory import Memory


async def once_more(visit: Visit, delivery: int) -> Screen | Address:
    """The message in the language of now; where what it asks is over, that."""
    mine = await visit.memory.deliveries.access(visit.citizen.id, delivery) if visit.citizen else None
    if mine is None:
        raise Nowhere(str(delivery))
    number = mine.opportunity_id
    one = await visit.opportunity(number) if number is not None else None
    if mine.asks and (one is None or one.closed or one.free == 0):
        return Address(f"filled/{number}") if number is not None else Address("near")
    ask = await visit.memory.asks.get(mine.ask_id) if mine.ask_id is not None else None
    words = (ask.worded(mine.wording), ask.words_language) if ask is not None else ("", "")
    if mine.step is None and one is not None:
        prepared = asked.prepare(visit.say, one, *words)
    else:
        prepared = await _nudge(visit, mine, words)
    here = Point(visit.area.latitude, visit.area.longitude) if visit.area else None
    why = asked.because(visit.say, one, here, visit.profile.likes) if one is not None and mine.asks else None
    return prepared.to(delivery, why)


async def _nudge(visit: Visit, mine: Delivery, words: tuple[str, str]) -> asked.Prepared:
    """The campaign's own message, of which all that it is about is still there; Nowhere where it is not."""
    step = mine.step or Step.ASK
    week = visit.house.campaign.week(mine.week) if mine.week else None
    one = await visit.opportunity(mine.opportunity_id) if mine.opportunity_id is not None else None
    together: Together | None = None
    if step is Step.THANKS and week is not None:
        since = week.opens(visit.say.zone)

        async def look(memory: Memory) -> Together:
            return await memory.overview.together(since)

        together = await visit.look_long("together", look)
    try:
        return nudges.prepare(
            visit.say,
            step,
            week=week,
            one=one,
            their_words=words,
            together=together,
            second=mine.opening is Way.SECOND,
        )
    except ValueError as error:
        raise Nowhere(step.value) from error


ROUTES = (Route("asked/{delivery:int}", once_more),)
