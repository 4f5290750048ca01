"""The journeys: whole talks as transcripts, each played straight through and with a restart at every step."""

import json
import logging
import re
from collections.abc import Awaitable, Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar
from sqlalchemy import update
from sqlalchemy.engine import make_url

from campaign.records import Audience, Centre, Profile
from campaign.screening import ALL_CHECKED
from campaign.values import AskState, Day, Like, Often, OrganisationState, Part, day_mask, slot
from campaign.weeks import STANDARD
from sandbox.person import Person
from sandbox.steps import Expected, Uses
from sandbox.transcript import Transcript, play
from storage import schema
from tests import invitations
from tests.asked import citizens
from tests.calendar import sample_campaign
from tests.desk import staff
from tests.dump import dump, rows_of
from tests.talk import LANGUAGES, Talk
from tests.town import CANTEEN, GARDEN, SOUP, settle_town
from tests.weeks import campaign

JOURNEYS = {path.stem: path for path in sorted((Path(__file__).parent / "journeys").glob("*.txt"))}
ANA = 7_654_321_987
"""Ana's Telegram id, long enough to be told from any other number in a file."""
BRAM = 7_654_321_004
"""A friend of somebody's."""
MIA, NOOR = 7_654_321_001, 7_654_321_002
"""Who acts for an organisation, where one is in the bot."""
TESSA = 7_654_321_003
"""Who is of the campaign team by the settings."""
CAMPAIGNS = {
    "calendar": sample_campaign(),
    **dict.fromkeys(("weeks_moved_and_cancelled", "ready_before", "ready_after"), campaign()),
}
"""Journeys in a campaign of their own; all others are in one without weeks."""
HANDLES = {"yes_with_a_telegram_name": "ana_zwijndrecht"}
ON_POSTGRESQL = (
    "asked_by_an_organisation",
    "double_tap_on_yes",
    "forget_everything",
    "go_together",
    "invited_by_a_friend",
    "join_by_link",
    "last_member_forgets",
    "last_place_taken",
    "link_and_the_asker_hears",
    "link_filled",
    "repeating_chooses_a_date",
    "stop",
    "visitor_erased_after_24_hours",
    "yes_never_finished",
    "yes_with_a_phone_number",
)
"""Journeys whose queries differ most between the databases."""
NAMED = ("citizens", "consents", "introductions", "replies", "reports")
"""Tables in which somebody may be named."""

Check = Callable[[Talk], Awaitable[None]]
CHECKS: dict[str, Check] = {}
SCENES: dict[str, Check] = {}


def after(*journeys: str) -> Callable[[Check], Check]:
    """Marks what must hold in the database when these journeys are over."""

    def mark(check: Check) -> Check:
        CHECKS.update(dict.fromkeys(journeys, check))
        return check

    return mark


def before(*journeys: str) -> Callable[[Check], Check]:
    """Marks what stands in the database when these journeys begin, besides the town."""

    def mark(scene: Check) -> Check:
        SCENES.update(dict.fromkeys(journeys, scene))
        return scene

    return mark


async def start(talk: Talk, handle: str | None = None) -> Person:
    """Settle the town, and Ana in it."""
    async with talk.app.store.begin() as memory:
        await settle_town(memory, talk.clock.now())
    return talk.telegram.add_person("Ana", "en", username=handle, user_id=ANA)


async def play_journey(name: str, url: str, *, restart_between: bool) -> None:
    """Play a journey on a fresh database, and look at what it leaves."""
    its_campaign = CAMPAIGNS.get(name, STANDARD)
    async with Talk(url, languages=LANGUAGES, team_ids=[TESSA], campaign=its_campaign) as talk:
        await start(talk, HANDLES.get(name))
        if name in SCENES:
            await SCENES[name](talk)
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


async def taken(talk: Talk, number: int) -> int:
    """The places taken of an opportunity."""
    places = {row["id"]: int(row["taken"]) for row in await rows_of(talk.app.store, "opportunities")}
    return places[number]


async def the_one(talk: Talk, table: str) -> dict[str, Any]:
    """The only row of a table."""
    (row,) = await rows_of(talk.app.store, table)
    return row


