"""Playing a journey: what stands there when it begins, who is in it, and what must hold when it is over."""

import json
from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from campaign.controller import Controller
from campaign.weeks import STANDARD
from sandbox.person import Person
from sandbox.transcript import play
from tests.calendar import sample_campaign
from tests.dump import rows_of
from tests.talk import LANGUAGES, Talk
from tests.town import settle_town
from tests.weeks import campaign

JOURNEYS = {path.stem: path for path in sorted((Path(__file__).parent / "journeys").glob("*.txt"))}
ANA = 7_654_321_987
"""Ana's Telegram id, long enough to be told from any other number in a file."""
BRAM = 7_654_321_004
"""A friend of somebody's."""
MIA, NOOR = 7_654_321_001, 7_654_321_002
"""Who acts for an organisation, where one is in the bot."""
TESSA = 7_654_321_003
"""Who is of the campaign team by the settings."""
CAMPAIGNS = {
    "calendar": sample_campaign(),
    "about": replace(STANDARD, controller=Controller("Stichting <b>Samen", email="privacy@samen.example")),
    **dict.fromkeys(
        ("weeks_moved_and_cancelled", "ready_before", "ready_after", "two_openings_of_a_moment"), campaign()
    ),
}
"""Journeys in a campaign of their own; all others are in one without weeks."""
HANDLES = {"yes_with_a_telegram_name": "ana_zwijndrecht"}
ON_POSTGRESQL = (
    "ask_rests",
    "asked_by_an_organisation",
    "double_tap_on_yes",
    "forget_everything",
    "go_together",
    "invited_by_a_friend",
    "join_by_link",
    "last_member_forgets",
    "last_place_taken",
    "link_and_the_asker_hears",
    "link_filled",
    "listen",
    "please_call_me",
    "repeating_chooses_a_date",
    "stop",
    "visitor_erased_after_24_hours",
    "yes_never_finished",
    "yes_with_a_phone_number",
)
"""Journeys whose queries differ most between the databases."""
NAMED = ("citizens", "consents", "introductions", "replies", "reports")
"""Tables in which somebody may be named."""
Check = Callable[[Talk], Awaitable[None]]
CHECKS: dict[str, Check] = {}
SCENES: dict[str, Check] = {}


def after(*journeys: str) -> Callable[[Check], Check]:
    """Marks what must hold in the database when these journeys are over."""

    def mark(check: Check) -> Check:
        _put(CHECKS, journeys, check)
        return check

    return mark


def before(*journeys: str) -> Callable[[Check], Check]:
    """Marks what stands in the database when these journeys begin, besides the town."""

    def mark(scene: Check) -> Check:
        _put(SCENES, journeys, scene)
        return scene

    return mark


def _put(there: dict[str, Check], journeys: tuple[str, ...], one: Check) -> None:
    wrong = [name for name in journeys if name in there or name not in JOURNEYS]
    if wrong:
        raise ValueError(f"no journeys, or marked already: {wrong}")
    there.update(dict.fromkeys(journeys, one))


async def start(talk: Talk, handle: str | None = None) -> Person:
    """Settle the town, and Ana in it."""
    async with talk.app.store.begin() as memory:
        await settle_town(memory, talk.clock.now())
    return talk.telegram.add_person("Ana", "en", username=handle, user_id=ANA)


async def play_journey(name: str, url: str, *, restart_between: bool) -> None:
    """Play a journey on a fresh database, and look at what it leaves."""
    its_campaign = CAMPAIGNS.get(name, STANDARD)
    async with Talk(url, languages=LANGUAGES, team_ids=[TESSA], campaign=its_campaign) as talk:
        await start(talk, HANDLES.get(name))
        if name in SCENES:
            await SCENES[name](talk)
        await play(
            JOURNEYS[name].read_text(encoding="utf-8"),
            talk.telegram,
            settle=talk.settle,
            restart=talk.restart,
            pass_time=talk.pass_time,
            restart_between=restart_between,
        )
        if name in CHECKS:
            await CHECKS[name](talk)


async def taken(talk: Talk, number: int) -> int:
    """The places taken of an opportunity."""
    places = {row["id"]: int(row["taken"]) for row in await rows_of(talk.app.store, "opportunities")}
    return places[number]


async def the_one(talk: Talk, table: str) -> dict[str, Any]:
    """The only row of a table."""
    (row,) = await rows_of(talk.app.store, table)
    return row


async def file_of(talk: Talk, person: Person) -> dict[str, Any]:
    """What the only file that somebody got tells."""
    (sent,) = [message.view()["document"] for message in person.messages if message.kind == "document"]
    _, mime, content = talk.telegram.file(sent["file_id"])
    assert mime == "application/json"
    told: dict[str, Any] = json.loads(content)
    return told


def commands_of(talk: Talk, user_id: int) -> set[str]:
    """The commands in the menu of somebody's chat."""
    return {str(one["command"]) for one in talk.telegram.profile.commands_for(user_id, "en")}
