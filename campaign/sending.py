"""Whether a planned message may go to a citizen at this very moment, purely by rule."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from campaign.budget import PER_DAY, PER_WEEK
from campaign.values import AskState, OrganisationState, WhyNot

BUSY = timedelta(minutes=30)
"""How long a question that waits for a typed answer is not interrupted."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How things stand for one planned message when it is looked at again.

    `waits` tells that a typed answer is awaited in the citizen's chat; `seen` is when they last spoke there.
    `today` and `this_week` count unsolicited messages that went to them.
    """

    ask: AskState
    organisation: OrganisationState
    deadline: datetime | None
    open: bool
    free: int
    may_ask: bool
    stopped: bool
    paused_until: datetime | None
    blocked: bool
    answered: bool
    waits: bool
    seen: datetime
    today: int
    this_week: int


def is_missed(standing: Standing, now: datetime) -> bool:
    """Whether its time is over, so that it need not be looked at any further."""
    past = standing.deadline is not None and standing.deadline <= now
    return past or standing.ask is AskState.ENDED


def why_not_now(standing: Standing, now: datetime) -> WhyNot | None:
    """Why this message is held back; None where it may go. BUSY is over soon, everything else holds."""
    paused = standing.paused_until is not None and standing.paused_until > now
    reasons = (
        (standing.stopped or not standing.may_ask, WhyNot.STOPPED),
        (paused, WhyNot.PAUSED),
        (standing.blocked, WhyNot.BLOCKED),
        (standing.answered, WhyNot.ANSWERED),
        (_is_withdrawn(standing), WhyNot.SUSPENDED),
        (standing.ask is AskState.FILLED or not standing.open or standing.free <= 0, WhyNot.FILLED),
        (standing.this_week >= PER_WEEK, WhyNot.WEEK),
        (standing.today >= PER_DAY, WhyNot.DAY),
        (standing.waits and now - standing.seen < BUSY, WhyNot.BUSY),
    )
    return next((reason for holds, reason in reasons if holds), None)


def _is_withdrawn(standing: Standing) -> bool:
    return (
        standing.ask in (AskState.STOPPED, AskState.REFUSED)
        or standing.organisation is not OrganisationState.APPROVED
    )
