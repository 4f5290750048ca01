"""What rounds cost that have nothing to do: on SQLite it does not grow with what a campaign has behind it."""

import sqlite3
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import event, insert

from bot import hourly
from bot.clockwork import Clockwork
from bot.places import HELD
from bot.rounds import run_rounds
from campaign.values import Answer
from storage import schema
from storage.memory import Memory
from storage.store import Store
from tests.asked import citizens
from tests.bot.test_rounds import VISITOR, come, ids, wind
from tests.talk import Talk
from tests.town import GARDEN

GROWS = ("chats", "citizens", "deliveries", "introductions", "invitations", "notices", "replies", "spent")
"""Tables with a row for each citizen or more."""
SETTLED, ASKS = 5_000, 10
"""So much of each is behind a campaign, and so many asks that ended."""
STEPS = 1_000
"""So many steps of SQLite's machine a statement may take: one that reads all of a kind takes several each."""


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


async def settle_much(memory: Memory, now: datetime) -> None:
    """A campaign that is in its third month: all was sent, said, answered and erased, and nothing is due."""
    long_ago, recently = now - timedelta(days=90), now - timedelta(days=5)
    people = range(1, SETTLED + 1)
    asks = range(1, ASKS + 1)
    went = {"fit": 5, "state": "sent", "wave": 1, "due": long_ago, "settled": long_ago, "message_id": 1}
    yes = {"opportunity_id": GARDEN, "origin": "organisation", "answer": "yes", "language": "en"}
    found: dict[str, list[dict[str, Any]]] = {
        "chats": [{"id": one, "turn": 1, "seen": now} for one in people],
        "citizens": [
            {"id": one, "chat_id": one, "radius": 10, "joined": long_ago, "touched": now, "may_ask": True}
            for one in people
        ],
        "asks": [
            {"id": one, "organisation_id": 1, "opportunity_id": GARDEN, "state": "ended", "radius": 10}
            | {"gap": 1, "made": long_ago, "sent": long_ago, "ended": long_ago + timedelta(days=7)}
            for one in asks
        ],
        "notices": [
            {"chat_id": one, "address": f"theask/{one}", "state": "sent", "message_id": one}
            | {"due": long_ago, "settled": recently + timedelta(minutes=1)}
            for one in asks
        ],
        "deliveries": [{"citizen_id": one, "ask_id": 1 + one % ASKS, **went} for one in people],
        "replies": [
            {"id": one, "citizen_id": one, "ask_id": 1 + one % ASKS, **yes}
            | {"at": long_ago if one % 2 else recently}
            for one in people
        ],
        "introductions": [
            {"reply_id": one, "citizen_id": one, "name": "" if one % 2 else "Ana", "reminded": long_ago}
            | {"at": long_ago if one % 2 else recently, "confirmed": None if one % 2 else recently}
            for one in people
        ],
        "invitations": [
            {"code": f"code{one}", "citizen_id": one, "generation": 1, "language": "en"}
            | {"made": long_ago, "nudged": long_ago}
            for one in people
        ],
        "spent": [{"citizen_id": one, "day": long_ago.date()} for one in people],
    }
    for name, several in found.items():
        await memory.connection.execute(insert(schema.metadata.tables[name]), several)


async def test_rounds_get_no_dearer_by_what_a_campaign_has_behind_it(chat: Talk) -> None:
    """Counted in steps of SQLite's machine, for each statement by itself."""
    app = Clockwork(chat.app.store, chat.clock, chat.app.campaign, frozenset())
    async with app.store.begin() as memory:
        await settle_much(memory, app.clock.now())
    await run_rounds(app)  # the first one reads all that is late, and counts what is there
    found = listen(app.store)
    await run_rounds(app)
    await app.store.close()
    took = steps(str(app.store.url.database), found)
    assert len(took) > 20
    dear = {statement: many for statement, many in took.items() if many > STEPS}
    assert not dear, "\n".join(f"{many}: {statement}" for statement, many in dear.items())


def steps(path: str, statements: dict[str, Any]) -> dict[str, int]:
    """How many steps SQLite takes for each statement, to a hundred."""
    connection, count = sqlite3.connect(path, isolation_level=None), 0

    def step() -> None:
        nonlocal count
        count += 1

    connection.execute("SELECT count(*) FROM sqlite_master")  # it reads the schema before its first steps
    connection.set_progress_handler(step, 100)
    found = {}
    for statement, asked in statements.items():
        connection.execute("BEGIN")
        count = 0
        connection.execute(statement, asked).fetchall()
        found[statement] = 100 * count
        connection.execute("ROLLBACK")
    connection.close()
    return found


async def test_a_yes_that_was_never_finished_is_found_at_every_tick_and_every_hour_however_late(
    talk: Talk,
) -> None:
    """As when its introduction is taken back after a day."""
    said = talk.clock.now()
    async with talk.app.store.begin() as memory:
        (ana, bo) = await citizens(memory, 2, said)
        for who in (ana, bo):
            await memory.replies.put(
                who, GARDEN, Answer.YES, origin="campaign", language="nl", now=said, on_date=None
            )
        finished = await memory.replies.get(bo, GARDEN)
        assert finished is not None
        await memory.introductions.prepare(finished.id, bo, name="Bo", reach="")
        await memory.introductions.introduce(finished.id, now=said)

    async def held() -> int:
        async with talk.app.store.look() as memory:
            replies = [await memory.replies.get(who, GARDEN) for who in (ana, bo)]
        return sum(reply is not None and reply.answer is Answer.YES for reply in replies)

    wind(talk, HELD - hourly.LATE / 2)
    await run_rounds(talk.app)
    assert await held() == 2
    wind(talk, hourly.LATE)
    await run_rounds(talk.app)
    assert await held() == 1
    wind(talk, hourly.LATE)
    async with talk.app.store.begin() as memory:
        await memory.introductions.withdraw(bo, GARDEN, now=talk.clock.now())
    await run_rounds(talk.app)
    assert await held() == 1
    wind(talk, hourly.WHOLE - 2 * hourly.LATE)
    await run_rounds(talk.app)
    assert await held() == 0


async def test_all_chats_are_read_every_hour_and_those_that_are_due_at_every_tick(talk: Talk) -> None:
    late = hourly.LATE
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
    wind(talk, hourly.WHOLE - 2 * late)
    await run_rounds(talk.app)
    assert await ids(talk, "chats") == []
