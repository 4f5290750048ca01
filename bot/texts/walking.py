"""A walk past every page, each reached as somebody would reach it: tapping, typing, and leaving no trace."""

from collections import Counter, deque
from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime

from bot.app import App
from dialogs import carried
from dialogs.screen import Incoming, Link, Screen
from dialogs.site import Nowhere
from dialogs.text import Say
from dialogs.visit import LongLook, Visit
from storage.memory import Memory

EACH = 2
"""How many screens of one page are shown."""
TYPED = (
    *("3331 AB", "Hengelo", "?", "0612345678", "12345678", "10:00-12:00", "1 februari", "7"),
    "Wil je een keer mee?",
)
"""What is typed where a page waits for words: something good, and something that is not understood."""
NAME = "Ana"
"""What everybody is called."""
_STAY = ("language/",)
"""Pages that are not followed: the talk would go on in another language."""


@dataclass(frozen=True, slots=True)
class Step:
    """A tap, or words that were typed where a page waited for some, or a link that was followed."""

    address: str
    text: str | None = None
    payload: str = ""


@dataclass(frozen=True, slots=True)
class Seen:
    """A screen, the route it stands at, and the steps that lead to it."""

    pattern: str
    trail: "Trail"
    screen: Screen


@dataclass(slots=True)
class Past:
    """What was come past so far, by whomever: routes, and screens, each of which is shown once."""

    routes: set[str] = field(default_factory=set)
    screens: set[str] = field(default_factory=set)


class _Undone(Exception):
    """Ends a transaction of which nothing may stay."""


Trail = tuple[Step, ...]


def trail_of(*addresses: str) -> Trail:
    """Taps one after the other."""
    return tuple(map(Step, addresses))


async def walk(
    app: App, chat_id: int, language: str, starts: Iterable[Trail], past: Past
) -> AsyncIterator[Seen]:
    """Every screen that this person comes to from these on, in this language; nearest first."""
    first = list(starts)
    todo = deque(first)
    visited, shown = set[str](), Counter[str]()
    while todo:
        trail = todo.popleft()
        step = trail[-1]
        pattern = _pattern(app, step.address)
        key = f"{carried.read(step.address)[0]} {step.text} {step.payload}"
        enough = shown[pattern] >= EACH and trail not in first
        if key in visited or enough or step.address.startswith(_STAY):
            continue
        visited.add(key)
        past.routes.add(pattern)
        screen = await come(app, chat_id, language, trail)
        look = f"{screen.text.html}{[button.label.html for row in screen.rows for button in row]}"
        if look not in past.screens:
            past.screens.add(look)
            shown[pattern] += 1
            yield Seen(pattern, trail, screen)
        buttons = (button for row in screen.rows for button in row)
        todo.extend((*trail, Step(button.to)) for button in buttons if isinstance(button, Link))
        if screen.waits:
            todo.extend((*trail, Step(screen.waits, words)) for words in TYPED)


async def come(app: App, chat_id: int, language: str, trail: Trail, *, keep: bool = False) -> Screen:
    """The screen at the end of these steps; then all is as it was, unless it is kept."""
    screen: Screen | None = None
    try:
        async with app.store.begin() as memory:
            for number, step in enumerate(trail, start=1):
                screen = await take(app, memory, chat_id, language, step, number)
            if not keep:
                raise _Undone
    except _Undone:
        pass
    if screen is None:
        raise ValueError("a trail has a step at least")
    return screen


async def take(
    app: App,
    memory: Memory,
    chat_id: int,
    language: str,
    step: Step,
    number: int,
    *,
    say: Say | None = None,
    now: datetime | None = None,
) -> Screen:
    """One step of a person's, the `number`-th that is taken; `say` and `now` are the app's unless given."""
    now = now or app.clock.now()
    opened = await memory.chats.open(chat_id, bot_id=1, update_id=number, language=language, now=now)
    visit = Visit(
        house=app.house,
        memory=memory,
        now=now,
        say=say or Say(app.house.languages.get(language), app.zone),
        chat=replace(opened.chat, language=language),
        citizen=opened.citizen,
        incoming=Incoming(
            bot_id=1,
            update_id=number,
            chat_id=chat_id,
            name=NAME,
            handle="ana",
            language=language,
            address=None if step.text or step.payload else step.address,
            command="start" if step.payload else None,
            payload=step.payload,
            text=step.text,
            bot_name="vraagbot",
            message_id=1,
        ),
        text=step.text,
    )
    visit.profile = opened.citizen.profile if opened.citizen else carried.read(step.address)[1]
    while True:
        try:
            return await app.site.visit(step.address, visit)
        except LongLook as long:
            visit.found[long.what] = await long.look(memory)


def _pattern(app: App, address: str) -> str:
    try:
        return app.site.find(carried.read(address)[0])[0].pattern
    except Nowhere:
        return ""
