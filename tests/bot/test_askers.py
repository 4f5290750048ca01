"""Askers are reminded once, in sending hours, and not where they want no messages or it is over by then."""

from datetime import datetime, timedelta

from bot.askers import STILL_MEANT, remind_askers
from campaign.inviting import GOOD_FOR, NUDGED_AFTER
from sandbox.person import Person
from tests.asked import FIRST_CHAT, citizens, phones
from tests.dump import rows_of
from tests.talk import START, Talk
from tests.town import VISIT

ASKED = "Did you ask somebody?"
MINUTE = timedelta(minutes=1)
"""The campaign's clock runs on while a test is at work."""


async def askers(talk: Talk, number: int) -> list[Person]:
    """So many citizens who just asked somebody to go on a visit."""
    async with talk.app.store.begin() as memory:
        made = await citizens(memory, number, talk.clock.now())
        for place, citizen in enumerate(made):
            await memory.invitations.make(
                citizen, FIRST_CHAT + place, opportunity_id=VISIT, language="en", now=talk.clock.now()
            )
    return phones(talk.telegram, number)


async def come(talk: Talk, moment: datetime) -> None:
    """Let time pass up to this moment, in one step."""
    await talk.pass_time(moment - talk.clock.now())


def reminders(person: Person) -> int:
    """How often somebody was reminded."""
    return sum(message.text.startswith(ASKED) for message in person.messages)


async def test_an_asker_is_reminded_once_by_however_many_processes(talk: Talk) -> None:
    (ana,) = await askers(talk, 1)
    await come(talk, START + NUDGED_AFTER - MINUTE)
    assert reminders(ana) == 0
    async with Talk.beside(talk) as other:
        talk.clock.move(START + NUDGED_AFTER + MINUTE)
        for one in (talk, other, talk):
            await remind_askers(one.app, talk.clock.now())
            await one.deliver()
    assert reminders(ana) == 1
    await come(talk, START + timedelta(days=12))
    assert reminders(ana) == 1


async def test_a_reminder_waits_for_the_morning_and_looks_again_before_it_goes(chat: Talk) -> None:
    chat.clock.move(START + timedelta(hours=8))
    ana, bo, cem, dina = await askers(chat, 4)
    late = chat.clock.now() + NUDGED_AFTER + MINUTE
    await come(chat, late)
    assert len(await rows_of(chat.app.store, "notices")) == 4
    assert [reminders(person) for person in (ana, bo, cem, dina)] == [0] * 4
    async with chat.app.store.begin() as memory:
        for chat_id, left_alone in (
            (bo.id, {"stopped": True}),
            (cem.id, {"paused_until": late + timedelta(days=1)}),
            (dina.id, {"may_ask": False}),
        ):
            found = await memory.chats.glance(chat_id)
            assert found is not None
            assert found[1] is not None
            await memory.citizens.change(found[1].id, now=late, **left_alone)
    await come(chat, late + timedelta(hours=12))
    assert [reminders(person) for person in (ana, bo, cem, dina)] == [1, 0, 0, 0]


async def test_what_is_full_by_the_morning_is_not_spoken_of(chat: Talk) -> None:
    chat.clock.move(START + timedelta(hours=8))
    (ana,) = await askers(chat, 1)
    await come(chat, chat.clock.now() + NUDGED_AFTER + MINUTE)
    async with chat.app.store.begin() as memory:
        await memory.opportunities.set_open(VISIT, False, now=chat.clock.now())
    await come(chat, chat.clock.now() + timedelta(hours=12))
    assert reminders(ana) == 0


async def test_what_is_long_past_is_not_spoken_of(chat: Talk) -> None:
    (ana,) = await askers(chat, 1)
    await come(chat, START + STILL_MEANT + MINUTE)
    assert reminders(ana) == 0
    assert await rows_of(chat.app.store, "notices") == []


async def test_what_an_asker_wrote_is_erased_with_the_link(chat: Talk) -> None:
    await askers(chat, 1)
    async with chat.app.store.begin() as memory:
        (it,) = await memory.invitations.latest(1, now=chat.clock.now(), limit=1)
        await memory.invitations.change(it.id, name="Ana", words="Kom je ook?", words_language="nl")
    for moment, kept in (
        (START + GOOD_FOR - MINUTE, ("Ana", "Kom je ook?")),
        (START + GOOD_FOR + MINUTE, ("", "")),
    ):
        await come(chat, moment)
        (row,) = await rows_of(chat.app.store, "invitations")
        assert (row["name"], row["words"]) == kept
