"""The tables, the same on SQLite and PostgreSQL; migrations make them, a test holds the two equal.

Times are UTC. A chat row exists for everybody who speaks to the bot; a citizen row only after consent to
keep.
"""

from storage.schema.asking import (
    SAID_YES,
    SAYS_WHO,
    asks,
    brake,
    deliveries,
    introductions,
    moments,
    notices,
    pace,
    replies,
    reports,
    rests,
    spent,
)
from storage.schema.calling import calls
from storage.schema.closing import closed_replies, closings, exports
from storage.schema.counting import cells, countings, deltas, tallies
from storage.schema.inviting import WORDED, codes, holds, invitations, openings
from storage.schema.leading import leases
from storage.schema.listening import recording_files, recordings
from storage.schema.opportunities import (
    STRIPS_PER_DEGREE,
    centre_municipalities,
    centres,
    dates,
    drafts,
    opportunities,
    organisations,
    wordings,
)
from storage.schema.people import admissions, audit, citizens, consents, leavings, members, mutes, team
from storage.schema.reading import languages, unclear
from storage.schema.talk import chats, received
from storage.schema.trying import trials
from storage.schema.types import Key, Utc, metadata

__all__ = [
    "SAID_YES",
    "SAYS_WHO",
    "STRIPS_PER_DEGREE",
    "WORDED",
    "Key",
    "Utc",
    "admissions",
    "asks",
    "audit",
    "brake",
    "calls",
    "cells",
    "centre_municipalities",
    "centres",
    "chats",
    "citizens",
    "closed_replies",
    "closings",
    "codes",
    "consents",
    "countings",
    "dates",
    "deliveries",
    "deltas",
    "drafts",
    "exports",
    "holds",
    "introductions",
    "invitations",
    "languages",
    "leases",
    "leavings",
    "members",
    "metadata",
    "moments",
    "mutes",
    "notices",
    "openings",
    "opportunities",
    "organisations",
    "pace",
    "received",
    "recording_files",
    "recordings",
    "replies",
    "reports",
    "rests",
    "spent",
    "tallies",
    "team",
    "trials",
    "unclear",
    "wordings",
]
