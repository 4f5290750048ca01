"""Rows in every table a database has, whatever its version: each filled by the kinds of its columns."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    Date,
    DateTime,
    Float,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    insert,
    select,
)

ROWS = 3
"""In each table; the second has nothing where it may, and rows point to those of their number."""
MOMENT = datetime(2027, 1, 13, 14, 0, tzinfo=UTC)
VERSION = "alembic_version"


def tables(connection: Connection) -> list[Table]:
    """The tables as they are, each after those it points to."""
    found = MetaData()
    found.reflect(connection)
    return [table for table in found.sorted_tables if table.name != VERSION]


def fill(connection: Connection) -> None:
    """Write rows into every table."""
    for table in tables(connection):
        for number in range(1, ROWS + 1):
            told = (column for column in table.columns if column.computed is None)
            row = {column.name: _value(table, column, number) for column in told}
            connection.execute(insert(table).values(row))


def read(connection: Connection) -> dict[str, dict[str, Counter[Any]]]:
    """What stands in each column of each table."""
    return {
        table.name: {
            column.name: Counter(map(tuple, connection.execute(select(*table.primary_key, column))))
            for column in table.columns
        }
        for table in tables(connection)
    }


def _value(table: Table, column: Column[Any], number: int) -> Any:
    if number == 2 and column.nullable:
        return None
    if column.foreign_keys and not isinstance(column.type, Date):
        return 1 if _points_home(table, column) else number
    kind = column.type
    if isinstance(kind, String):
        return f"{number}<é>{column.name}"[: kind.length or 400]
    if isinstance(kind, LargeBinary):
        return bytes([number, 0, 255])
    if isinstance(kind, Boolean):
        return number % 2 == 1
    if isinstance(kind, DateTime):
        moment = MOMENT + timedelta(hours=number)
        return moment if kind.timezone else moment.replace(tzinfo=None)
    if isinstance(kind, Date):
        return date(2027, 1, number)
    if isinstance(kind, Float):
        return number + 0.25
    assert isinstance(kind, Integer), f"{table.name}.{column.name} is a {kind!r}"
    return number


def _points_home(table: Table, column: Column[Any]) -> bool:
    return any(key.column.table is table for key in column.foreign_keys)