@after("ask_somebody")
async def one_more_person_is_one_more_invitation(talk: Talk) -> None:
    first, second, pair = await rows_of(talk.app.store, "invitations")
    same = ("citizen_id", "opportunity_id", "language", "name", "words", "generation", "parent_id")
    assert [first[name] for name in same] == [second[name] for name in same]
    assert (first["opportunity_id"], first["name"], first["words"]) == (GARDEN, "Ana", "")
    assert first["code"] != second["code"]
    assert [bool(row["together"]) for row in (first, second, pair)] == [False, False, True]


@after("ask_in_ones_own_words")
async def a_name_left_out_stays_left_out(talk: Talk) -> None:
    rows = await rows_of(talk.app.store, "invitations")
    assert [(row["name"], row["words"], row["words_language"]) for row in rows] == [("", "", "")] * 2


@after("ask_in_another_language")
async def each_language_has_a_link_of_its_own_and_the_place_is_nobodys_profile(talk: Talk) -> None:
    dutch, english = await rows_of(talk.app.store, "invitations")
    assert (dutch["language"], dutch["words"], dutch["postcode"]) == ("nl", "Kom je ook?", "3331")
    assert (english["language"], english["words"], english["postcode"]) == ("en", "", "3331")
    assert dutch["code"] != english["code"]
    (bea,) = await rows_of(talk.app.store, "citizens")
    assert bea["postcode"] != "3331"


@after("ask_as_a_visitor")
async def nothing_was_kept_until_the_consent(talk: Talk) -> None:
    (it,) = await rows_of(talk.app.store, "invitations")
    (consent,) = await rows_of(talk.app.store, "consents")
    assert (it["opportunity_id"], consent["kind"]) == (GARDEN, "keep")


@after("ask_reminded")
async def one_reminder_for_all_that_was_made(talk: Talk) -> None:
    rows = await rows_of(talk.app.store, "invitations")
    assert len(rows) == 3
    assert [row["nudged"] is None for row in rows] == [False, False, True]
    notices = [row["address"] for row in await rows_of(talk.app.store, "notices")]
    assert notices == [f"mention/{rows[0]['id']}"]


@after("no_consent_nothing_kept", "under_16", "place_shared", "place_by_photo", "place_in_strange_words")
async def nothing_is_held_but_id_and_language(talk: Talk) -> None:
    for table in NAMED:
        assert await rows_of(talk.app.store, table) == [], table
    chat = await the_one(talk, "chats")
    held = {name for name, value in chat.items() if value not in (None, False)}
    assert held == {"id", "language", "turn", "seen"}
    assert (chat["id"], chat["language"]) == (ANA, "en")
    received = [{**row, "update_id": None, "seen": None} for row in await rows_of(talk.app.store, "received")]
    kept = f"{chat | {'turn': None, 'seen': None}} {received}"  # any digits may turn up in a moment
    assert not any(told in kept for told in ("Ana", "3331", "1012", "51.8", "52.3"))


@after("poster_brings_somebody")
async def who_scans_twice_came_once(talk: Talk) -> None:
    opening = await the_one(talk, "openings")
    assert (opening["chat_id"], opening["first"], opening["code_id"]) == (ANA, True, 1)


@after("slogan", "slogan_in_dutch")
async def nothing_of_a_slogan_is_held(talk: Talk) -> None:
    for table in NAMED:
        assert await rows_of(talk.app.store, table) == [], table
    kept = "".join([str(await rows_of(talk.app.store, table)) for table in ("chats", "received")])
    assert not any(word in kept for word in ("Zwijndrecht", "street", "straat", "greener", "groen", "stoer"))


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


@after("stop_with_a_reason")
async def two_reasons_were_counted(talk: Talk) -> None:
    """And nothing of who told them; a pause took the place of the stop."""
    found = await rows_of(talk.app.store, "leavings")
    assert sorted((row["what"], row["reason"]) for row in found) == [("cancel", "time"), ("stop", "often")]
    assert str(ANA) not in str(found)
    citizen = await the_one(talk, "citizens")
    assert (citizen["stopped"], citizen["may_ask"], citizen["paused_until"] is not None) == (
        False,
        True,
        True,
    )


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


