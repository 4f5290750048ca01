"""All pages on one table, the commands that lead to them, and what the bot says about itself."""

from dataclasses import dataclass

from dialogs import menus
from dialogs.citizen import (
    age,
    ask,
    ask_plain,
    ask_someone,
    asked,
    both,
    calendar,
    call,
    consent,
    did,
    door,
    easier,
    hearing,
    help,
    home,
    how,
    invitation,
    invitation_card,
    invitation_language,
    invitation_name,
    invitation_words,
    invited,
    language,
    leaving,
    likes,
    listen,
    mention,
    met,
    muting,
    nearby,
    once_more,
    opportunity,
    pausing,
    place,
    plan,
    planning,
    poster,
    privacy,
    radius,
    reminder,
    reply,
    share,
    slogan,
    stopping,
    talk,
    times,
    together,
    unclear,
    unfinished,
    welcome,
    wrong,
)
from dialogs.organisation import ask as organisation_ask
from dialogs.organisation import (
    ask_look,
    ask_own_words,
    ask_progress,
    ask_rest,
    ask_send,
    ask_two_ways,
    ask_when,
    ask_whom,
    begun,
    desk,
    details,
    draft,
    draft_what,
    draft_when,
    draft_where,
    introductions,
    join,
    matches,
    opportunities,
    people,
    quick,
    wordings,
)
from dialogs.organisation import codes as organisation_codes
from dialogs.organisation import health as organisation_health
from dialogs.organisation import stats as organisation_stats
from dialogs.site import Site
from dialogs.team import (
    acting,
    admit,
    approvals,
    audit,
    brake,
    calls,
    centres,
    export,
    exports,
    gap,
    gap_crossed,
    health,
    languages,
    ledger,
    moment,
    moment_message,
    moment_openings,
    moving,
    preview,
    ready,
    recording,
    recordings,
    report,
    reports,
    rest,
    stats,
    stats_asks,
    stats_groups,
    stats_hours,
    stats_leaving,
    texts,
    trials,
    unasked,
    unasked_centres,
    unclear_texts,
    weeks,
)
from dialogs.team import asks as team_asks
from dialogs.team import codes as team_codes
from dialogs.team import desk as team_desk
from dialogs.text import Say, Text

_ROOMS = (
    welcome,
    age,
    language,
    easier,
    listen,
    unclear,
    invited,
    poster,
    together,
    both,
    place,
    ask,
    asked,
    once_more,
    nearby,
    opportunity,
    wrong,
    reply,
    consent,
    share,
    unfinished,
    plan,
    planning,
    hearing,
    reminder,
    did,
    ask_plain,
    ask_someone,
    invitation,
    invitation_words,
    invitation_name,
    invitation_language,
    invitation_card,
    mention,
    met,
    likes,
    times,
    door,
    radius,
    home,
    stopping,
    leaving,
    pausing,
    muting,
    privacy,
    how,
    help,
    calendar,
    call,
    slogan,
    talk,
    join,
    desk,
    details,
    people,
    opportunities,
    quick,
    begun,
    draft,
    draft_what,
    draft_when,
    draft_where,
    wordings,
    organisation_ask,
    ask_own_words,
    ask_two_ways,
    ask_whom,
    ask_when,
    ask_look,
    ask_send,
    ask_progress,
    ask_rest,
    introductions,
    matches,
    team_desk,
    team_asks,
    approvals,
    texts,
    acting,
    centres,
    languages,
    admit,
    audit,
    brake,
    calls,
    preview,
    report,
    reports,
    rest,
    unclear_texts,
    weeks,
    moment,
    moving,
    moment_message,
    moment_openings,
    trials,
    unasked,
    unasked_centres,
    gap_crossed,
    gap,
    ledger,
    export,
    exports,
    ready,
    team_codes,
    organisation_codes,
    recordings,
    recording,
    stats,
    stats_groups,
    stats_hours,
    stats_leaving,
    stats_asks,
    organisation_stats,
    health,
    organisation_health,
)

COMMANDS = {
    "start": "start",
    "nearby": "near",
    "invite": "someone",
    "profile": "profile",
    "language": "language",
    "pause": "pause",
    "stop": "stop",
    "mydata": "mydata",
    "forget": "forget",
    "privacy": "privacy",
    "calendar": "calendar",
    "talk": "talk",
    "help": "help",
    "about": "about",
    "desk": "desk",
    "ask": "quick",
    "team": "team",
    "weeks": "weeks",
    "preview": "team/preview",
    "ready": "ready",
    "export": "team/export",
    "stats": "stats",
}
"""The address behind each command."""


@dataclass(frozen=True, slots=True)
class Card:
    """What Telegram shows of the bot in one language: at most 512, 120 and 32 × 256 characters."""

    description: Text
    short_description: Text
    commands: tuple[tuple[str, Text], ...]


def site() -> Site:
    """The site with all its pages."""
    return Site((route for room in _ROOMS for route in room.ROUTES), help.missing)


def card(say: Say) -> Card:
    """The bot's own description and command menu."""
    return Card(
        description=say(
            "I ask you to do one small thing for somebody near you. You choose yes or no. "
            "From the Week van het Vragen. Tap Start."
        ),
        short_description=say("One small thing to do near you. From the Week van het Vragen."),
        commands=menus.everybody(say),
    )


def in_a_group(say: Say, link: str) -> Text:
    """What is said in a group before leaving it."""
    return say("I talk with one person at a time. You can find me here: {link}", link=link)


def one_moment(say: Say) -> Text:
    """The answer to a tap that cannot be saved right now."""
    return say("One moment, please. Try again.")


def not_so_fast(say: Say) -> Text:
    """The answer to a tap of somebody who taps faster than anybody can read."""
    return say("Not so fast, please.")


def too_much(say: Say) -> Text:
    """Said to somebody who sends faster than anybody can type."""
    return say("That is too fast for me. I did not read all of it. Wait a moment, then go on.")


def all_right(say: Say) -> Text:
    """Said where a request for a location is taken off the screen and there is nothing better to say."""
    return say("All right.")
