"""The journeys: whole talks as transcripts, each played straight through and with a restart at every step."""

import json
import logging
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.engine import make_url

from campaign.values import Day, Like, Often, day_mask
from dialogs.languages import Languages
from sandbox.person import Person
from sandbox.steps import Expected, Uses
from sandbox.transcript import Transcript, play
from tests.dump import dump, rows_of
from tests.talk import Talk
from tests.town import CANTEEN, GARDEN, SOUP, settle_town

JOURNEYS = {path.stem: path for path in sorted((Path(__file__).parent / "journeys").glob("*.txt"))}
LANGUAGES = Languages.load()
ANA = 7_654_321_987
"""Ana's Telegram id, long enough to be told from any other number in a file."""
HANDLES = {"yes_with_a_telegram_name": "ana_zwijndrecht"}
ON_POSTGRESQL = (
    "double_tap_on_yes",
    "forget_everything",
    "last_place_taken",
    "repeating_chooses_a_date",
    "stop",
    "visitor_erased_after_24_hours",
    "yes_with_a_phone_number",
)
"""Journeys whose queries differ most between the databases."""
NAMED = ("citizens", "consents", "introductions", "replies", "reports")
"""Tables in which somebody may be named."""

Check = Callable[[Talk], Awaitable[None]]
CHECKS: dict[str, Check] = {}


def after(*journeys: str) -> Callable[[Check], Check]:
    """Marks what must hold in the database when these journeys are over."""

    def mark(check: Check) -> Check:
        CHECKS.update(dict.fromkeys(journeys, check))
        return check

    return mark


async def start(talk: Talk, handle: str | None = None) -> Person:
    """Settle the town, and Ana in it."""
    async with talk.app.store.begin() as memory:
        await settle_town(memory, talk.clock.now())
    return talk.telegram.add_person("Ana", "en", username=handle, user_id=ANA)


async def play_journey(name: str, url: str, *, restart_between: bool) -> None:
    """Play a journey on a fresh database, and look at what it leaves."""
    async with Talk(url, languages=LANGUAGES) as talk:
        await start(talk, HANDLES.get(name))
        await play(
            JOURNEYS[name].read_text(encoding="utf-8"),
            talk.telegram,
            settle=talk.settle,
            restart=talk.restart,
            pass_time=talk.pass_time,
            restart_between=restart_between,
        )
        if name in CHECKS:
            await CHECKS[name](talk)


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
    assert CHECKS.keys() | HANDLES.keys() | set(ON_POSTGRESQL) <= JOURNEYS.keys()


def test_one_concrete_thing_is_asked_within_five_steps_of_the_first_hello() -> None:
    taken = 0
    for step in Transcript.parse(JOURNEYS["first_hello"].read_text(encoding="utf-8")).steps:
        if not isinstance(step, Expected | Uses):
            taken += 1
        elif isinstance(step, Expected) and step.text.startswith("Would you do this?"):
            assert taken <= 5
            return
    pytest.fail("nothing was asked")


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


async def taken(talk: Talk, number: int) -> int:
    """The places taken of an opportunity."""
    places = {row["id"]: int(row["taken"]) for row in await rows_of(talk.app.store, "opportunities")}
    return places[number]


async def the_one(talk: Talk, table: str) -> dict[str, Any]:
    """The only row of a table."""
    (row,) = await rows_of(talk.app.store, table)
    return row


@after("no_consent_nothing_kept", "under_16", "place_shared", "place_by_photo", "place_in_strange_words")
async def nothing_is_held_but_id_and_language(talk: Talk) -> None:
    for table in NAMED:
        assert await rows_of(talk.app.store, table) == [], table
    chat = await the_one(talk, "chats")
    held = {name for name, value in chat.items() if value not in (None, False)}
    assert held == {"id", "language", "turn", "seen"}
    assert (chat["id"], chat["language"]) == (ANA, "en")
    kept = f"{chat} {await rows_of(talk.app.store, 'received')}"
    assert not any(told in kept for told in ("Ana", "3331", "1012", "51.8", "52.3"))


