"""What journeys of people who ask people begin with and leave behind."""

from campaign.records import Profile
from tests import invitations
from tests.desk import staff
from tests.dump import rows_of
from tests.journeying import ANA, BRAM, MIA, NAMED, after, before, taken, the_one
from tests.talk import Talk
from tests.town import CANTEEN, GARDEN


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


@before(
    "go_together",
    "age_is_asked_again",
    "invited_by_a_friend",
    "link_and_the_asker_hears",
    "link_filled",
    "link_in_its_language",
    "link_not_known",
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
