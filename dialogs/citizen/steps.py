"""The way through the questions about a person: on to the next that is open, or done."""

from campaign.values import DEFAULT_RADIUS
from dialogs.screen import Address, Link, Row
from dialogs.visit import Visit

ORDER = ("likes", "times", "often", "door", "radius")


def steps(visit: Visit, following: str, *, told: bool) -> Row:
    """On to the following question ("skip" where nothing was told), or done."""
    say = visit.say
    if visit.say.language.right_to_left:
        onward = say("Next ⬅️") if told else say("Skip ⬅️")
    else:
        onward = say("Next ➡️") if told else say("Skip ➡️")
    return (Link(onward, following), Link(say("Done"), done(visit)))


def done(visit: Visit) -> str:
    """Where the questions end: the profile of a citizen, the things nearby for a visitor."""
    return "profile" if visit.citizen is not None else "near"


def onward(visit: Visit, after: str | None = None) -> Address:
    """The next question that is still open (after the one just answered), or the end."""
    told = visit.profile
    still_open = {
        "likes": told.likes == 0,
        "times": told.times == 0,
        "often": told.often is None,
        "door": told.door is None,
        "radius": after is not None and told.radius == DEFAULT_RADIUS and not told.online,
    }
    start = ORDER.index(after) + 1 if after else 0
    return Address(next((name for name in ORDER[start:] if still_open[name]), done(visit)))
