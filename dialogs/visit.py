"""A visit: one person at one page, with all the page may use."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from campaign.records import Chat, Citizen, Point, Profile
from dialogs.languages import Languages
from dialogs.screen import Incoming
from dialogs.text import Say, Text
from storage.citizens import Consent
from storage.gazetteer import Area, Gazetteer
from storage.store import Memory


@dataclass(frozen=True, slots=True)
class House:
    """What every page may look up and none may change: the languages and the gazetteer."""

    languages: Languages
    gazetteer: Gazetteer


@dataclass(slots=True)
class Visit:
    """Who visits, when, what came in, and the queries of this transaction.

    `profile` is what the visitor told us, wherever it is kept: in the citizen's row after consent, in the
    address before. `text` and `point` are set for the page that was waiting for them, and empty elsewhere.
    `aside` is said when the request for a location is taken off the screen.
    """

    house: House
    memory: Memory
    now: datetime
    say: Say
    chat: Chat
    citizen: Citizen | None
    incoming: Incoming
    profile: Profile = field(default_factory=Profile)
    text: str | None = None
    point: Point | None = None
    aside: Text | None = None

    @property
    def area(self) -> Area | None:
        """The postcode area the visitor named."""
        return self.house.gazetteer.area(self.profile.postcode) if self.profile.postcode else None

    @property
    def young(self) -> bool:
        """Whether the visitor said to be under 16."""
        return self.profile.adult is False

    async def tell(self, **told: Any) -> None:
        """Take in what the visitor tells: into their row after consent, into their addresses before."""
        self.profile = replace(self.profile, **told)
        if self.citizen is not None:
            await self.memory.citizens.change(self.citizen.id, now=self.now, **told)
            self.citizen = replace(self.citizen, profile=self.profile)

    async def settle(self, **new: Any) -> None:
        """Change how a citizen may be reached (`may_ask`, `paused_until`, `stopped`); a visitor never is."""
        if self.citizen is not None:
            await self.memory.citizens.change(self.citizen.id, now=self.now, **new)
            self.citizen = replace(self.citizen, **new)

    async def join(self, version: str) -> Citizen:
        """The visitor agrees to have answers kept: from here on they are a citizen."""
        if self.citizen is None:
            self.citizen = await self.memory.citizens.add(self.chat.id, self.profile, now=self.now)
        await self.consent(Consent.KEEP, version)
        return self.citizen

    async def consent(self, kind: Consent, version: str) -> None:
        """Log a consent in the language it was read in."""
        if self.citizen is not None:
            language = self.say.language.code
            await self.memory.citizens.consent(
                self.citizen.id, kind, version=version, language=language, now=self.now
            )

    def say_in(self, code: str) -> Say:
        """A translator for words that go to somebody who reads another language."""
        return Say(self.house.languages.get(code), self.say.zone)

    def use_language(self, code: str) -> None:
        """Speak another language from here on."""
        self.chat = replace(self.chat, language=code)
        self.say = self.say_in(code)
