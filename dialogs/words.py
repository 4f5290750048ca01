"""The words for the campaign's chosen values, in one person's language."""

from collections.abc import Callable, Mapping, Sequence
from enum import Enum
from typing import TypeVar

from campaign.values import (
    ALL_TIMES,
    Answer,
    Company,
    Day,
    Door,
    Dutch,
    Fit,
    Like,
    Often,
    Part,
    Reason,
    Task,
    Travel,
    WhyNot,
    day_mask,
    part_mask,
    slots_of,
)
from dialogs.text import Say, Text

Value = TypeVar("Value", bound=Enum)
Words = Mapping[Value, Callable[[Say], Text]]

_LIKES: Words[Like] = {
    Like.CARE: lambda say: say("🤝 Being together and care"),
    Like.CHILDREN: lambda say: say("🧒 Children and school"),
    Like.SPORT: lambda say: say("⚽ Sport"),
    Like.NATURE: lambda say: say("🌳 Nature and animals"),
    Like.FOOD: lambda say: say("🍲 Food and neighbourhood"),
    Like.ODD_JOBS: lambda say: say("🔧 Odd jobs and driving"),
    Like.LANGUAGE: lambda say: say("💬 Language and newcomers"),
    Like.CULTURE: lambda say: say("🎭 Culture and celebrations"),
}

_LIKED: Words[Like] = {
    Like.CARE: lambda say: say.about("you like …", "being together"),
    Like.CHILDREN: lambda say: say.about("you like …", "children and school"),
    Like.SPORT: lambda say: say.about("you like …", "sport"),
    Like.NATURE: lambda say: say.about("you like …", "nature and animals"),
    Like.FOOD: lambda say: say.about("you like …", "food and the neighbourhood"),
    Like.ODD_JOBS: lambda say: say.about("you like …", "odd jobs and driving"),
    Like.LANGUAGE: lambda say: say.about("you like …", "language and newcomers"),
    Like.CULTURE: lambda say: say.about("you like …", "culture and celebrations"),
}

_TASKS: Words[Task] = {
    Task.VISITING: lambda say: say("Visiting somebody"),
    Task.COMPANY: lambda say: say("Keeping people company"),
    Task.WALKING: lambda say: say("Going for a walk together"),
    Task.PLAYING: lambda say: say("Playing with children"),
    Task.READING_ALOUD: lambda say: say("Reading aloud to children"),
    Task.SCHOOL_HELP: lambda say: say("Helping at school"),
    Task.COACHING: lambda say: say("Helping at sports training"),
    Task.SPORTS_DAY: lambda say: say("Helping at sports and games"),
    Task.CANTEEN: lambda say: say("Serving drinks at a club"),
    Task.GARDENING: lambda say: say("Gardening"),
    Task.TIDYING_NATURE: lambda say: say("Working in nature"),
    Task.ANIMALS: lambda say: say("Looking after animals"),
    Task.COOKING: lambda say: say("Cooking and eating together"),
    Task.FOOD_BANK: lambda say: say("Helping at the food bank"),
    Task.NEIGHBOURS: lambda say: say("Helping the neighbourhood"),
    Task.REPAIRING: lambda say: say("Repairing things"),
    Task.DRIVING: lambda say: say("Driving people or things"),
    Task.ODD_JOBS: lambda say: say("Odd jobs"),
    Task.TALKING_DUTCH: lambda say: say("Practising Dutch with somebody"),
    Task.FORMS: lambda say: say("Helping with letters and forms"),
    Task.BUDDY: lambda say: say("Showing a newcomer around"),
    Task.LIBRARY: lambda say: say("Helping in a library or museum"),
    Task.MUSIC: lambda say: say("Making music or theatre"),
    Task.EVENTS: lambda say: say("Helping at a party or event"),
    Task.COMPUTERS: lambda say: say("Helping with phone or computer"),
    Task.OTHER: lambda say: say("Lending a hand"),
}

_OFTEN: Words[Often] = {
    Often.ONCE: lambda say: say("Once"),
    Often.SOMETIMES: lambda say: say("Now and then"),
    Often.WEEKLY: lambda say: say("Every week"),
}

