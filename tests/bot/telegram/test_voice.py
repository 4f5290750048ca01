"""Speaking: in order, over the message that was tapped where that can be, and whatever Telegram answers."""

import asyncio
import struct
import threading
import zlib
from collections.abc import AsyncIterator
from time import monotonic
from typing import Any

import pytest

from bot.receive import Said
from bot.telegram.client import client
from bot.telegram.voice import Answered, Tap, Voice
from campaign.records import Point
from dialogs.screen import Document, Link, Picture, Screen, Venue, rows
from dialogs.text import Text, own
from sandbox.http import serve
from sandbox.limits import Limits
from sandbox.log import Spoke
from sandbox.messages import Message
from sandbox.refusal import Refusal, bad_request
from sandbox.session import SandboxSession
from tests.talk import Talk

TOO_OLD = bad_request("query is too old and response timeout expired or query ID is invalid")


class Speaking:
    """A person, and a voice that speaks to them."""

    def __init__(self, telegram: Any) -> None:
        self.telegram = telegram
        self.person = telegram.add_person("Ana", "en")
        self.person.say("hello")
        self.bot = client(telegram.token, session=SandboxSession(telegram))
        self.voice = Voice(self.bot)
        self.calls: list[str] = []
        telegram.before_call = self._before
        self.refusals: dict[str, list[Exception]] = {}

    async def _before(self, method: str, _parameters: dict[str, Any]) -> None:
        if method != "getUpdates":
            self.calls.append(method)
        if self.refusals.get(method):
            raise self.refusals[method].pop(0)

    async def speak(
        self, turn: int, screen: Screen, tap: Tap | None = None, aside: Text | None = None
    ) -> Answered:
        """Say it as this turn of the talk."""
        return await self.voice.speak(Said(self.person.id, turn, screen, aside), tap)

    async def tap(self, label: str) -> Tap:
        """The person taps a button."""
        self.person.tap(label)
        update = (await self.bot.get_updates(offset=-1))[-1]
        assert update.callback_query is not None
        assert update.callback_query.message is not None
        return Tap(update.callback_query.id, update.callback_query.message.message_id)

    @property
    def shown(self) -> list[tuple[str, bool]]:
        """What the bot said, as it stands on the phone now: the text, and whether there are buttons."""
        return [(message.text, bool(message.inline)) for message in self.person.messages if message.from_bot]


@pytest.fixture
async def ana() -> AsyncIterator[Speaking]:
    """Somebody to speak to."""
    async with Talk.sandbox() as telegram:
        yield Speaking(telegram)
        assert telegram.faults == []


def screen(text: str, **more: Any) -> Screen:
    """A screen with one button."""
    return Screen(own(text), rows=rows(Link(own("On"), "on")), **more)


async def test_a_tap_is_answered_and_its_message_changed(ana: Speaking) -> None:
    assert await ana.speak(1, screen("first")) is Answered.SHOWN
    tap = await ana.tap("On")
    assert await ana.speak(2, screen("second", toast=own("Saved <b>")), tap) is Answered.SHOWN
    assert ana.shown == [("second", True)]
    assert ana.person.toast["text"] == "Saved <b>"
    assert ana.telegram.unanswered() == []
    assert await ana.speak(3, screen("third")) is Answered.SHOWN
    assert ana.shown == [("second", True), ("third", True)]


async def test_an_older_turn_is_never_drawn_over_a_newer(ana: Speaking) -> None:
    await ana.speak(1, screen("first"))
    older, newer = await ana.tap("On"), await ana.tap("On")
    assert await ana.speak(3, screen("newer"), newer) is Answered.SHOWN
    assert await ana.speak(2, screen("older", toast=own("late")), older) is Answered.OUTDATED
    assert ana.shown == [("newer", True)]
    assert ana.telegram.unanswered() == [], "but the tap is answered"
    assert ana.person.toast["text"] == "late"
    assert await ana.speak(3, screen("newer")) is Answered.SHOWN, "the same turn may be said again"
    other = ana.telegram.add_person("Bo", "en")
    other.say("hello")
    assert await ana.voice.speak(Said(other.id, 1, screen("first"), None), None) is Answered.SHOWN


async def test_what_came_again_too_late_only_has_its_tap_answered(ana: Speaking) -> None:
    await ana.speak(1, screen("first"))
    tap = await ana.tap("On")
    said = Said(ana.person.id, 9, screen("again", toast=own("Saved")), None, outdated=True)
    assert await Voice(ana.bot).speak(said, tap) is Answered.OUTDATED
    assert ana.shown == [("first", True)]
    assert ana.telegram.unanswered() == []
    assert ana.person.toast is None


