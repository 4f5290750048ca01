"""Sending an ask, walked through: what the team looks at first, what it refuses, and what is not sent."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from campaign.values import OrganisationState
from storage import schema
from tests.dialogs.asks import ANA, DAY, FATIMA, MISSING, STRANGER, TEAM, House, links, settled
from tests.dump import rows_of
from tests.town import GARDEN, SOUP


@pytest.fixture
async def house(database_url: str) -> AsyncIterator[House]:
    """The house, on both databases."""
    async with settled(database_url) as made:
        yield made


async def test_the_first_ask_waits_for_the_team_and_the_next_goes_at_once(house: House) -> None:
    """The team hears of the first; approving it lets it go, and later ones do not wait."""
    await house.tap(f"asknew/{GARDEN}")
    check = await house.tap("asks/1/check")
    assert links(check)["🚀 Send"] == "asks/1/send"
    sent = await house.tap("asks/1/send")
    assert "campaign team looks at it first" in sent.text.plain
    assert (await house.ask())["state"] == "waiting"
    assert (TEAM, "team/ask/1") in await house.notices()
    assert sent.text == (await house.tap("asks/1/send")).text == (await house.tap("asks/1/far/2")).text
    assert (await house.ask())["radius"] == 25

    page = await house.tap("team/ask/1", chat=TEAM)
    assert "Buurttuin De Kers" in page.text.plain
    assert "Gardening" in page.text.plain
    await house.tap("team/ask/1/approve/5", chat=TEAM)
    assert (await house.ask())["state"] == "waiting", "what it asks has changed since"
    approve = links(page)["✅ Approve"]
    await house.tap(approve, approve, chat=TEAM)
    row = await house.ask()
    assert row["state"] == "sending"
    assert row["next_wave"] <= house.talk.clock.now()
    assert (FATIMA, "theask/1") in await house.notices()

    await house.talk.pass_time(DAY / 24)
    await house.tap("theask/1/stop/yes", "theask/1/again", "asks/2/words")
    await house.come(FATIMA, text="Nu met taart.")
    await house.tap("asks/2/send")
    assert (await house.ask(2))["state"] == "sending"
    what = [row["what"] for row in await rows_of(house.talk.app.store, "audit")]
    assert what == ["ask_waits", "ask_approved", "ask_stopped", "ask_sent"]


async def test_a_new_organisation_is_approved_before_its_ask(house: House) -> None:
    """One approval serves both: until then the ask cannot go out by itself."""
    await house.set(schema.organisations, 1, state=OrganisationState.WAITING.value)
    await house.tap(f"asknew/{GARDEN}", "asks/1/send")
    page = await house.tap("team/ask/1", chat=TEAM)
    assert "team/org/1" in links(page).values()
    assert "✅ Approve" not in links(page)
    await house.tap(await house.approving(1), chat=TEAM)
    assert (await house.ask())["state"] == "waiting"


async def test_the_team_refuses_with_a_reason_that_the_organisation_reads(house: House) -> None:
    """A refused ask does not go out, says why, and can be asked again in other words."""
    await house.tap(f"asknew/{GARDEN}", "asks/1/send")
    reasons = links(await house.tap("team/ask/1/refuse", chat=TEAM))
    await house.tap(reasons["It is not clear what people do"], chat=TEAM)
    assert (await house.ask())["state"] == "refused"
    assert (FATIMA, "theask/1") in await house.notices()
    page = await house.tap("theask/1")
    assert "It is not clear what people do" in page.text.plain
    await house.tap(await house.approving(1), chat=TEAM)
    assert (await house.ask())["state"] == "refused"
    await house.tap(links(page)["🔁 Ask again"])
    assert (await house.ask(2))["state"] == "draft"


@pytest.mark.parametrize("state", [OrganisationState.SUSPENDED, OrganisationState.REFUSED])
async def test_who_may_not_send_hears_so_kindly(house: House, state: OrganisationState) -> None:
    """A suspended or refused organisation keeps its ask in the making and sends nothing."""
    await house.tap(f"asknew/{GARDEN}")
    await house.set(schema.organisations, 1, state=state.value)
    for address in ("asks/1/check", "asks/1/send", "asks/1/send/again"):
        screen = await house.tap(address)
        assert "talk with the campaign team" in screen.text.plain
        assert "🚀 Send" not in links(screen)
    assert (await house.ask())["state"] == "draft"


async def test_what_is_full_closed_or_past_is_not_sent(house: House) -> None:
    """What keeps an ask from going out is said, also where the button to send was shown before."""
    await house.tap(f"asknew/{GARDEN}")
    await house.set(schema.opportunities, GARDEN, taken=2)
    assert "This is full" in (await house.tap("asks/1/send")).text.plain
    await house.set(schema.opportunities, GARDEN, taken=0, open=False)
    assert "This is closed" in (await house.tap("asks/1/send")).text.plain
    await house.set(schema.opportunities, GARDEN, open=True)
    await house.set(schema.asks, 1, deadline=house.talk.clock.now() - DAY)
    assert "Choose until when" in (await house.tap("asks/1/send")).text.plain
    assert (await house.ask())["state"] == "draft"


async def test_the_same_words_twice_in_twelve_hours_need_a_second_thought(house: House) -> None:
    """To people who may read it twice; not to others, not in other words, not half a day later."""
    await house.sent_before()
    await house.tap(f"asknew/{GARDEN}", "asks/2/send")
    assert (await house.ask(2))["state"] == "sending"
    await house.tap("theask/2/again")
    screen = await house.tap("asks/3/send")
    assert "less than 12 hours ago" in screen.text.plain
    assert (await house.ask(3))["state"] == "draft"

    await house.tap("asks/3/words")
    await house.come(FATIMA, text="Andere woorden")
    await house.tap("asks/3/send")
    assert (await house.ask(3))["state"] == "sending"

    await house.tap("theask/2/again")
    await house.tap("asks/4/send", "asks/4/send/again")
    assert (await house.ask(4))["state"] == "sending"

    await house.talk.pass_time(timedelta(hours=13))
    await house.tap("theask/2/again")
    await house.tap("asks/5/send")
    assert (await house.ask(5))["state"] == "sending"


async def test_the_ask_of_another_is_not_there(house: House) -> None:
    """Forged addresses lead nowhere: for another organisation, a citizen, a member at the team's pages."""
    await house.sent_before()
    await house.tap(f"asknew/{GARDEN}")
    await house.tap("theask/1/again")
    mine = [
        route.pattern
        for route in house.talk.app.site.routes
        if route.pattern.startswith(("asks/", "theask/"))
    ]
    kept = await rows_of(house.talk.app.store, "asks")
    filled = {
        "{like:like}": "nature", "{on:switch}": "on", "{km:int}": "5", "{name:word}": "weekend",
        "{code:word}": "nl", "{which:door}": "now", "{moment:int}": "30000000", "{at:int}": "1",
        "{way:way}": "2",
    }  # fmt: skip
    for pattern in mine:
        for number in ("1", "2", "12345"):
            address = pattern.replace("{number:int}", number)
            for piece, value in filled.items():
                address = address.replace(piece, value)
            for chat in (STRANGER, ANA):
                assert (await house.tap(address, chat=chat)).text.plain.startswith(MISSING), address
    for address in ("team/ask/1", "team/ask/1/approve/5", "team/ask/1/stop/yes", "team/ask/1/go"):
        assert (await house.tap(address)).text.plain.startswith(MISSING)
    for chat, address in ((STRANGER, f"asknew/{GARDEN}"), (FATIMA, f"asknew/{SOUP}"), (ANA, "asks")):
        assert (await house.tap(address, chat=chat)).text.plain.startswith(MISSING)
    assert (await house.tap("team/ask/2", chat=TEAM)).text.plain.startswith(MISSING), "it is not sent yet"
    assert await rows_of(house.talk.app.store, "asks") == kept
