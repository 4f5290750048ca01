"""Members, the team and the one-time links that admit them."""

import asyncio
from datetime import datetime, timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from campaign.values import OrganisationState, Role
from storage.members import ADMITS_FOR
from storage.memory import Memory
from storage.store import Store
from tests.dump import dump, rows_of

ANA, BRAM, CEM = 7_654_321_987, 7_654_321_988, 7_654_321_989


async def come(memory: Memory, *chats: int, now: datetime) -> None:
    """Open the chats of some people."""
    for number, chat in enumerate(chats):
        await memory.chats.open(chat, bot_id=1, update_id=number, language="en", now=now)


async def test_a_member_acts_for_one_organisation_until_they_leave(store: Store, now: datetime) -> None:
    """The record names the organisation and its state; a second organisation is refused by the table."""
    async with store.begin() as memory:
        await come(memory, ANA, BRAM, now=now)
        garden = await memory.organisations.add("Buurttuin De Kers", now=now)
        await memory.members.add(ANA, garden, name="Ana", now=now)
        await memory.members.add(BRAM, garden, name="Bram", now=now)
        member = await memory.members.of_chat(ANA)
        assert member is not None
        assert (member.organisation_id, member.organisation, member.state, member.name, member.agreed) == (
            garden,
            "Buurttuin De Kers",
            OrganisationState.WAITING,
            "Ana",
            None,
        )
        assert await memory.members.joined(ANA) == now
        assert [one.name for one in await memory.members.of_organisation(garden)] == ["Ana", "Bram"]
        await memory.members.leave(ANA)
        assert await memory.members.of_chat(ANA) is None
        assert await memory.members.chats_of(garden) == [BRAM]
    with pytest.raises(IntegrityError):
        async with store.begin() as memory:
            await memory.members.add(BRAM, garden, name="Bram", now=now)


async def test_a_member_accepts_once(store: Store, now: datetime) -> None:
    """The first moment of accepting counts."""
    async with store.begin() as memory:
        await come(memory, ANA, now=now)
        garden = await memory.organisations.add("Buurttuin De Kers", now=now)
        await memory.members.add(ANA, garden, name="Ana", now=now)
        member = await memory.members.of_chat(ANA)
        assert member is not None
        await memory.members.agree(member.id, now=now)
        await memory.members.agree(member.id, now=now + timedelta(days=1))
        member = await memory.members.of_chat(ANA)
        assert member is not None
        assert member.agreed == now


async def test_the_team_is_who_was_admitted_and_who_is_in_the_settings(store: Store, now: datetime) -> None:
    """Chats of the team are those that exist, each once."""
    async with store.begin() as memory:
        await come(memory, ANA, BRAM, now=now)
        await memory.members.add_to_team(ANA, "Ana", now=now)
        await memory.members.add_to_team(ANA, "Ana again", now=now)
        assert await memory.members.is_team(ANA)
        assert not await memory.members.is_team(BRAM)
        assert await memory.members.team_chats([ANA, BRAM, CEM]) == [ANA, BRAM]
        assert await memory.members.team_chats([]) == [ANA]
        assert await memory.members.team_admitted() == [(ANA, "Ana")]
        await memory.members.leave_team(ANA)
        assert await memory.members.team_chats([]) == []


