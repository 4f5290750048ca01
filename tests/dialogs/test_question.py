"""A typed yes, no or maybe answers the question that stands last in the chat, and never an older one."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from itertools import count

import pytest
from sqlalchemy import update

from bot.receive import receive
from campaign.values import Answer
from dialogs import question
from dialogs.screen import Incoming, Link, Screen, rows
from dialogs.text import own
from storage import schema
from tests import asked
from tests.dump import rows_of
from tests.talk import Talk
from tests.town import GARDEN, SOUP, settle_town

NUMBERS = count(1)
LATER = timedelta(minutes=5)
CHAT = asked.FIRST_CHAT
BUTTONS = (Link(own("Yes"), "reply/1/yes", word=Answer.YES), Link(own("No"), "notnow", word=Answer.NO))


@pytest.fixture
async def talk(database_url: str) -> AsyncIterator[Talk]:
    """A talk in the town."""
    async with Talk(database_url) as talk:
        async with talk.app.store.begin() as memory:
            await settle_town(memory, talk.clock.now())
        yield talk


def incoming(**what: str) -> Incoming:
    """A tap on an address, or typed text, of one person."""
    return Incoming(1, next(NUMBERS), CHAT, "Ana", None, "en", **what)  # type: ignore[arg-type]


async def come(talk: Talk, **what: str) -> Screen:
    """What it shows."""
    return (await receive(talk.app, incoming(**what))).screen


async def joined(talk: Talk) -> int:
    """Ana is a citizen in the town who may be asked; her id."""
    async with talk.app.store.begin() as memory:
        (citizen,) = await asked.citizens(memory, 1, talk.clock.now())
    asked.phones(talk.telegram, 1)
    return citizen


async def is_asked(talk: Talk, citizen: int) -> None:
    """An organisation asks her, some time after she did anything."""
    talk.clock.move(talk.clock.now() + LATER)
    async with talk.app.store.begin() as memory:
        now = talk.clock.now()
        await asked.plan(memory, await asked.ask(memory, now), [citizen], now)
    await talk.deliver()


async def answers(talk: Talk) -> list[tuple[int, str]]:
    """What was answered to what."""
    return [(row["opportunity_id"], row["answer"]) for row in await rows_of(talk.app.store, "replies")]


def test_the_buttons_of_a_screen_say_where_its_answers_lead() -> None:
    screen = Screen(own("?"), rows(BUTTONS, Link(own("Home"), "home")))
    assert question.ways(screen) == {Answer.YES: "reply/1/yes", Answer.NO: "notnow"}
    assert question.read(question.write(screen)) == question.ways(screen)
    assert question.ways(replace(screen, waits="share/1/rename")) == {}, "what is awaited comes first"
    two = replace(screen, rows=(*screen.rows, (Link(own("Yes, so"), "home", word=Answer.YES),)))
    assert question.ways(two) == {Answer.NO: "notnow"}, "a yes to two things is a yes to none"
    assert question.write(Screen(own("."))) is None
    assert question.read(None) == {}


async def test_a_visitor_has_only_their_age_in_a_row(talk: Talk) -> None:
    await come(talk, address="ask?a1p3331")
    (chat,) = await rows_of(talk.app.store, "chats")
    assert chat["answers"].split()[0] == f"yes=reply/{SOUP}/yes?a1"
    assert "3331" not in chat["answers"]
    assert (await come(talk, text="ja")).name == "keep"
    assert (await come(talk, text="Да!")).name == "date"
    assert await answers(talk) == [(SOUP, "yes")]


@pytest.mark.parametrize("then", ["huh?", "stop", "/help"])
async def test_when_another_screen_has_come_the_older_question_is_over(talk: Talk, then: str) -> None:
    await joined(talk)
    assert (await come(talk, address=f"opportunity/{GARDEN}")).name == "opportunity"
    await come(talk, **({"command": "help"} if then == "/help" else {"text": then}))
    assert (await come(talk, text="ja")).name == "lost"
    assert await answers(talk) == []


async def test_what_came_by_itself_is_answered_and_not_the_screen_before_it(talk: Talk) -> None:
    citizen = await joined(talk)
    await come(talk, address=f"opportunity/{SOUP}")
    await is_asked(talk, citizen)
    talk.clock.move(talk.clock.now() + LATER)
    await come(talk, text="Misschien")
    assert await answers(talk) == [(GARDEN, "maybe")]
    (delivery,) = await rows_of(talk.app.store, "deliveries")
    assert delivery["touched"] is not None
    await come(talk, address=f"opportunity/{SOUP}")
    await come(talk, text="nee")
    assert await answers(talk) == [(GARDEN, "maybe"), (SOUP, "no")]


async def test_where_it_is_in_doubt_what_is_answered_nothing_is(talk: Talk) -> None:
    """A message came just after a tap, or was drawn anew: who knows what stands last."""
    citizen = await joined(talk)
    await is_asked(talk, citizen)
    async with talk.app.store.begin() as memory:
        seen = talk.clock.now() - question.CLOSE / 2
        await memory.connection.execute(update(schema.chats).values(seen=seen, answers="yes=reply/2/yes"))
    assert (await come(talk, text="ja")).name == "lost"
    async with talk.app.store.begin() as memory:
        seen = talk.clock.now() - LATER
        await memory.connection.execute(update(schema.chats).values(seen=seen, answers="yes=reply/2/yes"))
        await memory.connection.execute(update(schema.deliveries).values(redraw=True))
    assert (await come(talk, text="ja")).name == "lost"
    assert await answers(talk) == []


async def test_a_page_shown_because_of_another_is_answered_too(talk: Talk) -> None:
    """And one that asks nothing takes the question before it away."""
    await joined(talk)
    for address, name in ((f"opportunity/{GARDEN}", "opportunity"), ("help", "lost")):
        await come(talk, address="again")
        talk.clock.move(talk.clock.now() + LATER)
        async with talk.app.store.begin() as memory:
            await memory.notices.add([CHAT], address, due=talk.clock.now())
        await talk.deliver()
        talk.clock.move(talk.clock.now() + LATER)
        shown = await come(talk, text="yes")
        assert (shown.name == "lost") is (name == "lost")
    assert await answers(talk) == [(GARDEN, "yes")]
    (person,) = await rows_of(talk.app.store, "citizens")
    assert person["agreed"] is None, "the older question was about being asked again"


async def test_the_same_said_again_by_telegram_changes_nothing_and_says_the_same(talk: Talk) -> None:
    await joined(talk)
    await come(talk, address=f"opportunity/{GARDEN}")
    one = incoming(text="ja")
    first = await receive(talk.app, one)
    again = await receive(talk.app, one)
    assert again.screen == first.screen
    assert first.screen.name == "share"
    unknown = incoming(text="ja")
    assert (await receive(talk.app, unknown)).screen.name == "lost"
    await come(talk, address=f"opportunity/{SOUP}")
    assert (await receive(talk.app, unknown)).screen.name == "lost"
    assert await answers(talk) == [(GARDEN, "yes")]
