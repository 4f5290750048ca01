"""What every group of queries stands on: one connection, inside one transaction."""

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
