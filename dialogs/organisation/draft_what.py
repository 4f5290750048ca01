"""What there is to do: the kind of task, the organisation's own words, and for whom it is good."""

from dataclasses import dataclass

from campaign.drafting import Draft
from campaign.values import Answer, Dutch, Like, Often, Role, Task
from dialogs import words
from dialogs.citizen.likes import ticked
from dialogs.organisation.draft import Answered, of_draft, tell
from dialogs.screen import Address, Link, Row, Screen, rows
from dialogs.site import Nowhere, Route
from dialogs.text import Say, Text, bold, own, paragraphs, quote
from dialogs.visit import Visit


@dataclass(frozen=True, slots=True)
class _Words:
    """One of the texts: how short and how long it may be, and whether it may be left out."""

    least: int
    most: int
    needed: bool


_WORDS = {
    "title": _Words(5, 80, needed=True),
    "description": _Words(10, 600, needed=False),
    "bring": _Words(2, 200, needed=False),
}


@of_draft
async def task(visit: Visit, draft: Draft) -> Answered:
    """Choose the kind of task: first what it is about."""
    say = visit.say
    links = [Link(words.like(say, like), f"draft/{draft.id}/task/in/{like}") for like in Like]
    pairs: list[Row] = [tuple(links[start : start + 2]) for start in range(0, len(links), 2)]
    begun = draft.sketch.task is not None or not draft.quick
    repeated = not begun and await visit.memory.asks.ever_sent(draft.organisation_id)
    return Screen(
        text=paragraphs(bold(say("What do you need people for?")), say("Choose what fits best.")),
        rows=rows(
            *pairs,
            Link(say("🔁 The same as last time"), "quick/again") if repeated else None,
            Link(say("📋 Something we have already"), "opps") if not begun else None,
            Link(say("Back"), f"draft/{draft.id}") if begun else Link(say("🏢 Desk"), "desk"),
        ),
    )


@of_draft
async def tasks(visit: Visit, draft: Draft, like: Like) -> Answered:
    """Then which kind."""
    say = visit.say
    links = [
        Link(
            ticked(visit, words.task(say, one), draft.sketch.task is one), f"draft/{draft.id}/task/{one.code}"
        )
        for one in Task
        if one.like is like and one is not Task.OTHER
    ]
    other = Link(words.task(say, Task.OTHER), f"draft/{draft.id}/task/{Task.OTHER.code}")
    return Screen(
        text=paragraphs(bold(words.like(say, like)), say("Which of these is it?")),
        rows=rows(*links, other, Link(say("Back"), f"draft/{draft.id}/task")),
    )


@of_draft
async def set_task(visit: Visit, draft: Draft, choice: Task) -> Answered:
    """Of this kind."""
    return await tell(visit, draft, task=choice)


@of_draft
async def title(visit: Visit, draft: Draft) -> Answered:
    """What people do, in one line."""
    say = visit.say
    return await _text(
        visit,
        draft,
        "title",
        say("What do people do? Say it in one line."),
        say("For example: Plant bulbs with us in the school garden."),
    )


@of_draft
async def description(visit: Visit, draft: Draft) -> Answered:
    """More about it."""
    say = visit.say
    return await _text(
        visit,
        draft,
        "description",
        say("What else should people know?"),
        say("A few short sentences are best. What do they do, with whom, and what is nice about it?"),
    )


@of_draft
async def bring(visit: Visit, draft: Draft) -> Answered:
    """What to bring."""
    say = visit.say
    return await _text(
        visit,
        draft,
        "bring",
        say("What should people bring?"),
        say("For example: old clothes and gloves."),
    )


@of_draft
async def leave_out(visit: Visit, draft: Draft, what: str) -> Answered:
    """Nothing of this kind."""
    if what not in _WORDS or _WORDS[what].needed:
        raise Nowhere(what)
    return await tell(visit, draft, **{what: ""})


@of_draft
async def often(visit: Visit, draft: Draft) -> Answered:
    """Choose how often."""
    say = visit.say
    links = [
        Link(ticked(visit, words.often(say, one), draft.sketch.often is one), f"draft/{draft.id}/often/{one}")
        for one in Often
    ]
    return _choice(visit, draft, say("How often do people come?"), links)


@of_draft
async def set_often(visit: Visit, draft: Draft, choice: Often) -> Answered:
    """So often."""
    return await tell(visit, draft, often=choice)


@of_draft
async def dutch(visit: Visit, draft: Draft) -> Answered:
    """Choose how much Dutch is needed."""
    say = visit.say
    links = [
        Link(ticked(visit, words.dutch(say, one), draft.sketch.dutch is one), f"draft/{draft.id}/dutch/{one}")
        for one in Dutch
    ]
    return _choice(visit, draft, say("How much Dutch do people need?"), links)


@of_draft
async def set_dutch(visit: Visit, draft: Draft, choice: Dutch) -> Answered:
    """So much Dutch."""
    return await tell(visit, draft, dutch=choice)


@of_draft
async def first(visit: Visit, draft: Draft) -> Answered:
    """Choose whether it is good for who never did it."""
    say, on = visit.say, draft.sketch.beginners
    links = [
        Link(ticked(visit, say("Yes"), on), f"draft/{draft.id}/first/on", word=Answer.YES),
        Link(
            ticked(visit, say("No, one must know how"), not on), f"draft/{draft.id}/first/off", word=Answer.NO
        ),
    ]
    return _choice(visit, draft, say("Is it good for somebody who never did it before?"), links)


