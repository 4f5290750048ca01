"""The codes there are, and one of them: what it says and how many people it brought."""

from campaign.inviting import Code
from campaign.values import Role
from dialogs.citizen.home import short
from dialogs.codes import figures, wording
from dialogs.codes.room import Room, link_of, note
from dialogs.screen import Address, Copy, Link, Screen, rows
from dialogs.text import Text, bold, lines, own, paragraphs
from dialogs.text import code as copied
from dialogs.visit import Visit

LISTED = 6


async def listed(room: Room, visit: Visit, page: int = 0) -> Screen:
    """A page of those in use, the newest first."""
    return await _page(room, visit, page, closed=False)


async def listed_closed(room: Room, visit: Visit, page: int) -> Screen:
    """A page of those that were closed."""
    return await _page(room, visit, page, closed=True)


async def card(room: Room, visit: Visit, code: Code) -> Screen:
    """One code with its link, and everything that can be done with it."""
    say, root = visit.say, room.card(code.id)
    came = await figures.looked_up(visit, code)
    thing = await visit.opportunity(code.opportunity_id) if code.opportunity_id else None
    link = link_of(visit, code)
    return Screen(
        text=paragraphs(
            lines(bold(own(code.name)), await _whose(room, visit, code)),
            bold(say("🔒 Closed. Who opens the link is welcomed, and nothing is counted."))
            if code.closed
            else None,
            wording.told(visit, code, thing),
            say("⚠️ That is closed or full. Until you change it I show something else nearby.")
            if thing is not None and (thing.closed or not thing.free)
            else None,
            figures.told(say, came),
            lines(say("🔗 The link behind the code:"), copied(link))
            if link
            else say("I cannot show the link just now. Try again in a moment."),
        ),
        rows=rows(
            Link(say("🖨 The poster"), f"{root}/paper") if not code.closed else None,
            Copy(say("🔗 Copy the link"), link) if link and not code.closed else None,
            Link(say("📊 What came of it"), f"{root}/figures"),
            Link(say("📌 What it asks"), f"{root}/asks/0"),
            (Link(say("🌐 Language"), f"{root}/language"), Link(say("🏘 Municipality"), f"{root}/where")),
            Link(say("▶️ Use it again"), f"{root}/open")
            if code.closed
            else Link(say("🔒 Close it"), f"{root}/close"),
            (Link(say("🖼 Posters"), room.list), room.desk(say)),
        ),
    )


async def close(room: Room, visit: Visit, code: Code) -> Address:
    """Have it lead nowhere in particular; it can be used again."""
    if code.closed is None:
        await visit.memory.codes.close(code.id, now=visit.now)
        await note(room, visit, "code_closed", code)
    return Address(room.card(code.id))


async def reopen(room: Room, visit: Visit, code: Code) -> Address:
    """Use it again."""
    if code.closed is not None:
        await visit.memory.codes.reopen(code.id)
        await note(room, visit, "code_opened", code)
    return Address(room.card(code.id))


async def _page(room: Room, visit: Visit, page: int, *, closed: bool) -> Screen:
    codes, say, whose = visit.memory.codes, visit.say, await room.whose(visit)
    found, number = await codes.page(organisation_id=whose, closed=closed, skip=page * LISTED, limit=LISTED)
    others = (await codes.page(organisation_id=whose, closed=not closed, limit=1))[1]
    root = f"{room.list}/closed" if closed else room.list
    return Screen(
        text=paragraphs(
            bold(say("Closed posters") if closed else say("Posters")),
            *(_item(visit, code, brought) for code, brought in found),
            None if found else say("There is nothing here."),
            say("A poster has a code to scan. I see how many people come by it, and not who.")
            if not closed
            else None,
        ),
        rows=rows(
            *(Link(own(short(code.name)), room.card(code.id)) for code, _ in found),
            (
                *([Link(say("⬅️ Previous"), f"{root}/{page - 1}")] if page else []),
                *([Link(say("More ➡️"), f"{root}/{page + 1}")] if (page + 1) * LISTED < number else []),
            ),
            Link(say("➕ A new poster"), f"{room.list}/new/0") if not closed else None,
            _other_list(room, visit, closed=closed, number=others),
            room.desk(say),
        ),
    )


def _other_list(room: Room, visit: Visit, *, closed: bool, number: int) -> Link | None:
    say = visit.say
    if closed:
        return Link(say("🖼 Posters"), room.list)
    return Link(say("🔒 Closed posters"), f"{room.list}/closed/0") if number else None


def _item(visit: Visit, code: Code, brought: int) -> Text:
    say = visit.say
    return lines(bold(own(code.name)), wording.kind(say, code.kind), wording.came(say, brought))


async def _whose(room: Room, visit: Visit, code: Code) -> Text | None:
    """For the team, of which organisation it is."""
    if room.role is not Role.TEAM or code.organisation_id is None:
        return None
    it = await visit.memory.organisations.get(code.organisation_id)
    return visit.say("🏢 {organisation}", organisation=own(it.name)) if it else None
