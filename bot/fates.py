"""What becomes of messages that nobody tapped for, and what carries them."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from enum import Enum
from typing import Protocol

from dialogs.screen import Screen


class Fate(Enum):
    """What became of a message.

    SENT: it stands in the chat. REFUSED: nobody can be reached there. FAILED: Telegram takes it from nobody.
    HELD: Telegram wants us to wait. AWAY: nothing was sent, for nobody answered or knew us. UNKNOWN: it may
    have arrived. NOTHING: there was nothing to say any more.
    """

    SENT = "sent"
    REFUSED = "refused"
    FAILED = "failed"
    HELD = "held"
    AWAY = "away"
    UNKNOWN = "unknown"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Outcome:
    """The fate of a message, with its id where it was sent and the seconds to wait where it was held."""

    fate: Fate
    message_id: int | None = None
    wait: float = 0.0


class Carries(Protocol):
    """What carries messages: Telegram's client, or a record of what it would have been given."""

    async def send(self, chat_id: int, screen: Screen) -> Outcome:
        """A new message in a chat."""
        ...

    async def redraw(
        self, chat_id: int, message_id: int, screen: Callable[[], Awaitable[Screen | None]]
    ) -> Outcome:
        """The same message with other words."""
        ...
