"""The links by which an ask travels: into the bot, to its own web page, and through other apps."""

from urllib.parse import quote as percent

LONGEST = 2048
"""Characters of a link that a button opens."""


def bot_link(bot_name: str, code: str) -> str:
    """The link of an invitation into the bot; "" where its name is not known."""
    return f"https://t.me/{bot_name}?start=i_{code}" if bot_name else ""


def poster_link(bot_name: str, code: str) -> str:
    """The link of a code on a poster into the bot; "" where its name is not known."""
    return f"https://t.me/{bot_name}?start=c_{code}" if bot_name else ""


def plain_link(bot_name: str) -> str:
    """The link into the bot of whoever comes by no invitation; "" where its name is not known."""
    return f"https://t.me/{bot_name}" if bot_name else ""


def web_link(door: str, code: str) -> str:
    """The link to an invitation's own page, for who has no Telegram; "" where there are no pages."""
    return f"{door}/i/{code}" if door else ""


def best_link(door: str, bot_name: str, code: str) -> str:
    """The link that works for most people: the page where there is one, else the bot."""
    return web_link(door, code) or bot_link(bot_name, code)


def best_poster_link(door: str, bot_name: str, code: str) -> str:
    """The link that a code on a poster stands for: its own page where there is one, else the bot."""
    return f"{door}/c/{code}" if door else poster_link(bot_name, code)


def in_telegram(link: str, words: str) -> str:
    """Opens Telegram's list of chats, with a link and words to send."""
    return f"https://t.me/share/url?url={percent(link, safe='')}&text={percent(words, safe='')}"


def in_whatsapp(words: str) -> str:
    """Opens WhatsApp's list of chats, with words to send."""
    return f"https://wa.me/?text={percent(words, safe='')}"
