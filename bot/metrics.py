"""What is counted for whoever watches: the metrics of this process, in the words of Prometheus.

Labels are the names of things in the code (a page's pattern, a fate, a method), never what came in from
outside: there are as many series as there are names, whoever sends what.
"""

import asyncio
import logging
import math
import platform
from collections.abc import Callable, Mapping
from time import perf_counter

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    ProcessCollector,
    Summary,
    disable_created_metrics,
    generate_latest,
)

from bot import VERSION

REGISTRY = CollectorRegistry()
"""All metrics of this process."""
QUICK = (0.02, 0.05, 0.2, 1.0)
"""Seconds that separate pages: so few, since each is a series of every page."""
KINDS = 100
"""Kinds of errors that are told apart; those after them count as `other`."""
OTHER = "other"
NOWHERE = "none"
"""The page where what is said stands at no address: what leads nowhere, and what went wrong."""

disable_created_metrics()  # type: ignore[no-untyped-call]
ProcessCollector(registry=REGISTRY)
BUILD = Gauge(
    "vraagbot_build_info",
    "Always 1; which version this is, on which Python, and which process",
    ("version", "python", "process"),
    registry=REGISTRY,
)
UPDATES = Counter(
    "vraagbot_updates",
    "Updates from Telegram, by kind and by whether they were saved; dropped: their sender sends too much",
    ("kind", "result"),
    registry=REGISTRY,
)
PAGES = Histogram(
    "vraagbot_page_seconds",
    "Seconds from an update in hand until its page is saved, by the pattern of the page's address",
    ("page",),
    buckets=QUICK,
    registry=REGISTRY,
)
ANSWERS = Histogram(
    "vraagbot_answer_seconds",
    "Seconds from saved to said, by what became of the answer",
    ("outcome",),
    buckets=(0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0),
    registry=REGISTRY,
)
WEBHOOKS = Counter(
    "vraagbot_webhook_requests",
    "Requests at the webhook, by the HTTP status that they were answered with",
    ("status",),
    registry=REGISTRY,
)
TELEGRAM = Counter(
    "vraagbot_telegram_requests",
    "Requests to Telegram, by method and result: ok, the HTTP status of a refusal (429: asked to wait), "
    "or away where nobody answered",
    ("method", "result"),
    registry=REGISTRY,
)
DELIVERIES = Counter(
    "vraagbot_deliveries",
    "Messages that nobody tapped for, by kind and by what became of them",
    ("kind", "state"),
    registry=REGISTRY,
)
HELD_BACK = Counter(
    "vraagbot_deliveries_held_back",
    "Planned messages that did not go when their turn came, by reason; day and week are the budget",
    ("reason",),
    registry=REGISTRY,
)
PACE = Gauge(
    "vraagbot_pace_per_second",
    "Messages a second that this process sends at most, all processes together",
    registry=REGISTRY,
)
HELD = Gauge(
    "vraagbot_pace_held_seconds",
    "Seconds for which Telegram asked all deliveries to wait, when last looked at",
    registry=REGISTRY,
)
ROUNDS = Summary(
    "vraagbot_round_seconds", "Seconds that a round of the clock takes", ("round",), registry=REGISTRY
)
ROUNDS_DONE = Gauge(
    "vraagbot_rounds_done_timestamp_seconds",
    "When this process last came to the end of all rounds, in seconds since 1970",
    registry=REGISTRY,
)
LEADS = Gauge("vraagbot_leads", "1 where this process runs the rounds, else 0", registry=REGISTRY)
ERRORS = Counter(
    "vraagbot_errors",
    "Lines in the log with an error, by level, the part that says it and the error's type",
    ("level", "part", "type"),
    registry=REGISTRY,
)
DATABASE = Gauge(
    "vraagbot_database_up", "1 where the database answered when last looked at, else 0", registry=REGISTRY
)
BRAKE = Gauge(
    "vraagbot_brake", "1 where the team stopped all sending when last looked at, else 0", registry=REGISTRY
)
WAITING = Gauge(
    "vraagbot_queue_messages",
    "Messages that are due and wait, at most so many as are looked at (10,000)",
    ("queue",),
    registry=REGISTRY,
)
OLDEST = Gauge(
    "vraagbot_queue_age_seconds",
    "Seconds that the oldest of them has waited; 0 where none does, or where none may go at this hour",
    ("queue",),
    registry=REGISTRY,
)
for _asked in (DATABASE, BRAKE):
    _asked.set(math.nan)  # until somebody asks it, which `web` and `worker` never do: 0 would be an alarm
Watch = Callable[[], float]
"""A stopwatch that runs: asked, it tells the seconds."""


def stopwatch() -> Watch:
    """Start a stopwatch."""
    started = perf_counter()
    return lambda: perf_counter() - started


def born(process: str) -> None:
    """Tell which process this is."""
    BUILD.labels(VERSION, platform.python_version(), process).set(1)


def held_back(reasons: Mapping[str, int]) -> None:
    """Count what was held back, by reason."""
    for reason, number in reasons.items():
        HELD_BACK.labels(reason).inc(number)


def round_took(name: str, seconds: float) -> None:
    """Note how long a round took."""
    ROUNDS.labels(name).observe(seconds)


def answered(result: str, method: str) -> None:
    """Count a request to Telegram."""
    TELEGRAM.labels(method, result).inc()


async def exposed() -> bytes:
    """All metrics as Prometheus reads them; written beside the loop, for there are thousands."""
    return await asyncio.to_thread(generate_latest, REGISTRY)


class Errors(logging.Handler):
    """Counts what is logged with an error in it, so that nobody has to count who logs."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self._known: set[str] = set()

    def emit(self, record: logging.LogRecord) -> None:
        """Count one line; of the error only its type is known here."""
        kind = getattr(record, "error", None)
        if kind is None:
            if record.levelno < logging.ERROR:
                return
            kind = record.exc_info[0].__name__ if record.exc_info and record.exc_info[0] else "none"
        ERRORS.labels(record.levelname.lower(), _part(record.name), self._bounded(str(kind))).inc()

    def _bounded(self, kind: str) -> str:
        if kind not in self._known and len(self._known) >= KINDS:
            return OTHER
        self._known.add(kind)
        return kind


def _part(logger: str) -> str:
    """The part of the house that a logger belongs to; all libraries are one."""
    floor, _, part = logger.partition(".")
    return (part or floor) if floor in ("bot", "storage", "dialogs") else "library"
