"""For whom an ask is: what they like, how far away, when they can, their language, their door."""

from dataclasses import replace
from typing import Any

from campaign.records import Ask, Audience
from campaign.values import ALL_TIMES, RADII, Door, Like, Role
from dialogs import words
from dialogs.citizen.likes import ticked
from dialogs.citizen.times import QUICK
from dialogs.organisation import ask_words
from dialogs.organisation.ask_draft import Answered, of_draft, what_it_asks
from dialogs.screen import Address, Link, Row, Screen, rows
from dialogs.site import Nowhere, Route
from dialogs.text import Text, bold, own, paragraphs
from dialogs.visit import Visit


@of_draft
async def whom(visit: Visit, ask: Ask) -> Answered:
    """Whom it is for, with a button for each choice."""
    one = await what_it_asks(visit, ask)
    say, root = visit.say, f"asks/{ask.id}"
    own_language = ask.audience.only_own_language
    switch = ticked(visit, say("Only in their own language"), own_language)
    return Screen(
        text=paragraphs(
            bold(say("For whom is it?")),
            ask_words.audience(say, ask.audience, one),
            say("The fewer you leave out, the sooner you find people."),
        ),
        rows=rows(
            (
                Link(say("⭐ Likes"), f"{root}/likes"),
                Link(say("↔️ Distance"), f"{root}/far")
                if not one.online
                else Link(say("🗓 Times"), f"{root}/times"),
            ),
            Link(say("🗓 Times"), f"{root}/times") if not one.online else None,
            (Link(say("🌍 Languages"), f"{root}/lang"), Link(say("🚪 New or not"), f"{root}/doors")),
            Link(switch, f"{root}/ownlanguage/{_turn(own_language)}"),
            Link(say("Everybody"), f"{root}/everybody"),
            Link(say("Done"), root),
        ),
    )


@of_draft
async def everybody(visit: Visit, ask: Ask) -> Answered:
    """For everybody again."""
    return await _aim(visit, ask, "whom", Audience())


@of_draft
async def only_own(visit: Visit, ask: Ask, on: bool) -> Answered:
    """Only for who reads the organisation's words in their own language, or for others too."""
    return await _aim(visit, ask, "whom", replace(ask.audience, only_own_language=on))


@of_draft
async def likes(visit: Visit, ask: Ask) -> Answered:
    """Choose what they like."""
    switches = [
        _switch(
            visit,
            ask,
            words.like(visit.say, like),
            f"likes/{like.value}",
            bool(ask.audience.likes & like.bit),
        )
        for like in Like
    ]
    return _choosing(
        visit,
        ask,
        visit.say("What do they like?"),
        visit.say("Choose nothing, and it is for everybody. Who likes it most is asked first."),
        *switches,
    )


@of_draft
async def like_it(visit: Visit, ask: Ask, like: Like, on: bool) -> Answered:
    """For those who like this, or no longer."""
    mask = ask.audience.likes | like.bit if on else ask.audience.likes & ~like.bit
    return await _aim(visit, ask, "likes", replace(ask.audience, likes=mask))


@of_draft
async def distance(visit: Visit, ask: Ask) -> Answered:
    """Choose how far away they may live."""
    say = visit.say
    choices = tuple(
        Link(ticked(visit, say.distance(km), ask.audience.radius == km), f"asks/{ask.id}/far/{km}")
        for km in RADII
    )
    note = say("Nobody is asked for something further away than they chose themselves.")
    return _choosing(visit, ask, say("How far away may they live?"), note, choices)


@of_draft
async def so_far(visit: Visit, ask: Ask, km: int) -> Answered:
    """Within so many kilometres."""
    if km not in RADII:
        raise Nowhere(f"{km} km")
    return await _aim(visit, ask, "whom", replace(ask.audience, radius=km))


@of_draft
async def times(visit: Visit, ask: Ask) -> Answered:
    """Choose when they can."""
    say, mask = visit.say, ask.audience.times
    names = {
        "weekdays": say("On weekdays, by day"),
        "evenings": say("In the evening"),
        "weekend": say("At the weekend"),
    }
    switches = [
        _switch(visit, ask, names[name], f"times/{name}", mask & part == part) for name, part in QUICK.items()
    ]
    note = say("Choose nothing, and it is for everybody. Who did not tell when they can is not left out.")
    return _choosing(visit, ask, say("When can they?"), note, *switches)


