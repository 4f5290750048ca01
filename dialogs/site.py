"""The table of pages: which page stands at which address, and how a visit gets there."""

import re
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from campaign.experiments import Trying
from campaign.exporting import Format, What
from campaign.groups import Dimension
from campaign.inviting import Paper, Phone, Place
from campaign.leaving import Leaving, Why
from campaign.lots import Way
from campaign.screening import Check
from campaign.values import (
    Answer,
    Company,
    Day,
    Door,
    Dutch,
    Fit,
    Like,
    Often,
    OrganisationState,
    Part,
    Reason,
    Role,
    Task,
    Travel,
)
from dialogs import carried, retyped
from dialogs.foot import EASIER, LISTEN, UNCLEAR, USUAL, foot
from dialogs.noting import Noting
from dialogs.screen import LONGEST, Address, Again, Aloud, Link, Row, Screen, Seen
from dialogs.sound import heard
from dialogs.visit import Visit

Page = Callable[..., Awaitable[Screen | Address | Again]]
_HOPS = 5
_WHOLE = "{address:address}"
"""The last piece of a pattern that takes all the rest of a path, slashes too."""
_NUMBER = re.compile(r"[0-9]{1,10}")
_DIGIT = re.compile(r"[0-9]")
_DATE = re.compile(r"[0-9]{8}")


class Nowhere(Exception):
    """No page stands at this address."""


def _int(word: str) -> int:
    if not _NUMBER.fullmatch(word):
        raise ValueError(word)
    return int(word)


def _digit(word: str) -> int:
    if not _DIGIT.fullmatch(word):
        raise ValueError(word)
    return int(word)


def _date(word: str) -> date:
    if not _DATE.fullmatch(word):
        raise ValueError(word)
    return datetime.strptime(word, "%Y%m%d").date()


def _switch(word: str) -> bool:
    return {"on": True, "off": False}[word]


CONVERTERS: dict[str, Callable[[str], Any]] = {
    "int": _int,
    "digit": _digit,
    "switch": _switch,
    "word": str,
    "address": str,
    "like": Like,
    "often": Often,
    "door": Door,
    "fit": Fit,
    "answer": Answer,
    "reason": Reason,
    "day": lambda word: Day(_int(word)),
    "part": lambda word: Part(_int(word)),
    "dutch": Dutch,
    "state": OrganisationState,
    "check": Check,
    "task": Task.of,
    "travel": Travel,
    "company": Company,
    "leaving": Leaving,
    "why": Why,
    "place": Place,
    "paper": Paper,
    "phone": Phone,
    "trying": Trying,
    "way": lambda word: Way(_int(word)),
    "what": What,
    "format": Format,
    "date": _date,
    "dimension": Dimension,
}


@dataclass(frozen=True, slots=True)
class Route:
    """A pattern such as `near/{page:int}`, the page that stands there, and for whom."""

    pattern: str
    page: Page
    role: Role = Role.CITIZEN

    def match(self, pieces: list[str]) -> dict[str, Any] | None:
        """The page's arguments when these pieces of a path fit, None when they do not."""
        arguments: dict[str, Any] = {}
        for mine, theirs in zip(self.pattern.split("/"), pieces, strict=True):
            if not mine.startswith("{"):
                if mine != theirs:
                    return None
                continue
            name, _, kind = mine[1:-1].partition(":")
            try:
                arguments[name] = CONVERTERS[kind](theirs)
            except (ValueError, KeyError):
                return None
        return arguments


