"""Asks of organisations, walked through: every choice and limit, sending, holding, what the team does."""

from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import insert, update

from bot.receive import receive
from bot.rounds import show_progress
from bot.telegram import render
from campaign.values import AskState, Door, Like, OrganisationState
from dialogs.screen import Incoming, Link, Screen
from storage import schema
from storage.wordings import Wording
from tests.asked import citizens
from tests.dump import rows_of
from tests.talk import Talk
from tests.town import GARDEN, ONLINE, SOUP, settle_town

FATIMA, TEAM, ANA, BO, STRANGER = 11, 12, 13, 14, 15
MISSING = "That is no longer there."
DAY = timedelta(days=1)


class House:
    """A member, somebody of the team and some citizens, who tap and type."""

    def __init__(self, talk: Talk) -> None:
        self.talk = talk
        self._number = 0

    async def settle(self) -> None:
        """The town; Fatima acts for the garden, a stranger for the neighbourhood's house."""
        async with self.talk.app.store.begin() as memory:
            await settle_town(memory, self.talk.clock.now())
        for chat in (FATIMA, TEAM, STRANGER):
            await self.come(chat, command="help")
        for chat in (ANA, BO):
            await self.come(chat, address="keep/on?a1p3331")
        async with self.talk.app.store.begin() as memory:
            await memory.members.add(FATIMA, 1, name="Fatima", now=self.talk.clock.now())
            await memory.members.add(STRANGER, 2, name="Stef", now=self.talk.clock.now())

    async def come(self, chat: int, **what: Any) -> Screen:
        """What somebody sees who taps an address or types a text."""
        self._number += 1
        incoming = Incoming(
            bot_id=1,
            update_id=self._number,
            chat_id=chat,
            name="Somebody",
            handle=None,
            language="en",
            **what,
        )
        screen = (await receive(self.talk.app, incoming)).screen
        render.text(screen)
        render.keyboard(screen)
        assert screen.rows, what
        assert all(0 < len(button.label.plain) <= 64 for row in screen.rows for button in row), what
        return screen

    async def tap(self, *addresses: str, chat: int = FATIMA) -> Screen:
        """Tap one after the other; the last screen."""
        for address in addresses:
            screen = await self.come(chat, address=address)
        return screen

    async def ask(self, number: int = 1) -> dict[str, Any]:
        """The row of an ask."""
        return {row["id"]: row for row in await rows_of(self.talk.app.store, "asks")}[number]

    async def opportunity(self, number: int) -> dict[str, Any]:
        """The row of an opportunity."""
        return {row["id"]: row for row in await rows_of(self.talk.app.store, "opportunities")}[number]

    async def approving(self, number: int) -> str:
        """The address that approves an ask for the garden as it stands."""
        return f"team/ask/{number}/approve/{int((await self.opportunity(GARDEN))['updated'].timestamp())}"

    async def notices(self) -> set[tuple[int, str]]:
        """Who is told of what."""
        return {(row["chat_id"], row["address"]) for row in await rows_of(self.talk.app.store, "notices")}

    async def set(self, table: Any, key: int, **values: Any) -> None:
        """Put something else in a row."""
        async with self.talk.app.store.begin() as memory:
            await memory.connection.execute(update(table).where(table.c.id == key).values(**values))

    async def sent_before(self) -> None:
        """The garden's first ask was approved and went out long ago, for something else."""
        then = self.talk.clock.now() - 30 * DAY
        values = {"organisation_id": 1, "opportunity_id": GARDEN, "radius": 25, "gap": 120, "made": then}
        async with self.talk.app.store.begin() as memory:
            await memory.connection.execute(
                insert(schema.asks).values(state=AskState.FILLED.value, sent=then, ended=then, **values)
            )


@pytest.fixture
async def house(database_url: str) -> AsyncIterator[House]:
    """The house, on both databases."""
    async with Talk(database_url, team_ids=[TEAM]) as talk:
        made = House(talk)
        await made.settle()
        yield made


def links(screen: Screen) -> dict[str, str]:
    """Where the buttons lead."""
    return {link.label.plain: link.to for row in screen.rows for link in row if isinstance(link, Link)}


