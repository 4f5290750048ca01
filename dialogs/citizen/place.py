"""Where somebody is: a shared location, a postcode or a place name; kept is the four-digit postcode area."""

from collections.abc import Callable

from dialogs.namesakes import namesakes
from dialogs.screen import Address, Link, Screen, rows
from dialogs.site import Route
from dialogs.text import Text, bold, paragraphs
from dialogs.visit import Visit
from storage.gazetteer import Area, Match, Unclear

LONGEST_PLACE = 80
"""Characters of what was typed that are looked at and said back: no Dutch place name is longer."""


async def place(visit: Visit) -> Screen:
    """Ask where somebody is."""
    return asking(visit, visit.say("Where are you?"), "place")


async def typed(visit: Visit) -> Screen | Address:
    """Understand what was typed: a clear place is taken, an unclear one is asked about."""
    return await understand(visit, "place")


async def understand(visit: Visit, root: str, *, onward: str | None = None) -> Screen | Address:
    """The same for pages under `root`, which then go on to `onward`."""
    found = read(visit, root, lambda question: asking(visit, question, root))
    return await take(visit, found, onward=onward) if isinstance(found, Area) else found


def read(
    visit: Visit, root: str, ask: Callable[[Text], Screen], *, back: Link | None = None
) -> Area | Screen:
    """The place that was typed; where it is not clear, the question by `ask`, or which one is meant.

    `root` is where a place stands that is chosen, `back` where one goes who chooses none.
    """
    say = visit.say
    if visit.text is None:
        if visit.incoming.other:
            return ask(say("I cannot look at that. Can you type your postcode or your place in words?"))
        return ask(say("Where are you?"))
    words = " ".join(visit.text[: LONGEST_PLACE * 4].split())
    area = visit.house.gazetteer.by_postcode(words)
    if area is not None:
        return area
    found = visit.house.gazetteer.search(words[:LONGEST_PLACE])
    if found.exact is not None:
        return found.exact.area
    if found.options:
        return _choose(visit, found.options, root, back or _back(visit))
    return ask(_unclear(visit, found.reason))


async def shared(visit: Visit) -> Screen | Address:
    """Take the postcode area nearest to a shared location; the point itself is kept nowhere."""
    root, onward = _asked_for(visit)
    if visit.point is None:
        return await place(visit)
    area = visit.house.gazetteer.nearest(visit.point.latitude, visit.point.longitude)
    if area is None:
        return asking(
            visit,
            visit.say("That spot is outside the Netherlands. Type the postcode or the place you mean."),
            root,
        )
    if root == "someone":
        return Address(f"someone/{area.postcode}")
    return await take(visit, area, onward=onward)


def _asked_for(visit: Visit) -> tuple[str, str | None]:
    """Under which page the place was asked that is shared now, and where it goes on from there."""
    root = (visit.chat.waiting or "").partition("?")[0].removesuffix("/typed")
    if root in ("talk", "someone"):
        return root, root
    if root.startswith("invited/"):
        return root, root.removesuffix("/where")
    return "place", None


async def chosen(visit: Visit, postcode: str) -> Screen | Address:
    """Take a place that was offered as a button."""
    area = visit.house.gazetteer.area(postcode)
    return await take(visit, area) if area is not None else await place(visit)


async def take(visit: Visit, area: Area, *, onward: str | None = None) -> Address:
    """Keep where somebody is, and go on: to where they came from, or to what is there."""
    await visit.tell(postcode=area.postcode)
    visit.aside = visit.say(
        "📍 I look around {place} ({postcode}).", place=area.place, postcode=area.postcode
    )
    return Address(onward or ("near" if visit.citizen is not None or visit.young else "ask"))


def _unclear(visit: Visit, reason: Unclear | None) -> Text:
    say = visit.say
    if reason is Unclear.FOREIGN:
        return say("That looks like a postcode abroad. Which place in the Netherlands do you mean?")
    if reason is Unclear.TOO_BROAD:
        return say("That is a large area. Which town or village do you mean, or which postcode?")
    if reason is Unclear.TOO_SHORT:
        return say(
            "That is a bit short. Type the four digits of your postcode, for example {code}.", code="3331"
        )
    return say("I do not know that place. Check how it is written, or type the four digits of your postcode.")


def _choose(visit: Visit, options: tuple[Match, ...], root: str, back: Link | None) -> Screen:
    say = visit.say
    return Screen(
        name="which-place",
        text=say("Which one do you mean? If it is not there, type your postcode."),
        rows=rows(*namesakes(say, options, root), back),
        waits=f"{root}/typed",
    )


def asking(visit: Visit, question: Text, root: str) -> Screen:
    """Ask where somebody is, for pages under `root`."""
    say = visit.say
    share = say("📍 Share where I am")
    return Screen(
        name="place",
        text=paragraphs(
            say(
                "Type your postcode, or the name of your town or village. Or tap “{button}” below.",
                button=share,
            ),
            say("I use it to find something nearby. I keep at most the four digits of the postcode."),
        ),
        rows=rows(_back(visit)),
        waits=f"{root}/typed",
        locate=share,
        locate_words=bold(question),
    )


def _back(visit: Visit) -> Link | None:
    if visit.citizen is not None:
        return Link(visit.say("👤 My profile"), "profile")
    return (
        Link(visit.say("🏠 Home"), "home")
        if visit.profile.postcode
        else Link(visit.say("🌐 Another language"), "language")
    )


ROUTES = (
    Route("place", place),
    Route("place/typed", typed),
    Route("place/shared", shared),
    Route("place/{postcode:word}", chosen),
)
