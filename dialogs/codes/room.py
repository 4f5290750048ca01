"""In whose room a page about codes stands: the team's, where all are, or an organisation's, with its own."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any

from campaign.inviting import Code, Phone
from campaign.records import Opportunity
from campaign.values import Role
from dialogs.inviting_links import best_poster_link
from dialogs.screen import Link, Screen
from dialogs.site import Nowhere
from dialogs.text import Say
from dialogs.visit import Visit


@dataclass(frozen=True, slots=True)
class Room:
    """What differs between the two.

    `prefix` stands before each address. `shut` is shown in place of every page, where there is such a screen.
    `whose` is the organisation whose codes these are, None for all. `things` are what a code can ask, so many
    from here on; `thing` is one of them, None where it is not. `phones` are the numbers that this room may
    print beside the local centre's, each with whose it is.
    """

    prefix: str
    role: Role
    desk: Callable[[Say], Link]
    shut: Callable[[Visit], Awaitable[Screen | None]]
    whose: Callable[[Visit], Awaitable[int | None]]
    things: Callable[[Visit, Code, int, int], Awaitable[Sequence[Opportunity]]]
    thing: Callable[[Visit, int], Awaitable[Opportunity | None]]
    phones: Callable[[Visit, Code], Awaitable[dict[Phone, tuple[str, str]]]]

    @property
    def list(self) -> str:
        """The address of the list."""
        return f"{self.prefix}codes"

    def card(self, number: int) -> str:
        """The address of one code."""
        return f"{self.prefix}code/{number}"


Page = Callable[..., Awaitable[Any]]


async def found(room: Room, visit: Visit, number: int) -> Code:
    """The code with this id, where this room has it."""
    whose = await room.whose(visit)
    codes = visit.memory.codes
    code = await (codes.get(number) if whose is None else codes.access(whose, number))
    if code is None:
        raise Nowhere(f"code {number}")
    return code


def link_of(visit: Visit, code: Code) -> str:
    """The link that a code stands for; "" while the bot does not know its own name."""
    return best_poster_link(visit.house.door, visit.incoming.bot_name, code.code)


def within(room: Room, page: Page) -> Page:
    """The page in this room, or what stands in its place while the room is shut."""

    async def opened(visit: Visit, **more: Any) -> Any:
        return await room.shut(visit) or await page(room, visit, **more)

    return opened


def of_code(room: Room, page: Page) -> Page:
    """A page about one code of this room."""

    async def looked_up(room: Room, visit: Visit, number: int, **more: Any) -> Any:
        return await page(room, visit, await found(room, visit, number), **more)

    return within(room, looked_up)


async def note(room: Room, visit: Visit, what: str, code: Code) -> None:
    """Note in the audit what was done with a code."""
    await visit.note(
        what, room.role, organisation_id=code.organisation_id, opportunity_id=code.opportunity_id
    )
