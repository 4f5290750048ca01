"""The site walked link by link: every address resolves and fits, every screen fits, none is orphaned."""

import re
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import chain, product
from typing import Any

import pytest

from bot.app import App
from bot.receive import receive
from bot.telegram import render
from campaign.records import Centre
from campaign.values import Role
from dialogs import carried, foot
from dialogs.answerwords import answer_word
from dialogs.citizen.help import missing
from dialogs.folding import bare
from dialogs.languages import DEFAULT
from dialogs.listening import SCREENS
from dialogs.pages import COMMANDS, card, site
from dialogs.pseudo import MIRRORED, PSEUDO
from dialogs.screen import Button, Incoming, Link, Screen
from dialogs.site import Route, Site
from dialogs.text import Say
from storage.gazetteer import Gazetteer
from storage.memory import Memory
from tests.calendar import sample_campaign
from tests.dialogs.disguise import (
    DISGUISED,
    Looking,
    fits,
    known_to_babel,
    letters_in,
    with_disguised,
    written_in,
)
from tests.dump import raw, texts_of
from tests.invitations import fatima_asks, posters
from tests.talk import LANGUAGES, Talk
from tests.town import GARDEN, VISIT, settle_town

SPOKEN = with_disguised(LANGUAGES)
WALKED = (DEFAULT, *DISGUISED)
"""The invented ones are as long as a translation may be, so that every other language fits where they do."""
FEET = tuple(f"{name}/" for name in foot.NAMES)
EACH = 2
"""Addresses visited that differ in their numbers alone."""
TYPED = {
    "age/{address:address}": ("about thirty", "3331"),
    "hard": ("The one about the plan", "x" * 401, "kut"),
    "better/{number:int}": ("So one would say it", "x" * 401, "kut"),
    "pause/until": ("soon", "1-3"),
    "place/typed": ("Hengelo", "3331 AB"),
    "talk/typed": ("Bergen", "?", "3331"),
    "call/name/typed": ("x" * 50, "Ana"),
    "call/phone/typed": ("no number", "0612345678"),
    "someone/typed": ("Hengelo", "?", "3331"),
    "invitation/{number:int}/words": ("see www.example.org", "x" * 401, "😀" * 300, "Will you come?"),
    "invitation/{number:int}/name": ("x" * 50, "Fatima"),
    "invited/{invitation:int}/where/typed": ("Bergen", "?", "3331"),
    "slogan/typed": (
        "zwijndrecht.nl groener",
        "3331 2",
        "kutstad groener",
        "?",
        "x" * 400,
        f"{'x' * 31} groener",
        "groener",
        "Zwijndrecht groen",
        f"{'x' * 30} {'y' * 20}",
    ),
    "slogan/{word:word}": ("@ana", "x" * 400, "?", "Zwijndrecht"),
    "share/{number:int}/phone": ("no number", "0612345678"),
    "share/{number:int}/rename": ("x" * 50, "Ana"),
}
PROMISED = ("share", "date", "plan", "cancel", "tell")
"""Pages that stand behind a yes."""
CENTRE = Centre(source_id="1", name="Samen", phone="0612345670", municipalities=("Zwijndrecht",))
UNLINKED = {"lost", "place/shared", "answered/{word:int}"}
"""Pages that are reached by typing or sharing something alone."""
ASKED_WITH_A_NOT = re.compile(r"(cancel/\d+/yes|plan/\d+)\b.*")
"""Answers to "can you not make it?": a yes and a no mean the same there, each in some languages."""
SAID_ONCE = {"cancel/{number:int}/yes"}
"""Pages that tell more at the time than when they are seen again."""
FROM_ELSEWHERE = {
    "easier/{address:address}",
    "usual/{address:address}",
    "unclear/{address:address}",
    "sentence/{address:address}",
    "better/{number:int}",
    "asked/{delivery:int}",
    "asked/{delivery:int}/{what:word}",
    "filled/{number:int}",
    "stop/{delivery:int}",
    "stop/reminders/on",
    "only/{delivery:int}",
    "hear/{organisation:int}",
    "heard/{opening:int}",
    "comes/{invitation:int}/{at:int}",
    "comes/{invitation:int}/{yes:switch}",
    "bothgo/{invitation:int}/{at:int}",
    "unheld/{invitation:int}/{at:int}",
    "reply/{number:int}/anyway",
    "did/{introduction:int}",
    "did/{introduction:int}/{yes:switch}",
    "did/{introduction:int}/yet",
    "moved/{number:int}/{minute:int}",
    "remind/{number:int}/{days:int}/{minute:int}",
    "met/{introduction:int}",
    "unmet/{introduction:int}",
    "calledoff/{introduction:int}",
    "unfinished/{number:int}/{at:int}",
    "lapsed/{number:int}/{at:int}",
    "removed/{at:int}",
    "invitation/{number:int}/words/none",
    "mention/{number:int}",
    "mention/{number:int}/{on:switch}",
    "join/{token:word}",
    "join/{token:word}/yes",
    "left/{organisation:int}",
    "teamleft/{at:int}",
    "stats",
}
"""Pages of everybody's that one comes to by a link, from a desk, or by a message that came by itself."""


