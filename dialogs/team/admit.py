"""Who may come in: one-time links, and who is of the campaign team."""

from campaign.values import Answer, Role
from dialogs import menus
from dialogs.admitting import new_link, purpose, until
from dialogs.screen import Address, Link, Screen, rows
from dialogs.site import Nowhere, Route
from dialogs.team.audit import numbered
from dialogs.text import bold, lines, own, paragraphs
from dialogs.visit import Visit
from storage.calls import SHOWN


async def admit(visit: Visit) -> Screen:
    """Whom to invite, and the links that are still open."""
    links = await visit.memory.members.admissions(now=visit.now)
    say = visit.say
    told, buttons = [], []
    for number, one in enumerate(links, start=1):
        of = await visit.memory.organisations.get(one.organisation_id) if one.organisation_id else None
        what = purpose(visit, one.role, of.name if of else None)
        told.append(say("{number}. {what} {until}", number=number, what=what, until=until(visit, one)))
        buttons.append(Link(say("🗑 Take back link {number}", number=number), f"team/admit/{one.id}/revoke"))
    pairs = [tuple(buttons[start : start + 2]) for start in range(0, len(buttons), 2)]
    return Screen(
        text=paragraphs(
            bold(say("Whom do you want to invite?")),
            say("Somebody for an organisation that is here already? Choose that organisation first."),
            lines(bold(say("Open links")), *told) if told else None,
        ),
        rows=rows(
            Link(say("🏢 A new organisation"), "team/admit/new"),
            Link(say("🏢 Somebody for an organisation"), "team/orgs/approved/0"),
            Link(say("🧭 Somebody for the campaign team"), "team/admit/team"),
            *pairs,
            Link(say("🧭 Team desk"), "team"),
        ),
    )


async def for_new(visit: Visit) -> Screen:
    """Make a link by which a coordinator can start an organisation."""
    return await new_link(visit, Role.MEMBER, None, back="team/admit")


async def for_team(visit: Visit) -> Screen:
    """Make a link by which somebody can join the team."""
    return await new_link(visit, Role.TEAM, None, back="team/admit")


async def revoke(visit: Visit, number: int) -> Address:
    """Take a link back."""
    open_ones = await visit.memory.members.admissions(now=visit.now)
    found = next((one for one in open_ones if one.id == number), None)
    if found is not None:
        await visit.memory.members.revoke(number)
        await visit.note("link_revoked", Role.TEAM, organisation_id=found.organisation_id)
    return Address("team/admit")


async def people(visit: Visit) -> Screen:
    """Who was admitted to the team; those in the settings have no name here, but a number."""
    admitted = await visit.memory.members.team_admitted()
    say, named = visit.say, {chat for chat, _ in admitted}
    others = [
        say("• {name} (you)", name=numbered(say, number))
        if chat == visit.chat.id
        else say("• {name}", name=numbered(say, number))
        for number, chat in enumerate(sorted(visit.house.team_ids), start=1)
        if chat not in named
    ]
    return Screen(
        text=paragraphs(
            bold(say("The campaign team")),
            lines(*(say("• {name}", name=own(name)) for _, name in admitted), *others),
            say.plural(
                "{n} person is in it by the settings of the bot.",
                "{n} people are in it by the settings of the bot.",
                len(visit.house.team_ids),
            ),
        ),
        rows=rows(
            *(
                Link(say("🚪 {name} leaves the team", name=own(name)), f"team/people/{chat}/leave")
                for chat, name in admitted[:20]
            ),
            (Link(say("✉️ Invite"), "team/admit"), Link(say("🧭 Team desk"), "team")),
        ),
    )


async def leave(visit: Visit, chat: str) -> Screen | Address:
    """Ask once before somebody leaves the team."""
    name = await _name(visit, chat)
    if name is None:
        return Address("team/people")
    say = visit.say
    return Screen(
        text=bold(say("Does {name} leave the campaign team?", name=own(name))),
        rows=rows(
            Link(say("🚪 Yes"), f"team/people/{chat}/leave/yes", word=Answer.YES),
            Link(say("No, go back"), "team/people", word=Answer.NO),
        ),
    )


async def left(visit: Visit, chat: str) -> Address:
    """Somebody is no longer of the team; they hear it."""
    if await _name(visit, chat) is None:
        return Address("team/people")
    await visit.memory.members.leave_team(int(chat))
    await visit.memory.notices.redraw_in([int(chat)], SHOWN)
    await visit.note("team_left", Role.TEAM)
    if int(chat) == visit.chat.id:
        return Address(f"teamleft/{int(visit.now.timestamp())}")
    address = f"teamleft/{int(visit.now.timestamp())}"
    await visit.memory.notices.add([int(chat)], address, due=visit.now)
    return Address("team/people")


async def no_longer(visit: Visit, at: int) -> Screen:
    """Told to somebody who is no longer of the team."""
    if await visit.on_team():
        raise Nowhere("teamleft")
    await menus.renew(visit)
    say = visit.say
    return Screen(
        text=bold(say("You are no longer of the campaign team. Thank you for what you did.")),
        rows=rows(Link(say("🏠 Home"), "home")),
    )


async def _name(visit: Visit, chat: str) -> str | None:
    admitted = await visit.memory.members.team_admitted()
    return next((name for id, name in admitted if str(id) == chat), None)


ROUTES = (
    Route("team/admit", admit, Role.TEAM),
    Route("team/admit/new", for_new, Role.TEAM),
    Route("team/admit/team", for_team, Role.TEAM),
    Route("team/admit/{number:int}/revoke", revoke, Role.TEAM),
    Route("team/people", people, Role.TEAM),
    Route("team/people/{chat:word}/leave", leave, Role.TEAM),
    Route("team/people/{chat:word}/leave/yes", left, Role.TEAM),
    Route("teamleft/{at:int}", no_longer),
)
