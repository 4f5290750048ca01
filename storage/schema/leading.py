"""The table of leases: what one process at a time does, who does it, and until when it is theirs.

`until` is in seconds of the database's own clock, `holder` a name that a process gives itself; nothing here
is about people.
"""

from sqlalchemy import Column, Float, String, Table

from storage.schema.types import metadata

leases = Table(
    "leases",
    metadata,
    Column("name", String(16), primary_key=True),
    Column("holder", String(32), nullable=False),
    Column("until", Float, nullable=False),
)
