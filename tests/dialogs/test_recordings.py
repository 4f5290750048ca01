"""The team reads aloud, people listen: from the first voice message to one that is put back or erased."""

from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import pytest

from campaign.listening import LARGEST, LONGEST
from dialogs.listening import SCREENS
from dialogs.reading import Script
from sandbox.keyboards import rows_of
from sandbox.person import Person
from sandbox.sound import voice
from tests import asked
from tests.bot.conftest import settle
from tests.dump import rows_of as kept
from tests.easy import MARK, in_easy_words
from tests.talk import LANGUAGES, SCRIPTS, Talk

TESSA = 7001
NUMBER = len(SCREENS) - 1
"""Screens that there are in English."""


class Desk:
    """Tessa of the team at her phone, and Ana at hers."""

    def __init__(self, talk: Talk) -> None:
        self.talk = talk
        self.tessa = talk.telegram.add_person("Tessa", "en", user_id=TESSA)
        self.ana = talk.telegram.add_person("Ana", "en")

    async def does(self, person: Person, *what: str) -> str:
        """Somebody does these things one after the other; what they read then."""
        for one in what:
            await self.talk.does(person, one)
        return person.messages[-1].text

    async def speaks(self, person: Person, seconds: int = 4) -> str:
        """Somebody sends a voice message; what they read then."""
        person.send_voice(seconds)
        await self.talk.settle()
        return person.messages[-1].text

    async def go(self, person: Person, address: str) -> str:
        """Somebody taps a button that leads there."""
        buttons = {"inline_keyboard": [[{"text": address, "callback_data": address}]]}
        sent = await self.talk.telegram.call(
            "sendMessage", {"chat_id": person.id, "text": "x", "reply_markup": buttons}
        )
        person.press(sent["message_id"], 0, 0)
        await self.talk.settle()
        return person.messages[-1].text

    async def record(self, name: str = "hello", seconds: int = 4, language: str = "en") -> str:
        """Tessa records a screen."""
        await self.go(self.tessa, f"team/recording/{language}/{name}/again")
        return await self.speaks(self.tessa, seconds)


def labels(person: Person) -> list[str]:
    """The buttons under the newest message."""
    return [button["text"] for row in rows_of(person.messages[-1].inline) for button in row]


def heard(person: Person) -> list[int]:
    """The seconds of the voice messages that the bot sent, oldest first."""
    return [
        one.content["voice"]["duration"] for one in person.messages if one.from_bot and one.kind == "voice"
    ]


@pytest.fixture
async def desk(database_url: str) -> AsyncIterator[Desk]:
    """A bot on both databases, in whose team Tessa is."""
    async with Talk(database_url, languages=LANGUAGES, team_ids=[TESSA]) as talk:
        await settle(talk)
        made = Desk(talk)
        await made.does(made.tessa, "/start")
        await made.does(made.ana, "/start")
        yield made
        assert talk.telegram.faults == []
        assert talk.telegram.unanswered() == []


