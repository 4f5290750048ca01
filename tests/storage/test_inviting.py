"""Who asked whom is counted once, the first touch is frozen, circles are refused."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import update

from campaign.inviting import GOOD_FOR, Invitation, Opened, Place, is_reminded
from campaign.records import Profile
from storage import schema
from storage.memory import Memory
from storage.store import Store
from tests.asked import FIRST_CHAT, citizens
from tests.town import GARDEN, SOUP, settle_town

STRANGER, ANOTHER = 9001, 9002
DAY = timedelta(days=1)


async def hello(memory: Memory, chat: int, now: datetime) -> None:
    """Somebody new speaks to the bot."""
    await memory.chats.open(chat, bot_id=7, update_id=chat, language="en", now=now)


async def ask(
    memory: Memory,
    citizen: int,
    chat: int,
    now: datetime,
    *,
    what: int | None = GARDEN,
    later_than: int = 0,
    near: str | None = None,
) -> Invitation:
    """A citizen asks a friend."""
    return await memory.invitations.make(
        citizen,
        chat,
        opportunity_id=what,
        language="tr",
        name="Fatima",
        now=now,
        later_than=later_than,
        postcode=near,
    )


async def test_the_same_asked_again_is_one_invitation_until_it_is_opened(store: Store, now: datetime) -> None:
    async with store.begin() as memory:
        await settle_town(memory, now)
        (ana,) = await citizens(memory, 1, now)
        one = await ask(memory, ana, FIRST_CHAT, now)
        assert await ask(memory, ana, FIRST_CHAT, now + timedelta(hours=1)) == one
        assert await memory.invitations.of_code(one.code) == one
        assert (one.generation, one.parent_id, len(one.code)) == (1, None, 12)
        others = [
            await ask(memory, ana, FIRST_CHAT, now, what=SOUP),
            await ask(memory, ana, FIRST_CHAT, now, what=None),
            await ask(memory, ana, FIRST_CHAT, now, what=None, near="1012"),
            await ask(memory, ana, FIRST_CHAT, now, later_than=one.id),
            await ask(memory, ana, FIRST_CHAT, now + 2 * DAY),
        ]
        assert await ask(memory, ana, FIRST_CHAT, now, later_than=one.id) == others[-1], "the last of them"
        latest = await memory.invitations.latest(ana, now=now + 2 * DAY, limit=2)
        assert [found.id for found in latest] == [others[-1].id, others[-2].id]
        assert await memory.invitations.latest(ana, now=now + GOOD_FOR + 3 * DAY, limit=2) == []
        assert len({one.id, *(other.id for other in others)}) == 6
        await hello(memory, STRANGER, now)
        await memory.openings.open(others[-1], STRANGER, None, now=now)
        assert (await ask(memory, ana, FIRST_CHAT, now + 2 * DAY)).id not in {others[-1].id}


async def test_the_first_link_that_brought_somebody_is_frozen(store: Store, now: datetime) -> None:
    async with store.begin() as memory:
        await settle_town(memory, now)
        ana, bram = await citizens(memory, 2, now)
        first, second = (
            await ask(memory, ana, FIRST_CHAT, now),
            await ask(memory, bram, FIRST_CHAT + 1, now),
        )
        poster = await memory.codes.make(Place.LIBRARY, "Bibliotheek Zwijndrecht", language="nl", now=now)
        await hello(memory, STRANGER, now)
        opened = [
            await memory.openings.open(first, STRANGER, None, now=now),
            await memory.openings.open(second, STRANGER, None, now=now),
            await memory.openings.open_code(poster, STRANGER, now=now),
            await memory.openings.open(first, STRANGER, None, now=now + DAY),
        ]
        assert opened == [Opened.FIRST, Opened.LATER, Opened.LATER, Opened.FIRST]
        came = await memory.openings.first(STRANGER)
        assert came is not None
        assert (came.invitation_id, came.at) == (first.id, now)
        assert await memory.openings.open(second, FIRST_CHAT, ana, now=now) is Opened.LATER
        assert await memory.openings.first(FIRST_CHAT) is None


async def test_asking_oneself_or_in_a_circle_is_not_counted(store: Store, now: datetime) -> None:
    """Ana asks Bram, who asks Cem; Cem's link opened by Ana or by Cem leads round."""
    async with store.begin() as memory:
        await settle_town(memory, now)
        (ana,) = await citizens(memory, 1, now)
        link, chats = await ask(memory, ana, FIRST_CHAT, now), [STRANGER, ANOTHER]
        for step, chat in enumerate(chats):
            await hello(memory, chat, now)
            assert await memory.openings.open(link, chat, None, now=now) is Opened.FIRST
            person = await memory.citizens.add(chat, Profile(adult=True), now=now)
            grown = await ask(memory, person.id, chat, now)
            assert (grown.generation, grown.parent_id) == (step + 2, link.id)
            link = grown
        assert await memory.openings.open(link, FIRST_CHAT, ana, now=now) is Opened.CIRCLE
        assert await memory.openings.open(link, ANOTHER, person.id, now=now) is Opened.OWN
        assert not Opened.OWN.counts
        assert not Opened.CIRCLE.counts
        assert await memory.openings.of(FIRST_CHAT, link.id) is None
        await memory.connection.execute(update(schema.invitations).values(parent_id=link.id))
        assert await memory.invitations.in_circle(link.id, person.id)


