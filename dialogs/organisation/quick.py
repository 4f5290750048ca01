"""The quick ask: what, when, where, how many; everything else has a default."""

from campaign.records import Audience
from campaign.values import Role
from dialogs.organisation.ask import begin, deadline, repeat
from dialogs.organisation.draft import STANDS, Answered, copied, first_sketch, onward
from dialogs.screen import Address
from dialogs.site import Nowhere, Route
from dialogs.visit import Visit


async def quick(visit: Visit) -> Answered:
    """Begin, or go on where it was left."""
    member = await visit.member()
    if member is None or member.state not in STANDS:
        return Address("desk")
    drafts = visit.memory.drafts
    begun = await drafts.quick(member.organisation_id)
    if begun is None:
        sketch = await first_sketch(visit, member.organisation_id)
        await drafts.add(member.organisation_id, sketch, quick=True, now=visit.now)
        begun = await drafts.quick(member.organisation_id)
    if begun is None:
        raise Nowhere("quick")
    return onward(visit, begun)


async def again(visit: Visit) -> Answered:
    """Repeat the last ask: for the same where there is room, else the same at another time."""
    member = await visit.member()
    asks = await visit.memory.asks.of_organisation(member.organisation_id) if member else []
    last = next((ask for ask in asks if ask.sent is not None), None)
    one = await visit.memory.opportunities.get(last.opportunity_id) if last else None
    if member is None or member.state not in STANDS or last is None or one is None:
        return Address("quick")
    if not one.closed and one.free > 0:
        before = await visit.memory.making.begun(member.organisation_id, one.id)
        made = before or await repeat(visit, one, last)
        return Address(f"asks/{made}")
    drafts = visit.memory.drafts
    begun = await drafts.quick(member.organisation_id)
    if begun is not None:
        await drafts.set_aside(begun.id)
    await drafts.add(member.organisation_id, copied(one), quick=True, now=visit.now)
    return Address("quick")


async def anew(visit: Visit, opportunity: int) -> Answered:
    """The ask for what was just told; one begun before is gone on with, until a moment that still fits."""
    member = await visit.member()
    one = await visit.memory.opportunities.get(opportunity)
    if member is None or one is None or one.organisation_id != member.organisation_id:
        raise Nowhere(f"opportunity {opportunity}")
    before = await visit.memory.making.begun(member.organisation_id, one.id)
    ask = await visit.memory.asks.get(before) if before is not None else None
    if ask is not None:
        late = one.starts if one.starts is not None else ask.deadline
        if ask.deadline is None or ask.deadline <= visit.now or (late is not None and ask.deadline > late):
            await visit.memory.asks.change(ask.id, deadline=deadline(visit, one))
        return Address(f"asks/{ask.id}")
    return Address(f"asks/{await begin(visit, one, Audience(), words='')}")


ROUTES = (
    Route("quick", quick, Role.MEMBER),
    Route("quick/again", again, Role.MEMBER),
    Route("asknew/{opportunity:int}/anew", anew, Role.MEMBER),
)