async def test_the_team_reads_a_screen_aloud_and_people_listen(desk: Desk) -> None:
    assert "🔊 Listen" not in labels(desk.ana)
    languages = await desk.does(desk.tessa, "/team", "[🔊 Listening]")
    assert "In which language?" in languages
    listed = await desk.does(desk.tessa, "[English · 0]")
    assert f"0 of {NUMBER} screens are recorded." in listed
    assert labels(desk.tessa)[0] == "▫️ Hello …."
    page = await desk.does(desk.tessa, "[▫️ Hello ….]")
    assert "Send me a voice message" in page
    assert "I am Vraagbot. I ask you to do one small thing" in page
    assert "Under 16 · 16 or older" in page
    entities = [one["type"] for one in desk.tessa.messages[-1].entities]
    assert "underline" in entities, "what is another for everybody is set apart"
    saved = await desk.speaks(desk.tessa, 7)
    assert saved.startswith("Good, I have it.")
    assert "✅ Recorded by somebody of the campaign team, Wednesday 13 January: 7 seconds." in saved
    assert heard(desk.tessa) == []
    await desk.does(desk.tessa, "[▶️ Listen to it]")
    assert heard(desk.tessa) == [7]
    assert "Recorded by" in desk.tessa.messages[-1].text, "the buttons stay at the bottom"

    await desk.does(desk.ana, "/start")
    assert labels(desk.ana)[-1] == "🔊 Listen"
    before = desk.ana.messages[-1]
    await desk.does(desk.ana, "[🔊 Listen]")
    assert heard(desk.ana) == [7]
    kinds = [one.kind for one in desk.ana.messages[-2:]]
    assert kinds == ["voice", "text"]
    assert desk.ana.messages[-1].text == before.text
    assert labels(desk.ana)[-1] == "🔊 Listen"
    assert before.inline is None, "the old buttons go"
    await desk.does(desk.ana, "[16 or older]")
    assert "🔊 Listen" not in labels(desk.ana), "that screen is not recorded"
    await desk.does(desk.ana, "[🌐 Another language]", "[Nederlands]", "/start")
    assert "🔊 Luister" not in labels(desk.ana), "nor is the first one in Dutch"

    listed = await desk.does(desk.tessa, "[📋 All screens]")
    assert f"1 of {NUMBER} screens are recorded." in listed
    assert labels(desk.tessa)[0] == "✅ Hello …."
    following = await desk.does(desk.tessa, "[⏭ The next one to record]")
    assert f"Screen 2 of {NUMBER}" in following
    assert "English · 1" in (await desk.go(desk.tessa, "team/recordings") and labels(desk.tessa))


async def test_the_sound_is_kept_and_outlives_a_restart_and_every_name(desk: Desk) -> None:
    await desk.record(seconds=5)
    (row,) = await kept(desk.talk.app.store, "recordings")
    sent = next(one for one in reversed(desk.tessa.messages) if one.kind == "voice")
    file_id = sent.content["voice"]["file_id"]
    assert row["content"] == desk.talk.telegram.file(file_id)[2]
    assert (row["due"], row["size"], row["seconds"]) == (None, len(row["content"]), 5)
    assert [one["file_id"] for one in await kept(desk.talk.app.store, "recording_files")] == [file_id]
    await desk.talk.restart()
    await desk.go(desk.ana, "listen/start")
    assert heard(desk.ana) == [5]
    desk.talk.telegram.files._by_id.clear()  # Telegram knows the name no more
    for _ in range(2):
        await desk.go(desk.ana, "listen/start")
    assert heard(desk.ana) == [5, 5, 5]
    (known,) = await kept(desk.talk.app.store, "recording_files")
    assert known["file_id"] != file_id
    names = [one.content["voice"]["file_id"] for one in desk.ana.messages if one.kind == "voice"]
    assert names == [file_id, known["file_id"], known["file_id"]], (
        "sent once by its bytes, then by its new name"
    )


async def test_another_bot_on_the_same_database_plays_it_too(desk: Desk) -> None:
    await desk.record(seconds=3)
    async with Talk.beside(desk.talk) as other:
        other.telegram = type(desk.talk.telegram)(now=other.clock.now, seed=2, token="654321:OTHER")
        await other.restart()
        bo = other.telegram.add_person("Bo", "en")
        for words in ("/start", "[🔊 Listen]"):
            await other.does(bo, words)
        assert heard(bo) == [3]
        assert other.telegram.faults == []
    known = {one["bot_id"]: one["file_id"] for one in await kept(desk.talk.app.store, "recording_files")}
    assert known.keys() == {123456, 654321}


async def test_what_is_recorded_in_another_process_is_heard_a_minute_later(desk: Desk) -> None:
    async with Talk.beside(desk.talk) as other:
        await other.does(desk.ana, "/start")
        other.app.house.recorded.doubt()
        await other.does(desk.ana, "/start")
        async with other.app.store.begin() as memory:
            await memory.recordings.add(
                "hello",
                "en",
                seconds=1,
                size=1,
                fingerprint="",
                chat_id=TESSA,
                bot_id=1,
                file_id="x",
                now=other.clock.now(),
            )
        await other.does(desk.ana, "/start")
        assert "🔊 Listen" not in labels(desk.ana)
        other.clock.move(other.clock.now().replace(minute=1))
        await other.does(desk.ana, "/start")
        assert "🔊 Listen" in labels(desk.ana)


