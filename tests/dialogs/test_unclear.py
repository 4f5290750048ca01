"""A text that is not right is pointed out in two taps where it stands; the team reads which, never who."""

from collections.abc import AsyncIterator
from datetime import datetime

import pytest

from dialogs import catalogues
from dialogs.citizen.unclear import texts_of
from dialogs.screen import Screen, Seen
from dialogs.text import own
from sandbox.person import Person
from storage.store import Store
from storage.unclear import MOST, TOLD, Sentence
from tests import asked
from tests.dump import dump, rows_of
from tests.easy import MARK, with_unread
from tests.journeying import TESSA, file_of, start
from tests.talk import Talk
from tests.town import settle_town

NOT_RIGHT = f"[{MARK}✏️ Text not right?]"


@pytest.fixture
async def talk(database_url: str) -> AsyncIterator[Talk]:
    """A talk in which a language is offered that no native reader has read."""
    async with Talk(database_url, languages=with_unread(offered=True), team_ids=[TESSA]) as talk:
        yield talk


async def speaks(talk: Talk, *does: str) -> Person:
    """Ana, in the town, with a phone in that language, who typed these words and tapped these labels."""
    ana = await start(talk)
    ana.user["language_code"] = "tr"
    for what in does:
        await talk.does(ana, what.replace("[", f"[{MARK}") if what.startswith("[") else what)
    return ana


JOINED = ("/start", "[16 or older]", "3331", "[Something else]", "[👍 Yes]", "[Yes, keep them]")


def labels(person: Person) -> list[str]:
    """The labels under the newest message."""
    return [button["text"] for *_, button in person._places(person.messages[-1].id)]


def tap(person: Person, begins: str) -> None:
    """Tap the button that begins like this."""
    person.tap(next(label for label in labels(person) if label.startswith(f"{MARK}{begins}")))


async def test_the_texts_of_the_screen_are_listed_and_one_is_told_with_its_id(talk: Talk) -> None:
    """Two taps; the page is told by its pattern, and what was shown of people is told nowhere."""
    ana = await speaks(talk, *JOINED)
    await talk.does(ana, NOT_RIGHT)
    assert ana.messages[-1].text.startswith(f"{MARK}Which text is not right?")
    found = labels(ana)
    for begins in ("Your place is held.", "What may ", "Only my name: ", "I can't after all"):
        assert [label for label in found if label.startswith(f"{MARK}{begins}")], (begins, found)
    tap(ana, "Only my name: ")
    await talk.settle()
    (row,) = await rows_of(talk.app.store, "unclear")
    english = "Only my name: {name}"
    assert (row["english"], row["context"], row["mark"]) == (english, None, catalogues.mark(None, english))
    assert (row["language"], row["page"], row["words"]) == ("tr", "share/{number:int}", "")
    assert not talk.telegram.faults


async def test_going_back_shows_the_screen_and_changes_nothing(talk: Talk) -> None:
    ana = await speaks(talk, *JOINED)
    before = ana.messages[-1].text
    await talk.does(ana, NOT_RIGHT)
    tap(ana, "Your place is held.")
    await talk.settle()
    kept = [row for row in (await dump(talk.app.store)).splitlines() if not row.startswith(("chats", "rec"))]
    await talk.does(ana, f"[{MARK}Back]")
    assert ana.messages[-1].text == before
    after = [row for row in (await dump(talk.app.store)).splitlines() if not row.startswith(("chats", "rec"))]
    assert kept == after


