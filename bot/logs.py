"""Logs: plain lines or JSON, with errors told by their type and place, never by what a person said.

What libraries say is not passed on: it may hold what somebody typed, or an address with the token in it. Of
them a line tells which one spoke, from where, and the type of the error.
"""

import json
import logging
import sys
import threading
import traceback
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Any

from bot import request

log = logging.getLogger("bot")
_HOUSE = Path(__file__).parent.parent
_BENEATH = str(_HOUSE / "storage" / "cursor.py")
"""What every statement on SQLite goes through, so that it tells nothing of the way."""
_KEYS = ("request", "page", "update", "error", "cause", "where", "count", "week", "moment")
_OURS = frozenset({"bot", "dialogs", "storage", "campaign", "sandbox"})
_CAUSES = 3
"""So many causes of an error are told."""


class _Json(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        """One JSON object a line."""
        line = {
            "time": self.formatTime(record),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": words(record),
            **details(record),
        }
        return json.dumps(line, ensure_ascii=False, default=str)


class _Plain(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        """One readable line."""
        more = " ".join(f"{key}={value}" for key, value in details(record).items())
        text = f"{self.formatTime(record, '%H:%M:%S')} {record.levelname.lower():7} {words(record)}"
        return f"{text} {more}".rstrip()


def words(record: logging.LogRecord) -> str:
    """What a line says: ours are literals of the code, and of a library's only its name is told."""
    return record.getMessage() if is_ours(record) else f"{record.name} says something"


def details(record: logging.LogRecord) -> dict[str, Any]:
    """What a line tells beside its words: the request that is worked on, an error, where, and counts."""
    found = {key: getattr(record, key) for key in _KEYS if hasattr(record, key)}
    if "error" not in found and record.exc_info and record.exc_info[1] is not None:
        found |= told(record.exc_info[1])
    if not is_ours(record):
        found.setdefault("where", f"{record.module}:{record.lineno}:{record.funcName}")
    if current := request.current():
        return {"request": current, **found}
    return found


def is_ours(record: logging.LogRecord) -> bool:
    """Whether the house says it."""
    return record.name.partition(".")[0] in _OURS


def set_up(style: str, level: str = "info") -> None:
    """Send logs to standard error in this style (`text` or `json`), our own from this level up.

    Libraries speak from warnings up only. What nobody caught, here or in a thread, is logged like all else.
    """
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_Json() if style == "json" else _Plain())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    for name in _OURS:
        logging.getLogger(name).setLevel(level.upper())
    logging.getLogger("aiogram").setLevel(logging.CRITICAL)
    logging.getLogger("aiohttp").setLevel(logging.CRITICAL)
    logging.getLogger("apscheduler").setLevel(logging.ERROR)
    logging.raiseExceptions = False  # a line that cannot be written would be shown with all its arguments
    logging.captureWarnings(True)
    sys.excepthook = _uncaught
    sys.unraisablehook = lambda one: _lost(one.exc_value)
    threading.excepthook = lambda one: _lost(one.exc_value)


def _uncaught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """What ends the process."""
    if issubclass(kind, KeyboardInterrupt):
        sys.__excepthook__(kind, error, trace)
        return
    ends(error)


def ends(error: BaseException) -> None:
    """Tell what ends the process."""
    log.critical("the process ends, for an error was not caught", extra=told(error))


def _lost(error: BaseException | None) -> None:
    log.error("an error was not caught", extra=told(error) if error is not None else {})


def told(error: BaseException) -> dict[str, str]:
    """An error for a log's `extra`: its type, and its place and the way there through our own files.

    And the types of what caused it. Not its words, which may be a person's. Of several at once, the first.
    """
    while isinstance(error, BaseExceptionGroup):
        error = error.exceptions[0]
    frames = traceback.extract_tb(error.__traceback__)
    ours = [one for one in frames[:-1] if _is_ours(one.filename) and one.filename != _BENEATH]
    places = [f"{_short(frame.filename)}:{frame.lineno}:{frame.name}" for frame in (*ours[-3:], *frames[-1:])]
    causes = " < ".join(type(cause).__name__ for cause in _causes(error))
    return {
        "error": type(error).__name__,
        **({"cause": causes} if causes else {}),
        "where": " < ".join(reversed(places)),
    }


def _causes(error: BaseException) -> Iterator[BaseException]:
    """What led to an error, the nearest first."""
    for _ in range(_CAUSES):
        hidden = None if error.__suppress_context__ else error.__context__
        cause = error.__cause__ or hidden
        if cause is None:
            return
        yield cause
        error = cause


def _is_ours(filename: str) -> bool:
    return Path(filename).is_relative_to(_HOUSE) and "site-packages" not in Path(filename).parts


def _short(filename: str) -> str:
    return Path(filename).relative_to(_HOUSE).as_posix() if _is_ours(filename) else Path(filename).name
