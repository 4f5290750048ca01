"""What happens on the way to some screens without anybody tapping: told by its name behind a mark."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from datetime import timedelta

from bot.texts.counted import foreseen, week_begun, week_closed
from bot.texts.scene import CITIZEN, FRIEND, MEMBER, TEAM
from bot.texts.stage import Stage
from campaign.drafting import Sketch
from campaign.experiments import Arm, Outcome, Trying
from campaign.exporting import Format, What, Window
from campaign.health import Health
from campaign.records import Audience
from campaign.values import AskState, Role, Task
from dialogs.team.audit import names
from dialogs.text import Say
from storage.exports import State, Why
from storage.memory import Memory
from storage.rests import Subject

MARK = "!"
"""Stands before the name of what happens."""
Happening = Callable[[Stage, Memory], Awaitable[None]]


async def asked(stage: Stage, memory: Memory) -> None:
    """The organisation asks whoever may be asked."""
    one, now = stage.one, stage.now
    number = await memory.asks.add(
        one.organisation_id,
        one.id,
        state=AskState.SENDING,
        words="",
        audience=Audience(),
        starts=None,
        deadline=None,
        gap=60,
        now=now,
    )
    ask = await memory.asks.get(number)
    if ask is not None:
        chosen = await memory.asks.choose(ask, now=now, near={one.postcode: 0.0})
        await memory.asks.plan(ask, chosen, now=now)


async def along(stage: Stage, memory: Memory) -> None:
    """The citizen passes on the link that they made last."""
    found = await memory.chats.glance(CITIZEN)
    if found is None or found[1] is None:
        raise LookupError("no citizen made a link")
    (made,) = await memory.invitations.latest(found[1].id, now=stage.now, limit=1)
    stage.links["along"] = f"i_{made.code}"


async def day_before(stage: Stage, _memory: Memory) -> None:
    """It is the day before what is to be done."""
    stage.now = (stage.one.starts or stage.now) - timedelta(days=1)


async def weeks_later(stage: Stage, _memory: Memory) -> None:
    """It is two weeks after what was to be done."""
    stage.now = (stage.one.starts or stage.now) + timedelta(days=14)


async def expired(stage: Stage, memory: Memory) -> None:
    """So long ago did everybody say yes that names are erased."""
    stage.now += timedelta(days=40)
    await memory.introductions.expire(stage.now)


async def full(stage: Stage, memory: Memory) -> None:
    """Others took every place."""
    while await memory.opportunities.claim(stage.one.id):
        pass


async def admitted(stage: Stage, memory: Memory) -> None:
    """Links are made by which one can join: the organisation, a new one, the team."""
    for name, role, organisation in (
        ("member", Role.MEMBER, stage.scene.organisation),
        ("new", Role.MEMBER, None),
        ("team", Role.TEAM, None),
    ):
        stage.links[name] = await memory.members.admit(role, organisation, now=stage.now)


async def colleague(stage: Stage, memory: Memory) -> None:
    """Somebody else is of the team, and somebody of the organisation."""
    await memory.members.add_to_team(FRIEND, "Tessa", now=stage.now)
    await memory.members.add(FRIEND, stage.scene.organisation, name="Merel", now=stage.now)


async def told(stage: Stage, memory: Memory) -> None:
    """The organisation told all of what is written."""
    await memory.drafts.keep(
        1,
        Sketch(
            task=Task.GARDENING,
            title="Bollen planten",
            description="In de schooltuin, met kinderen.",
            bring="Handschoenen",
            agreed=True,
            postcode=stage.one.postcode,
            address="Tuinstraat 5",
            places=3,
            contact="0612345678",
            language="nl",
        ),
        now=stage.now,
    )


async def approved(stage: Stage, memory: Memory) -> None:
    """The team lets the first ask go out."""
    await memory.asks.set_state(1, AskState.SENDING, now=stage.now)


async def rested(stage: Stage, memory: Memory) -> None:
    """The first ask, and a moment of the week, rest: many people want no more."""
    await memory.asks.set_state(1, AskState.SENDING, now=stage.now)
    moment = await memory.moments.begin(stage.app.campaign.weeks[0].moments[1], now=stage.now)
    for subject in (Subject(ask_id=1), Subject(moment_id=moment)):
        await memory.rests.begin(subject, Health(300, 6, 3), per_thousand=10, now=stage.now)


async def over(stage: Stage, memory: Memory) -> None:
    """The first ask is over: its places are taken."""
    await memory.asks.set_state(1, AskState.SENDING, now=stage.now)
    await memory.asks.set_state(1, AskState.FILLED, now=stage.now)


async def recorded(stage: Stage, memory: Memory) -> None:
    """Somebody read two screens aloud, and one of them twice."""
    for page in ("help", "hello", "hello"):
        await memory.recordings.add(
            page,
            stage.language,
            seconds=9,
            size=9_000,
            fingerprint="",
            chat_id=TEAM,
            bot_id=1,
            file_id="voice",
            now=stage.now,
        )
    stage.app.house.recorded.doubt()


async def noted(stage: Stage, memory: Memory) -> None:
    """Everything was done once of which it is noted who did it."""
    say = Say(stage.app.house.languages.get(stage.language), stage.app.zone)
    for number, what in enumerate([*names(say), "language_on:tr", "language_off:tr"]):
        by = ((Role.TEAM, TEAM), (Role.MEMBER, MEMBER), (Role.CITIZEN, None))[number % 3]
        await memory.audit.note(what, role=by[0], chat_id=by[1], ask_id=1, count=number, now=stage.now)


async def file_asked(stage: Stage, memory: Memory) -> None:
    """Somebody of the team asked for a file that takes long."""
    week = stage.app.campaign.weeks[0]
    window = Window(week.first, week.last)
    await memory.exports.ask(TEAM, What.ALL, Format.XLSX, window, now=stage.now)


async def file_made(stage: Stage, memory: Memory) -> None:
    """It is half made."""
    await memory.exports.claim(1, now=stage.now, left_before=stage.now)
    await memory.exports.go_on(1, 1, rows=500, total=1_000, now=stage.now)


async def file_sent(stage: Stage, memory: Memory) -> None:
    """It came."""
    await memory.exports.claim(1, now=stage.now, left_before=stage.now)
    await memory.exports.settle(1, 1, State.SENT, now=stage.now)


async def files_failed(stage: Stage, memory: Memory) -> None:
    """Files failed for every reason there is, and one may have come or not."""
    week = stage.app.campaign.weeks[0]
    for number, why in enumerate((*Why, None), start=1):
        window = Window(week.first, week.first + timedelta(days=number))
        file, _ = await memory.exports.ask(TEAM, What.ASKS, Format.CSV, window, now=stage.now)
        await memory.exports.claim(number, now=stage.now, left_before=stage.now)
        state = State.FAILED if why else State.UNKNOWN
        await memory.exports.settle(file, number, state, why=why, now=stage.now)


async def tried(stage: Stage, memory: Memory) -> None:
    """The moments of the week began; what was tried at them, and with the first ask, was counted."""
    outcome = Outcome(Arm(500, 90, 60), Arm(500, 60, 20))
    for moment in stage.app.campaign.weeks[0].moments:
        number = await memory.moments.begin(moment, now=stage.now)
        for what in (Trying.OPENING, Trying.HOLDOUT):
            await memory.trials.keep(what, number, outcome, now=stage.now)
    await memory.trials.keep(Trying.WORDS, 1, outcome, now=stage.now)


async def moved(stage: Stage, memory: Memory) -> None:
    """One moment of the week was moved, one called off, one missed, and one tries two openings."""
    heads_up, ask, follow_up, thanks = stage.app.campaign.weeks[0].moments
    at = follow_up.at + timedelta(hours=1)
    await memory.moments.move(follow_up, at, follow_up.deadline, by=TEAM, now=stage.now)
    await memory.moments.cancel(thanks, True, by=FRIEND, now=stage.now)
    await memory.moments.try_openings(ask, True)
    await memory.moments.miss(heads_up, now=stage.now)


async def no_weeks(stage: Stage, _memory: Memory) -> None:
    """The campaign has no asking weeks yet."""
    house = stage.app.house
    stage.app.house = replace(house, campaign=replace(house.campaign, weeks=(), events=()))


HAPPENINGS: Mapping[str, Happening] = {
    one.__name__: one
    for one in (
        *(asked, along, day_before, weeks_later, expired, full, admitted, colleague),
        *(told, approved, rested, over),
        *(recorded, noted, file_asked, file_made, file_sent, files_failed, tried, moved, no_weeks),
        *(week_begun, week_closed, foreseen),
    )
}
"""By its name, what happens."""
