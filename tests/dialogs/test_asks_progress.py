"""An ask that goes out, walked through: how it is shown, held, stopped and reported."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from sqlalchemy import update

from bot.rounds import show_progress
from storage import schema
from tests.dialogs.asks import ANA, BO, FATIMA, MISSING, TEAM, House, deliver, links, settled
from tests.dump import rows_of
from tests.town import GARDEN


@pytest.fixture
async def house(database_url: str) -> AsyncIterator[House]:
    """The house, on both databases."""
    async with settled(database_url) as made:
        yield made


async def test_progress_is_drawn_anew_while_it_moves_and_no_oftener(house: House) -> None:
    """A message that is behind is redrawn, half a minute after it was drawn; any other is left alone."""
    await house.sent_before()
    await house.tap(f"asknew/{GARDEN}", "asks/2/send")
    now = house.talk.clock.now()
    async with house.talk.app.store.begin() as memory:
        await memory.connection.execute(
            update(schema.notices).values(state="sent", settled=now, message_id=5, redraw=False)
        )

    async def drawn_anew(seconds: int) -> bool:
        await show_progress(house.talk.app, now + timedelta(seconds=seconds))
        (notice,) = await rows_of(house.talk.app.store, "notices")
        return bool(notice["redraw"])

    assert not await drawn_anew(31)
    await deliver(house, 2, ANA, message_id=77, settled=now + timedelta(seconds=5))
    assert not await drawn_anew(29)
    assert await drawn_anew(31)


async def test_pause_go_on_and_stop_act_at_once_and_again(house: House) -> None:
    """Each button says what will be; tapped again it changes nothing, and a stopped ask stays stopped."""
    await house.sent_before()
    await house.tap(f"asknew/{GARDEN}", "asks/2/send")
    await deliver(house, 2, ANA, message_id=77)
    for address, state in (
        ("theask/2/pause", "paused"),
        ("theask/2/pause", "paused"),
        ("theask/2/go", "sending"),
        ("theask/2/go", "sending"),
        ("theask/2/stop", "sending"),
        ("theask/2/stop/yes", "stopped"),
        ("theask/2/go", "stopped"),
        ("theask/2/pause", "stopped"),
        ("theask/2/stop", "stopped"),
    ):
        await house.tap(address)
        assert (await house.ask(2))["state"] == state, address
    (delivery,) = await rows_of(house.talk.app.store, "deliveries")
    assert delivery["redraw"], "who did not answer reads that it is over"
    assert "Stopped" in (await house.tap("asks")).text.plain


async def test_who_only_read_on_still_reads_that_it_is_over(house: House) -> None:
    """Tell me more leaves the message the ask's own; from the next tap on it is left alone."""
    await house.sent_before()
    await house.tap(f"asknew/{GARDEN}", "asks/2/send")
    await deliver(house, 2, ANA, message_id=77)
    (delivery,) = await rows_of(house.talk.app.store, "deliveries")
    more = await house.tap(f"asked/{delivery['id']}/more", chat=ANA)
    assert f"asked/{delivery['id']}/yes" in links(more).values()
    assert f"asked/{delivery['id']}/map" in links(more).values()
    async with house.talk.app.store.begin() as memory:
        assert await memory.deliveries.redraw_untouched(2) == 1
    await house.tap(links(more)["Something else"], chat=ANA)
    async with house.talk.app.store.begin() as memory:
        assert await memory.deliveries.redraw_untouched(2) == 0


