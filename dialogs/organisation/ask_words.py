"""The words for an ask: how it stands, whom it is for, how many it reaches and who is left out."""

from collections.abc import Mapping

from campaign.asking import rounded
from campaign.disclosure import FEW
from campaign.records import Ask, Audience, Opportunity
from campaign.values import AskState, Door, Reason, WhyNot, likes_of
from dialogs import words
from dialogs.text import Say, Text, bold, lines, own, quote
from storage import rests
from storage.reports import WHY

TEAM = "team"
"""Why an ask is paused or stopped: the campaign team did."""
REFUSALS = ("unclear", "unsafe", "private", "nowork", "other")
"""Why the campaign team does not let an ask go out."""


def state(say: Say, ask: Ask) -> Text:
    """How an ask stands, in a few words."""
    if ask.state is AskState.DRAFT:
        return say("✏️ Not sent yet")
    if ask.state is AskState.WAITING:
        return say("⏳ The campaign team looks at it first")
    if ask.state is AskState.SENDING:
        return say("📨 Going out") if ask.wave else say("📨 Ready to go out")
    if ask.state is AskState.PAUSED:
        return _paused(say, ask)
    if ask.state is AskState.FILLED:
        return say("🎉 Full: enough people said yes")
    if ask.state is AskState.ENDED:
        return say("🏁 Over: the last day has passed")
    if ask.state is AskState.REFUSED:
        reason = refusal(say, ask.why or "other")
        return say("🚫 The campaign team did not let it go out: {reason}", reason=reason)
    return _stopped(say, ask)


def _paused(say: Say, ask: Ask) -> Text:
    if ask.why == WHY:
        return say("⏸ Paused by the campaign team: people said something is wrong")
    if ask.why == TEAM:
        return say("⏸ Paused by the campaign team")
    if ask.why == rests.WHY:
        return say("⏸ Paused: many people do not want more messages after this one")
    return say("⏸ Paused")


def _stopped(say: Say, ask: Ask) -> Text:
    if ask.why == TEAM:
        return say("⏹ Stopped by the campaign team")
    if ask.why == "suspended":
        return say("⏹ Stopped: your organisation may not send now")
    return say("⏹ Stopped")


def refusal(say: Say, why: str) -> Text:
    """Why the campaign team does not let an ask go out."""
    reasons = {
        "unclear": say("It is not clear what people do"),
        "unsafe": say("It does not look safe"),
        "private": say("It asks for private things or money"),
        "nowork": say("It is no volunteering"),
    }
    return reasons.get(why) or say.about("another reason to refuse", "Something else: the team tells you")


def own_words(say: Say, ask: Ask) -> Text | None:
    """What the organisation adds in its own words, as a quotation; in both ways, where two are tried."""
    return lines(quote(own(ask.words)), second_words(say, ask)) if ask.words else None


def second_words(say: Say, ask: Ask) -> Text | None:
    """The second of two ways that are tried; None where there is but one."""
    if not ask.second_words:
        return None
    return lines(say("🔀 Half of the people read this instead:"), quote(own(ask.second_words)))


def about_many(say: Say, count: int) -> Text | None:
    """A number of people as a short fact; None for so few that somebody could be singled out, or nobody."""
    tens = rounded(count)
    return None if tens is None else say.plural("about {n} person", "about {n} people", tens)


def reached(say: Say, count: int) -> Text:
    """Roughly how many people will get it; nobody and a few cannot be told apart."""
    tens = rounded(count)
    if tens is None:
        return say("Fewer than 10 people fit, or nobody.")
    return say.plural("About {n} person fits.", "About {n} people fit.", tens)


def left_out(say: Say, counts: Mapping[WhyNot, int]) -> Text | None:
    """How many are left out and why, rounded, a line for each reason that holds for ten or more.

    Where there is no such reason nothing is told: nobody and a few cannot be told apart.
    """
    facts = [
        say("• {reason}: {people}", reason=why_not(say, why), people=people)
        for why in WhyNot
        if (people := about_many(say, counts.get(why, 0)))
    ]
    return lines(say("Left out:"), *facts, _few(say)) if facts else None


