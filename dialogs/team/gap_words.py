"""Words about who is asked too little: for the team's page, and for a report."""

from collections.abc import Callable, Mapping

from campaign import gap_crossed
from campaign.gap import Compared, Line, Verdict
from campaign.groups import OTHERS, Dimension
from campaign.values import Door
from dialogs.text import Say, Text, lines, own

_DIMENSIONS: Mapping[Dimension, Callable[[Say], Text]] = {
    Dimension.LANGUAGE: lambda say: say("By language"),
    Dimension.DOOR: lambda say: say("Who did it before"),
    Dimension.PROVINCE: lambda say: say("By province"),
}
_DOORS: Mapping[str, Callable[[Say], Text]] = {
    Door.NEVER: lambda say: say("Never did it"),
    Door.USED_TO: lambda say: say("Used to do it"),
    Door.NOW: lambda say: say("Does it now"),
}


def dimension(say: Say, value: Dimension) -> Text:
    """By what people are told apart."""
    return _DIMENSIONS[value](say)


def group(say: Say, by: Dimension, value: str) -> Text:
    """A group by its name."""
    if value == OTHERS:
        return say("All others together")
    if by is Dimension.DOOR:
        return _DOORS[value](say)
    return say.language_name(value) if by is Dimension.LANGUAGE else own(value)


def line(say: Say, found: Compared, one: Line) -> Text:
    """A group beside its share: a number where there is none, and what it comes to."""
    name = group(say, found.dimension, one.group)
    people = say.plural("{n} person", "{n} people", one.people)
    figures = {"group": name, "people": people, "asked": percent(say, one.asked)}
    if one.share is None:
        return say("• {group}: {people}, {asked} % of those who got an ask.", **figures)
    figures["share"] = percent(say, one.share)
    if one.verdict is Verdict.LESS:
        return say(
            "🔻 {group}: {people}, {asked} % of those who got an ask, and {share} % of the population. "
            "That is {n} too few.",
            n=one.due,
            **figures,
        )
    if one.verdict is Verdict.MORE:
        return say(
            "🔺 {group}: {people}, {asked} % of those who got an ask, and {share} % of the population. "
            "That is more than its share.",
            **figures,
        )
    return say(
        "• {group}: {people}, {asked} % of those who got an ask, and {share} % of the population.", **figures
    )


def short_line(say: Say, found: Compared, one: Line) -> Text:
    """A group beside its share, under a picture; a number where no shares are known."""
    name = group(say, found.dimension, one.group)
    if not found.source:
        return say("{group}: {number}", group=name, number=say.number(one.people))
    figures = {"group": name, "asked": percent(say, one.asked)}
    if one.share is None:
        return say("{group}: {asked} %", **figures)
    return say(
        "{group}: {asked} %, and {share} % of the population", share=percent(say, one.share), **figures
    )


def combined(say: Say, one: gap_crossed.Line) -> Text:
    """A combination beside its share: a number where there is none, and what it comes to."""
    language, door, province = one.marks
    name = {
        "language": group(say, Dimension.LANGUAGE, language),
        "door": group(say, Dimension.DOOR, door),
        "province": own(province),
        "people": say.plural("{n} person", "{n} people", one.people),
    }
    if one.share is None:
        return say("• {language}, {door}, {province}: {people}", **name)
    name["share"] = percent(say, one.share)
    if one.verdict is Verdict.LESS:
        return say(
            "🔻 {language}, {door}, {province}: {people}, at most {high} % of those who told all three, and "
            "{share} % of the population. That is {n} too few, or more.",
            high=percent(say, one.high),
            n=one.due,
            **name,
        )
    if one.verdict is Verdict.MORE:
        return say(
            "🔺 {language}, {door}, {province}: {people}, at least {low} % of those who told all three, and "
            "{share} % of the population. That is more than its share.",
            low=percent(say, one.low),
            **name,
        )
    return say(
        "• {language}, {door}, {province}: {people}, and {share} % of the population. I see no gap.", **name
    )


def rest(say: Say, found: gap_crossed.Crossed) -> Text:
    """Everybody who is in none of the combinations that are told; what their shares come to."""
    others = say.plural(
        "{n} person more got an ask: of a smaller combination, or they did not tell all three.",
        "{n} people more got an ask: of smaller combinations, or they did not tell all three.",
        found.rest,
    )
    if not found.short:
        return others
    short = say.plural(
        "🔻 Of {n} combination that I tell only with others, at least {due} people too few got an ask.",
        "🔻 Of {n} combinations that I tell only together, at least {due} people too few got an ask.",
        found.hidden,
        due=found.short,
    )
    return lines(others, short)


def together(say: Say, found: Compared) -> Text | None:
    """Which groups are told only together, where that can be said."""
    if not found.together:
        return None
    names = [group(say, found.dimension, one) for one in found.together]
    return say("Among the others are: {groups}.", groups=say.list(names))


def conclusion(say: Say, found: Compared) -> Text:
    """Who is asked too little, in a sentence."""
    if not found.source:
        return say("I do not know the shares of the population. So these are numbers, and no gap.")
    short = [group(say, found.dimension, one.group) for one in found.short]
    if not short:
        return say("As far as I can tell, nobody is asked too little.")
    return say("Asked too little: {groups}.", groups=say.list(short))


def source(say: Say, found: Compared | gap_crossed.Crossed) -> Text | None:
    """Where the shares of the population stand."""
    return say("Shares of the population: {source}", source=own(found.source)) if found.source else None


def percent(say: Say, value: float) -> Text:
    """A percentage: a digit behind the point below ten."""
    return say.decimal(value, 1 if value < 10 else 0)