async def test_two_people_who_say_something_is_wrong_pause_the_ask(house: House) -> None:
    """One does not, nor the same one twice; the team hears all, and alone lets it go on."""
    await house.sent_before()
    await house.tap(f"asknew/{GARDEN}", "asks/2/send")
    await deliver(house, 2, ANA, message_id=77)
    await house.tap(f"wrong/{GARDEN}/untrue", f"wrong/{GARDEN}/unsafe", chat=ANA)
    assert (await house.ask(2))["state"] == "sending"
    (report,) = await rows_of(house.talk.app.store, "reports")
    assert (report["what"], report["ask_id"], report["message_id"]) == ("unsafe", 2, 77)
    said = await house.tap(f"wrong/{GARDEN}/rude", chat=BO)
    assert "campaign team gets it" in said.text.plain
    row = await house.ask(2)
    assert (row["state"], row["why"]) == ("paused", "reports")
    assert {(TEAM, f"team/report/{number}") for number in (1, 2)} <= await house.notices()
    assert MISSING not in (await house.tap(f"opportunity/{GARDEN}", chat=BO)).text.plain
    assert not (await house.opportunity(GARDEN))["open"]
    assert (FATIMA, "theask/2") in await house.notices()
    page = await house.tap("theask/2/go")
    assert "people said something is wrong" in page.text.plain
    assert (await house.ask(2))["state"] == "paused"
    assert "2 reports" in (await house.tap("team/ask/2", chat=TEAM)).text.plain
    await house.tap("team/ask/2/go", chat=TEAM)
    assert (await house.ask(2))["state"] == "sending"
    assert (await house.opportunity(GARDEN))["open"]
    await house.tap(f"wrong/{GARDEN}/rude", chat=BO)
    assert (await house.ask(2))["state"] == "sending", "what was looked into does not count again"
    chats = [
        row["chat_id"] for row in await rows_of(house.talk.app.store, "audit") if row["role"] == "system"
    ]
    assert chats == [None, None], "who said it is not noted"


async def test_a_visitor_and_a_citizen_close_what_has_no_ask(house: House) -> None:
    """Each report keeps its message; the organisation hears it and cannot open it again, the team can."""
    for _ in range(3):
        await house.come(99, address=f"wrong/{GARDEN}/untrue?a1p3331", message_id=70)
    assert (await house.opportunity(GARDEN))["open"], "visitors cannot be told apart"
    await house.come(ANA, address=f"wrong/{GARDEN}/rude", message_id=71)
    assert not (await house.opportunity(GARDEN))["open"]
    reports = await rows_of(house.talk.app.store, "reports")
    assert [(row["message_id"], row["ask_id"]) for row in reports] == [(70, None), (71, None)]
    assert any(chat == FATIMA and f"opp/{GARDEN}/held/" in address for chat, address in await house.notices())
    held = await house.tap(f"opp/{GARDEN}/open")
    assert "The campaign team looks at it" in held.text.plain
    assert "Open it again" not in links(held)
    assert not (await house.opportunity(GARDEN))["open"]
    assert "The campaign team looks at it" in (await house.tap(f"asknew/{GARDEN}")).text.plain
    await house.tap("team/report/1/open", chat=TEAM)
    assert (await house.opportunity(GARDEN))["open"]
    await house.tap("team/report/1/close", chat=TEAM)
    await house.tap(f"opp/{GARDEN}/open")
    assert not (await house.opportunity(GARDEN))["open"], "what the team closed stays closed"


async def test_what_the_team_holds_or_stops_stays_so(house: House) -> None:
    """An ask that the team paused goes on by the team alone; one that it stopped does not go on."""
    await house.sent_before()
    await house.tap(f"asknew/{GARDEN}", "asks/2/send")
    await house.tap("team/ask/2/pause", chat=TEAM)
    page = await house.tap("theask/2", "theask/2/go")
    assert "Paused by the campaign team" in page.text.plain
    assert "▶️ Go on" not in links(page)
    await house.tap("team/ask/2/go", chat=TEAM)
    assert (await house.ask(2))["state"] == "sending"
    await house.tap("team/ask/2/stop", "team/ask/2/stop/yes", "team/ask/2/go", chat=TEAM)
    assert (await house.ask(2))["state"] == "stopped"
    assert "Stopped by the campaign team" in (await house.tap("theask/2")).text.plain
