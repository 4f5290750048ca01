"""The judge of a year: who was told nothing is forgotten only where the campaign owed them something."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

from campaign.weeks import Kind
from storage.moments import Course
from tests.talk import Talk
from tests.year.calendar import campaign_of
from tests.year.living import Arrival, Year
from tests.year.people import Someone
from tests.year.rules import Found, reached

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
ASKED = 7
"""The message that asked them for something."""


@dataclass(frozen=True)
class Row:
    """A delivery, as far as the judge asks about it."""

    chat_id: int
    moment_id: int | None = None
    step: str | None = None
    message_id: int | None = None


@dataclass
class Autumn:
    """The autumn's week, begun on time, and one citizen who agreed before and was asked on its first day."""

    year: Year
    found: Found
    chat: int
    follow_up: datetime = field(init=False)

    def __post_init__(self) -> None:
        first, later = (self.begun(kind) for kind in (Kind.ASK, Kind.FOLLOW_UP))
        self.follow_up = later
        self.year.arrivals.append(Arrival(self.chat, ASKED, first, unwanted=False))
        self.found.of_message[self.chat, ASKED] = Row(self.chat, 2, "ask", ASKED)

    def begun(self, kind: Kind) -> datetime:
        """When a moment began."""
        begun = next(one.begun for one in self.found.moments if one.filed.kind is kind)
        assert begun is not None
        return begun


def autumn() -> Autumn:
    """The week, where the moments before the follow-up reached the citizen."""
    campaign = campaign_of(Random(1), 1)
    moments = [
        Course(one, one, id=number, begun=one.at, done=one.at)
        for number, one in enumerate(campaign.moments, start=1)
    ]
    year = Year(Talk("sqlite://"), Random(1))
    phone = year.talk.telegram.add_person("Ana", "en")
    someone = Someone(phone, "3331", None, asked_before=False)
    someone.agreed = someone.first_agreed = moments[0].filed.at - DAY
    year.people[phone.id] = someone
    rows = [Row(phone.id, number) for number in (1, 2, 4)]
    return Autumn(year, Found("sqlite", rows, moments, [], set(), {phone.id: 1}), phone.id)


def test_who_did_not_answer_is_owed_a_follow_up() -> None:
    one = autumn()
    assert list(reached(one.year, one.found)) == ["Ana was forgotten at ('autumn', 'follow_up')"]
    one.found.deliveries.append(Row(one.chat, 3))
    assert not list(reached(one.year, one.found))


def test_who_answers_again_after_the_follow_up_had_answered_before_it() -> None:
    """The database keeps the time of the last answer alone."""
    one = autumn()
    one.year.answers.append((one.chat, one.follow_up + DAY))
    assert len(list(reached(one.year, one.found))) == 1, "that was too late"
    one.year.answers.append((one.chat, one.follow_up - HOUR))
    assert not list(reached(one.year, one.found))