async def test_how_somebody_would_say_it_is_kept_with_it_and_is_theirs(talk: Talk) -> None:
    """What is unkind or too long is refused; it is in their file, and goes when they are forgotten."""
    ana = await speaks(talk, *JOINED)
    await talk.does(ana, NOT_RIGHT)
    tap(ana, "Your place is held.")
    await talk.settle()
    assert f"{MARK}How would you say it?" in ana.messages[-1].text
    for refused in ("x" * 401, "fuck off"):
        await talk.does(ana, refused)
        assert not [row for row in await rows_of(talk.app.store, "unclear") if row["words"]], refused
    ana.send_sticker()
    await talk.settle()
    await talk.does(ana, "Yerin ayrıldı.")
    assert ana.messages[-1].text.startswith(f"{MARK}Thank you. The campaign team reads it.")
    (row,) = await rows_of(talk.app.store, "unclear")
    assert row["words"] == "Yerin ayrıldı."
    await talk.does(ana, "/mydata")
    held = await file_of(talk, ana)
    assert [one["your_words"] for one in held["texts_not_right"]] == ["Yerin ayrıldı."]
    await talk.does(ana, "/forget")
    tap(ana, "🗑 Yes, erase everything")
    await talk.settle()
    (row,) = await rows_of(talk.app.store, "unclear")
    assert (row["citizen_id"], row["words"], row["english"]) == (None, "", "Your place is held.")


async def test_the_team_reads_equal_ones_together_and_closes_them(talk: Talk) -> None:
    ana = await speaks(talk, *JOINED)
    cem = talk.telegram.add_person("Cem", "tr")
    for person in (ana, cem, cem, ana):
        await talk.does(person, "/help")
        await talk.does(person, NOT_RIGHT)
        tap(person, "How does it work?")
        await talk.settle()
    await talk.does(ana, "Nasıl <b>çalışır?")
    tessa = talk.telegram.add_person("Tessa", "en", user_id=TESSA)
    for what in ("/team", "[⚠️ Reports]", "[✏️ Texts that are not right: 1]"):
        await talk.does(tessa, what)
    assert "How does it work?\nTürkçe · 2 people" in tessa.messages[-1].text
    await talk.does(tessa, "[✏️ How does it work?]")
    told = tessa.messages[-1].text
    for words in (
        catalogues.mark(None, "How does it work?"),
        "📄 Pages: help",
        f"What people read:\n\n{MARK}How does it work?",
        "How people would say it:\n\nNasıl <b>çalışır?",
    ):
        assert words in told, told
    await talk.does(tessa, "[✅ It is settled]")
    assert "Nobody said so, or you closed them all." in tessa.messages[-1].text
    await talk.does(ana, "/help")
    await talk.does(ana, NOT_RIGHT)
    tap(ana, "How does it work?")
    await talk.settle()
    assert await said(talk) == 1, "said again it is new"
    assert [row["what"] for row in await rows_of(talk.app.store, "audit")] == ["text_settled"]
    assert not talk.telegram.faults


async def said(talk: Talk) -> int:
    """How many texts wait for the team."""
    async with talk.app.store.look() as memory:
        return await memory.unclear.count()


async def test_a_message_that_came_by_itself_has_it_too(talk: Talk) -> None:
    now = talk.clock.now()
    async with talk.app.store.begin() as memory:
        await settle_town(memory, now)
        people = await asked.citizens(memory, 1, now, language="tr")
        await asked.plan(memory, await asked.ask(memory, now, words="Kom helpen!"), people, now)
    (ana,) = asked.phones(talk.telegram, 1)
    await talk.settle()
    await talk.does(ana, NOT_RIGHT)
    tap(ana, "Would you do this?")
    await talk.settle()
    (row,) = await rows_of(talk.app.store, "unclear")
    assert row["page"] == "asked/{delivery:int}"
    await talk.does(ana, f"[{MARK}Back]")
    await talk.does(ana, f"[{MARK}👍 Yes]")
    (reply,) = await rows_of(talk.app.store, "replies")
    assert reply["origin"] == "organisation"


async def test_a_visitor_tells_it_and_nothing_of_theirs_is_kept(talk: Talk) -> None:
    """Told twice it is one; they are not asked to write, for they agreed to nothing."""
    ana = await speaks(talk, "/start", "[16 or older]", "3331")
    for _ in range(2):
        await talk.does(ana, NOT_RIGHT)
        tap(ana, "Would you do this?")
        await talk.settle()
        assert "How would you say it?" not in ana.messages[-1].text
        await talk.does(ana, f"[{MARK}Back]")
    (row,) = await rows_of(talk.app.store, "unclear")
    assert (row["citizen_id"], row["page"]) == (None, "ask")
    await talk.does(ana, f"[{MARK}👍 Yes]")
    assert "May I keep your answers?" in ana.messages[-1].text, "what they told went along"


