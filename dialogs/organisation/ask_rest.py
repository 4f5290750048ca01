"""Why an organisation's ask rests, kindly, and what they can do."""

from campaign.records import Ask
from campaign.values import AskState, Role
from dialogs.figures import health as figures
from dialogs.organisation import ask_words
from dialogs.organisation.ask_draft import Answered, what_it_asks
from dialogs.organisation.ask_progress import of_sent
from dialogs.screen import Address, Link, Screen, rows
from dialogs.site import Route
from dialogs.text import bold, lines, paragraphs
from dialogs.visit import Visit


@of_sent
async def rest(visit: Visit, ask: Ask, rest: int) -> Answered:
    """What happened, and what helps; once it is over, how the ask goes."""
    it = await visit.memory.rests.get(rest)
    if it is None or it.subject.ask_id != ask.id or not it.holds:
        return Address(f"theask/{ask.id}")
    one, say = await what_it_asks(visit, ask), visit.say
    return Screen(
        text=paragraphs(
            ask_words.title(one),
            bold(say("⏸ Your ask rests for a while.")),
            say("Rather many people wanted no more messages after it. So I wait with the rest."),
            figures.counted(say, it.health),
            say("This can happen to anybody. The answers that you have stay, and people can still say yes."),
            lines(
                say("What often helps:"),
                say("• Say in one sentence what people will do, and how long it takes."),
                say("• Ask for something small: an hour, one time."),
                say("• Ask people who live near, or who like this kind of thing."),
            ),
            say("The campaign team looks at it. They let it go on, or they talk with you."),
        ),
        rows=rows(
            Link(say("📨 How the ask goes"), f"theask/{ask.id}"),
            Link(say("⏹ Stop"), f"theask/{ask.id}/stop") if ask.state is AskState.PAUSED else None,
            Link(say("🏢 Desk"), "desk"),
        ),
    )


ROUTES = (Route("theask/{number:int}/rest/{rest:int}", rest, Role.MEMBER),)
