"""How something that came in becomes something to say: one transaction, saved before anything is said."""

import logging
from dataclasses import dataclass, replace
from typing import Any

from bot.app import App
from bot.logs import told
from dialogs import carried, question
from dialogs.answerwords import answer_word
from dialogs.citizen import age
from dialogs.citizen.help import broken
from dialogs.helpwords import PLACES, help_word
from dialogs.pages import COMMANDS, all_right
from dialogs.screen import Incoming, Screen
from dialogs.site import Page
from dialogs.stopwords import stop_word
from dialogs.text import Say, Text
from dialogs.visit import LongLook, Visit
from storage.chats import Opened
from storage.memory import Memory
from storage.trouble import is_short, passes, was_away

log = logging.getLogger("bot.receive")


@dataclass(frozen=True, slots=True)
class Said:
    """A saved answer, ready to be spoken: the screen, and its turn in the talk.

    `aside` is set where a request for a location must be taken off the screen, with words to say meanwhile.
    `outdated`: what was received before came again, and newer things were said since; nothing is to be shown.
    `page` is the pattern of the address that the screen stands at; empty where it stands at none.
    `language` is that of the talk.
    """

    chat_id: int
    turn: int
    screen: Screen
    aside: Text | None
    outdated: bool = False
    page: str = ""
    language: str = ""


class _Undone(Exception):
    """Ends a transaction that must change nothing."""


async def receive(app: App, incoming: Incoming) -> Said:
    """Visit the page that this leads to, save, and return what to say.

    What was received before is visited again and undone: it says what was saved, and changes nothing. What is
    broken off is tried once more, as by a lost connection or another process; a driver may tell of these in
    words that nobody foresaw. A page that raises again leaves everything as it was and says so kindly, and
    does not count as received: should the same come again, it is tried again. Only a store raises that cannot
    be reached, or could not a moment ago, or was short of something: what came then has to come again.
    """
    try:
        try:
            return await _visit(app, incoming)
        except Exception as error:
            if was_away(error) and not passes(error):
                raise
            log.warning("a page is tried once more", extra={"update": incoming.update_id, **told(error)})
            return await _visit(app, incoming)
    except Exception as error:
        if is_short(error):
            log.error("the store is short of room or connections", extra=told(error))
            raise
        await _reach(app)
        if passes(error) or was_away(error):
            log.warning("the store was away", extra={"update": incoming.update_id, **told(error)})
            raise
        log.error("a page went wrong", extra={"update": incoming.update_id, **told(error)})
        return await _visit(app, incoming, broken)


async def _reach(app: App) -> None:
    try:
        await app.store.ready()
    except Exception as error:
        log.error("the store cannot be reached", extra=told(error))
        raise


async def _visit(app: App, incoming: Incoming, page: Page | None = None) -> Said:
    """Visit, as often as there is something to look at longer than others should wait for."""
    found: dict[str, Any] = {}
    while True:
        try:
            return await _try(app, incoming, page, found)
        except LongLook as long:
            async with app.store.look() as memory:
                found[long.what] = await long.look(memory)


async def _try(app: App, incoming: Incoming, page: Page | None, found: dict[str, Any]) -> Said:
    said: Said | None = None
    try:
        async with app.store.begin() as memory:
            opened = await _open(app, memory, incoming)
            said = await _talk(app, memory, incoming, opened, page, found)
            if opened.known:
                raise _Undone
    except _Undone:
        pass
    if said is None:
        raise RuntimeError("nothing to say")
    return said


async def _open(app: App, memory: Memory, incoming: Incoming) -> Opened:
    """The chat as it stands; whoever is new hears the language that fits, of those offered now."""
    language = app.house.languages.choose(incoming.language)
    opened = await memory.chats.open(
        incoming.chat_id,
        bot_id=incoming.bot_id,
        update_id=incoming.update_id,
        language=language,
        now=app.clock.now(),
    )
    await app.offer(memory, opened.languages_changed)
    if opened.chat.new and (now := app.house.languages.choose(incoming.language)) != language:
        return replace(opened, chat=replace(opened.chat, language=now))
    return opened


async def _talk(
    app: App, memory: Memory, incoming: Incoming, opened: Opened, page: Page | None, found: dict[str, Any]
) -> Said:
    chat = replace(opened.chat, waiting=opened.waited) if opened.known else opened.chat
    now = app.clock.now()
    visit = Visit(
        house=app.house,
        memory=memory,
        now=now,
        say=Say(app.house.languages.get(chat.language), app.zone),
        chat=chat,
        citizen=opened.citizen,
        incoming=incoming,
        repeated=opened.known,
        found=found,
    )
    if opened.citizen is not None:
        visit.profile = opened.citizen.profile
    else:
        came_from = chat.waiting if incoming.address is None else incoming.address
        visit.profile = carried.read(came_from or "")[1]
    if page is not None:
        screen = await app.site.show(page, visit)
        taken = chat.waiting
    else:
        whither, taken = await _whither(app, visit)
        screen = await app.site.visit(whither, visit)
    turn = opened.chat.turn if opened.known else opened.chat.turn + 1
    await memory.chats.save(
        replace(
            visit.chat,
            waiting=screen.waits,
            answers=question.write(screen),
            turn=turn,
            keyboard=screen.locate is not None,
        ),
        now=now,
    )
    if not opened.known and page is None:
        await memory.chats.receive(
            bot_id=incoming.bot_id, update_id=incoming.update_id, waited=taken, now=now
        )
    aside = None
    if chat.keyboard and screen.locate is None:
        aside = visit.aside or all_right(visit.say)
    outdated = opened.known and not opened.latest and not chat.new
    return Said(chat.id, turn, screen, aside, outdated, visit.at, visit.chat.language or "")


def _takes_no_words(waiting: str | None) -> bool:
    """Whether nothing is waited for that may be any word: nothing at all, a tap, or a place."""
    return waiting is None or age.is_asked(waiting) or carried.read(waiting)[0] in PLACES


async def _whither(app: App, visit: Visit) -> tuple[str, str | None]:
    """Where this leads, and which address takes what is typed, so that the same said again leads there too.

    A stop word comes first, then one that asks for help where no words of one's own are awaited, then the
    page that waits for words, then an answer to the question asked.
    """
    incoming, waiting = visit.incoming, visit.chat.waiting
    if incoming.address is not None:
        return incoming.address, waiting
    if incoming.command is not None:
        return COMMANDS.get(incoming.command, "lost"), waiting
    if incoming.point is not None:
        visit.point = incoming.point
        return "place/shared", waiting
    visit.text = incoming.text
    if incoming.text is not None and stop_word(incoming.text) is not None:
        return "stop", waiting
    if help_word(incoming.text or "") and _takes_no_words(waiting):
        visit.text = None
        return "help", waiting
    if waiting is not None:
        return waiting, waiting
    answer = answer_word(incoming.text or "", visit.say.language.plain)
    if answer is None or visit.repeated:
        return "lost", None
    to = await question.leads(visit, app.site, answer)
    if to is None:
        return "lost", None
    visit.text = None
    return to, to
