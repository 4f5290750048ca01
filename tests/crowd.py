"""A crowd that does anything at all in one town, and what must hold after everything it does."""

import logging
import sqlite3
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import islice
from random import Random

from aiogram.types import Update
from telegram.constants import InlineKeyboardButtonLimit, InlineKeyboardMarkupLimit, MessageLimit

from bot.rounds import run_rounds
from bot.webhook import ALLOWED
from campaign.weeks import RETENTION
from sandbox.keyboards import buttons
from sandbox.log import Did, Happened, Spoke
from sandbox.transcript import write
from tests.random_people import Someone
from tests.recount import coarse, recount, tallied
from tests.talk import Talk

LENGTHS = (8, 13)
"""How many things each of them does, at least and below."""
AGAIN = 2
"""Updates that come again after each turn."""
LABEL = 140
"""Characters of a label at most: an organisation's title stands on some."""
REDELIVERED = timedelta(hours=24)
"""How long Telegram keeps an update, to send it again."""
JUMPS = tuple(timedelta(hours=hours) for hours in (1, 1, 12, 25, 25, 49, 24 * 5, 24 * 40))

RULES = {
    "a citizen agreed to keeping, and it stands": """
        SELECT c.chat_id FROM citizens c LEFT JOIN consents k
        ON k.citizen_id = c.id AND k.kind = 'keep' AND k.withdrawn IS NULL
        GROUP BY c.id HAVING count(k.id) != 1""",
    "no consent stands without a citizen": """
        SELECT id FROM consents WHERE citizen_id IS NULL AND withdrawn IS NULL""",
    "to be asked again is agreed to, and logged": """
        SELECT c.chat_id FROM citizens c LEFT JOIN consents k
        ON k.citizen_id = c.id AND k.kind = 'askagain' AND k.withdrawn IS NULL
        GROUP BY c.id HAVING count(k.id) != coalesce(c.may_ask, 0)""",
    "who stopped is not asked": "SELECT chat_id FROM citizens WHERE stopped AND may_ask",
    "what is shared belongs to one's own answer": """
        SELECT c.chat_id FROM introductions i JOIN citizens c ON c.id = i.citizen_id
        JOIN replies r ON r.id = i.reply_id WHERE r.citizen_id IS NOT i.citizen_id""",
    "who said yes has no place held besides": """
        SELECT h.chat_id FROM holds h JOIN citizens c ON c.chat_id = h.chat_id JOIN replies r
        ON r.citizen_id = c.id AND r.opportunity_id = h.opportunity_id AND r.answer = 'yes'""",
    "nobody is brought twice": """
        SELECT chat_id FROM openings WHERE first AND chat_id IS NOT NULL
        GROUP BY chat_id HAVING count(*) > 1""",
    "who is no citizen waits with no more told than an age": """
        SELECT id FROM chats WHERE id NOT IN (SELECT chat_id FROM citizens)
        AND waiting LIKE '%?%' AND waiting NOT LIKE '%?a_'""",
}
"""What must always hold: queries for what breaks it, by chat where there is one."""


class Wrong(logging.Handler):
    """Keeps what the bot logs as an error."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.records: list[tuple[int, str]] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Note where it went wrong."""
        more = (getattr(record, "error", ""), getattr(record, "where", ""))
        self.records.append((getattr(record, "update", 0), " ".join((record.getMessage(), *more))))


class Broken(AssertionError):
    """A rule that did not hold, and whose phones tell of it (nobody's: everybody's)."""

    def __init__(self, what: str, *chats: int) -> None:
        super().__init__(what)
        self.chats = chats


