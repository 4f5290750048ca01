"""The privacy statement at the door: what Telegram and a search for the bot's privacy lead to."""

from collections.abc import Iterator

from dialogs.door.html import element, link
from dialogs.door.knock import Knock
from dialogs.door.sheet import Sheet, sheet
from dialogs.inviting_links import plain_link
from dialogs.statement import COMPLAINTS, TELEGRAMS, Section, statement
from dialogs.text import Text


def privacy(knock: Knock) -> Sheet:
    """All of it on one page."""
    say = knock.speak()
    title = say("Your privacy")
    bot = plain_link(knock.bot_name)
    return sheet(
        knock,
        say,
        element("h1", title),
        *(part for section in statement(say, knock.house.campaign) for part in _shown(section)),
        element(
            "ul",
            *(element("li", link(f"https://{one}", f"https://{one}")) for one in (COMPLAINTS, TELEGRAMS)),
        ),
        link(say("Open in Telegram"), bot, class_="deed outside") if bot else None,
        title=title,
        description=say("What Vraagbot keeps about you, why, how long, and what you can do."),
    )


def _shown(section: Section) -> Iterator[Text]:
    yield element("h2", section.title, id=section.key)
    if section.listed:
        yield element("ul", *(element("li", one) for one in section.told))
    else:
        yield from (element("p", one) for one in section.told)
