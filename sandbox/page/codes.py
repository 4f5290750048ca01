"""The codes that stand in what the bot sent lately, for the cameras of the phones on the page."""

from collections.abc import Iterator
from typing import Any

from sandbox.camera import links_in
from sandbox.messages import Message
from sandbox.person import Person
from sandbox.telegram import Telegram

LOOKED_AT = 24
"""Pictures and papers, the newest ones."""
READABLE = ("application/pdf", "image/")


class Codes:
    """What the cameras have read so far, by file."""

    def __init__(self, telegram: Telegram) -> None:
        self._telegram = telegram
        self._read: dict[str, tuple[str, ...]] = {}

    async def seen(self) -> list[dict[str, Any]]:
        """Each link once, the newest first: where it stands, and on whose phone."""
        found: dict[str, dict[str, Any]] = {}
        for person, message, file_id in list(self._papers())[:LOOKED_AT]:
            for link in await self._links(file_id):
                about = {"link": link, "name": _name(message), "sent_to": person.name}
                found.setdefault(link, about)
        return list(found.values())

    def _papers(self) -> Iterator[tuple[Person, Message, str]]:
        """Every picture and document that the bot sent to a phone, the newest first."""
        all_of_them = [(person, one) for person in self._telegram.phones for one in person.messages]
        for person, message in sorted(all_of_them, key=lambda pair: pair[1].id, reverse=True):
            if message.from_bot and (file_id := _file(message)):
                yield person, message, file_id

    async def _links(self, file_id: str) -> tuple[str, ...]:
        if file_id not in self._read:
            _, mime, content = self._telegram.file(file_id)
            self._read[file_id] = await links_in(content) if mime.startswith(READABLE) else ()
        return self._read[file_id]


def _file(message: Message) -> str | None:
    if photo := message.content.get("photo"):
        return str(photo[-1]["file_id"])
    document = message.content.get("document")
    return str(document["file_id"]) if document else None


def _name(message: Message) -> str:
    """The file's name, or the first line that stands under a picture."""
    return message.detail or message.text.partition("\n")[0] or "A picture"
