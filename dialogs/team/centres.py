"""The local volunteer centres that there are, and how the team brings in a new list."""

from campaign.values import Role
from dialogs.screen import Link, Screen, rows
from dialogs.site import Route
from dialogs.text import bold, code, lines, paragraphs
from dialogs.visit import Visit

COMMAND = "python -m bot import centres.csv --centres"


async def centres(visit: Visit) -> Screen:
    """How many there are, for how many municipalities, and how a list is imported."""
    number, municipalities = await visit.memory.centres.count()
    say, waiting = visit.say, await visit.memory.calls.count()
    return Screen(
        text=paragraphs(
            bold(say("Local volunteer centres")),
            lines(
                say.plural("🗣 {n} centre", "🗣 {n} centres", number),
                say.plural("📍 For {n} municipality", "📍 For {n} municipalities", municipalities),
            ),
            say("Who would rather talk to somebody gets the centre of their municipality."),
            say("A new list is a CSV file. Whoever runs the bot imports it with this command:"),
            code(COMMAND),
        ),
        rows=rows(
            Link(say.plural("📞 {n} person to call", "📞 {n} people to call", waiting), "team/calls"),
            Link(say("🧭 Team desk"), "team"),
        ),
    )


ROUTES = (Route("team/centres", centres, Role.TEAM),)
