"""The one place that knows what time it is."""

from datetime import UTC, datetime, timedelta


class Clock:
    """The time of the machine."""

    def now(self) -> datetime:
        """This moment, aware, in UTC."""
        return datetime.now(UTC)


class CampaignClock(Clock):
    """A clock that can be put forward, for the demo and for tests; it goes on ticking from there."""

    def __init__(self, start: datetime | None = None) -> None:
        self._ahead = start - super().now() if start else timedelta(0)

    def now(self) -> datetime:
        """This moment of the campaign."""
        return super().now() + self._ahead

    def move(self, to: datetime) -> None:
        """Put the clock forward to a moment; ValueError for one that is past."""
        ahead = to - super().now()
        if ahead < self._ahead:
            raise ValueError("the campaign's clock goes forward only")
        self._ahead = ahead
