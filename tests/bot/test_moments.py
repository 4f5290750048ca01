"""A week of asking as people live it: what comes when, what does not, and what becomes of lost moments."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from bot.moments import plan_moments
from bot.rounds import run_rounds
from campaign.records import Profile
from campaign.values import AskState, Door
from campaign.weeks import Campaign, Policy
from sandbox.person import Person
from storage import schema
from tests import asked as asking
from tests.talk import Talk
from tests.town import GARDEN, settle_town
from tests.weeks import MOMENTS, at, campaign

START = at(14, 9)
HEADS_UP, ASK, FOLLOW_UP, THANKS = MOMENTS


async def come(talk: Talk, name: str, *, door: Door | None = None, asked: bool = True) -> Person:
    """Somebody in Zwijndrecht who agreed to be asked again, some days ago."""
    person = talk.telegram.add_person(name, "en")
    person.started = True
    ago = talk.clock.now() - timedelta(days=8)
    async with talk.app.store.begin() as memory:
        await memory.chats.open(person.id, bot_id=1, update_id=person.id, language="en", now=ago)
        one = await memory.citizens.add(person.id, Profile(postcode="3331", door=door), now=ago)
        await memory.citizens.change(one.id, now=ago, may_ask=True, agreed=ago, asked=ago if asked else None)
    return person


async def live_until(talk: Talk, moment: datetime) -> None:
    """Let time pass with every round and all that is sent: an hour at a time by day, the night at once."""
    while (now := talk.clock.now()) < moment:
        local = now.astimezone(talk.zone())
        night = timedelta(hours=(24 - local.hour) + 9) if local.hour >= 20 else timedelta(hours=1)
        await talk.pass_time(min(night, moment - now))


def told(person: Person) -> list[str]:
    """The first lines of all that stands on somebody's phone."""
    return [message.text.splitlines()[0] for message in person.messages]


async def kept(talk: Talk) -> list[tuple[str, str | None, str | None]]:
    """State, step and reason of all messages of moments, in order."""
    columns = schema.deliveries.c
    async with talk.app.store.look() as memory:
        rows = await memory.connection.execute(
            select(columns.state, columns.step, columns.reason)
            .where(columns.moment_id.is_not(None))
            .order_by(columns.id)
        )
        return [(row.state, row.step, row.reason) for row in rows]


async def in_town(talk: Talk) -> None:
    """The town, with its dates some days after the week begins."""
    async with talk.app.store.begin() as memory:
        await settle_town(memory, at(20, 9))


async def test_a_week_for_who_stays_silent_and_for_who_answers(database_url: str) -> None:
    """Heads-up, ask, follow-up; who answered gets thanks, and nobody more than was promised."""
    async with Talk(database_url, campaign=campaign(), start=START) as talk:
        await in_town(talk)
        silent, eager = await come(talk, "Sam"), await come(talk, "Eva")
        await live_until(talk, at(18, 10))
        assert told(silent) == told(eager) == ["On Monday 18 January the Week of Asking begins."]
        await live_until(talk, at(18, 12))
        assert told(silent)[1:] == told(eager)[1:] == ["It is the Week of Asking."]
        await talk.does(eager, "[👍 Yes]")
        await live_until(talk, at(25, 12))
        assert told(silent)[2:] == ["There is still a place for you."]
        assert "Thank you for your answer in the Week of Asking." in told(eager)
        assert [told(eager).count(words) for words in told(silent)] == [1, 0, 0], "the ask became the answer"


async def test_what_is_asked_again_is_the_same_thing(sqlite_url: str) -> None:
    async with Talk(sqlite_url, campaign=campaign([ASK, FOLLOW_UP]), start=START) as talk:
        await in_town(talk)
        sam = await come(talk, "Sam")
        await live_until(talk, at(21, 12))
        first, again = sam.messages
        assert first.text.splitlines()[2:] == again.text.splitlines()[2:]
        await talk.does(sam, "[👍 Yes]")
        async with talk.app.store.look() as memory:
            assert (await memory.overview.together(at(15, 0 + 1))).yes == 1


async def test_a_follow_up_to_an_ask_that_is_over_asks_something_else(sqlite_url: str) -> None:
    """Also where the ask ends between being chosen and being sent."""
    async with Talk(sqlite_url, campaign=campaign([ASK, FOLLOW_UP]), start=START) as talk:
        await in_town(talk)
        sam = await come(talk, "Sam")
        async with talk.app.store.begin() as memory:
            ask = await asking.ask(memory, START, opportunity=GARDEN, deadline=at(25, 12))
            await memory.asks.change(ask, next_wave=at(25, 12))
        await live_until(talk, at(18, 12))
        assert "Samen de buurttuin opruimen" in sam.messages[0].text
        talk.clock.move(at(21, 11, 1))
        await run_rounds(talk.app)
        async with talk.app.store.begin() as memory:
            await memory.asks.set_state(ask, AskState.ENDED, now=talk.clock.now())
        await talk.deliver()
        assert len(sam.messages) == 1
        await live_until(talk, at(21, 14))
        assert told(sam)[-1] == "There is still a place for you."
        assert "Samen de buurttuin opruimen" not in sam.messages[1].text


