"""What the team decides about an organisation takes effect at once, and is noted."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from sqlalchemy import insert, update

from bot.clock import CampaignClock
from bot.receive import Said, receive
from campaign.screening import ALL_CHECKED, Check
from campaign.values import AskState, OrganisationState, Role
from dialogs.screen import Incoming, Link
from storage import schema
from tests.dialogs.organisations import (
    CITIZEN,
    MEMBER,
    OTHER,
    OTHER_CITIZEN,
    OWN,
    SETTINGS,
    TEAM,
    VISITOR,
    World,
    two_organisations,
)
from tests.dump import rows_of


class Acting:
    """People who do something in the world that stays done."""

    def __init__(self, world: World) -> None:
        self._app = world.app
        self._number = 100

    async def come(self, chat_id: int, **what: Any) -> Said:
        """Somebody taps, types or sends a command."""
        self._number += 1
        incoming = Incoming(
            bot_id=1,
            update_id=self._number,
            chat_id=chat_id,
            name="Ana",
            handle=None,
            language="en",
            bot_name="vraagbot",
            **what,
        )
        return await receive(self._app, incoming)

    async def row(self, table: str, number: int) -> dict[str, Any]:
        """The row with this id."""
        return next(row for row in await rows_of(self._app.store, table) if row["id"] == number)

    async def told(self, chat_id: int) -> list[str]:
        """The addresses of the notices for somebody."""
        rows = await rows_of(self._app.store, "notices")
        return [str(row["address"]).rpartition("/")[0] for row in rows if row["chat_id"] == chat_id]

    async def noted(self) -> list[str]:
        """What was noted in the audit, in order."""
        return [str(row["what"]) for row in await rows_of(self._app.store, "audit")]


def tapping(said: Said, words: str) -> str:
    """Where the button leads that has these words."""
    buttons = [button for row in said.screen.rows for button in row]
    return next(one.to for one in buttons if isinstance(one, Link) and one.label.plain.endswith(words))


async def wait_for_the_team(world: World, *, screened: int) -> None:
    """Make the organisation a new one whose first ask waits."""
    async with world.app.store.begin() as memory:
        await memory.organisations.change(OWN, state=OrganisationState.WAITING, screened=screened)
        values = {"state": AskState.WAITING.value, "sent": None, "next_wave": None}
        await memory.connection.execute(update(schema.asks).where(schema.asks.c.id == OWN).values(**values))


async def test_one_approval_serves_the_organisation_and_its_first_ask(database_url: str) -> None:
    """With the last check ticked, one tap lets both go, and the members hear it."""
    async with two_organisations(database_url) as world:
        await wait_for_the_team(world, screened=ALL_CHECKED & ~Check.VOG.bit)
        people = Acting(world)
        card = await people.come(TEAM, address=f"team/org/{OWN}")
        assert "Merel vraagt het" in card.screen.text.plain
        assert "Merel zoekt hulp" in card.screen.text.plain
        approve = tapping(card, "Approve")
        refused = await people.come(TEAM, address=approve)
        assert "VOG where needed" in refused.screen.text.plain.split("🏢")[0]
        assert (await people.row("organisations", OWN))["state"] == "waiting"
        await people.come(TEAM, address=f"team/org/{OWN}/vog/on")
        for _ in range(2):
            await people.come(SETTINGS, address=approve)
        ask = await people.row("asks", OWN)
        assert (ask["state"], ask["next_wave"] is not None, ask["sent"] is not None) == (
            "sending",
            True,
            True,
        )
        assert (await people.row("organisations", OWN))["state"] == "approved"
        assert await people.told(MEMBER) == ["theask", "desk/news"]
        assert await people.noted() == ["checked", "approved", "ask_approved"]


async def test_one_approval_lets_out_no_more_than_the_team_saw(database_url: str) -> None:
    """A second ask waits by itself; what changed since the team looked is looked at again."""
    async with two_organisations(database_url) as world:
        await wait_for_the_team(world, screened=ALL_CHECKED)
        people = Acting(world)
        async with world.app.store.begin() as memory:
            await memory.connection.execute(
                insert(schema.asks).values(
                    id=OWN + 1,
                    organisation_id=OWN,
                    opportunity_id=OWN,
                    state=AskState.WAITING.value,
                    words="En nog iets",
                    radius=25,
                    gap=120,
                    made=world.now,
                )
            )
        card = await people.come(TEAM, address=f"team/org/{OWN}")
        assert "1 more ask waits" in card.screen.text.plain
        assert "People who read English get other texts" in card.screen.text.plain
        english = await people.come(TEAM, address=f"team/texts/{OWN}/en")
        assert "Merel in the garden" in english.screen.text.plain
        world.app.clock.move(world.now + timedelta(minutes=1))  # type: ignore[attr-defined]
        await people.come(MEMBER, address=f"opp/{OWN}/in/en/title")
        await people.come(MEMBER, text="Something else altogether")
        again = await people.come(TEAM, address=tapping(card, "Approve"))
        assert "Something changed" in again.screen.text.plain
        assert (await people.row("organisations", OWN))["state"] == "waiting"
        await people.come(TEAM, address=tapping(again, "Approve"))
        assert (await people.row("organisations", OWN))["state"] == "approved"
        assert [(await people.row("asks", number))["state"] for number in (OWN, OWN + 1)] == [
            "sending",
            "waiting",
        ]
        asked = await people.come(TEAM, address=f"team/ask/{OWN + 1}")
        assert "En nog iets" in asked.screen.text.plain
        await people.come(TEAM, address=tapping(asked, "Approve"))
        assert (await people.row("asks", OWN + 1))["state"] == "sending"
        assert await people.noted() == ["wording_changed", "approved", "ask_approved", "ask_approved"]


async def test_a_suspension_stops_all_of_one_organisation_at_once(database_url: str) -> None:
    """Its asks stop and its opportunities close; nothing of another's changes; what stopped stays so."""
    async with two_organisations(database_url) as world:
        people = Acting(world)
        before = [await people.row(table, OTHER) for table in ("organisations", "asks", "opportunities")]
        for _ in range(2):
            await people.come(TEAM, address=f"team/org/{OWN}/suspend/yes")
        ask = await people.row("asks", OWN)
        assert (ask["state"], ask["why"], ask["next_wave"]) == ("stopped", "suspended", None)
        assert not (await people.row("opportunities", OWN))["open"]
        assert (await people.row("deliveries", OWN))["redraw"], "who did not answer reads that it is over"
        assert [
            await people.row(table, OTHER) for table in ("organisations", "asks", "opportunities")
        ] == before
        assert await people.told(MEMBER) == ["desk/news"]
        desk = await people.come(MEMBER, command="desk")
        assert "Suspended" in desk.screen.text.plain
        await people.come(TEAM, address=f"team/org/{OWN}/approve/0/0")
        assert (await people.row("organisations", OWN))["state"] == "suspended", "it is lifted first"
        await people.come(TEAM, address=f"team/org/{OWN}/lift")
        assert (await people.row("organisations", OWN))["state"] == "approved"
        assert (await people.row("asks", OWN))["state"] == "stopped"
        assert await people.noted() == ["suspended", "lifted"]


