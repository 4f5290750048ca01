"""Citizens and their two consents: logged once, withdrawn, and outliving the name they were given in."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from campaign.records import Citizen, Profile
from campaign.values import ALL_TIMES, Door, Fit, Often
from storage import schema
from storage.citizens import Consent
from storage.memory import Memory
from storage.store import Store

ANA, BO = 1001, 1002
HOUR = timedelta(hours=1)
TOLD = Profile(
    adult=True,
    postcode="3331",
    likes=0xFF,
    times=ALL_TIMES,
    often=Often.WEEKLY,
    door=Door.USED_TO,
    fit=Fit.TOGETHER,
    radius=25,
    online=True,
)


async def load(memory: Memory, now: datetime, chat: int = ANA) -> Citizen | None:
    """The citizen of this chat, which is made where there is none."""
    return (await memory.chats.open(chat, bot_id=1, update_id=1, language="nl", now=now)).citizen


async def join(memory: Memory, now: datetime, chat: int = ANA, told: Profile = TOLD) -> Citizen:
    """A citizen in a chat of their own."""
    assert await load(memory, now, chat) is None
    return await memory.citizens.add(chat, told, now=now)


async def test_all_that_was_told_is_kept_and_read_back(store: Store, now: datetime) -> None:
    async with store.begin() as memory:
        ana = await join(memory, now)
        bo = await join(memory, now, BO, Profile(adult=True))
    async with store.begin() as memory:
        assert await load(memory, now) == ana
        assert await load(memory, now, BO) == bo
        assert ana.profile == TOLD
        assert bo.may_ask is None
    with pytest.raises(IntegrityError):
        async with store.begin() as memory:
            await memory.citizens.add(ANA, TOLD, now=now)
    with pytest.raises(IntegrityError):
        async with store.begin() as memory:
            await memory.citizens.add(9999, TOLD, now=now)


async def test_a_change_touches_one_citizen_and_only_what_it_names(store: Store, now: datetime) -> None:
    async with store.begin() as memory:
        ana = await join(memory, now)
        bo = await join(memory, now, BO)
        await memory.citizens.change(ana.id, now=now + HOUR, likes=2, often=None, fit=Fit.NEARBY)
        await memory.citizens.change(ana.id, now=now + HOUR, paused_until=now + 2 * HOUR, stopped=True)
        changed = await load(memory, now)
        assert changed is not None
        assert (changed.profile.likes, changed.profile.often, changed.profile.fit) == (2, None, Fit.NEARBY)
        assert (changed.profile.times, changed.profile.radius) == (TOLD.times, TOLD.radius)
        assert (changed.paused_until, changed.stopped) == (now + 2 * HOUR, True)
        assert await load(memory, now, BO) == bo
        touched = await memory.connection.execute(select(schema.citizens.c.touched, schema.citizens.c.joined))
        assert sorted(tuple(row) for row in touched) == [(now, now), (now + HOUR, now)]
        with pytest.raises(TypeError, match="religion"):
            await memory.citizens.change(ana.id, now=now, religion="none")


async def test_a_consent_is_logged_once_while_it_holds_and_anew_after_its_withdrawal(
    store: Store, now: datetime
) -> None:
    async with store.begin() as memory:
        ana = await join(memory, now)
        bo = await join(memory, now, BO)
        log = memory.citizens
        for hour in (0, 1):
            await log.consent(ana.id, Consent.KEEP, version="keep-1", language="nl", now=now + hour * HOUR)
        await log.withdraw(ana.id, Consent.ASK_AGAIN, now=now + HOUR)
        await log.consent(ana.id, Consent.ASK_AGAIN, version="askagain-1", language="en", now=now + HOUR)
        for hour in (2, 3):
            await log.withdraw(ana.id, Consent.ASK_AGAIN, now=now + hour * HOUR)
        await log.consent(ana.id, Consent.ASK_AGAIN, version="askagain-2", language="nl", now=now + 4 * HOUR)
        await log.consent(bo.id, Consent.KEEP, version="keep-1", language="nl", now=now)
        entries = [tuple(entry.values()) for entry in await log.consents(ana.id)]
        assert entries == [
            ("keep", "keep-1", "nl", now, None),
            ("askagain", "askagain-1", "en", now + HOUR, now + 2 * HOUR),
            ("askagain", "askagain-2", "nl", now + 4 * HOUR, None),
        ]
        assert len(await log.consents(bo.id)) == 1


async def test_the_log_of_consents_outlives_the_citizen_without_a_name(store: Store, now: datetime) -> None:
    async with store.begin() as memory:
        ana = await join(memory, now)
        bo = await join(memory, now, BO)
        for citizen in (ana, bo):
            for kind in Consent:
                await memory.citizens.consent(citizen.id, kind, version="1", language="nl", now=now)
        await memory.citizens.withdraw(ana.id, Consent.ASK_AGAIN, now=now + HOUR)
        await memory.citizens.withdraw_all(ana.id, now=now + 2 * HOUR)
        await memory.chats.forget(ANA)
        columns = schema.consents.c
        rows = await memory.connection.execute(
            select(columns.citizen_id, columns.kind, columns.withdrawn).order_by(columns.id)
        )
        assert [tuple(row) for row in rows] == [
            (None, "keep", now + 2 * HOUR),
            (None, "askagain", now + HOUR),
            (None, "call", now + 2 * HOUR),
            *((bo.id, kind, None) for kind in ("keep", "askagain", "call")),
        ]
        assert await load(memory, now) is None


async def test_a_citizen_who_is_forgotten_leaves_the_chat_to_a_visitor(store: Store, now: datetime) -> None:
    async with store.begin() as memory:
        ana = await join(memory, now)
        bo = await join(memory, now, BO)
        await memory.citizens.forget(ana.id)
        assert await load(memory, now) is None
        assert await load(memory, now, BO) == bo
        again = await memory.citizens.add(ANA, Profile(), now=now)
        assert again.profile.likes == 0
