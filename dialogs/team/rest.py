"""What rests because so many people ran from it: to look at, to let go on with a reason, to close."""

from collections.abc import Callable, Mapping

from campaign.values import AskState, Role
from campaign.weeks import Moment, Week
from dialogs.citizen.card import own_title
from dialogs.citizen.home import short
from dialogs.figures import health as figures
from dialogs.nudges import title
from dialogs.screen import Address, Link, Screen, rows
from dialogs.site import Nowhere, Route
from dialogs.team import moment_words
from dialogs.text import Say, Text, bold, dotted, lines, paragraphs
from dialogs.visit import Visit
from storage.rests import CLOSED, Rest

LISTED = 8
_REASONS: Mapping[str, Callable[[Say], Text]] = {
    "chance": lambda say: say("It looks like chance"),
    "outside": lambda say: say("Something else made people leave"),
    "changed": lambda say: say("We changed what was wrong"),
    "spoken": lambda say: say("We spoke with the organisation"),
}
"""Why the team lets something go on."""
OF_ASKS = ("spoken",)


async def rests(visit: Visit) -> Screen:
    """All that rests now."""
    found, say = (await visit.memory.rests.open())[:LISTED], visit.say
    told = [lines(await name(visit, one), figures.counted(say, one.health)) for one in found]
    return Screen(
        text=paragraphs(
            bold(say("What rests now")),
            *told,
            None if found else say("Nothing rests. All asks and moments may go out."),
        ),
        rows=rows(
            *[Link(await label(visit, one), f"team/rest/{one.id}") for one in found],
            (Link(say("🩺 Health of asking"), "team/health"), Link(say("🧭 Team desk"), "team")),
        ),
    )


async def rest(visit: Visit, number: int) -> Screen:
    """One of them, with what the team can do; it is what they are told when it begins."""
    it, say = await _get(visit, number), visit.say
    root = f"team/rest/{number}"
    may_close = it.subject.ask_id is not None or it.week
    return Screen(
        text=paragraphs(
            bold(say("⏸ Too many people wanted no more messages after this:")),
            await name(visit, it),
            figures.counted(say, it.health),
            say(
                "That is {rate} of every 1,000 messages. The limit is {limit}.",
                rate=say.decimal(it.health.rate, 1),
                limit=say.decimal(it.per_thousand, 1),
            ),
            lines(
                say("So it rests, since {moment}.", moment=say.moment(it.began, None)),
                say("Nothing more of it goes out. What is planned waits."),
            )
            if it.holds
            else _over(say, it),
        ),
        rows=rows(
            Link(say("👁 Look at it"), _look(it)),
            Link(say("▶️ Let it go on"), f"{root}/go") if it.holds else None,
            Link(say("⏹ Close it"), f"{root}/off") if it.holds and may_close else None,
            (Link(say("🩺 Health of asking"), "team/health"), Link(say("🧭 Team desk"), "team")),
        ),
    )


async def go(visit: Visit, number: int) -> Screen | Address:
    """Choose why it goes on."""
    it, say = await _get(visit, number), visit.say
    if not it.holds:
        return Address(f"team/rest/{number}")
    root = f"team/rest/{number}"
    return Screen(
        text=paragraphs(
            await name(visit, it),
            bold(say("Why may it go on?")),
            say("Your reason is kept in the list of who did what."),
            say("I count anew from now. Where too many people leave again, it rests again."),
        ),
        rows=rows(
            *(Link(_REASONS[why](say), f"{root}/go/{why}") for why in _reasons(it)),
            Link(say("No, let it rest"), root),
        ),
    )


async def gone_on(visit: Visit, number: int, why: str) -> Address:
    """It goes on, with this reason; whoever has the message about it sees that."""
    it = await _get(visit, number)
    if why not in _reasons(it):
        raise Nowhere(why)
    if await visit.memory.rests.go_on(number, why, now=visit.now):
        await _settled(visit, it, f"went_on_{why}")
    return Address(f"team/rest/{number}")


