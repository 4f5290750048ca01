"""Opportunities in further languages: texts that the organisation wrote itself, none made by a machine."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from sqlalchemy import delete, insert, select

from campaign.records import Opportunity
from storage import schema
from storage.organisations import MADE_HERE
from storage.queries import Queries

_W = schema.wordings.c


@dataclass(frozen=True, slots=True)
class Wording:
    """An opportunity's texts in one further language."""

    title: str
    description: str = ""
    bring: str = ""


class Wordings(Queries):
    """Queries about texts in further languages."""

    __slots__ = ()

    async def of(self, opportunity_id: int) -> dict[str, Wording]:
        """The texts in further languages, by language."""
        rows = await self.connection.execute(
            select(schema.wordings).where(_W.opportunity_id == opportunity_id).order_by(_W.language)
        )
        return {row.language: Wording(row.title, row.description, row.bring) for row in rows}

    async def keep(self, opportunity_id: int, language: str, wording: Wording) -> None:
        """Have these be the texts in this language."""
        await self.drop(opportunity_id, language)
        await self.connection.execute(
            insert(schema.wordings).values(
                opportunity_id=opportunity_id,
                language=language,
                title=wording.title,
                description=wording.description,
                bring=wording.bring,
            )
        )

    async def drop(self, opportunity_id: int, language: str) -> None:
        """Have no texts in this language."""
        await self.connection.execute(
            delete(schema.wordings).where(_W.opportunity_id == opportunity_id, _W.language == language)
        )

    async def read(self, ones: Mapping[int, Opportunity], language: str) -> dict[int, Opportunity]:
        """Opportunities as a reader of this language gets them: in it where there is a text, else as written.

        What came with a feed has no further texts, and is not asked about.
        """
        others = [one.id for one in ones.values() if one.source == MADE_HERE and one.language != language]
        read = dict(ones)
        if not others:
            return read
        rows = await self.connection.execute(
            select(schema.wordings).where(_W.opportunity_id.in_(others), _W.language == language)
        )
        for row in rows:
            one = read[row.opportunity_id]
            read[one.id] = replace(
                one,
                language=language,
                title=row.title,
                description=row.description or "",
                bring=row.bring or "",
            )
        return read
