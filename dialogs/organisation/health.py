"""How healthy an organisation's own asks are: who wanted no more messages after them."""

from campaign.health import Health
from campaign.statistics import Measure, health_of
from campaign.values import Role
from dialogs.citizen.home import short
from dialogs.figures import asks as counting
from dialogs.figures import health as figures
from dialogs.figures import pictures
from dialogs.figures.asks import LISTED, Counted
from dialogs.screen import Link, Screen, rows
from dialogs.site import Nowhere, Route
from dialogs.text import Text, bold, lines, own, paragraphs
from dialogs.visit import Visit


async def health(visit: Visit) -> Screen:
    """The newest asks, each with its rate."""
    say, found = visit.say, await _ours(visit)
    limit = visit.house.campaign.opt_outs
    doubt = sum(one.counts.get(Measure.UNKNOWN, 0) for one, _ in found)
    wrong = sum(one.counts.get(Measure.REPORTED, 0) for one, _ in found)
    return Screen(
        text=paragraphs(
            bold(say("Who wanted no more, ask by ask")),
            lines(*(figures.told(say, _name(one), it, limit) for one, it in found))
            or say("No ask has gone out yet."),
            lines(
                say("❓ In doubt whether they arrived: {n}", n=doubt),
                say("⚠️ Said that something is wrong: {n}", n=wrong),
            )
            if found
            else None,
            say(
                "Some people always stop. Above {limit} of every 1,000 messages an ask rests, and the "
                "campaign team looks at it.",
                limit=say.decimal(limit, 0),
            ),
        ),
        rows=rows(
            Link(say("🖼 As a picture"), "figures/health/picture") if found else None,
            (Link(say("📊 All our asks"), "figures"), Link(say("🏢 Desk"), "desk")),
        ),
    )


async def picture(visit: Visit) -> Screen:
    """The same, drawn."""
    say, found = visit.say, await _ours(visit)
    told = [(_name(one), it) for one, it in found]
    drawn = figures.picture(say, told, say("Your own asks"), visit.house.campaign.opt_outs)
    return pictures.screen(say, drawn, "figures/health")


async def _ours(visit: Visit) -> list[tuple[Counted, Health]]:
    member = await visit.member()
    if member is None:
        raise Nowhere("figures/health")
    sent = await visit.memory.asks.sent(organisation_id=member.organisation_id, limit=LISTED)
    counted = await counting.count(visit, sent)
    return [(one, health_of(one.counts)) for one in counted]


def _name(it: Counted) -> Text:
    return own(short(it.one.title))


ROUTES = (
    Route("figures/health", health, Role.MEMBER),
    Route("figures/health/picture", picture, Role.MEMBER),
)
