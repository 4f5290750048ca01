"""How many people near each local centre wait to be asked: rounded down to tens, and nothing of a few.

A centre is told where ten people or more wait in its municipalities, and ten or more elsewhere
(`campaign.disclosure`); those that share a municipality are told together for it. The numbers are of this
moment and change with every person, so they are rounded.
"""

from collections.abc import Mapping

from campaign.disclosure import FEW, tell
from campaign.values import Role
from dialogs.screen import Link, Screen, rows
from dialogs.site import Route
from dialogs.text import Text, bold, italic, lines, own, paragraphs
from dialogs.visit import Visit

ELSEWHERE = ""
"""Where there is no centre, or nobody knows where they live."""
TOLD = 30
"""So many centres stand on the page: those where most people wait."""


async def centres(visit: Visit) -> Screen:
    """The centres where most people wait."""
    say = visit.say
    before = visit.now - visit.house.campaign.asked_within
    waiting = await visit.look_long(
        "unasked by place", lambda memory: memory.unasked.by_postcode(before=before, now=visit.now)
    )
    names = await _names(visit)
    counts: dict[str, int] = {}
    for postcode, number in waiting.items():
        place = visit.house.gazetteer.municipality_of(postcode) if postcode else None
        name = names.get(place or "", ELSEWHERE)
        counts[name] = counts.get(name, 0) + number
    (level,) = tell([counts], {*names.values(), ELSEWHERE})
    told = sorted(((n, name) for name, n in level.told.items() if name), key=lambda one: (-one[0], one[1]))
    return Screen(
        text=paragraphs(
            bold(say("Not asked yet, by local centre")),
            say(
                "These people agreed to be asked more than {days} days ago, and can be asked now. "
                "Nobody asked them for anything yet.",
                days=visit.house.campaign.asked_within.days,
            ),
            _list(visit, told)
            if told
            else say("There is no centre near which {n} people or more wait.", n=FEW),
            italic(
                say(
                    "Rounded down to tens. A centre with fewer than {n} people is left out, and so is "
                    "one more where the rest would be so few.",
                    n=FEW,
                )
            ),
        ),
        rows=rows(
            (Link(say("🎯 Not asked yet"), "team/unasked"), Link(say("🗣 Local centres"), "team/centres")),
            Link(say("🧭 Team desk"), "team"),
        ),
    )


async def _names(visit: Visit) -> Mapping[str, str]:
    """By municipality its centre; where there are several, all of them."""
    found: dict[str, list[str]] = {}
    for _, one in (await visit.memory.centres.listed()).values():
        for municipality in one.municipalities:
            found.setdefault(municipality, []).append(one.name)
    return {municipality: " · ".join(sorted(names)) for municipality, names in found.items()}


def _list(visit: Visit, told: list[tuple[int, str]]) -> Text:
    say = visit.say
    return lines(
        *(
            say("• {centre}: {n} or more", centre=own(name[:120]), n=number // FEW * FEW)
            for number, name in told[:TOLD]
        )
    )


ROUTES = (Route("team/unasked/centres", centres, Role.TEAM),)