async def test_the_door_and_a_maybe_lead_to_another_step(sqlite_url: str) -> None:
    async with Talk(sqlite_url, campaign=campaign([ASK, FOLLOW_UP]), start=START) as talk:
        await in_town(talk)
        doer, doubter = await come(talk, "Don", door=Door.NOW), await come(talk, "Dua")
        await live_until(talk, at(18, 12))
        assert told(doer) == ["You already volunteer. Thank you."]
        await talk.does(doer, "[💬 Ask somebody]")
        assert told(doer) == ["Whom do you think of?"]
        await talk.does(doubter, "[🤔 Maybe]")
        await live_until(talk, at(21, 12))
        assert told(doubter)[-1] == "You said maybe to this. What would help?"
        await talk.does(doubter, "[It is too far away]")
        assert told(doubter)[-1] == "Thank you for your answer."


async def test_stopped_paused_and_full_get_nothing_and_the_reason_is_kept(sqlite_url: str) -> None:
    async with Talk(sqlite_url, campaign=campaign([ASK]), start=START) as talk:
        await in_town(talk)
        people = [await come(talk, name) for name in ("Ada", "Bo", "Cas")]
        await talk.does(people[0], "/stop")
        await talk.does(people[1], "/pause")
        await talk.does(people[1], "[7 days]")
        before = [len(person.messages) for person in people]
        await live_until(talk, at(19, 12))
        assert [len(person.messages) for person in people] == [before[0], before[1], before[2] + 1]
        assert [one for one in await kept(talk) if one[0] == "skipped"] == [
            ("skipped", None, "stopped"),
            ("skipped", None, "paused"),
        ]


async def test_a_typed_answer_is_not_interrupted(sqlite_url: str) -> None:
    """The nudge waits for half an hour of silence; and it leaves the question standing."""
    async with Talk(sqlite_url, campaign=campaign([ASK]), start=at(18, 10, 50)) as talk:
        await in_town(talk)
        sam = await come(talk, "Sam")
        await talk.does(sam, "/profile")
        await talk.does(sam, "[📍 Place]")
        await live_until(talk, at(18, 11, 10))
        assert "It is the Week of Asking." not in told(sam)
        await live_until(talk, at(18, 12))
        assert told(sam)[-1] == "It is the Week of Asking."
        await talk.does(sam, "Zwijndrecht")
        assert "Where" not in told(sam)[-1]
        async with talk.app.store.look() as memory:
            assert (await memory.chats.glance(sam.id))[0].waiting is None  # type: ignore[index]


def shifting(policy: Policy, *, missed: Policy = Policy.SKIP) -> Campaign:
    """The week with an ask that treats late joiners and its own absence so."""
    ask = replace(ASK, late=policy, missed=missed, deadline=at(18, 18))
    return campaign([ask, FOLLOW_UP])


@pytest.mark.parametrize(
    ("policy", "asked", "followed"),
    [
        (Policy.SKIP, [], []),
        (Policy.SHIFT, ["It is the Week of Asking."], ["There is still a place for you."]),
        (Policy.MERGE, [], ["It is the Week of Asking."]),
    ],
)
async def test_who_agrees_late_is_treated_as_the_moment_says(
    sqlite_url: str, policy: Policy, asked: list[str], followed: list[str]
) -> None:
    async with Talk(sqlite_url, campaign=shifting(policy), start=START) as talk:
        await in_town(talk)
        await live_until(talk, at(18, 13))
        late = await come(talk, "Lea")
        async with talk.app.store.begin() as memory:
            found = await memory.chats.glance(late.id)
            assert found is not None
            assert found[1] is not None
            await memory.citizens.change(found[1].id, now=talk.clock.now(), agreed=talk.clock.now())
        await live_until(talk, at(18, 17))
        assert told(late) == asked
        await live_until(talk, at(21, 17))
        assert told(late) == asked + followed


@pytest.mark.parametrize(
    ("missed", "follows"),
    [(Policy.SKIP, 0), (Policy.SHIFT, 1), (Policy.MERGE, 1)],
)
async def test_a_moment_that_the_bot_slept_over_is_skipped_shifted_or_merged(
    sqlite_url: str, missed: Policy, follows: int
) -> None:
    async with Talk(sqlite_url, campaign=shifting(Policy.SKIP, missed=missed), start=START) as talk:
        await in_town(talk)
        sam = await come(talk, "Sam")
        talk.clock.move(at(18, 23))  # a machine asleep over the whole of it
        await live_until(talk, at(19, 12))
        assert told(sam) == (["It is the Week of Asking."] if missed is Policy.SHIFT else [])
        await live_until(talk, at(21, 17))
        assert told(sam).count("It is the Week of Asking.") == follows