async def test_an_ask_in_the_making_is_kept_with_every_choice(house: House) -> None:
    """Each choice is one tap on the card, says the same when tapped twice, and survives a restart."""
    assert "Your ask" in (await house.tap(f"asknew/{GARDEN}")).text.plain
    assert (await house.ask())["state"] == "draft"
    for address in (
        "asks/1/likes/nature/on",
        "asks/1/likes/nature/on",
        "asks/1/far/5",
        "asks/1/times/weekend/on",
        "asks/1/doors/now/off",
        "asks/1/lang/nl/off",
        "asks/1/ownlanguage/on",
    ):
        await house.tap(address)
    await house.talk.restart()
    card = await house.tap(f"asknew/{GARDEN}")
    assert len(await rows_of(house.talk.app.store, "asks")) == 1
    assert "Within 5 km" in card.text.plain
    row = await house.ask()
    assert (row["likes"], row["radius"], row["only_own_language"]) == (Like.NATURE.bit, 5, True)
    async with house.talk.app.store.look() as memory:
        ask = await memory.asks.get(1)
    assert ask is not None
    assert ask.audience.doors == (Door.NEVER, Door.USED_TO)
    assert "nl" not in ask.audience.languages
    assert "en" in ask.audience.languages
    await house.tap("asks/1/lang/en/off")
    async with house.talk.app.store.look() as memory:
        ask = await memory.asks.get(1)
    assert ask is not None
    assert ask.audience.languages, "one language at least stays on"
    await house.tap("asks/1/everybody")
    row = await house.ask()
    assert (row["likes"], row["times"], row["radius"], row["only_own_language"]) == (0, 0, 25, False)
    await house.tap("asks/1/drop")
    assert await rows_of(house.talk.app.store, "asks") == []


async def test_own_words_are_short_tidy_and_optional(house: House) -> None:
    """Three hundred letters are taken, one more is refused with how many too many; markup stays words."""
    await house.tap(f"asknew/{GARDEN}", "asks/1/words")
    screen = await house.come(FATIMA, text="x" * 301)
    assert "1 letter too long" in screen.text.plain
    assert screen.waits == "asks/1/words"
    assert (await house.ask())["words"] == ""
    assert "only read text" in (await house.come(FATIMA, text="\x00\u202e \n")).text.plain
    screen = await house.come(FATIMA, text="Kom je  <b>helpen</b>?\n\n\x00Er is\tkoffie. 👩\u200d🌾")
    assert (await house.ask())["words"] == "Kom je <b>helpen</b>?\nEr is koffie. 👩\u200d🌾"
    assert "&lt;b&gt;helpen" in screen.text.html
    assert screen.waits is None
    await house.tap("asks/1/words")
    await house.come(FATIMA, text="y" * 300)
    assert (await house.ask())["words"] == "y" * 300
    await house.tap("asks/1/words/none")
    assert (await house.ask())["words"] == ""


async def test_it_goes_out_when_it_was_chosen_and_ends_in_time(house: House) -> None:
    """Every moment on a button is to come and between ten and eight; a moment that has passed asks again."""
    await house.tap(f"asknew/{GARDEN}")
    garden = (await house.ask())["deadline"]
    assert garden > house.talk.clock.now(), "until it begins"
    moments = {
        to: int(to.rpartition("/")[2]) * 60
        for page in ("asks/1/when", "asks/1/day")
        for to in links(await house.tap(page)).values()
        if "/at/" in to and not to.endswith("now")
    }
    assert len(moments) > 14
    assert all(seconds > house.talk.clock.now().timestamp() for seconds in moments.values())
    for address, seconds in moments.items():
        await house.tap(address)
        starts = (await house.ask())["starts"]
        assert starts.timestamp() == seconds
        assert 10 <= starts.astimezone(Talk.zone()).hour < 20
    await house.tap("asks/1/at/now")
    assert (await house.ask())["starts"] is None
    for nonsense in ("asks/1/at/1", "asks/1/at/9999999999", "asks/1/until/1", "asks/1/until/9999999999"):
        assert "?" in (await house.tap(nonsense)).text.plain
    assert ((await house.ask())["starts"], (await house.ask())["deadline"]) == (None, garden)
    await house.tap("asknew/" + str(ONLINE), chat=FATIMA)
    assert len(await rows_of(house.talk.app.store, "asks")) == 1, "that is somebody else's"


async def test_it_is_seen_as_a_citizen_sees_it(house: House) -> None:
    """The preview in each language and the test are the message itself; its buttons do nothing."""
    await house.tap(f"asknew/{GARDEN}", "asks/1/words")
    await house.come(FATIMA, text="Kom je helpen?")
    languages = links(await house.tap("asks/1/look"))
    assert {"English", "Nederlands"} <= languages.keys()
    english, dutch = [await house.tap(languages[name]) for name in ("English", "Nederlands")]
    assert "Kom je helpen?" in english.text.plain
    assert "Kom je helpen?" in dutch.text.plain
    assert "Gardening" in english.text.plain
    assert "Gardening" not in dutch.text.plain
    await house.tap("asks/1/test")
    ((chat, address),) = await house.notices()
    assert chat == FATIMA
    sample = await house.tap(address)
    assert english.text.plain in sample.text.plain
    assert set(links(sample).values()) == {address}
    assert len(links(sample)) > 1


