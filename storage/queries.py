"""What every group of queries stands on: one connection, inside one transaction."""

from typing import Any

from sqlalchemy import ColumnElement, func
from sqlalchemy.ext.asyncio import AsyncConnection


class Queries:
    """Queries on one connection; they never begin or commit."""

    __slots__ = ("connection",)

    def __init__(self, connection: AsyncConnection) -> None:
        self.connection = connection

    @property
    def embedded(self) -> bool:
        """Whether this is SQLite."""
        return self.connection.dialect.name == "sqlite"


def afterwards(column: ColumnElement[Any]) -> ColumnElement[Any]:
    """A column as a value that no index finds, for a condition that most rows meet.

    SQLite keeps no count of them, and would begin with it.
    """
    return func.coalesce(column, column)
