"""Listening: the screens whose words can be read aloud, and which of them were, as this process knows it."""

from datetime import datetime, timedelta

from storage.memory import Memory

SCREENS = (
    *("hello", "age", "language", "place", "which-place", "ask", "opportunity", "not-now", "enough"),
    *("near", "near-nothing", "instead", "instead-none"),
    *("keep", "not-kept", "too-young", "young-yes", "again", "again-on", "again-off"),
    *("likes", "times", "grid", "often", "door", "does-it", "fit", "radius"),
    *("date", "share", "phone", "rename", "see", "plan", "plan-when", "plan-part", "plan-travel"),
    *("plan-company", "tell", "cancel", "cancelled", "alone", "unfinished", "lapsed", "met"),
    *("why-maybe", "why-no", "thanks-maybe", "thanks-no", "wrong", "wrong-told"),
    *("home-visitor", "home", "promises", "profile", "help", "about", "lost", "gone"),
    *("asked", "week-comes", "week-asks", "doubt", "look-forward", "said-yes", "week-thanks"),
    *("reminder", "moved", "did", "did-yes", "did-no", "did-not-yet"),
    *("invited", "invited-not-now", "own-link", "poster"),
    *("together", "together-full", "together-waits", "comes-too", "go-together", "two-places-free"),
    *("together-no", "someone", "someone-where", "someone-plain", "message", "message-over"),
    *("message-language", "message-name", "message-words", "card", "picture"),
    *("mention", "mentioned", "not-mentioned", "heard"),
    *("stopped", "stopped-one", "reminders-on", "why-stop", "why-cancel", "after-stop", "after-cancel"),
    *("pause", "pause-none", "pause-until", "paused", "pause-over", "hear-again"),
    *("privacy", "mydata", "forget", "forgotten"),
    *("privacy-who", "privacy-what", "privacy-why", "privacy-others", "privacy-long", "privacy-rights"),
    *("calendar", "calendar-empty", "calendar-entry"),
    *("slogan", "slogan-where", "slogan-meant", "slogan-picture"),
    *("talk-where", "talk", "talk-nobody"),
    *("call-name", "call-phone", "call-when", "call-see", "call-on", "call-no"),
    *("call-alone", "call-young"),
    *("unclear", "unclear-told", "unclear-refused", "unclear-thanks", "hard"),
)
"""The names of citizens' screens, in the order in which somebody meets them."""
FRESH = timedelta(minutes=1)
"""For how long this process takes it that nobody recorded anything in another one."""


class Recorded:
    """What was read aloud, kept in mind: every screen asks for it."""

    def __init__(self) -> None:
        self._there: frozenset[tuple[str, str]] = frozenset()
        self._until: datetime | None = None

    def has(self, name: str, language: str) -> bool:
        """Whether a screen can be listened to in this language."""
        return (name, language) in self._there

    async def renew(self, memory: Memory, now: datetime) -> None:
        """Read it again, where it may be old."""
        if self._until is None or now >= self._until:
            self._there = await memory.recordings.playable()
            self._until = now + FRESH

    def doubt(self) -> None:
        """Something was recorded or taken away here: read it again before the next screen."""
        self._until = None