@of_draft
async def can_then(visit: Visit, ask: Ask, name: str, on: bool) -> Answered:
    """For those who can at these times, or no longer."""
    if name not in QUICK:
        raise Nowhere(name)
    mask = ask.audience.times | QUICK[name] if on else ask.audience.times & ~QUICK[name]
    return await _aim(visit, ask, "times", replace(ask.audience, times=0 if mask == ALL_TIMES else mask))


@of_draft
async def languages(visit: Visit, ask: Ask) -> Answered:
    """Choose in which languages it goes out."""
    say, chosen = visit.say, ask.audience.languages
    switches = [
        _switch(
            visit,
            ask,
            own(visit.house.languages.get(code).name),
            f"lang/{code}",
            not chosen or code in chosen,
        )
        for code in visit.house.languages.plain
    ]
    note = say("Leave a language out only if the work needs it. One at least stays on.")
    return _choosing(visit, ask, say("Which languages may they speak?"), note, *_pairs(switches))


@of_draft
async def language(visit: Visit, ask: Ask, code: str, on: bool) -> Answered:
    """For who speaks this language, or not."""
    codes = visit.house.languages.plain
    if code not in codes:
        raise Nowhere(code)
    before = ask.audience.languages or codes
    chosen = tuple(one for one in codes if (on if one == code else one in before)) or before
    audience = replace(ask.audience, languages=() if chosen == codes else chosen)
    return await _aim(visit, ask, "lang", audience)


@of_draft
async def doors(visit: Visit, ask: Ask) -> Answered:
    """Choose by whether they ever volunteered."""
    say, chosen = visit.say, ask.audience.doors
    switches = [
        _switch(visit, ask, ask_words.door(say, which), f"doors/{which.value}", not chosen or which in chosen)
        for which in Door
    ]
    note = say("With all three on, who did not tell is asked too. One at least stays on.")
    return _choosing(visit, ask, say("Did they ever volunteer?"), note, *switches)


@of_draft
async def door(visit: Visit, ask: Ask, which: Door, on: bool) -> Answered:
    """For those who come through this door, or not."""
    before = ask.audience.doors or tuple(Door)
    chosen = tuple(one for one in Door if (on if one is which else one in before)) or before
    audience = replace(ask.audience, doors=() if chosen == tuple(Door) else chosen)
    return await _aim(visit, ask, "doors", audience)


async def _aim(visit: Visit, ask: Ask, back: str, audience: Audience) -> Address:
    await visit.memory.asks.change(ask.id, audience=audience)
    return Address(f"asks/{ask.id}/{back}")


def _choosing(visit: Visit, ask: Ask, question: Text, note: Text, *switches: Link | Row) -> Screen:
    back = Link(visit.say("Back"), f"asks/{ask.id}/whom")
    return Screen(text=paragraphs(bold(question), note), rows=rows(*switches, back))


def _switch(visit: Visit, ask: Ask, name: Text, where: str, on: bool) -> Link:
    return Link(ticked(visit, name, on), f"asks/{ask.id}/{where}/{_turn(on)}")


def _turn(on: Any) -> str:
    return "off" if on else "on"


def _pairs(links: list[Link]) -> list[Row]:
    return [tuple(links[start : start + 2]) for start in range(0, len(links), 2)]


ROUTES = (
    Route("asks/{number:int}/whom", whom, Role.MEMBER),
    Route("asks/{number:int}/everybody", everybody, Role.MEMBER),
    Route("asks/{number:int}/ownlanguage/{on:switch}", only_own, Role.MEMBER),
    Route("asks/{number:int}/likes", likes, Role.MEMBER),
    Route("asks/{number:int}/likes/{like:like}/{on:switch}", like_it, Role.MEMBER),
    Route("asks/{number:int}/far", distance, Role.MEMBER),
    Route("asks/{number:int}/far/{km:int}", so_far, Role.MEMBER),
    Route("asks/{number:int}/times", times, Role.MEMBER),
    Route("asks/{number:int}/times/{name:word}/{on:switch}", can_then, Role.MEMBER),
    Route("asks/{number:int}/lang", languages, Role.MEMBER),
    Route("asks/{number:int}/lang/{code:word}/{on:switch}", language, Role.MEMBER),
    Route("asks/{number:int}/doors", doors, Role.MEMBER),
    Route("asks/{number:int}/doors/{which:door}/{on:switch}", door, Role.MEMBER),
)
