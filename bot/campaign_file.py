"""The campaign's file, read and checked; every fault is told at once, in words."""

import logging
import tomllib
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from bot.campaign_schema import (
    CampaignTable,
    EventTable,
    MomentTable,
    SharesTable,
    WeekTable,
    understand,
)
from bot.settings import BadSettings, Settings
from campaign.budget import Budget
from campaign.checks import DUTCH
from campaign.checks import faults as senseless
from campaign.controller import NOBODY, Controller
from campaign.population import NOT_TOLD, Population, Shares
from campaign.wall import utc_of
from campaign.weeks import STANDARD, Campaign, Event, Kind, Moment, Retention, Week
from dialogs.languages import codes

log = logging.getLogger("bot")
USUAL = Path("campaign.toml")
"""Where the file is when no setting names it."""
ALL_DAY = (time.min, time.max)


def campaign_of(settings: Settings, *, otherwise: Path | None = None) -> Campaign:
    """The campaign that the settings name; BadSettings where its file is missing or has faults.

    Without a setting it is the usual file, else the one to use `otherwise`, else a campaign without weeks.
    """
    path = campaign_path(settings) or otherwise
    if path is None:
        log.info("there is no campaign.toml: the campaign has no asking weeks")
        return STANDARD
    return load_campaign(path)


def campaign_path(settings: Settings) -> Path | None:
    """The campaign's file; None where none is named and the usual one is not there."""
    return settings.campaign_file or (USUAL if USUAL.exists() else None)


def load_campaign(path: Path) -> Campaign:
    """What a campaign's file sets; BadSettings with every fault at once."""
    try:
        written = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise _bad(path, [f"it cannot be read: {error.strerror or error}"]) from None
    except UnicodeDecodeError:
        raise _bad(path, ["it is not saved as UTF-8"]) from None
    except tomllib.TOMLDecodeError as error:
        raise _bad(path, [f"it is not TOML: {error}"]) from None
    reading = _Reading()
    campaign = reading.campaign(written)
    faults = [*reading.faults, *senseless(campaign, known=codes())]
    if faults:
        raise _bad(path, list(dict.fromkeys(faults)))
    return campaign


def _bad(path: Path, faults: list[str]) -> BadSettings:
    return BadSettings(faults, where=f"{path}: ")


