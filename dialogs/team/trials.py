"""Trials: what is tried in two ways, how far each is, and what may be said of those that were counted."""

from campaign.experiments import Trying
from campaign.lots import Way
from campaign.nudges import TWO_OPENINGS
from campaign.values import Role
from dialogs import nudges
from dialogs.citizen.card import own_title
from dialogs.citizen.home import short
from dialogs.figures import pictures
from dialogs.figures.trials import AtMoment, at_moments, is_few, of_trial
from dialogs.organisation import ask_two_ways, ask_words, trial_words
from dialogs.organisation.ask_draft import what_it_asks
from dialogs.screen import Link, Screen, rows
from dialogs.site import Nowhere, Route
from dialogs.team import moment_words
from dialogs.text import Say, Text, bold, dotted, lines, own, paragraphs
from dialogs.visit import Visit
from storage.trials import AskTrial, Counted

LISTED = 6
"""Asks on one screen, and moments."""


async def trials(visit: Visit) -> Screen:
    """What is tried, the newest first, and what was found."""
    say = visit.say
    asks = await visit.memory.trials.asks(limit=LISTED)
    moments = (await at_moments(visit.memory, visit.house.campaign))[:LISTED]
    found = {
        what: await visit.memory.trials.counted(what, numbers)
        for what, numbers in (
            (Trying.WORDS, [one.ask_id for one in asks]),
            *((what, [one.course.id for one in moments]) for what in (Trying.OPENING, Trying.HOLDOUT)),
        )
    }
    told = [
        *(
            lines(_moment_name(say, one), _stands(say, one.what, found[one.what].get(one.course.id)))
            for one in moments
        ),
        *(
            lines(_ask_name(say, one), _stands(say, Trying.WORDS, found[Trying.WORDS].get(one.ask_id)))
            for one in asks
        ),
    ]
    return Screen(
        text=paragraphs(
            bold(say("Trials")),
            *(told or _nothing(say)),
        ),
        rows=rows(
            *(
                Link(_moment_label(say, one), f"team/trial/{one.what.value}/{one.course.id}")
                for one in moments
            ),
            *(
                Link(say("📨 {title}", title=short(one.title)), f"team/trial/words/{one.ask_id}")
                for one in asks
            ),
            Link(say("❓ How does a trial work?"), "team/trials/how"),
            (Link(say("🗓 Asking weeks"), "weeks"), Link(say("🧭 Team desk"), "team")),
        ),
    )


async def how(visit: Visit) -> Screen:
    """What a trial is, in plain words."""
    say, share = visit.say, visit.house.campaign.holdout
    percent = say.decimal(100 * share, 1)
    return Screen(
        text=paragraphs(
            bold(say("How does a trial work?")),
            trial_words.how(say),
            say(
                "An organisation writes two ways on the card of its ask. You choose two openings at a moment."
            ),
            say(
                "{percent} % of the people get no follow-ups, so that you see whether these help. "
                "Everybody gets a first ask.",
                percent=percent,
            )
            if share
            else None,
            say(
                "Each trial is counted once, at an end that is fixed when it begins. "
                "Whoever looks every day and stops at a difference finds one that is not there."
            ),
        ),
        rows=rows((Link(say("🔀 Trials"), "team/trials"), Link(say("🧭 Team desk"), "team"))),
    )


async def trial(visit: Visit, what: Trying, number: int) -> Screen:
    """One trial: both ways, and how it stands."""
    text = await (_of_ask(visit, number) if what is Trying.WORDS else _of_moment(visit, what, number))
    say, drawn = visit.say, await _told(visit, what, number)
    return Screen(
        text=text,
        rows=rows(
            Link(say("🖼 As a picture"), f"team/trial/{what.value}/{number}/picture") if drawn else None,
            Link(say("📨 The ask"), f"team/ask/{number}") if what is Trying.WORDS else None,
            Link(say("❓ How does a trial work?"), "team/trials/how"),
            (Link(say("🔀 Trials"), "team/trials"), Link(say("🧭 Team desk"), "team")),
        ),
    )


async def picture(visit: Visit, what: Trying, number: int) -> Screen:
    """A trial that was counted, drawn."""
    found = await _told(visit, what, number)
    if found is None:
        raise Nowhere(f"picture of {what.value} {number}")
    say = visit.say
    if what is Trying.WORDS:
        note = await _name_of_ask(visit, number)
    else:
        note = _moment_name(say, await _at(visit, what, number))
    return pictures.screen(say, of_trial(say, what, found.outcome, note), f"team/trial/{what.value}/{number}")


