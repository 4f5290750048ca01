"""Sending an ask: a last look at how many it reaches, a second thought where it repeats, and off it goes."""

from campaign.records import Ask, Opportunity
from campaign.repeats import LATELY, digest, overlap
from campaign.values import Answer, AskState, OrganisationState, Role
from dialogs.organisation import ask_words
from dialogs.organisation.ask_counts import counts
from dialogs.organisation.ask_draft import Answered, of_draft, what_it_asks
from dialogs.screen import Address, Link, Screen, rows
from dialogs.site import Route
from dialogs.text import Text, bold, paragraphs
from dialogs.visit import Visit

_MAY_NOT = (OrganisationState.SUSPENDED, OrganisationState.REFUSED)


@of_draft
async def check(visit: Visit, ask: Ask) -> Answered:
    """Roughly how many get it, and who does not; from here it can be sent."""
    one = await what_it_asks(visit, ask)
    say = visit.say
    trouble = await _trouble(visit, ask, one)
    return Screen(
        text=paragraphs(
            bold(say("Ready to send?")) if trouble is None else bold(trouble),
            ask_words.audience(say, ask.audience, one),
            await counts(visit, ask, one),
            say.plural(
                "Who fits best gets it first. I stop when {n} person said yes.",
                "Who fits best gets it first. I stop when {n} people said yes.",
                one.free,
            )
            if one.free
            else None,
        ),
        rows=rows(
            Link(say("🚀 Send"), f"asks/{ask.id}/send") if trouble is None else None,
            (
                Link(say("👥 For whom"), f"asks/{ask.id}/whom"),
                Link(say("⏳ Until when"), f"asks/{ask.id}/until"),
            ),
            Link(say("Back"), f"asks/{ask.id}"),
        ),
    )


@of_draft
async def send(visit: Visit, ask: Ask) -> Answered:
    """Send it, unless the same was sent just now: then ask once more."""
    one = await what_it_asks(visit, ask)
    if await repeats(visit, ask, one):
        say = visit.say
        return Screen(
            text=paragraphs(
                bold(say("You sent the same words less than 12 hours ago.")),
                say("Some people would read it twice. Do you want to send it all the same?"),
            ),
            rows=rows(
                Link(say("🚀 Yes, send it again"), f"asks/{ask.id}/send/again", word=Answer.YES),
                Link(say("✏️ Other words"), f"asks/{ask.id}/words"),
                Link(say("No, go back"), f"asks/{ask.id}", word=Answer.NO),
            ),
        )
    return await _send(visit, ask, one)


@of_draft
async def send_again(visit: Visit, ask: Ask) -> Answered:
    """Send the same words again, after a second thought."""
    return await _send(visit, ask, await what_it_asks(visit, ask))


async def put_out(visit: Visit, ask: Ask, one: Opportunity) -> None:
    """Put an ask out for an organisation that may send: at once, or past the team.

    The team looks at an organisation's first ask, and at what people say something is wrong with.
    """
    memory = visit.memory
    await memory.asks.change(ask.id, digest=digest(one, ask.words))
    await memory.drafts.done(one.id)
    organisation = await memory.organisations.get(ask.organisation_id)
    approved = organisation is not None and organisation.state is OrganisationState.APPROVED
    doubted = await memory.reports.enough(one.id)
    if approved and not doubted and await memory.asks.ever_sent(ask.organisation_id):
        await release(visit, ask, [visit.chat.id])
        await note(visit, ask, "ask_sent")
        return
    await memory.asks.set_state(ask.id, AskState.WAITING, now=visit.now)
    team = await memory.members.team_chats(visit.house.team_ids)
    await memory.notices.add(team, f"team/ask/{ask.id}", due=visit.by_day)
    await note(visit, ask, "ask_waits")


async def release(visit: Visit, ask: Ask, chats: list[int]) -> None:
    """Let an ask go out from its start on, and show how it goes in these chats."""
    starts = max(ask.starts or visit.now, visit.now)
    await visit.memory.asks.change(ask.id, next_wave=starts)
    await visit.memory.asks.set_state(ask.id, AskState.SENDING, now=visit.now)
    due = visit.now if visit.chat.id in chats else visit.by_day
    await visit.memory.notices.add(chats, f"theask/{ask.id}", due=due)


async def note(visit: Visit, ask: Ask, what: str, role: Role = Role.MEMBER) -> None:
    """Note who did what with an ask, and have its progress drawn anew wherever it is shown."""
    await visit.note(
        what, role, organisation_id=ask.organisation_id, opportunity_id=ask.opportunity_id, ask_id=ask.id
    )
    await visit.memory.notices.redraw(f"theask/{ask.id}")


async def repeats(visit: Visit, ask: Ask, one: Opportunity) -> bool:
    """Whether the same words went out lately to people who may be in this audience too."""
    memory, since = visit.memory, visit.now - LATELY
    mine = digest(one, ask.words)
    if not await memory.asks.same_words_lately(ask.organisation_id, mine, since=since):
        return False
    asks = await memory.asks.of_organisation(ask.organisation_id)
    late = [
        other for other in asks if other.state is not AskState.DRAFT and (other.sent or other.made) >= since
    ]
    ones = await memory.opportunities.get_some([other.opportunity_id for other in late])
    return any(
        digest(ones[other.opportunity_id], other.words) == mine
        and overlap(one, ask.audience, ones[other.opportunity_id], other.audience)
        for other in late
    )


async def _send(visit: Visit, ask: Ask, one: Opportunity) -> Answered:
    if await _trouble(visit, ask, one) is not None:
        return Address(f"asks/{ask.id}/check")
    await put_out(visit, ask, one)
    sent = await visit.memory.asks.get(ask.id)
    if sent is None or sent.state is not AskState.SENDING:
        return Address(f"theask/{ask.id}")
    say = visit.say
    return Screen(
        text=paragraphs(
            bold(say("🚀 It is on its way.")),
            ask_words.title(one),
            say("You get one message that shows how it goes. It keeps itself up to date."),
        ),
        rows=rows((Link(say("📨 Our asks"), "asks"), Link(say("🏢 Desk"), "desk"))),
    )


async def _trouble(visit: Visit, ask: Ask, one: Opportunity) -> Text | None:
    """What keeps an ask from going out."""
    say = visit.say
    member = await visit.member()
    if member is None or member.state in _MAY_NOT:
        return say("Your organisation cannot send now. Please talk with the campaign team.")
    if one.closed and not await visit.memory.writing.is_hidden(one.id):
        return say("This is closed. Open it again first.")
    if one.free == 0:
        return say("This is full. Make room for more people first.")
    if ask.deadline is not None and ask.deadline <= max(visit.now, ask.starts or visit.now):
        return say("The last day comes before the first message. Choose until when.")
    return None


ROUTES = (
    Route("asks/{number:int}/check", check, Role.MEMBER),
    Route("asks/{number:int}/send", send, Role.MEMBER),
    Route("asks/{number:int}/send/again", send_again, Role.MEMBER),
)
