"""What rounds cost that have nothing to do: on SQLite they read no table that grows with the campaign."""

from datetime import timedelta
from typing import Any

from sqlalchemy import event

from bot import forgetting
from bot.clockwork import Clockwork
from bot.rounds import run_rounds
from storage.store import Store
from tests.bot.test_rounds import VISITOR, come, ids, wind
from tests.talk import Talk

GROWS = ("chats", "citizens", "deliveries", "introductions", "invitations", "notices", "replies", "spent")
"""Tables with a row for each citizen or more."""


def listen(store: Store) -> dict[str, Any]:
    """Note every statement from now on, with what was asked in it."""
    found: dict[str, Any] = {}
    for engine in (store._writer, store._reader):

        @event.listens_for(engine.sync_engine, "before_cursor_execute")
        def note(_connection: Any, _cursor: Any, statement: str, asked: Any, *_: Any) -> None:
            if statement.startswith(("SELECT", "UPDATE", "DELETE", "INSERT", "WITH")):
                found.setdefault(statement, asked)

    return found


async def plan(store: Store, statement: str, asked: Any) -> list[str]:
    """How SQLite goes about a statement."""
    async with store.look() as memory:
        rows = await memory.connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", asked)
        return [row[3] for row in rows]


async def test_nothing_large_is_read_where_nothing_is_due(chat: Talk) -> None:
    app = Clockwork(chat.app.store, chat.clock, chat.app.campaign, frozenset())
    await run_rounds(app)  # the first one reads all chats
    found = listen(app.store)
    await run_rounds(app)
    statements = list(found.items())
    assert len(statements) > 20
    for statement, asked in statements:
        steps = await plan(app.store, statement, asked)
        for table in GROWS:
            assert not any(step.startswith(f"SCAN {table}") for step in steps), (statement, steps)
        joined = any("SEARCH replies" in step for step in steps)
        assert not (joined and steps[0].startswith(("SEARCH opp", "SEARCH org"))), (statement, steps)


async def test_all_chats_are_read_every_hour_and_those_that_are_due_at_every_tick(talk: Talk) -> None:
    late = forgetting.LATE_CHATS
    await come(talk, VISITOR, 1, "start")
    wind(talk, timedelta(hours=24) - late / 2)
    await run_rounds(talk.app)
    assert await ids(talk, "chats") == [VISITOR]
    wind(talk, late)
    await run_rounds(talk.app)
    assert await ids(talk, "chats") == []
    await come(talk, VISITOR, 2, "start")
    wind(talk, timedelta(hours=24))
    keeps = Clockwork(talk.app.store, talk.clock, talk.app.campaign, frozenset([VISITOR]))
    await run_rounds(keeps)
    wind(talk, 2 * late)
    await run_rounds(talk.app)
    assert await ids(talk, "chats") == [VISITOR], "who was of the team until now, and is not due at this tick"
    wind(talk, forgetting.ALL_CHATS - 2 * late)
    await run_rounds(talk.app)
    assert await ids(talk, "chats") == []
