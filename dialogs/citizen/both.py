"""Two who come only if the other comes: what each is asked and told, and never what the other did."""

from datetime import datetime

from campaign.inviting import Invitation
from campaign.records import Opportunity
from campaign.values import Answer, Origin
from dialogs.citizen import card, held
from dialogs.citizen.hearing import notify
from dialogs.citizen.instead import instead
from dialogs.citizen.promise import promised
from dialogs.screen import Address, Link, Screen, rows
from dialogs.site import Nowhere, Route
from dialogs.text import Text, bold, lines, own, paragraphs
from dialogs.visit import Visit
from storage.pairs import Pair


async def note(visit: Visit, it: Invitation) -> Text | None:
    """Said at the landing, while a place is held for each of two: who comes if the friend comes."""
    two = await visit.memory.pairs.of(it.id)
    if two is None or two.asker is None or two.friend is None or visit.now >= it.held_until:
        return None
    if two.friend.chat_id not in (None, visit.chat.id):
        return None
    say, name = visit.say, own(it.name)
    if it.name:
        return say("{name} will come if you come. If you say yes, {name} hears that from me.", name=name)
    return say("Whoever asks you will come if you come. If you say yes, they hear that from me.")


async def wait(visit: Visit, one: Opportunity) -> Screen | None:
    """A friend's yes waits for the asker, who hears of it; None where there is nothing to wait for."""
    found = await visit.memory.pairs.of_place(one.id, visit.chat.id)
    if found is None or found[1] == found[0].asker or found[0].comes:
        return None
    two, mine = found
    if not two.is_promised(mine):
        await visit.memory.holds.extend(mine.id, until=two.it.held_until)
        opening = await visit.memory.openings.of(visit.chat.id, two.it.id)
        if opening is not None:
            await visit.memory.hearing.let_hear(opening.id, named=False, now=visit.now)
        if two.asker is not None:
            await notify(visit, two.it, f"comes/{two.it.id}/{_stamp(visit.now)}")
        # to write to the asker waits for whatever they do at this moment: it may be their yes
        still = await visit.memory.pairs.of(two.it.id)
        if still is not None and still.comes:
            return None
    return _waiting(visit, two.it, one)


async def agree(visit: Visit, two: Pair, one: Opportunity) -> bool:
    """The asker came to say yes: then the friend whose yes waits for it comes too. Whether one does."""
    memory, chat = visit.memory, two.waiting
    if chat is None:
        return False
    await memory.chats.lock(chat)
    found, still = await memory.chats.glance(chat), await memory.pairs.of(two.it.id)
    friend, citizen = found if found is not None else (None, None)
    if friend is None or citizen is None or still is None or still.waiting != chat:
        return False
    await memory.holds.use(one.id, chat)
    await memory.replies.put(
        citizen.id,
        one.id,
        Answer.YES,
        origin=Origin.FRIEND,
        invitation_id=two.it.id,
        language=visit.house.languages.get(friend.language).code,
        now=visit.now,
        on_date=one.starts,
    )
    due = visit.house.campaign.budget.next_sending(visit.now)
    await memory.notices.add([chat], f"bothgo/{two.it.id}/{_stamp(visit.now)}", due=due)
    return True


async def comes(visit: Visit, invitation: int, at: int) -> Screen | Address:
    """The asker is asked whether they come too; one who does already hears that they go together."""
    two, one = await _mine(visit, invitation)
    friend_comes, say = await visit.memory.pairs.friend_comes(two), visit.say
    if two.comes and friend_comes:
        return Screen(
            name="go-together",
            text=paragraphs(bold(say("You go together: your friend comes too.")), _what(visit, one)),
            rows=rows(Link(say("📌 My plan"), f"plan/{one.id}"), Link(say("🏠 Home"), "home")),
        )
    if two.comes:
        return _later(visit, Address(f"plan/{one.id}"))
    if two.asker is None or not friend_comes:
        return _later(visit, await _unheld(visit, two.it, one))
    return Screen(
        name="comes-too",
        text=paragraphs(
            bold(say("Your friend will come. Will you come too?")),
            _what(visit, one),
            say("I keep your place until {moment}.", moment=say.moment(two.it.held_until, None)),
        ),
        rows=rows(
            Link(say("👍 Yes, I will come too"), f"comes/{invitation}/on", word=Answer.YES),
            Link(say("No, not this time"), f"comes/{invitation}/off", word=Answer.NO),
        ),
    )


async def come(visit: Visit, invitation: int, yes: bool) -> Screen | Address:
    """The asker comes too, or not; of a no nobody hears."""
    two, one = await _mine(visit, invitation)
    if two.comes:
        return Address(f"plan/{one.id}")
    if not yes:
        await held.give_back(visit, one.id)
        return _no(visit)
    if two.asker is None or not await visit.memory.pairs.friend_comes(two):
        return await _unheld(visit, two.it, one)
    return Address(f"reply/{one.id}/yes")