@after("forget_everything")
async def nothing_that_was_erased_is_found_anywhere(talk: Talk) -> None:
    words = (str(ANA), "Ana", "Annemieke", "98765432", "my secret number")
    kept = await dump(talk.app.store)
    assert "Samen de buurttuin opruimen" in kept
    assert not [word for word in words if word in kept]
    (reply,) = await rows_of(talk.app.store, "replies")
    assert (reply["citizen_id"], reply["answer"], reply["at"].hour) == (None, "yes", 0)
    assert all(
        row["withdrawn"] and not row["citizen_id"] for row in await rows_of(talk.app.store, "consents")
    )
    assert await taken(talk, GARDEN) == 0
    if talk.app.store.embedded:
        file = Path(make_url(str(talk.app.store.url)).database or "")
        content = b"".join(part.read_bytes() for part in sorted(file.parent.glob(f"{file.name}*")))
        assert b"Samen de buurttuin opruimen" in content
        assert not [word for word in words if word.encode() in content]
        assert ANA.to_bytes(6, "big") not in content


@after("visitor_erased_after_24_hours")
async def nobody_is_remembered(talk: Talk) -> None:
    assert await rows_of(talk.app.store, "chats") == []
    assert str(ANA) not in await dump(talk.app.store)


@after("double_tap_on_yes")
async def one_place_is_taken(talk: Talk) -> None:
    reply = await the_one(talk, "replies")
    assert (reply["opportunity_id"], reply["answer"]) == (GARDEN, "yes")
    assert await taken(talk, GARDEN) == 1


@after("last_place_taken")
async def the_place_went_to_one(talk: Talk) -> None:
    reply = await the_one(talk, "replies")
    assert (reply["opportunity_id"], reply["answer"]) == (CANTEEN, "yes")
    assert await taken(talk, CANTEEN) == 1
    citizens = await rows_of(talk.app.store, "citizens")
    assert len(citizens) == 2, "the one who heard that it is full was not asked to agree to anything"


@after("cancel_frees_the_place")
async def the_place_went_on(talk: Talk) -> None:
    assert [row["answer"] for row in await rows_of(talk.app.store, "replies")] == ["no", "yes"]
    assert await taken(talk, CANTEEN) == 1


@after("yes_with_a_phone_number", "yes_with_a_telegram_name")
async def only_what_was_chosen_is_shared(talk: Talk) -> None:
    row = await the_one(talk, "introductions")
    shared = (row["name"], row["reach"], row["at"] is not None)
    assert shared in [("Ana Maria", "", False), ("Ana", "@ana_zwijndrecht", True)]
    kept = await dump(talk.app.store)
    assert not [word for word in ("0612345678", "+32", "rather call", "Anastasia") if word in kept]


@after("stop")
async def nothing_comes_unasked(talk: Talk) -> None:
    citizen = await the_one(talk, "citizens")
    assert citizen["stopped"]
    assert not citizen["may_ask"]
    consents = await rows_of(talk.app.store, "consents")
    assert [(row["kind"], row["withdrawn"] is None) for row in consents] == [
        ("keep", True),
        ("askagain", False),
        ("askagain", False),
        ("askagain", False),
    ]


@after("stop_in_a_sentence")
async def they_may_still_be_asked(talk: Talk) -> None:
    citizen = await the_one(talk, "citizens")
    assert (citizen["stopped"], citizen["may_ask"]) == (False, True)


@after("stop_said_twice")
async def only_what_a_stop_took_came_back(talk: Talk) -> None:
    citizen = await the_one(talk, "citizens")
    assert (citizen["stopped"], citizen["may_ask"]) == (False, False)
    consents = await rows_of(talk.app.store, "consents")
    assert [(row["kind"], row["withdrawn"] is None) for row in consents] == [
        ("keep", True),
        ("askagain", False),
        ("askagain", False),
    ]


@after("stop_was_my_answer")
async def the_stop_is_undone(talk: Talk) -> None:
    citizen = await the_one(talk, "citizens")
    assert not citizen["stopped"]
    assert not citizen["may_ask"], "who never agreed to be asked again did not by taking back a stop"