async def test_who_forbids_voice_messages_gets_the_words(desk: Desk) -> None:
    await desk.record()
    desk.ana.forbid_voice(forbids=True)
    await desk.does(desk.ana, "/start")
    shown = desk.ana.messages[-1]
    text = shown.text
    await desk.does(desk.ana, "[🔊 Listen]")
    assert desk.ana.messages[-1] is shown, "the same message, with a word about it"
    assert shown.text == f"Your Telegram takes no voice messages. So here are the words.\n\n{text}"
    assert labels(desk.ana)[-1] == "🔊 Listen"
    assert heard(desk.ana) == []
    desk.ana.forbid_voice(forbids=False)
    await desk.does(desk.ana, "[🔊 Listen]")
    assert heard(desk.ana) == [4]
    assert desk.ana.messages[-1].text == text


async def test_what_is_no_recording_is_refused_in_words(desk: Desk) -> None:
    await desk.go(desk.tessa, "team/recording/en/ask")
    assert f"That is too long: {LONGEST + 1} seconds. At most {LONGEST}." in await desk.speaks(
        desk.tessa, LONGEST + 1
    )
    for send in (desk.tessa.send_photo, lambda: desk.tessa.say("here it is")):
        send()
        await desk.talk.settle()
        assert desk.tessa.messages[-1].text.startswith("I need a voice message.")
    assert await kept(desk.talk.app.store, "recordings") == []
    assert "Good, I have it." in await desk.speaks(desk.tessa, LONGEST)


