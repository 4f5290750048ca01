"""A code on a poster as it opens: where it hangs, and the one thing it asks, or the first hello."""

from campaign.inviting import Code
from campaign.records import Opportunity
from dialogs.citizen import card, held
from dialogs.citizen.finding import why
from dialogs.citizen.instead import instead
from dialogs.citizen.welcome import greet, language_row
from dialogs.screen import Address, Screen, rows
from dialogs.site import Nowhere, Route
from dialogs.text import Text, bold, lines, own, paragraphs
from dialogs.visit import Visit


async def poster(visit: Visit, code: int) -> Screen | Address:
    """What the poster asks; where it asks nothing in particular, a greeting."""
    it = await visit.memory.codes.get(code)
    if it is None or await visit.memory.openings.of_poster(visit.chat.id, code) is None:
        raise Nowhere(f"code {code}")
    if it.closed is not None or it.opportunity_id is None:
        return await greet(visit, None if it.closed is not None else _from(visit, it))
    one = await visit.opportunity(it.opportunity_id)
    if one is None or one.closed or not await held.room(visit, one):
        return await _over(visit, it, one)
    await visit.note_asked()
    say = visit.say
    return Screen(
        name="poster",
        text=paragraphs(_from(visit, it), card.asking(say, say("Would you do this?"), one, why(visit, one))),
        rows=rows(*card.answers(say, one, "near"), language_row(visit) if visit.citizen is None else None),
    )


async def _over(visit: Visit, it: Code, one: Opportunity | None) -> Screen:
    say = visit.say
    if one is not None and not one.closed:
        head = say("Good news: enough people said yes to this one. It is full.")
    else:
        head = say("This one is over, or it was taken back.")
    around = visit.house.gazetteer.area(one.postcode) if one is not None and one.postcode else None
    number = one.id if one is not None else None
    return await instead(visit, lines(_from(visit, it), bold(head)), number, around=around)


def _from(visit: Visit, it: Code) -> Text:
    """Where somebody found it, in words that fit any name."""
    return visit.say("You found me here: {place}.", place=own(it.name))


ROUTES = (Route("poster/{code:int}", poster),)
