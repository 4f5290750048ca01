"""Sample people on whom every page can be seen, with what they did so far."""

from dataclasses import dataclass

from bot import samples
from bot.app import App
from bot.texts.walking import Step, come, trail_of
from campaign.inviting import Place

VISITOR, CITIZEN, NEIGHBOUR, MEMBER, TEAM, FRIEND = range(1, 7)
"""Somebody new, a citizen, one who said yes to something, a member of an organisation, one of the team, and
a friend whom the citizen asks."""


@dataclass(frozen=True, slots=True)
class Scene:
    """What stands there: something to do, where and of whom, and a friend's link and a poster's."""

    one: int
    place: str
    organisation: int
    links: tuple[str, ...]


async def settle(app: App, language: str) -> Scene:
    """Have everything happen that pages tell of."""
    now = app.clock.now()
    await samples.bring(app.store, app.gazetteer, app.campaign, now)
    async with app.store.begin() as memory:
        await samples.settle_desk(memory, MEMBER, "Carla", language, now)
        await samples.settle_centres(memory, app.gazetteer)
        member = await memory.members.of_chat(MEMBER)
        if member is None:
            raise LookupError("the samples have no organisation to act for")
        theirs = await memory.opportunities.of_organisation(member.organisation_id, skip=0, limit=20)
    roomy = max(theirs, key=lambda one: one.places)
    one, place, organisation = roomy.id, roomy.postcode, member.organisation_id
    joined, yes = _steps(Scene(one, place, organisation, ()))
    worded = (Step("asks/1/words", "Kom je een keer mee?"), Step("asks/1/second", "Help je een middag?"))
    for chat_id, done in (
        (NEIGHBOUR, trail_of(joined, *yes, f"invite/{one}/{place}", f"wrong/{one}/untrue")),
        (
            MEMBER,
            (
                *trail_of(f"asknew/{one}"),
                *worded,
                *trail_of("asks/1/check", "asks/1/send", f"asknew/{one}/anew"),
            ),
        ),
    ):
        await come(app, chat_id, language, done)
    return Scene(one, place, organisation, tuple(await _links(app, language, organisation, one)))


def _steps(scene: Scene) -> tuple[str, tuple[str, str, str]]:
    """How somebody becomes a citizen, and how they say yes."""
    one = scene.one
    return f"keep/on?a1p{scene.place}", (f"reply/{one}/yes", f"share/{one}/name", f"share/{one}/send")


async def _links(app: App, language: str, organisation: int, opportunity: int) -> list[str]:
    """What a friend's link and a poster's lead to the bot with."""
    now = app.clock.now()
    async with app.store.begin() as memory:
        there = await memory.chats.glance(NEIGHBOUR)
        if there is None or there[1] is None:
            raise LookupError("nobody said yes to the sample opportunity")
        friend = await memory.invitations.latest(there[1].id, now=now, limit=1)
        poster = await memory.codes.make(
            Place.LIBRARY,
            "Bibliotheek",
            language=language,
            now=now,
            organisation_id=organisation,
            opportunity_id=opportunity,
        )
    return [*(f"i_{one.code}" for one in friend), f"c_{poster.code}"]
