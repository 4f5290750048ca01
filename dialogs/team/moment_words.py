"""The words for the moments of an asking week, as the campaign team reads them."""

from collections.abc import Callable, Mapping

from campaign.moving import Fault, Wrong
from campaign.nudges import Step
from campaign.values import WhyNot
from campaign.weeks import Kind, Moment, Policy, Who
from dialogs import words
from dialogs.text import Say, Text, dotted, lines, own
from storage.days import MISSED
from storage.moments import Course, Tally

_KINDS: Mapping[Kind, Callable[[Say], Text]] = {
    Kind.HEADS_UP: lambda say: say("📣 The week is coming"),
    Kind.ASK: lambda say: say("👋 The ask of the week"),
    Kind.FOLLOW_UP: lambda say: say("🔁 Once more"),
    Kind.THANKS: lambda say: say("🙏 Thank you"),
}
_SAYS: Mapping[Kind, Callable[[Say], Text]] = {
    Kind.HEADS_UP: lambda say: say("It tells people that the week is coming."),
    Kind.ASK: lambda say: say("It asks each of them for one concrete thing near them."),
    Kind.FOLLOW_UP: lambda say: say(
        "It asks once more who did not answer, and tells the others what they can do next."
    ),
    Kind.THANKS: lambda say: say("It tells who answered what we did together."),
}
_WHO: Mapping[Who, Callable[[Say], Text]] = {
    Who.EVERYBODY: lambda say: say("👥 For everybody who may be asked"),
    Who.UNASKED: lambda say: say("👥 For people whom nobody asked for anything yet"),
    Who.VOLUNTEERS: lambda say: say("👥 For people who volunteer already"),
}
_LATE: Mapping[Policy, Callable[[Say], Text]] = {
    Policy.SKIP: lambda say: say("Who agrees after it began does not get it."),
    Policy.SHIFT: lambda say: say("Who agrees after it began gets it at once."),
    Policy.MERGE: lambda say: say("Who agrees after it began gets it with the next moment of the week."),
}
_MISSED: Mapping[Policy, Callable[[Say], Text]] = {
    Policy.SKIP: lambda say: say("If I am away all that time, it does not go out."),
    Policy.SHIFT: lambda say: say("If I am away all that time, it goes out as soon as it can."),
    Policy.MERGE: lambda say: say("If I am away all that time, the next moment of the week does it."),
}
_STEPS: Mapping[Step, Callable[[Say], Text]] = {
    Step.ASK: lambda say: say("👋 The ask"),
    Step.AGAIN: lambda say: say("🔁 Once more"),
    Step.HELP: lambda say: say("🤔 After a maybe"),
    Step.PLAN: lambda say: say("🗓 After a yes, before the day"),
    Step.SOMEONE: lambda say: say("💬 To who volunteers already"),
    Step.THANKED: lambda say: say("👍 After a yes"),
    Step.HEADS_UP: lambda say: say("📣 The week is coming"),
    Step.THANKS: lambda say: say("🙏 Thank you"),
}


def kind(say: Say, moment: Moment) -> Text:
    """What a moment is, by name."""
    return _KINDS[moment.kind](say)


def step(say: Say, value: Step) -> Text:
    """One of the messages of a moment, by name."""
    return _STEPS[value](say)


def plainly(say: Say, moment: Moment) -> Text:
    """What a moment does, for whom, and what becomes of who is late."""
    return lines(
        _SAYS[moment.kind](say),
        _WHO[moment.who](say),
        _LATE[moment.late](say),
        _MISSED[moment.missed](say),
    )


def standing(say: Say, course: Course, tally: Tally | None) -> Text:
    """How a moment stands, in a line or two."""
    if course.cancelled:
        return _changed(say, course, say("🚫 Called off"))
    shift = None
    if course.moved and course.changed:
        there = say("↪️ Moved from {moment}", moment=say.moment(course.filed.at, None))
        shift = _changed(say, course, there)
    return lines(_stage(say, course, tally), shift)


def _stage(say: Say, course: Course, tally: Tally | None) -> Text:
    if course.waits:
        return say("⏳ Waits")
    if course.begun is None or tally is None:
        return say("⚠️ Missed: I was away until it was too late.")
    if course.rest is not None:
        return say("⏸ It rests: too many people wanted no more messages after it.")
    if course.done is None:
        made = tally.to_go + tally.sent + tally.failed
        return say.plural("▶️ Begun: {n} message so far", "▶️ Begun: {n} messages so far", made)
    if course.missed:
        return say("⚠️ Begun, but it was too late for some people.")
    if tally.to_go:
        return say("▶️ Goes out: {sent} sent, {waiting} to go", sent=tally.sent, waiting=tally.to_go)
    return say.plural("✅ Done: {n} message sent", "✅ Done: {n} messages sent", tally.sent)


def _changed(say: Say, course: Course, what: Text) -> Text:
    """What was changed, by whom and when."""
    at = say.moment(course.changed, None) if course.changed else None
    who = own(course.changed_name) if course.changed_name else say("the campaign team")
    return dotted([what, say("by {name}", name=who), at or Text("")])


def counted(say: Say, tally: Tally) -> Text:
    """What became of the messages of a moment."""
    return lines(
        say.plural("{n} message was sent.", "{n} messages were sent.", tally.sent),
        say.plural("{n} message is still to go.", "{n} messages are still to go.", tally.to_go)
        if tally.to_go
        else None,
        say.plural("{n} message did not arrive.", "{n} messages did not arrive.", tally.failed)
        if tally.failed
        else None,
        held(say, tally.held),
    )


def held(say: Say, counts: Mapping[str, int]) -> Text | None:
    """What was held back, a line for each reason; None where nothing was."""
    told = [say("• {reason}: {number}", reason=_why(say, why), number=counts[why]) for why in counts]
    return lines(say("Held back:"), *told) if told else None


def _why(say: Say, why: str) -> Text:
    if why == MISSED:
        return say("It was too late")
    return words.why_not(say, WhyNot(why)) if why in list(WhyNot) else own(why)


def wrong(say: Say, found: Fault, hours: tuple[Text, Text]) -> Text:
    """Why a moment cannot be at a time."""
    if found.wrong is Wrong.PAST:
        return say("That time has passed. Choose a later one.")
    if found.wrong is Wrong.WEEK:
        return say("The asking week is over by then.")
    if found.other is None:
        return say("I send between {first} and {last} only.", first=hours[0], last=hours[1])
    other, at = kind(say, found.other), say.moment(found.other.at, None)
    if found.wrong is Wrong.EARLY:
        return say("It has to come after: {other}, {moment}.", other=other, moment=at)
    return say("It has to come before: {other}, {moment}.", other=other, moment=at)
