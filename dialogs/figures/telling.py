"""What was counted, in words: what happened, how far people got, and the names of groups."""

from collections.abc import Callable, Mapping

from campaign.disclosure import FEW
from campaign.groups import OTHERS, UNKNOWN, Dimension, Stage
from campaign.statistics import ANSWERS, ARRIVED, HELD_BACK, LOST, Measure, funnel, per_thousand
from campaign.values import Door, Origin
from dialogs.text import Say, Text, dotted, lines, own

_STAGES: Mapping[Stage, Callable[[Say, Text], Text]] = {
    Stage.ASKED: lambda say, number: say("asked: {number}", number=number),
    Stage.DELIVERED: lambda say, number: say("got the ask: {number}", number=number),
    Stage.ANSWERED: lambda say, number: say("answered: {number}", number=number),
    Stage.YES: lambda say, number: say("yes: {number}", number=number),
    Stage.INTRODUCED: lambda say, number: say("introduced: {number}", number=number),
    Stage.MATCHED: lambda say, number: say("became a match: {number}", number=number),
}
_DIMENSIONS: Mapping[Dimension, Callable[[Say], Text]] = {
    Dimension.LANGUAGE: lambda say: say("By language"),
    Dimension.DOOR: lambda say: say("Who did it before"),
    Dimension.ORIGIN: lambda say: say("By who asked"),
    Dimension.PROVINCE: lambda say: say("By province"),
    Dimension.MUNICIPALITY: lambda say: say("By municipality"),
}
_DOORS: Mapping[str, Callable[[Say], Text]] = {
    Door.NEVER: lambda say: say("Never did it"),
    Door.USED_TO: lambda say: say("Used to do it"),
    Door.NOW: lambda say: say("Does it now"),
    UNKNOWN: lambda say: say("Did not tell"),
}
_ORIGINS: Mapping[str, Callable[[Say], Text]] = {
    Origin.ORGANISATION: lambda say: say("Asked by an organisation"),
    Origin.FRIEND: lambda say: say("Asked by a friend"),
    Origin.CAMPAIGN: lambda say: say("Asked by the campaign"),
}


def happened(say: Say, counts: Mapping[Measure, int]) -> Text:
    """How far asks came, exactly; each line where there is anything to tell."""
    it = funnel(counts)
    if not any(counts.values()):
        return say("Nothing happened in this time.")
    answers = {one.value: counts.get(one, 0) for one in ANSWERS}
    return lines(
        _messages(say, counts),
        _line(
            say("👋 Asked in a talk, for the first time: {n}", n=counts.get(Measure.SHOWN, 0)),
            counts,
            Measure.SHOWN,
        ),
        _line(
            say("💬 Asks of friends that were opened: {n}", n=counts.get(Measure.OPENED, 0)),
            counts,
            Measure.OPENED,
        ),
        say("✍️ Answers: {n}. Yes: {yes}, maybe: {maybe}, no: {no}", n=it.answered, **answers)
        if it.answered
        else None,
        say("📇 Introduced to an organisation: {n}", n=it.introduced) if it.introduced else None,
        say("🤝 Became a match: {n}", n=it.matched) if it.matched else None,
        _losses(say, counts),
    )


def _messages(say: Say, counts: Mapping[Measure, int]) -> Text | None:
    arrived, held = (sum(counts.get(one, 0) for one in some) for some in (ARRIVED, HELD_BACK))
    if not arrived + held:
        return None
    return lines(
        say(
            "📨 Messages with an ask: {n}. Sent: {sent}, held back: {held}",
            n=arrived + held,
            sent=arrived,
            held=held,
        ),
        _line(
            say("❓ Of these I do not know whether they arrived: {n}", n=counts.get(Measure.UNKNOWN, 0)),
            counts,
            Measure.UNKNOWN,
        ),
    )


def _losses(say: Say, counts: Mapping[Measure, int]) -> Text | None:
    rate = per_thousand(counts, LOST)
    lost = {one.value: counts.get(one, 0) for one in LOST}
    if rate is None or not any(lost.values()):
        return None
    return say(
        "🔕 Stopped after a message: {stopped}, blocked me: {blocked}. "
        "That is {rate} of every 1,000 messages.",
        rate=say.decimal(rate, 1),
        **lost,
    )


def _line(told: Text, counts: Mapping[Measure, int], measure: Measure) -> Text | None:
    return told if counts.get(measure, 0) else None


def meaning(say: Say, counts: Mapping[Measure, int]) -> Text | None:
    """What it comes to, of a hundred; nothing of so few that it would mean nothing."""
    it = funnel(counts)
    return lines(
        say("Of every 100 asks that came, {n} got an answer.", n=round(100 * it.answered / it.delivered))
        if FEW <= it.delivered >= it.answered
        else None,
        say("Of every 100 answers, {n} were a yes.", n=round(100 * it.yes / it.answered))
        if it.answered >= FEW
        else None,
    )


def people(say: Say, counts: Mapping[Stage, int]) -> Text:
    """How many people got how far, in one line; what is hidden is left out."""
    return dotted(_STAGES[stage](say, say.number(counts[stage])) for stage in Stage if stage in counts)


def dimension(say: Say, value: Dimension) -> Text:
    """By what people are told apart."""
    return _DIMENSIONS[value](say)


def group(say: Say, by: Dimension, value: str) -> Text:
    """A group by its name."""
    if value == OTHERS:
        return (
            say("Elsewhere in the province") if by is Dimension.MUNICIPALITY else say("All others together")
        )
    if by is Dimension.DOOR:
        return _DOORS[value](say)
    if by is Dimension.ORIGIN:
        return _ORIGINS[value](say)
    if value == UNKNOWN:
        return say("Told no place") if by is Dimension.PROVINCE else say("Language not known")
    return say.language_name(value) if by is Dimension.LANGUAGE else own(value)


def hidden(say: Say) -> Text:
    """Why small groups are not told."""
    return say(
        "A group of fewer than {n} people is not told by itself. It is among the others, with more groups "
        "where that is needed so that nobody can work it out. A number that is not here would tell too much.",
        n=FEW,
    )
