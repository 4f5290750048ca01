"""How a query that somebody puts to the bot in any chat becomes what they are offered; nothing is kept."""

from bot.app import App
from bot.compose import look_in
from dialogs.inline import Offered, make_one, offered
from dialogs.screen import Incoming
from dialogs.text import Say


async def offer(app: App, incoming: Incoming, query: str) -> Offered:
    """What is offered to whoever asks: of their own invitations alone."""
    async with app.store.look() as memory:
        visit = await look_in(app, memory, incoming)
        if visit is not None:
            return await offered(visit, query)
    languages = app.house.languages
    return Offered((), make_one(Say(languages.get(languages.choose(incoming.language)), app.zone)))
