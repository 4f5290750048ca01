"""How a page becomes a message that nobody tapped for: visited as its addressee, who changes nothing."""

from dataclasses import replace

from bot.app import App
from dialogs import carried
from dialogs.screen import Incoming, Screen
from dialogs.site import Nowhere
from dialogs.text import Say
from dialogs.visit import Visit


async def compose(app: App, chat_id: int, address: str, *, anyway: bool = False) -> Screen | None:
    """The page at an address as the person in this chat sees it; None where there is nothing for them.

    It takes no input: whatever the talk in that chat waits for, it goes on waiting for it. With `anyway`,
    what is no longer theirs to see says so.
    """
    async with app.store.look() as memory:
        found = await memory.chats.glance(chat_id)
        if found is None:
            return None
        chat, citizen = found
        visit = Visit(
            house=app.house,
            memory=memory,
            now=app.clock.now(),
            say=Say(app.house.languages.get(chat.language), app.zone),
            chat=chat,
            citizen=citizen,
            incoming=Incoming(
                bot_id=0, update_id=0, chat_id=chat_id, name="", handle=None, language=chat.language
            ),
        )
        visit.profile = citizen.profile if citizen else carried.read(chat.waiting or "")[1]
        go = app.site.visit if anyway else app.site.reach
        try:
            return replace(await go(address, visit), waits=None, toast=None)
        except Nowhere:
            return None
