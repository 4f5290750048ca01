"""What came of a code: the figures of whoever hung it up, and a line to pass on to one who is not here."""

from campaign.inviting import Came, Code
from dialogs.codes import wording
from dialogs.codes.room import Room
from dialogs.codes.wording import FEW
from dialogs.screen import Copy, Link, Screen, rows
from dialogs.text import Say, Text, bold, dotted, lines, own, paragraphs
from dialogs.text import code as copied
from dialogs.visit import Visit

LONGEST = 256
"""Characters that a button can copy."""


async def figures(room: Room, visit: Visit, code: Code) -> Screen:
    """The figures with what they mean, and the same as a line."""
    say, came = visit.say, await looked_up(visit, code)
    line = _line(visit, code, came).plain
    return Screen(
        text=paragraphs(
            bold(say("What came of {name}", name=own(code.name))),
            told(say, came),
            lines(
                say("New here: this poster brought them, and nothing else before it."),
                say("What they answered counts, whatever they were asked. A yes counts while it stands."),
                say("Who had everything erased since then still counts. I tell nobody who it was."),
            ),
            lines(say("For somebody who is not in this chat:"), copied(line)),
        ),
        rows=rows(
            Copy(say("📋 Copy the line"), line) if len(line) <= LONGEST else None,
            Link(say("Back"), room.card(code.id)),
        ),
    )


async def looked_up(visit: Visit, code: Code) -> Came:
    """Who came by a code; of few nothing more is looked up, of many where nobody waits for it."""
    opened = await visit.memory.codes.brought(code.id)
    if opened < FEW:
        return Came(opened)
    return await visit.look_long(f"came {code.id}", lambda memory: memory.came.by(code.id))


def told(say: Say, came: Came) -> Text:
    """Step by step, a line each; how few a step holds, and what follows it, is not told."""
    steps = (
        (came.opened, wording.came(say, came.opened)),
        (came.new, _new(say, came.new)),
        (came.answered, _answered(say, came.answered)),
        (came.yes, _yes(say, came.yes)),
        (came.matched, _matched(say, came.matched)),
    )
    few = next((place for place, (number, _) in enumerate(steps) if number < FEW), len(steps))
    return lines(*(words for _, words in steps[: few + 1]))


def _new(say: Say, number: int) -> Text:
    if number < FEW:
        return say("✨ Fewer than {n} of them were new here", n=FEW)
    return say.plural("✨ {n} of them was new here", "✨ {n} of them were new here", number)


def _answered(say: Say, number: int) -> Text:
    if number < FEW:
        return say("💬 Fewer than {n} of the new ones answered", n=FEW)
    return say.plural("💬 {n} of the new ones answered", "💬 {n} of the new ones answered", number)


def _yes(say: Say, number: int) -> Text:
    if number < FEW:
        return say("👍 Fewer than {n} said yes", n=FEW)
    return say.plural("👍 {n} said yes", "👍 {n} said yes", number)


def _matched(say: Say, number: int) -> Text:
    if number < FEW:
        return say("🤝 Fewer than {n} did it", n=FEW)
    return say.plural("🤝 {n} did it", "🤝 {n} did it", number)


def _line(visit: Visit, code: Code, came: Came) -> Text:
    """All of it in one line, without pictograms."""
    say = visit.say
    steps = (
        (came.opened, say("came: {number}", number=_number(say, came.opened))),
        (came.new, say("new here: {number}", number=_number(say, came.new))),
        (came.answered, say("answered: {number}", number=_number(say, came.answered))),
        (came.yes, say("yes: {number}", number=_number(say, came.yes))),
        (came.matched, say("became a match: {number}", number=_number(say, came.matched))),
    )
    few = next((place for place, (number, _) in enumerate(steps) if number < FEW), len(steps))
    until = say("until {date}", date=say.date(visit.now))
    return dotted([own(code.name), until, *(words for _, words in steps[: few + 1])])


def _number(say: Say, number: int) -> Text:
    return say.number(number) if number >= FEW else say("fewer than {n}", n=FEW)
