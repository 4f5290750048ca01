"""Two weeks after the date: does whoever said yes help now? Asked once of who acts for the organisation."""

from campaign.values import Answer, OrganisationState, Role
from dialogs.citizen import card
from dialogs.organisation.introductions import over, plain, remembered, theirs
from dialogs.screen import Address, Link, Screen, rows
from dialogs.site import Route
from dialogs.text import bold, lines, own
from dialogs.visit import Visit


async def match(visit: Visit, number: int) -> Screen:
    """Ask it, by name where that is still known and may be shown; thank whoever answered."""
    member, it = await theirs(visit, number)
    if it.ending is not None:
        return await over(visit, member, it)
    say = visit.say
    what = lines(
        card.own_title(say, it.title, it.title_language),
        say("🗓 {when}", when=say.moment(it.on_date, None)) if it.on_date else None,
    )
    _, told = await visit.memory.matches.said(number)
    if told is not None:
        return plain(visit, bold(say("Thank you for telling me.")), what)
    shown = bool(it.name) and member.agreed is not None and member.state is OrganisationState.APPROVED
    if shown and await remembered(visit, it):
        question = say("Does {name} help you now?", name=own(it.name))
    else:
        question = say("Somebody said yes to you. Do they help you now?")
    screen = plain(visit, bold(question), what)
    answers = rows(
        (
            Link(say("👍 Yes"), f"intro/{number}/match/on", word=Answer.YES),
            Link(say("👋 No"), f"intro/{number}/match/off", word=Answer.NO),
        )
    )
    return Screen(text=screen.text, rows=(*answers, *screen.rows))


async def answer(visit: Visit, number: int, helps: bool) -> Address:
    """They help, or they do not; who else acts for the organisation sees that it is answered."""
    _, it = await theirs(visit, number)
    if it.ending is None:
        await visit.memory.matches.member_says(number, helps, now=visit.now)
        await visit.memory.notices.redraw(f"intro/{number}/match")
    return Address(f"intro/{number}/match")


ROUTES = (
    Route("intro/{number:int}/match", match, Role.MEMBER),
    Route("intro/{number:int}/match/{helps:switch}", answer, Role.MEMBER),
)
