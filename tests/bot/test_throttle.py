"""Flooding by one person: it is held off kindly, costs no database, and no hurried person notices."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager

import pytest
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from bot import metrics, throttle
from bot.peers import Peers
from bot.settings import BURST
from bot.throttle import Throttle
from campaign.values import Like
from sandbox.person import Person
from tests.bot.faults import everything, refusing
from tests.bot.telegram.hooks import hooked, point
from tests.bot.telegram.test_poll import people, polling
from tests.bot.until import until
from tests.talk import Talk

TOAST = "Not so fast, please."
SENTENCE = "That is too fast for me. I did not read all of it. Wait a moment, then go on."
FLOOD = 300
Way = Callable[[Talk, Throttle], AbstractAsyncContextManager[None]]


class Hand:
    """A clock that goes when the test says so."""

    def __init__(self) -> None:
        self.at = 0.0

    def __call__(self) -> float:
        """Seconds."""
        return self.at


@asynccontextmanager
async def polled(talk: Talk, throttle: Throttle) -> AsyncIterator[None]:
    """Updates are asked for."""
    async with polling(talk, throttle):
        yield


@asynccontextmanager
async def pushed(talk: Talk, throttle: Throttle) -> AsyncIterator[None]:
    """Updates are sent."""
    async with hooked(talk, throttle) as there:
        await point(talk, there)
        yield


@pytest.fixture(params=[polled, pushed], ids=["polling", "webhook"])
def way(request: pytest.FixtureRequest) -> Way:
    """Each of the two ways in which updates come."""
    way: Way = request.param
    return way


async def likes(talk: Talk, person: Person) -> int:
    """A message whose first button puts a like on or off, however often it is tapped."""
    row = [InlineKeyboardButton(text="Animals", callback_data=f"likes/{Like.NATURE.value}/on?a1p3331")]
    markup = InlineKeyboardMarkup(inline_keyboard=[row])
    return (await talk.bot.send_message(person.id, "What do you like?", reply_markup=markup)).message_id


def heard(person: Person, words: str) -> int:
    """How many messages of the bot say this."""
    return sum(message.from_bot and words in message.text for message in person.messages)


async def saved(talk: Talk) -> int:
    """How many updates left a trace."""
    return len((await everything(talk.app.store))["received"])


def dropped(kind: str) -> float:
    """Updates of this kind that were not taken."""
    return metrics.UPDATES.labels(kind, "dropped")._value.get()


async def quiet(talk: Talk) -> None:
    """Wait until nothing waits, and nothing is being said."""
    await until(lambda: talk.telegram.pending() == 0)
    await talk.app.idle()


async def test_a_flood_of_taps_is_answered_and_not_looked_into(chat: Talk, way: Way) -> None:
    ana, bo = await people(chat)
    message, hand, before = await likes(chat, ana), Hand(), await saved(chat)
    counted = dropped("tap")
    async with way(chat, Throttle(time=hand)):
        for _ in range(FLOOD):
            ana.press(message, 0, 0)
        bo.say("/help")
        await until(lambda: heard(bo, "How does it work?") == 1)
        await quiet(chat)
        assert chat.telegram.unanswered() == []
        assert await saved(chat) == before + BURST + 1
        assert dropped("tap") == counted + FLOOD - BURST
        assert ana.toast is not None
        told = ana.toast["n"]
        assert ana.toast["text"] == TOAST
        hand.at += throttle.TOAST / 2
        for _ in range(20):
            ana.press(message, 0, 0)
        await quiet(chat)
        assert ana.toast["n"] == told, "it is told once in a while, and not for each"
    assert chat.telegram.faults == []


async def test_a_flood_of_words_gets_one_kind_sentence_a_minute(chat: Talk, way: Way) -> None:
    ana, bo = await people(chat)
    hand, before = Hand(), await saved(chat)
    async with way(chat, Throttle(time=hand)):
        for number in range(FLOOD):
            ana.say("/nearby" if number % 2 else "hello")
        bo.say("/help")
        await until(lambda: heard(bo, "How does it work?") == 1)
        await quiet(chat)
        assert (await saved(chat), heard(ana, SENTENCE)) == (before + BURST + 1, 1)
        hand.at += throttle.SENTENCE + 1
        for _ in range(FLOOD):
            ana.say("hello")
        await quiet(chat)
        assert heard(ana, SENTENCE) == 2
        assert heard(bo, SENTENCE) == 0
    assert chat.telegram.pending() == 0, "what was dropped does not come again"


async def test_it_is_told_in_the_language_of_the_talk(chat: Talk, way: Way) -> None:
    ana, _ = await people(chat)
    await chat.does(ana, "/language")
    async with way(chat, Throttle(time=Hand())):
        ana.tap("Nederlands")
        await quiet(chat)
        for _ in range(FLOOD):
            ana.say("hallo")
        await quiet(chat)
        assert heard(ana, "Dat gaat te snel voor mij.") == 1


@pytest.mark.parametrize("word", ["/stop", "/STOP", "stop", "توقف", "laat me met rust"])
async def test_stop_is_always_heard(word: str, chat: Talk, way: Way) -> None:
    ana, _ = await people(chat)
    async with way(chat, Throttle(time=Hand())):
        for _ in range(BURST + 20):
            ana.say("hello")
        ana.say(word)
        await quiet(chat)
        assert "I have stopped." in ana.messages[-1].text


async def test_forgetting_is_always_heard_with_the_tap_that_means_it(chat: Talk, way: Way) -> None:
    ana, _ = await people(chat)
    await chat.does(ana, "/forget")
    page = ana.messages[-1].text
    async with way(chat, Throttle(time=Hand())):
        for _ in range(BURST + 20):
            ana.say("hello")
        await quiet(chat)
        ana.say("/forget")
        await quiet(chat)
        assert ana.messages[-1].text == page
        asked = ana.messages[-1]
        ana.press(asked.id, 0, 0)
        await quiet(chat)
        assert ana.messages[-1].text != page
    rows = (await everything(chat.app.store))["chats"]
    assert not any(ana.id in row for row in rows)


async def test_thirty_screens_in_ten_seconds_are_no_flood(chat: Talk, way: Way) -> None:
    ana, _ = await people(chat)
    message, hand, before = await likes(chat, ana), Hand(), await saved(chat)
    async with way(chat, Throttle(time=hand)):
        for number in range(30):
            hand.at += 1 / 3
            ana.press(message, 0, 0) if number % 3 else ana.say("/start")
            await quiet(chat)
    assert await saved(chat) == before + 30
    assert ana.toast is None
    assert heard(ana, SENTENCE) == 0


async def test_afterwards_one_goes_on_as_before(chat: Talk) -> None:
    ana, _ = await people(chat)
    hand = Hand()
    async with polled(chat, Throttle(time=hand)):
        for _ in range(FLOOD):
            ana.say("hello")
        await quiet(chat)
        hand.at += 2
        ana.say("/help")
        await quiet(chat)
        assert heard(ana, "How does it work?") == 1


async def test_typing_behind_the_bots_name_does_not_hinder_a_talk(chat: Talk) -> None:
    ana, _ = await people(chat)
    chat.telegram.inline = True
    counted = dropped("inline")
    async with polled(chat, Throttle(time=Hand())):
        asked = [ana.ask_inline("x" * (number % 9)) for number in range(BURST + 5)]
        await quiet(chat)
        assert all(one.answered for one in asked)
        assert dropped("inline") == counted + 5
        ana.say("/help")
        await quiet(chat)
        assert heard(ana, "How does it work?") == 1


async def test_what_could_not_be_saved_is_not_dropped_when_it_comes_again(chat: Talk) -> None:
    ana, _ = await people(chat)
    before, failed = await saved(chat), metrics.UPDATES.labels("command", "failed")._value.get()
    async with polled(chat, Throttle(5, time=Hand())):
        async with refusing(chat.app.store, "chats"):
            for _ in range(5):
                ana.say("/help")
            await until(lambda: metrics.UPDATES.labels("command", "failed")._value.get() > failed)
        await quiet(chat)
    assert await saved(chat) == before + 5
    assert heard(ana, SENTENCE) == 0


async def test_what_was_never_counted_is_not_given_back_either(chat: Talk) -> None:
    """Else who sends /stop while the database is away could send as much more."""
    ana, _ = await people(chat)
    async with polled(chat, Throttle(5, time=Hand())):
        for _ in range(5):
            ana.say("/help")
        await quiet(chat)
        before, failed = await saved(chat), metrics.UPDATES.labels("command", "failed")._value.get()
        async with refusing(chat.app.store, "chats"):
            ana.say("/stop")
            await until(lambda: metrics.UPDATES.labels("command", "failed")._value.get() > failed)
        ana.say("/help")
        await quiet(chat)
    assert await saved(chat) == before + 1


async def test_a_limit_of_nothing_is_none(chat: Talk) -> None:
    ana, _ = await people(chat)
    before = await saved(chat)
    async with polled(chat, Throttle(0, time=Hand())):
        for _ in range(BURST + 5):
            ana.say("/help")
        await quiet(chat)
    assert await saved(chat) == before + BURST + 5


def test_so_many_chats_are_kept_in_mind_and_no_more() -> None:
    hand, most = Hand(), 100
    peers = Peers(burst=1, per_second=1, most=most)
    assert [peers.admit(1, 0), peers.admit(1, 0)] == [True, False]
    for chat in range(2, 2 + most):
        peers.admit(chat, 0)
    assert len(peers) == most
    assert peers.admit(1, 0), "who was away longest is forgotten"
    one = Throttle(time=hand)
    for chat in range(throttle.CHATS + 10):
        one.takes(chat)
        one.heard(chat, "en")
    assert len(one._sent) == len(one._languages) == throttle.CHATS


def test_both_ways_that_really_run_are_throttled() -> None:
    """Read in the source: the one line of each that a test with a clock of its own goes past."""
    import inspect

    from bot import running
    from bot.telegram import taking

    for module in (running, taking):
        assert "Throttle(" in inspect.getsource(module)
