"""Asking somebody without anything being kept: the bot is sent on by its plain link."""

from dialogs.inviting_links import in_telegram, plain_link
from dialogs.screen import Link, Outside, Screen, rows
from dialogs.site import Route
from dialogs.text import bold, paragraphs, quote
from dialogs.visit import Visit


async def plain(visit: Visit) -> Screen:
    """A text to send to somebody, through Telegram's own sheet of contacts."""
    say, link = visit.say, plain_link(visit.incoming.bot_name)
    words = say("I thought of you. Here you find one small thing to do near you. Will you have a look?")
    return Screen(
        name="someone-plain",
        text=paragraphs(
            bold(say("Whom do you think of?")),
            say("Choose one person. Say why you ask just them. You can change the words before they go:"),
            quote(words),
            say("I do not see whom you choose."),
        ),
        rows=rows(
            Outside(say("📤 Choose somebody in Telegram"), in_telegram(link, words.plain)) if link else None,
            (Link(say("🔎 What is nearby?"), "near"), Link(say("🏠 Home"), "home")),
        ),
    )


ROUTES = (Route("someone/plain", plain),)