async def off(visit: Visit, number: int) -> Screen | Address:
    """Ask once before it is closed; an ask is stopped where all asks are."""
    it, say = await _get(visit, number), visit.say
    if not it.holds or not (it.subject.ask_id or it.week):
        return Address(f"team/rest/{number}")
    if it.subject.ask_id is not None:
        return Address(f"team/ask/{it.subject.ask_id}/stop")
    return Screen(
        text=paragraphs(
            await name(visit, it),
            bold(say("Shall I call off the rest of this moment?")),
            say("Who did not get it yet does not get it any more. You cannot take this back."),
        ),
        rows=rows(
            Link(say("⏹ Yes, call it off"), f"team/rest/{number}/off/yes"),
            Link(say("No, go back"), f"team/rest/{number}"),
        ),
    )


async def called_off(visit: Visit, number: int) -> Address:
    """Nothing of a moment goes out any more."""
    it = await _get(visit, number)
    if it.holds and await visit.memory.rests.call_off(number, by=visit.chat.id, now=visit.now):
        await _settled(visit, it, "moment_cancelled")
    return Address(f"team/rest/{number}")


async def name(visit: Visit, it: Rest) -> Text:
    """What rests, in a line or two."""
    say = visit.say
    if it.subject.ask_id is not None:
        return say(
            "📨 {title} (ask {ask})",
            title=own_title(say, it.title, it.language),
            ask=Text(str(it.subject.ask_id)),
        )
    week, moment = _moment(visit, it)
    if week is None or moment is None:
        return say("👋 The first ask, of who was asked nothing yet")
    return dotted([moment_words.kind(say, moment), title(say, week)])


async def label(visit: Visit, it: Rest) -> Text:
    """What rests, on a button."""
    if it.subject.ask_id is not None:
        return visit.say("⏸ {title}", title=short(it.title))
    _, moment = _moment(visit, it)
    if moment is None:
        return visit.say("⏸ The first ask")
    return visit.say("⏸ {title}", title=moment_words.kind(visit.say, moment))


def _moment(visit: Visit, it: Rest) -> tuple[Week | None, Moment | None]:
    """The week and the moment of it that rest; None of the ask that stands outside them."""
    week = visit.house.campaign.week(it.week)
    return week, next((one for one in week.moments if one.name == it.name), None) if week else None


def _reasons(it: Rest) -> list[str]:
    return [why for why in _REASONS if it.subject.ask_id is not None or why not in OF_ASKS]


def _look(it: Rest) -> str:
    if it.subject.ask_id is not None:
        return f"team/ask/{it.subject.ask_id}"
    return f"weeks/{it.week}/{it.name}" if it.week else "team/unasked"


def _over(say: Say, it: Rest) -> Text:
    if it.ending == CLOSED or it.state is AskState.STOPPED:
        return say("⏹ It is closed. Nothing of it goes out any more.")
    if (reason := _REASONS.get(it.ending or "")) is not None:
        return say("▶️ It went on: {reason}", reason=reason(say))
    return say("🏁 It is over.")


async def _settled(visit: Visit, it: Rest, done: str) -> None:
    """Note it; the team's messages about it, and what the organisation sees, are drawn anew."""
    ask = await visit.memory.asks.get(it.subject.ask_id) if it.subject.ask_id is not None else None
    await visit.note(
        done,
        Role.TEAM,
        organisation_id=ask.organisation_id if ask else None,
        opportunity_id=ask.opportunity_id if ask else None,
        ask_id=ask.id if ask else None,
    )
    await visit.memory.notices.redraw(f"team/rest/{it.id}")
    if ask is not None:
        await visit.memory.notices.redraw_under(f"theask/{ask.id}")


async def _get(visit: Visit, number: int) -> Rest:
    it = await visit.memory.rests.get(number)
    if it is None:
        raise Nowhere(f"rest {number}")
    return it


ROUTES = (
    Route("team/rests", rests, Role.TEAM),
    Route("team/rest/{number:int}", rest, Role.TEAM),
    Route("team/rest/{number:int}/go", go, Role.TEAM),
    Route("team/rest/{number:int}/go/{why:word}", gone_on, Role.TEAM),
    Route("team/rest/{number:int}/off", off, Role.TEAM),
    Route("team/rest/{number:int}/off/yes", called_off, Role.TEAM),
)