class _Reading:
    """One look through a file: what can be used becomes records, the rest is told in `faults`."""

    def __init__(self) -> None:
        self.faults: list[str] = []
        self._zone = STANDARD.zone
        self._hours = STANDARD.budget.hours

    def campaign(self, written: dict[str, Any]) -> Campaign:
        """The whole of it."""
        table, bad = understand(CampaignTable, written, "", self.faults)
        if table is None:
            return STANDARD
        self._zone = self._zone_of(table.time_zone)
        self._hours = (table.sending.begins, table.sending.until)
        shared = self._moment_tables("", table.moments)
        weeks = [
            week for number, one in enumerate(table.weeks, 1) if (week := self._week(number, one, shared))
        ]
        events = [event for number, one in enumerate(table.events, 1) if (event := self._event(number, one))]
        kept = table.retention
        return Campaign(
            name=table.name,
            zone=self._zone,
            languages=tuple(dict.fromkeys(table.languages)),
            weeks=tuple(sorted(weeks, key=lambda week: week.first)),
            events=tuple(sorted(events, key=lambda event: event.starts)),
            budget=Budget(
                zone=self._zone,
                hours=ALL_DAY if "sending" in bad else self._hours,
                per_week=table.budget.per_week,
                weeks=tuple(sorted((week.first, week.last) for week in weeks)),
            ),
            holdout=table.follow_ups.holdout,
            first_ask=timedelta(days=table.guarantee.first_ask_days),
            asked_within=timedelta(days=table.guarantee.asked_within_days),
            opt_outs=float(table.health.opt_outs_per_thousand),
            retention=Retention(
                visitors=timedelta(hours=kept.visitors_hours),
                blocked=timedelta(days=kept.blocked_days),
                untouched=timedelta(days=kept.untouched_days),
                after_campaign=timedelta(days=kept.after_campaign_days),
            ),
            population=Population(
                _shares(table.population.languages),
                _shares(table.population.doors),
                _shares(table.population.provinces),
                _shares(table.population.combinations),
            ),
            controller=Controller(**table.controller.model_dump()) if table.controller else NOBODY,
        )

    def _zone_of(self, name: str) -> ZoneInfo:
        try:
            return ZoneInfo(name)
        except (KeyError, OSError, ValueError):
            self.faults.append(f'time_zone: "{name}" is not known; write one such as "{STANDARD.zone.key}"')
            return STANDARD.zone

    def _moment_tables(self, place: str, written: Sequence[Any]) -> list[MomentTable]:
        tables = []
        for number, one in enumerate(written, 1):
            where = ", ".join(piece for piece in (place, _named("moment", number, one)) if piece)
            stand_ins = {"name": str(number), "kind": Kind.HEADS_UP}
            table, _ = understand(MomentTable, one, where, self.faults, stand_ins=stand_ins)
            if table is not None:
                tables.append(table)
        return tables

    def _week(self, number: int, written: Any, shared: list[MomentTable]) -> Week | None:
        place = _named("week", number, written)
        stand_ins: dict[str, Any] = {"name": str(number), "titles": {DUTCH: "?"}}
        if isinstance(written, dict):
            stand_ins["last"] = written.get("first")
        table, _ = understand(WeekTable, written, place, self.faults, stand_ins=stand_ins)
        own = written.get("moments") if isinstance(written, dict) else None
        tables = shared if own is None else self._moment_tables(place, own if isinstance(own, list) else ())
        if table is None:
            return None
        moments = [moment for one in tables if (moment := self._moment(place, table, one))]
        return Week(
            table.name, table.first, table.last, table.titles, tuple(sorted(moments, key=lambda one: one.at))
        )

    def _moment(self, place: str, week: WeekTable, table: MomentTable) -> Moment | None:
        later, until = table.deadline or (0, self._hours[1])
        where = f'{place}, moment "{table.name}"'
        day = week.first + timedelta(days=table.day - 1)
        at = self._utc(f"{where}: time", day, table.time)
        deadline = self._utc(f"{where}: deadline", day + timedelta(days=later), until)
        if at is None or deadline is None:
            return None
        return Moment(
            week=week.name,
            name=table.name,
            kind=table.kind,
            at=at,
            deadline=deadline,
            who=table.who,
            late=table.late,
            missed=table.missed,
            two_openings=table.two_openings,
        )

    def _event(self, number: int, written: Any) -> Event | None:
        place = _named("event", number, written)
        stand_ins: dict[str, Any] = {"name": str(number), "titles": {DUTCH: "?"}}
        table, _ = understand(EventTable, written, place, self.faults, stand_ins=stand_ins)
        if table is None:
            return None
        starts = self._moment_of(f"{place}: starts", table.starts)
        ends = self._moment_of(f"{place}: ends", table.ends)
        if starts is None or ends is None:
            return None
        return Event(table.name, starts, ends, table.titles, table.texts, table.place, table.link)

    def _moment_of(self, place: str, written: datetime) -> datetime | None:
        if written.tzinfo is not None:
            return written.astimezone(UTC)
        return self._utc(place, written.date(), written.time())

    def _utc(self, place: str, day: date, clock: time) -> datetime | None:
        try:
            return utc_of(datetime.combine(day, clock), self._zone)
        except ValueError as error:
            self.faults.append(f"{place}: {error}")
            return None


def _shares(table: SharesTable | None) -> Shares:
    return Shares(table.source, dict(table.shares)) if table is not None else NOT_TOLD


def _named(what: str, number: int, written: Any) -> str:
    """What is told of the one that has a fault: its name, or the how manieth it is."""
    name = written.get("name") if isinstance(written, dict) else None
    return f'{what} "{name}"' if isinstance(name, str) and name else f"{what} {number}"
