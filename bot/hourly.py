"""What is read whole once an hour, and in between only as far as it is late: so that a tick stays cheap."""

from datetime import datetime, timedelta
from weakref import WeakKeyDictionary

from storage.store import Store

WHOLE = timedelta(hours=1)
"""How often all is read."""
LATE = timedelta(minutes=20)
"""In between that alone is found which is late by no more."""


class Hourly:
    """When a round read all there is of something, in each store."""

    def __init__(self) -> None:
        self._read: WeakKeyDictionary[Store, datetime] = WeakKeyDictionary()

    def after(self, store: Store, now: datetime, before: datetime) -> datetime | None:
        """From when on what is due since `before` is looked for; None where all is read, as at the start."""
        last = self._read.get(store)
        return before - LATE if last is not None and last <= now < last + WHOLE else None

    def read(self, store: Store, now: datetime) -> None:
        """Note that all was read."""
        self._read[store] = now