class Site:
    """All pages. `missing` is shown where an address leads nowhere."""

    def __init__(self, routes: Iterable[Route], missing: Page) -> None:
        self.routes = tuple(routes)
        self._missing = missing
        self._table: dict[tuple[str, int], list[Route]] = {}
        for route in self.routes:
            pieces = route.pattern.split("/")
            self._table.setdefault((pieces[0], len(pieces)), []).append(route)
        self._deep = {
            pieces[0] for route in self.routes if (pieces := route.pattern.split("/"))[1:] == [_WHOLE]
        }

    def find(self, path: str) -> tuple[Route, dict[str, Any]]:
        """The route at a path and the arguments for its page; Nowhere where there is none."""
        pieces = path.split("/")
        if pieces[0] in self._deep:
            pieces = path.split("/", 1)
        for route in self._table.get((pieces[0], len(pieces)), ()):
            arguments = route.match(pieces)
            if arguments is not None:
                return route, arguments
        raise Nowhere(path)

    async def visit(self, address: str, visit: Visit) -> Screen:
        """Go to an address and return what to show there; `missing` where it leads nowhere."""
        try:
            return await self.reach(address, visit)
        except Nowhere:
            return await self.show(self._missing, visit, at=carried.read(address)[0])

    async def reach(self, address: str, visit: Visit) -> Screen:
        """Go to an address, follow where it sends on; Nowhere where there is nothing for this visitor.

        For a visitor without consent, what the address carries is what they told; a citizen's row wins over
        an old address.
        """
        for _ in range(_HOPS):
            path, told = carried.read(address)
            if visit.citizen is None and "?" in address:
                visit.profile = told
            path = self._typed(path, visit)
            route, arguments = self.find(path)
            if not await visit.has(route.role):
                raise Nowhere(path)
            typed = visit.text
            result = await route.page(visit, **arguments)
            if isinstance(result, Screen):
                visit.at = route.pattern
                at = retyped.write(path, visit.text, _room(visit))
                return await _finish(result, visit, at if route.role is Role.CITIZEN else None)
            if isinstance(result, Again):
                screen = await self._again(result, visit, path)
                return await heard(screen, visit) if isinstance(result, Aloud) else screen
            address = result
            if visit.text is typed:
                visit.text = None  # it was for the first page alone
        raise RuntimeError(f"{address} is sent on without end")

    def _typed(self, path: str, visit: Visit) -> str:
        """The path; what was typed there before is typed again, where all is only shown once more."""
        if not visit.repeated or path.partition("/")[0] in self._deep:
            return path
        path, typed = retyped.read(path)
        if typed is not None:
            visit.text = typed
        return path

    async def show(self, page: Page, visit: Visit, *, at: str | None = None) -> Screen:
        """A page that stands at no address of its own, but for one that leads nowhere."""
        result = await page(visit)
        if isinstance(result, Again):
            return await self._again(result, visit, at or "")
        if isinstance(result, Screen):
            return await _finish(result, visit, at)
        return await self.visit(result, visit)

    async def look(self, address: str, visit: Visit) -> Screen:
        """What stands at an address now; whatever its page changes is taken back."""
        return await self._again(Again(address), visit, "")

    async def _again(self, again: Again, visit: Visit, path: str) -> Screen:
        """What was shown before, as this visit speaks: whatever its page changes is taken back.

        A file, a picture or a place on the map stands in the chat already.
        """
        say, chat, citizen, profile = visit.say, visit.chat, visit.citizen, visit.profile
        repeated, text, noting = visit.repeated, visit.text, Noting(say)
        visit.repeated, visit.say, visit.at = True, noting if again.then else say, ""
        async with visit.memory.undone():
            screen = await self.visit(again.address, visit)
        visit.say, visit.chat, visit.citizen, visit.profile = say, chat, citizen, profile
        visit.repeated, visit.text = repeated, text
        if again.then is not None:
            return await _finish(await again.then(Seen(screen, visit.at, noting.said)), visit, path)
        return replace(screen, toast=None, venue=None, picture=None, document=None)


async def _finish(screen: Screen, visit: Visit, path: str | None) -> Screen:
    """The screen with what belongs under every one: its foot, where it is a citizen's, at its path.

    And with the menu that changed in this visit, and what a visitor told in its links.
    """
    if visit.menu is not None:
        screen = replace(screen, menu=visit.menu)
    if path is not None:
        await visit.house.recorded.renew(visit.memory, visit.now)
        if under := foot(visit.house, visit.say, path, screen.name):
            screen = replace(screen, rows=(*screen.rows, under))
    return screen if visit.citizen else _carrying(screen, visit)


def _room(visit: Visit) -> int:
    """Bytes left for a path and what was typed there, beside the way and what a visitor told."""
    told = carried.write("", visit.profile) if visit.citizen is None else ""
    return LONGEST - len(f"{max((EASIER, USUAL, UNCLEAR, LISTEN), key=len)}/{told}")


def _carrying(screen: Screen, visit: Visit) -> Screen:
    """The screen with what the visitor told written into its links."""

    def row_of(row: Row) -> Row:
        return tuple(
            replace(button, to=carried.fitting(button.to, button.told or visit.profile))
            if isinstance(button, Link) and "?" not in button.to
            else button
            for button in row
        )

    waits = screen.waits
    if waits and "?" not in waits:
        waits = carried.fitting(waits, visit.profile)
    return replace(
        screen,
        rows=tuple(row_of(row) for row in screen.rows),
        waits=carried.only_age(waits) if waits else None,
    )
