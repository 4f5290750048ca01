"""What an organisation began to write: every draft within reach, and the way to begin something new."""

from campaign.values import Role
from dialogs.citizen.home import short
from dialogs.organisation.draft import STANDS, Answered, first_sketch, title
from dialogs.screen import Address, Link, Screen, rows
from dialogs.site import Route
from dialogs.text import Text, bold, paragraphs
from dialogs.visit import Visit


async def new(visit: Visit) -> Answered:
    """Begin something new; what was begun before is offered first."""
    member = await visit.member()
    if member is None or member.state not in STANDS:
        return Address("desk")
    begun = await visit.memory.drafts.begun(member.organisation_id)
    if not begun:
        return await fresh(visit)
    say = visit.say
    return Screen(
        text=paragraphs(
            bold(say("You began this before:")), say("Tap one to go on with it, or write something new.")
        ),
        rows=rows(
            *(
                Link(say("📝 {title}", title=Text(short(title(say, one.sketch).plain))), f"draft/{one.id}")
                for one in begun
            ),
            Link(say("✏️ Write something new"), "opps/fresh"),
            (Link(say("📋 What we have to do"), "opps"), Link(say("🏢 Desk"), "desk")),
        ),
    )


async def fresh(visit: Visit) -> Answered:
    """Begin to write something new, in all detail."""
    member = await visit.member()
    if member is None or member.state not in STANDS:
        return Address("desk")
    sketch = await first_sketch(visit, member.organisation_id)
    return Address(f"draft/{await visit.memory.drafts.add(member.organisation_id, sketch, now=visit.now)}")


ROUTES = (
    Route("opps/new", new, Role.MEMBER),
    Route("opps/fresh", fresh, Role.MEMBER),
)
