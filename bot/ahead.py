"""Looking ahead for the team, one look at a time, beside everything else."""

import io
import logging
from dataclasses import replace
from datetime import timedelta

from bot.app import App
from bot.foresight import Forecast, foresee
from bot.logs import told
from bot.previewing import write
from bot.settings import PACE
from dialogs.ahead import Sight

log = logging.getLogger("bot.ahead")


def look_ahead(app: App, pace: int = PACE) -> None:
    """Let the team look ahead, at this pace."""
    app.house = replace(app.house, ahead=AppAhead(app, pace))


class AppAhead:
    """What was found last, by the number of days; kept until it is looked for again or the bot stops."""

    def __init__(self, app: App, pace: int = PACE) -> None:
        self._app = app
        self._pace = pace
        self._found: dict[int, Sight | float] = {}

    def begin(self, days: int) -> None:
        """Look so many days ahead; while one look is at work no other begins."""
        if not any(isinstance(one, float) for one in self._found.values()):
            self._found[days] = 0.0
            self._app.spawn(self._look(days))

    def found(self, days: int) -> Sight | float | None:
        """What was found, or the share that is done."""
        return self._found.get(days)

    async def _look(self, days: int) -> None:
        now = self._app.clock.now()
        try:
            forecast = await foresee(
                self._app,
                now,
                now + timedelta(days=days),
                pace=self._pace,
                progress=lambda share: self._found.__setitem__(days, min(share, 0.99)),
            )
            self._found[days] = self._sight(forecast)
        except Exception as error:
            del self._found[days]
            log.error("nothing could be foreseen", extra=told(error))

    def _sight(self, forecast: Forecast) -> Sight:
        zone = self._app.zone
        file = io.StringIO()
        write(forecast, zone, file)
        by_day = sorted(forecast.by_day(zone).items())
        return Sight(
            made=forecast.since,
            until=forecast.until,
            days=[(day, kind, counts[kind]) for day, counts in by_day for kind in sorted(counts)],
            held=forecast.reasons().most_common(),
            table=file.getvalue().encode("utf-8-sig"),
        )
