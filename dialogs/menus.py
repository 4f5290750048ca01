"""The command menu of a chat: everybody's commands, and those of members and the campaign team."""

from campaign.values import Role
from dialogs.text import Say, Text
from dialogs.visit import Visit

Menu = tuple[tuple[str, Text], ...]


def everybody(say: Say) -> Menu:
    """The commands that everybody has."""
    return (
        ("start", say("Begin")),
        ("nearby", say("What is nearby?")),
        ("invite", say("Ask somebody")),
        ("profile", say("What I told you")),
        ("calendar", say("What is in the calendar?")),
        ("talk", say("I'd rather talk to somebody")),
        ("language", say("Another language")),
        ("pause", say("Leave me alone for a while")),
        ("stop", say("No more messages")),
        ("mydata", say("See my data")),
        ("forget", say("Erase everything about me")),
        ("privacy", say("What do you keep about me?")),
        ("help", say("How does it work?")),
        ("about", say("Who are you?")),
    )


def own(say: Say, *, member: bool, team: bool) -> Menu:
    """The commands of somebody in these roles; empty where everybody's will do."""
    more: Menu = ()
    if member:
        more += (("ask", say("Ask people for help")), ("desk", say("The desk of my organisation")))
    if member or team:
        more += (("stats", say("What came of asking")),)
    if team:
        more += (
            ("team", say("The desk of the campaign team")),
            ("weeks", say("The asking weeks")),
            ("ready", say("Are we ready?")),
            ("preview", say("What would come in the days ahead")),
            ("export", say("What happened, as a file")),
        )
    return (*more, *everybody(say)) if more else ()


async def renew(visit: Visit) -> None:
    """Have the menu of this chat set to what the visitor may do now, in their language."""
    member, team = await visit.has(Role.MEMBER), await visit.has(Role.TEAM)
    menu = own(visit.say, member=member, team=team)
    visit.menu = menu or (() if _has_it_already(visit) else everybody(visit.say))


def _has_it_already(visit: Visit) -> bool:
    """Whether everybody's menu comes to this phone in the language spoken here.

    Telegram knows two letters of a language alone, and shows all others the menu of whoever speaks none of
    ours.
    """
    languages = visit.house.languages
    theirs = languages.choose(visit.incoming.language)
    return visit.say.language.code == (theirs if len(theirs) == 2 else languages.otherwise)
