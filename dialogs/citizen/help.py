"""Help: what the bot can do, who is behind it, and an answer to what it did not understand."""

from dialogs.citizen import slogan, talk
from dialogs.citizen.home import desks
from dialogs.screen import Link, Screen, rows
from dialogs.site import Route
from dialogs.statement import statement
from dialogs.text import Text, bold, code, lines, paragraphs
from dialogs.visit import Visit


async def help_page(visit: Visit) -> Screen:
    """What one can do here, with the commands."""
    say = visit.say
    return Screen(
        name="help",
        text=paragraphs(
            bold(say("How does it work?")),
            say(
                "I show you something to do near you. You tap yes, maybe or no. You are not tied to anything."
            ),
            lines(
                say("{command} shows what is nearby", command=code("/nearby")),
                say("{command} helps you ask somebody", command=code("/invite")),
                say("{command} shows what you told me", command=code("/profile")),
                say("{command} shows what is coming up", command=code("/calendar")),
                say("{command} finds somebody to talk to", command=code("/talk")),
                say("{command} changes the language", command=code("/language")),
                say("{command} lets me rest for a while", command=code("/pause")),
                say("{command} stops all messages", command=code("/stop")),
                say("{command} tells what I keep", command=code("/privacy")),
                say("{command} gives you your data", command=code("/mydata")),
                say("{command} erases everything about you", command=code("/forget")),
            ),
        ),
        rows=rows(
            (Link(say("🔎 What is nearby?"), "near"), Link(say("👤 My profile"), "profile")),
            Link(say("💬 Ask somebody"), "someone"),
            (Link(say("⏸ Pause"), "pause"), Link(say("🛑 Stop"), "stop")),
            (Link(say("🔒 Privacy"), "privacy"), Link(say("ℹ️ About"), "about")),
            (Link(say("📅 Calendar"), "calendar"), slogan.way(say)),
            talk.way(say),
            Link(say("✏️ A text is hard to understand"), "hard") if visit.citizen is not None else None,
            Link(say("🏠 Home"), "home"),
        ),
    )


async def about(visit: Visit) -> Screen:
    """Who is behind the bot, and whose data it stands on."""
    say, behind = visit.say, statement(visit.say, visit.house.campaign)[0]
    return Screen(
        name="about",
        text=paragraphs(
            bold(say("About Vraagbot")),
            say("I belong to the Week van het Vragen. In that week people ask each other to help."),
            say("Most people start because somebody asked them. So that is what I do."),
            say("I am a computer. The organisations that ask are real people."),
            lines(*behind.told) if visit.house.campaign.controller else None,
            say("Place data: GeoNames (geonames.org), CC BY 4.0, modified."),
        ),
        rows=rows((Link(say("❓ Help"), "help"), Link(say("🏠 Home"), "home"))),
    )


async def lost(visit: Visit) -> Screen:
    """Something was typed or sent that nobody was waiting for."""
    say = visit.say
    words = (visit.text or "")[:80]
    area = visit.house.gazetteer.by_postcode(words) if words else None
    if visit.incoming.other:
        told = say("I cannot look at that. I understand buttons best.")
    else:
        told = say("I did not understand that. I understand buttons best.")
    offer = None
    if area is not None:
        name = say("📍 I am in {place} ({postcode})", place=area.place, postcode=area.postcode)
        offer = Link(name, f"place/{area.postcode}")
    return _simple(visit, told, offer, await desks(visit), name="lost")


async def missing(visit: Visit) -> Screen:
    """A button that leads to something that is no longer there."""
    return _simple(
        visit,
        lines(visit.say("That is no longer there."), visit.say("This is what you can do now:")),
        None,
        await desks(visit),
        name="gone",
    )


async def broken(visit: Visit) -> Screen:
    """A page went wrong: say so, and that nothing was lost."""
    say = visit.say
    told = say("Something went wrong with me. Nothing of yours was lost. Try again in a moment.")
    return _simple(visit, told, None, (), name="")


def _simple(
    visit: Visit, told: Text, offer: Link | None, own_desks: tuple[Link, ...], *, name: str
) -> Screen:
    say = visit.say
    return Screen(
        name=name,
        text=told,
        rows=rows(
            offer,
            (Link(say("🔎 What is nearby?"), "near"), Link(say("🏠 Home"), "home")),
            *own_desks,
            Link(say("❓ Help"), "help"),
        ),
        waits=visit.chat.waiting,
    )


ROUTES = (
    Route("help", help_page),
    Route("about", about),
    Route("lost", lost),
)