async def test_a_refusal_takes_the_waiting_ask_with_it(database_url: str) -> None:
    """The members hear it; it can be approved later."""
    async with two_organisations(database_url) as world:
        await wait_for_the_team(world, screened=0)
        people = Acting(world)
        await people.come(TEAM, address=f"team/org/{OWN}/refuse/yes")
        assert (await people.row("organisations", OWN))["state"] == "refused"
        assert (await people.row("asks", OWN))["state"] == "refused"
        assert await people.told(MEMBER) == ["desk/news"]
        await people.come(TEAM, address=f"team/org/{OWN}/lift")
        assert (await people.row("organisations", OWN))["state"] == "refused"


async def test_a_checked_fact_that_changes_is_checked_again(database_url: str) -> None:
    """A new contact takes the tick away, and the team hears of it."""
    async with two_organisations(database_url) as world:
        people = Acting(world)
        await people.come(MEMBER, address="details/contact")
        await people.come(MEMBER, text="nieuw@example.org")
        row = await people.row("organisations", OWN)
        assert (row["contact"], row["screened"]) == ("nieuw@example.org", ALL_CHECKED & ~Check.CONTACT.bit)
        assert await people.told(TEAM) == await people.told(SETTINGS) == [f"team/org/{OWN}/changed"]


async def test_a_report_is_settled_and_what_it_is_about_is_closed(database_url: str) -> None:
    """Both are noted, and done once."""
    async with two_organisations(database_url) as world:
        people = Acting(world)
        listed = await people.come(TEAM, address="team/reports")
        assert "Merel BV" in listed.screen.text.plain
        for what in ("settle", "settle", "close", "close"):
            await people.come(TEAM, address=f"team/report/{OWN}/{what}")
        assert (await people.row("reports", OWN))["settled"] is not None
        assert (await people.row("reports", OTHER))["settled"] is None
        assert not (await people.row("opportunities", OWN))["open"]
        assert await people.noted() == ["report_settled", "opportunity_closed"]


