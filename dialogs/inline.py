"""What somebody is offered who puts a query to the bot in any chat: their own invitations, as cards."""

from dataclasses import dataclass

from campaign.inviting import Invitation
from campaign.records import Opportunity
from dialogs import words
from dialogs.citizen.invitation import leads_on
from dialogs.citizen.invitation_message import asked, message
from dialogs.inviting_links import bot_link
from dialogs.text import Say, Text
from dialogs.visit import Visit

OFFERED = 5
"""So many of the latest invitations are offered where the query names none."""


@dataclass(frozen=True, slots=True)
class Card:
    """One invitation: what the asker reads in the list, and the friend's message with its one button."""

    code: str
    title: Text
    text: Text
    look: Text
    url: str


@dataclass(frozen=True, slots=True)
class Offered:
    """Cards to choose from; `make_one` is the button to the bot, for who has none."""

    cards: tuple[Card, ...]
    make_one: Text | None = None


async def offered(visit: Visit, query: str) -> Offered:
    """The invitation whose code this is, or the latest; only the visitor's own, and none that is over."""
    found = [card for it in await _theirs(visit, query.strip()) if (card := await _card(visit, it))]
    return Offered(tuple(found[:OFFERED])) if found else Offered((), make_one(visit.say))


def make_one(say: Say) -> Text:
    """The button to the bot."""
    return say("Ask somebody")


async def _theirs(visit: Visit, code: str) -> list[Invitation]:
    if visit.citizen is None:
        return []
    memory, mine = visit.memory.invitations, visit.citizen.id
    one = await memory.access_code(mine, code) if code else None
    return [one] if one is not None else await memory.latest(mine, now=visit.now, limit=OFFERED)


async def _card(visit: Visit, it: Invitation) -> Card | None:
    one = await asked(visit, it)
    link = bot_link(visit.incoming.bot_name, it.code)
    if not link or not await leads_on(visit, it, one):
        return None
    say = visit.say_in(it.language)
    return Card(it.code, _title(visit.say, one), await message(visit, it), say("👀 Have a look"), link)


def _title(say: Say, one: Opportunity | None) -> Text:
    return say("🎁 Anything that suits them") if one is None else words.task(say, one.task)
