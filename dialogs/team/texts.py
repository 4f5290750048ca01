"""What an organisation wrote, in every language that it stands in, as the team reads it before it decides."""

from dataclasses import replace

from campaign.records import Opportunity
from campaign.values import Role
from dialogs.citizen import card
from dialogs.citizen.likes import ticked
from dialogs.screen import Link, Row, Screen, rows
from dialogs.site import Nowhere, Route
from dialogs.text import Text, bold, own, paragraphs
from dialogs.visit import Visit


async def texts(visit: Visit, number: int, code: str) -> Screen:
    """The texts in one language, with a button for each of the others."""
    one = await visit.memory.opportunities.get(number)
    further = await visit.memory.wordings.of(number)
    if one is None or (code != one.language and code not in further):
        raise Nowhere(f"texts of {number}")
    shown = one
    if code != one.language:
        there = further[code]
        shown = replace(
            one, language=code, title=there.title, description=there.description, bring=there.bring
        )
    say = visit.say
    links = [
        Link(ticked(visit, say.language_name(each), each == code), f"team/texts/{number}/{each}")
        for each in (one.language, *further)
    ]
    pairs: list[Row] = [tuple(links[start : start + 2]) for start in range(0, len(links), 2)]
    latest = await visit.memory.asks.latest_of_opportunity(number)
    return Screen(
        text=paragraphs(
            bold(say("In {language}", language=say.language_name(code))),
            say("🏢 {organisation}", organisation=own(one.organisation)),
            card.full(say, shown),
        ),
        rows=rows(
            *pairs,
            Link(say("📨 The ask"), f"team/ask/{latest.id}") if latest else None,
            Link(say("🏢 The organisation"), f"team/org/{one.organisation_id}"),
        ),
    )


async def further(visit: Visit, one: Opportunity) -> tuple[Text, Link] | None:
    """Which further languages there are texts in, and the way to them; None where there are none."""
    codes = list(await visit.memory.wordings.of(one.id))
    if not codes:
        return None
    say = visit.say
    names = say.list([say.language_name(code) for code in codes])
    return (
        say("🌍 People who read {languages} get other texts. Read those too.", languages=names),
        Link(say("🌍 The texts in other languages"), f"team/texts/{one.id}/{codes[0]}"),
    )


def seen(one: Opportunity) -> int:
    """Which version of an opportunity was shown; what changed since was not seen."""
    return int(one.updated.timestamp())


ROUTES = (Route("team/texts/{number:int}/{code:word}", texts, Role.TEAM),)
