"""A row of a file made into an offer, or the sentence why it cannot be."""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import datetime, tzinfo
from typing import Any, ParamSpec, TypeVar

from campaign.offers import LENGTHS, Fault, Offer, Unfit
from campaign.records import Contact
from campaign.values import Dutch, Often, Task
from storage.feeds import kinds, plain_text, values
from storage.feeds.columns import Row
from storage.feeds.dates import Calendar, When
from storage.feeds.times import mask_of_sessions, mask_of_words
from storage.feeds.whereabouts import Spot, Whereabouts
from storage.gazetteer import Gazetteer

MOST_WARNINGS = 100
"""Different sentences that are counted by themselves."""

Told = TypeVar("Told")
Arguments = ParamSpec("Arguments")


class Rows:
    """Makes offers of rows, seen from `now`, with local times in `zone`.

    `warnings` counts what was taken in otherwise than it was written, by sentence.
    """

    def __init__(self, gazetteer: Gazetteer, *, zone: tzinfo, now: datetime) -> None:
        self.warnings: Counter[str] = Counter()
        self._whereabouts = Whereabouts(gazetteer)
        self._calendar = Calendar(zone, now)
        self._lines: dict[str, int] = {}

    def read(self, row: Row) -> Offer | Fault:
        """The offer that a row tells; of two good rows with one id the first counts."""
        own_id = plain_text.line(row.get("id"))
        known = own_id if len(own_id) <= LENGTHS["id"] else ""
        if known in self._lines:
            return Fault(row.line, f"the id {known!r} stands on line {self._lines[known]} already", known)
        reading = _Reading(row, self._whereabouts, self._calendar)
        try:
            offer = reading.offer()
        except Unfit as unfit:
            return Fault(row.line, str(unfit), known)
        if reading.untimely:
            return Fault(row.line, reading.untimely, known, over=True)
        self._lines[offer.id] = row.line
        for remark in set(reading.remarks):
            known_or_few = remark in self.warnings or len(self.warnings) < MOST_WARNINGS
            self.warnings[remark if known_or_few else "other remarks"] += 1
        return offer


