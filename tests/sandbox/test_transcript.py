"""A talk in plain text is played against a bot, and a talk that took place is written down."""

from datetime import datetime, timedelta
from typing import Any

import pytest
import telegram as ptb

from sandbox import steps
from sandbox.person import Person
from sandbox.telegram import Telegram
from sandbox.transcript import Transcript, play, write

from .conftest import Clock, ReadBack


def keyboard(*rows: list[str]) -> dict[str, Any]:
    return {
        "inline_keyboard": [[{"text": label, "callback_data": label[:9]} for label in row] for row in rows]
    }


class Gardener:
    """A small bot that knows nothing but one garden; it reminds three days after a yes."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.telegram: Telegram = ReadBack(now=clock.now, seed=3)
        self.rebuilt = 0
        self.due: list[tuple[datetime, int]] = []
        self.answers = True

    async def settle(self) -> None:
        offset = 0
        while updates := await self.telegram.call("getUpdates", {"offset": offset}):
            for update in updates:
                offset = update["update_id"] + 1
                if query := update.get("callback_query"):
                    await self.tapped(query)
                elif message := update.get("message"):
                    await self.told(message)

    async def restart(self) -> None:
        self.rebuilt += 1

    async def pass_time(self, time: timedelta) -> None:
        self.clock.moment += time
        for moment, chat_id in self.due:
            if moment <= self.clock.now():
                await self.say(chat_id, "Tomorrow is the day!", reply_markup=keyboard(["I come", "I can't"]))
        self.due = [one for one in self.due if one[0] > self.clock.now()]

    async def say(self, chat_id: int, text: str, **more: Any) -> None:
        await self.telegram.call(
            "sendMessage", {"chat_id": chat_id, "text": text, "parse_mode": "HTML", **more}
        )

    async def told(self, message: dict[str, Any]) -> None:
        chat_id, text = message["chat"]["id"], message.get("text", "")
        if text == "/start":
            tongue = message["from"].get("language_code", "?")
            await self.say(
                chat_id,
                f"Welcome, \u2068{message['from']['first_name']}\u2069!\n\nYou speak {tongue}.",
                reply_markup=keyboard(["\u2068English\u2069", "Türkçe"], ["العربية"]),
            )
        elif text.startswith("/start "):
            await self.say(chat_id, f"You come from {text[7:]}.")
        elif text == "where":
            place = {"keyboard": [[{"text": "📍 Share my place", "request_location": True}]]}
            await self.say(chat_id, "Where are you?", reply_markup=place | {"one_time_keyboard": True})
        elif "location" in message:
            spot = {"chat_id": chat_id, "title": "The garden", "address": "Street 1, Zwijndrecht"}
            await self.telegram.call("sendVenue", spot | message["location"])
            await self.say(chat_id, "This one?", reply_markup=keyboard(["Yes", "No"], ["More"]))
        elif text == "data":
            file = {"f": ptb.InputFile(b"{}", filename="mydata.json")}
            await self.telegram.call("sendDocument", {"chat_id": chat_id, "document": "attach://f"}, file)
        elif text == "invite":
            link = f"https://t.me/{self.telegram.username}?start=from_{chat_id}"
            share = f"https://t.me/share/url?url={link.replace('=', '%3D').replace('?', '%3F')}"
            button = {"inline_keyboard": [[{"text": "Share", "url": share}]]}
            await self.say(chat_id, "Pass it on", reply_markup=button)
        else:
            await self.say(chat_id, f"You said: {text or next(iter(message.keys() - KNOWN))}")

    async def tapped(self, query: dict[str, Any]) -> None:
        message, chat_id = query["message"], query["message"]["chat"]["id"]
        if self.answers:
            toast = {"text": "Saved"} if query["data"] == "Yes" else {}
            await self.telegram.call("answerCallbackQuery", {"callback_query_id": query["id"], **toast})
        if query["data"] == "Yes":
            self.due.append((self.clock.now() + timedelta(days=3), chat_id))
            for other in self.telegram.people.values():
                if other.name == "Ben" and other.id != chat_id:
                    await self.say(other.id, f"{query['from']['first_name']} comes")
        edited = {"chat_id": chat_id, "message_id": message["message_id"], "text": f"Chosen: {query['data']}"}
        await self.telegram.call("editMessageText", edited)

    async def play(self, transcript: str | Transcript, **more: Any) -> None:
        await play(
            transcript,
            self.telegram,
            settle=self.settle,
            restart=self.restart,
            pass_time=self.pass_time,
            **more,
        )


KNOWN = {"message_id", "date", "chat", "from"}


@pytest.fixture
def bot(clock: Clock) -> Gardener:
    return Gardener(clock)


JOURNEY = """
# A first talk.
--- Ana uses Telegram in Turkish (tr)

