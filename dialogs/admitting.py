"""One-time links: made by the team and by members, shown once, to forward to one person."""

from urllib.parse import quote as percent

from campaign.records import Admission
from campaign.values import Role
from dialogs.screen import Link, Outside, Screen, rows
from dialogs.text import Text, bold, code, own, paragraphs
from dialogs.visit import Visit

MOST = 10
"""Links that may be open at once, into one organisation or in all from the team."""


async def new_link(visit: Visit, role: Role, organisation: tuple[int, str] | None, *, back: str) -> Screen:
    """Make a link and show it; `organisation` is the one it leads into, None for a new one or the team."""
    say = visit.say
    open_ones = await visit.memory.members.admissions(
        now=visit.now, organisation_id=organisation[0] if organisation else None
    )
    if len(open_ones) >= MOST:
        return _instead(visit, say("There are many open links already. Take one back first."), back)
    if visit.repeated or not visit.incoming.bot_name:
        return _instead(visit, say("I could not make a link just now. Go back, and try again."), back)
    token = await visit.memory.members.admit(role, organisation[0] if organisation else None, now=visit.now)
    await visit.note(
        "link_made",
        Role.TEAM if back.startswith("team") else Role.MEMBER,
        organisation_id=organisation[0] if organisation else None,
    )
    link = f"https://t.me/{visit.incoming.bot_name}?start=j_{token}"
    return Screen(
        text=paragraphs(
            bold(say("This is the link. Send it to one person.")),
            code(link),
            purpose(visit, role, organisation[1] if organisation else None),
            say("It works once, for 7 days. I show it only now."),
        ),
        rows=rows(
            Outside(say("📤 Send it on"), f"https://t.me/share/url?url={percent(link, safe='')}"),
            Link(say("Back"), back),
        ),
    )


def purpose(visit: Visit, role: Role, organisation: str | None) -> Text:
    """What a link is for."""
    say = visit.say
    if role is Role.TEAM:
        return say("Who opens it can join the campaign team.")
    if organisation is None:
        return say("Who opens it can start an organisation.")
    return say("Who opens it can act for {organisation}.", organisation=own(organisation))


def until(visit: Visit, admission: Admission) -> Text:
    """Until when a link works."""
    return visit.say("until {date}", date=visit.say.date(admission.expires))


def _instead(visit: Visit, words: Text, back: str) -> Screen:
    return Screen(text=bold(words), rows=rows(Link(visit.say("Back"), back)))