@after("calendar")
async def the_files_are_for_the_days_and_hours_on_the_wall(talk: Talk) -> None:
    sent = [
        talk.telegram.file(message.view()["document"]["file_id"])
        for message in talk.telegram.people[ANA].messages
        if message.kind == "document"
    ]
    assert {mime for _, mime, _ in sent} == {"text/calendar"}
    week, meal = (Calendar.from_ical(content).walk("VEVENT")[0] for _, _, content in sent)
    assert (week["DTSTART"].dt, week["DTEND"].dt) == (date(2027, 1, 18), date(2027, 1, 25))
    assert meal["DTSTART"].dt == datetime(2027, 9, 26, 15, tzinfo=UTC)
    assert (meal["SUMMARY"], meal["LOCATION"]) == ("Samen eten", "Buurthuis, Kerkstraat 2, Zwolle")
    assert week["UID"] != meal["UID"]


async def file_of(talk: Talk, person: Person) -> dict[str, Any]:
    """What the only file that somebody got tells."""
    (sent,) = [message.view()["document"] for message in person.messages if message.kind == "document"]
    _, mime, content = talk.telegram.file(sent["file_id"])
    assert mime == "application/json"
    told: dict[str, Any] = json.loads(content)
    return told


@after("my_data")
async def the_file_tells_everything(talk: Talk) -> None:
    ana = talk.telegram.people[ANA]
    told = await file_of(talk, ana)
    assert (told["telegram_id"], told["language"]) == (ANA, "en")
    assert told["profile"]["postcode_area"] == "3331"
    assert [one["kind"] for one in told["consents"]] == ["keep"]
    (answer,) = told["answers"]
    assert (answer["answer"], answer["shared_name"]) == ("yes", "Ana")
    (bram,) = [person for person in talk.telegram.people.values() if person is not ana]
    assert (await file_of(talk, bram)).keys() == {"telegram_id", "language", "written"}


@after("plan_with_questions")
async def the_plan_is_anas_alone(talk: Talk) -> None:
    """It stands with the replies and in the file of all data, and the calendar has the date."""
    canteen, garden = await rows_of(talk.app.store, "replies")
    planned = canteen["travel"], canteen["company"], canteen["slot"]
    assert planned == ("bike", "known", slot(Day.SATURDAY, Part.MORNING))
    assert (garden["travel"], garden["company"], garden["slot"]) == (None, None, None)
    ana = talk.telegram.people[ANA]
    sent = [message.view()["document"] for message in ana.messages if message.kind == "document"]
    calendar, told = (talk.telegram.file(one["file_id"])[2] for one in sent)
    (event,) = Calendar.from_ical(calendar).walk("VEVENT")
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (
        garden["on_date"],
        garden["on_date"] + timedelta(hours=2),
    )
    assert str(event["SUMMARY"]) == "Gardening with Buurttuin De Kers"
    assert str(event["LOCATION"]) == "Bakestein 3, Zwijndrecht"
    assert "06 12345678" in event["DESCRIPTION"]
    first, _ = json.loads(told)["answers"]
    assert (first["travel"], first["company"], first["slot"]) == ("bike", "known", "saturday morning")


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


@before(
    "introduction_confirmed",
    "introduction_cancelled",
    "introduction_called_off",
    "introduction_forgotten",
    "introduction_unanswered",
    "match_not_asked_of_who_left",
    "was_it_a_match",
    "yes_never_finished",
)
async def the_garden_has_a_desk(talk: Talk) -> None:
    """Mia and Noor act for the garden, which asks in the bot."""
    async with talk.app.store.begin() as memory:
        await staff(memory, (MIA, NOOR), talk.clock.now())
    talk.telegram.add_person("Mia", "en", user_id=MIA)
    talk.telegram.add_person("Noor", "en", user_id=NOOR)


@before(
    "go_together",
    "invited_by_a_friend",
    "link_and_the_asker_hears",
    "link_filled",
    "link_in_its_language",
    "link_not_known",
    "link_of_ones_own",
    "link_to_anything",
    "link_under_16",
)
async def fatima_asks_her_friends(talk: Talk) -> None:
    """Fatima has links; the garden is in the bot, with Mia."""
    now = talk.clock.now()
    async with talk.app.store.begin() as memory:
        await staff(memory, (MIA,), now, agreed=True)
        await invitations.fatima_asks(memory, now)
    for name, user_id in (("Mia", MIA), ("Fatima", invitations.FATIMA)):
        talk.telegram.add_person(name, "en", user_id=user_id).started = True


