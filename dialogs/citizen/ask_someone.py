"""Asking somebody oneself: the bot is sent on in one's own words, and no name is kept."""

from urllib.parse import quote as percent

from dialogs.screen import Link, Outside, Screen, rows
from dialogs.site import Route
from dialogs.text import bold, paragraphs, quote
from dialogs.visit import Visit


async def someone(visit: Visit) -> Screen:
    """A text to send to somebody, through Telegram's own sheet of contacts."""
    say, name = visit.say, visit.incoming.bot_name
    words = say("I thought of you. Here you find one small thing to do near you. Will you have a look?")
    sheet = f"https://t.me/share/url?url={percent(f'https://t.me/{name}')}&text={percent(words.plain)}"
    return Screen(
        text=paragraphs(
            bold(say("Whom do you think of?")),
            say("Choose one person. Say why you ask just them. You can change the words before they go:"),
            quote(words),
            say("I do not see whom you choose."),
        ),
        rows=rows(
            Outside(say("📤 Choose somebody in Telegram"), sheet) if name else None,
            (Link(say("🔎 What is nearby?"), "near"), Link(say("🏠 Home"), "home")),
        ),
    )


ROUTES = (Route("someone", someone),)