@after("pause_and_resume")
async def no_pause_is_left(talk: Talk) -> None:
    citizen = await the_one(talk, "citizens")
    assert (citizen["paused_until"], citizen["may_ask"]) == (None, True)


@after("asked_again_on_and_off")
async def both_consents_are_logged(talk: Talk) -> None:
    consents = await rows_of(talk.app.store, "consents")
    assert [(row["kind"], row["language"], row["withdrawn"] is None) for row in consents] == [
        ("keep", "en", True),
        ("askagain", "en", False),
    ]
    assert all(row["version"] for row in consents)
    assert (await the_one(talk, "citizens"))["may_ask"] is False


@after("old_consent_button_after_forget")
async def only_the_new_answer_counts(talk: Talk) -> None:
    citizen = await the_one(talk, "citizens")
    assert citizen["chat_id"] != ANA
    assert citizen["may_ask"] is None
    held = [row["kind"] for row in await rows_of(talk.app.store, "consents") if row["withdrawn"] is None]
    assert held == ["keep"]
    assert await taken(talk, GARDEN) == 1


@after("my_data")
async def the_file_tells_everything(talk: Talk) -> None:
    ana = talk.telegram.people[ANA]
    (sent,) = [message.view()["document"] for message in ana.messages if message.kind == "document"]
    _, mime, content = talk.telegram.file(sent["file_id"])
    told = json.loads(content)
    assert mime == "application/json"
    assert (told["telegram_id"], told["language"]) == (ANA, "en")
    assert told["profile"]["postcode_area"] == "3331"
    assert [one["kind"] for one in told["consents"]] == ["keep"]
    (answer,) = told["answers"]
    assert (answer["answer"], answer["shared_name"]) == ("yes", "Ana")
    (bram,) = [person for person in talk.telegram.people.values() if person is not ana]
    (sent,) = [message.view()["document"] for message in bram.messages if message.kind == "document"]
    assert json.loads(talk.telegram.file(sent["file_id"])[2]).keys() == {"telegram_id", "language", "written"}


@after("something_is_wrong")
async def nobody_is_named_in_the_report(talk: Talk) -> None:
    report = await the_one(talk, "reports")
    assert (report["opportunity_id"], report["what"], report["citizen_id"]) == (SOUP, "untrue", None)
    assert not await rows_of(talk.app.store, "citizens")


@after("maybe_and_no")
async def answers_have_their_reasons(talk: Talk) -> None:
    replies = await rows_of(talk.app.store, "replies")
    assert [(row["opportunity_id"], row["answer"], row["reason"]) for row in replies] == [
        (SOUP, "maybe", "time"),
        (GARDEN, "no", "far"),
    ]
    assert await taken(talk, GARDEN) == 0


@after("over_in_the_meantime")
async def what_is_past_is_closed(talk: Talk) -> None:
    assert [row["open"] for row in await rows_of(talk.app.store, "opportunities") if row["id"] == GARDEN] == [
        False
    ]
    assert len(await rows_of(talk.app.store, "replies")) == 1


@after("grid_of_times")
async def the_times_are_those_chosen_last(talk: Talk) -> None:
    citizen = await the_one(talk, "citizens")
    assert citizen["times"] == day_mask(Day.WEDNESDAY)
    told = (citizen["often"], citizen["door"], citizen["fit"], citizen["radius"])
    assert told == (Often.SOMETIMES.value, "usedto", "nearby", 5)


@after("likes_on_and_off")
async def the_likes_are_those_left_on(talk: Talk) -> None:
    assert (await the_one(talk, "citizens"))["likes"] == Like.NATURE.bit


@after("repeating_chooses_a_date")
async def the_date_is_the_one_chosen(talk: Talk) -> None:
    assert f"{(await the_one(talk, 'replies'))['on_date']:%Y-%m-%d}" == "2027-01-31"
    assert await taken(talk, SOUP) == 1


@after("blocked_and_back")
async def the_block_is_over(talk: Talk) -> None:
    assert (await the_one(talk, "chats"))["blocked"] is None
    assert await taken(talk, SOUP) == 1