_DOORS: Words[Door] = {
    Door.NEVER: lambda say: say("No, never"),
    Door.USED_TO: lambda say: say("Yes, in the past"),
    Door.NOW: lambda say: say("Yes, I do it now"),
}

_FITS: Words[Fit] = {
    Fit.LESS_TIME: lambda say: say("If it takes little time"),
    Fit.OTHER_TIMES: lambda say: say("If I can choose the time"),
    Fit.NEARBY: lambda say: say("If it is close to home"),
    Fit.OTHER_TASK: lambda say: say("If it is something different"),
    Fit.TOGETHER: lambda say: say("If I can do it with somebody"),
    Fit.ANYTHING: lambda say: say("Just ask me"),
}

_DUTCH: Words[Dutch] = {
    Dutch.NONE: lambda say: say("You do not need Dutch"),
    Dutch.LITTLE: lambda say: say("A little Dutch is enough"),
    Dutch.GOOD: lambda say: say("You need to speak Dutch well"),
}

_REASONS: Words[Reason] = {
    Reason.TIME: lambda say: say("I cannot at that time"),
    Reason.FAR: lambda say: say("It is too far away"),
    Reason.TASK: lambda say: say("I would rather do something else"),
    Reason.LANGUAGE: lambda say: say("The language is difficult"),
    Reason.ALONE: lambda say: say("I do not want to go alone"),
    Reason.LATER: lambda say: say("Not now, but later"),
    Reason.OTHER: lambda say: say.about("another reason", "Something else"),
}

_TRAVELS: Words[Travel] = {
    Travel.WALKING: lambda say: say("🚶 Walking"),
    Travel.BIKE: lambda say: say("🚲 By bike"),
    Travel.TRANSIT: lambda say: say("🚌 By public transport"),
    Travel.CAR: lambda say: say("🚗 By car"),
}

_COMPANY: Words[Company] = {
    Company.ALONE: lambda say: say("🙂 Alone"),
    Company.KNOWN: lambda say: say("👥 With somebody I know"),
    Company.WANTED: lambda say: say("🤝 I would like company"),
}

_ANSWERS: Words[Answer] = {
    Answer.YES: lambda say: say("yes"),
    Answer.MAYBE: lambda say: say("maybe"),
    Answer.NO: lambda say: say("no"),
}

_WHY_NOT: Words[WhyNot] = {
    WhyNot.STOPPED: lambda say: say("Wants no messages"),
    WhyNot.PAUSED: lambda say: say("Wants to be left alone for a while"),
    WhyNot.BLOCKED: lambda say: say("Cannot be reached"),
    WhyNot.MUTED: lambda say: say("Wants no messages from that organisation"),
    WhyNot.ANSWERED: lambda say: say("Answered already"),
    WhyNot.ASKED: lambda say: say("Was asked this already"),
    WhyNot.LANGUAGE: lambda say: say("Speaks another language than is needed"),
    WhyNot.WEEK: lambda say: say("Was asked enough this week"),
    WhyNot.DAY: lambda say: say("Was asked something today"),
    WhyNot.HELD_OUT: lambda say: say("Gets no follow-ups, so that we can see whether they help"),
    WhyNot.BUSY: lambda say: say("Was talking with me"),
    WhyNot.NOTHING: lambda say: say("Nothing near fits"),
    WhyNot.FULL: lambda say: say("Enough people are being asked for all that is near"),
    WhyNot.FILLED: lambda say: say("It was full by then"),
    WhyNot.SUSPENDED: lambda say: say("The organisation may not send now"),
}

_DAYS: Words[Day] = {
    Day.MONDAY: lambda say: say("Monday"),
    Day.TUESDAY: lambda say: say("Tuesday"),
    Day.WEDNESDAY: lambda say: say("Wednesday"),
    Day.THURSDAY: lambda say: say("Thursday"),
    Day.FRIDAY: lambda say: say("Friday"),
    Day.SATURDAY: lambda say: say("Saturday"),
    Day.SUNDAY: lambda say: say("Sunday"),
}

