"""Thousands of people who do anything at all: whatever they do, nothing goes wrong and the rules hold."""

import json
import logging
import re
import shutil
import sqlite3
from collections import Counter
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path
from random import Random

import pytest
from aiogram.types import Update

from bot.rounds import VISITORS_KEPT, run_rounds
from bot.telegram.edge import ALLOWED
from dialogs.languages import Languages
from sandbox.keyboards import buttons
from sandbox.log import Did, Happened, Spoke
from sandbox.transcript import write
from tests.random_people import Someone
from tests.talk import Talk
from tests.town import settle_town

LANGUAGES = Languages.load()
SEQUENCES, AT_ONCE = 2_000, 40
LENGTHS = (8, 15)
"""How many things each of them does, at least and below."""
REDELIVERED = timedelta(hours=24)
"""How long Telegram keeps an update, to send it again."""
JUMPS = tuple(timedelta(hours=hours) for hours in (1, 1, 12, 25, 25, 49, 24 * 5, 24 * 40))
_ONLY_AGE = re.compile(r"[^?]*(\?a[01])?")
_SOMETHING_KEPT = {"id", "language", "waiting", "turn", "keyboard", "seen", "blocked"}

RULES = {
    "taken is the number of yeses that stand": """
        SELECT o.id, o.places, o.taken, count(r.id) FROM opportunities o
        LEFT JOIN replies r ON r.opportunity_id = o.id AND r.answer = 'yes' AND r.citizen_id IS NOT NULL
        GROUP BY o.id HAVING o.taken < count(r.id) OR o.taken > o.places""",
    "a citizen agreed to keeping, and it stands": """
        SELECT c.id FROM citizens c LEFT JOIN consents k
        ON k.citizen_id = c.id AND k.kind = 'keep' AND k.withdrawn IS NULL
        GROUP BY c.id HAVING count(k.id) != 1""",
    "no consent stands without a citizen": """
        SELECT id FROM consents WHERE citizen_id IS NULL AND withdrawn IS NULL""",
    "to be asked again is agreed to, and logged": """
        SELECT c.id, c.may_ask, count(k.id) FROM citizens c LEFT JOIN consents k
        ON k.citizen_id = c.id AND k.kind = 'askagain' AND k.withdrawn IS NULL
        GROUP BY c.id HAVING count(k.id) != coalesce(c.may_ask, 0)""",
    "who stopped is not asked": "SELECT id FROM citizens WHERE stopped AND may_ask",
    "what is shared belongs to one's own yes or to what was one": """
        SELECT i.id FROM introductions i JOIN replies r ON r.id = i.reply_id
        WHERE r.citizen_id IS NULL OR r.citizen_id != i.citizen_id""",
}


class Wrong(logging.Handler):
    """Keeps what the bot logs as an error."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.records: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Note where it went wrong."""
        more = [str(getattr(record, name, "")) for name in ("update", "error", "where")]
        self.records.append(" ".join([record.getMessage(), *more]))