async def test_a_moved_moment_comes_when_it_was_moved_to_and_a_cancelled_one_never(sqlite_url: str) -> None:
    week = campaign([ASK, FOLLOW_UP])
    async with Talk(sqlite_url, campaign=week, start=START) as talk:
        await in_town(talk)
        sam = await come(talk, "Sam")
        async with talk.app.store.begin() as memory:
            assert await memory.moments.move(ASK, at(19, 15), at(20, 18), by=sam.id, now=START)
            assert await memory.moments.cancel(FOLLOW_UP, True, by=sam.id, now=START)
        await live_until(talk, at(19, 14))
        assert told(sam) == []
        await live_until(talk, at(19, 16))
        assert told(sam) == ["It is the Week of Asking."]
        async with talk.app.store.begin() as memory:
            assert not await memory.moments.move(ASK, at(20, 15), at(20, 18), by=sam.id, now=START), (
                "it began"
            )
        await live_until(talk, at(23, 16))
        assert len(sam.messages) == 1


async def test_two_processes_a_restart_and_a_clock_set_back_send_it_once(sqlite_url: str) -> None:
    async with (
        Talk(sqlite_url, campaign=campaign([ASK]), start=at(18, 10)) as talk,
        Talk.beside(talk) as other,
    ):
        await in_town(talk)
        people = [await come(talk, f"P{number}") for number in range(5)]
        talk.clock.move(at(18, 11, 1))
        for each in (talk, other, talk):
            await run_rounds(each.app)
        await plan_moments(talk.app, at(18, 10, 30))  # the clock was set back
        await other.deliver()
        await talk.restart()
        await run_rounds(talk.app)
        await talk.deliver()
        assert [len(person.messages) for person in people] == [1] * 5


async def test_more_are_not_asked_for_a_thing_than_a_wave_holds(sqlite_url: str) -> None:
    """One thing with one place for ten people: three are asked, the next three when nobody answered."""
    async with Talk(sqlite_url, campaign=campaign([ASK]), start=at(18, 10)) as talk:
        await in_town(talk)
        async with talk.app.store.begin() as memory:
            columns = schema.opportunities.c
            await memory.connection.execute(
                schema.opportunities.update().values(open=columns.id == 5, min_age=0)
            )
        people = [await come(talk, f"P{number}") for number in range(10)]
        for hour, asked in ((11, 3), (13, 6), (16, 9)):
            await live_until(talk, at(18, hour, 45))
            assert sum(len(person.messages) for person in people) == asked


async def test_who_was_never_asked_is_asked_within_a_week_of_agreeing(sqlite_url: str) -> None:
    """Outside any asking week too; where nothing is near they wait, and are counted."""
    async with Talk(sqlite_url, campaign=Campaign(), start=START) as talk:
        await in_town(talk)
        sam, far = await come(talk, "Sam", asked=False), await come(talk, "Far", asked=False)
        async with talk.app.store.begin() as memory:
            await memory.connection.execute(
                schema.citizens.update().where(schema.citizens.c.chat_id == far.id).values(postcode="1791")
            )
        await live_until(talk, START + timedelta(hours=3))
        assert told(sam) == ["Huis van de Wijk asks:"] or len(sam.messages) == 1
        assert told(far) == []
        await live_until(talk, START + timedelta(days=3))
        assert len(sam.messages) == 1
        assert ("planned", "ask", "nothing") in await kept(talk)


async def test_a_first_ask_that_a_pause_held_back_comes_when_it_is_over(database_url: str) -> None:
    async with Talk(database_url, campaign=Campaign(), start=at(14, 8)) as talk:
        await in_town(talk)
        sam = await come(talk, "Sam", asked=False)
        await run_rounds(talk.app)
        assert [one[0] for one in await kept(talk)] == ["planned"]
        await talk.does(sam, "/pause")
        await talk.does(sam, "[7 days]")
        before = len(sam.messages)
        await live_until(talk, at(20, 12))
        assert await kept(talk) == [("skipped", "ask", "paused")]
        await live_until(talk, at(21, 13))
        assert len(sam.messages) == before + 1
        assert [one[0] for one in await kept(talk)] == ["sent"]


async def test_the_held_out_get_the_ask_and_no_follow_up(sqlite_url: str) -> None:
    async with Talk(sqlite_url, campaign=campaign([ASK, FOLLOW_UP], holdout=0.5), start=START) as talk:
        await in_town(talk)
        people = [await come(talk, f"P{number}") for number in range(12)]
        await live_until(talk, at(22, 12))
        got = [len(person.messages) for person in people]
        held = (await kept(talk)).count(("skipped", None, "heldout"))
        assert set(got) == {1, 2}
        assert got.count(1) == held
