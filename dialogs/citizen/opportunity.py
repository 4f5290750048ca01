"""One opportunity in full: its answers and its map."""

from campaign.records import Opportunity
from campaign.values import Answer
from dialogs.citizen import card, held
from dialogs.citizen.finding import why
from dialogs.citizen.instead import instead
from dialogs.screen import Link, Screen, Venue, rows
from dialogs.site import Route
from dialogs.text import bold, own, paragraphs
from dialogs.visit import Visit


async def opportunity(visit: Visit, number: int, asked: int | None = None) -> Screen:
    """All about one opportunity; one that is over says so and shows the way on.

    Where it was asked outright, `asked` is its place among the asks: something else is then the next one.
    """
    one = await visit.opportunity(number)
    if one is None or one.closed or not await held.room(visit, one):
        return await over(visit, one)
    say = visit.say
    place, other = ("", "near") if asked is None else (f"/{asked}", f"ask/{asked + 1}")
    return Screen(
        name="opportunity",
        text=paragraphs(card.asker(say, one), card.full(say, one, why(visit, one))),
        rows=rows(
            Link(say("👍 Yes"), f"reply/{one.id}/yes", word=Answer.YES),
            (
                Link(say("🤔 Maybe"), f"reply/{one.id}/maybe", word=Answer.MAYBE),
                Link(say("No, thanks"), f"reply/{one.id}/no", word=Answer.NO),
            ),
            Link(say("👥 I come if somebody comes along"), f"together/{one.id}")
            if visit.citizen is not None and one.free > 1
            else None,
            Link(say("🗺 Show on the map"), f"map/{one.id}{place}") if one.point else None,
            (
                Link(say.about("another thing to do", "Something else"), other),
                Link(say("⚠️ Something is wrong"), f"wrong/{one.id}"),
            ),
        ),
    )


async def on_map(visit: Visit, number: int, asked: int | None = None) -> Screen:
    """The place on the phone's own map."""
    one = await visit.opportunity(number)
    if one is None or one.point is None:
        return await opportunity(visit, number, asked)
    say = visit.say
    screen = await opportunity(visit, number, asked)
    if one.address:
        address = say("{address}, {place}", address=one.address, place=one.place)
    else:
        address = say("Around {place}. The organisation tells you the exact place.", place=one.place)
    return Screen(
        name=screen.name,
        text=screen.text,
        rows=screen.rows,
        venue=Venue(own(one.title), address, one.point),
    )


async def over(visit: Visit, one: Opportunity | None) -> Screen:
    """It is filled, past or gone: say so kindly and show the next best thing."""
    say = visit.say
    if one is not None and not one.closed:
        words = say("Good news: enough people said yes to this one. It is full.")
    else:
        words = say("This one is over, or it was taken back.")
    around = visit.house.gazetteer.area(one.postcode) if one is not None and one.postcode else None
    return await instead(visit, bold(words), one.id if one else None, around=around)


ROUTES = (
    Route("opportunity/{number:int}", opportunity),
    Route("opportunity/{number:int}/{asked:int}", opportunity),
    Route("map/{number:int}", on_map),
    Route("map/{number:int}/{asked:int}", on_map),
)
