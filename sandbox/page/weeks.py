"""The days of an asking week as the page's strip gets them, and the playing of them."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sandbox.page.hands import Day, Player, Strip

PLAYS = ("moment", "day", "week")
"""What can be played, as the player knows it."""


class Weeks:
    """What plays at present."""

    def __init__(self, player: Player | None) -> None:
        self.player = player
        self._playing: dict[str, Any] | None = None

    def view(self) -> dict[str, Any] | None:
        """What plays, since when and until when; None while nothing does."""
        until = self.player.until if self.player else None
        if self._playing is None or until is None:
            return None
        return self._playing | {"until": until.isoformat()}

    async def play(self, what: str, now: datetime) -> None:
        """Play until its end, or until it is stopped."""
        if self.player is None:
            return
        self._playing = {"what": what, "began": now.isoformat()}
        try:
            await self.player.play(what)
        finally:
            self._playing = None


def drawn(strip: Strip, zone: ZoneInfo, now: datetime) -> dict[str, Any]:
    """A strip as JSON; each moment stands on its local day, and tells whether it is still to come."""
    return {
        "title": strip.title,
        "days": [_day(day, strip) for day in strip.days],
        "moments": [
            {
                "at": at.isoformat(),
                "date": at.astimezone(zone).date().isoformat(),
                "words": words,
                "ahead": at > now,
            }
            for at, words in strip.moments
        ],
    }


def _day(day: Day, strip: Strip) -> dict[str, Any]:
    return {
        "date": day.date.isoformat(),
        "in_week": strip.first <= day.date <= strip.last,
        "sent": day.sent,
        "touched": day.touched,
        "answered": sum(day.answers.values()),
        "answers": list(day.answers.items()),
        "held": sum(day.held.values()),
        "why": list(day.held.items()),
    }
