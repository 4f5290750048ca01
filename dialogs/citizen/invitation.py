"""An invitation ready to be sent: the exact message, and every way to send it; one sends it oneself."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any

from campaign.asking import plain
from campaign.inviting import LONGEST_NAME, NUDGED_AFTER, Invitation, is_reminded, leads_away
from campaign.records import Opportunity
from campaign.values import Answer
from dialogs.citizen.ask_someone import ANYTHING, HERE, invite
from dialogs.citizen.invitation_message import asked, message
from dialogs.inviting_links import best_link, bot_link, in_telegram, in_whatsapp
from dialogs.screen import Address, Button, InChat, Link, Outside, Screen, rows
from dialogs.site import Nowhere, Route
from dialogs.text import Text, bold, code, lines, own, paragraphs, quote
from dialogs.typed import tidy
from dialogs.visit import Visit

Answered = Screen | Address
PAIR = 2
"""Places that two take who come only together."""


def of_mine(page: Callable[..., Awaitable[Answered]]) -> Callable[..., Awaitable[Answered]]:
    """A page about an invitation of the visitor's own; of one that is too old, it leads to a new one."""

    async def looked_up(visit: Visit, number: int, **more: Any) -> Answered:
        it = None
        if visit.citizen is not None:
            it = await visit.memory.invitations.access(visit.citizen.id, number)
        if it is None:
            raise Nowhere(f"invitation {number}")
        if it.is_past(visit.now):
            return Address(invite(it.opportunity_id, it.postcode))
        return await page(visit, it, **more)

    return looked_up


async def make(visit: Visit, thing: str, where: str) -> Answered:
    """An invitation to do this, or anything, near there; the same twice within a day is one."""
    number, postcode = _what(thing), _where(visit, where)
    if visit.young:
        return Address("someone/plain")
    if number is not None and not can_be_asked(await visit.memory.opportunities.get(number)):
        return _over(visit)
    if visit.citizen is None:
        return Address(f"keep/invite/{thing}/{where}")
    it = await visit.memory.invitations.make(
        visit.citizen.id,
        visit.chat.id,
        opportunity_id=number,
        postcode=postcode,
        language=visit.say.language.code,
        name=await usual_name(visit),
        now=visit.now,
    )
    return Address(f"invitation/{it.id}")


@of_mine
async def ready(visit: Visit, it: Invitation) -> Answered:
    """The message as it goes, with the ways to send it."""
    one = await asked(visit, it)
    two = await visit.memory.pairs.of(it.id)
    held = two is not None and two.asker is not None
    if one is not None and not can_be_asked(one) and not held:
        return _over(visit)
    say, words, root = visit.say, await message(visit, it), f"invitation/{it.id}"
    name, house = visit.incoming.bot_name, visit.house
    link = best_link(house.door, name, it.code)
    return Screen(
        name="message",
        text=paragraphs(
            bold(say("This is your message:")),
            quote(words),
            await _translated(visit, it),
            lines(say("With this link:"), code(link))
            if link
            else say("I do not know my own link yet. Try again in a moment."),
            _shown_name(visit, it),
            say("I keep two places for you two until {moment}.", moment=say.moment(it.held_until, None))
            if held
            else None,
            lines(say("You send it yourself. I do not see to whom."), _reminder(visit, it)),
        ),
        rows=rows(
            *(_ways(visit, it, words, link) if link else (Link(say("Try again"), root),)),
            (
                Link(say("🖨 Card"), f"{root}/card"),
                Link(say("🖨 Four on a sheet"), f"{root}/sheet"),
                Link(say("🖼 Picture"), f"{root}/picture"),
            )
            if link
            else None,
            (
                Link(say("✏️ Your text"), f"{root}/words"),
                Link(say("👤 Name"), f"{root}/name"),
                Link(say("🌐 Language"), f"{root}/language"),
            ),
            Link(say("👥 I come if somebody comes along"), f"together/{it.opportunity_id}")
            if await _may_pair(visit, it, one)
            else None,
            None if it.together else Link(say("➕ Ask one more person"), f"{root}/more"),
            Link(say("🏠 Home"), "home"),
        ),
    )