@before("go_together_not", "go_together_nobody_came")
async def fatima_comes_if_a_friend_comes(talk: Talk) -> None:
    """The two places of the garden are held for her and a friend."""
    now = talk.clock.now()
    async with talk.app.store.begin() as memory:
        asker = await invitations.citizen(memory, invitations.FATIMA, now)
        await invitations.together(memory, asker, now)
    talk.telegram.add_person("Fatima", "en", user_id=invitations.FATIMA).started = True


@after("go_together")
async def both_go(talk: Talk) -> None:
    """Two places are taken by two yeses, and nothing is held besides."""
    assert await taken(talk, GARDEN) == 2
    assert not await rows_of(talk.app.store, "holds")
    replies = await rows_of(talk.app.store, "replies")
    assert sorted((row["answer"], row["origin"]) for row in replies) == [
        ("yes", "campaign"),
        ("yes", "friend"),
    ]


@after("go_together_not", "go_together_nobody_came")
async def one_goes_alone(talk: Talk) -> None:
    assert await taken(talk, GARDEN) == 1
    assert not await rows_of(talk.app.store, "holds")
    assert [row["answer"] for row in await rows_of(talk.app.store, "replies")] == ["yes"]
    told = [row["address"].partition("/")[0] for row in await rows_of(talk.app.store, "notices")]
    assert told.count("unheld") == 1


@before("link_of_ones_own")
async def a_friend_of_fatima_asks_on(talk: Talk) -> None:
    """Bram came by Fatima's link, and has one of his own."""
    await fatima_asks_her_friends(talk)
    now = talk.clock.now()
    async with talk.app.store.begin() as memory:
        garden = await memory.invitations.of_code("fatima-garden")
        assert garden is not None
        await memory.chats.open(BRAM, bot_id=3, update_id=BRAM, language="en", now=now)
        await memory.openings.open(garden, BRAM, None, now=now)
        bram = await memory.citizens.add(BRAM, Profile(adult=True), now=now)
        await invitations.link(memory, bram, "grown-from-it", now, name="")


@before("link_of_a_poster")
async def posters_hang(talk: Talk) -> None:
    """At the library and elsewhere."""
    async with talk.app.store.begin() as memory:
        await invitations.posters(memory, talk.clock.now())


@after("invited_by_a_friend")
async def the_yes_is_the_friends(talk: Talk) -> None:
    """It holds one place, says by whose link it came, and the place is no longer held besides."""
    (opening,) = await rows_of(talk.app.store, "openings")
    reply = await the_one(talk, "replies")
    assert (reply["origin"], reply["invitation_id"]) == ("friend", opening["invitation_id"])
    assert opening["first"]
    assert not await rows_of(talk.app.store, "holds")
    assert await taken(talk, GARDEN) == 1


@after("link_and_the_asker_hears")
async def the_asker_heard_of_one(talk: Talk) -> None:
    """Of the other nothing was even planned, and the name is gone with its friend."""
    notices = [
        row for row in await rows_of(talk.app.store, "notices") if row["chat_id"] == invitations.FATIMA
    ]
    assert [row["address"].partition("/")[0] for row in notices] == ["heard"]
    quiet = [bool(row["quiet"]) for row in await rows_of(talk.app.store, "openings")]
    assert quiet == [False, True]
    said = [message.text for message in talk.telegram.people[invitations.FATIMA].messages]
    assert said
    assert not [text for text in said if "Bram" in text]


@after("link_of_ones_own")
async def a_circle_counts_for_nothing(talk: Talk) -> None:
    reply = await the_one(talk, "replies")
    assert (reply["origin"], reply["invitation_id"]) == ("campaign", None)
    assert len(await rows_of(talk.app.store, "openings")) == 1


@after("link_to_anything")
async def what_was_found_is_the_friends_too(talk: Talk) -> None:
    """Kept of the friend is the place that they told."""
    links = {row["id"]: row["code"] for row in await rows_of(talk.app.store, "invitations")}
    (reply,) = await rows_of(talk.app.store, "replies")
    assert (reply["origin"], links[reply["invitation_id"]]) == ("friend", "fatima-anything")
    assert [row["postcode"] for row in await rows_of(talk.app.store, "citizens")] == ["3331", "3333"]