async def _told(visit: Visit, what: Trying, number: int) -> Counted | None:
    """What came of a trial, where it was counted and may be told."""
    found = (await visit.memory.trials.counted(what, [number])).get(number)
    few = found is not None and what is not Trying.WORDS and is_few(found.outcome)
    return None if few else found


async def _name_of_ask(visit: Visit, number: int) -> Text:
    ask = await visit.memory.asks.get(number)
    if ask is None:
        raise Nowhere(f"trial of ask {number}")
    one = await what_it_asks(visit, ask)
    return dotted([own(one.title), own(one.organisation)])


async def _at(visit: Visit, what: Trying, number: int) -> AtMoment:
    every = await at_moments(visit.memory, visit.house.campaign)
    one = next((one for one in every if (one.what, one.course.id) == (what, number)), None)
    if one is None:
        raise Nowhere(f"trial at moment {number}")
    return one


async def _of_ask(visit: Visit, number: int) -> Text:
    ask = await visit.memory.asks.get(number)
    if ask is None or not ask.second_words or ask.sent is None:
        raise Nowhere(f"trial of ask {number}")
    one = await what_it_asks(visit, ask)
    organisation = visit.say("🏢 {organisation}", organisation=own(one.organisation))
    return paragraphs(lines(ask_words.title(one), organisation), await ask_two_ways.told(visit, ask))


async def _of_moment(visit: Visit, what: Trying, number: int) -> Text:
    say, one = visit.say, await _at(visit, what, number)
    found = (await visit.memory.trials.counted(what, [number])).get(number)
    if found is not None:
        stands = _counted(say, what, found)
    else:
        reached = await visit.look_long("reached", lambda memory: memory.trials.reached(what, number))
        stands = trial_words.running(say, reached, one.told)
    return paragraphs(bold(_moment_name(say, one)), _ways(visit, one), stands)


def _counted(say: Say, what: Trying, found: Counted) -> Text:
    """What came of it; of a way that has few people nothing."""
    if is_few(found.outcome):
        return _too_few(say)
    names = {way: _way(say, what, way) for way in Way}
    return trial_words.counted(say, what, found, names)


def _way(say: Say, what: Trying, way: Way) -> Text:
    if what is not Trying.HOLDOUT:
        return trial_words.name(say, way)
    return say("1️⃣ Who gets follow-ups") if way is Way.FIRST else say("2️⃣ Who gets none, by lot")


def _ways(visit: Visit, one: AtMoment) -> Text | None:
    """The two openings as they are read; of follow-ups what they are."""
    say, step = visit.say, one.course.tries
    week = visit.house.campaign.week(one.course.moment.week)
    if one.what is Trying.HOLDOUT:
        return say("Do follow-ups help? It counts everybody who would get one, whether it came or not.")
    if step not in TWO_OPENINGS or week is None:
        return None
    first, second = (nudges.opening(say, step, week, second=second) for second in (False, True))
    return lines(trial_words.name(say, Way.FIRST), first, trial_words.name(say, Way.SECOND), second)


def _moment_name(say: Say, one: AtMoment) -> Text:
    what = say("Follow-ups or none") if one.what is Trying.HOLDOUT else say("Two openings")
    return dotted([what, moment_words.kind(say, one.course.moment), say.date(one.course.moment.at)])


def _moment_label(say: Say, one: AtMoment) -> Text:
    day = say.day_and_month(one.course.moment.at)
    if one.what is Trying.HOLDOUT:
        return say("🔁 Follow-ups or none, {date}", date=day)
    return say("🗓 Two openings, {date}", date=day)


def _ask_name(say: Say, one: AskTrial) -> Text:
    return dotted([own_title(say, one.title, one.language), own(one.organisation)])


def _stands(say: Say, what: Trying, found: Counted | None) -> Text:
    if found is None:
        return say("⏳ We cannot tell yet.")
    few = what is not Trying.WORDS and is_few(found.outcome)
    return _too_few(say) if few else trial_words.finding(say, what, found.outcome)


def _too_few(say: Say) -> Text:
    return say("Fewer than {n} people are in one of the ways. Of so few I tell nothing.", n=trial_words.FEW)


def _nothing(say: Say) -> list[Text]:
    return [
        say("Nothing is tried yet."),
        say("An organisation tries two ways on the card of its ask."),
        say("You try two openings at a moment of an asking week, before it begins."),
    ]


ROUTES = (
    Route("team/trials", trials, Role.TEAM),
    Route("team/trials/how", how, Role.TEAM),
    Route("team/trial/{what:trying}/{number:int}", trial, Role.TEAM),
    Route("team/trial/{what:trying}/{number:int}/picture", picture, Role.TEAM),
)
