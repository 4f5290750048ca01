"""What a page returns: a Screen, a frozen value that says all there is to show, or an Address to go on to."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from campaign.records import Point, Profile
from campaign.values import Answer
from dialogs.text import Text

LONGEST = 64
"""Bytes of callback data that Telegram takes."""


class Address(str):
    """Where a button leads, or where a page sends the visit on to: `near/2`."""

    __slots__ = ()


Key = tuple[str | None, str]
"""What a text is known by: its context, and the English."""


@dataclass(frozen=True, slots=True)
class Again:
    """An address to show once more: nothing that its page changes is kept, and it sends nothing beside.

    With `then`, that makes something else of what was shown.
    """

    address: str
    then: "Callable[[Seen], Awaitable[Screen]] | None" = None


class Aloud(Again):
    """An address to show once more, after its words were heard."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Link:
    """A button to another page. For a visitor without consent, `told` travels in it.

    Where the screen asks a question, `word` is the answer that does the same when it is typed.
    """

    label: Text
    to: str
    told: Profile | None = None
    word: Answer | None = None


@dataclass(frozen=True, slots=True)
class Outside:
    """A button that opens a web address."""

    label: Text
    url: str


@dataclass(frozen=True, slots=True)
class Copy:
    """A button that copies words, at most 256 characters."""

    label: Text
    words: str


@dataclass(frozen=True, slots=True)
class InChat:
    """A button that has one choose a chat, and there puts a query to the bot: for where inline mode is on."""

    label: Text
    query: str


Button = Link | Outside | Copy | InChat
Row = tuple[Button, ...]


@dataclass(frozen=True, slots=True)
class Venue:
    """A place for the phone to draw on its map."""

    title: Text
    address: Text
    point: Point


@dataclass(frozen=True, slots=True)
class File:
    """A file under its name. Content that takes time to make is a callable.

    It is called when the file is sent, in a thread: the transaction is over then, so all it needs is in it.
    """

    name: str
    content: bytes | Callable[[], bytes]
    caption: Text

    def made(self) -> bytes:
        """The bytes, made now where they were not there yet."""
        return self.content() if callable(self.content) else self.content


class Document(File):
    """A file to keep."""

    __slots__ = ()


class Picture(File):
    """A picture to look at and to pass on: a PNG or a JPEG."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Sound:
    """A recording of a screen's words, to hear before it: its number, its seconds, and its id at Telegram.

    The id is None where this bot has not sent it yet. `forbidden` is said above the words to who takes no
    voice messages, `lost` where it cannot be played.
    """

    number: int
    seconds: int
    file_id: str | None
    forbidden: Text
    lost: Text


@dataclass(frozen=True, slots=True)
class Screen:
    """One screen: its text, its rows of buttons, and what goes with it.

    `waits` is the address that receives what is typed next. `locate` shows a reply keyboard with one button
    of that label, which shares the location, under the words `locate_words`. `toast` is the short answer to
    the tap. `menu` is what the chat's own command menu becomes: command and words; empty, everybody's.
    `name` is what a citizen's screen is known by where its words are read aloud.
    """

    text: Text
    rows: tuple[Row, ...] = ()
    waits: str | None = None
    locate: Text | None = None
    locate_words: Text | None = None
    toast: Text | None = None
    venue: Venue | None = None
    picture: Picture | None = None
    document: Document | None = None
    voice: Sound | None = None
    menu: tuple[tuple[str, Text], ...] | None = None
    name: str = ""

    @property
    def alone(self) -> bool:
        """Whether it is one message that may take the place of the one tapped."""
        beside = (self.venue, self.picture, self.document, self.voice, self.locate)
        return all(part is None for part in beside)

    def toasted(self, toast: Text) -> "Screen":
        """The same with a short answer to the tap."""
        return replace(self, toast=toast)


@dataclass(frozen=True, slots=True)
class Seen:
    """What was shown once more, the pattern of the page it stands on, and what was said there by its key."""

    screen: Screen
    pattern: str
    said: Mapping[Key, Text]


def rows(*content: Row | Button | None) -> tuple[Row, ...]:
    """Rows of buttons; a lone button is a row, nothing is left out."""
    return tuple(row if isinstance(row, tuple) else (row,) for row in content if row)


@dataclass(frozen=True, slots=True)
class VoiceMessage:
    """A voice message that came in: its id at Telegram, its seconds, and its bytes (0: not told)."""

    file_id: str
    seconds: int
    size: int


@dataclass(frozen=True, slots=True)
class Incoming:
    """What came in from a person, whoever carried it.

    Exactly one of `address` (a tapped button), `command` (with `payload`), `text`, `point` or `other` (a
    photo, a sticker, a voice message …) is set; with a voice message `voice` is too. `name` and `handle` are
    what Telegram tells of the sender now; nothing keeps them. `bot_name` is what the bot is called in links,
    empty where that is not known; `inline` is whether it can be asked in any chat. `message_id` is that of
    the message under which was tapped, where it can be changed.
    """

    bot_id: int
    update_id: int
    chat_id: int
    name: str
    handle: str | None
    language: str | None
    address: str | None = None
    command: str | None = None
    payload: str = ""
    text: str | None = None
    point: Point | None = None
    other: str | None = None
    voice: VoiceMessage | None = None
    sent: datetime | None = None
    bot_name: str = ""
    inline: bool = False
    message_id: int | None = None