async def test_the_menu_speaks_the_language_that_a_member_chose(sqlite_url: str) -> None:
    """Whoever has no desk gets everybody's menu in it."""
    async with two_organisations(sqlite_url) as world:
        people = Acting(world)
        for chat_id in (MEMBER, TEAM, SETTINGS):
            said = await people.come(chat_id, address="language/nl/home")
            assert said.screen.menu is not None
            words = {name: text.plain for name, text in said.screen.menu}
            assert words["stop"] == "Geen berichten meer"
            assert ("desk" in words, "team" in words) == (chat_id == MEMBER, chat_id != MEMBER)
        for chat_id in (CITIZEN, VISITOR):
            words = {
                name: text.plain
                for name, text in (await people.come(chat_id, address="language/nl/home")).screen.menu or ()
            }
            assert words["stop"] == "Geen berichten meer"
            assert "desk" not in words
            assert "team" not in words


async def test_a_link_that_was_shown_is_not_made_twice_by_a_repeated_update(sqlite_url: str) -> None:
    """What is said again holds no token that was not kept."""
    async with two_organisations(sqlite_url) as world:
        people = Acting(world)
        first = await people.come(TEAM, address="team/admit/new")
        assert "start=j_" in first.screen.text.plain
        people._number -= 1
        again = await people.come(TEAM, address="team/admit/new")
        assert "start=j_" not in again.screen.text.plain
        assert len(await rows_of(world.app.store, "admissions")) == 3
        async with world.app.store.begin() as memory:
            (_, _, newest) = reversed(await memory.members.admissions(now=world.now))
        assert (newest.role, newest.organisation_id) == (Role.MEMBER, None)


async def test_the_team_has_a_member_leave(database_url: str) -> None:
    """They hear it and act for nobody any more; it is noted, and nobody else is left: it is suspended."""
    async with two_organisations(database_url) as world:
        people = Acting(world)
        await people.come(TEAM, address=f"team/acting/{OWN}/{OTHER}/yes")
        assert len(await rows_of(world.app.store, "members")) == 2, "only its own members"
        asked = await people.come(TEAM, address=f"team/acting/{OWN}/{OWN}")
        assert "suspended then" in asked.screen.text.plain
        for _ in range(2):
            await people.come(TEAM, address=tapping(asked, "Yes, they have to leave"))
        assert [row["id"] for row in await rows_of(world.app.store, "members")] == [OTHER]
        assert await people.told(MEMBER) == ["removed"]
        said = await people.come(MEMBER, address="removed/1")
        assert "no longer act" in said.screen.text.plain
        assert said.screen.menu is not None
        assert (await people.row("organisations", OWN))["state"] == "suspended"
        assert await people.noted() == ["member_removed", "nobody_left"]


async def test_the_team_finds_an_organisation_of_a_feed_and_sees_what_nobody_checked(
    database_url: str,
) -> None:
    """It came approved, with no tick: it stands in the list, and its card says which checks are open."""
    async with two_organisations(database_url) as world:
        async with world.app.store.begin() as memory:
            await memory.connection.execute(
                update(schema.organisations).where(schema.organisations.c.id == OWN).values(source="feed")
            )
            await memory.organisations.change(OWN, screened=ALL_CHECKED & ~Check.VOG.bit)
        people = Acting(world)
        listed = await people.come(TEAM, address="team/orgs/approved/0")
        links = [button.to for row in listed.screen.rows for button in row if isinstance(button, Link)]
        assert f"team/org/{OWN}" in links
        card = await people.come(TEAM, address=f"team/org/{OWN}")
        assert "Not checked yet:\n• VOG where needed" in card.screen.text.plain
        await people.come(TEAM, address=f"team/org/{OWN}/vog/on")
        card = await people.come(TEAM, address=f"team/org/{OWN}")
        assert "Not checked yet" not in card.screen.text.plain


