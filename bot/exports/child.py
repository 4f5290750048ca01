"""A process of its own that makes one file: told on standard input what, it tells on standard output how far.

So a million rows cost those who talk with the bot no more than the machine's other core. It goes when whoever
began it goes. What it is told is one line of JSON; what it tells are lines of JSON.
"""

import asyncio
import json
import os
import sys
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile
from zoneinfo import ZoneInfo

from bot.exports.making import Wish, make
from bot.logs import told
from campaign.budget import Budget
from campaign.exporting import Format, What, Window
from campaign.weeks import Campaign, Week
from storage.store import Store

NICE = 10
"""So much less of the machine it wants than those who talk."""


def written(
    database: str, campaign: Campaign, wish: Wish, folder: Path, now: datetime, *, largest: int
) -> str:
    """The line that tells it what to make; the database's address is told to nobody else.

    A file of more than `largest` bytes is made into a ZIP.
    """
    return json.dumps(
        {
            "database": database,
            "zone": campaign.zone.key,
            "weeks": [[week.name, str(week.first), str(week.last)] for week in campaign.weeks],
            "what": wish.what.value,
            "format": wish.format.value,
            "days": [str(wish.window.since), str(wish.window.until)] if wish.window is not None else None,
            "language": wish.language,
            "folder": str(folder),
            "largest": largest,
            "now": now.isoformat(),
        }
    )


def _campaign(asked: Mapping[str, Any]) -> Campaign:
    zone = ZoneInfo(asked["zone"])
    days = [
        (name, date.fromisoformat(first), date.fromisoformat(last)) for name, first, last in asked["weeks"]
    ]
    weeks = tuple(Week(name, first, last, {}, ()) for name, first, last in days)
    budget = Budget(zone=zone, weeks=tuple((first, last) for _, first, last in days))
    return Campaign(zone=zone, weeks=weeks, budget=budget)


def _wish(asked: Mapping[str, Any]) -> Wish:
    window = Window(*map(date.fromisoformat, asked["days"])) if asked["days"] else None
    return Wish(What(asked["what"]), Format(asked["format"]), window, asked["language"])


async def _make(asked: Mapping[str, Any]) -> None:
    store, wish = Store(asked["database"], in_place=True, mapped=False), _wish(asked)
    path = Path(asked["folder"]) / wish.name
    try:
        async with store.look() as memory:
            made = await make(
                memory,
                _campaign(asked),
                wish,
                path,
                now=datetime.fromisoformat(asked["now"]),
                progress=lambda done, total: _tell({"done": done, "total": total}),
            )
    finally:
        await store.close()
    _tell({"path": str(_small(path, asked["largest"])), "rows": made.rows, "left_out": made.left_out})


def _small(path: Path, largest: int) -> Path:
    """The file, or where it is large and not packed yet, a ZIP of it."""
    if path.stat().st_size <= largest or path.suffix in (".xlsx", ".zip"):
        return path
    packed = path.with_name(f"{path.name}.zip")
    with ZipFile(packed, "w", ZIP_DEFLATED) as whole:
        whole.write(path, path.name)
    path.unlink()
    return packed


def main() -> int:
    """Make what standard input asks for; the exit code."""
    os.nice(NICE)
    try:
        asyncio.run(_make(json.loads(sys.stdin.readline())))
    except Exception as error:
        _tell(told(error))
        return 1
    return 0


def _tell(what: Mapping[str, Any]) -> None:
    print(json.dumps(what), flush=True)


if __name__ == "__main__":
    sys.exit(main())