Ana: /start
bot: Welcome, Ana!
     You speak tr.
     [English] [Türkçe]
     [العربية]
Ana: [English]
bot (edits): Chosen: …English…
Ana: where
bot: Where are you?
bot (keyboard): [📍 …]
Ana: 📍 52.37, 4.89
bot (venue): The garden, Street 1, …
bot: This one?
     [Yes] […]
Ana: [Yes]
bot (toast): Saved
bot: Chosen: Yes
--- three days pass
bot: Tomorrow is the day!
     [I come] [I can't]
--- the bot restarts
Ana: [I can't]
bot: Chosen: …
Ana: data
bot (document): mydata.json
Ana: (photo)
bot: You said: photo
Ana: (blocks the bot)
Ana: (unblocks the bot)
Ana: two lines
     of text
bot: You said: two lines
     of text
"""


async def test_a_journey_is_played_and_survives_restarts_between_all_steps(
    bot: Gardener, clock: Clock
) -> None:
    began = clock.now()
    await bot.play(JOURNEY)
    assert clock.now() - began == timedelta(days=3)
    assert bot.rebuilt == 1
    assert [person.language_code for person in bot.telegram.people.values()] == ["tr"]
    again = Gardener(Clock())
    await again.play(Transcript.parse(JOURNEY), restart_between=True)
    acts = [
        step for step in Transcript.parse(JOURNEY).steps if not isinstance(step, steps.Expected | steps.Uses)
    ]
    assert again.rebuilt == len(acts)


async def test_what_was_said_can_be_written_down_and_played_again(bot: Gardener) -> None:
    await bot.play(JOURNEY)
    written = write(bot.telegram)
    assert written.startswith(
        "--- Ana uses Telegram in (tr)\n"
        "Ana: /start\n"
        "bot: Welcome, Ana!\n"
        "     You speak tr.\n"
        "     [English] [Türkçe]\n"
        "     [العربية]\n"
        "Ana: [English]\n"
    )
    assert "--- 3 days pass\nbot: Tomorrow is the day!" in written
    again = Gardener(Clock())
    await again.play(written)
    assert write(again.telegram) == written


SAID = {
    "another text": ("Ana: x\nbot: You said: y", "line 2"),
    "too few": ("Ana: x\nbot: You said: x\nbot: And more", "line 2"),
    "too many": ("Ana: 📍 1.5, 2.5\nbot: This one?\n     [Yes] [No]\n     [More]", "line 2"),
    "a wrong order": ("Ana: 📍 1.5, 2.5\nbot: This…\n     […]\nbot (venue): …", "line 2"),
    "no buttons listed": ("Ana: /start\nbot: Welcome, Ana!…", "line 2"),
    "a button too few": ("Ana: /start\nbot: …\n     [English]\n     [العربية]", "line 2"),
    "a row too few": ("Ana: /start\nbot: …\n     [English] [Türkçe]", "line 2"),
    "an edit that was a message": ("Ana: x\nbot (edits): You said: x", "line 2"),
    "no button to tap": (
        "Ana: /start\nAna: [Deutsch]",
        "line 2: Ana sees no button [Deutsch] but [English], ",
    ),
    "nothing more though it says so": ("Ana: x\nbot: You said: x\nbot: …", "line 2"),
    "a location button": ("Ana: where\n\nAna: [📍 Share my place]", "line 3: this button asks where"),
}


@pytest.mark.parametrize("name", SAID)
async def test_a_difference_is_shown_with_its_line(bot: Gardener, name: str) -> None:
    transcript, said = SAID[name]
    with pytest.raises(AssertionError) as failure:
        await bot.play(transcript)
    assert str(failure.value).startswith(said)


async def test_the_difference_can_be_read(bot: Gardener) -> None:
    with pytest.raises(AssertionError) as failure:
        await bot.play("# 1\nAna: /start\nbot: Hello!\n     You speak …\n     [English]")
    title, *difference = str(failure.value).splitlines()
    assert title == "line 3: the bot says something else to Ana (- expected, + said)"
    assert [line for line in difference if line.startswith("-")] == [
        "- bot: Hello!",
        "-      You speak …",
        "-      [English]",
    ]
    assert [line for line in difference if line.startswith("+")] == [
        "+ bot: Welcome, Ana!",
        "+      You speak en.",
        "+      [English] [Türkçe]",
        "+      [العربية]",
    ]


@pytest.mark.parametrize(
    "transcript",
    [
        "Ana: /start\nbot: …",
        "Ana: /start\nbot: Welcome…\n     […]",
        "Ana: /start\nbot: …en.\n     [English] […]\n     [العربية]",
        "Ana: /start\nbot: …\n     [English] […]",
        "Ana: /start\nbot: …\n     […]\n     [العربية]",
        "Ana: /start\nbot: …\n     [Engl…] [T…]\n     […]",
        "Ana: 📍 1.5, 2.5\nbot: …\nbot: This one?\n     […]",
        "Ana: 📍 1.5, 2.5\nbot (venue): …\nbot: …",
        "Ana: 📍 1.5, 2.5\nbot (venue)\nbot: …",
        "Ana: 📍 1.5, 2.5\nbot: …",
        "Ana: where\nbot: Where are you?",
        "Ana: /start",
    ],
)
async def test_dots_stand_for_anything(bot: Gardener, transcript: str) -> None:
    await bot.play(transcript)


async def test_a_tap_that_is_never_answered_and_a_fault_are_found(bot: Gardener) -> None:
    bot.answers = False
    with pytest.raises(AssertionError, match=r"line 2: never answered: Ana: \[English\]"):
        await bot.play("Ana: /start\nAna: [English]")

    async def settle() -> None:
        bot.telegram.faults.append("sendDice: Not Found")

    with pytest.raises(AssertionError, match="line 1: sendDice: Not Found"):
        await play("Ben: x", bot.telegram, settle=settle, restart=bot.restart, pass_time=bot.pass_time)
    await bot.play("Ben: what was wrong before does not count")


async def test_several_people_hear_what_is_said_to_them(bot: Gardener) -> None:
    beginning = "Ben: /start\nAna: 📍 1.5, 2.5\n"
    await bot.play(beginning + "Ana: [Yes]\nbot (to Ben): Ana comes\nbot (toast): …\nbot: Chosen: Yes")
    other = Gardener(Clock())
    with pytest.raises(AssertionError, match="something else to Ben"):
        await other.play(beginning + "Ana: [Yes]\nbot (toast): Saved\nbot: Chosen: Yes")


async def test_an_older_button_of_the_same_name_can_be_tapped(bot: Gardener) -> None:
    await bot.play("Ana: 📍 1.5, 2.5\nAna: 📍 2.5, 3.5\nAna: [No] (older)\nbot: Chosen: No")
    first, second = (message for message in bot.telegram.people[1001].messages if message.kind == "text")
    assert (first.text, second.text) == ("Chosen: No", "This one?")
    assert "Ana: [No] (older)" in write(bot.telegram)


async def test_a_friend_opens_the_link_that_was_passed_on(bot: Gardener) -> None:
    await bot.play(
        "Ana: invite\nbot: Pass it on\n     [Share]\nAna: [Share]\n"
        "Özgür O'Neill: (opens Ana's link)\nbot: You come from from_1001.\n"
        "Özgür O'Neill: (opens other-1)\nbot: You come from other-1.\n"
        "Ana: (forwards to Özgür O'Neill)"
    )
    assert bot.telegram.people[1002].letters[-1].sender == bot.telegram.people[1001].user
    with pytest.raises(AssertionError, match="Ana has no link to this bot"):
        await Gardener(Clock()).play("Ben: (opens Ana's link)")


async def test_time_can_be_set_to_a_moment_in_the_campaigns_time_zone(bot: Gardener, clock: Clock) -> None:
    await bot.play("Ana: x\n--- it is 2027-01-18 10:00\nAna: y\n--- it is 2027-07-19T10:00+00:00")
    assert clock.now().isoformat() == "2027-07-19T10:00:00+00:00"
    await Gardener(clock).play("--- it is 2028-07-19 10:00", time_zone="Asia/Tokyo")
    assert clock.now().isoformat() == "2028-07-19T01:00:00+00:00"


def test_every_kind_of_step_is_read() -> None:
    read = Transcript.parse(
        "أمينة: مرحبا\n"
        "Ana: \\[not a tap]\n"
        "Ana: [Ja, \u2068graag\u2069!]\n"
        "Ana: [Ja] (older 2)\n"
        "Ana: 📍 -52.5,4\n"
        "Ana: (photo)\n"
        "Ana: (voice)\n"
        "Ana: (voice 4 s)\n"
        "Ana: (forbids voice messages)\n"
        "--- a week and 2 hours pass\n"
        "--- 10 minutes pass\n"
        "--- Ben uses Telegram in (-)\n"
        "bot (to Ben, toast): Saved\n"
    )
    assert read.steps == (
        steps.Said("أمينة", "مرحبا", 1),
        steps.Said("Ana", "[not a tap]", 2),
        steps.Tapped("Ana", "Ja, graag!", 0, 3),
        steps.Tapped("Ana", "Ja", 2, 4),
        steps.Shared("Ana", -52.5, 4.0, 5),
        steps.Sent("Ana", "photo", 6),
        steps.Spoken("Ana", 1, 7),
        steps.Spoken("Ana", 4, 8),
        steps.Forbade("Ana", True, 9),
        steps.Passed(timedelta(days=7, hours=2), 10),
        steps.Passed(timedelta(minutes=10), 11),
        steps.Uses("Ben", None, 12),
        steps.Expected("Ben", "toast", "Saved", None, 13),
    )


@pytest.mark.parametrize(
    ("transcript", "said"),
    [
        ("Ana: x\nwho knows", "line 2: who does this"),
        ("     x", "line 1: nothing to continue"),
        ("Ana: (dances)", "line 1: Ana cannot do this"),
        ("Ana (toast): x", "line 1: (toast) goes after"),
        ("Ana: x\n\nbot (sings): x", "line 3: the bot cannot do this: sings"),
        ("--- the end", "line 1: what happens"),
        ("--- many days pass", "line 1: how many? many"),
    ],
)
def test_a_line_that_cannot_be_read_is_named(transcript: str, said: str) -> None:
    with pytest.raises(ValueError, match="line") as wrong:
        Transcript.parse(transcript)
    assert str(wrong.value).startswith(said)


async def test_an_expectation_needs_something_that_happened(bot: Gardener) -> None:
    with pytest.raises(ValueError, match="line 1: nothing has happened yet"):
        await bot.play("bot: Hello")


async def test_what_is_typed_is_written_so_that_it_is_read_as_typed(bot: Gardener, clock: Clock) -> None:
    ana: Person = bot.telegram.add_person("Ana", "en")
    for text in ("[x]", "(photo)", "📍 1, 2", "\\x", "a: b"):
        ana.say(text)
    clock.forward(hours=25, minutes=1)
    ana.send_photo()
    ana.send_voice(12)
    ana.forbid_voice(forbids=True)
    ana.forbid_voice(forbids=False)
    bot.telegram.note("the bot restarts")
    written = write(bot.telegram)
    assert written.splitlines()[5:] == [
        "--- 1 day 1 hour 1 minute pass",
        "Ana: (photo)",
        "Ana: (voice 12 s)",
        "Ana: (forbids voice messages)",
        "Ana: (allows voice messages)",
        "--- the bot restarts",
    ]
    said = [step.text for step in Transcript.parse(written).steps if isinstance(step, steps.Said)]
    assert said == ["[x]", "(photo)", "📍 1, 2", "\\x", "a: b"]
