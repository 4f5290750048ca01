"""What there is to do in a further language: the organisation's own words, typed by hand."""

from dataclasses import replace

from campaign.records import Opportunity
from campaign.values import Role
from dialogs.citizen import card
from dialogs.citizen.likes import ticked
from dialogs.organisation.draft import mine
from dialogs.organisation.draft_what import fitting, rule_of
from dialogs.screen import Address, Link, Screen, rows
from dialogs.site import Nowhere, Route
from dialogs.text import Text, bold, own, paragraphs, quote
from dialogs.visit import Visit
from storage.wordings import Wording
from storage.writing import may_be_changed

Answered = Screen | Address
PARTS = ("title", "description", "bring")


async def languages(visit: Visit, number: int) -> Answered:
    """Choose the language."""
    one = await _written(visit, number)
    there = await visit.memory.wordings.of(one.id)
    say = visit.say
    links = [
        Link(ticked(visit, say.language_name(code), code in there), f"opp/{one.id}/in/{code}")
        for code in _codes(visit, one)
    ]
    return Screen(
        text=paragraphs(
            bold(own(one.title)),
            say("You wrote this in {language}.", language=say.language_name(one.language)),
            say("Do you have it in another language too? Who reads that language gets those words."),
        ),
        rows=rows(*links, Link(say("Back"), f"opp/{one.id}")),
    )


async def wording(visit: Visit, number: int, code: str) -> Answered:
    """The texts in one language as people see them; where there are none, they are asked for."""
    one = await _written(visit, number, code)
    there = (await visit.memory.wordings.of(one.id)).get(code)
    if there is None:
        return Address(f"opp/{one.id}/in/{code}/title")
    say, root = visit.say, f"opp/{one.id}/in/{code}"
    shown = replace(one, language=code, title=there.title, description=there.description, bring=there.bring)
    return Screen(
        text=paragraphs(
            bold(say("In {language}", language=say.language_name(code))),
            card.full(visit.say_in(code), shown),
        ),
        rows=rows(
            Link(say("✏️ Change"), f"{root}/title"),
            Link(say("🗑 Throw away"), f"{root}/drop"),
            Link(say("Back"), f"opp/{one.id}/in"),
        ),
    )


async def drop(visit: Visit, number: int, code: str) -> Answered:
    """Throw the texts in this language away; the others stay."""
    one = await _written(visit, number, code)
    if code in await visit.memory.wordings.of(one.id):
        await visit.memory.wordings.drop(one.id, code)
        await _note(visit, "wording_dropped", one)
    return Address(f"opp/{one.id}/in")


async def part(visit: Visit, number: int, code: str, what: str) -> Answered:
    """One of the texts in this language, typed; those that the original has are asked one after another."""
    one = await _written(visit, number, code)
    if what not in PARTS:
        raise Nowhere(what)
    say = visit.say
    there = (await visit.memory.wordings.of(one.id)).get(code) or Wording(title="")
    help: Text | None = None
    if visit.text is not None or visit.incoming.other:
        typed = fitting(visit.text or "", what)
        if typed is not None and (there.title or what == "title"):
            await visit.memory.wordings.keep(one.id, code, replace(there, **{what: typed}))
            await _note(visit, "wording_changed", one)
            visit.text = None  # it is taken: the next page asks for something else
            return Address(_after(one, code, what))
        least, most = rule_of(what)
        help = say("Type between {least} and {most} letters.", least=least, most=most)
    now: str = getattr(there, what)
    name = say.language_name(code)
    return Screen(
        text=paragraphs(
            bold(say("Type this in {language}:", language=name)),
            quote(own(getattr(one, what))),
            say("Now it is: {words}", words=own(now)) if now else None,
            help,
        ),
        rows=rows(
            Link(say("Leave it as it is"), _after(one, code, what)) if now else None,
            Link(say("Back"), f"opp/{one.id}/in"),
        ),
        waits=f"opp/{one.id}/in/{code}/{what}",
    )


def _after(one: Opportunity, code: str, what: str) -> str:
    """What comes after a text: the next one that the original has, or all of them together."""
    following = [part for part in PARTS[PARTS.index(what) + 1 :] if getattr(one, part)]
    return f"opp/{one.id}/in/{code}/{following[0]}" if following else f"opp/{one.id}/in/{code}"


async def _written(visit: Visit, number: int, code: str | None = None) -> Opportunity:
    """An opportunity that the visitor's organisation wrote, in a language that is not its own."""
    one = await mine(visit, number)
    if not may_be_changed(one) or (code is not None and code not in _codes(visit, one)):
        raise Nowhere(f"wording of {number}")
    return one


async def _note(visit: Visit, what: str, one: Opportunity) -> None:
    """Note it; whoever looked at the texts before has not seen these."""
    await visit.memory.opportunities.touch(one.id, now=visit.now)
    await visit.note(what, Role.MEMBER, organisation_id=one.organisation_id, opportunity_id=one.id)


def _codes(visit: Visit, one: Opportunity) -> list[str]:
    return [code for code in visit.house.languages.plain if code != one.language]


ROUTES = (
    Route("opp/{number:int}/in", languages, Role.MEMBER),
    Route("opp/{number:int}/in/{code:word}", wording, Role.MEMBER),
    Route("opp/{number:int}/in/{code:word}/drop", drop, Role.MEMBER),
    Route("opp/{number:int}/in/{code:word}/{what:word}", part, Role.MEMBER),
)