async def both_go(visit: Visit, invitation: int, at: int) -> Screen | Address:
    """The friend hears that both come; what the organisation may know is still to be said."""
    it = await visit.memory.invitations.get(invitation)
    if it is None or it.opportunity_id is None or not await _opened(visit, it):
        raise Nowhere(f"invitation {invitation}")
    found = await promised(visit, it.opportunity_id)
    if found is None:
        return _later(visit, Address(f"opportunity/{it.opportunity_id}"))
    say, (one, reply) = visit.say, found
    return Screen(
        name="go-together",
        text=paragraphs(
            bold(
                say("You go together: {name} comes too.", name=own(it.name))
                if it.name
                else say("You go together: whoever asked you comes too.")
            ),
            _what(visit, one, reply.on_date),
            None
            if reply.introduced
            else say("{organisation} does not know of it yet.", organisation=own(one.organisation)),
        ),
        rows=rows(
            Link(say("Go on"), f"share/{one.id}"),
            Link(say("I can't after all"), f"cancel/{one.id}"),
        ),
    )


async def unheld(visit: Visit, invitation: int, at: int) -> Screen | Address:
    """Told to each of the two when their time is over."""
    it = await visit.memory.invitations.get(invitation)
    mine = it is not None and visit.citizen is not None and it.citizen_id == visit.citizen.id
    if it is None or visit.citizen is None or not (mine or await _opened(visit, it)):
        raise Nowhere(f"invitation {invitation}")
    one = await visit.opportunity(it.opportunity_id) if it.opportunity_id is not None else None
    if one is None:
        raise Nowhere(f"invitation {invitation}")
    if await promised(visit, one.id) is not None:
        return _later(visit, Address(f"plan/{one.id}"))
    if visit.incoming.address is None and visit.citizen.stopped:
        raise Nowhere(f"invitation {invitation}")
    return await _unheld(visit, it, one)


async def _mine(visit: Visit, invitation: int) -> tuple[Pair, Opportunity]:
    """A pair of which the visitor is the asker, and what it is about."""
    citizen, memory = visit.citizen, visit.memory
    it = await memory.invitations.access(citizen.id, invitation) if citizen is not None else None
    two = await memory.pairs.of(it.id) if it is not None else None
    one = await visit.opportunity(two.it.opportunity_id) if two and two.it.opportunity_id else None
    if two is None or one is None:
        raise Nowhere(f"invitation {invitation}")
    if visit.incoming.address is None and citizen is not None and citizen.stopped:
        raise Nowhere(f"invitation {invitation}")
    return two, one


async def _opened(visit: Visit, it: Invitation) -> bool:
    return await visit.memory.openings.of(visit.chat.id, it.id) is not None


def _later(visit: Visit, answer: Screen | Address) -> Screen | Address:
    """What a tap leads to where the question is over; by itself nothing comes any more."""
    if visit.incoming.address is None:
        raise Nowhere("a question that is over")
    return answer


def _waiting(visit: Visit, it: Invitation, one: Opportunity) -> Screen:
    say = visit.say
    head = (
        say("Good. I ask {name} to come too.", name=own(it.name))
        if it.name
        else say("Good. I ask whoever asked you to come too.")
    )
    return Screen(
        name="together-waits",
        text=paragraphs(
            bold(head),
            _what(visit, one),
            say(
                "I keep your place until {moment}. You hear from me by then.",
                moment=say.moment(it.held_until, None),
            ),
        ),
        rows=rows(
            Link(say("Go on"), "next"),
            Link(say("I will go anyway, also by myself"), f"reply/{one.id}/anyway"),
            Link(say("I can't after all"), f"reply/{one.id}/no"),
        ),
    )


async def _unheld(visit: Visit, it: Invitation, one: Opportunity) -> Screen:
    say = visit.say
    head = bold(say("The two places are no longer held for you two."))
    if one.closed or one.free == 0:
        return await instead(visit, paragraphs(head, _what(visit, one)), one.id)
    return Screen(
        name="two-places-free",
        text=paragraphs(
            head,
            _what(visit, one),
            say("You can still go if there is room. Would you like to go by yourself?"),
        ),
        rows=rows(
            Link(say("👍 Yes"), f"reply/{one.id}/yes", word=Answer.YES),
            Link(say("Ask me something else"), "ask"),
            Link(say("🏠 Home"), "home"),
        ),
    )


def _no(visit: Visit) -> Screen:
    say = visit.say
    return Screen(
        name="together-no",
        text=paragraphs(bold(say("That is fine.")), say("Nobody hears about it.")),
        rows=rows(Link(say("Ask me something else"), "ask"), Link(say("🏠 Home"), "home")),
    )


def _what(visit: Visit, one: Opportunity, date: datetime | None = None) -> Text:
    say = visit.say
    when = say.moment(date, None) if date is not None else card.when(say, one)
    return lines(card.own_title(say, one.title, one.language), say("🗓 {when}", when=when))


def _stamp(now: datetime) -> int:
    """A moment as it stands in an address, so that each message has one of its own."""
    return int(now.timestamp())


ROUTES = (
    Route("comes/{invitation:int}/{at:int}", comes),
    Route("comes/{invitation:int}/{yes:switch}", come),
    Route("bothgo/{invitation:int}/{at:int}", both_go),
    Route("unheld/{invitation:int}/{at:int}", unheld),
)