async def test_a_file_that_is_too_large_is_refused(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sandbox.sound._TONE", b"x" * 250)
    monkeypatch.setattr("campaign.listening.LARGEST", 100_000)
    monkeypatch.setattr("bot.sounds.LARGEST", 100_000)
    await desk.go(desk.tessa, "team/recording/en/ask")
    assert f"That file is too large. At most {LARGEST // 1_000_000} MB." in await desk.speaks(desk.tessa, 50)
    assert await kept(desk.talk.app.store, "recordings") == []


async def test_a_voice_message_of_anybody_else_is_not_understood(desk: Desk) -> None:
    assert "I cannot look at that." in await desk.speaks(desk.ana)
    await desk.go(desk.ana, "team/recording/en/hello")
    assert desk.ana.messages[-1].text.startswith("That is no longer there.")
    assert "I cannot look at that." in await desk.speaks(desk.ana)
    await desk.go(desk.tessa, "team/recording/en/hello")
    assert "I cannot look at that." in await desk.speaks(desk.ana), "nor while Tessa records"
    assert await kept(desk.talk.app.store, "recordings") == []
    for words in ("/start", "[16 or older]"):
        await desk.does(desk.ana, words)
    await desk.speaks(desk.ana)
    assert any("Can you type your postcode" in one.text for one in desk.ana.messages[-3:])


async def test_a_recording_is_put_back_and_erased(desk: Desk) -> None:
    await desk.record(seconds=2)
    assert "↩️ Put the one before back" not in labels(desk.tessa)
    await desk.record(seconds=9)
    await desk.go(desk.ana, "listen/start")
    await desk.does(desk.tessa, "[↩️ Put the one before back]")
    assert ": 2 seconds." in desk.tessa.messages[-1].text
    await desk.go(desk.ana, "listen/start")
    assert heard(desk.ana) == [9, 2]
    await desk.does(desk.tessa, "[↩️ Put the one before back]")
    await desk.go(desk.ana, "listen/start")
    assert heard(desk.ana) == [9, 2, 9]
    asked = await desk.does(desk.tessa, "[🗑 Erase it]")
    assert "The one before it goes too." in asked
    await desk.does(desk.tessa, "[No, keep it]", "[🗑 Erase it]", "[🗑 Yes, erase it]")
    assert "Send me a voice message" in desk.tessa.messages[-1].text
    assert await kept(desk.talk.app.store, "recordings") == []
    assert await kept(desk.talk.app.store, "recording_files") == []
    await desk.go(desk.ana, "listen/start")
    assert heard(desk.ana) == [9, 2, 9]
    assert desk.ana.toast is not None
    assert desk.ana.toast["text"] == "Nobody reads this aloud yet."
    assert "🔊 Listen" not in labels(desk.ana)
    did = [row["what"] for row in await kept(desk.talk.app.store, "audit")]
    assert did == ["recording_made"] * 2 + ["recording_put_back"] * 2 + ["recording_erased"]
    told = await desk.go(desk.tessa, "team/audit/0")
    assert all(words in told for words in ("read a screen aloud", "put an earlier recording back"))


async def test_a_text_that_changed_since_is_told(desk: Desk) -> None:
    await desk.record()
    await desk.record("ask")
    scripts = desk.talk.app.house.scripts
    assert scripts is not None
    now = dict(await scripts.make("en"))
    now["hello"] = replace(now["hello"], fingerprint="another")

    class Changed:
        """The scripts after a text was changed."""

        def known(self, _language: str) -> dict[str, Script]:
            return now

        async def make(self, _language: str) -> dict[str, Script]:
            return now

    desk.talk.app.house = replace(desk.talk.app.house, scripts=Changed())
    listed = await desk.go(desk.tessa, "team/recordings/en/0")
    assert "⚠️ The words of 1 have changed since. Record it again." in listed
    assert labels(desk.tessa)[0] == "⚠️ Hello …."
    assert "✅ Would you do this?" in labels(desk.tessa)
    page = await desk.go(desk.tessa, "team/recording/en/hello")
    assert "⚠️ The words have changed since. Record it again." in page
    await desk.does(desk.tessa, "[🎙 Record it again]")
    assert "The words have changed" not in await desk.speaks(desk.tessa)


async def test_the_same_voice_message_that_comes_again_changes_nothing(desk: Desk) -> None:
    await desk.go(desk.tessa, "team/recording/en/hello/again")
    desk.tessa.send_voice(4)
    (update,) = await desk.talk.bot.get_updates(timeout=0)
    for _ in range(3):
        await desk.talk.edge.handle(update)
        await desk.talk.app.idle()
    assert len(await kept(desk.talk.app.store, "recordings")) == 1


async def test_a_voice_is_in_the_file_of_its_person_and_goes_with_them(desk: Desk) -> None:
    await desk.record()
    await desk.record("ask", language="nl")
    await desk.does(desk.tessa, "/mydata")
    document = next(one for one in reversed(desk.tessa.messages) if one.kind == "document")
    content = desk.talk.telegram.file(document.content["document"]["file_id"])[2].decode()
    assert '"read_aloud"' in content
    assert content.count('"seconds": 4') == 2
    assert "Your voice in 2 recordings goes too." in await desk.does(desk.tessa, "/forget")
    await desk.does(desk.tessa, "[🗑 Yes, erase everything]")
    assert await kept(desk.talk.app.store, "recordings") == []
    await desk.does(desk.ana, "/start")
    assert "🔊 Listen" not in labels(desk.ana)
    assert "Your voice" not in await desk.does(desk.ana, "/forget")


async def test_listening_repeats_nothing_that_was_done(desk: Desk) -> None:
    """A screen that came of a change is heard without the change, a file is not sent again."""
    for words in ("/start", "[16 or older]", "3331"):
        await desk.does(desk.ana, words)
    for name in ("wrong-told", "mydata", "opportunity"):
        await desk.record(name)
    await desk.go(desk.ana, "wrong/1/untrue")
    reports = await kept(desk.talk.app.store, "reports")
    await desk.does(desk.ana, "[🔊 Listen]")
    assert await kept(desk.talk.app.store, "reports") == reports
    assert "Thank you for telling us." in desk.ana.messages[-1].text
    for address, kind in (("mydata", "document"), ("map/1", "venue")):
        await desk.go(desk.ana, address)
        await desk.does(desk.ana, "[🔊 Listen]")
        assert sum(one.kind == kind for one in desk.ana.messages) == 1
    assert heard(desk.ana) == [4, 4, 4]


@pytest.mark.parametrize(
    "address",
    [
        "team/recordings/xx/0",
        "team/recording/xx/hello",
        "team/recording/en/nothing",
        "team/recording/en/nothing/take",
        "team/recording/xx/hello/lost/1",
        "team/recording/en/nothing/delete/yes",
        "listen/listen/start",
        "listen/easier/start",
        "listen/team",
    ],
)
async def test_what_is_not_there_says_so(address: str, desk: Desk) -> None:
    before: list[Any] = await kept(desk.talk.app.store, "recordings")
    text = await desk.go(desk.ana, address)
    assert text.startswith("That is no longer there.")
    if not address.startswith("listen/team"):
        text = await desk.go(desk.tessa, address)
        assert text.startswith("That is no longer there.") or "delete" in address
    assert await kept(desk.talk.app.store, "recordings") == before
    assert SCRIPTS.known("xx") is None


async def test_an_ask_that_came_by_itself_is_heard_and_stays_to_be_answered(desk: Desk) -> None:
    await desk.record("asked", seconds=6)
    now = desk.talk.clock.now()
    async with desk.talk.app.store.begin() as memory:
        people = await asked.citizens(memory, 1, now, language="en")
        await asked.plan(memory, await asked.ask(memory, now), people, now)
    (phone,) = asked.phones(desk.talk.telegram, 1)
    await desk.talk.settle()
    assert labels(phone)[-1] == "🔊 Listen"
    text = phone.messages[-1].text
    await desk.does(phone, "[🔊 Listen]")
    assert heard(phone) == [6]
    assert (phone.messages[-1].text, labels(phone)[-1]) == (text, "🔊 Listen")
    (delivery,) = await kept(desk.talk.app.store, "deliveries")
    assert delivery["touched"] is None, "it was heard, not answered"
    await desk.does(phone, "[👍 Yes]")
    (delivery,) = await kept(desk.talk.app.store, "deliveries")
    assert delivery["touched"] is not None


async def test_easy_words_are_read_aloud_by_themselves_or_not_at_all(database_url: str) -> None:
    async with Talk(database_url, languages=in_easy_words(), team_ids=[TESSA]) as talk:
        await settle(talk)
        desk = Desk(talk)
        desk.ana.user["language_code"] = "nl"
        for number, code in ((4, "nl"), (8, "nl@simple")):
            await desk.does(desk.ana, "/start")
            assert ("🔊 Luister" in labels(desk.ana)) == (code != "nl")
            async with talk.app.store.begin() as memory:
                await memory.chats.open(
                    TESSA, bot_id=1, update_id=number, language="nl", now=talk.clock.now()
                )
                await memory.recordings.add(
                    "hello",
                    code,
                    seconds=number,
                    size=9,
                    fingerprint="",
                    chat_id=TESSA,
                    bot_id=123456,
                    file_id=talk.telegram.files.add("voice", "v.ogg", "audio/ogg", voice(number)).file_id,
                    now=talk.clock.now(),
                )
            talk.app.house.recorded.doubt()
            if code == "nl":
                await desk.does(desk.ana, "/start", "[🔊 Luister]", "[🔤 Makkelijker]")
                assert heard(desk.ana) == [4]
                assert not any("Luister" in label for label in labels(desk.ana))
                await desk.does(desk.ana, f"[{MARK}🔤 Gewone woorden]")
                assert "🔊 Luister" in labels(desk.ana)
        await desk.does(desk.ana, "/start", "[🔤 Makkelijker]", f"[{MARK}🔊 Luister]")
        assert heard(desk.ana) == [4, 8]
