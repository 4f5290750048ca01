"""Logs: plain lines or JSON, with errors told by their type and place, never by what a person said."""

import json
import logging
import sys
import traceback
from pathlib import Path

_HOUSE = Path(__file__).parent.parent
_KEYS = ("page", "update", "error", "where", "count")


class _Json(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        """One JSON object a line."""
        line = {
            "time": self.formatTime(record),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
            **{key: getattr(record, key) for key in _KEYS if hasattr(record, key)},
        }
        return json.dumps(line, ensure_ascii=False)


class _Plain(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        """One readable line."""
        more = " ".join(f"{key}={getattr(record, key)}" for key in _KEYS if hasattr(record, key))
        text = f"{self.formatTime(record, '%H:%M:%S')} {record.levelname.lower():7} {record.getMessage()}"
        return f"{text} {more}".rstrip()


def set_up(style: str) -> None:
    """Send logs to standard error in this style (`text` or `json`); libraries speak from warnings up only."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_Json() if style == "json" else _Plain())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    logging.getLogger("bot").setLevel(logging.INFO)
    logging.getLogger("aiogram").setLevel(logging.CRITICAL)
    logging.getLogger("aiohttp").setLevel(logging.CRITICAL)
    logging.getLogger("apscheduler").setLevel(logging.ERROR)


def told(error: BaseException) -> dict[str, str]:
    """An error for a log's `extra`: its type, and its place and the way there through our own files.

    Not its words, which may be a person's.
    """
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames[:-1] if _is_ours(frame.filename)]
    places = [f"{_short(frame.filename)}:{frame.lineno}:{frame.name}" for frame in (*ours[-3:], *frames[-1:])]
    return {"error": type(error).__name__, "where": " < ".join(reversed(places))}


def _is_ours(filename: str) -> bool:
    return Path(filename).is_relative_to(_HOUSE) and "site-packages" not in Path(filename).parts


def _short(filename: str) -> str:
    return Path(filename).relative_to(_HOUSE).as_posix() if _is_ours(filename) else Path(filename).name