async def test_a_link_admits_one_person_within_seven_days(store: Store, now: datetime) -> None:
    """The token is unguessable, only its digest is kept, and it works once, in time, and until taken back."""
    async with store.begin() as memory:
        garden = await memory.organisations.add("Buurttuin De Kers", now=now)
        tokens = [await memory.members.admit(Role.MEMBER, garden, now=now) for _ in range(3)]
        assert len(set(tokens)) == 3
        assert all(len(token) == 32 and token.replace("-", "").replace("_", "").isalnum() for token in tokens)
        first = await memory.members.admission(tokens[0], now=now)
        assert first is not None
        assert (first.role, first.organisation_id, first.expires) == (Role.MEMBER, garden, now + ADMITS_FOR)
        assert await memory.members.use(first.id, now=now)
        assert not await memory.members.use(first.id, now=now)
        assert await memory.members.admission(tokens[0], now=now) is None
        assert await memory.members.admission(tokens[0][:-1] + "x", now=now) is None
        second = await memory.members.admission(tokens[1], now=now + ADMITS_FOR - timedelta(seconds=1))
        assert second is not None
        assert await memory.members.admission(tokens[1], now=now + ADMITS_FOR) is None
        assert not await memory.members.use(second.id, now=now + ADMITS_FOR)
        assert len(await memory.members.admissions(now=now)) == 2
        assert await memory.members.admissions(now=now, organisation_id=garden + 1) == []
        await memory.members.revoke(second.id)
        assert await memory.members.admission(tokens[1], now=now) is None
        await memory.members.revoke(first.id)
    assert not [token for token in tokens if token in await dump(store)]
    assert len(await rows_of(store, "admissions")) == 2, "one that was used is no longer taken back"
    async with store.begin() as memory:
        assert await memory.members.forget_admissions(now + ADMITS_FOR * 2) == 2


async def test_a_link_opened_twice_at_the_same_moment_admits_one(store: Store, now: datetime) -> None:
    """Of two who tap at once, one comes in."""
    async with store.begin() as memory:
        token = await memory.members.admit(Role.TEAM, None, now=now)
        found = await memory.members.admission(token, now=now)
    assert found is not None
    number = found.id

    async def use() -> bool:
        async with store.begin() as memory:
            return await memory.members.use(number, now=now)

    assert sorted(await asyncio.gather(*(use() for _ in range(4)))) == [False, False, False, True]


async def test_members_and_team_are_not_forgotten_as_visitors(store: Store, now: datetime) -> None:
    """Who came without consent is erased after a day, but not who has a role here."""
    async with store.begin() as memory:
        await come(memory, ANA, BRAM, CEM, CEM + 1, now=now)
        garden = await memory.organisations.add("Buurttuin De Kers", now=now)
        await memory.members.add(ANA, garden, name="Ana", now=now)
        await memory.members.add_to_team(BRAM, "Bram", now=now)
        later, keep = now + timedelta(days=2), [CEM]
        some = await memory.chats.visitors(later, keep=keep)
        assert some == [CEM + 1]
        assert await memory.chats.forget_visitors([*some, ANA, BRAM, CEM], later, keep=keep) == 1
    assert sorted(row["id"] for row in await rows_of(store, "chats")) == [ANA, BRAM, CEM]


async def test_an_audit_row_keeps_a_role_when_its_person_is_forgotten(store: Store, now: datetime) -> None:
    """The first name stands there as long as somebody is here, then the role alone."""
    async with store.begin() as memory:
        await come(memory, ANA, BRAM, now=now)
        garden = await memory.organisations.add("Buurttuin De Kers", now=now)
        await memory.members.add(ANA, garden, name="Ana", now=now)
        await memory.members.add_to_team(BRAM, "Bram", now=now)
        for chat, role, what in ((ANA, Role.MEMBER, "organisation_made"), (BRAM, Role.TEAM, "approved")):
            await memory.audit.note(what, role=role, chat_id=chat, organisation_id=garden, count=3, now=now)
        newest, oldest = await memory.audit.page(limit=5)
        assert (newest.name, newest.role, newest.what) == ("Bram", Role.TEAM, "approved")
        assert (oldest.name, oldest.organisation, oldest.count) == ("Ana", "Buurttuin De Kers", 3)
        assert await memory.audit.page(before=newest.id, limit=5) == [oldest]
        assert [one["what"] for one in await memory.audit.of_chat(ANA)] == ["organisation_made"]
        await memory.chats.forget(ANA)
        _, oldest = await memory.audit.page(limit=5)
        assert (oldest.name, oldest.role, oldest.organisation_id) == (None, Role.MEMBER, garden)
    assert str(ANA) not in await dump(store)