async def test_two_of_the_team_by_the_settings_can_be_told_apart(sqlite_url: str) -> None:
    """Of them no name is kept: each has a number, and sees which is their own. Who is no longer has none."""
    async with two_organisations(sqlite_url) as world:
        world.app.house = replace(world.app.house, team_ids=frozenset({SETTINGS, VISITOR}))
        people = Acting(world)
        await people.come(VISITOR, address=f"team/org/{OWN}/vog/off")
        await people.come(SETTINGS, address=f"team/org/{OWN}/vog/on")
        await people.come(TEAM, address=f"team/org/{OWN}/age/off")
        told = (await people.come(SETTINGS, address="team/audit/0")).screen.text.plain
        first = [line for line in told.splitlines() if "tick" in line]
        assert first == [
            "Tessa, campaign team: took a tick away",
            "Team member 1: ticked a check",
            "Team member 2: took a tick away",
        ]
        team = (await people.come(SETTINGS, address="team/people")).screen.text.plain
        assert "• Tessa\n• Team member 1 (you)\n• Team member 2\n" in team
        world.app.house = replace(world.app.house, team_ids=frozenset({SETTINGS}))
        told = (await people.come(SETTINGS, address="team/audit/0")).screen.text.plain
        assert "somebody of the campaign team: took a tick away" in told


async def test_at_night_only_what_is_urgent_is_told(database_url: str) -> None:
    """An approval at three is told at eight; that something is wrong the team hears at once."""
    async with two_organisations(database_url) as world:
        await wait_for_the_team(world, screened=ALL_CHECKED)
        clock = world.app.clock
        assert isinstance(clock, CampaignClock)
        clock.move(clock.now() + timedelta(hours=12))
        night = clock.now()
        morning = night.replace(hour=7, minute=0, second=0, microsecond=0)
        people = Acting(world)
        card = await people.come(TEAM, address=f"team/org/{OWN}")
        await people.come(TEAM, address=tapping(card, "Approve"))
        await people.come(OTHER_CITIZEN, address=f"wrong/{OTHER}/unsafe")
        due = {
            (row["chat_id"], str(row["address"]).partition("/")[0]): row["due"]
            for row in await rows_of(world.app.store, "notices")
            if row["state"] == "planned" and row["due"] >= night
        }
        assert due[MEMBER, "theask"] == due[MEMBER, "desk"] == morning
        assert night <= due[TEAM, "team"] < night + timedelta(minutes=1)
        assert night <= due[SETTINGS, "team"] < night + timedelta(minutes=1)


async def test_before_it_approves_the_team_sees_what_a_citizen_will_see(sqlite_url: str) -> None:
    """How many people, how much Dutch, and whom those who say yes will reach."""
    async with two_organisations(sqlite_url) as world:
        people = Acting(world)
        for state in (OrganisationState.APPROVED, OrganisationState.WAITING):
            await wait_for_the_team(world, screened=0)
            async with world.app.store.begin() as memory:
                await memory.organisations.change(OWN, state=state)
            at = f"team/ask/{OWN}" if state is OrganisationState.APPROVED else f"team/org/{OWN}"
            card = (await people.come(TEAM, address=at)).screen.text.plain
            for told in ("👥 2 people still needed", "💬 A little Dutch is enough", "📞 0612345678"):
                assert told in card, (state, told)


async def test_who_is_lost_finds_the_way_back_to_their_desk(sqlite_url: str) -> None:
    """A member to the organisation's, the team to theirs, also from a button that leads nowhere."""
    async with two_organisations(sqlite_url) as world:
        people = Acting(world)
        desks = {MEMBER: ["desk"], TEAM: ["team"], SETTINGS: ["team"], CITIZEN: []}
        for chat, own in desks.items():
            for what in ({"text": "hallo?"}, {"address": "no/such/page"}):
                said = await people.come(chat, **what)
                links = [button.to for row in said.screen.rows for button in row if isinstance(button, Link)]
                assert [to for to in links if to in ("desk", "team")] == own, (chat, what)


async def test_before_sending_goes_on_it_is_told_how_much_goes_out(database_url: str) -> None:
    """One tap more, with the number of messages that wait; a no leaves it stopped."""
    async with two_organisations(database_url) as world:
        people = Acting(world)
        await people.come(TEAM, address="team/brake/on")
        asked = await people.come(TEAM, address="team/brake/off")
        async with world.app.store.begin() as memory:
            waits = await memory.brake.planned()
            assert await memory.brake.pulled() is not None
        assert asked.screen.text.plain == f"{waits} messages will be sent. Go on?"
        await people.come(TEAM, address=tapping(asked, "Yes, go on"))
        async with world.app.store.begin() as memory:
            assert await memory.brake.pulled() is None
        assert "brake_released" in await people.noted()
