"""What people say is wrong: one by one, with what the team can do about it."""

from campaign.records import Opportunity
from campaign.values import Role
from dialogs.citizen import card
from dialogs.citizen.home import short
from dialogs.screen import Address, Link, Screen, rows
from dialogs.site import Nowhere, Route
from dialogs.text import Say, Text, bold, code, dotted, lines, own, paragraphs
from dialogs.visit import Visit
from storage.reports import Report

LISTED = 8


async def reports(visit: Visit) -> Screen:
    """The open reports, the newest first."""
    found = await visit.memory.overview.reports(limit=LISTED)
    say = visit.say
    told = [
        lines(
            bold(what(say, one.what)),
            card.own_title(say, one.title, one.language),
            dotted([own(one.organisation), say.date(one.at)]),
        )
        for one in found
    ]
    unclear = await visit.memory.unclear.count()
    return Screen(
        text=paragraphs(bold(say("Something is wrong")), *(told or [say("No report is open.")])),
        rows=rows(
            *(Link(say("⚠️ {title}", title=short(one.title)), f"team/report/{one.id}") for one in found),
            Link(say("✏️ Texts that are not right: {number}", number=unclear), "team/unclear"),
            Link(say("🧭 Team desk"), "team"),
        ),
    )


async def report(visit: Visit, number: int) -> Screen:
    """One report, what it is about, and what can be done."""
    it, one = await _get(visit, number)
    ask = await visit.memory.asks.latest_of_opportunity(one.id)
    same = await visit.memory.reports.count(one.id)
    say, root = visit.say, f"team/report/{number}"
    ask_id = it.ask_id or (ask.id if ask else None)
    held = await visit.memory.opportunities.is_held(one.id)
    return Screen(
        text=paragraphs(
            bold(what(say, it.what)),
            lines(
                say("🗓 {moment}", moment=say.moment(it.at, None)),
                say("✉️ Message {number}", number=code(str(it.message_id))) if it.message_id else None,
                say("✅ Settled") if it.settled else None,
                say.plural("⚠️ {n} open report about this", "⚠️ {n} open reports about this", same)
                if same
                else None,
                say("🔒 Closed") if one.closed else None,
            ),
            say("🏢 {organisation}", organisation=own(one.organisation)),
            card.brief(say, one),
        ),
        rows=rows(
            Link(say("✅ It is settled"), f"{root}/settle") if not it.settled else None,
            Link(say("🔒 Close what it is about"), f"{root}/close") if not one.closed else None,
            Link(say("🔓 Open it again"), f"{root}/open") if held else None,
            Link(say("📨 The ask"), f"team/ask/{ask_id}") if ask_id and ask else None,
            Link(say("🏢 The organisation"), f"team/org/{one.organisation_id}"),
            Link(say("⛔ Suspend the organisation"), f"team/org/{one.organisation_id}/suspend"),
            (Link(say("⚠️ All reports"), "team/reports"), Link(say("🧭 Team desk"), "team")),
        ),
    )


async def settle(visit: Visit, number: int) -> Address:
    """All open reports about the same are settled."""
    it, one = await _get(visit, number)
    if it.settled is None:
        await visit.memory.reports.settle(one.id, now=visit.now)
        await _note(visit, "report_settled", one)
    return Address(f"team/report/{number}")


async def close(visit: Visit, number: int) -> Address:
    """Nobody is asked for it any more; the organisation cannot open it again."""
    _, one = await _get(visit, number)
    if not one.closed:
        await visit.memory.opportunities.hold(one.id, now=visit.now)
        await _note(visit, "opportunity_closed", one)
    return Address(f"team/report/{number}")


async def reopen(visit: Visit, number: int) -> Address:
    """Offer it again after a look; what was reported about it is settled. A paused ask stays paused."""
    _, one = await _get(visit, number)
    if await visit.memory.opportunities.let_go(one.id, now=visit.now):
        await visit.memory.reports.settle(one.id, now=visit.now)
        await _note(visit, "opportunity_opened", one)
    return Address(f"team/report/{number}")


def what(say: Say, what: str) -> Text:
    """What somebody says is wrong."""
    words = {
        "untrue": say("It is not true"),
        "unsafe": say("It does not feel safe"),
        "rude": say("It is rude, or leaves people out"),
    }
    return words.get(what) or say("Something else is wrong")


async def _get(visit: Visit, number: int) -> tuple[Report, Opportunity]:
    it = await visit.memory.reports.get(number)
    one = await visit.memory.opportunities.get(it.opportunity_id) if it else None
    if it is None or one is None:
        raise Nowhere(f"report {number}")
    return it, one


async def _note(visit: Visit, done: str, one: Opportunity) -> None:
    await visit.note(done, Role.TEAM, organisation_id=one.organisation_id, opportunity_id=one.id)


ROUTES = (
    Route("team/reports", reports, Role.TEAM),
    Route("team/report/{number:int}", report, Role.TEAM),
    Route("team/report/{number:int}/settle", settle, Role.TEAM),
    Route("team/report/{number:int}/close", close, Role.TEAM),
    Route("team/report/{number:int}/open", reopen, Role.TEAM),
)
