"""The demo's crowd: invented citizens with plausible lives, and how they answer what they are asked."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from random import Random

from bot.app import App
from campaign.records import Point, Profile
from campaign.values import EVENINGS, RADII, WEEKDAYS_BY_DAY, WEEKEND, Door, Like, Often, mask_of_likes
from dialogs.citizen.consent import ASK_AGAIN_VERSION, KEEP_VERSION
from sandbox.crowd import Choice, Crowd
from storage.citizens import Consent
from storage.gazetteer import Gazetteer

FIRST = 7_000_001
"""The chat of the first of them; their ids follow each other."""
SIZES = (100, 300, 1_000, 3_000, 10_000)
BLOCKING = 0.015
LOCAL = 0.6
"""So many live around the sample town; the others all over the country."""
TOWN, AROUND = "3331", 10
"""The postcode of the sample town, and kilometres around it."""
SLICE = 500
"""People brought in one transaction, so that nobody's tap waits."""
_TIMES = (WEEKEND, EVENINGS, WEEKDAYS_BY_DAY, WEEKEND | EVENINGS, 0)
_ANSWERS = {"yes": 0.14, "maybe": 0.09, "no": 0.17, "more": 0.05, "stop": 0.01}
"""How many of those asked tap what; all others stay silent."""
_COUNTED = ("yes", "maybe", "no", "stop")
_HELPED = 0.15
"""How many of those who doubted tell what would help."""
_ELSE = {"plan": 0.15, "cancel": 0.02, "someone": 0.08, "near": 0.05, "stop": 0.01}
"""What they tap under a message that asks nothing."""
_DECIDED = {"yes": 0.4, "maybe": 0.2, "no": 0.25}
"""What those answer who wanted to know more."""


async def bring(app: App, crowd: Crowd, number: int) -> None:
    """Have so many invented citizens come: into the database, and into the sandbox to answer."""
    already = crowd.counts["people"]
    chance = Random(already)  # noqa: S311  (invented people, no secrets)
    codes = [language.code for language in app.house.languages]
    people = list(_people(app.house.gazetteer, codes, chance, FIRST + already, number))
    versions = {Consent.KEEP: KEEP_VERSION, Consent.ASK_AGAIN: ASK_AGAIN_VERSION}
    for start in range(0, number, SLICE):
        some = people[start : start + SLICE]
        async with app.store.begin() as memory:
            await memory.crowd.add(some, versions=versions, now=app.clock.now())
        crowd.come([(chat, language) for chat, language, _ in some], blocking=BLOCKING)


def _people(
    gazetteer: Gazetteer, codes: Sequence[str], chance: Random, first: int, number: int
) -> Iterator[tuple[int, str, Profile]]:
    town = gazetteer.area(TOWN)
    near = list(gazetteer.within(Point(town.latitude, town.longitude), AROUND)) if town else []
    everywhere = [area.postcode for area in gazetteer.areas()]
    others = [code for code in codes if code != "nl"]
    for chat in range(first, first + number):
        local = near and chance.random() < LOCAL
        told = Profile(
            adult=True,
            postcode=chance.choice(near if local else everywhere),
            likes=mask_of_likes(chance.sample(list(Like), chance.choice((0, 1, 1, 2, 2, 3)))),
            times=chance.choice(_TIMES),
            often=chance.choice((None, *Often)),
            door=chance.choice((None, *Door)),
            radius=chance.choice(RADII[1:]),
            online=chance.random() < 0.2,
        )
        yield chat, "nl" if not others or chance.random() < 0.75 else chance.choice(others), told


def choose(addresses: Sequence[str], chance: Random) -> Choice | None:
    """What somebody presses who sees these buttons; most are silent, and nobody goes far."""
    paths = [address.partition("?")[0].split("/") for address in addresses]
    asked = {path[2]: place for place, path in enumerate(paths) if path[0] == "asked" and len(path) == 3}
    if asked:
        return _first(asked, chance)
    if any(path[0] == "map" for path in paths):
        told = {path[2]: place for place, path in enumerate(paths) if path[0] == "reply" and len(path) == 3}
        return _answer(told, _DECIDED, chance)
    for leads_on in _ONWARD:
        if ways := [place for place, path in enumerate(paths) if leads_on(path)]:
            return Choice(chance.choice(ways))
    return None


def _first(buttons: Mapping[str, int], chance: Random) -> Choice | None:
    """The first tap under a message that came by itself: an ask, what would help, or something else."""
    if "maybe" in buttons:
        return _answer(buttons, _ANSWERS, chance)
    if "yes" not in buttons:
        return _answer(buttons, _ELSE, chance)
    reasons = [place for what, place in buttons.items() if what.startswith("why-")]
    if reasons and chance.random() < _HELPED:
        return Choice(chance.choice(reasons))
    return _answer(buttons, {"yes": _ANSWERS["yes"], "no": 0.08}, chance)


def _answer(buttons: Mapping[str, int], shares: Mapping[str, float], chance: Random) -> Choice | None:
    """One of these answers, each as often as its share; None for who stays silent, or finds it nowhere."""
    rest = chance.random()
    for answer, share in shares.items():
        rest -= share
        if rest < 0:
            return (
                Choice(buttons[answer], answer if answer in _COUNTED else "") if answer in buttons else None
            )
    return None


def _plans(path: Sequence[str]) -> bool:
    """Whether this answers a planning question, or goes on to them."""
    return path[0] == "plan" and (len(path) > 3 or path[-1] == "go")


_ONWARD: tuple[Callable[[Sequence[str]], bool], ...] = (
    _plans,
    lambda path: path[0] == "share" and path[-1] == "send",
    lambda path: path[0] == "share" and path[-1] == "name",
    lambda path: path[0] in ("date", "cancel") and len(path) == 3,
    lambda path: path[0] == "reply" and len(path) == 4,
)
"""What leads on from there, the first that is found: a plan, what to share, a day, a reason."""
