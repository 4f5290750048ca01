"""The journeys: whole talks as transcripts, each played straight through and with a restart at every step."""

import logging
from typing import Any

import pytest

from sandbox.steps import Expected, Uses
from sandbox.transcript import Transcript
from tests.checks import CHECKS, SCENES
from tests.dump import dump, rows_of
from tests.journeying import (
    CAMPAIGNS,
    HANDLES,
    JOURNEYS,
    ON_POSTGRESQL,
    play_journey,
    start,
    taken,
)
from tests.talk import LANGUAGES, Talk
from tests.town import GARDEN


@pytest.fixture(autouse=True)
def _nothing_went_wrong(caplog: pytest.LogCaptureFixture) -> Any:
    yield
    wrong = [
        f"{record.getMessage()} {getattr(record, 'error', '')} {getattr(record, 'where', '')}"
        for record in caplog.get_records("call")
        if record.name.startswith("bot") and record.levelno >= logging.ERROR
    ]
    assert not wrong, wrong


@pytest.mark.parametrize("restart_between", [False, True], ids=["straight", "restarting"])
@pytest.mark.parametrize("name", JOURNEYS)
async def test_journey_goes_as_written(name: str, restart_between: bool, sqlite_url: str) -> None:
    await play_journey(name, sqlite_url, restart_between=restart_between)


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
@pytest.mark.parametrize("name", ON_POSTGRESQL)
async def test_journey_goes_the_same_on_postgresql(name: str, database_url: str) -> None:
    await play_journey(name, database_url, restart_between=True)


def test_every_journey_says_in_its_first_line_what_it_shows() -> None:
    for name, path in JOURNEYS.items():
        text = path.read_text(encoding="utf-8")
        assert text.startswith("# "), name
        assert any(isinstance(step, Expected) for step in Transcript.parse(text).steps), name
    assert (
        CHECKS.keys() | SCENES.keys() | HANDLES.keys() | CAMPAIGNS.keys() | set(ON_POSTGRESQL)
        <= JOURNEYS.keys()
    )


def test_one_concrete_thing_is_asked_within_five_steps_of_the_first_hello() -> None:
    taken = 0
    for step in Transcript.parse(JOURNEYS["first_hello"].read_text(encoding="utf-8")).steps:
        if not isinstance(step, Expected | Uses):
            taken += 1
        elif isinstance(step, Expected) and step.text.startswith("Would you do this?"):
            assert taken <= 5
            return
    pytest.fail("nothing was asked")


def test_a_friends_link_is_one_tap_from_yes_and_few_from_the_introduction() -> None:
    """Start, one tap to yes, and at most five more until it is sent to the organisation."""
    said = JOURNEYS["invited_by_a_friend"].read_text(encoding="utf-8").splitlines()
    steps = [line.removeprefix("Bram: ") for line in said if line.startswith("Bram: ")]
    assert steps[0].startswith("(opens i_")
    assert steps[1] == "[👍 Yes]"
    after_yes = steps[2 : steps.index("[✅ Yes, send it]") + 1]
    assert all(step.startswith("[") for step in after_yes)
    assert len(after_yes) <= 5


def test_a_quick_ask_takes_few_taps_and_short_texts() -> None:
    """From `/ask` to sent at most 12 taps and 4 texts."""
    said = JOURNEYS["quick_ask"].read_text(encoding="utf-8").splitlines()
    steps = [line.removeprefix("Mia: ") for line in said if line.startswith("Mia: ")]
    steps = steps[steps.index("/ask") + 1 : steps.index("[🚀 Send]") + 1]
    taps = [step for step in steps if step.startswith("[")]
    assert len(taps) <= 12
    assert len(steps) - len(taps) <= 4


def test_from_home_to_asking_somebody_takes_three_taps() -> None:
    """Until Telegram's own list of chats, with nothing that has to be typed."""
    said = JOURNEYS["ask_somebody"].read_text(encoding="utf-8").splitlines()
    steps = [line.removeprefix("Ana: ") for line in said if line.startswith("Ana: ")]
    steps = steps[steps.index("[🏠 Home]") + 1 : steps.index("[📤 Choose somebody in Telegram]") + 1]
    assert len(steps) == 3
    assert all(step.startswith("[") for step in steps)


async def test_yes_tapped_twice_at_once_takes_one_place(database_url: str) -> None:
    async with Talk(database_url, languages=LANGUAGES) as talk:
        ana = await start(talk)
        for what in ("/start", "[16 or older]", "3331", "[Something else]", "[👍 Yes]"):
            await talk.does(ana, what)
        ana.tap("Yes, keep them")
        ana.tap("Yes, keep them")
        await talk.settle()
        assert not talk.telegram.unanswered()
        assert [
            (row["opportunity_id"], row["answer"]) for row in await rows_of(talk.app.store, "replies")
        ] == [(GARDEN, "yes")]
        assert await taken(talk, GARDEN) == 1


async def test_long_and_strange_texts_are_answered_wherever_one_types(sqlite_url: str) -> None:
    strange = (
        "x" * 5_000,
        "😀" * 2_000,
        "\u202e3331\u202c" + "\u0301" * 500,
        "a\x00b\x07c\x1bd",
        "\ufffe\U000e0001",
        "\n" * 80 + "?",
    )
    async with Talk(sqlite_url, languages=LANGUAGES) as talk:
        ana = await start(talk)
        for what in (*strange, "/start", "[16 or older]", *strange):
            await talk.does(ana, what)
            assert ana.messages[-1].from_bot
        for what in ("3331", "[Something else]", "[👍 Yes]", "[Yes, keep them]"):
            await talk.does(ana, what)
        for where in ("[My name and phone number]", "[✏️ Another name]"):
            await talk.does(ana, where)
            for what in strange:
                await talk.does(ana, what)
                assert ana.messages[-1].from_bot
            await talk.does(ana, "[Back]")
        kept = await dump(talk.app.store)
        assert not talk.telegram.faults
        assert not any(part in kept for part in ("xxx", "😀", "\u202e", "\x07", "\\x07"))


async def test_the_bot_says_where_it_is_found_and_leaves_a_group(sqlite_url: str) -> None:
    async with Talk(sqlite_url, languages=LANGUAGES) as talk:
        ana = await start(talk)
        group = talk.telegram.add_group("The neighbours", ana)
        await talk.settle()
        said = [message.text for message in group.messages.values() if message.from_bot]
        assert len(said) == 1
        assert f"https://t.me/{talk.telegram.username}" in said[0]
        assert not group.bot_is_in
        channel = talk.telegram.add_channel("Announcements", ana)
        for (
            update
        ) in talk.telegram.updates.waiting():  # a right that Telegram tells of and the sandbox does not
            update["my_chat_member"]["new_chat_member"].setdefault("can_send_welcome_messages", False)
        await talk.settle()
        assert not channel.messages
        assert not channel.bot_is_in
        assert not await rows_of(talk.app.store, "chats")
        assert not talk.telegram.faults