async def test_in_a_language_that_was_read_it_is_told_from_help(talk: Talk) -> None:
    """There no screen has the button; what is typed is kept, for those who agreed to that."""
    ana = await start(talk)
    for what in ("/start", "[16 or older]", "3331", "/help"):
        await talk.does(ana, what)
        assert not [label for label in labels(ana) if "not right" in label]
    assert "✏️ A text is hard to understand" not in labels(ana)
    for what in (
        *("/nearby", "/start", "[16 or older]", "3331", "[Something else]", "[👍 Yes]", "[Yes, keep them]"),
        *("/help", "[✏️ A text is hard to understand]"),
    ):
        await talk.does(ana, what)
    assert ana.messages[-1].text.startswith("Which text is hard to understand?")
    for refused in ("x" * 401, "fuck off"):
        await talk.does(ana, refused)
        assert await said(talk) == 0
    await talk.does(ana, "The one about the plan")
    (row,) = await rows_of(talk.app.store, "unclear")
    assert (row["mark"], row["words"], row["language"]) == ("", "The one about the plan", "en")
    tessa = talk.telegram.add_person("Tessa", "en", user_id=TESSA)
    for what in ("/team", "[⚠️ Reports]", "[✏️ Texts that are not right: 1]", "[✏️ The one about the plan]"):
        await talk.does(tessa, what)
    assert "What somebody wrote:\n\nThe one about the plan" in tessa.messages[-1].text
    await talk.does(ana, "/forget")
    await talk.does(ana, "[🗑 Yes, erase everything]")
    assert await rows_of(talk.app.store, "unclear") == []
    assert not talk.telegram.faults


async def test_equal_ones_count_once_for_each_who_says_so(store: Store, now: datetime) -> None:
    """Citizens are told apart, visitors are one; closed, it may be said anew."""
    one = Sentence("0123456789", None, "Hello.", "tr", "start")
    other = Sentence(TOLD, None, "", "nl", "help")
    async with store.begin() as memory:
        ana, bram = await asked.citizens(memory, 2, now)
        made = [
            await memory.unclear.add(one, citizen_id=who, now=now) for who in (ana, ana, bram, None, None)
        ]
        assert len(set(made)) == 3
        first = made[0]
        assert first is not None
        await memory.unclear.put_words(ana, first, "Merhaba.")
        await memory.unclear.put_words(bram, first, "Not mine.")
        for words in ("This one", "That one", "That one"):
            await memory.unclear.add(other, citizen_id=ana, now=now, words=words)
        listed = await memory.unclear.listed(10)
        assert [(told.count, told.text.language) for told in listed] == [(3, "tr"), (1, "nl"), (1, "nl")]
        assert await memory.unclear.count() == 3
        told = await memory.unclear.get(first)
        assert told is not None
        assert (told.count, told.words, told.pages) == (3, ("Merhaba.",), ("start",))
        assert (await memory.unclear.of_language("tr"))["0123456789"] == told
        assert await memory.unclear.close(first, now=now)
        assert not await memory.unclear.close(first, now=now)
        assert await memory.unclear.count() == 2
        assert await memory.unclear.add(one, citizen_id=ana, now=now) not in made
        for number in range(MOST + 5):
            await memory.unclear.add(other, citizen_id=bram, now=now, words=str(number))
        assert await memory.unclear.count() == 2 + 1 + MOST


def test_texts_that_begin_at_the_same_place_are_listed_too() -> None:
    """One with a context and one without, of which the first begins the second."""
    screen = Screen(own("Else\nElse more"))
    said = {(None, "Else"): own("Else"), ("meaning", "Else more"): own("Else"), (None, "More"): own("more")}
    found = [key for key, _ in texts_of(Seen(screen, "help", said))]
    assert found == [(None, "Else"), ("meaning", "Else more"), (None, "More")]
