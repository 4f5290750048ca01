"""People who do anything at all on their phones, by chance: for a test of what must hold whatever they do."""

import re
from collections.abc import Callable, Sequence
from random import Random

from campaign.experiments import Trying
from campaign.exporting import Format, What
from campaign.groups import Dimension
from campaign.inviting import Paper, Phone, Place
from campaign.leaving import Leaving, Why
from campaign.lots import Way
from campaign.screening import Check
from campaign.values import (
    Answer,
    Company,
    Door,
    Dutch,
    Fit,
    Like,
    Often,
    OrganisationState,
    Reason,
    Task,
    Travel,
)
from dialogs.pages import COMMANDS, site
from sandbox.keyboards import Markup, buttons, rows_of
from sandbox.log import Did
from sandbox.messages import Message
from sandbox.person import Person, Tap
from sandbox.telegram import Telegram

TEXTS: Sequence[str] = (
    "3331",
    "3331 AB",
    "1012",
    "9712",
    "0999",
    "Zwijndrecht",
    "Zwindrecht",
    "Hengelo",
    "10115 Berlin",
    "hello",
    "I would love to, but when does it stop?",
    "stop",
    "ja",
    "No, thanks",
    "misschien",
    "STOP!",
    "geen berichten meer",
    "0612345678",
    "+31 6 1234 5678",
    "Ana Maria",
    "<b>&amp;</b> {name} %s \\n",
    "' OR 1=1; --",
    "x" * 4_096,
    "😀" * 2_048,
    "a\u0301" * 1_000,
    "\x00\x01\x07\x1b[31m",
    "\u200b",
    "\u202eabc\u202c \u2066x\u2069",
    "أمستردام",
    "שלום ٣٣٣١",
    "/",
    "/settings",
    "/start@another_bot x",
    "/START " + "y" * 80,
)
PLACES = ((51.8165, 4.6433), (52.3731, 4.8926), (53.9, 3.6), (40.4, -3.7), (-90.0, 180.0))
ODD_NUMBERS = ("0", "00", "-1", "10", "99", "9999999999", "99999999999", "1e3", "٣", "")
WORDS: dict[str, Sequence[str]] = {
    "digit": tuple("059"),
    "switch": ("on", "off"),
    "like": tuple(Like),
    "often": tuple(Often),
    "door": tuple(Door),
    "fit": tuple(Fit),
    "answer": tuple(Answer),
    "reason": tuple(Reason),
    "day": tuple("0123456"),
    "part": tuple("012"),
    "dutch": tuple(Dutch),
    "task": tuple(task.code for task in Task),
    "state": tuple(OrganisationState),
    "check": tuple(Check),
    "travel": tuple(Travel),
    "company": tuple(Company),
    "leaving": tuple(Leaving),
    "why": tuple(Why),
    "word": (
        "en",
        "nl",
        "xx",
        "3331",
        "weekdays",
        "varies",
        "untrue",
        "home",
        "profile",
        "⁠",
        "anything",
        "here",
    ),
    "place": tuple(Place),
    "paper": tuple(Paper),
    "phone": tuple(Phone),
    "trying": tuple(Trying),
    "way": tuple(str(way.value) for way in Way),
    "dimension": tuple(Dimension),
    "what": tuple(What),
    "format": tuple(Format),
    "date": ("20270118", "20270124", "20271332", "0"),
    "address": ("home", "near/0", "start", "likes/nature/on", "unclear/home"),
}
LINKS = {"i_garden": 1, "i_soup": 2, "i_canteen": 5, "i_anything": None, "c_poster": None}
"""Links that somebody sent them, with what they ask for."""
TOLD = (
    "",
    "",
    "?a1",
    "?a1p3331",
    "?a0p3331",
    "?a1p1012lFFt1FFFFFo2d1f3r25n1",
    "?p9999",
    "?a1lFFFFFFFFFFFFr7",
)
BEGINNINGS = (
    "ask?a1p3331",
    "near?a1p3331",
    "near?a0p3331",
    "place?a1",
    "keep/on?a1p3331",
    "keep/on?a1p3331lFFt1FFFFFr5n1",
    "keep/N/no/far/on?a1p3331",
    "keep/N/yes/on?a1p3331",
    "keep/N/yes/on?a1p3331",
    "keep/N/yes/on?a1",
)
"""Addresses that lead into the middle of the talk at once; N is an opportunity."""
DEEP = (
    "reply",
    "keep",
    "share",
    "date",
    "plan",
    "cancel",
    "answered",
    "resume",
    "grid",
    "again",
    "forget/yes",
)
PATTERNS = tuple(route.pattern for route in site().routes)
_PIECE = re.compile(r"\{\w+:(\w+)\}")
_BYTES = 64