@of_draft
async def set_first(visit: Visit, draft: Draft, on: bool) -> Answered:
    """Good for beginners, or not."""
    return await tell(visit, draft, beginners=on)


@of_draft
async def language(visit: Visit, draft: Draft) -> Answered:
    """Choose in which language the texts are."""
    say = visit.say
    links = [
        Link(
            ticked(visit, say.language_name(code), draft.sketch.language == code),
            f"draft/{draft.id}/language/{code}",
        )
        for code in _codes(visit)
    ]
    return _choice(visit, draft, say("In which language did you write?"), links)


@of_draft
async def set_language(visit: Visit, draft: Draft, code: str) -> Answered:
    """In this language."""
    if code not in _codes(visit):
        raise Nowhere(code)
    return await tell(visit, draft, language=code)


@of_draft
async def speak(visit: Visit, draft: Draft) -> Answered:
    """Choose which languages will do: several, or none where any does."""
    say, chosen = visit.say, draft.sketch.languages
    links = [
        Link(
            ticked(visit, say.language_name(code), code in chosen),
            f"draft/{draft.id}/speak/{code}/{'off' if code in chosen else 'on'}",
        )
        for code in _codes(visit)
    ]
    return Screen(
        text=paragraphs(
            bold(say("Which languages will do for this work?")),
            say("I ask only people who speak one of these. Choose nothing, and I ask everybody."),
        ),
        rows=rows(*links, Link(say("Done"), f"draft/{draft.id}")),
    )


@of_draft
async def set_speak(visit: Visit, draft: Draft, code: str, on: bool) -> Answered:
    """One language will do, or will not."""
    if code not in _codes(visit):
        raise Nowhere(code)
    kept = [known for known in _codes(visit) if known != code and known in draft.sketch.languages]
    await tell(visit, draft, languages=tuple([*kept, code] if on else kept))
    return Address(f"draft/{draft.id}/speak")


def _codes(visit: Visit) -> list[str]:
    return list(visit.house.languages.plain)


def _choice(visit: Visit, draft: Draft, question: Text, links: list[Link]) -> Screen:
    return Screen(text=bold(question), rows=rows(*links, Link(visit.say("Back"), f"draft/{draft.id}")))


async def _text(visit: Visit, draft: Draft, what: str, question: Text, help: Text) -> Answered:
    """Ask for a text and take it, where it is neither too short nor too long."""
    say, rule = visit.say, _WORDS[what]
    told: str = getattr(draft.sketch, what)
    if visit.text is not None or visit.incoming.other:
        typed = fitting(visit.text or "", what)
        if typed is not None:
            return await tell(visit, draft, **{what: typed})
        help = _wrong_length(say, len(visit.text or ""), rule)
    leave = not rule.needed and told
    return Screen(
        text=paragraphs(bold(question), quote(own(told)) if told else None, help),
        rows=rows(
            Link(say("Leave it out"), f"draft/{draft.id}/without/{what}") if leave else None,
            Link(say("Back"), f"draft/{draft.id}"),
        ),
        waits=f"draft/{draft.id}/{what}",
    )


def fitting(typed: str, what: str) -> str | None:
    """A text as it is kept; None where it is too short or too long."""
    words = _plain(typed, several=what == "description")
    return words if _WORDS[what].least <= len(words) <= _WORDS[what].most else None


def rule_of(what: str) -> tuple[int, int]:
    """The least and the most letters of a text."""
    return _WORDS[what].least, _WORDS[what].most


def _wrong_length(say: Say, length: int, rule: _Words) -> Text:
    if length < rule.least:
        return say("That is a bit short. Type at least {n} letters.", n=rule.least)
    return say("That is too long: {length} letters. At most {n} fit.", length=length, n=rule.most)


def _plain(typed: str, *, several: bool) -> str:
    """The words without what cannot be read; line breaks stay where several lines are in place."""
    parts = typed.splitlines() if several else [typed]
    tidy = (" ".join("".join(c for c in part if c.isprintable() or c.isspace()).split()) for part in parts)
    return "\n".join(part for part in tidy if part)


ROUTES = (
    Route("draft/{number:int}/task", task, Role.MEMBER),
    Route("draft/{number:int}/task/in/{like:like}", tasks, Role.MEMBER),
    Route("draft/{number:int}/task/{choice:task}", set_task, Role.MEMBER),
    Route("draft/{number:int}/title", title, Role.MEMBER),
    Route("draft/{number:int}/description", description, Role.MEMBER),
    Route("draft/{number:int}/bring", bring, Role.MEMBER),
    Route("draft/{number:int}/without/{what:word}", leave_out, Role.MEMBER),
    Route("draft/{number:int}/often", often, Role.MEMBER),
    Route("draft/{number:int}/often/{choice:often}", set_often, Role.MEMBER),
    Route("draft/{number:int}/dutch", dutch, Role.MEMBER),
    Route("draft/{number:int}/dutch/{choice:dutch}", set_dutch, Role.MEMBER),
    Route("draft/{number:int}/first", first, Role.MEMBER),
    Route("draft/{number:int}/first/{on:switch}", set_first, Role.MEMBER),
    Route("draft/{number:int}/speak", speak, Role.MEMBER),
    Route("draft/{number:int}/speak/{code:word}/{on:switch}", set_speak, Role.MEMBER),
    Route("draft/{number:int}/language", language, Role.MEMBER),
    Route("draft/{number:int}/language/{code:word}", set_language, Role.MEMBER),
)