class _Reading:
    """One row being read: what is wrong with it, and what there is to remark."""

    def __init__(self, row: Row, whereabouts: Whereabouts, calendar: Calendar) -> None:
        self.remarks: list[str] = []
        self.untimely = ""
        self._row = row
        self._whereabouts = whereabouts
        self._calendar = calendar
        self._wrong: list[str] = []

    def offer(self) -> Offer:
        """The offer; Unfit with all there is wrong. `untimely` is set where it should not be shown now."""
        get = self._row.get
        who = self._who()
        language = self._try("nl", values.language, get("language"))
        sample = self._try(False, values.yes, "sample", get("sample"))
        often = values.often(get("often"))
        when = self._when(often, relative=sample)
        where = self._where()
        numbers: dict[str, Any] = {
            "places": self._try(1, values.whole, "places", get("places"), 1),
            "min_age": self._try(0, values.whole, "min_age", get("min_age"), 0),
            "beginners": self._try(False, values.yes, "beginners", get("beginners")),
        }
        modified = self._try(None, self._calendar.moment, get("modified"))
        self._show()
        if self._wrong:
            raise Unfit("; ".join(self._wrong))
        task, likes = self._task(who["title"])
        return Offer(
            **who,
            **where,
            **numbers,
            task=task,
            likes=likes,
            often=often or self._guess_often(when),
            dutch=self._dutch(),
            language=language,
            times=mask_of_sessions(when.sessions, self._calendar.zone) if when.sessions else self._times(),
            sessions=when.sessions,
            bring=self._text("bring"),
            contact=self._contact(),
            sample=sample,
            modified=min(modified, self._calendar.now) if modified else None,
            line=self._row.line,
        )

    def _try(
        self,
        otherwise: Told,
        read: Callable[Arguments, Told],
        *args: Arguments.args,
        **kwargs: Arguments.kwargs,
    ) -> Told:
        """What `read` gives; where it cannot, that is noted and `otherwise` stands in for now."""
        try:
            return read(*args, **kwargs)
        except Unfit as unfit:
            self._wrong.append(str(unfit))
            return otherwise

    def _who(self) -> dict[str, Any]:
        """The texts that say what it is and whose."""
        own_id, organisation = (plain_text.line(self._row.get(name)) for name in ("id", "organisation"))
        who = {
            "id": own_id,
            "title": self._text("title"),
            "description": self._text("description"),
            "organisation": organisation,
            "organisation_id": plain_text.line(self._row.get("organisation_id")) or organisation,
            "organisation_description": self._text("organisation_description"),
            "organisation_website": self._reached("organisation_website", values.link),
        }
        self._wrong.extend(_lacking(who))
        return who

    def _when(self, often: Often | None, *, relative: bool) -> When:
        get = self._row.get
        cells = get("date"), get("start"), get("end"), get("until")
        when = self._try(When(), self._calendar.read, *cells, often=often, relative=relative)
        if when.past:
            self.untimely = "all its dates are past"
        self.remarks.extend(when.remarks)
        return when

    def _times(self) -> int:
        return mask_of_words(self._row.get("times"))

    def _show(self) -> None:
        shown = self._try(
            True, self._calendar.within, self._row.get("show_from"), self._row.get("show_until")
        )
        if not shown:
            self.untimely = "it is not the time to show it (show_from, show_until)"

    def _where(self) -> dict[str, Any]:
        """The texts and the point that say where it is; what is online is nowhere."""
        if self._try(False, values.yes, "online", self._row.get("online")):
            return {"online": True}
        nothing: Spot | None = None
        before = len(self._wrong)
        spot = self._try(nothing, self._whereabouts.find, self._row)
        if spot is None:
            if len(self._wrong) == before:
                self._wrong.append("it tells no place: give a postcode, a place, a point, or online = yes")
            return {}
        return {name: getattr(spot, name) for name in Spot.__slots__}

    def _task(self, title: str) -> tuple[Task, int]:
        said = self._row.get("task")
        task, likes, told = kinds.task_and_likes(said, title, self._row.hints)
        if not told:
            what = f"kind of task {said[:40]!r} not known" if said else "no kind of task told"
            self.remarks.append(f"{what}: taken as other")
        more, unknown = values.likes(self._row.get("likes"))
        self.remarks.extend(f"like {name[:40]!r} not known: left out" for name in unknown)
        return task, more or likes

    def _guess_often(self, when: When) -> Often:
        said = self._row.get("often")
        if said:
            self.remarks.append(f"how often {said[:40]!r} not known: taken from the dates")
        return Often.ONCE if len(when.sessions) == 1 else Often.SOMETIMES

    def _dutch(self) -> Dutch:
        said = self._row.get("dutch")
        level = values.dutch(said)
        if level is None and said:
            self.remarks.append(f"level of Dutch {said[:40]!r} not known: taken as a little")
        return level or Dutch.LITTLE

    def _text(self, name: str) -> str:
        raw = self._row.get(name)
        if not raw:
            return ""
        words = plain_text.text(raw) if name.endswith("description") else plain_text.line(raw)
        if "\ufffd" in words:
            self.remarks.append(f"{name}: some characters could not be read")
        if len(words) > LENGTHS[name]:
            self.remarks.append(f"{name} was longer than {LENGTHS[name]} characters: cut")
        return plain_text.cut(words, LENGTHS[name])

    def _reached(self, name: str, read: Callable[[str], str | None]) -> str:
        raw = plain_text.line(self._row.get(name))
        value = read(raw) if raw else ""
        if value is None or len(value) > LENGTHS[name]:
            self.remarks.append(f"{name} could not be read as one: left out")
            return ""
        return value

    def _contact(self) -> Contact:
        return Contact(
            name=self._text("contact_name"),
            phone=self._reached("contact_phone", values.phone),
            email=self._reached("contact_email", values.email),
            link=self._reached("contact_link", values.link),
        )


def _lacking(who: dict[str, Any]) -> Iterator[str]:
    for name in ("id", "title", "organisation"):
        if not who[name]:
            yield f"there is no {name}"
    for name in ("id", "organisation", "organisation_id"):
        if len(who[name]) > LENGTHS[name]:
            yield f"{name} has {len(who[name])} characters; at most {LENGTHS[name]} fit"
