"""The question that a person has before them: where a typed yes, no or maybe leads."""

from datetime import timedelta

from campaign.values import Answer
from dialogs import carried
from dialogs.screen import Link, Screen
from dialogs.site import Site
from dialogs.visit import Visit

CLOSE = timedelta(seconds=5)
"""A message that came by itself so soon after a tap: which of the two somebody answers is in doubt."""


def ways(screen: Screen) -> dict[Answer, str]:
    """Where each answer leads; none where words are awaited, nor for what two buttons claim."""
    if screen.waits:
        return {}
    found: dict[Answer, set[str]] = {}
    for button in (button for row in screen.rows for button in row):
        if isinstance(button, Link) and button.word is not None:
            found.setdefault(button.word, set()).add(button.to)
    return {answer: to for answer, (to, *more) in found.items() if not more}


def write(screen: Screen) -> str | None:
    """The same as it stands in the chat's row: `yes=reply/5/yes no=notnow`; None where there is none.

    Of what a visitor told it keeps at most the age, like all that stands in rows.
    """
    found = ways(screen).items()
    return " ".join(f"{answer.value}={carried.only_age(to)}" for answer, to in found) or None


def read(written: str | None) -> dict[Answer, str]:
    """Where each answer leads, out of the chat's row."""
    pairs = (one.partition("=") for one in (written or "").split())
    return {Answer(answer): to for answer, _, to in pairs}


async def leads(visit: Visit, site: Site, answer: Answer) -> str | None:
    """Where an answer that was typed leads from what stands last in the chat; None where nothing asks for it.

    That is the screen shown last, or a message that came by itself since: an older question is over.
    """
    came = await visit.memory.chats.came(visit.chat.id)
    if came is None:
        return read(visit.chat.answers).get(answer)
    if came.at - came.seen < CLOSE or came.redrawn:
        return None
    address = came.address or f"asked/{came.delivery_id}"
    return ways(await site.look(address, visit)).get(answer)
