"""What journeys of citizens begin with and leave behind."""

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from icalendar import Calendar
from sqlalchemy.engine import make_url

from campaign.records import Audience, Centre
from campaign.values import AskState, Day, Like, Often, Part, day_mask, slot
from tests.dump import dump, rows_of
from tests.journeying import (
    ANA,
    NAMED,
    TESSA,
    after,
    before,
    file_of,
    taken,
    the_one,
)
from tests.talk import Talk
from tests.town import CANTEEN, GARDEN, SOUP


@after("no_consent_nothing_kept", "under_16", "place_shared", "place_by_photo", "place_in_strange_words")
async def nothing_is_held_but_id_and_language(talk: Talk) -> None:
    for table in NAMED:
        assert await rows_of(talk.app.store, table) == [], table
    chat = await the_one(talk, "chats")
    held = {name for name, value in chat.items() if value not in (None, False)}
    assert held - {"answers"} == {"id", "language", "turn", "seen"}  # and what a typed yes would mean
    assert (chat["id"], chat["language"]) == (ANA, "en")
    received = [{**row, "update_id": None, "seen": None} for row in await rows_of(talk.app.store, "received")]
    kept = f"{chat | {'turn': None, 'seen': None}} {received}"  # any digits may turn up in a moment
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


@after("consent_read_about_first")
async def the_yes_that_was_in_hand_is_taken(talk: Talk) -> None:
    reply = await the_one(talk, "replies")
    assert (reply["opportunity_id"], reply["answer"]) == (GARDEN, "yes")
    assert await taken(talk, GARDEN) == 1


@after("consent_read_about_with_a_reason")
async def the_maybe_that_was_in_hand_is_taken_with_its_reason(talk: Talk) -> None:
    reply = await the_one(talk, "replies")
    assert (reply["opportunity_id"], reply["answer"], reply["reason"]) == (SOUP, "maybe", "time")


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


@before("please_call_me", "talk_to_somebody")
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
    talk.telegram.add_person("Tessa", "en", user_id=TESSA)
    async with talk.app.store.begin() as memory:
        await memory.centres.replace([centre], remove_others=True)


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


@after("please_call_me")
async def the_consent_is_logged_and_nothing_else_is_left(talk: Talk) -> None:
    assert await rows_of(talk.app.store, "calls") == []
    (call,) = [row for row in await rows_of(talk.app.store, "consents") if row["kind"] == "call"]
    assert (call["version"], call["language"], bool(call["withdrawn"])) == ("call-1", "en", True)
    kept = await dump(talk.app.store)
    assert not [told for told in ("Annemieke", "98765432") if told in kept]
