"""Opportunities as Volunteering Data (JSON-LD): one row of each role, however the file nests or refers."""

from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from mmap import ACCESS_READ, mmap
from typing import Any, BinaryIO

from campaign.offers import Fault, Unfit
from storage.feeds import linked
from storage.feeds.columns import Row
from storage.feeds.json_items import Item, JsonItems
from storage.feeds.linked import Node
from storage.feeds.volunteering_roles import Role, cells_of

_KINDS = {
    "organisation": "Organisation",
    "organization": "Organisation",
    "activity": "Activity",
    "role": "Role",
}
_ANY = ""
"""Stands for a class that is not told: ids of different classes may be the same number."""
_PASSED_OVER = frozenset({"Session", "Location", "Time", "Place", "Thing"})


class VolunteeringRows:
    """The rows of a file of Volunteering Data, read as they are asked for; Unfit where it is no JSON.

    The file is read twice: once to know what stands where, since an object may refer to one further on.
    `notes` and `incomplete` are as of `CsvRows`.
    """

    def __init__(self, file: BinaryIO) -> None:
        self.notes: list[str] = []
        self.incomplete = ""
        self._data = mmap(file.fileno(), 0, access=ACCESS_READ)
        self._file = JsonItems(self._data)
        self._items: list[Item] = []
        self._home: dict[tuple[str, str], int] = {}
        self._organisation_of: dict[str, str] = {}
        self._activity_of: dict[str, str] = {}
        self._sessions_of: dict[str, list[int]] = {}
        self._with_roles: set[str] = set()
        self._other: Counter[str] = Counter()
        self._read = 0
        self._load = lru_cache(64)(self._load_item)

    @property
    def done(self) -> int:
        """Bytes read so far; half of it is the first reading."""
        return self._read // 2

    def __iter__(self) -> Iterator[Row | Fault]:
        """The rows; an item that cannot be read is a fault, and reading goes on behind it."""
        for item in self._file.find():
            self._items.append(item)
            self._read = item.end
            try:
                self._note(len(self._items) - 1)
            except Unfit as unfit:
                self.incomplete = "some items could not be read"
                yield Fault(item.line, str(unfit))
        self.incomplete = self._file.incomplete or self.incomplete
        for number, item in enumerate(self._items):
            self._read = len(self._data) + item.end
            if not item.wrong:
                yield from self._rows(number, item.line)
        if self._other:
            self.notes.append(f"Objects that are not used: {', '.join(sorted(self._other))}.")

    def _load_item(self, number: int) -> Any:
        return self._file.load(self._items[number])

    def _note(self, number: int) -> None:
        """Remember who stands in this item and who refers to whom."""
        value = self._file.load(self._items[number])
        if not isinstance(value, dict):
            raise Unfit("an item of the list is no object")
        for one in linked.within(value):
            own_id = linked.id_of(one)
            if own_id and not linked.is_reference(one):
                for kind in (_kind(one), _ANY):
                    self._home.setdefault((kind, own_id), number)
            if "activity" in one and _kind(one) == "Organisation":
                for activity in linked.nodes(one["activity"]):
                    self._organisation_of.setdefault(linked.id_of(activity), own_id)
            if "role" in one:
                self._with_roles.add(own_id)
                for role in linked.nodes(one["role"]):
                    self._activity_of.setdefault(linked.id_of(role), own_id)
        self._note_top(linked.node(value), number)

    def _note_top(self, top: Node, number: int) -> None:
        kind = _kind(top)
        for activity in linked.nodes(top.get("activity")):
            if kind == "Role":
                self._with_roles.add(linked.id_of(activity))
            elif kind == "Session":
                self._sessions_of.setdefault(linked.id_of(activity), []).append(number)

    def _rows(self, number: int, line: int) -> Iterator[Row | Fault]:
        try:
            top = linked.node(self._load(number))
        except Unfit:
            return
        kind = _kind(top)
        if kind == "Organisation":
            for activity in linked.nodes(top.get("activity")):
                if not linked.is_reference(activity):
                    yield from self._activity(activity, top, line)
        elif kind == "Activity":
            yield from self._activity(top, self._organisation(top), line)
        elif kind == "Role":
            told = linked.nodes(top.get("activity"))
            told = told or [{"id": self._activity_of.get(linked.id_of(top), "")}]
            activity = self._object(told[0], "Activity")
            yield self._row(Role(top, activity, self._organisation(activity), "", 1), line)
        elif kind not in _PASSED_OVER:
            self._other[kind or "without a type"] += 1

    def _activity(self, activity: Node, organisation: Node, line: int) -> Iterator[Row | Fault]:
        """The rows of the roles in an activity; one that has none anywhere is itself a role."""
        roles = linked.nodes(activity.get("role"))
        for number, role in enumerate(roles, start=1):
            if not linked.is_reference(role):
                yield self._row(Role(role, activity, organisation, str(number), len(roles)), line)
            elif (_ANY, linked.id_of(role)) not in self._home:
                missing = linked.id_of(role)[:200]
                yield Fault(line, f"role {missing[:80]!r} is not in the file", missing)
        if not roles and linked.id_of(activity) not in self._with_roles:
            yield self._row(Role({}, activity, organisation, "", 1), line)

    def _row(self, role: Role, line: int) -> Row:
        told = role.activity.get("session") or role.role.get("session")
        sessions = [self._object(one, "Session") for one in linked.nodes(told)]
        apart = self._sessions_of.get(linked.id_of(role.activity), ())
        sessions += [linked.node(self._load(number)) for number in apart]
        placed = [
            (session, [self._object(place, "Location") for place in linked.nodes(session.get("location"))])
            for session in sessions
        ]
        cells, hints = cells_of(role, placed)
        return Row(line, cells, hints)

    def _organisation(self, activity: Node) -> Node:
        told = linked.nodes(activity.get("organisation") or activity.get("organization"))
        told = told or [{"id": self._organisation_of.get(linked.id_of(activity), "")}]
        return self._object(told[0], "Organisation")

    def _object(self, one: Node, kind: str) -> Node:
        """The object itself, or the one of this class it refers to; a reference to nothing stays one."""
        own_id = linked.id_of(one)
        home = self._home.get((kind, own_id), self._home.get((_ANY, own_id)))
        if home is None or not linked.is_reference(one):
            return one
        same = [
            found
            for found in linked.within(self._load(home))
            if linked.id_of(found) == own_id and not linked.is_reference(found)
        ]
        return next((found for found in same if _kind(found) == kind), same[0])


def _kind(one: Node) -> str:
    """The class of an object, told or recognised by what it has."""
    for told in linked.texts(one.get("type")):
        name = linked.name_of(told)
        return _KINDS.get(name.lower(), name)
    if "role" in one or "publishStart" in one or "session" in one:
        return "Activity"
    if "activity" in one:
        return "Organisation" if "name" in one else "Session" if "time" in one else "Role"
    return ""