@dataclass
class Crowd:
    """Some people at once in one town, all on one seed: what they do, and what must hold after it."""

    talk: Talk
    database: sqlite3.Connection
    chance: Random
    wrong: Wrong
    people: dict[int, Someone] = field(default_factory=dict)
    received: list[tuple[datetime, int, Update]] = field(default_factory=list)
    read: int = 0
    stood: dict[int, tuple[int, str | None]] = field(default_factory=dict)
    past: Counter[int] = field(default_factory=Counter)

    def come(self, number: int) -> None:
        """So many people take up their phones."""
        for _ in range(number):
            someone = Someone(self.talk.telegram, self.chance, len(self.people))
            self.people[someone.phone.id] = someone

    async def press(self, addresses: Sequence[str]) -> None:
        """Everybody presses a button, the first the first; then one looks."""
        for someone, address in zip(self.people.values(), addresses, strict=False):
            someone.press(address)
        await self._handle()
        self._look()

    async def live(self) -> None:
        """Everybody does as many things as they like, in turns; the world goes on meanwhile."""
        lengths = [self.chance.randrange(*LENGTHS) for _ in self.people]
        for turn in range(max(lengths)):
            for someone, length in zip(self.people.values(), lengths, strict=True):
                if turn < length:
                    someone.does_something()
            await self._handle()
            self._look()
            await self._again()
            await self._meanwhile()
            self._look()
        await self._counted()

    async def _handle(self) -> None:
        """Take updates as the poller does, and remember them."""
        talk, offset = self.talk, None
        while updates := await talk.bot.get_updates(offset=offset, timeout=0, allowed_updates=ALLOWED):
            for update in updates:
                self.received.append((talk.clock.now(), _sender(update), update))
                await talk.edge.handle(update)
            offset = updates[-1].update_id + 1
            await talk.app.idle()

    async def _again(self) -> None:
        """Telegram sends some updates again, old ones too: nothing changes, and nobody else hears of it."""
        since = self.talk.clock.now() - REDELIVERED
        newest = {sender: update for _, sender, update in self.received if update.my_chat_member}
        able = [
            (sender, update)
            for moment, sender, update in self.received
            if moment > since and (not update.my_chat_member or newest[sender] is update)
        ]
        for sender, update in self.chance.sample(able, min(AGAIN, len(able))):
            before = self._dump()
            self.talk.telegram.note(f"update {update.update_id} comes again")
            await self.talk.edge.handle(update)
            await self.talk.app.idle()
            if changed := before ^ self._dump():
                raise Broken(f"update {update.update_id} came again, and changed {changed}", sender)

    async def _meanwhile(self) -> None:
        """The bot restarts, or time passes."""
        talk = self.talk
        if self.chance.random() < 0.15:
            talk.telegram.note("the bot restarts")
            await talk.restart()
        if self.chance.random() < 0.15:
            talk.clock.move(talk.clock.now() + self.chance.choice(JUMPS))
            await run_rounds(talk.app)
            await self._handle()
            self._expired()

    def _look(self) -> None:
        """Whatever was done: it was answered, nothing went wrong, and the rules hold."""
        telegram = self.talk.telegram
        if self.wrong.records:
            senders = {update.update_id: sender for _, sender, update in self.received}
            raise Broken(
                f"{self.wrong.records}", *(senders.get(number, 0) for number, _ in self.wrong.records)
            )
        if telegram.faults:
            raise Broken(f"{telegram.faults}")
        if taps := telegram.unanswered():
            raise Broken(f"never answered: {[tap.label for tap in taps]}", *(tap.person.id for tap in taps))
        self._listen()
        self._count_places()
        for rule, broken in RULES.items():
            if rows := self.database.execute(broken).fetchall():
                raise Broken(f"not true: {rule}", *(row[0] for row in rows))
        chats = dict(self.database.execute("SELECT id, blocked IS NOT NULL FROM chats").fetchall())
        for number, blocked in chats.items():
            if blocked != self.people[number].phone.blocked:
                raise Broken(f"blocked: {bool(blocked)}", number)

    def _listen(self) -> None:
        """What was said since fits Telegram's limits, and nobody who wrote was left without a word."""
        log = self.talk.telegram.log
        new = list(islice(log, self.read, None))
        self.read = len(log)
        names = {someone.phone.name: someone for someone in self.people.values()}
        spoken_to = {entry.person for entry in new if isinstance(entry, Spoke)}
        for entry in new:
            if isinstance(entry, Spoke):
                names[entry.person].sees(entry.markup)
                if reason := _too_much(entry):
                    raise Broken(reason, names[entry.person].phone.id)
            elif isinstance(entry, Did) and not entry.words.startswith(("[", "(")):
                phone = names[entry.person].phone
                if entry.person not in spoken_to and not phone.blocked:
                    raise Broken(f"nothing was said to {entry.words!r}", phone.id)

    def _count_places(self) -> None:
        """Taken are yeses that stand, places held, and what was past when its citizen was forgotten."""
        yes = "SELECT id, opportunity_id, on_date FROM replies WHERE answer = 'yes' AND citizen_id IS "
        now = f"{self.talk.clock.now():%Y-%m-%d %H:%M:%S}"
        for number, opportunity, _ in self.database.execute(yes + "NULL").fetchall():
            _, on_date = self.stood.pop(number, (0, None))
            self.past[opportunity] += on_date is not None and on_date < now
        self.stood = {
            number: (opportunity, on_date)
            for number, opportunity, on_date in self.database.execute(yes + "NOT NULL").fetchall()
        }
        held = Counter(number for (number,) in self.database.execute("SELECT opportunity_id FROM holds"))
        standing = Counter(opportunity for opportunity, _ in self.stood.values()) + self.past + held
        places = self.database.execute("SELECT id, taken, places FROM opportunities").fetchall()
        for opportunity, taken, there in places:
            if taken != standing[opportunity] or taken > there:
                raise Broken(f"{opportunity}: {taken} of {there} taken, {standing[opportunity]} stand")

    def _expired(self) -> None:
        """Of who is no citizen, nothing is kept for longer than a day after they wrote."""
        day_ago = f"{self.talk.clock.now() - RETENTION.visitors - timedelta(minutes=1):%Y-%m-%d %H:%M:%S}"
        old = self.database.execute(
            "SELECT id FROM chats WHERE seen < ? AND id NOT IN (SELECT chat_id FROM citizens)", (day_ago,)
        ).fetchall()
        if old:
            raise Broken("a visitor is remembered", *(row[0] for row in old))

    async def _counted(self) -> None:
        """The tallies tell what the rows tell, also of who is forgotten."""
        async with self.talk.app.store.look() as memory:
            told, there = coarse(await tallied(memory)), coarse(await recount(memory))
        if told != there:
            raise Broken(f"the tallies tell {told - there} too much, {there - told} too little")

    def _dump(self) -> set[str]:
        tables = self.database.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        return {
            f"{table}: {row}"
            for (table,) in tables
            for row in self.database.execute(f"SELECT * FROM {table}")
        }

    def transcript(self, chats: Sequence[int]) -> str:
        """What was said on these phones, or on all of them, as a transcript."""
        telegram = self.talk.telegram
        names = {self.people[chat].phone.name for chat in chats if chat in self.people}
        if names:
            shown = [one for one in telegram.log if isinstance(one, Happened) or one.person in names]
            telegram.log.clear()
            telegram.log.extend(shown)
        return write(telegram)


def _too_much(said: Spoke) -> str:
    shown = [button for *_, button in buttons(said.markup)]
    if len(said.text.encode("utf-16-le")) > 2 * MessageLimit.MAX_TEXT_LENGTH:
        return "a message is too long"
    if len(shown) > InlineKeyboardMarkupLimit.TOTAL_BUTTON_NUMBER:
        return "there are too many buttons"
    longest = InlineKeyboardButtonLimit.MAX_CALLBACK_DATA
    if any(len(button.get("callback_data", "").encode()) > longest for button in shown):
        return "an address is too long"
    return "" if all(0 < len(button["text"].strip()) <= LABEL for button in shown) else "a label does not fit"


def _sender(update: Update) -> int:
    event = update.callback_query or update.message or update.my_chat_member
    return event.from_user.id if event and event.from_user else 0
