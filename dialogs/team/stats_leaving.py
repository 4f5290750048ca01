"""Why people stop, and why they cannot come after all: what was told in a closed week, without any few."""

from collections.abc import Mapping

from campaign.disclosure import FEW, tell
from campaign.leaving import REASONS, Leaving, Why
from campaign.values import Role
from dialogs.citizen import leaving
from dialogs.drawing.charts.amounts import Amount
from dialogs.drawing.charts.bars import Bars
from dialogs.figures import pictures, weeks
from dialogs.screen import Address, Link, Screen, rows
from dialogs.site import Nowhere, Route
from dialogs.team.stats import beside
from dialogs.text import Say, Text, bold, lines, paragraphs
from dialogs.visit import Visit


async def why(visit: Visit, first: int) -> Screen | Address:
    """The reasons of one week: it is over, so that no single telling can be seen to come."""
    span, closed = await weeks.read(visit, first)
    if weeks.number_of(span) != str(first):
        return Address(weeks.address(span, "why"))
    say = visit.say
    over = span.ends(say.zone) <= visit.now
    found = await visit.memory.leavings.between(span.first, span.last) if over else {}
    return Screen(
        text=paragraphs(
            lines(bold(say("Why people stop")), weeks.title(visit, span)),
            *(_told(say, found) if over else [say("This week is not over yet. Look again after it.")]),
        ),
        rows=rows(
            *(
                Link(_button(say, what), weeks.address(span, f"why/{what.value}/picture"))
                for what in Leaving
                if reasons(say, what, found)[0]
            ),
            beside(visit, span, closed, "why"),
            Link(say("📅 The whole week"), weeks.address(span)),
            Link(say("📊 All figures"), "team/stats"),
        ),
    )


async def picture(visit: Visit, first: int, what: str) -> Screen:
    """The reasons of one kind drawn, of a week that is over, where any may be told."""
    span, _ = await weeks.read(visit, first)
    over = span.ends(visit.say.zone) <= visit.now
    if what not in list(Leaving) or not over or weeks.number_of(span) != str(first):
        raise Nowhere(f"why {what} in {first}")
    found = await visit.memory.leavings.between(span.first, span.last)
    drawn = of_reasons(visit.say, Leaving(what), found, weeks.title(visit, span))
    if drawn is None:
        raise Nowhere(f"why {what} in {first}")
    return pictures.screen(visit.say, drawn, weeks.address(span, "why"))


def of_reasons(
    say: Say, what: Leaving, found: Mapping[tuple[Leaving, Why], int], note: Text
) -> pictures.Drawn | None:
    """The reasons that may be told as bars, all others as one; None where there are none."""
    told, _ = reasons(say, what, found)
    if not told:
        return None
    head = _head(say, what)
    amounts = tuple(Amount(reason.plain, number, say.number(number).plain) for reason, number in told)
    chart = Bars(pictures.frame(say, head, note), amounts)
    words = (say("• {reason}: {number}", reason=reason, number=number) for reason, number in told)
    rule = say("Nobody has to say why. A reason that fewer than {n} people gave is not told.", n=FEW)
    return pictures.drawn(f"why-{what.value}.png", chart, head, note, lines(*words), rule)


def _head(say: Say, what: Leaving) -> Text:
    if what is Leaving.STOP:
        return say("Why they want no more messages")
    return say("Why they cannot come after all")


def _button(say: Say, what: Leaving) -> Text:
    return say("🖼 Why they stop") if what is Leaving.STOP else say("🖼 Why they cannot come")


def _told(say: Say, found: Mapping[tuple[Leaving, Why], int]) -> list[Text]:
    return [
        _reasons(say, Leaving.STOP, found),
        _reasons(say, Leaving.CANCEL, found),
        say("Nobody has to say why. A reason that fewer than {n} people gave is not told.", n=FEW),
    ]


def _reasons(say: Say, what: Leaving, found: Mapping[tuple[Leaving, Why], int]) -> Text:
    told, total = reasons(say, what, found)
    return lines(
        bold(_head(say, what)),
        say.plural("{n} person said why.", "{n} people said why.", total),
        *(say("• {reason}: {number}", reason=reason, number=number) for reason, number in told),
    )


def reasons(
    say: Say, what: Leaving, found: Mapping[tuple[Leaving, Why], int]
) -> tuple[list[tuple[Text, int]], int]:
    """The reasons of a week that may be told, the most given first; how many people gave one."""
    counts = {reason.value: found.get((what, reason), 0) for reason in REASONS[what]}
    (level,) = tell([counts], list(counts))
    told = [
        (leaving.reason(say, Why(name)), number)
        for name, number in sorted(level.told.items(), key=lambda one: -one[1])
    ]
    if told and level.rest:
        told.append((say("All other reasons"), level.rest))
    return told, sum(counts.values())


ROUTES = (
    Route("team/stats/{first:int}/why", why, Role.TEAM),
    Route("team/stats/{first:int}/why/{what:word}/picture", picture, Role.TEAM),
)
