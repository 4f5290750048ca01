"""Asks of organisations in the making, walked through: every choice and limit, and who would get them."""

from collections.abc import AsyncIterator

import pytest
from sqlalchemy import update

from campaign.values import AskState, Door, Like
from storage import schema
from storage.wordings import Wording
from tests.asked import citizens
from tests.dialogs.asks import DAY, FATIMA, House, links, settled
from tests.dump import rows_of
from tests.talk import Talk
from tests.town import GARDEN, ONLINE


@pytest.fixture
async def house(database_url: str) -> AsyncIterator[House]:
    """The house, on both databases."""
    async with settled(database_url) as made:
        yield made


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
    assert "is not shown" not in told
    assert (
        "English: about 10 people, who read your words in Dutch"
        in (await house.tap("asks/1/look")).text.plain
    )
    await house.tap("asks/1/ownlanguage/on")
    told = (await house.tap("asks/1/check")).text.plain
    assert "Fewer than 10 people fit, or nobody." in told
    assert "Speaks another language than is needed: about 10 people\nA reason that holds for fewer" in told


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