@after("link_under_16", "link_filled")
async def no_place_is_held_any_more(talk: Talk) -> None:
    assert not await rows_of(talk.app.store, "holds")
    replies = await rows_of(talk.app.store, "replies")
    assert await taken(talk, CANTEEN) == len(replies)


@before("talk_to_somebody")
async def there_is_a_centre(talk: Talk) -> None:
    """In the next town but one, and none where Ana is at first."""
    centre = Centre(
        "1",
        "Vrijwilligerspunt & Co",
        phone="085-5550101",
        email="punt@example.org",
        website="https://example.org/punt",
        address="Kerkplein 1, Dordrecht",
        hours="maandag 9–12 uur",
        municipalities=("Dordrecht",),
    )
    async with talk.app.store.begin() as memory:
        await memory.centres.replace([centre], remove_others=True)


@before("poster_of_the_team", "poster_of_an_organisation", "poster_brings_somebody")
async def a_centre_in_zwijndrecht(talk: Talk) -> None:
    """And the team and the garden in Telegram."""
    await the_garden_and_the_team_use_telegram(talk)
    centre = Centre("1", "Vrijwilligerspunt & Co", phone="085-5550101", municipalities=("Zwijndrecht",))
    async with talk.app.store.begin() as memory:
        await memory.centres.replace([centre], remove_others=True)


@before("quick_ask", "quick_ask_of_a_new_organisation", "write_change_copy", "words_in_another_language")
async def the_garden_and_the_team_use_telegram(talk: Talk) -> None:
    """Mia acts for the garden, which the team approved or has only checked; Tessa is of the team."""
    await the_garden_has_a_desk(talk)
    await tessa_uses_telegram(talk)


@before("quick_ask_of_a_new_organisation")
async def the_garden_waits_for_approval(talk: Talk) -> None:
    await the_garden_and_the_team_use_telegram(talk)
    async with talk.app.store.begin() as memory:
        await memory.organisations.close_opportunities(1)
        await memory.organisations.change(1, state=OrganisationState.WAITING, screened=ALL_CHECKED)


@after("quick_ask", "quick_ask_of_a_new_organisation")
async def what_was_told_stands_and_is_asked(talk: Talk) -> None:
    """It is open to all who look around, its ask goes out, and nothing is in the making any more."""
    written = [row for row in await rows_of(talk.app.store, "opportunities") if row["title"] == "Plant bulbs"]
    assert [(row["open"], row["places"], row["postcode"]) for row in written] == [(True, 4, "3331")]
    asks = [(row["state"], row["opportunity_id"]) for row in await rows_of(talk.app.store, "asks")]
    assert asks[0] == ("sending", written[0]["id"])
    assert not [row for row in await rows_of(talk.app.store, "drafts") if row["opportunity_id"]]
    dated = [
        row for row in await rows_of(talk.app.store, "dates") if row["opportunity_id"] == written[0]["id"]
    ]
    assert len(dated) == 1


@after("introduction_confirmed")
async def the_yes_has_its_answer(talk: Talk) -> None:
    row = await the_one(talk, "introductions")
    assert (row["name"], row["reach"], bool(row["confirmed"]), row["over"]) == (
        "Ana",
        "0612345678",
        True,
        None,
    )
    assert all(member["agreed"] for member in await rows_of(talk.app.store, "members"))
    assert "Ana" not in str(await rows_of(talk.app.store, "notices"))


@after("was_it_a_match")
async def the_organisation_says_that_it_is(talk: Talk) -> None:
    reply, introduction = await the_one(talk, "replies"), await the_one(talk, "introductions")
    assert (reply["matched"], introduction["matched"]) == (None, 1)


@after("match_not_asked_of_who_left")
async def only_the_organisation_answered(talk: Talk) -> None:
    rows = await rows_of(talk.app.store, "introductions")
    assert [(row["ending"], row["matched"]) for row in rows] == [("forgotten", None), (None, 0)]
    notices = {row["address"] for row in await rows_of(talk.app.store, "notices")}
    assert not [address for address in notices if address.startswith("did/")]


@after("introduction_cancelled", "introduction_called_off")
async def the_place_in_the_garden_is_free(talk: Talk) -> None:
    row = await the_one(talk, "introductions")
    assert (row["reach"], row["over"] is not None) == ("", True)
    assert await taken(talk, GARDEN) == 0


