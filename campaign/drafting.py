"""An opportunity that is still being written: what was told of it, and what is missing."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from campaign.records import Opportunity
from campaign.values import Dutch, Often, Task


class Field(StrEnum):
    """What must be told before people can be asked, in the order in which it is asked."""

    TASK = "task"
    TITLE = "title"
    WHEN = "when"
    WHERE = "where"
    PLACES = "places"
    CONTACT = "contact"


@dataclass(frozen=True, slots=True)
class Sketch:
    """What was told of an opportunity so far; None, 0 and empty where not told.

    `starts` and `ends` are UTC, `times` a mask of the week's cells; `agreed` tells that the time is free to
    agree on. `postcode` names its area, `address` what stands on the door. `contact` is a telephone number or
    an e-mail address for whoever said yes. Texts are in `language`. `languages` are those that will do for
    the work, empty where any does.
    """

    task: Task | None = None
    title: str = ""
    description: str = ""
    bring: str = ""
    starts: datetime | None = None
    ends: datetime | None = None
    times: int = 0
    agreed: bool = False
    often: Often = Often.ONCE
    postcode: str = ""
    address: str = ""
    online: bool = False
    places: int = 0
    dutch: Dutch = Dutch.LITTLE
    beginners: bool = True
    contact: str = ""
    language: str = ""
    languages: tuple[str, ...] = ()

    def missing(self, now: datetime) -> tuple[Field, ...]:
        """What is still to be told; a date that is past is asked again."""
        dated = self.starts is not None and self.starts > now
        told = {
            Field.TASK: self.task is not None,
            Field.TITLE: bool(self.title),
            Field.WHEN: dated or (self.starts is None and bool(self.times or self.agreed)),
            Field.WHERE: self.online or bool(self.postcode),
            Field.PLACES: self.places > 0,
            Field.CONTACT: bool(self.contact),
        }
        return tuple(field for field in Field if not told[field])


@dataclass(frozen=True, slots=True)
class Draft:
    """A sketch that is kept. With `opportunity_id` it changes one that stands; `quick` asks step by step."""

    id: int
    organisation_id: int
    opportunity_id: int | None
    quick: bool
    sketch: Sketch


def sketch_of(one: Opportunity) -> Sketch:
    """All that an opportunity tells, to be changed or to be told anew."""
    return Sketch(
        task=one.task,
        title=one.title,
        description=one.description,
        bring=one.bring,
        starts=one.starts,
        ends=one.ends,
        times=0 if one.starts else one.times,
        agreed=one.starts is None and not one.times,
        often=one.often,
        postcode=one.postcode,
        address=one.address,
        online=one.online,
        places=one.places,
        dutch=one.dutch,
        beginners=one.beginners,
        contact=one.contact.phone or one.contact.email,
        language=one.language,
        languages=one.languages,
    )
