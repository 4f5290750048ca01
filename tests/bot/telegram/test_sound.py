"""Playing: by the name at Telegram, by the bytes where it is not known, and in words where it cannot be."""

from collections.abc import AsyncIterator
from typing import Any

import pytest

from bot.receive import Said
from bot.sounds import Sounds
from bot.telegram.client import client
from bot.telegram.guard import Guard
from bot.telegram.sound import Player
from bot.telegram.voice import Answered, Tap, Voice
from dialogs.screen import Link, Screen, Sound, rows
from dialogs.text import own
from sandbox import sound as recorded
from sandbox.faults import Faults, Trouble
from sandbox.limits import Limits
from sandbox.refusal import Refusal, bad_request
from sandbox.session import SandboxSession
from tests.bot.faults import refusing
from tests.dump import rows_of
from tests.talk import Talk

FORBIDDEN, LOST = "No voice, so words.", "Not now, so words."


class Playing:
    """A person who listens, and a recording in the store."""

    def __init__(self, talk: Talk) -> None:
        self.talk = talk
        self.telegram = talk.telegram
        self.person = self.telegram.add_person("Ana", "en")
        self.person.say("hello")
        self.sounds = Sounds(talk.app.store)
        self.bot = client(self.telegram.token, session=SandboxSession(self.telegram))
        self.voice = Voice(self.bot, Guard(), Player(self.bot, self.sounds))
        self.number = 0
        self.turn = 0

    async def record(self, content: bytes | None) -> None:
        """A recording that is fetched, or not yet."""
        async with self.talk.app.store.begin() as memory:
            await memory.chats.open(1, bot_id=1, update_id=1, language="en", now=self.talk.clock.now())
            self.number = await memory.recordings.add(
                "hello",
                "en",
                seconds=4,
                size=1,
                fingerprint="",
                chat_id=1,
                bot_id=1,
                file_id="of another bot",
                now=self.talk.clock.now(),
            )
            if content is not None:
                await memory.recordings.fetched(self.number, content)

    def screen(self, file_id: str | None) -> Screen:
        """The screen that is heard."""
        voice = Sound(self.number, 4, file_id, own(FORBIDDEN), own(LOST))
        return Screen(own("The words"), rows(Link(own("On"), "on")), voice=voice)

    async def hear(self, file_id: str | None, tap: Tap | None = None) -> Answered:
        """Play it as the next turn of the talk."""
        self.turn += 1
        return await self.voice.speak(Said(self.person.id, self.turn, self.screen(file_id), None), tap)

    async def tap(self) -> Tap:
        """A tap on the newest button."""
        self.person.tap("On")
        update = (await self.bot.get_updates(offset=-1))[-1]
        assert update.callback_query is not None
        assert update.callback_query.message is not None
        return Tap(update.callback_query.id, update.callback_query.message.message_id)

    @property
    def shown(self) -> list[tuple[str, str, bool]]:
        """What the bot said: kind, words, and whether there are buttons."""
        return [(one.kind, one.text, bool(one.inline)) for one in self.person.messages if one.from_bot]

    async def known(self) -> dict[int, str]:
        """The names under which bots know it."""
        rows = await rows_of(self.talk.app.store, "recording_files")
        return {row["bot_id"]: row["file_id"] for row in rows}


@pytest.fixture
async def ana(sqlite_url: str) -> AsyncIterator[Playing]:
    """Somebody who listens to a recording that is fetched."""
    async with Talk(sqlite_url) as talk:
        made = Playing(talk)
        await made.record(recorded.voice(4))
        yield made
        assert talk.telegram.faults == []
        assert talk.telegram.unanswered() == []


async def test_bytes_are_sent_once_and_then_their_name(ana: Playing) -> None:
    assert await ana.hear(None) is Answered.SHOWN
    name = (await ana.known())[ana.bot.id]
    assert ana.telegram.file(name) == ("voice.ogg", "audio/ogg", recorded.voice(4))
    assert await ana.hear(name, await ana.tap()) is Answered.SHOWN
    assert ana.shown == [
        ("voice", "", False),
        ("text", "The words", False),
        ("voice", "", False),
        ("text", "The words", True),
    ]
    assert len(ana.telegram.files._by_id) == 1
    assert await ana.known() == {1: "of another bot", ana.bot.id: name}