async def test_what_is_shown_already_stays(ana: Speaking) -> None:
    await ana.speak(1, screen("first"))
    assert await ana.speak(2, screen("first"), await ana.tap("On")) is Answered.UNCHANGED
    assert ana.shown == [("first", True)]
    assert ana.telegram.unanswered() == []


async def test_a_message_that_is_gone_or_cannot_be_changed_is_sent_anew(ana: Speaking) -> None:
    await ana.speak(1, screen("first"))
    tap = await ana.tap("On")
    ana.person.messages[-1].deleted = True
    assert await ana.speak(2, screen("second"), tap) is Answered.SHOWN
    assert ana.shown == [("second", True)]
    ana.refusals["editMessageText"] = [bad_request("message can't be edited")]
    assert await ana.speak(3, screen("third"), await ana.tap("On")) is Answered.SHOWN
    assert ana.shown == [("second", False), ("third", True)], "the old one loses its buttons"
    inaccessible = Tap((await ana.tap("On")).query_id, None)
    assert await ana.speak(4, screen("fourth"), inaccessible) is Answered.SHOWN
    assert ana.shown[-1] == ("fourth", True)


async def test_a_tap_too_old_to_be_answered_still_shows_its_screen(ana: Speaking) -> None:
    for turn, refusal in enumerate((TOO_OLD, OSError("reset"), Refusal(429, "Too Many Requests", 1))):
        await ana.speak(2 * turn + 1, screen("first"))
        tap = await ana.tap("On")
        ana.refusals["answerCallbackQuery"] = [refusal]
        assert await ana.speak(2 * turn + 2, screen("second"), tap) is Answered.SHOWN
        assert ana.shown[-1] == ("second", True)


async def test_blocked_is_told_apart_from_what_went_wrong(
    ana: Speaking, caplog: pytest.LogCaptureFixture
) -> None:
    await ana.speak(1, screen("first"))
    tap = await ana.tap("On")
    ana.person.block()
    assert await ana.speak(2, screen("second")) is Answered.BLOCKED
    assert await ana.speak(3, screen("third"), tap) is Answered.BLOCKED
    assert caplog.messages == []
    ana.person.unblock()
    assert await ana.speak(4, screen("fourth")) is Answered.SHOWN
    ana.refusals["sendMessage"] = [bad_request("can't parse entities")]
    assert await ana.speak(5, screen("fifth")) is Answered.FAILED
    ana.refusals["sendMessage"] = [OSError("reset")]
    assert await ana.speak(6, screen("sixth")) is Answered.FAILED
    assert caplog.messages == ["an answer could not be shown"] * 2
    too_much = Screen(own("x" * 5000))
    assert await ana.speak(7, too_much) is Answered.FAILED


async def test_a_reply_waits_as_long_as_telegram_asks_and_then_shows() -> None:
    async with Talk.sandbox() as telegram:
        limited = type(telegram)(now=telegram.now, seed=1, limit=Limits(per_chat=1, retry_after=1))
        ana, bo = Speaking(limited), Speaking(limited)
        await ana.speak(1, screen("first"))
        started = monotonic()

        async def other() -> float:
            assert await bo.speak(1, screen("other")) is Answered.SHOWN
            return monotonic() - started

        outcome, quick = await asyncio.gather(ana.speak(2, screen("second")), other())
        assert outcome is Answered.SHOWN
        assert monotonic() - started >= 1
        assert quick < 0.5, "another chat does not wait"
        assert ana.shown == [("first", True), ("second", True)]


async def test_a_request_for_a_location_comes_first_and_is_taken_away_again(ana: Speaking) -> None:
    await ana.speak(1, screen("start"))
    asking = screen("Type it", locate=own("Share"), locate_words=own("Where are you?"))
    assert await ana.speak(2, asking, await ana.tap("On")) is Answered.SHOWN
    assert ana.shown == [("start", False), ("Where are you?", False), ("Type it", True)]
    assert ana.person.view()["keyboard"]["rows"] == [[{"text": "Share", "request_location": True}]]
    assert await ana.speak(3, screen("there"), await ana.tap("On"), aside=own("All right")) is Answered.SHOWN
    assert ana.shown[-3:] == [("Type it", False), ("All right", False), ("there", True)]
    assert ana.person.keyboard is None


