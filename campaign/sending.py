"""Whether a planned message may go to a citizen at this very moment, purely by rule."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from campaign.budget import PER_DAY
from campaign.values import AskState, OrganisationState, WhyNot

BUSY = timedelta(minutes=30)
"""How long a question that waits for a typed answer is not interrupted."""
_GOING = (None, AskState.SENDING, AskState.FILLED, AskState.ENDED)
"""How the ask of a message stands that nobody withdrew; None where it carries no ask."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How things stand for one planned message when it is looked at again.

    `ask` and `organisation` are None where it is about none. `counts` tells that the budget holds for it,
    `waits` that a typed answer is awaited in the citizen's chat; `seen` is when they last spoke there.
    `today` and `this_week` count unsolicited messages that went to them.
    """

    ask: AskState | None
    organisation: OrganisationState | None
    deadline: datetime | None
    open: bool
    free: int
    counts: bool
    may_ask: bool
    stopped: bool
    paused_until: datetime | None
    blocked: bool
    muted: bool
    answered: bool
    waits: bool
    seen: datetime
    today: int
    this_week: int


def is_missed(standing: Standing, now: datetime) -> bool:
    """Whether its time is over, so that it need not be looked at any further."""
    past = standing.deadline is not None and standing.deadline <= now
    return past or standing.ask is AskState.ENDED


def why_not_now(standing: Standing, now: datetime, per_week: int) -> WhyNot | None:
    """Why this message is held back; None where it may go. BUSY is over soon, everything else holds."""
    paused = standing.paused_until is not None and standing.paused_until > now
    reasons = (
        (standing.stopped or not standing.may_ask, WhyNot.STOPPED),
        (paused, WhyNot.PAUSED),
        (standing.blocked, WhyNot.BLOCKED),
        (standing.muted, WhyNot.MUTED),
        (standing.answered, WhyNot.ANSWERED),
        (standing.organisation not in (None, OrganisationState.APPROVED), WhyNot.SUSPENDED),
        (standing.ask not in _GOING, WhyNot.WITHDRAWN),
        (standing.ask is AskState.FILLED or not standing.open or standing.free <= 0, WhyNot.FILLED),
        (standing.counts and standing.this_week >= per_week, WhyNot.WEEK),
        (standing.counts and standing.today >= PER_DAY, WhyNot.DAY),
        (standing.waits and now - standing.seen < BUSY, WhyNot.BUSY),
    )
    return next((reason for holds, reason in reasons if holds), None)
