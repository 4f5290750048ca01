"""Who did what when, the newest first; where somebody was forgotten their role stays."""

from campaign.values import Role
from dialogs.formats import ENDONYMS
from dialogs.screen import Link, Screen, rows
from dialogs.site import Route
from dialogs.text import Say, Text, bold, dotted, lines, own, paragraphs
from dialogs.visit import Visit
from storage.audit import Entry

LISTED = 10
EXPORTED = "exported_"
"""Begins what tells that somebody took a file."""


async def audit(visit: Visit, page: int) -> Screen:
    """A page of the audit: what was noted before this entry, 0 for the newest."""
    found = await visit.memory.audit.page(before=page or None, limit=LISTED + 1)
    say, shown = visit.say, found[:LISTED]
    return Screen(
        text=paragraphs(
            bold(say("Who did what")),
            *(_told(visit, one) for one in shown),
            None if shown else say("There is nothing here yet."),
        ),
        rows=rows(
            Link(say("Older"), f"team/audit/{shown[-1].id}") if len(found) > LISTED else None,
            Link(say("Newest"), "team/audit/0") if page else None,
            Link(say("🧭 Team desk"), "team"),
        ),
    )


def _told(visit: Visit, one: Entry) -> Text:
    say, theirs = visit.say, one.role is Role.MEMBER and one.name
    about = [
        say.moment(one.at, None),
        own(one.organisation) if one.organisation and not theirs else Text(""),
        say("ask {number}", number=Text(str(one.ask_id))) if one.ask_id else Text(""),
        _counted(say, one) if one.count is not None else Text(""),
    ]
    return lines(
        say("{name}: {value}", name=_who(visit, one), value=bold(_what(say, one.what))),
        dotted(about),
    )


def _counted(say: Say, one: Entry) -> Text:
    number = one.count or 0
    if one.what.startswith(EXPORTED):
        return say.plural("{n} row", "{n} rows", number)
    return say.plural("{n} message", "{n} messages", number)


def _who(visit: Visit, one: Entry) -> Text:
    say = visit.say
    if one.role is Role.TEAM:
        if one.name:
            return say("{name}, campaign team", name=own(one.name))
        number = visit.house.team_number(one.chat_id)
        return numbered(say, number) if number else say("somebody of the campaign team")
    if one.role is Role.MEMBER:
        if one.name and one.organisation:
            return say("{name} ({organisation})", name=own(one.name), organisation=own(one.organisation))
        return say("somebody of the organisation")
    return say("the bot by itself") if one.role is Role.SYSTEM else say("somebody who uses the bot")


def numbered(say: Say, number: int) -> Text:
    """Somebody who is of the team by the settings, where no name is kept: so two can be told apart."""
    return say("Team member {number}", number=number)


def names(say: Say) -> dict[str, Text]:
    """What each thing is called of which it is noted that it was done."""
    return {
        "organisation_made": say("started an organisation"),
        "member_joined": say("joined an organisation"),
        "member_removed": say("had somebody leave the organisation"),
        "member_left": say("left an organisation"),
        "nobody_left": say("suspended it: nobody acts for it any more"),
        "details_changed": say("changed the details"),
        "link_made": say("made a link to join"),
        "link_revoked": say("took a link back"),
        "team_joined": say("joined the campaign team"),
        "team_left": say("left the campaign team"),
        "checked": say("ticked a check"),
        "unchecked": say("took a tick away"),
        "approved": say("approved the organisation"),
        "refused": say("refused the organisation"),
        "suspended": say("suspended the organisation"),
        "lifted": say("lifted the suspension"),
        "brake_pulled": say("stopped all sending"),
        "brake_released": say("let the sending go on"),
        "moment_moved": say("moved a moment of an asking week"),
        "moment_cancelled": say("called off a moment of an asking week"),
        "moment_restored": say("let a moment of an asking week go on"),
        "openings_tried": say("had two openings of a moment tried"),
        "openings_single": say("had one opening of a moment alone"),
        "opportunity_written": say("wrote something to do"),
        "opportunity_changed": say("changed something to do"),
        "ask_sent": say("sent an ask"),
        "ask_waits": say("wrote an ask that waits for the team"),
        "ask_approved": say("let an ask go out"),
        "ask_refused": say("refused an ask"),
        "ask_paused": say("paused an ask"),
        "ask_went_on": say("let an ask go on"),
        "ask_stopped": say("stopped an ask"),
        "ask_rests": say("had an ask rest, too many people left after it"),
        "moment_rests": say("had a moment rest, too many people left after it"),
        "went_on_chance": say("let it go on after a rest: it looks like chance"),
        "went_on_outside": say("let it go on after a rest: something else made people leave"),
        "went_on_changed": say("let it go on after a rest: what was wrong was changed"),
        "went_on_spoken": say("let it go on after a rest: the organisation was spoken to"),
        "report_settled": say("settled reports"),
        "text_settled": say("settled a text that was not right"),
        "opportunity_closed": say("closed something to do"),
        "opportunity_held": say("was closed because of reports"),
        "wording_changed": say("changed a text in another language"),
        "wording_dropped": say("threw away a text in another language"),
        "code_made": say("made a poster"),
        "code_changed": say("changed what a poster says"),
        "code_closed": say("closed a poster"),
        "code_opened": say("let a poster be used again"),
        "recording_made": say("read a screen aloud"),
        "recording_put_back": say("put an earlier recording back"),
        "recording_erased": say("erased a recording"),
        "opportunity_opened": say("opened something to do again"),
        "exported_replies": say("took a file of answers"),
        "exported_asks": say("took a file of asks"),
        "exported_funnel": say("took a file of numbers from asked to match"),
        "exported_ledger": say("took a file of how asking grows"),
        "exported_opportunities": say("took a file of what there is to do"),
        "exported_all": say("took a file of everything"),
        "exported_report": say("took a report"),
        "intro_promised": say("promised to treat names with care"),
        "intro_confirmed": say("answered a yes"),
        "intro_declined": say("said that it is no longer possible"),
    }


def _what(say: Say, what: str) -> Text:
    done, _, code = what.partition(":")
    if code:
        language = own(ENDONYMS.get(code, code))
        if done == "language_on":
            return say("offered the language {language}", language=language)
        return say("took the language {language} away", language=language)
    return names(say).get(what) or own(what.replace("_", " "))


ROUTES = (Route("team/audit/{page:int}", audit, Role.TEAM),)
