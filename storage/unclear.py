"""Texts that people say are not right: who said it where, and how they would say it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, case, delete, func, insert, select, update

from storage import schema
from storage.queries import Queries

TOLD = ""
"""The mark of what somebody told in their own words, which is no text of the bot's alone."""
LONGEST = 400
"""Characters of what somebody would say."""
MOST = 20
"""So many things one citizen may have said that nobody looked at yet."""
_C = schema.unclear.c
_GROUP = (_C.mark, _C.language, case((_C.mark == TOLD, _C.id), else_=0))
"""What is counted together."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A text of the bot in a language: its mark, the English with its context, and on which page it stood."""

    mark: str
    context: str | None
    english: str
    language: str
    page: str


@dataclass(frozen=True, slots=True)
class Told:
    """A text with how many say that it is not right, the first of them by its id, and the last by its time.

    `pages` and `words` are where they saw it, and how they would say it.
    """

    id: int
    text: Sentence
    count: int
    at: datetime
    pages: tuple[str, ...] = ()
    words: tuple[str, ...] = ()


class Unclear(Queries):
    """Queries about texts that are not right."""

    __slots__ = ()

    async def add(
        self, text: Sentence, *, citizen_id: int | None, now: datetime, words: str = ""
    ) -> int | None:
        """Note that somebody says it; the id, None where they said a great deal already.

        One for each text and citizen that is open. Visitors cannot be told apart, and have one for each text.
        """
        who = _C.citizen_id.is_(None) if citizen_id is None else _C.citizen_id == citizen_id
        same = and_(who, _C.closed.is_(None), _C.mark == text.mark, _C.language == text.language)
        if text.mark == TOLD:
            same = and_(same, _C.words == words)
        before: int | None = (
            await self.connection.execute(select(_C.id).where(same).order_by(_C.id).limit(1))
        ).scalar_one_or_none()
        if before is not None:
            return before
        if citizen_id is not None and await self._number(who) >= MOST:
            return None
        values = {
            "mark": text.mark,
            "context": text.context,
            "english": text.english,
            "language": text.language,
            "page": text.page[:80],
            "citizen_id": citizen_id,
            "words": words,
            "at": now,
        }
        made = await self.connection.execute(insert(schema.unclear).values(values).returning(_C.id))
        return int(made.scalar_one())

    async def _number(self, who: ColumnElement[bool]) -> int:
        found = await self.connection.execute(select(func.count()).where(who, _C.closed.is_(None)))
        return int(found.scalar_one())

    async def put_words(self, citizen_id: int, number: int, words: str) -> None:
        """Keep how a citizen would say it, where they said that it is not right."""
        mine = and_(_C.id == number, _C.citizen_id == citizen_id, _C.mark != TOLD)
        await self.connection.execute(update(schema.unclear).where(mine).values(words=words))

    async def is_open(self, citizen_id: int, number: int) -> bool:
        """Whether this is a citizen's own, and nobody looked at it yet."""
        mine = and_(_C.id == number, _C.citizen_id == citizen_id, _C.closed.is_(None), _C.mark != TOLD)
        return (await self.connection.execute(select(_C.id).where(mine))).one_or_none() is not None

    async def count(self) -> int:
        """How many texts the team did not look at yet, equal ones counted once."""
        each = select(func.min(_C.id)).where(_C.closed.is_(None)).group_by(*_GROUP).subquery()
        return int((await self.connection.execute(select(func.count()).select_from(each))).scalar_one())

    async def listed(self, limit: int) -> list[Told]:
        """The open ones, equal ones together, those that most people name first."""
        rows = await self.connection.execute(
            select(
                func.min(_C.id).label("id"),
                func.count().label("number"),
                func.max(_C.at).label("at"),
                func.max(_C.context).label("context"),
                func.max(_C.english).label("english"),
                func.max(_C.page).label("page"),
                func.max(_C.words).label("words"),
                _C.mark,
                _C.language,
            )
            .where(_C.closed.is_(None))
            .group_by(*_GROUP)
            .order_by(func.count().desc(), func.min(_C.id).desc())
            .limit(limit)
        )
        return [
            Told(row.id, _text(row), row.number, row.at, words=(row.words,) if row.words else ())
            for row in rows
        ]

    async def get(self, number: int) -> Told | None:
        """All that was said about the same as the one with this id, as long as it is open."""
        found = await self.connection.execute(
            select(_C.mark, _C.language).where(_C.id == number, _C.closed.is_(None))
        )
        one = found.one_or_none()
        if one is None:
            return None
        rows = (
            await self.connection.execute(
                select(schema.unclear)
                .where(_C.closed.is_(None), _same(one.mark, one.language, number))
                .order_by(_C.id)
            )
        ).all()
        return _together(rows)

    async def close(self, number: int, *, now: datetime) -> bool:
        """The team looked at it, and at all that is equal; whether it was open."""
        told = await self.get(number)
        if told is None:
            return False
        same = _same(told.text.mark, told.text.language, number)
        await self.connection.execute(
            update(schema.unclear).where(_C.closed.is_(None), same).values(closed=now)
        )
        return True

    async def of_language(self, language: str) -> dict[str, Told]:
        """The open ones of a language that are texts of the bot, by their marks."""
        rows = await self.connection.execute(
            select(schema.unclear)
            .where(_C.language == language, _C.mark != TOLD, _C.closed.is_(None))
            .order_by(_C.id)
        )
        found: dict[str, list[Any]] = {}
        for row in rows:
            found.setdefault(row.mark, []).append(row)
        return {mark: _together(some) for mark, some in found.items()}

    async def everything(self, citizen_id: int) -> list[dict[str, Any]]:
        """What one citizen said, for their own file."""
        rows = await self.connection.execute(
            select(_C.english, _C.language, _C.page, _C.words.label("your_words"), _C.at)
            .where(_C.citizen_id == citizen_id)
            .order_by(_C.id)
        )
        return [dict(row._mapping) for row in rows]

    async def unname(self, citizen_id: int) -> None:
        """Cut what a citizen said loose, and erase their words: that a text is not right stays."""
        mine = _C.citizen_id == citizen_id
        await self.connection.execute(delete(schema.unclear).where(mine, _C.mark == TOLD))
        await self.connection.execute(update(schema.unclear).where(mine).values(citizen_id=None, words=""))


def _same(mark: str, language: str, number: int) -> ColumnElement[bool]:
    """What is equal to one thing that was said."""
    return _C.id == number if mark == TOLD else and_(_C.mark == mark, _C.language == language)


def _text(row: Any) -> Sentence:
    return Sentence(row.mark, row.context, row.english, row.language, row.page)


def _together(rows: Sequence[Any]) -> Told:
    pages = tuple(dict.fromkeys(row.page for row in rows))
    words = tuple(dict.fromkeys(row.words for row in rows if row.words))
    return Told(rows[0].id, _text(rows[0]), len(rows), max(row.at for row in rows), pages, words)
