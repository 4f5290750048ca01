"""The desk of an organisation: how it stands, what waits for an answer, and the way to all it can do."""

from campaign.values import OrganisationState, Role
from dialogs import menus
from dialogs.organisation import standing
from dialogs.screen import Link, Screen, rows
from dialogs.site import Nowhere, Route
from dialogs.text import bold, code, lines, own, paragraphs
from dialogs.visit import Visit


async def desk(visit: Visit) -> Screen:
    """How the organisation stands, and everything else one tap away."""
    member = await visit.member()
    it = await visit.memory.organisations.get(member.organisation_id) if member else None
    if it is None:
        raise Nowhere("desk")
    if visit.incoming.command is not None:
        await menus.renew(visit)
    running = await visit.memory.overview.running_of(it.id)
    yeses = await visit.memory.overview.unconfirmed_of(it.id)
    say = visit.say
    may_ask = it.state in (OrganisationState.WAITING, OrganisationState.APPROVED)
    return Screen(
        text=paragraphs(
            say("🏢 {organisation}", organisation=bold(own(it.name))),
            lines(standing.state(say, it.state), standing.meaning(say, it.state)),
            None if it.contact else say("⚠️ The campaign team cannot reach you yet. Tell them how."),
            lines(
                say.plural("📨 {n} ask runs or waits", "📨 {n} asks run or wait", running)
                if running
                else None,
                say.plural("👍 {n} yes waits for you", "👍 {n} yeses wait for you", yeses) if yeses else None,
            ),
        ),
        rows=rows(
            Link(say("☎️ How can they reach you?"), "details/contact") if not it.contact else None,
            Link(say("👍 Answer who said yes"), "intros") if yeses else None,
            Link(say("📨 Ask people"), "quick") if may_ask else None,
            (Link(say("📨 Our asks"), "asks"), Link(say("📋 What we have to do"), "opps")),
            None if yeses else Link(say("👍 Who said yes"), "intros"),
            Link(say("📊 What came of your asks"), "figures"),
            Link(say("🖼 Posters"), "codes") if it.state is OrganisationState.APPROVED else None,
            (Link(say("👥 People"), "people"), Link(say("✏️ Our details"), "details")),
            (Link(say("❓ Help"), "desk/help"), Link(say("🏠 Home"), "home")),
        ),
    )


async def news(visit: Visit, at: int) -> Screen:
    """What the team decided, as it stands now."""
    member = await visit.member()
    if member is None:
        raise Nowhere("news")
    say = visit.say
    return Screen(
        text=paragraphs(
            say("🏢 {organisation}", organisation=bold(own(member.organisation))),
            lines(bold(standing.state(say, member.state)), standing.meaning(say, member.state)),
        ),
        rows=rows(Link(say("🏢 Desk"), "desk")),
    )


async def help_page(visit: Visit) -> Screen:
    """What one can do at the desk, with the commands."""
    say = visit.say
    return Screen(
        text=paragraphs(
            bold(say("How do we ask people?")),
            lines(
                say("1. Tap: Ask people. Tell me what, when, where and how many."),
                say("2. I ask people who fit, nearest first. I stop when enough people said yes."),
                say("3. After a yes you hear who it is. Answer within a day."),
            ),
            say("The campaign team looks at your first ask. After that your asks go out at once."),
            say("I ask nobody more than twice a week. So some people get your ask later, or not."),
            lines(
                say("{command} asks people for help", command=code("/ask")),
                say("{command} shows the desk of your organisation", command=code("/desk")),
                say("{command} shows what came of your asks", command=code("/stats")),
            ),
        ),
        rows=rows(Link(say("📨 Ask people"), "quick"), Link(say("🏢 Desk"), "desk")),
    )


ROUTES = (
    Route("desk", desk, Role.MEMBER),
    Route("desk/news/{at:int}", news, Role.MEMBER),
    Route("desk/help", help_page, Role.MEMBER),
)
