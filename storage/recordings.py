"""Recordings: which screens can be listened to in which language, and the sound itself."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, func, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from storage import schema
from storage.queries import Queries

_R, _F = schema.recordings.c, schema.recording_files.c
_NEXT = select(func.coalesce(func.max(_R.turn), 0) + 1).scalar_subquery()
_PLAYABLE = select(_R.language, func.aggregate_strings(_R.page, " ").label("pages")).group_by(_R.language)
"""A row for each language, at a fifth of the cost of one for each screen."""
_HERE = (_R.page == bindparam("page"), _R.language == bindparam("language"))
_NEWEST = (_R.turn.desc(), _R.id.desc())
_PLAY = (
    select(_R.id, _R.seconds, _F.file_id)
    .select_from(
        schema.recordings.outerjoin(
            schema.recording_files, (_F.recording_id == _R.id) & (_F.bot_id == bindparam("bot"))
        )
    )
    .where(*_HERE)
    .order_by(*_NEWEST)
    .limit(1)
)
_ABOUT = select(
    _R.id,
    _R.page,
    _R.seconds,
    _R.size,
    _R.fingerprint,
    _R.recorded,
    _R.due,
    schema.team.c.name,
).select_from(schema.recordings.outerjoin(schema.team, schema.team.c.chat_id == _R.chat_id))
_TO_FETCH = (
    select(_R.id, _F.file_id, _R.tries)
    .join_from(schema.recordings, schema.recording_files)
    .where(_R.due <= bindparam("now"), _F.bot_id == bindparam("bot"))
    .order_by(_R.due, _R.id)
    .limit(bindparam("most"))
)


@dataclass(frozen=True, slots=True)
class Recording:
    """A recording of one screen. `name` is the first name of who made it, as long as that is known.

    `seconds` and `size` (bytes) are its own. `fetched` tells whether it is kept here, and not only at
    Telegram.
    """

    id: int
    page: str
    seconds: int
    size: int
    fingerprint: str
    recorded: datetime
    name: str | None
    fetched: bool


@dataclass(frozen=True, slots=True)
class Playing:
    """What is to be heard; `file_id` is None where this bot has not sent it yet."""

    id: int
    seconds: int
    file_id: str | None


@dataclass(frozen=True, slots=True)
class ToFetch:
    """A recording that stands at Telegram alone; `tries` were in vain."""

    id: int
    file_id: str
    tries: int


@dataclass(frozen=True, slots=True)
class Lost:
    """A recording that is gone, and who made it (None where they were forgotten)."""

    page: str
    language: str
    chat_id: int | None


class Recordings(Queries):
    """Queries about recordings."""

    __slots__ = ()

    async def playable(self) -> frozenset[tuple[str, str]]:
        """All that can be listened to: screen and language."""
        rows = await self.connection.execute(_PLAYABLE)
        return frozenset((page, row.language) for row in rows for page in row.pages.split())

    async def play(self, page: str, language: str, bot_id: int) -> Playing | None:
        """What is to be heard of a screen, and how this bot knows it at Telegram."""
        key = {"page": page, "language": language, "bot": bot_id}
        row = (await self.connection.execute(_PLAY, key)).one_or_none()
        return None if row is None else Playing(row.id, row.seconds, row.file_id)

    async def of_language(self, language: str) -> dict[str, Recording]:
        """Those that play in one language, by screen."""
        rows = await self.connection.execute(_ABOUT.where(_R.language == language).order_by(_R.turn, _R.id))
        return {row.page: _recording(row) for row in rows}

    async def versions(self, page: str, language: str) -> list[Recording]:
        """Those of one screen: the one that plays, then the one before it."""
        key = {"page": page, "language": language}
        rows = await self.connection.execute(_ABOUT.where(*_HERE).order_by(*_NEWEST), key)
        return [_recording(row) for row in rows]

    async def add(
        self,
        page: str,
        language: str,
        *,
        seconds: int,
        size: int,
        fingerprint: str,
        chat_id: int | None,
        bot_id: int,
        file_id: str,
        now: datetime,
    ) -> int:
        """Have this one play from here on; the one that played is kept until the next. Its id."""
        kept = select(_R.id).where(_R.page == page, _R.language == language).order_by(*_NEWEST).limit(1)
        await self.connection.execute(
            delete(schema.recordings).where(
                _R.page == page, _R.language == language, _R.id != kept.scalar_subquery()
            )
        )
        values = {
            "page": page,
            "language": language,
            "turn": _NEXT,
            "seconds": seconds,
            "size": size,
            "fingerprint": fingerprint,
            "chat_id": chat_id,
            "recorded": now,
            "due": now,
            "tries": 0,
        }
        made = await self.connection.execute(insert(schema.recordings).values(values).returning(_R.id))
        number = int(made.scalar_one())
        await self.keep_file(number, bot_id, file_id)
        return number

    async def use(self, page: str, language: str, recording_id: int) -> bool:
        """Have this one of a screen's recordings play; whether it is there."""
        here = _R.page == page, _R.language == language, _R.id == recording_id
        done = await self.connection.execute(update(schema.recordings).where(*here).values(turn=_NEXT))
        return done.rowcount > 0

    async def delete(self, page: str, language: str) -> bool:
        """Have nothing be heard of a screen any more; whether there was anything."""
        here = _R.page == page, _R.language == language
        return (await self.connection.execute(delete(schema.recordings).where(*here))).rowcount > 0

    async def content(self, recording_id: int) -> bytes | None:
        """The sound itself; None as long as it is not fetched."""
        found = await self.connection.execute(select(_R.content).where(_R.id == recording_id))
        return found.scalar_one_or_none()

    async def keep_file(self, recording_id: int, bot_id: int, file_id: str) -> None:
        """Remember how a bot knows a recording at Telegram; nothing happens where it is gone."""
        make = sqlite.insert if self.embedded else postgresql.insert
        there = select(_R.id, bindparam("bot", bot_id), bindparam("file", file_id)).where(
            _R.id == recording_id
        )
        put = make(schema.recording_files).from_select(["recording_id", "bot_id", "file_id"], there)
        await self.connection.execute(
            put.on_conflict_do_update(
                index_elements=[_F.recording_id, _F.bot_id], set_={"file_id": put.excluded.file_id}
            )
        )

    async def to_fetch(self, bot_id: int, *, now: datetime, limit: int) -> list[ToFetch]:
        """Those that this bot can fetch and that are due, the longest first."""
        asked = {"bot": bot_id, "now": now, "most": limit}
        rows = await self.connection.execute(_TO_FETCH, asked)
        return [ToFetch(row.id, row.file_id, row.tries) for row in rows]

    async def fetched(self, recording_id: int, content: bytes) -> None:
        """Keep the sound itself."""
        values = {"content": content, "size": len(content), "due": None}
        await self.connection.execute(update(schema.recordings).where(_R.id == recording_id).values(values))

    async def put_off(self, recording_id: int, *, until: datetime) -> None:
        """One more try was in vain; the next is due then."""
        await self.connection.execute(
            update(schema.recordings).where(_R.id == recording_id).values(due=until, tries=_R.tries + 1)
        )

    async def lose(self, recording_id: int) -> Lost | None:
        """Give up one that cannot be fetched: the one before it plays again. None where it is gone."""
        gone = await self.connection.execute(
            delete(schema.recordings).where(_R.id == recording_id).returning(_R.page, _R.language, _R.chat_id)
        )
        row = gone.one_or_none()
        return None if row is None else Lost(row.page, row.language, row.chat_id)

    async def count_of(self, chat_id: int) -> int:
        """How many recordings are in this person's voice."""
        count = select(func.count()).where(_R.chat_id == chat_id)
        return int((await self.connection.execute(count)).scalar_one())

    async def everything(self, chat_id: int) -> list[dict[str, Any]]:
        """All recordings of one person, for their own file."""
        found = await self.connection.execute(
            select(_R.page.label("screen"), _R.language, _R.recorded, _R.seconds)
            .where(_R.chat_id == chat_id)
            .order_by(_R.recorded, _R.id)
        )
        return [dict(row._mapping) for row in found]

    async def forget(self, chat_id: int) -> int:
        """Erase all that is in this person's voice; how many there were."""
        gone = delete(schema.recordings).where(_R.chat_id == chat_id)
        return (await self.connection.execute(gone)).rowcount


def _recording(row: Any) -> Recording:
    return Recording(
        id=row.id,
        page=row.page,
        seconds=row.seconds,
        size=row.size,
        fingerprint=row.fingerprint,
        recorded=row.recorded,
        name=row.name,
        fetched=row.due is None,
    )
