"""The one reminder of an invitation, some days after: did you ask, and would you mention it once more?"""

from campaign.inviting import Invitation, is_reminded
from campaign.records import Opportunity
from campaign.values import Answer
from dialogs import words
from dialogs.citizen import card
from dialogs.citizen.invitation import leads_on
from dialogs.citizen.invitation_message import asked
from dialogs.screen import Link, Screen, rows
from dialogs.site import Nowhere, Route
from dialogs.text import Text, bold, lines, paragraphs
from dialogs.visit import Visit


async def mention(visit: Visit, number: int) -> Screen:
    """Ask it; nothing where they want no messages by now, or where nobody can be asked for it any more."""
    it = await _mine(visit, number)
    one = await asked(visit, it)
    by_itself = visit.incoming.address is None
    if by_itself and (visit.citizen is None or not is_reminded(visit.citizen, visit.now)):
        raise Nowhere(f"reminder of invitation {number}")
    if not await leads_on(visit, it, one):
        raise Nowhere(f"reminder of invitation {number}")
    say = visit.say
    return Screen(
        name="mention",
        text=paragraphs(
            bold(say("Did you ask somebody?")),
            _what(visit, one),
            say("Many people only say yes when they are asked a second time. Will you mention it once more?"),
            say("I do not remind you again."),
        ),
        rows=rows(
            Link(say("📤 Show me the message"), f"invitation/{number}"),
            (
                Link(say("👍 I asked"), f"mention/{number}/on", word=Answer.YES),
                Link(say("Not now"), f"mention/{number}/off", word=Answer.NO),
            ),
            Link(say("🔕 No more"), "stop"),
        ),
    )


async def did(visit: Visit, number: int, on: bool) -> Screen:
    """They asked somebody, or not now: both are fine, and kept nowhere."""
    it = await _mine(visit, number)
    say = visit.say
    if on:
        told = paragraphs(bold(say("Thank you for asking.")), say("A yes is nice. A no is fine too."))
    else:
        told = bold(say("That is fine."))
    again = "someone" if it.together or it.is_past(visit.now) else f"invitation/{number}/more"
    return Screen(
        name="mentioned" if on else "not-mentioned",
        text=told,
        rows=rows(
            Link(say("➕ Ask one more person"), again) if on else None,
            (Link(say("🔎 What is nearby?"), "near"), Link(say("🏠 Home"), "home")),
        ),
    )


async def _mine(visit: Visit, number: int) -> Invitation:
    it = await visit.memory.invitations.access(visit.citizen.id, number) if visit.citizen else None
    if it is None:
        raise Nowhere(f"invitation {number}")
    return it


def _what(visit: Visit, one: Opportunity | None) -> Text:
    say = visit.say
    if one is None:
        return say("You made a message for it a few days ago.")
    return lines(
        say("You made a message for it a few days ago:"),
        words.task(say, one.task),
        say("🗓 {when}", when=card.when(say, one)),
    )


ROUTES = (
    Route("mention/{number:int}", mention),
    Route("mention/{number:int}/{on:switch}", did),
)
