"""A new ask for an opportunity: all its choices on one card, each one tap away."""

from datetime import datetime

from campaign.experiments import Trying
from campaign.records import Ask, Audience, Opportunity
from campaign.values import AskState, Role
from campaign.waves import GAP
from dialogs.citizen import card
from dialogs.organisation import ask_words
from dialogs.organisation.ask_draft import Answered, local_hour, of_draft, sending_hours, what_it_asks
from dialogs.screen import Address, Link, Screen, rows
from dialogs.site import Nowhere, Route
from dialogs.text import Text, bold, paragraphs
from dialogs.visit import Visit

DAYS = 7
"""Days until the deadline of an ask for something that has no date."""


async def new(visit: Visit, opportunity: int) -> Answered:
    """Begin an ask for an opportunity, or go on with the one that was begun."""
    member = await visit.member()
    one = await visit.memory.opportunities.get(opportunity)
    if member is None or one is None or one.organisation_id != member.organisation_id:
        raise Nowhere(f"opportunity {opportunity}")
    before = await visit.memory.making.begun(member.organisation_id, one.id)
    if before is not None:
        return Address(f"asks/{before}")
    if one.closed and await visit.memory.opportunities.is_held(one.id):
        return Address(f"opp/{one.id}")
    if one.closed or one.free == 0:
        return _over(visit, one)
    return Address(f"asks/{await begin(visit, one, Audience(), words='')}")


async def begin(
    visit: Visit,
    one: Opportunity,
    audience: Audience,
    *,
    words: str,
    language: str | None = None,
    second_words: str = "",
) -> int:
    """Keep a new ask in the making, its words in this language or else the opportunity's; its id."""
    return await visit.memory.asks.add(
        one.organisation_id,
        one.id,
        state=AskState.DRAFT,
        words=words,
        words_language=language,
        second_words=second_words,
        audience=audience,
        starts=None,
        deadline=deadline(visit, one),
        gap=GAP,
        now=visit.now,
    )


async def repeat(visit: Visit, one: Opportunity, ask: Ask) -> int:
    """Begin the same again to the same people, in the words that did better where that was found; its id."""
    found = await visit.memory.trials.counted(Trying.WORDS, [ask.id]) if ask.second_words else {}
    better = found[ask.id].outcome.better if found else None
    return await begin(
        visit,
        one,
        ask.audience,
        words=ask.worded(better),
        language=ask.words_language,
        second_words="" if better else ask.second_words,
    )


@of_draft
async def overview(visit: Visit, ask: Ask) -> Answered:
    """The ask as it stands, with a button for each choice."""
    one = await what_it_asks(visit, ask)
    say = visit.say
    return Screen(
        text=paragraphs(
            bold(say("Your ask")),
            card.own_title(say, one.title, one.language),
            ask_words.own_words(say, ask) or say("✏️ No words of your own yet. That is fine."),
            ask_words.audience(say, ask.audience, one),
            _moments(visit, ask),
        ),
        rows=rows(
            (Link(say("✏️ Words"), f"asks/{ask.id}/words"), Link(say("👥 For whom"), f"asks/{ask.id}/whom")),
            (Link(say("🗓 When"), f"asks/{ask.id}/when"), Link(say("⏳ Until when"), f"asks/{ask.id}/until")),
            Link(say("🔀 Try two ways"), f"asks/{ask.id}/second") if ask.words else None,
            Link(say("👀 See it as they see it"), f"asks/{ask.id}/look"),
            Link(say("📨 Send me a test"), f"asks/{ask.id}/test"),
            Link(say("Next: how many people?"), f"asks/{ask.id}/check"),
            (Link(say("🗑 Throw away"), f"asks/{ask.id}/drop"), Link(say("Back"), f"opp/{one.id}")),
        ),
    )


@of_draft
async def drop(visit: Visit, ask: Ask) -> Answered:
    """Throw the ask in the making away; the opportunity stays."""
    await visit.memory.making.drop(ask.id)
    return Address(f"opp/{ask.opportunity_id}")


def _moments(visit: Visit, ask: Ask) -> Text:
    say = visit.say
    starts = say.moment(ask.starts, None) if ask.starts else say("at once")
    until = say.moment(ask.deadline, None) if ask.deadline else say("it is full")
    return say("📨 Goes out: {starts}. Until: {until}.", starts=starts, until=until)


def deadline(visit: Visit, one: Opportunity) -> datetime:
    """Until when people are asked, where nothing else was chosen."""
    return (
        one.starts
        if one.starts and one.starts > visit.now
        else local_hour(visit, DAYS, sending_hours(visit)[1])
    )


def _over(visit: Visit, one: Opportunity) -> Screen:
    say = visit.say
    words = say("This is closed.") if one.closed else say("This is full.")
    return Screen(
        text=paragraphs(
            ask_words.title(one),
            bold(words),
            say("Open it again, or make room for more people. Then you can ask."),
        ),
        rows=rows(Link(say("Show it"), f"opp/{one.id}"), Link(say("🏢 Desk"), "desk")),
    )


ROUTES = (
    Route("asknew/{opportunity:int}", new, Role.MEMBER),
    Route("asks/{number:int}", overview, Role.MEMBER),
    Route("asks/{number:int}/drop", drop, Role.MEMBER),
)