@dataclass
class Crowd:
    """Some people at once in one town, all on one seed; what they do and what must hold after it."""

    talk: Talk
    database: sqlite3.Connection
    chance: Random
    wrong: Wrong
    people: list[Someone] = field(default_factory=list)
    received: list[tuple[datetime, int, Update]] = field(default_factory=list)
    read: int = 0
    stood: dict[int, tuple[int, str | None]] = field(default_factory=dict)
    past: Counter[int] = field(default_factory=Counter)

    async def live(self) -> None:
        """Everybody does as many things as they like, in turns; the world goes on meanwhile."""
        for number in range(AT_ONCE):
            self.people.append(Someone(self.talk.telegram, self.chance, number))
        lengths = [self.chance.randrange(*LENGTHS) for _ in self.people]
        for turn in range(max(lengths)):
            for someone, length in zip(self.people, lengths, strict=True):
                if turn < length:
                    someone.does_something()
            await self._handle()
            self._look()
            await self._again()
            await self._meanwhile()
            self._look()

    async def _handle(self) -> None:
        """Take updates as the poller does, and remember them."""
        talk, offset = self.talk, None
        while updates := await talk.bot.get_updates(offset=offset, timeout=0, allowed_updates=ALLOWED):
            for update in updates:
                await talk.edge.handle(update)
                self.received.append((talk.clock.now(), _sender(update), update))
            offset = updates[-1].update_id + 1
            await talk.app.idle()

    async def _again(self) -> None:
        """Telegram sends some updates again, old ones too: nothing changes."""
        since = self.talk.clock.now() - REDELIVERED
        newest = {sender: update for _, sender, update in self.received if update.my_chat_member}
        able = [
            update
            for moment, sender, update in self.received
            if moment > since and (not update.my_chat_member or newest[sender] is update)
        ]
        if not able:
            return
        before = self._dump()
        for update in self.chance.sample(able, min(4, len(able))):
            self.talk.telegram.note(f"update {update.update_id} comes again")
            await self.talk.edge.handle(update)
        await self.talk.app.idle()
        after = self._dump()
        assert before == after, f"redelivered, and changed: {set(before) ^ set(after)}"

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

    def _look(self) -> None:
        """Whatever was done: it was answered, nothing went wrong, and the rules hold."""
        telegram = self.talk.telegram
        assert not self.wrong.records, self.wrong.records
        assert not telegram.faults, telegram.faults
        assert not telegram.unanswered(), telegram.unanswered()
        self._listen()
        for someone in self.people:
            someone.looks()
        self._standing()
        for rule, broken in RULES.items():
            rows = [tuple(row) for row in self.database.execute(broken)]
            assert not rows, f"{rule}: {rows}"
        self._chats()

    def _listen(self) -> None:
        """Everything said since fits Telegram's limits, and nobody who wrote was left without a word."""
        log = self.talk.telegram.log
        new = list(islice(log, self.read, None))
        self.read = len(log)
        spoken_to = {entry.person for entry in new if isinstance(entry, Spoke)}
        blocked = {someone.phone.name for someone in self.people if someone.phone.blocked}
        for entry in new:
            if isinstance(entry, Spoke):
                assert len(entry.text.encode("utf-16-le")) <= 8_192
                shown = [button for *_, button in buttons(entry.markup)]
                assert len(shown) <= 100
                assert all(0 < len(button["text"].strip()) for button in shown)
                assert all(len(button.get("callback_data", "").encode()) <= 64 for button in shown)
            elif isinstance(entry, Did) and entry.person not in blocked and not entry.words.startswith(("[", "(")):
                assert entry.person in spoken_to, f"nothing was said to {entry.person}: {entry.words}"

    def _standing(self) -> None:
        """Places stay taken for a yes whose date was past when its citizen was forgotten."""
        execute = self.database.execute
        now = f"{self.talk.clock.now():%Y-%m-%d %H:%M:%S}"
        yes = "SELECT id, opportunity_id, on_date FROM replies WHERE answer = 'yes' AND citizen_id IS "
        for number, opportunity, _ in execute(yes + "NULL"):
            _, on_date = self.stood.pop(number, (0, None))
            self.past[opportunity] += on_date is not None and on_date < now
        self.stood = {number: (opportunity, date) for number, opportunity, date in execute(yes + "NOT NULL")}
        standing = Counter(opportunity for opportunity, _ in self.stood.values()) + self.past
        taken = dict(execute("SELECT id, taken FROM opportunities WHERE taken > 0"))
        assert taken == dict(standing)

    def _chats(self) -> None:
        """Of who is no citizen, nothing is kept but id and language, and that for a day after they wrote."""
        gone = f"{self.talk.clock.now() - VISITORS_KEPT - timedelta(hours=48):%Y-%m-%d %H:%M:%S}"
        phones = {someone.phone.id: someone.phone for someone in self.people}
        columns = [row[1] for row in self.database.execute("PRAGMA table_info(chats)")]
        assert set(columns) == _SOMETHING_KEPT
        for row in self.database.execute(
            "SELECT chats.*, citizens.id FROM chats LEFT JOIN citizens ON citizens.chat_id = chats.id"
        ):
            chat, citizen = dict(zip(columns, row, strict=False)), row[-1]
            assert (chat["blocked"] is not None) == phones[chat["id"]].blocked
            if citizen is None:
                assert chat["waiting"] is None or _ONLY_AGE.fullmatch(chat["waiting"]), chat["waiting"]
                assert chat["seen"] > gone

    def _dump(self) -> list[str]:
        tables = [row[0] for row in self.database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return [
            f"{table}: {row}"
            for table in tables
            for row in self.database.execute(f"SELECT * FROM {table}")
        ]

    def transcript(self) -> str:
        """What was said, as a transcript: of the one it went wrong with where that is known."""
        return write(self.talk.telegram)


def _sender(update: Update) -> int:
    event = update.callback_query or update.message or update.my_chat_member
    return event.from_user.id if event and event.from_user else 0


@pytest.mark.parametrize("seed", range(SEQUENCES // AT_ONCE))
async def test_whatever_people_do_nothing_goes_wrong(seed: int, sqlite_url: str) -> None:
    wrong = Wrong()
    logging.getLogger("bot").addHandler(wrong)
    path = sqlite_url.removeprefix("sqlite:///")
    try:
        async with Talk(sqlite_url, languages=LANGUAGES, seed=seed) as talk:
            async with talk.app.store.begin() as memory:
                await settle_town(memory, talk.clock.now())
            with closing(sqlite3.connect(path, isolation_level=None)) as database:
                crowd = Crowd(talk, database, Random(seed), wrong)
                try:
                    await crowd.live()
                except AssertionError as error:
                    raise AssertionError(f"seed {seed}: {error}\n{crowd.transcript()}") from error
    finally:
        logging.getLogger("bot").removeHandler(wrong)
