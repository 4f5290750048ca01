"""Opportunities of one source brought into the store: added, changed, opened again, closed when gone."""

import asyncio
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence, Sized
from datetime import datetime
from itertools import islice
from typing import Any

from campaign.offers import Fault, Offer
from storage.feeds.reading import Feed
from storage.feeds.report import Report
from storage.feeds.saving import Saving, Standing, organisation_of
from storage.organisations import MADE_HERE
from storage.store import Store

BATCH = 100
"""Offers saved in one transaction: some 20 milliseconds in which nobody else can write."""

TOO_MANY = 3
"""Where more than one in so many would be closed, none is."""

_SOURCE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")

Progress = Callable[[int, int], None]
"""Told how much is done and how much there is: bytes of a file, or offers."""


async def bring_in(
    store: Store,
    offers: Feed | Iterable[Offer | Fault],
    *,
    source: str,
    now: datetime,
    dry_run: bool = False,
    close_missing: bool = False,
    progress: Progress | None = None,
) -> Report:
    """Bring in all that one source offers now; what it no longer offers is closed, not deleted.

    The same offers twice change nothing the second time: one is known by (source, id). Places taken and
    replies stay. Where more than a third of what is open would be closed, nothing is, unless `close_missing`;
    and nothing is closed for being gone where some of the file could not be read. `dry_run` reports and
    changes nothing. ValueError for a source that is no name of at most 64 letters, digits, dots and strokes,
    or the name of what is made in the bot.
    """
    if not _SOURCE.fullmatch(source):
        raise ValueError(f"{source!r} is not a name for a source: use up to 64 letters, digits, - . and _")
    if source.casefold() == MADE_HERE:
        raise ValueError(f"{source!r} is what people make in the bot itself: choose another name")
    incoming = offers if isinstance(offers, Feed) else _Given(offers)
    work = _Import(store, Report(source, dry_run), now)
    going = iter(incoming)
    while batch := await asyncio.to_thread(lambda: list(islice(going, BATCH))):
        await work.take(batch)
        if progress is not None:
            progress(incoming.done, incoming.total)
    work.report.notes.extend(incoming.notes)
    work.report.warnings.update(incoming.warnings)
    work.report.incomplete = incoming.incomplete
    await work.close(anyway=close_missing)
    return work.report


class _Import:
    """One import under way: its report, and the ids it has met."""

    def __init__(self, store: Store, report: Report, now: datetime) -> None:
        self.report = report
        self._store = store
        self._now = now
        self._met: set[str] = set()
        self._past: set[str] = set()
        self._organisations: dict[str, tuple[int, dict[str, Any]]] = {}
        self._told: dict[str, dict[str, Any]] = {}

    async def take(self, batch: Sequence[Offer | Fault]) -> None:
        """Save one batch: looked at first, then put in one short transaction."""
        offers = []
        for one in batch:
            if isinstance(one, Offer):
                offers.append(one)
                self._met.add(one.id)
            else:
                self.report.blame(one)
                (self._past if one.over else self._met).add(one.id)
        if not offers:
            return
        source = self.report.source
        async with self._store.look() as memory:
            saving = Saving(memory.connection)
            unknown = {offer.organisation_id for offer in offers} - self._organisations.keys()
            self._organisations |= await saving.organisations(source, sorted(unknown))
            standing = await saving.standing(source, [offer.id for offer in offers], now=self._now)
        new = [offer for offer in offers if self._is_news(offer, standing.get(offer.id))]
        renamed = self._renamed(offers)
        if self.report.dry_run or not (new or renamed):
            return
        async with self._store.begin() as memory:
            saving = Saving(memory.connection)
            keys = await saving.put_organisations(source, renamed)
            self._organisations |= {own_id: (key, renamed[own_id]) for own_id, key in keys.items()}
            if new:
                ids = {offer.organisation_id: self._organisations[offer.organisation_id][0] for offer in new}
                await saving.put(source, new, ids, now=self._now)

    def _renamed(self, offers: Sequence[Offer]) -> dict[str, dict[str, Any]]:
        """The organisations to be saved; of different words for one, the first in the file count."""
        renamed = {}
        for offer in offers:
            own_id = offer.organisation_id
            told = self._told.setdefault(own_id, organisation_of(offer))
            if own_id not in self._organisations or self._organisations[own_id][1] != told:
                renamed[own_id] = told
        return renamed

    def _is_news(self, offer: Offer, standing: Standing | None) -> bool:
        """Whether the offer is to be saved; it is counted either way."""
        report = self.report
        if standing is None:
            report.added += 1
            return True
        if not standing.may_open:
            report.left_closed += 1
            return False
        key, _ = self._organisations.get(offer.organisation_id, (None, {}))
        if standing.open and standing.equals(offer, key):
            report.unchanged += 1
            return False
        report.changed += 1
        report.reopened += not standing.open
        return True

    async def close(self, *, anyway: bool) -> None:
        """Close what is past, and what the source no longer has unless that would be too much."""
        past, missing, kept = [], [], 0
        async with self._store.look() as memory:
            async for one in Saving(memory.connection).open(self.report.source, now=self._now):
                if one.source_id in self._met:
                    kept += 1
                elif one.over or one.source_id in self._past:
                    past.append(one.id)
                else:
                    missing.append(one.id)
        if not self.report.dry_run:
            kept -= self.report.added + self.report.reopened
        if self.report.incomplete:
            self.report.kept_open_because_incomplete = len(missing)
        elif len(missing) * TOO_MANY > len(missing) + kept and not anyway:
            self.report.kept_open_because_too_many = len(missing)
        else:
            past += missing
        self.report.closed = len(past)
        for start in range(0, 0 if self.report.dry_run else len(past), BATCH):
            async with self._store.begin() as memory:
                await Saving(memory.connection).close(past[start : start + BATCH], now=self._now)


class _Given:
    """Offers from anywhere, gone through like a feed."""

    incomplete = ""

    def __init__(self, offers: Iterable[Offer | Fault]) -> None:
        self.notes: list[str] = []
        self.warnings: Counter[str] = Counter()
        self.done = 0
        self.total = len(offers) if isinstance(offers, Sized) else 0
        self._offers = offers

    def __iter__(self) -> Iterator[Offer | Fault]:
        for one in self._offers:
            self.done += 1
            yield one