@of_mine
async def more(visit: Visit, it: Invitation) -> Answered:
    """Another one for the same, with a link of its own."""
    if visit.citizen is None or it.together:
        return Address(f"invitation/{it.id}")
    another = await visit.memory.invitations.make(
        visit.citizen.id,
        visit.chat.id,
        opportunity_id=it.opportunity_id,
        postcode=it.postcode,
        language=it.language,
        name=it.name,
        now=visit.now,
        later_than=it.id,
    )
    return Address(f"invitation/{another.id}")


def can_be_asked(one: Opportunity | None) -> bool:
    """Whether somebody who is asked for this can say yes."""
    return one is not None and not one.closed and one.free > 0


async def leads_on(visit: Visit, it: Invitation, one: Opportunity | None) -> bool:
    """Whether a friend who opens it can say yes: there is room, or a place is kept for who comes along."""
    if it.is_past(visit.now):
        return False
    if it.opportunity_id is None or can_be_asked(one):
        return True
    return bool(one and not one.closed and await visit.memory.holds.of_invitation(it.id))


def name_from(typed: str) -> str:
    """A name as it may be shown under the bot's words; "" where it may not."""
    name = " ".join(tidy(typed).split())
    return name if len(name) <= LONGEST_NAME and not leads_away(name) else ""


def _ways(visit: Visit, it: Invitation, words: Text, link: str) -> list[Button]:
    say, name = visit.say, visit.incoming.bot_name
    ways: list[Button] = []
    if name:
        sheet = in_telegram(bot_link(name, it.code), words.plain)
        ways.append(Outside(say("📤 Choose somebody in Telegram"), sheet))
    if visit.incoming.inline:
        ways.append(InChat(say("💬 Send it in a chat"), it.code))
    ways.append(Outside(say("🟢 WhatsApp"), in_whatsapp(f"{words.plain}\n\n{link}")))
    return ways


async def _translated(visit: Visit, it: Invitation) -> Text | None:
    """What the bot's words say, for who asks in a language that is not their own."""
    if it.words or plain(it.language) == visit.say.language.plain:
        return None
    same = await message(visit, replace(it, language=visit.say.language.code))
    return paragraphs(visit.say("In your language it says:"), quote(same))


def _shown_name(visit: Visit, it: Invitation) -> Text:
    if not it.name:
        return visit.say("Whoever opens the link does not read your name.")
    return visit.say("Whoever opens the link reads that {name} asks.", name=bold(own(it.name)))


async def _may_pair(visit: Visit, it: Invitation, one: Opportunity | None) -> bool:
    """Whether the asker may come only if the friend comes: they did not say yes, and there are two places."""
    if it.together or one is None or one.free < PAIR or visit.citizen is None:
        return False
    reply = await visit.memory.replies.get(visit.citizen.id, one.id)
    return reply is None or reply.answer is not Answer.YES


def _reminder(visit: Visit, it: Invitation) -> Text | None:
    if visit.citizen is None or it.together or not is_reminded(visit.citizen, visit.now):
        return None
    return visit.say.plural(
        "After {n} day I remind you of it, once.",
        "After {n} days I remind you of it, once.",
        NUDGED_AFTER.days,
    )


async def usual_name(visit: Visit) -> str:
    """The name as it stood last time, also where it was left out; the first time, Telegram's."""
    if visit.citizen is None:
        return ""
    latest = await visit.memory.invitations.latest(visit.citizen.id, now=visit.now, limit=1)
    return latest[0].name if latest else name_from(visit.incoming.name)


def _what(thing: str) -> int | None:
    if thing == ANYTHING:
        return None
    if not (thing.isascii() and thing.isdigit() and len(thing) <= 10):
        raise Nowhere(thing)
    return int(thing)


def _where(visit: Visit, where: str) -> str | None:
    if where == HERE:
        return None
    if visit.house.gazetteer.area(where) is None:
        raise Nowhere(where)
    return where


def _over(visit: Visit) -> Screen:
    say = visit.say
    return Screen(
        name="message-over",
        text=paragraphs(
            bold(say("This one is over, or it is full.")),
            say("Would you like to ask somebody for something else?"),
        ),
        rows=rows(Link(say("💬 Ask somebody"), "someone"), Link(say("🏠 Home"), "home")),
    )


ROUTES = (
    Route("invite/{thing:word}/{where:word}", make),
    Route("invitation/{number:int}", ready),
    Route("invitation/{number:int}/more", more),
)
