"""Errors told to Sentry, where SENTRY_DSN is set: what the log says of them, and nothing beside it.

The library gathers much by itself: local variables, requests, what was logged before, who it was. None of it
is wanted here. So none of its integrations is on, nothing is caught behind our back, and each event is made
of a line of our own log: its words, the error's type, and the way through our files. A second wall drops
whatever else an event should come to hold.
"""

import logging
from typing import TYPE_CHECKING, Any

from bot import VERSION
from bot.logs import details, is_ours, words
from bot.settings import Settings

if TYPE_CHECKING:
    from sentry_sdk import Client
    from sentry_sdk.types import Event, Hint

log = logging.getLogger("bot.sentry")
LAST_WORD = 1.0
"""Seconds at the end for what is still to be told."""
MISSING = "SENTRY_DSN is set, and the package sentry-sdk is missing: errors stand in the log alone."
INSTALL = "pip install --require-hashes -r requirements-sentry.lock"
_KEPT = ("event_id", "timestamp", "platform", "level", "logger", "release", "tags", "exception", "logentry")
"""All that an event may hold."""
_TAGS: tuple[str, ...] = ("request", "cause", "count", "page")


class Telling(logging.Handler):
    """Tells Sentry each error that is logged."""

    def __init__(self, client: "Client", process: str) -> None:
        super().__init__(logging.ERROR)
        self._client = client
        self._process = process

    def emit(self, record: logging.LogRecord) -> None:
        """Tell one line; what ends the process is waited for."""
        if record.name.startswith(("sentry_sdk", "urllib3")):
            return
        self._client.capture_event(event_of(record, self._process))
        if record.levelno >= logging.CRITICAL:
            self._client.flush(LAST_WORD)

    def close(self) -> None:
        """Tell what is still to be told, and no more."""
        self._client.close(LAST_WORD)
        super().close()


def event_of(record: logging.LogRecord, process: str) -> "Event":
    """A line of the log as an event; ours by its literal, before anything is put into it."""
    found = details(record)
    said = str(record.msg) if is_ours(record) else words(record)
    tags = {"process": process}
    tags.update({name: str(found[name]) for name in _TAGS if name in found})
    event: Event = {
        "level": "fatal" if record.levelno >= logging.CRITICAL else "error",
        "logger": record.name,
        "logentry": {"message": said},
        "tags": tags,
    }
    if "error" in found:
        frames = [_frame(place) for place in reversed(str(found.get("where", "")).split(" < ")) if place]
        one = {"type": str(found["error"]), "value": said, "stacktrace": {"frames": frames}}
        event["exception"] = {"values": [one]}
    return event


def _frame(place: str) -> dict[str, Any]:
    """A place such as `bot/web.py:12:guard`."""
    filename, line, function = place.rsplit(":", 2)
    return {"filename": filename, "lineno": int(line), "function": function, "in_app": "/" in filename}


def scrubbed(event: "Event", _hint: "Hint | None" = None) -> "Event":
    """An event with what it may hold, and nothing else."""
    kept: Any = {name: value for name, value in event.items() if name in _KEPT}
    return kept  # type: ignore[no-any-return]


def missing(settings: Settings) -> bool:
    """Whether Sentry is wanted and its library is not there."""
    if settings.sentry_dsn is None:
        return False
    try:
        import sentry_sdk  # noqa: F401
    except ModuleNotFoundError:
        return True
    return False


def set_up(settings: Settings, process: str) -> None:
    """Have errors told to Sentry from now on, where that is wanted."""
    if settings.sentry_dsn is None:
        return
    if missing(settings):
        log.warning("%s Run: %s", MISSING, INSTALL)
        return
    from sentry_sdk import Client

    client: Client = Client(
        dsn=settings.sentry_dsn.get_secret_value(),
        release=f"vraagbot@{VERSION}",
        server_name="",
        default_integrations=False,
        auto_enabling_integrations=False,
        integrations=[],
        include_local_variables=False,
        include_source_context=False,
        max_request_body_size="never",
        max_breadcrumbs=0,
        send_default_pii=False,
        send_client_reports=False,
        auto_session_tracking=False,
        traces_sample_rate=0,
        spotlight=False,
        debug=False,
        before_send=scrubbed,
    )
    logging.getLogger().addHandler(Telling(client, process))


def end() -> None:
    """Tell what is still to be told, within bounds."""
    root = logging.getLogger()
    for handler in [one for one in root.handlers if isinstance(one, Telling)]:
        root.removeHandler(handler)
        handler.close()