def skipped(say: Say, counts: Mapping[WhyNot, int]) -> Text | None:
    """How many were skipped when it went out and why; exactly, but no reason of a few people."""
    numbers = {why: counts[why] for why in WhyNot if counts.get(why)}
    facts = [(why_not(say, why), number) for why, number in numbers.items() if number >= FEW]
    return lines(say("Skipped:"), *_from_few_on(say, facts)) if numbers else None


def replied_why(say: Say, counts: Mapping[Reason, int]) -> Text | None:
    """Why people answered maybe or no, without any reason that a few gave.

    Nobody has to give one: what the answers and these numbers differ by tells of no reason.
    """
    numbers = {reason: counts[reason] for reason in Reason if counts.get(reason)}
    facts = [(words.reason(say, reason), number) for reason, number in numbers.items() if number >= FEW]
    return lines(say("Why maybe or no:"), *_from_few_on(say, facts)) if numbers else None


def _from_few_on(say: Say, facts: list[tuple[Text, int]]) -> list[Text]:
    told = [say("• {reason}: {number}", reason=reason, number=number) for reason, number in facts]
    return [*told, _few(say)]


def _few(say: Say) -> Text:
    return say("A reason that holds for fewer than 10 people is not shown.")


def why_not(say: Say, why: WhyNot) -> Text:
    """Why somebody is not asked."""
    reasons = {
        WhyNot.STOPPED: say("Wants no messages"),
        WhyNot.PAUSED: say("Wants to be left alone for a while"),
        WhyNot.BLOCKED: say("Cannot be reached"),
        WhyNot.MUTED: say("Wants no messages from you"),
        WhyNot.ANSWERED: say("Answered already"),
        WhyNot.ASKED: say("Was asked this already"),
        WhyNot.LANGUAGE: say("Speaks another language than is needed"),
        WhyNot.WEEK: say("Was asked enough this week"),
        WhyNot.DAY: say("Was asked something today"),
        WhyNot.BUSY: say("Was talking with me"),
        WhyNot.FILLED: say("It was full by then"),
        WhyNot.SUSPENDED: say("Your organisation may not send now"),
        WhyNot.WITHDRAWN: say("The ask was stopped by then"),
    }
    return reasons.get(why) or words.why_not(say, why)


def audience(say: Say, chosen: Audience, one: Opportunity) -> Text:
    """Whom an ask is for, a line for each thing that was chosen."""
    return lines(
        say("👥 Within {distance}", distance=say.distance(chosen.radius)) if not one.online else None,
        likes(say, chosen),
        say("🗓 Who can at: {times}", times=words.times(say, chosen.times)) if chosen.times else None,
        _languages(say, chosen),
        say("🚪 {doors}", doors=say.list([door(say, one) for one in chosen.doors])) if chosen.doors else None,
        say("💬 Only who reads your words in their own language") if chosen.only_own_language else None,
    )


def likes(say: Say, chosen: Audience) -> Text:
    """What those in the audience like."""
    if not chosen.likes:
        return say("⭐ Whatever they like; who fits best comes first")
    names = [words.like(say, like) for like in likes_of(chosen.likes)]
    return say("⭐ Who likes: {likes}", likes=say.list(names, style="or"))


def door(say: Say, which: Door) -> Text:
    """Those who came through a door."""
    if which is Door.NEVER:
        return say("Who never volunteered")
    if which is Door.USED_TO:
        return say("Who used to volunteer")
    return say("Who volunteers now")


def _languages(say: Say, chosen: Audience) -> Text | None:
    if not chosen.languages:
        return None
    names = [say.language_name(code.partition("@")[0]) for code in chosen.languages]
    return say("🌍 Who speaks: {languages}", languages=say.list(names, style="or"))


def title(one: Opportunity) -> Text:
    """The opportunity's title, above everything about its ask."""
    return bold(own(one.title))
