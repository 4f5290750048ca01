"""How a page becomes a message that nobody tapped for: visited as its addressee, who changes nothing."""

from dataclasses import replace

from bot.app import App
from dialogs import carried
from dialogs.screen import Incoming, Screen
from dialogs.site import Nowhere
from dialogs.text import Say
from dialogs.visit import Visit
from storage.memory import Memory


async def compose(app: App, chat_id: int, address: str, *, anyway: bool = False) -> Screen | None:
    """The page at an address as the person in this chat sees it; None where there is nothing for them.

    It takes no input: whatever the talk in that chat waits for, it goes on waiting for it. With `anyway`,
    what is no longer theirs to see says so.
    """
    async with app.store.look() as memory:
        visit = await look_in(app, memory, Incoming(0, 0, chat_id, name="", handle=None, language=None))
        if visit is None:
            return None
        go = app.site.visit if anyway else app.site.reach
        try:
            return replace(await go(address, visit), waits=None, toast=None)
        except Nowhere:
            return None


async def look_in(app: App, memory: Memory, incoming: Incoming) -> Visit | None:
    """A visit of the person in a chat that leaves no trace; None where nobody is known there."""
    found = await memory.chats.glance(incoming.chat_id)
    if found is None:
        return None
    chat, citizen = found
    await app.keep_up(memory)
    visit = Visit(
        house=app.house,
        memory=memory,
        now=app.clock.now(),
        say=Say(app.house.languages.get(chat.language), app.zone),
        chat=chat,
        citizen=citizen,
        incoming=incoming,
    )
    visit.profile = citizen.profile if citizen else carried.read(chat.waiting or "")[1]
    return visit