@after("introduction_forgotten")
async def the_organisation_knows_no_name_any_more(talk: Talk) -> None:
    row = await the_one(talk, "introductions")
    assert (row["citizen_id"], row["name"], row["reach"], row["ending"]) == (None, "", "", "forgotten")
    await nothing_that_was_erased_is_found_anywhere(talk)
    said = [message.text for number in (MIA, NOOR) for message in talk.telegram.people[number].messages]
    assert not [text for text in said if "Annemieke" in text or "98765432" in text]


@after("yes_never_finished")
async def the_second_yes_holds_the_place(talk: Talk) -> None:
    """The first gave its place back."""
    assert (await the_one(talk, "replies"))["answer"] == "yes"
    assert await taken(talk, GARDEN) == 1


@before(
    "join_by_link",
    "colleague_joins_and_leaves",
    "suspended_and_lifted",
    "last_member_forgets",
    "team_grows_and_stops_all",
    "weeks_moved_and_cancelled",
    "weeks_without_any",
    "not_asked_with_the_reason",
)
async def tessa_uses_telegram(talk: Talk) -> None:
    """Tessa is of the campaign team."""
    talk.telegram.add_person("Tessa", "en", user_id=TESSA)


@before("ready_before")
async def some_live_where_nothing_is(talk: Talk) -> None:
    """Twelve people in Groningen, and an organisation that waits for the team."""
    await tessa_uses_telegram(talk)
    now = talk.clock.now()
    async with talk.app.store.begin() as memory:
        await citizens(memory, 12, now)
        await memory.connection.execute(update(schema.citizens).values(postcode="9712"))
        made = await memory.organisations.add("Buurthuis De Brug", now=now)
        await memory.organisations.change(made, contact="brug@example.org")


@before("ready_after")
async def the_club_asks_in_the_week(talk: Talk) -> None:
    """It goes out on the second day of the week; a yes to the neighbourhood house waits for its answer."""
    await tessa_uses_telegram(talk)
    now = talk.clock.now()
    async with talk.app.store.begin() as memory:
        await staff(memory, (MIA,), now, organisation=2)
        await memory.asks.add(
            3,
            CANTEEN,
            state=AskState.SENDING,
            words="",
            audience=Audience(),
            starts=now + timedelta(days=6),
            deadline=now + timedelta(days=10),
            gap=120,
            now=now,
        )
    talk.telegram.add_person("Mia", "en", user_id=MIA)


def commands_of(talk: Talk, user_id: int) -> set[str]:
    """The commands in the menu of somebody's chat."""
    return {str(one["command"]) for one in talk.telegram.profile.commands_for(user_id, "en")}


@after("join_by_link")
async def one_organisation_is_approved(talk: Talk) -> None:
    """A second use of the link changed nothing, and the menus are those of the roles."""
    made = [row for row in await rows_of(talk.app.store, "organisations") if row["source"] == "vraagbot"]
    assert [
        (row["name"], row["state"], row["registration"], row["contact"], row["screened"]) for row in made
    ] == [("Tuin <De Kers>", "approved", "12345678", "0612345678", 31)]
    member = await the_one(talk, "members")
    assert (member["chat_id"], member["name"]) == (ANA, "Ana")
    assert {"ask", "desk", "nearby", "stop"} <= commands_of(talk, ANA)
    assert "team" in commands_of(talk, TESSA)
    (bram,) = [one for one in talk.telegram.people.values() if one.name == "Bram"]
    assert not commands_of(talk, bram.id)
    said = str([message.wire() for message in talk.telegram.people[TESSA].messages])
    (token,) = set(re.findall(r"start=j_([A-Za-z0-9_-]{32})", said))
    assert token not in await dump(talk.app.store)


@after("colleague_joins_and_leaves")
async def ana_is_left(talk: Talk) -> None:
    """Only who stayed is a member, and who left has everybody's menu again."""
    assert [row["chat_id"] for row in await rows_of(talk.app.store, "members")] == [ANA]
    (bram,) = [one for one in talk.telegram.people.values() if one.name == "Bram"]
    assert not commands_of(talk, bram.id)
    assert "desk" in commands_of(talk, ANA)