async def test_a_map_and_a_file_come_before_the_text_and_the_old_buttons_go(ana: Speaking) -> None:
    await ana.speak(1, screen("start"))
    whole = screen(
        "the text",
        venue=Venue(own("Garden & co"), own("Street 1"), Point(51.8, 4.6)),
        document=Document("mydata.json", b'{"a": 1}', own("Your data")),
    )
    assert await ana.speak(2, whole, await ana.tap("On")) is Answered.SHOWN
    said: list[Message] = [message for message in ana.person.messages if message.from_bot]
    assert [(message.kind, message.text, bool(message.inline)) for message in said] == [
        ("text", "start", False),
        ("venue", "", False),
        ("document", "Your data", False),
        ("text", "the text", True),
    ]
    assert said[1].detail == "Garden & co, Street 1"
    assert ana.telegram.file(said[2].content["document"]["file_id"])[2] == b'{"a": 1}'
    spoken = [entry.mark for entry in ana.telegram.log if isinstance(entry, Spoke)]
    assert spoken[-1] == "buttons", "the old buttons go when the new ones are there"


def png(side: int) -> bytes:
    """A white square."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    pixels = zlib.compress((b"\0" + b"\xff" * side) * side)
    header = struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0)
    parts = (chunk(b"IHDR", header), chunk(b"IDAT", pixels), chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


async def test_what_takes_time_is_made_when_it_goes_beside_the_loop_over_http() -> None:
    """Nothing is drawn before the answer goes out, and nobody else waits for what is drawn."""
    drawn: list[threading.Thread] = []
    other_spoke = threading.Event()

    def draw(content: bytes) -> bytes:
        drawn.append(threading.current_thread())
        assert other_spoke.wait(10), "the loop goes on while this is drawn"
        return content

    async with Talk.sandbox() as telegram:
        ana, bo = telegram.add_person("Ana", "en"), telegram.add_person("Bo", "en")
        ana.say("hello")
        bo.say("hello")
        whole = screen(
            "the text",
            picture=Picture("ask.png", lambda: draw(png(64)), own("To <post>")),
            document=Document("ask.pdf", lambda: draw(b"%PDF-1.4"), own("To print")),
        )
        assert not whole.alone
        assert drawn == []
        runner, address = await serve(telegram)
        async with client(telegram.token, address) as bot:
            voice = Voice(bot)
            slow = asyncio.ensure_future(voice.speak(Said(ana.id, 1, whole, None), None))
            assert await voice.speak(Said(bo.id, 1, screen("quick"), None), None) is Answered.SHOWN
            other_spoke.set()
            assert await slow is Answered.SHOWN
        await runner.cleanup()
        assert len(drawn) == 2
        assert threading.main_thread() not in drawn
        said: list[Message] = [message for message in ana.messages if message.from_bot]
        assert [(message.kind, message.text, bool(message.inline)) for message in said] == [
            ("photo", "To <post>", False),
            ("document", "To print", False),
            ("text", "the text", True),
        ]
        assert telegram.file(said[0].content["photo"][0]["file_id"])[2] == png(64)
        assert said[0].content["photo"][0]["width"] == 64
        sent = said[1].content["document"]
        assert (sent["file_name"], sent["mime_type"]) == ("ask.pdf", "application/pdf")
        assert telegram.file(sent["file_id"])[2] == b"%PDF-1.4"
        assert telegram.faults == []


async def test_a_file_that_cannot_be_made_is_an_answer_that_failed(
    ana: Speaking, caplog: pytest.LogCaptureFixture
) -> None:
    def draw() -> bytes:
        raise ValueError("no room for Fatima")

    assert await ana.speak(1, screen("x", document=Document("a.pdf", draw, own("a")))) is Answered.FAILED
    assert caplog.messages == ["an answer could not be shown"]
    assert "Fatima" not in caplog.text, "what was to be drawn stays out of the log"
    assert await ana.speak(2, screen("next")) is Answered.SHOWN


async def test_the_memory_of_turns_is_bounded(ana: Speaking, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.telegram.voice.REMEMBERED", 3)
    for chat in range(5):
        person = ana.telegram.add_person(f"P{chat}", "en")
        person.say("hello")
        assert await ana.voice.speak(Said(person.id, 5, screen("x"), None), None) is Answered.SHOWN
    assert len(ana.voice._drawn) == 3
    assert await ana.voice.speak(Said(person.id, 4, screen("x"), None), None) is Answered.OUTDATED