class Someone:
    """A person who takes up the phone and does something; `seen` are the addresses of all their buttons."""

    def __init__(self, telegram: Telegram, chance: Random, number: int) -> None:
        language = chance.choice(("en", "en", "en", "nl", "ar", None))
        handle = f"person_{number}" if chance.random() < 0.5 else None
        name = chance.choice(("Ana", "Jan-Willem", "فاطمة", "<b>&", "x" * 64, "😀", "\u202eevil", "A\u0000B"))
        self.phone: Person = telegram.add_person(f"{name} {number}", language, username=handle)
        self.seen: list[str] = []
        self._telegram = telegram
        self._chance = chance
        self._doings: tuple[tuple[Callable[[], None], int], ...] = (
            (self._tap_the_newest, 56),
            (self._tap_any, 8),
            (self._tap_twice, 4),
            (self._write, 8),
            (self._give_a_place, 3),
            (self._command, 6),
            (self._open_a_link, 4),
            (self._send_something, 2),
            (self._press_an_old_address, 6),
            (self._press_a_forged_address, 10),
            (self._erase_everything, 2),
            (self._block, 2),
        )

    def does_something(self) -> None:
        """One thing, whatever it is."""
        if self.phone.blocked:
            if self._chance.random() < 0.5:
                self.phone.unblock()
            return
        if not self.phone.started:
            self._begin()
            return
        if self._chance.random() < 0.6 and (self.phone.keyboard is not None or self._is_asked_to_type()):
            self._give_a_place() if self.phone.keyboard is not None else self._write()
            return
        doing, weight = zip(*self._doings, strict=True)
        self._chance.choices(doing, weight)[0]()

    def sees(self, markup: Markup | None) -> None:
        """Remember the buttons of a message, for as long as they live."""
        self.seen += (button["callback_data"] for *_, button in buttons(markup) if "callback_data" in button)

    def _begin(self) -> None:
        if self._chance.random() < 0.3:
            self._open_a_link()
            return
        self.phone.say("/start" if self._chance.random() < 0.8 else self._chance.choice(TEXTS))
        if self._chance.random() < 0.8:
            self.press(self._chance.choice(BEGINNINGS).replace("N", str(self._chance.randrange(1, 10))))

    def _is_asked_to_type(self) -> bool:
        newest = self.phone.messages[-1] if self.phone.messages else None
        return newest is not None and [len(row) for row in rows_of(newest.inline)] == [1]

    def _places(self, message: Message) -> list[tuple[int, int, int]]:
        """Where the buttons of a message are, those that lead further more often."""
        return [
            (message.id, row, column)
            for row, column, button in buttons(message.inline)
            if "callback_data" in button
            for _ in range(3 if button["callback_data"].startswith(DEEP) else 1)
        ]

    def _tap_the_newest(self) -> None:
        for message in reversed(self.phone.messages):
            if places := self._places(message):
                self.phone.press(*self._chance.choice(places))
                return
        self._write()

    def _tap_any(self) -> None:
        if places := [place for message in self.phone.messages for place in self._places(message)]:
            self.phone.press(*self._chance.choice(places))

    def _tap_twice(self) -> None:
        for message in reversed(self.phone.messages):
            if places := self._places(message):
                place = self._chance.choice(places)
                self.phone.press(*place)
                self.phone.press(*place)
                return

    def _write(self) -> None:
        if self._chance.random() < 0.1:
            pool = [chr(self._chance.randrange(0x20, 0xD7FF)) for _ in range(self._chance.randrange(1, 200))]
            self.phone.say("".join(pool).strip() or "?")
        else:
            self.phone.say(self._chance.choice(TEXTS))

    def _give_a_place(self) -> None:
        if self._chance.random() < 0.4:
            self.phone.share_location(*self._chance.choice(PLACES))
        else:
            self.phone.say(self._chance.choice(TEXTS[:9]))

    def _command(self) -> None:
        self.phone.say(f"/{self._chance.choice(tuple(COMMANDS))}")

    def _open_a_link(self) -> None:
        payload = self._chance.choice((*LINKS, "i_nothing"))
        self.phone.open_link(f"https://t.me/{self._telegram.username}?start={payload}")

    def _send_something(self) -> None:
        phone = self.phone
        self._chance.choice((phone.send_photo, phone.send_sticker, phone.send_voice, phone.send_contact))()

    def _erase_everything(self) -> None:
        self.press("forget/yes")
        if self._chance.random() < 0.5:
            self._press_an_old_address()

    def _block(self) -> None:
        if self._chance.random() < 0.5:
            self.phone.say("/help")
        self.phone.block()

    def _press_an_old_address(self) -> None:
        if self.seen:
            self.press(self._chance.choice(self.seen))

    def _press_a_forged_address(self) -> None:
        make = self._chance.choice(
            (self._patterned, self._patterned, self._patterned, self._mutated, self._random)
        )
        self.press(make().encode()[:_BYTES].decode(errors="ignore"))

    def _patterned(self) -> str:
        path = _PIECE.sub(lambda piece: self._piece(piece[1]), self._chance.choice(PATTERNS))
        return path + self._chance.choice(TOLD)

    def _piece(self, kind: str) -> str:
        if kind == "int" or self._chance.random() < 0.1:
            return self._chance.choice(ODD_NUMBERS) if self._chance.random() < 0.3 else str(self._number())
        return str(self._chance.choice(WORDS[kind]))

    def _number(self) -> int:
        """One of the nine opportunities, mostly one whose buttons were seen."""
        known = re.findall(r"/(\d)\b", " ".join(self.seen[-20:]))
        return (
            int(self._chance.choice(known))
            if known and self._chance.random() < 0.7
            else self._chance.randrange(11)
        )

    def _mutated(self) -> str:
        address = list(self._chance.choice(self.seen)) if self.seen else ["x"]
        for _ in range(self._chance.randrange(1, 4)):
            place = self._chance.randrange(len(address))
            address[place] = self._chance.choice(("", "/", "?", "0", "9", "a", "é", address[place] * 2))
        return "".join(address)

    def _random(self) -> str:
        return "".join(chr(self._chance.randrange(1, 0x2FFF)) for _ in range(self._chance.randrange(0, 40)))

    def press(self, address: str) -> None:
        """Press a button that Telegram shows nowhere any more, or never did."""
        sandbox, phone = self._telegram, self.phone
        tap = Tap(str(sandbox.chance.getrandbits(62)), phone, address, sandbox.now())
        sandbox.taps[tap.id] = tap
        query = {
            "id": tap.id,
            "from": phone.user,
            "chat_instance": phone.chat.instance,
            "data": address,
        }
        said = [message for message in phone.messages if message.from_bot]
        if said:
            under = self._chance.choice(said[-3:])
            gone = {"chat": phone.chat.wire, "message_id": under.id, "date": 0}
            query["message"] = gone if self._chance.random() < 0.2 else under.wire()
        sandbox.updates.add("callback_query", query)
        sandbox.log.append(Did(sandbox.now(), phone.name, f"(presses an address: {address!r})"))
