"""What journeys of organisations and the campaign team begin with and leave behind."""

import re
from datetime import timedelta

from sqlalchemy import update

from campaign.records import Audience, Centre
from campaign.screening import ALL_CHECKED
from campaign.statistics import Measure
from campaign.values import AskState, OrganisationState
from storage import schema
from storage.tallies import Change, tally
from tests.asked import ask, citizens
from tests.checks.citizens import nothing_that_was_erased_is_found_anywhere
from tests.desk import staff
from tests.dump import dump, rows_of
from tests.journeying import ANA, MIA, NOOR, TESSA, after, before, commands_of, file_of, taken, the_one
from tests.talk import Talk
from tests.town import CANTEEN, GARDEN


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


@before("quick_ask", "write_change_copy", "words_in_another_language", "two_ways_of_an_ask")
async def the_garden_and_the_team_use_telegram(talk: Talk) -> None:
    """Mia acts for the garden, which the team approved; Tessa is of the team."""
    await the_garden_has_a_desk(talk)
    await tessa_uses_telegram(talk)


@before("ask_rests")
async def people_ran_from_the_garden(talk: Talk) -> None:
    """Sixty people got its ask, and six wanted no more messages."""
    await the_garden_and_the_team_use_telegram(talk)
    now = talk.clock.now()
    async with talk.app.store.begin() as memory:
        number = await ask(memory, now, opportunity=GARDEN, sent=now, next_wave=now + timedelta(days=2))
        counts = {Measure.SENT: 60, Measure.STOPPED: 4, Measure.BLOCKED: 2}
        change = Change({tally(now, one, ask_id=number): count for one, count in counts.items()})
        await memory.tallies.note(change)


@after("ask_rests")
async def the_ask_goes_out_again(talk: Talk) -> None:
    assert (await the_one(talk, "asks"))["state"] == "sending"
    rest = await the_one(talk, "rests")
    assert (rest["ending"], rest["ended"] is not None) == ("spoken", True)
    noted = [row["what"] for row in await rows_of(talk.app.store, "audit")]
    assert noted == ["ask_rests", "went_on_spoken"]


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
    "two_openings_of_a_moment",
    "weeks_without_any",
    "not_asked_with_the_reason",
    "listen",
)
async def tessa_uses_telegram(talk: Talk) -> None:
    """Tessa is of the campaign team."""
    talk.telegram.add_person("Tessa", "en", user_id=TESSA)


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
    assert not {"team", "weeks", "ready", "preview"} & commands_of(talk, ANA)


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


@before("poster_of_the_team", "poster_of_an_organisation", "poster_brings_somebody")
async def a_centre_in_zwijndrecht(talk: Talk) -> None:
    """And the team and the garden in Telegram."""
    await the_garden_and_the_team_use_telegram(talk)
    centre = Centre("1", "Vrijwilligerspunt & Co", phone="085-5550101", municipalities=("Zwijndrecht",))
    async with talk.app.store.begin() as memory:
        await memory.centres.replace([centre], remove_others=True)


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
