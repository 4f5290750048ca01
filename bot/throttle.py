"""Who sends more than a person can: how much is taken from one chat, and how often it is told so.

It holds in one process and is kept in its memory alone: several `web` processes each allow as much.
"""

from collections.abc import Callable
from time import monotonic

from bot.peers import Peers
from bot.settings import BURST

PER_SECOND = 1.0
"""What one chat may send in the long run: Telegram lets a bot say about as much in one chat, so that whoever
sends more could not be answered anyway."""
TOAST, SENTENCE = 10.0, 60.0
"""Seconds between two times that one chat is told so: over a tapped button, and in a message."""
CHATS = 10_000
"""Chats that are kept in mind; who was away longest is forgotten first, and may send all anew."""


class Throttle:
    """Counts what comes from each chat; what is typed behind the bot's name in other chats counts apart."""

    def __init__(self, burst: int = BURST, *, time: Callable[[], float] = monotonic) -> None:
        """`burst` at once from one chat, 0 for no limit; `time` in seconds, of a clock that only goes on."""
        self._limited = burst > 0
        self._time = time
        self._sent = Peers(burst=burst, per_second=PER_SECOND, most=CHATS)
        self._typed = Peers(burst=burst, per_second=PER_SECOND, most=CHATS)
        self._toasts = Peers(burst=1, per_second=1 / TOAST, most=CHATS)
        self._sentences = Peers(burst=1, per_second=1 / SENTENCE, most=CHATS)
        self._languages: dict[int, str] = {}

    def takes(self, chat_id: int) -> bool:
        """Whether one more tap or message of this chat is taken."""
        return not self._limited or self._sent.admit(chat_id, self._time())

    def takes_query(self, chat_id: int) -> bool:
        """Whether one more query of this person, typed in some other chat, is taken."""
        return not self._limited or self._typed.admit(chat_id, self._time())

    def give_back(self, chat_id: int) -> None:
        """What was taken last could not be saved: it comes again, and is not counted twice."""
        self._sent.give_back(chat_id)

    def toasts(self, chat_id: int) -> bool:
        """Whether it is time to say so over a button."""
        return self._toasts.admit(chat_id, self._time())

    def speaks(self, chat_id: int) -> bool:
        """Whether it is time to say so in a message."""
        return self._sentences.admit(chat_id, self._time())

    def heard(self, chat_id: int, language: str) -> None:
        """Keep in mind which language this chat was last spoken to in."""
        self._languages.pop(chat_id, None)
        self._languages[chat_id] = language
        if len(self._languages) > CHATS:
            del self._languages[next(iter(self._languages))]

    def language(self, chat_id: int) -> str | None:
        """That language; None where it is not known."""
        return self._languages.get(chat_id)