async def test_how_many_get_it_and_who_not_is_told_without_singling_anybody_out(house: House) -> None:
    """Rounded to tens; for fewer than ten neither whether there are any nor why they are left out."""
    await house.tap(f"asknew/{GARDEN}")
    assert "Fewer than 10 people fit, or nobody." in (await house.tap("asks/1/check")).text.plain
    for chat in range(100, 113):
        await house.tap("keep/on?a1p3331", chat=chat)
    async with house.talk.app.store.begin() as memory:
        await memory.connection.execute(update(schema.citizens).values(may_ask=True, postcode="3331"))
    await house.set(schema.citizens, 1, paused_until=house.talk.clock.now() + 30 * DAY)
    told = (await house.tap("asks/1/check")).text.plain
    assert "About 10 people fit." in told
    assert "Wants to be left alone" not in told
    assert "•" not in told
    assert (
        "English: about 10 people, who read your words in Dutch"
        in (await house.tap("asks/1/look")).text.plain
    )
    await house.tap("asks/1/ownlanguage/on")
    told = (await house.tap("asks/1/check")).text.plain
    assert "Fewer than 10 people fit, or nobody." in told
    assert "Speaks another language than is needed: about 10 people" in told


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


async def deliver(house: House, ask: int, chat: int, *, message_id: int, settled: Any = None) -> None:
    """A message of this ask reached a citizen."""
    now = settled or house.talk.clock.now()
    citizen = {row["chat_id"]: row["id"] for row in await rows_of(house.talk.app.store, "citizens")}[chat]
    values = {
        "ask_id": ask,
        "citizen_id": citizen,
        "state": "sent",
        "wave": 1,
        "fit": 1,
        "message_id": message_id,
    }
    async with house.talk.app.store.begin() as memory:
        await memory.connection.execute(
            insert(schema.deliveries).values(due=now, claimed=now, settled=now, **values)
        )


async def test_an_asks_own_words_are_marked_with_their_own_language(house: House) -> None:
    """What stands in English too is read in English; the ask's words are Dutch, and count as such."""
    await house.set(schema.opportunities, GARDEN, source="vraagbot")
    async with house.talk.app.store.begin() as memory:
        await citizens(memory, 12, house.talk.clock.now())
        await memory.wordings.keep(GARDEN, "en", Wording("Tidying the garden"))
    await house.tap(f"asknew/{GARDEN}")
    assert "They write this in Dutch" not in (await house.tap("asks/1/look/en")).text.plain
    assert "Not in their own language" not in (await house.tap("asks/1/look")).text.plain
    await house.tap("asks/1/words")
    await house.come(FATIMA, text="Gezellig samen bezig!")
    assert (await house.ask())["words_language"] == "nl"
    shown = (await house.tap("asks/1/look/en")).text.plain
    assert "Tidying the garden" in shown
    assert "They write this in Dutch:\nGezellig" in shown
    assert (
        "English: about 10 people, who read your words in Dutch"
        in (await house.tap("asks/1/look")).text.plain
    )
    assert "About 10 people fit" in (await house.tap("asks/1/check")).text.plain
    await house.tap("asks/1/ownlanguage/on")
    assert "Fewer than 10 people fit" in (await house.tap("asks/1/check")).text.plain
    async with house.talk.app.store.begin() as memory:
        await memory.asks.set_state(1, AskState.SENDING, now=house.talk.clock.now())
        kept = await memory.asks.get(1)
        assert kept is not None
        assert await memory.asks.choose(kept, now=house.talk.clock.now(), near={"3331": 1.0}) == []


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


async def test_going_back_keeps_the_words_of_an_ask_in_the_making(house: House) -> None:
    """Only a last day that no longer fits is set anew."""
    await house.tap(f"asknew/{GARDEN}", "asks/1/words")
    await house.come(FATIMA, text="Gezellig samen bezig!")
    await house.set(schema.asks, 1, deadline=house.talk.clock.now() + 60 * DAY)
    await house.tap(f"asknew/{GARDEN}/anew")
    row, one = await house.ask(), await house.opportunity(GARDEN)
    assert (row["words"], row["deadline"]) == ("Gezellig samen bezig!", one["starts"])


async def test_a_street_waits_for_the_place_that_is_chosen(house: House) -> None:
    """A town with namesakes does not lose what was typed before it."""
    begun = await house.tap("opps/fresh")
    number = next(to for to in links(begun).values() if to.endswith("/task")).split("/")[1]
    await house.tap(f"draft/{number}/where")
    choice = await house.come(FATIMA, text="Kerkweg 3, Bergen")
    await house.tap(next(to for label, to in links(choice).items() if label.startswith("Bergen")))
    (draft,) = await rows_of(house.talk.app.store, "drafts")
    assert '"address": "Kerkweg 3"' in draft["fields"]
    listed = await house.tap("opps/new")
    assert f"draft/{number}" in links(listed).values()
