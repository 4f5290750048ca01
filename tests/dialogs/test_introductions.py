"""Who said yes, as the organisation sees it: named only where it can be unnamed, and only to who may know."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta

from bot.receive import receive
from campaign.values import OrganisationState
from dialogs.screen import Incoming, Screen
from sandbox.person import Person
from tests.desk import staff
from tests.dump import rows_of
from tests.talk import LANGUAGES, Talk
from tests.town import GARDEN, settle_town

ANA, MIA, NOOR = 7_654_321_987, 7_654_321_001, 7_654_321_002
SHARED = "Annemieke"
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)


@asynccontextmanager
async def introduced(
    url: str, *, until: datetime | None = None
) -> AsyncIterator[tuple[Talk, Person, Person]]:
    """A talk in which Ana said yes to the garden, for which Mia and Noor act; Mia promised."""
    async with Talk(url, languages=LANGUAGES) as talk:
        if until is not None:
            talk.clock.move(until)
        async with talk.app.store.begin() as memory:
            await settle_town(memory, talk.clock.now())
            await staff(memory, (MIA, NOOR), talk.clock.now())
        ana, mia, noor = (
            talk.telegram.add_person(name, "en", user_id=number)
            for name, number in (("Ana", ANA), ("Mia", MIA), ("Noor", NOOR))
        )
        for person in (mia, noor):
            await talk.does(person, "/start")
        for what in ("/start", "[16 or older]", "3331", "[Something else]", "[👍 Yes]", "[Yes, keep them]"):
            await talk.does(ana, what)
        for what in ("[✏️ Another name]", SHARED, f"[Only my name: {SHARED}]", "[✅ Yes, send it]"):
            await talk.does(ana, what)
        await talk.does(mia, "[✅ I promise]")
        await talk.pass_time(MINUTE)
        yield talk, ana, mia


def named(*people: Person) -> list[str]:
    """What stands in these chats and names Ana."""
    return [message.text for person in people for message in person.messages if SHARED in message.text]


async def visit(talk: Talk, chat: int, address: str, message_id: int | None = None) -> Screen:
    """What an address shows to the person in a chat."""
    update = 900_000_000 + len(await rows_of(talk.app.store, "received"))
    incoming = Incoming(
        bot_id=1,
        update_id=update,
        chat_id=chat,
        name="Mia",
        handle=None,
        language="en",
        address=address,
        message_id=message_id,
    )
    return (await receive(talk.app, incoming)).screen


async def test_who_did_not_promise_sees_no_name_by_any_way(sqlite_url: str) -> None:
    async with introduced(sqlite_url) as (talk, _, mia):
        noor = talk.telegram.people[NOOR]
        assert len(named(mia)) == 1
        assert not named(noor)
        for rest in ("", "/5", "/over", "/reminder", "/confirm", "/off", "/off/yes"):
            assert SHARED not in (await visit(talk, NOOR, f"intro/1{rest}", 5)).text.plain, rest
        (row,) = await rows_of(talk.app.store, "introductions")
        assert (row["confirmed"], row["over"]) == (None, None)


async def test_a_name_stands_only_where_it_can_be_taken_out_again(sqlite_url: str) -> None:
    async with introduced(sqlite_url) as (talk, ana, mia):
        screen = await visit(talk, MIA, "intro/1")
        assert SHARED not in screen.text.plain
        await talk.pass_time(MINUTE)
        assert len(named(mia)) == 2, "it comes in a message that is remembered"
        await talk.does(ana, "/forget")
        await talk.does(ana, "[🗑 Yes, erase everything]")
        await talk.pass_time(MINUTE)
        assert not named(mia)


async def test_who_leaves_the_organisation_keeps_no_names(sqlite_url: str) -> None:
    async with introduced(sqlite_url) as (talk, _, mia):
        async with talk.app.store.begin() as memory:
            await memory.members.leave(MIA)
            await memory.notices.redraw_in([MIA], "intro")
        await talk.pass_time(MINUTE)
        assert not named(mia)


async def test_a_suspended_organisation_sees_no_names(sqlite_url: str) -> None:
    async with introduced(sqlite_url) as (talk, ana, mia):
        async with talk.app.store.begin() as memory:
            await memory.organisations.change(1, state=OrganisationState.SUSPENDED)
            await memory.notices.redraw_in([MIA, NOOR], "intro")
        await talk.pass_time(MINUTE)
        assert not named(mia)
        await talk.does(ana, "/start")
        await talk.does(ana, "[📌 Samen de buurttuin opruimen]")
        assert "Send this message yourself." in ana.messages[-1].text


async def test_thirty_days_after_the_date_the_desk_and_the_messages_have_no_names(sqlite_url: str) -> None:
    async with introduced(sqlite_url) as (talk, _, mia):
        await talk.pass_time(32 * DAY)
        assert len(named(mia)) == 1, "until 30 days after the date, not after the yes"
        await talk.pass_time(DAY)
        await talk.pass_time(MINUTE)
        assert not named(mia)
        (row,) = await rows_of(talk.app.store, "introductions")
        assert (row["name"], row["reach"]) == ("", "")
        await talk.does(mia, "/desk")
        assert "[⏳" not in mia.messages[-1].text


async def test_a_reminder_waits_for_the_morning(sqlite_url: str) -> None:
    evening = datetime.fromisoformat("2027-01-13T20:30:00+00:00")
    async with introduced(sqlite_url, until=evening) as (talk, _, mia):
        before = len(mia.messages)
        await talk.pass_time(DAY)
        assert len(mia.messages) == before
        await talk.pass_time(timedelta(hours=12, minutes=20))
        assert len(mia.messages) == before
        await talk.pass_time(timedelta(minutes=20))
        assert "Somebody is waiting for your answer." in mia.messages[-1].text


async def test_another_answer_under_an_old_message_takes_the_yes_back_too(sqlite_url: str) -> None:
    async with introduced(sqlite_url) as (talk, _, mia):
        await visit(talk, ANA, f"reply/{GARDEN}/no")
        await talk.pass_time(MINUTE)
        assert f"{SHARED} cannot come after all." in mia.messages[-1].text
        await visit(talk, ANA, f"share/{GARDEN}/phone")
        (row,) = await rows_of(talk.app.store, "introductions")
        assert (row["ending"], row["reach"]) == ("cancelled", "")


async def test_what_went_is_not_changed_behind_anybodys_back(sqlite_url: str) -> None:
    async with introduced(sqlite_url) as (talk, _, _mia):
        for way in ("", "/name", "/phone", "/rename", "/see", "/send"):
            screen = await visit(talk, ANA, f"share/{GARDEN}{way}")
            assert screen.text.plain.startswith("This is your plan"), way
        assert len(await rows_of(talk.app.store, "introductions")) == 1
