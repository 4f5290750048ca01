"""People ask people: an invitation, a code on a poster, and what opening a link means."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from campaign.records import Citizen

GOOD_FOR = timedelta(days=60)
"""How long a friend's link leads to what was asked; after that it still welcomes whoever opens it."""
SAME_DAY = timedelta(hours=24)
"""How long asking the same once more is taken for the same invitation, while nobody opened it."""
MEANT = timedelta(hours=24)
"""How long after a friend asked for anything, what one finds is taken for what was asked."""
HELD = timedelta(hours=1)
"""How long the yes at a landing holds a place."""
HELD_TOGETHER = timedelta(hours=48)
"""How long two places are held for two who come only if the other comes."""
NUDGED_AFTER = timedelta(days=3)
"""How long after it was made the asker is reminded of an invitation, once."""
LONGEST_WORDS, LONGEST_NAME = 400, 40
"""Characters of an asker's own words, and of the name under which they ask."""
_LEADS_AWAY = re.compile(
    r"\w://|\bwww\.|[\w-]\.[^\W\d_]{2,}|(?<!\w)@[a-z]\w{3,}|(?<![\w/])/[a-z]\w+", re.IGNORECASE
)
"""What a phone makes a link of: a web or mail address, somebody's name in Telegram, a command."""


def is_reminded(asker: Citizen, now: datetime) -> bool:
    """Whether an asker may be reminded of an invitation: neither stopped nor paused.

    Who did not want to be asked again was told that the bot sends nothing by itself.
    """
    paused = asker.paused_until is not None and asker.paused_until > now
    return not (asker.stopped or paused or asker.may_ask is False)


def leads_away(words: str) -> bool:
    """Whether somebody's words hold what a phone would make a link of: they go out under the bot's name."""
    return _LEADS_AWAY.search(words) is not None


class Place(StrEnum):
    """The kinds of organisation and place that may have a code on a poster."""

    LIBRARY = "library"
    LANGUAGE_SCHOOL = "languageschool"
    MUNICIPALITY = "municipality"
    COMPANY = "company"
    SCHOOL = "school"
    ORGANISATION = "organisation"
    OTHER = "other"


class Paper(StrEnum):
    """The sizes in which a poster is printed."""

    A4 = "a4"
    A3 = "a3"


class Phone(StrEnum):
    """Whose number a poster shows: the local centre's, the organisation's, that of what it asks, or none."""

    CENTRE = "centre"
    OURS = "ours"
    ASKED = "asked"
    NONE = "none"


class Opened(StrEnum):
    """What opening a link was: one that brought somebody, one of several, one's own, or in a circle."""

    FIRST = "first"
    LATER = "later"
    OWN = "own"
    CIRCLE = "circle"

    @property
    def counts(self) -> bool:
        """Whether it counts as a person asked: asking oneself or whoever asked one before does not."""
        return self in (Opened.FIRST, Opened.LATER)


@dataclass(frozen=True, slots=True)
class Invitation:
    """One ask that a citizen makes: its link works for whoever opens it.

    `citizen_id` is the asker, None once they are forgotten; `name` is the asker's as they want it shown, ''
    where it is not. `opportunity_id` is what is asked, None for anything. `postcode` is near where the friend
    lives, None for where the asker does. `words` are the asker's own, '' for the bot's, in `words_language`.
    `language` is the friend's. `generation` is that of the people asked, from 1.
    """

    id: int
    code: str
    citizen_id: int | None
    parent_id: int | None
    generation: int
    opportunity_id: int | None
    postcode: str | None
    language: str
    name: str
    words: str
    words_language: str
    together: bool
    made: datetime
    nudged: datetime | None

    def is_past(self, now: datetime) -> bool:
        """Whether it no longer leads to what was asked."""
        return now - self.made > GOOD_FOR

    @property
    def held_until(self) -> datetime:
        """Until when two places are held for two who come only if the other comes."""
        return self.made + HELD_TOGETHER


@dataclass(frozen=True, slots=True)
class Code:
    """A code on a poster: where it hangs, in which language it greets, and what it asks, if one thing."""

    id: int
    code: str
    kind: Place
    name: str
    language: str
    municipality: str
    organisation_id: int | None
    opportunity_id: int | None
    made: datetime
    closed: datetime | None


class Became(StrEnum):
    """How far somebody came whom a code brought, whatever they were asked; each holds the ones after it."""

    ANSWERED = "answered"
    YES = "yes"
    MATCHED = "matched"


@dataclass(frozen=True, slots=True)
class Came:
    """The people who came by a code: how many opened it, were new here, and how far these new ones came.

    A yes counts while it stands.
    """

    opened: int = 0
    new: int = 0
    answered: int = 0
    yes: int = 0
    matched: int = 0


@dataclass(frozen=True, slots=True)
class Opening:
    """How somebody came: by which invitation or code, and whether it was the first that brought them.

    `heard` is when they agreed that the asker hears of their yes, `named` whether with their name; `quiet` is
    when they would rather not.
    """

    id: int
    invitation_id: int | None
    code_id: int | None
    first: bool
    at: datetime
    heard: datetime | None = None
    named: bool = False
    quiet: datetime | None = None


@dataclass(frozen=True, slots=True)
class Hold:
    """A place kept for somebody who has not finished their yes."""

    id: int
    opportunity_id: int
    chat_id: int | None
    invitation_id: int | None
    together: bool
    until: datetime
