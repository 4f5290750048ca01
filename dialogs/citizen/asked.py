"""An organisation's ask in a citizen's chat: the message that comes, its buttons, and what follows it."""

from dataclasses import dataclass, replace

from campaign.lots import Way
from campaign.matching import distance_km
from campaign.reasons import Because, Near, Online, SharedLikes
from campaign.records import Ask, Opportunity, Point
from campaign.values import Answer, Reason
from dialogs.citizen import card
from dialogs.citizen.finding import reasons
from dialogs.citizen.instead import instead
from dialogs.citizen.opportunity import opportunity
from dialogs.foot import foot
from dialogs.screen import Address, Link, Row, Screen
from dialogs.site import Nowhere, Route
from dialogs.text import Say, Text, bold, italic, lines, own, paragraphs, quote
from dialogs.visit import House, Visit
from storage.deliveries import Delivery

_WAYS = {
    "yes": "reply/{0}/yes",
    "maybe": "reply/{0}/maybe",
    "no": "reply/{0}/no",
    "more": "opportunity/{0}",
    "map": "map/{0}",
    "other": "near",
    "wrong": "wrong/{0}",
    "stop": "stop/{1}",
    "plan": "plan/{0}",
    "cancel": "cancel/{0}",
    "near": "near",
    "pause": "pause",
    "someone": "someone",
    **{f"why-{reason.value}": f"reply/{{0}}/maybe/{reason.value}" for reason in Reason},
}
"""Where each button leads: {0} is what is asked, {1} the delivery."""
_WORDS = {answer.value: answer for answer in Answer}


@dataclass(frozen=True, slots=True)
class Prepared:
    """A message in one language, with all that is the same for everybody who gets it."""

    text: Text
    rows: tuple[tuple[tuple[Text, str], ...], ...]
    name: str = "asked"
    foot: Row = ()

    def footed(self, house: House, say: Say) -> "Prepared":
        """The same with the ways to read it otherwise, which lead to `{0}` for the delivery."""
        return replace(self, foot=foot(house, say, "asked/{0}", self.name))

    def to(self, delivery_id: int, because: Text | None) -> Screen:
        """The message of one citizen."""
        rows = tuple(
            tuple(Link(label, f"asked/{delivery_id}/{what}", word=_WORDS.get(what)) for label, what in row)
            for row in self.rows
        )
        under = tuple(
            replace(button, to=button.to.format(delivery_id))
            for button in self.foot
            if isinstance(button, Link)
        )
        return Screen(
            name=self.name,
            text=paragraphs(self.text, because),
            rows=(*rows, under) if under else rows,
        )


def prepare(
    say: Say, one: Opportunity, words: str = "", language: str = "", *, head: Text | None = None
) -> Prepared:
    """Put an ask into a language, once for all who read it.

    `words` are the organisation's own, in their `language`, whatever the opportunity is read in. `head` is
    what the campaign says above it.
    """
    other = say.about("another thing to do", "Something else")
    return Prepared(
        text=paragraphs(
            head,
            card.asker(say, one),
            bold(say("Would you do this?")),
            _own_words(say, words, language),
            card.brief(say, one),
        ),
        rows=(
            ((say("👍 Yes"), "yes"),),
            ((say("Tell me more"), "more"), (say("🤔 Maybe"), "maybe")),
            ((other, "other"), (say("Not now"), "no")),
            ((say("⚠️ Something is wrong"), "wrong"),),
            ((say("🔕 No more"), "stop"),),
        ),
    )


def because(say: Say, one: Opportunity, here: Point | None, likes: int) -> Text | None:
    """Why it is asked of somebody: how far it is, and what they like."""
    told: list[Because] = []
    if one.online:
        told.append(Online())
    elif one.point is not None and here is not None:
        told.append(Near(distance_km(here, one.point)))
    if shared := likes & one.likes:
        told.append(SharedLikes(shared))
    return say("✨ {reasons}", reasons=reasons(say, told)) if told else None


async def message(
    visit: Visit, say: Say, ask: Ask, one: Opportunity, delivery_id: int, way: Way | None = None
) -> Screen:
    """The message in one language, in one way, as this visitor would get it."""
    here = Point(visit.area.latitude, visit.area.longitude) if visit.area else None
    why = because(say, one, here, visit.profile.likes)
    return prepare(say, one, ask.worded(way), ask.words_language).to(delivery_id, why)


async def asked(visit: Visit, delivery: int, what: str) -> Screen | Address:
    """A tap under the message: from here on it is the conversation's own."""
    if visit.citizen is None or what not in _WAYS:
        raise Nowhere(what)
    mine = await visit.memory.deliveries.access(visit.citizen.id, delivery)
    if mine is None:
        raise Nowhere(str(delivery))
    if what == "more" and mine.touched is None and (more := await _more(visit, mine)) is not None:
        await visit.memory.deliveries.arrived(delivery, visit.now)
        return more
    if mine.touched is None:
        await visit.memory.deliveries.touch(delivery, visit.now)
    if mine.opportunity_id is None and "{0}" in _WAYS[what]:
        return Address("near")
    return Address(_WAYS[what].format(mine.opportunity_id, delivery))


async def _more(visit: Visit, mine: Delivery) -> Screen | None:
    """All about what is asked, under the same message, which is still unanswered; None where it is over.

    Its buttons are the delivery's own, so that the message is known to show the ask until one is tapped.
    """
    one = await visit.opportunity(mine.opportunity_id) if mine.opportunity_id is not None else None
    if one is None or one.closed or one.free == 0:
        return None
    ways = {way.format(one.id, mine.id): f"asked/{mine.id}/{what}" for what, way in _WAYS.items()}
    screen = await opportunity(visit, one.id)
    return replace(
        screen,
        rows=tuple(
            tuple(
                replace(button, to=ways.get(button.to, button.to)) if isinstance(button, Link) else button
                for button in row
            )
            for row in screen.rows
        ),
    )


async def filled(visit: Visit, number: int) -> Screen:
    """What takes the place of a message whose ask is over: thanks, and the next best thing."""
    say = visit.say
    one = await visit.opportunity(number)
    if one is not None and not one.closed and one.free == 0:
        head = say("Enough people said yes to this one. Thank you!")
    else:
        head = say("This question is over. Thank you for reading it.")
    what = card.own_title(say, one.title, one.language) if one is not None else None
    return await instead(visit, lines(bold(head), what), number)


def _own_words(say: Say, words: str, language: str) -> Text | None:
    if not words:
        return None
    mark = None
    if language != say.language.plain:
        mark = italic(say("They write this in {language}:", language=say.language_name(language)))
    return lines(mark, quote(own(words)))


ROUTES = (
    Route("asked/{delivery:int}/{what:word}", asked),
    Route("filled/{number:int}", filled),
)