@pytest.mark.parametrize(
    "refusal",
    [
        None,
        bad_request("wrong remote file identifier specified: Wrong padding in the string"),
        bad_request("FILE_REFERENCE_EXPIRED"),
        bad_request("wrong type of file"),
    ],
)
async def test_a_name_that_telegram_does_not_know_is_replaced(ana: Playing, refusal: Refusal | None) -> None:
    left = [refusal] if refusal else []

    async def refuse(method: str, _parameters: dict[str, Any]) -> None:
        if method == "sendVoice" and left:
            raise left.pop()  # type: ignore[misc]

    ana.telegram.before_call = refuse
    assert await ana.hear("of another bot") is Answered.SHOWN
    assert [kind for kind, *_ in ana.shown] == ["voice", "text"]
    assert (await ana.known())[ana.bot.id] in ana.telegram.files._by_id


@pytest.mark.parametrize(
    "words",
    [
        "VOICE_MESSAGES_FORBIDDEN",
        "user restricted receiving of voice messages",
        "user restricted receiving of voice note messages",
    ],
)
@pytest.mark.parametrize("file_id", [None, "known"])
async def test_who_takes_no_voice_messages_reads_why_in_the_same_message(
    ana: Playing, words: str, file_id: str | None
) -> None:
    async def refuse(method: str, _parameters: dict[str, Any]) -> None:
        if method == "sendVoice":
            raise bad_request(words)

    await ana.voice.speak(Said(ana.person.id, 0, Screen(own("x"), rows(Link(own("On"), "on"))), None), None)
    ana.telegram.before_call = refuse
    assert await ana.hear(file_id, await ana.tap()) is Answered.SHOWN
    assert ana.shown == [("text", f"{FORBIDDEN}\n\nThe words", True)]
    assert ana.bot.id not in await ana.known()


async def test_what_cannot_be_played_is_shown_in_words(ana: Playing) -> None:
    await ana.record(None)
    assert await ana.hear(None) is Answered.SHOWN
    assert await ana.hear("gone") is Answered.SHOWN
    assert ana.shown == [("text", f"{LOST}\n\nThe words", True)] * 2
    mute = Voice(ana.bot)
    assert await mute.speak(Said(ana.person.id, 9, ana.screen("x"), None), None) is Answered.SHOWN
    assert ana.shown[-1] == ("text", f"{LOST}\n\nThe words", True)


@pytest.mark.parametrize("trouble", [Trouble.ERROR, Trouble.ERROR_AFTER, Trouble.DROPPED, Trouble.GATEWAY])
async def test_trouble_on_the_way_is_never_answered_with_a_second_recording(
    ana: Playing, trouble: Trouble
) -> None:
    Faults(ana.telegram, {trouble: 1.0}, seed=1, methods=frozenset({"sendVoice"}))
    assert await ana.hear(None) is Answered.SHOWN
    assert await ana.hear("anything") is Answered.SHOWN
    heard = [kind for kind, *_ in ana.shown].count("voice")
    assert heard == (2 if trouble is Trouble.ERROR_AFTER else 0), "each at most once"
    assert ana.shown[-1] == ("text", f"{LOST}\n\nThe words", True)


async def test_blocked_is_blocked_and_telegram_is_waited_for(ana: Playing) -> None:
    limited = type(ana.telegram)(now=ana.telegram.now, seed=1, limit=Limits(per_chat=1, retry_after=1))
    ana.talk.telegram = limited
    slow = Playing(ana.talk)
    slow.number = ana.number
    assert await slow.hear(None) is Answered.SHOWN
    assert [kind for kind, *_ in slow.shown] == ["voice", "text"]
    ana.person.block()
    assert await ana.hear(None) is Answered.BLOCKED
    assert ana.shown == []


async def test_a_name_that_cannot_be_saved_is_no_trouble(
    ana: Playing, caplog: pytest.LogCaptureFixture
) -> None:
    async with refusing(ana.talk.app.store, "recording_files"):
        assert await ana.hear(None) is Answered.SHOWN
    assert [kind for kind, *_ in ana.shown] == ["voice", "text"]
    assert "the name of a recording is not kept" in caplog.messages