_SHORT_DAYS: Words[Day] = {
    Day.MONDAY: lambda say: say("Mon"),
    Day.TUESDAY: lambda say: say("Tue"),
    Day.WEDNESDAY: lambda say: say("Wed"),
    Day.THURSDAY: lambda say: say("Thu"),
    Day.FRIDAY: lambda say: say("Fri"),
    Day.SATURDAY: lambda say: say("Sat"),
    Day.SUNDAY: lambda say: say("Sun"),
}

_PARTS: Words[Part] = {
    Part.MORNING: lambda say: say("Morning"),
    Part.AFTERNOON: lambda say: say("Afternoon"),
    Part.EVENING: lambda say: say("Evening"),
}

_EVERY_PART: Words[Part] = {
    Part.MORNING: lambda say: say("every morning"),
    Part.AFTERNOON: lambda say: say("every afternoon"),
    Part.EVENING: lambda say: say("every evening"),
}


def like(say: Say, value: Like) -> Text:
    """A like, with its pictogram."""
    return _LIKES[value](say)


def liked(say: Say, values: Sequence[Like]) -> Text:
    """Likes as a reason: "you like sport and culture"."""
    return say("you like {likes}", likes=say.list([_LIKED[value](say) for value in values]))


def task(say: Say, value: Task) -> Text:
    """A kind of task."""
    return _TASKS[value](say)


def often(say: Say, value: Often) -> Text:
    """How often."""
    return _OFTEN[value](say)


def door(say: Say, value: Door) -> Text:
    """A door, as an answer to "did you ever volunteer?"."""
    return _DOORS[value](say)


def fit(say: Say, value: Fit) -> Text:
    """What would make it fit now."""
    return _FITS[value](say)


def dutch(say: Say, value: Dutch) -> Text:
    """How much Dutch is needed."""
    return _DUTCH[value](say)


def reason(say: Say, value: Reason) -> Text:
    """A reason for maybe or no."""
    return _REASONS[value](say)


def travel(say: Say, value: Travel) -> Text:
    """How somebody gets there."""
    return _TRAVELS[value](say)


def company(say: Say, value: Company) -> Text:
    """With whom somebody goes."""
    return _COMPANY[value](say)


def answer(say: Say, value: Answer) -> Text:
    """An answer, inside a sentence."""
    return _ANSWERS[value](say)


def why_not(say: Say, value: WhyNot) -> Text:
    """Why a citizen is not asked, as the campaign team reads it."""
    return _WHY_NOT[value](say)


def day(say: Say, value: Day) -> Text:
    """A day of the week."""
    return _DAYS[value](say)


def short_day(say: Say, value: Day) -> Text:
    """A day of the week on a narrow button."""
    return _SHORT_DAYS[value](say)


def part(say: Say, value: Part) -> Text:
    """A part of the day, by itself."""
    return _PARTS[value](say)


def slot(say: Say, value: Day, when: Part) -> Text:
    """A cell of the week: "Saturday morning"."""
    name, within = day(say, value), slot_part(say, when)
    return say.about("slot", "{day} {part}", day=name, part=within)


def slot_part(say: Say, value: Part) -> Text:
    """A part of the day, after the name of a day."""
    if value is Part.MORNING:
        return say.about("after a day", "morning")
    if value is Part.AFTERNOON:
        return say.about("after a day", "afternoon")
    return say.about("after a day", "evening")


def times(say: Say, mask: int) -> Text:
    """A mask of times in few words: whole days and whole parts are named as such."""
    if mask in (0, ALL_TIMES):
        return say("any time")
    pieces: list[Text] = []
    rest = mask
    for value in Part:
        if mask & part_mask(value) == part_mask(value):
            pieces.append(_EVERY_PART[value](say))
            rest &= ~part_mask(value)
    for one in Day:
        if mask & day_mask(one) == day_mask(one) and rest & day_mask(one):
            pieces.append(day(say, one))
            rest &= ~day_mask(one)
    pieces.extend(slot(say, one, value) for one, value in slots_of(rest))
    if len(pieces) > 4:
        return say.plural("{n} part of the week", "{n} parts of the week", mask.bit_count())
    return say.list(pieces)
