"""A visit: one person at one page, with all the page may use."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, TypeVar

from campaign.records import Chat, Citizen, Member, Opportunity, Point, Profile
from campaign.statistics import Measure
from campaign.values import Role
from campaign.weeks import STANDARD, Campaign
from dialogs.ahead import Ahead
from dialogs.exporting import Files
from dialogs.languages import Languages
from dialogs.listening import Recorded
from dialogs.reading import Scripts
from dialogs.screen import Incoming
from dialogs.text import Say, Text
from storage.citizens import Consent
from storage.gazetteer import Area, Gazetteer
from storage.memory import Memory
from storage.tallies import tally

Found = TypeVar("Found")


class LongLook(Exception):
    """Raised where a page needs a look that takes long: its transaction is given up, so that nobody waits.

    The look is made in a transaction that only reads; then the same comes in again, with what was found.
    """

    def __init__(self, what: str, look: Callable[[Memory], Awaitable[Any]]) -> None:
        super().__init__(what)
        self.what = what
        self.look = look


@dataclass(frozen=True, slots=True)
class House:
    """What every page may look up and none may change.

    The languages, the gazetteer, who is of the campaign team by its settings (Telegram ids), what the
    campaign sets, what looks ahead for the team, what makes small files, how many messages a second go out on
    schedule, and where the bot's own web pages are (`https://…` without a slash at its end; "" where it has
    none). `recorded` is kept in mind of what can be listened to, `scripts` is what there is to read aloud.
    """

    languages: Languages
    gazetteer: Gazetteer
    team_ids: frozenset[int] = frozenset()
    campaign: Campaign = STANDARD
    ahead: Ahead | None = None
    files: Files | None = None
    pace: int = 25
    door: str = ""
    recorded: Recorded = field(default_factory=Recorded)
    scripts: Scripts | None = None

    def team_number(self, chat_id: int | None) -> int | None:
        """The number of somebody who is of the team by the settings: these hold no names."""
        return sorted(self.team_ids).index(chat_id) + 1 if chat_id in self.team_ids else None


@dataclass(slots=True)
class Visit:
    """Who visits, when, what came in, and the queries of this transaction.

    `profile` is what the visitor told us, wherever it is kept: in the citizen's row after consent, in the
    address before. `text` and `point` are set for the page that they lead to first, and empty elsewhere.
    `aside` is said when the request for a location is taken off the screen. `menu` is what the chat's own
    command menu becomes. `repeated` tells that the same came in before: this visit says again what was saved,
    and nothing it changes is kept. `found` is what long looks found for this visit,
    `at` the pattern of the page that was shown last.
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
    menu: tuple[tuple[str, Text], ...] | None = None
    repeated: bool = False
    found: dict[str, Any] = field(default_factory=dict)
    at: str = ""
    _member: Member | None = None

    @property
    def area(self) -> Area | None:
        """The postcode area the visitor named."""
        return self.house.gazetteer.area(self.profile.postcode) if self.profile.postcode else None

    @property
    def young(self) -> bool:
        """Whether the visitor said to be under 16."""
        return self.profile.adult is False

    async def opportunity(self, number: int) -> Opportunity | None:
        """One thing to do, in the visitor's language where the organisation wrote it in that too."""
        return (await self.opportunities([number])).get(number)

    async def opportunities(self, numbers: Sequence[int]) -> dict[int, Opportunity]:
        """Several of them; what is gone is not in the answer."""
        found = await self.memory.opportunities.get_some(numbers)
        return await self.memory.wordings.read(found, self.say.language.plain)

    async def member(self) -> Member | None:
        """For which organisation the visitor acts; looked up once in a visit, and only where it matters."""
        if self._member is None:
            self._member = await self.memory.members.of_chat(self.chat.id)
        return self._member

    async def look_long(self, what: str, look: Callable[[Memory], Awaitable[Found]]) -> Found:
        """What a look finds that takes long; it must use no other queries than those handed to it."""
        if what not in self.found:
            raise LongLook(what, look)
        found: Found = self.found[what]
        return found

    def look_again(self) -> None:
        """Forget for whom the visitor acts: it changed, and is looked up anew."""
        self._member = None

    async def on_team(self) -> bool:
        """Whether the visitor is of the campaign team, by the settings or by admission."""
        return self.chat.id in self.house.team_ids or await self.memory.members.is_team(self.chat.id)

    async def has(self, role: Role) -> bool:
        """Whether the visitor may see what is for this role."""
        if role is Role.MEMBER:
            return await self.member() is not None
        return await self.on_team() if role is Role.TEAM else True

    async def tell(self, **told: Any) -> None:
        """Take in what the visitor tells: into their row after consent, into their addresses before."""
        self.profile = replace(self.profile, **told)
        if self.citizen is not None:
            await self.memory.citizens.change(self.citizen.id, now=self.now, **told)
            self.citizen = replace(self.citizen, profile=self.profile)

    async def settle(self, **new: Any) -> None:
        """Change how a citizen may be reached (`may_ask`, `paused_until`, `stopped`); a visitor never is.

        Where they come to agree to be asked, this moment is kept with it.
        """
        if self.citizen is not None:
            if new.get("may_ask") and not self.citizen.may_ask:
                new["agreed"] = self.now
            await self.memory.citizens.change(self.citizen.id, now=self.now, **new)
            self.citizen = replace(self.citizen, **new)

    @property
    def by_day(self) -> datetime:
        """When others hear of what was done now, where it is not urgent: at night not before the morning."""
        return self.house.campaign.budget.by_day(self.now)

    async def note(self, what: str, role: Role, **about: int | None) -> None:
        """Note in the audit what the visitor does in this role; `about` is whose and which, or how many."""
        await self.memory.audit.note(what, role=role, chat_id=self.chat.id, now=self.now, **about)

    async def note_asked(self, *, by_friend: bool = False) -> None:
        """Note that a citizen is asked for something concrete; the first time counts."""
        if self.citizen is not None and self.citizen.asked is None:
            await self.settle(asked=self.now)
            if not by_friend:
                await self.memory.tallies.add([tally(self.now, Measure.SHOWN)])

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