async def test_the_asker_is_reminded_once_whatever_the_friend_did(store: Store, now: datetime) -> None:
    async with store.begin() as memory:
        await settle_town(memory, now)
        ana, bram = await citizens(memory, 2, now)
        opened, silent = await ask(memory, ana, FIRST_CHAT, now), await ask(memory, bram, FIRST_CHAT + 1, now)
        last = await ask(memory, bram, FIRST_CHAT + 1, now, what=None)
        pair = await memory.invitations.make(
            bram, FIRST_CHAT + 1, opportunity_id=GARDEN, language="en", together=True, now=now
        )
        assert pair.id > last.id
        await hello(memory, STRANGER, now)
        await memory.openings.open(opened, STRANGER, None, now=now)
        window = {"before": now, "after": now - DAY, "now": now}
        found = await memory.invitations.to_nudge(**window)
        assert found == [(opened.id, FIRST_CHAT), (last.id, FIRST_CHAT + 1)]
        assert [await memory.invitations.nudge(opened.id, now=now) for _ in range(2)] == [True, False]
        assert await memory.invitations.nudge(silent.id, now=now), "one reminder for all they made"
        assert await memory.invitations.to_nudge(**window) == []


async def test_who_wants_no_messages_or_asked_for_what_is_over_is_not_reminded(
    store: Store, now: datetime
) -> None:
    async with store.begin() as memory:
        await settle_town(memory, now)
        (ana,) = await citizens(memory, 1, now)
        one = await ask(memory, ana, FIRST_CHAT, now)
        window = {"before": now, "after": now - DAY, "now": now}

        async def is_to_be_reminded() -> bool:
            found = await memory.invitations.to_nudge(**window)
            known = await memory.chats.glance(FIRST_CHAT)
            assert known is not None
            assert known[1] is not None
            assert bool(found) is is_reminded(known[1], now), "the query keeps to the rule"
            return found == [(one.id, FIRST_CHAT)]

        for left_alone, listening in (
            ({"stopped": True}, {"stopped": False}),
            ({"paused_until": now + DAY}, {"paused_until": now}),
            ({"may_ask": False}, {"may_ask": None}),
        ):
            await memory.citizens.change(ana, now=now, **left_alone)
            assert not await is_to_be_reminded(), left_alone
            await memory.citizens.change(ana, now=now, **listening)
            assert await is_to_be_reminded(), listening
        await memory.chats.block(FIRST_CHAT, now)
        assert await memory.invitations.to_nudge(**window) == []
        await memory.chats.block(FIRST_CHAT, None)
        await memory.opportunities.set_open(GARDEN, False, now=now)
        assert await memory.invitations.to_nudge(**window) == []
        for change in ({"before": now - DAY}, {"after": now}):
            assert await memory.invitations.to_nudge(**(window | change)) == []


