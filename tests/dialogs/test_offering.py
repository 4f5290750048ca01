"""A preview is offered knowingly by the team from the chat, in every process at once, and taken away."""

from collections.abc import AsyncIterator

import pytest

from sandbox.person import Person
from tests.dump import rows_of
from tests.easy import MARK, in_easy_words, with_unread
from tests.journeying import TESSA, start
from tests.talk import Talk


@pytest.fixture
async def talk(database_url: str) -> AsyncIterator[Talk]:
    """A talk with a language that no native reader has read."""
    async with Talk(database_url, languages=with_unread(), team_ids=[TESSA]) as talk:
        await start(talk)
        yield talk


async def does(talk: Talk, person: Person, *what: str) -> str:
    """Type and tap, one after the other; the last that the bot says."""
    for one in what:
        await talk.does(person, one)
    return person.messages[-1].text


def labels(person: Person) -> list[str]:
    """The labels under the newest message."""
    return [button["text"] for *_, button in person._places(person.messages[-1].id)]


async def test_a_preview_is_offered_and_taken_away_at_once_in_every_process(talk: Talk) -> None:
    async with Talk.beside(talk) as other:
        tessa = talk.telegram.add_person("Tessa", "en", user_id=TESSA)
        ana = talk.telegram.add_person("Aylin", "tr")
        assert (await does(other, ana, "/start")).startswith("Hallo"), "not offered: Dutch"
        page = await does(talk, tessa, "/team", "[🌍 Languages]")
        assert "Türkçe (Turkish)\n◻️ not offered · not read by a native reader · 100% translated" in page
        assert "Nederlands (Dutch)\n✅ offered · the campaign's own" in page
        told = await does(talk, tessa, "[🌍 Türkçe]")
        assert "No native reader has read Türkçe." in told
        await does(talk, tessa, "[▶️ Offer it all the same]")
        bram = talk.telegram.add_person("Berk", "tr")
        assert (await does(other, bram, "/start")).startswith(f"{MARK}Hello"), (
            "whoever is new is greeted in it"
        )
        assert (await does(other, ana, "/language")).startswith("In welke taal"), "a choice is one's own"
        assert "Türkçe ◇" in labels(ana)
        assert "◇ betekent" in ana.messages[-1].text
        assert (await does(other, ana, "[Türkçe ◇]")).startswith(f"{MARK}Hello")
        await does(talk, tessa, "[↩️ Undo]")
        for person, at in ((ana, other), (bram, talk)):
            assert MARK not in await does(at, person, "/help"), "spoken with in what is offered"
        assert "Türkçe ◇" not in labels(ana)
        kept = {row["id"]: row["language"] for row in await rows_of(talk.app.store, "chats")}
        assert kept[ana.id] == kept[bram.id] == "tr", "their choice is kept"
        await does(talk, tessa, "[↩️ Undo]")
        for person, at in ((ana, other), (bram, talk)):
            assert (await does(at, person, "/help")).startswith(MARK), "and comes back"
        page = await does(talk, tessa, "/team", "[🌍 Languages]")
        assert "✅ offered · not read by a native reader" in page
        assert "Offered by somebody of the campaign team, Wednesday 13 January" in page
        assert not talk.telegram.faults


async def test_it_is_noted_who_did_it_and_a_second_tap_changes_nothing(talk: Talk) -> None:
    tessa = talk.telegram.add_person("Tessa", "en", user_id=TESSA)
    await does(talk, tessa, "/team", "[🌍 Languages]", "[🌍 Türkçe]", "[▶️ Offer it all the same]")
    await does(talk, tessa, "/team", "[🌍 Languages]", "[🌍 Türkçe]")
    assert (
        "If you take it away, I speak Nederlands with everybody who chose Türkçe." in tessa.messages[-1].text
    )
    tessa.tap("⏹ Take it away")
    tessa.tap("⏹ Take it away")
    await talk.settle()
    noted = [row["what"] for row in await rows_of(talk.app.store, "audit")]
    assert noted == ["language_on:tr", "language_off:tr"]
    told = await does(talk, tessa, "/team", "[📜 Who did what]")
    assert "took the language Türkçe away" in told
    (row,) = await rows_of(talk.app.store, "languages")
    assert (row["code"], row["offered"], row["changed_by"]) == ("tr", False, TESSA)


async def test_the_campaigns_own_languages_are_never_taken_away(talk: Talk) -> None:
    tessa = talk.telegram.add_person("Tessa", "en", user_id=TESSA)
    await does(talk, tessa, "/team", "[🌍 Languages]")
    assert labels(tessa) == ["🌍 Türkçe", "🧭 Team desk"]
    found = talk.app.house.languages.switched({"nl": False, "en": False, "tr": True, "xx": True})
    assert [one.code for one in found] == ["nl", "en", "tr"]


async def test_easy_words_stand_beside_the_usual_ones(sqlite_url: str) -> None:
    async with Talk(sqlite_url, languages=in_easy_words()) as talk:
        ana = await start(talk)
        await does(talk, ana, "/start", "/language")
        assert labels(ana)[:3] == ["Nederlands", "Makkelijk Nederlands ◇", "✓ English"]


async def test_a_restart_offers_what_was_offered_before(talk: Talk) -> None:
    tessa = talk.telegram.add_person("Tessa", "en", user_id=TESSA)
    await does(talk, tessa, "/team", "[🌍 Languages]", "[🌍 Türkçe]", "[▶️ Offer it all the same]")
    await talk.restart()
    ana = talk.telegram.add_person("Aylin", "tr")
    assert (await does(talk, ana, "/start")).startswith(f"{MARK}Hello")
