"""The name under which one asks: as one wants it shown, or none at all."""

from campaign.inviting import Invitation
from dialogs.citizen.invitation import Answered, name_from, of_mine
from dialogs.screen import Address, Link, Screen, rows
from dialogs.site import Route
from dialogs.text import bold, own, paragraphs
from dialogs.visit import Visit


@of_mine
async def name(visit: Visit, it: Invitation) -> Answered:
    """Read the name that is typed, or ask for it."""
    say, root = visit.say, f"invitation/{it.id}"
    question = say("Under which name do you ask?")
    if visit.text is not None or visit.incoming.other:
        typed = name_from(visit.text or "")
        if typed:
            await visit.memory.invitations.change(it.id, name=typed)
            return Address(root)
        question = say("That is too long, or I cannot read it. Your first name is enough.")
    telegrams = name_from(visit.incoming.name)
    return Screen(
        name="message-name",
        text=paragraphs(
            bold(question),
            say("Type a name, or choose one. People say yes sooner to somebody they know."),
        ),
        rows=rows(
            Link(own(telegrams), f"{root}/name/first") if telegrams else None,
            Link(say("No name"), f"{root}/name/none"),
            Link(say("Back"), root),
        ),
        waits=f"{root}/name",
    )


@of_mine
async def first_name(visit: Visit, it: Invitation) -> Answered:
    """Ask under the first name that stands in Telegram."""
    found = name_from(visit.incoming.name)
    if not found:
        return Address(f"invitation/{it.id}/name")
    await visit.memory.invitations.change(it.id, name=found)
    return Address(f"invitation/{it.id}")


@of_mine
async def no_name(visit: Visit, it: Invitation) -> Answered:
    """Ask without a name."""
    await visit.memory.invitations.change(it.id, name="")
    return Address(f"invitation/{it.id}")


ROUTES = (
    Route("invitation/{number:int}/name", name),
    Route("invitation/{number:int}/name/first", first_name),
    Route("invitation/{number:int}/name/none", no_name),
)
