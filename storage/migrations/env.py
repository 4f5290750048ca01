"""Alembic's way in: it runs the migrations on the connection it is handed."""

from typing import Any, Literal

from alembic import context

from storage.schema import Utc, metadata


def spelled(kind: str, item: Any, _context: Any) -> str | Literal[False]:
    """Types of our own, written so that a migration stands by itself for ever."""
    return "sa.DateTime(timezone=True)" if kind == "type" and isinstance(item, Utc) else False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    compare_type=True,
    render_item=spelled,
    transaction_per_migration=True,
)
with context.begin_transaction():
    context.run_migrations()
