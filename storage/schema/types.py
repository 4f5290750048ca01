"""What all tables are made of: one set of names, keys that grow, moments in UTC."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, overload

from sqlalchemy import BigInteger, DateTime, Dialect, Integer, MetaData, TypeDecorator

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}
metadata = MetaData(naming_convention=NAMING)
Key = BigInteger().with_variant(Integer, "sqlite")


class Utc(TypeDecorator[datetime]):
    """An aware moment in UTC; SQLite keeps it without its zone, so it is put back here."""

    impl = DateTime
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> Any:
        """TIMESTAMP WITH TIME ZONE where the database has one."""
        return dialect.type_descriptor(DateTime(timezone=dialect.name != "sqlite"))

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse a naive moment: ValueError."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment without a time zone")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def result_processor(self, dialect: Dialect, _coltype: object) -> Callable[[Any], datetime | None] | None:
        """Aware again, in one step: hundreds are read for one page. PostgreSQL hands them over aware."""
        return _aware if dialect.name == "sqlite" else None


def _aware(stored: str | None) -> datetime | None:
    return None if stored is None else datetime.fromisoformat(stored + "+00:00")


@overload
def moment(stored: str | datetime) -> datetime: ...
@overload
def moment(stored: None) -> None: ...
def moment(stored: str | datetime | None) -> datetime | None:
    """A moment as a driver hands it over, aware."""
    return _aware(stored) if stored is None or isinstance(stored, str) else stored
