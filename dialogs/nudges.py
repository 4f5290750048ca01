"""The campaign's own voice: what it says at a moment of an asking week, put into a language once for all."""

from campaign.nudges import Step
from campaign.records import Opportunity, Together
from campaign.values import Reason
from campaign.weeks import Week, text_in
from dialogs import words
from dialogs.citizen import asked, card
from dialogs.citizen.asked import Prepared
from dialogs.text import Say, Text, bold, dotted, lines, own, paragraphs

Labels = tuple[tuple[Text, str], ...]

HELPFUL = (Reason.TIME, Reason.FAR, Reason.TASK, Reason.LANGUAGE, Reason.ALONE)
"""What may stand between a maybe and a yes, and can be helped."""


def prepare(
    say: Say,
    step: Step,
    *,
    week: Week | None = None,
    one: Opportunity | None = None,
    their_words: tuple[str, str] = ("", ""),
    together: Together | None = None,
    second: bool = False,
) -> Prepared:
    """The message of a step in the language of `say`.

    `week` is None for a first ask outside the weeks. `one` is what it is about, `their_words` what the
    organisation wrote with its ask and in which language, `together` what came of the week. `second` takes
    the second opening, of a step that has two. ValueError where one that is needed is missing.
    """
    if step is Step.HEADS_UP and week is not None:
        return _heads_up(say, week, second)
    if step is Step.THANKS and week is not None and together is not None:
        return _thanks(say, week, together)
    if step is Step.SOMEONE:
        return _someone(say, "does-it", bold(say("You already volunteer. Thank you.")))
    if step is Step.THANKED:
        return _someone(say, "said-yes", bold(say("You said yes this week. Thank you.")))
    if one is None:
        raise ValueError(f"{step.value} is about something")
    if step is Step.HELP:
        return _help(say, one)
    if step is Step.PLAN:
        return _plan(say, one)
    return asked.prepare(say, one, *their_words, head=_head(say, step, week, second))


def title(say: Say, week: Week) -> Text:
    """The name of an asking week."""
    return own(text_in(week.titles, say.language.code)[0] or week.name)


def opening(say: Say, step: Step, week: Week, *, second: bool) -> Text | None:
    """How the message of a step begins, in the first of its two openings or in the second."""
    if step is Step.HEADS_UP:
        return lines(*_announced(say, week, second))
    return _head(say, step, week, second)


def _head(say: Say, step: Step, week: Week | None, second: bool) -> Text | None:
    if step is Step.AGAIN and second:
        return bold(say("You did not answer yet. Yes or no, both are fine."))
    if step is Step.AGAIN:
        return bold(say("There is still a place for you."))
    if week is None:
        return None
    if second:
        return say("It is the {week}. You are free to say yes or no to this.", week=title(say, week))
    return say("It is the {week}.", week=title(say, week))


def _announced(say: Say, week: Week, second: bool) -> tuple[Text, Text]:
    names = {"date": say.date(week.begins(say.zone)), "week": title(say, week)}
    if second:
        return (
            bold(say("On {date} I have a question for you.", **names)),
            say(
                "I ask you to do one small thing near you, in the {week}. "
                "Think of a time that suits you. You choose yes or no.",
                **names,
            ),
        )
    return (
        bold(say("On {date} the {week} begins.", **names)),
        say("Then I ask you to do one small thing near you. You choose yes or no."),
    )


def _heads_up(say: Say, week: Week, second: bool) -> Prepared:
    return Prepared(
        name="week-asks" if second else "week-comes",
        text=paragraphs(*_announced(say, week, second)),
        rows=(
            ((say("🔎 What is nearby?"), "near"),),
            ((say("⏸ Not this time"), "pause"), _no_more(say)),
        ),
    )


def _help(say: Say, one: Opportunity) -> Prepared:
    reasons: tuple[Labels, ...] = tuple(
        ((words.reason(say, reason), f"why-{reason.value}"),) for reason in HELPFUL
    )
    return Prepared(
        name="doubt",
        text=paragraphs(
            bold(say("You said maybe to this. What would help?")),
            card.asker(say, one),
            card.brief(say, one),
        ),
        rows=(
            ((say("👍 Yes, I will do it"), "yes"),),
            *reasons,
            ((say("It is not for me"), "no"), (say("⚠️ Something is wrong"), "wrong")),
            (_no_more(say),),
        ),
    )


def _plan(say: Say, one: Opportunity) -> Prepared:
    return Prepared(
        name="look-forward",
        text=paragraphs(
            bold(say("You said yes to this. Do you look forward to it?")),
            lines(bold(words.task(say, one.task)), card.own_title(say, one.title, one.language)),
            say("It is nicer with two. Is there somebody you would like to take along?"),
        ),
        rows=(
            ((say("📌 My plan"), "plan"),),
            ((say("💬 Ask somebody"), "someone"),),
            ((say("I can't after all"), "cancel"), (say("⚠️ Something is wrong"), "wrong")),
            (_no_more(say),),
        ),
    )


def _someone(say: Say, name: str, head: Text) -> Prepared:
    return Prepared(
        name=name,
        text=paragraphs(
            head,
            say("Most people start because somebody asked them. They say yes to you sooner than to me."),
            say("Whom could you ask?"),
        ),
        rows=(((say("💬 Ask somebody"), "someone"),), (_no_more(say),)),
    )


def _thanks(say: Say, week: Week, together: Together) -> Prepared:
    return Prepared(
        name="week-thanks",
        text=paragraphs(
            bold(say("Thank you for your answer in the {week}.", week=title(say, week))),
            say("This is what we did together:"),
            dotted(
                [
                    say.plural("{n} person was asked", "{n} people were asked", together.asked),
                    say.plural("{n} person said yes", "{n} people said yes", together.yes),
                ]
            ),
        ),
        rows=(
            ((say("💬 Ask somebody"), "someone"),),
            ((say("🔎 What is nearby?"), "near"), _no_more(say)),
        ),
    )


def _no_more(say: Say) -> tuple[Text, str]:
    return say("🔕 No more"), "stop"
