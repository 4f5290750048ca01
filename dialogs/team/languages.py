"""The languages of the bot: how far each is, and what the team offers knowingly or no longer."""

from collections.abc import Mapping

from campaign.values import Role
from dialogs.languages import BASE
from dialogs.screen import Link, Screen, rows
from dialogs.site import Nowhere, Route
from dialogs.text import Language, Say, Text, bold, dotted, lines, own, paragraphs
from dialogs.visit import Visit
from storage.offering import Switched


async def languages(visit: Visit) -> Screen:
    """Every language there is: whether it is offered, who read it, and who switched it."""
    say, found = visit.say, visit.house.languages
    switched = await visit.memory.offering.read()
    begun = [
        say("{language}: {percent}% translated", language=say.language_name(code), percent=int(100 * share))
        for code, share in found.begun.items()
    ]
    ways = [
        Link(say("🌍 {language}", language=one.name), f"team/languages/{one.code}")
        for one in found.every.values()
        if one.code not in BASE
    ]
    return Screen(
        text=paragraphs(
            bold(say("Languages")),
            say(
                "People can choose a language when a native reader has read it. "
                "You can offer one before that, or take one away."
            ),
            *(lines(bold(_name(say, one)), _stands(visit, one, switched)) for one in found.every.values()),
            lines(bold(say("Not whole yet, so nobody can choose it:")), *begun) if begun else None,
        ),
        rows=rows(
            *(tuple(ways[start : start + 2]) for start in range(0, len(ways), 2)),
            Link(say("🧭 Team desk"), "team"),
        ),
    )


async def language(visit: Visit, code: str) -> Screen:
    """One language, and what it means to offer it or not."""
    one = _find(visit, code)
    switched = await visit.memory.offering.read()
    say, root, name = visit.say, f"team/languages/{code}", own(one.name)
    if code in visit.house.languages:
        meaning = say(
            "If you take it away, I speak {other} with everybody who chose {language}. "
            "I remember their choice. When you offer it again, I speak {language} with them again.",
            language=name,
            other=own(_instead(visit, code).name),
        )
        way = Link(say("⏹ Take it away"), f"{root}/off")
    elif one.reviewed:
        meaning, way = say("A native reader has read it."), Link(say("▶️ Offer it"), f"{root}/on")
    else:
        meaning = say(
            "No native reader has read {language}. "
            "Words about age, consent, privacy and stopping may be wrong. If you offer it, people see "
            "that nobody has checked it. They can report a text that is not right.",
            language=name,
        )
        way = Link(say("▶️ Offer it all the same"), f"{root}/on")
    return Screen(
        text=paragraphs(bold(_name(say, one)), _stands(visit, one, switched), meaning),
        rows=rows(way, (Link(say("🌍 All languages"), "team/languages"), Link(say("🧭 Team desk"), "team"))),
    )


async def switch(visit: Visit, code: str, on: bool) -> Screen:
    """Offer a language from here on, or no longer: whatever comes in next is answered so, by any process."""
    one = _find(visit, code)
    if on != (code in visit.house.languages):
        await visit.memory.offering.switch(code, offered=on, chat_id=visit.chat.id, now=visit.now)
        done = f"language_{'on' if on else 'off'}:{code}"
        await visit.note(done, Role.TEAM)
    say, root, name = visit.say, f"team/languages/{code}", own(one.name)
    return Screen(
        text=bold(
            say("From now on people can choose {language}.", language=name)
            if on
            else say("From now on nobody can choose {language}.", language=name)
        ),
        rows=rows(
            Link(say("↩️ Undo"), f"{root}/{'off' if on else 'on'}"),
            (Link(say("🌍 All languages"), "team/languages"), Link(say("🧭 Team desk"), "team")),
        ),
    )


def _find(visit: Visit, code: str) -> Language:
    """A whole language that can be switched; the campaign's own cannot."""
    one = visit.house.languages.every.get(code)
    if one is None or code in BASE:
        raise Nowhere(code)
    return one


def _instead(visit: Visit, code: str) -> Language:
    """What is spoken with who chose a language that is offered no longer."""
    found = visit.house.languages
    return found.only([one.code for one in found if one.code != code]).get(code)


def _name(say: Say, one: Language) -> Text:
    """Its own name, and what the reader calls it."""
    theirs, ours = own(one.name), say.language_name(one.plain)
    return theirs if theirs == ours else say("{language} ({name})", language=theirs, name=ours)


def _stands(visit: Visit, one: Language, switched: Mapping[str, Switched]) -> Text:
    """Whether it is offered, who read it, and who switched it when."""
    say = visit.say
    offered = one.code in visit.house.languages
    read = say("read by a native reader") if one.reviewed else say("not read by a native reader")
    facts = [
        say("✅ offered") if offered else say("◻️ not offered"),
        say("the campaign's own") if one.code in BASE else read,
        say("{percent}% translated", percent=100),
    ]
    return lines(dotted(facts), _switched(say, switched.get(one.code)))


def _switched(say: Say, it: Switched | None) -> Text | None:
    if it is None:
        return None
    name, date = own(it.by) if it.by else say("somebody of the campaign team"), say.date(it.at)
    if it.offered:
        return say("Offered by {name}, {date}", name=name, date=date)
    return say("Taken away by {name}, {date}", name=name, date=date)


ROUTES = (
    Route("team/languages", languages, Role.TEAM),
    Route("team/languages/{code:word}", language, Role.TEAM),
    Route("team/languages/{code:word}/{on:switch}", switch, Role.TEAM),
)