class NotingSite(Site):
    """The site, with a note of every page that a visit came past."""

    def __init__(self) -> None:
        whole = site()
        super().__init__(whole.routes, missing)
        self.reached: set[str] = set()

    def find(self, path: str) -> tuple[Route, dict[str, Any]]:
        """As always, noted."""
        found = super().find(path)
        self.reached.add(found[0].pattern)
        return found


@dataclass
class Walker:
    """Somebody who tries every button, in one language."""

    app: App
    chat_id: int
    language: str
    joined: bool
    looking: Looking
    came_by: tuple[str, ...] = ()
    number: int = 0
    seen: dict[str, set[str]] = field(default_factory=dict)
    heard: set[str] = field(default_factory=set)
    read: set[str] = field(default_factory=set)

    async def come(self, **what: str) -> Screen:
        """Visit, by a tapped address or by typed text."""
        self.number += 1
        incoming = Incoming(
            bot_id=1,
            update_id=self.chat_id * 100_000 + self.number,
            chat_id=self.chat_id,
            name="Ana <b>",
            handle="ana",
            language=self.language,
            bot_name="vraagbot",
            inline=True,
            **what,
        )
        return (await receive(self.app, incoming)).screen

    async def prepare(self, path: str) -> None:
        """Be a citizen before each visit, whatever the last one led to, or be none; come by links."""
        room, _, rest = path.partition("/")
        if not self.joined and room != "invitation":
            await self.come(address="forget/yes")
        for payload in self.came_by:
            await self.come(command="start", payload=payload)
            await self.come(address=f"language/{self.language}/home")
        if not self.joined and room != "invitation":
            return
        await self.come(address="keep/on?a1p3331")
        if room == "pause":
            await self.come(address="again/on")
        if room in PROMISED and rest:
            number = rest.split("/")[0]
            await self.come(address=f"reply/{number}/yes")
            if room in ("plan", "tell"):
                await self.come(address=f"share/{number}/name")
                await self.come(address=f"share/{number}/send")

        if room == "invitation":
            await self.have_back(int(rest.split("/")[0]))
        if room == "call":
            await self.come(address="talk/3331")
            if rest:
                await self.want_a_call()

    async def want_a_call(self) -> None:
        """Have told all that one is asked of for a call, and agreed to nothing."""
        for address in ("call/no", "call/name", "call/phone", "call/when", "call/when/evening"):
            screen = await self.come(address=address)
            if screen.waits:
                await self.come(text=TYPED[screen.waits][-1])

    async def have_back(self, number: int) -> None:
        """Have an invitation made earlier be one's own again, whatever was forgotten since."""
        async with self.app.store.begin() as memory:
            found = await memory.chats.glance(self.chat_id)
            if found is not None and found[1] is not None:
                await memory.invitations.change(number, citizen_id=found[1].id)

    async def walk(self, start: list[str], *, only: tuple[str, ...] = ("",)) -> None:
        """Visit every link there is, breadth first; or those that begin like this."""
        todo = deque(start)
        while todo:
            address = todo.popleft()
            path = carried.read(address)[0]
            visited = self.seen.setdefault(re.sub(r"\d+", "#", path), set())
            if address in visited or len(visited) >= EACH or not path.startswith(only):
                continue
            visited.add(address)
            await self.prepare(path)
            screen = await self.come(address=address)
            if back := self.back_to_own(address):
                screen = await self.come(address=back)
            todo.extend(self.links(screen, address))
            if self.pattern_of(address) not in self.read:
                await self.point_out(screen, address)
                await self.read_easily(screen, address)
            await self.listen(screen, address)
            self.read.add(self.pattern_of(address))
            if screen.waits:
                for words in TYPED[self.pattern_of(screen.waits)]:
                    todo.extend(self.links(await self.come(text=words), f"{address} and {words}"))

    def pattern_of(self, address: str) -> str:
        """The pattern of the route at an address."""
        return self.app.site.find(carried.read(address)[0])[0].pattern

    def back_to_own(self, address: str) -> str | None:
        """Where to go after a page that has the talk, or an invitation, go on in another language."""
        path, mark, told = address.partition("?")
        if path.startswith("language/"):
            return f"language/{self.language}/home{mark}{told}"
        before, found, _ = path.partition("/in/")
        return (
            f"{before}{found}{self.language}{mark}{told}"
            if before.startswith("invitation/") and found
            else None
        )

    def links(self, screen: Screen, address: str) -> list[str]:
        """Where a screen leads, once it is seen that it fits Telegram, leads on and misses no page."""
        render.text(screen)
        render.keyboard(screen)
        self.looking.look(screen, address)
        assert screen.rows, f"{address} is a dead end"
        buttons = buttons_of(screen)
        for button in buttons:
            assert fits(button.label.plain), f"{address}: {button.label.plain}"
            if isinstance(button, Link):
                self.answers(button, address)
        assert max(len(row) for row in screen.rows) <= 8
        missing_words = Say(SPOKEN.get(self.language), self.app.zone)("That is no longer there.").plain
        assert not screen.text.plain.startswith(missing_words), address
        return [
            button.to for button in buttons if isinstance(button, Link) and not button.to.startswith(FEET)
        ]

    def answers(self, button: Link, address: str) -> None:
        """A button that begins with a yes, a no or a maybe does what the word does; no words are awaited."""
        first = bare(button.label.plain.partition(",")[0])
        word = None if " " in first or ASKED_WITH_A_NOT.match(button.to) else answer_word(first, "nl")
        assert word is None or button.word is word, f"{address}: {button.label.plain}"
        assert button.word is None or self.pattern_of(button.to) not in TYPED, address

    async def read_easily(self, screen: Screen, address: str) -> None:
        """Have the same redrawn in easy words, and back in the usual ones; nothing else may change by it."""
        ways = [one.to for one in screen.rows[-1] if isinstance(one, Link) and one.to.startswith("easier/")]
        assert bool(ways) == (self.language == PSEUDO), address
        for way in ways:
            before = await self.kept()
            easy = await self.come(address=way)
            back = [one.to for one in easy.rows[-1] if isinstance(one, Link) and one.to.startswith("usual/")]
            assert len(back) == 1, way
            usual = await self.come(address=back[0])
            for one, other in zip(targets(easy), targets(usual), strict=True):
                assert one == other or one.startswith(FEET), address
            assert easy.text == usual.text, address
            plain = replace(screen, toast=None, venue=None, picture=None, document=None)
            if self.pattern_of(address) in SAID_ONCE:
                plain = replace(plain, text=usual.text)
            assert without_feet(usual) == without_feet(plain), address
            assert await self.kept() == before, address

    async def listen(self, screen: Screen, address: str) -> None:
        """Have the same read aloud; nothing else may change by it."""
        ways = [one for one in targets(screen)[-3:] if one.startswith("listen/")]
        assert bool(ways) == (screen.name in SCREENS), address
        known = self.heard >= {screen.name}
        self.heard.add(screen.name)
        for way in [] if known else ways:
            before = await self.kept()
            heard = await self.come(address=way)
            assert heard.name == screen.name, address
            assert heard.voice is not None, address
            assert heard.voice.forbidden, address
            if self.pattern_of(address) not in SAID_ONCE:
                assert (heard.text, heard.rows, heard.waits) == (screen.text, screen.rows, screen.waits), (
                    address
                )
            assert await self.kept() == before, address

    async def point_out(self, screen: Screen, address: str) -> None:
        """Tell of a text of this screen that it is not right, say how one would say it, and go back."""
        ways = [one.to for one in screen.rows[-1] if isinstance(one, Link) and one.to.startswith("unclear/")]
        assert bool(ways) == (self.language in DISGUISED), address
        for way in ways:
            listed = await self.come(address=way)
            others = [row for row in listed.rows if not any(map(is_sentence, row))]  # these are cut short
            self.links(replace(listed, rows=tuple(others)), way)
            assert all(fits(button.label.plain) for button in buttons_of(listed)), way
            render.keyboard(listed)
            told = [to for to in targets(listed) if to.startswith("sentence/")]
            assert told, way
            thanked = await self.come(address=told[0])
            self.links(thanked, told[0])
            back = targets(thanked)[0]
            for words in TYPED["better/{number:int}"] if thanked.waits else ():
                self.links(await self.come(text=words), told[0])
            same = await self.come(address=back)
            if self.pattern_of(address) not in SAID_ONCE:
                assert same.text == screen.text, address

    async def kept(self) -> dict[str, Sequence[Any]]:
        """Every row that is not of the talk itself."""
        return await raw(self.app.store, but=("chats", "received"))