async def test_a_forgotten_asker_leaves_counts_and_a_link_that_welcomes(store: Store, now: datetime) -> None:
    async with store.begin() as memory:
        await settle_town(memory, now)
        (ana,) = await citizens(memory, 1, now)
        one = await ask(memory, ana, FIRST_CHAT, now)
        await memory.invitations.change(one.id, words="Kom je ook?", words_language="nl", postcode="3331")
        assert [row["words"] for row in await memory.invitations.everything(ana)] == ["Kom je ook?"]
        await hello(memory, STRANGER, now)
        await memory.openings.open(one, STRANGER, None, now=now)
        assert await memory.invitations.asker(one.id) == FIRST_CHAT
        assert await memory.invitations.askers([one.id, one.id + 1]) == {one.id: FIRST_CHAT}
        await memory.invitations.unname(ana)
        await memory.chats.forget(FIRST_CHAT)
        await memory.chats.forget(STRANGER)
        left = await memory.invitations.of_code(one.code)
        assert left is not None
        assert (left.name, left.words, left.postcode, left.citizen_id) == ("", "", None, None)
        assert await memory.invitations.asker(one.id) is None
        assert await memory.invitations.askers([one.id]) == {}
        rows = await memory.connection.execute(schema.openings.select())
        assert [(row.invitation_id, row.chat_id) for row in rows] == [(one.id, None)]
        with pytest.raises(TypeError):
            await memory.invitations.change(one.id, nonsense=1)


async def test_only_the_asker_sees_their_own_invitation(store: Store, now: datetime) -> None:
    async with store.begin() as memory:
        await settle_town(memory, now)
        ana, bram = await citizens(memory, 2, now)
        one = await ask(memory, ana, FIRST_CHAT, now)
        assert await memory.invitations.access(ana, one.id) == one
        assert await memory.invitations.access(bram, one.id) is None
        assert await memory.invitations.of_code("nothing") is None


async def test_what_somebody_was_asked_for_is_what_they_opened_last(store: Store, now: datetime) -> None:
    """The thing itself comes before anything at all, and anything counts for a while only."""
    async with store.begin() as memory:
        await settle_town(memory, now)
        ana, bram = await citizens(memory, 2, now)
        garden = await ask(memory, ana, FIRST_CHAT, now)
        anything = await ask(memory, bram, FIRST_CHAT + 1, now, what=None)
        poster = await memory.codes.make(Place.LIBRARY, "Bibliotheek Zwijndrecht", language="nl", now=now)
        openings = memory.openings
        await hello(memory, STRANGER, now)
        assert await openings.newest(STRANGER) is None
        for one in (garden, anything):
            await openings.open(one, STRANGER, None, now=now)
        await openings.open_code(poster, STRANGER, now=now)

        async def asked(number: int, since: datetime) -> int | None:
            found = await openings.latest(STRANGER, number, since=since)
            return None if found is None else found.invitation_id

        assert await asked(GARDEN, now + DAY) == garden.id
        assert await asked(SOUP, now) == anything.id
        assert await asked(SOUP, now + DAY) is None
        newest, of_poster = await openings.newest(STRANGER), await openings.of_poster(STRANGER, poster.id)
        assert newest is not None
        assert newest == of_poster
        assert newest.code_id == poster.id
        assert await openings.of_poster(ANOTHER, poster.id) is None
        told = await openings.everything(STRANGER)
        assert [(one["first"], one["poster"]) for one in told] == [
            (True, None),
            (False, None),
            (False, "Bibliotheek Zwijndrecht"),
        ]


async def test_codes_are_listed_with_whom_they_brought_and_can_be_closed(store: Store, now: datetime) -> None:
    async with store.begin() as memory:
        await settle_town(memory, now)
        of_team = await memory.codes.make(Place.SCHOOL, "Taalschool", language="uk", now=now)
        own = await memory.codes.make(
            Place.ORGANISATION, "De Kers", language="nl", now=now, organisation_id=1, opportunity_id=GARDEN
        )
        await hello(memory, STRANGER, now)
        await memory.openings.open_code(own, STRANGER, now=now)
        assert await memory.codes.page() == ([(own, 1), (of_team, 0)], 2)
        assert await memory.codes.page(organisation_id=1) == ([(own, 1)], 1)
        assert await memory.codes.access(2, own.id) is None
        assert await memory.codes.access(1, own.id) == own
        await memory.codes.close(own.id, now=now)
        closed = await memory.codes.of_code(own.code)
        assert closed is not None
        assert closed.closed == now
        assert await memory.codes.page(organisation_id=1) == ([], 0)
        await memory.codes.reopen(own.id)
        assert await memory.codes.get(own.id) == own