@after("suspended_and_lifted")
async def it_is_refused_in_the_end(talk: Talk) -> None:
    """The last decision counts."""
    (made,) = [row for row in await rows_of(talk.app.store, "organisations") if row["source"] == "vraagbot"]
    assert (made["state"], made["registration"]) == ("refused", "none")


@after("last_member_forgets")
async def nobody_acts_for_it_and_nobody_is_named(talk: Talk) -> None:
    """The organisation stays, suspended; of who acted for it a role is left."""
    (made,) = [row for row in await rows_of(talk.app.store, "organisations") if row["source"] == "vraagbot"]
    assert (made["name"], made["state"]) == ("Tuin De Kers", "suspended")
    assert not await rows_of(talk.app.store, "members")
    kept = await dump(talk.app.store)
    assert str(ANA) not in kept
    assert "'Ana'" not in kept
    assert not commands_of(talk, ANA)
    told = await file_of(talk, talk.telegram.people[ANA])
    assert (told["acts_for"]["organisation"], told["acts_for"]["first_name"]) == ("Tuin De Kers", "Ana")
    assert [one["what"] for one in told["did"]] == ["organisation_made"]


@after("team_grows_and_stops_all")
async def sending_goes_on_and_the_team_is_small_again(talk: Talk) -> None:
    """Who left the team has everybody's menu again."""
    assert not await rows_of(talk.app.store, "team")
    assert (await the_one(talk, "brake"))["pulled"] is None
    assert not commands_of(talk, ANA)


@before("asked_by_an_organisation", "ask_goes_on_after_a_cancel")
async def the_canteen_asks_in_an_hour(talk: Talk) -> None:
    """An ask for its one place."""
    async with talk.app.store.begin() as memory:
        now = talk.clock.now()
        await memory.asks.add(
            3,
            CANTEEN,
            state=AskState.SENDING,
            words="Zaterdag is het feest!",
            audience=Audience(),
            starts=now + timedelta(hours=1),
            deadline=now + timedelta(days=2),
            gap=120,
            now=now,
        )


@before("only_not_from_one_organisation")
async def two_organisations_ask_on_three_days(talk: Talk) -> None:
    """The club today and tomorrow, the garden tomorrow."""
    async with talk.app.store.begin() as memory:
        now = talk.clock.now()
        for organisation, opportunity, hours in ((3, CANTEEN, 1), (3, CANTEEN, 20), (1, GARDEN, 21)):
            await memory.asks.add(
                organisation,
                opportunity,
                state=AskState.SENDING,
                words="",
                audience=Audience(),
                starts=now + timedelta(hours=hours),
                deadline=now + timedelta(days=3),
                gap=120,
                now=now,
            )


@after("only_not_from_one_organisation")
async def the_club_alone_was_muted(talk: Talk) -> None:
    """What the stop took is given back; the club's second ask was not even planned."""
    citizen = await the_one(talk, "citizens")
    assert (citizen["stopped"], citizen["may_ask"]) == (False, True)
    assert citizen["agreed"] > citizen["joined"]
    assert not await rows_of(talk.app.store, "mutes")
    assert [(row["ask_id"], row["state"]) for row in await rows_of(talk.app.store, "deliveries")] == [
        (1, "sent"),
        (3, "sent"),
    ]
    told = await file_of(talk, talk.telegram.people[ANA])
    assert [one["organisation"] for one in told["muted"]] == ["SV De Zwaluw"]


@after("stop_keeps_reminders")
async def stopped_but_for_the_reminders(talk: Talk) -> None:
    citizen = await the_one(talk, "citizens")
    assert (citizen["stopped"], citizen["may_ask"], citizen["reminders"]) == (True, None, True)
    assert citizen["asked"] is not None


@after("asked_by_an_organisation")
async def one_place_one_yes_two_messages(talk: Talk) -> None:
    assert await taken(talk, CANTEEN) == 1
    assert [row["state"] for row in await rows_of(talk.app.store, "asks")] == ["filled"]
    assert [row["state"] for row in await rows_of(talk.app.store, "deliveries")] == ["sent", "sent"]
    (reply,) = await rows_of(talk.app.store, "replies")
    assert (reply["origin"], reply["ask_id"], reply["answer"]) == ("organisation", 1, "yes")
