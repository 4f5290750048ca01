"""The table of pages about codes, for one room."""

from campaign.values import Role
from dialogs.codes import changing, figures, listing, making, printing
from dialogs.codes.room import Page, Room, of_code, within
from dialogs.site import Route


def routes(room: Room) -> tuple[Route, ...]:
    """All pages about codes, in this room."""
    every, one = room.list, f"{room.prefix}code/{{number:int}}"
    pages: dict[str, Page] = {
        every: listing.listed,
        f"{every}/{{page:int}}": listing.listed,
        f"{every}/closed/{{page:int}}": listing.listed_closed,
        f"{every}/new/{{thing:int}}": making.kinds,
        f"{every}/new/{{thing:int}}/{{kind:place}}": making.languages,
        f"{every}/new/{{thing:int}}/{{kind:place}}/{{language:word}}": making.name,
    }
    if room.role is Role.MEMBER:
        pages[f"{every}/new/{{thing:int}}/{{kind:place}}/{{language:word}}/ours"] = making.ours
    about_one: dict[str, Page] = {
        one: listing.card,
        f"{one}/figures": figures.figures,
        f"{one}/close": listing.close,
        f"{one}/open": listing.reopen,
        f"{one}/language": changing.language,
        f"{one}/language/{{chosen:word}}": changing.speak,
        f"{one}/where": changing.where,
        f"{one}/where/{{postcode:word}}": changing.place,
        f"{one}/asks/{{page:int}}": changing.things,
        f"{one}/ask/{{chosen:int}}": changing.thing,
        f"{one}/paper": printing.first,
        f"{one}/paper/{{language:word}}/{{whose:phone}}": printing.choose,
        f"{one}/paper/{{language:word}}/{{whose:phone}}/{{paper:paper}}": printing.printed,
    }
    return (
        *(Route(pattern, within(room, page), room.role) for pattern, page in pages.items()),
        *(Route(pattern, of_code(room, page), room.role) for pattern, page in about_one.items()),
    )