def buttons_of(screen: Screen) -> list[Button]:
    """All the buttons of a screen."""
    return [button for row in screen.rows for button in row]


def targets(screen: Screen) -> list[str]:
    """Where the buttons of a screen lead."""
    return [one.to for one in buttons_of(screen) if isinstance(one, Link)]


def is_sentence(button: Button) -> bool:
    """Whether this is the button of a text that can be pointed out."""
    return isinstance(button, Link) and button.to.startswith("sentence/")


def without_feet(screen: Screen) -> Screen:
    """The screen without its last row, and without the menu that comes with another way of speaking."""
    return replace(screen, rows=screen.rows[:-1], menu=None)


async def record(memory: Memory, name: str, language: str, now: datetime) -> None:
    """Have a screen be read aloud."""
    told = {"seconds": 4, "size": 1, "fingerprint": "", "chat_id": None, "bot_id": 1, "file_id": "id"}
    await memory.recordings.add(name, language, now=now, **told)  # type: ignore[arg-type]


@pytest.mark.parametrize("language", WALKED)
async def test_every_page_is_reached_resolves_and_fits(
    language: str, sqlite_url: str, gazetteer: Gazetteer
) -> None:
    looking = Looking()
    async with Talk(sqlite_url, languages=SPOKEN, campaign=sample_campaign()) as talk:
        async with talk.app.store.begin() as memory:
            await settle_town(memory, talk.clock.now())
            await fatima_asks(memory, talk.clock.now())
            await posters(memory, talk.clock.now())
            await memory.centres.replace([CENTRE], remove_others=True)
            links = [await memory.invitations.of_code(f"fatima-{code}") for code in ("garden", "anything")]
            hangs = await memory.codes.of_code("garden")
            for name, code in product(SCREENS, filter(None, (language, SPOKEN.sibling(language)))):
                await record(memory, name, code, talk.clock.now())
        looking.data |= await texts_of(talk.app.store)
        assert hangs is not None
        invited = [f"invited/{one.id}" for one in links if one is not None]
        noting = talk.app.site = NotingSite()
        everybodys = card(Say(SPOKEN.get(language), talk.app.zone)).commands
        commands = [COMMANDS[name] for name, _ in everybodys]
        came = ("i_fatima-garden", "i_fatima-anything", "c_garden")

        def walker(number: int, *, joined: bool, came_by: tuple[str, ...] = ()) -> Walker:
            return Walker(talk.app, number, language, joined, looking, came_by)

        first = walker(1, joined=True)
        await first.walk([f"plan/{VISIT}/change", *commands])
        await first.come(address="forget/yes")
        if language != MIRRORED:  # of who joined is enough there: the rest is the same in every language
            await walker(2, joined=False).walk(["ask?a1p3331", "near?a1p3011", *commands])
            await walker(3, joined=False).walk([*commands, "near?a0p3331"])
            for number, joined in ((4, True), (5, False)):
                invitee = walker(number, joined=joined, came_by=came)
                only = ("invited/", "poster/", "reply/", "tell/")
                await invitee.walk([*invited, f"poster/{hangs.id}", f"tell/{GARDEN}"], only=only)
            citizens = {route.pattern for route in noting.routes if route.role is Role.CITIZEN}
            assert citizens - noting.reached - FROM_ELSEWHERE == UNLINKED - noting.reached
    if language in DISGUISED:
        typed = [*chain(*TYPED.values())]
        looking.data |= {
            *typed,
            *" ".join(typed).split(),
            "Ana <b>",
            "Ana",
            *("telegram.org/privacy", "Autoriteit Persoonsgegevens", "autoriteitpersoonsgegevens.nl"),
            "ana",
            *(f"/{one}" for one in COMMANDS),
        }
        looking.data |= known_to_babel(SPOKEN.get(language)) | written_in(sample_campaign())
        looking.data |= {
            name for one in gazetteer.areas() for name in (one.place, one.municipality, one.province)
        }
        looking.letters = letters_in(DEFAULT)
        looking.finds_nothing()


OWN = {"desk", "ask", "team", "weeks", "ready", "preview", "stats", "export"}
"""Commands of members and of the team."""


@pytest.mark.parametrize("language", WALKED)
def test_the_card_of_the_bot_fits_telegram(language: str, sqlite_url: str) -> None:
    words = card(Say(SPOKEN.get(language), Talk.zone()))
    assert len(words.description.plain) <= 512
    assert len(words.short_description.plain) <= 120
    assert all(len(name) <= 32 and 1 <= len(text.plain) <= 256 for name, text in words.commands)
    assert {name for name, _ in words.commands} == set(COMMANDS) - {
        "desk",
        "ask",
        "team",
        "weeks",
        "ready",
        "preview",
        "export",
        "stats",
    }
