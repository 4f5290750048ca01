"""Two ways of asking, walked through: written, seen, told at the end, repeated in the better words."""

from collections.abc import AsyncIterator

import pytest

from campaign.experiments import Arm, Outcome, Trying, told_from
from campaign.values import AskState
from storage import schema
from tests.dialogs.asks import ANA, FATIMA, MISSING, TEAM, House, deliver, links, settled
from tests.talk import Talk
from tests.town import GARDEN

BETTER = Outcome(Arm(400, 90, 20), Arm(410, 120, 60))
UNSURE = Outcome(Arm(12, 3, 1), Arm(10, 2, 2))
CLOSE = Outcome(Arm(9_000, 900, 450), Arm(9_000, 900, 455))


@pytest.fixture
async def house(sqlite_url: str) -> AsyncIterator[House]:
    """The house."""
    async with settled(sqlite_url) as made:
        yield made


async def write(house: House) -> None:
    """An ask for the garden in the making, in two wordings."""
    await house.tap(f"asknew/{GARDEN}", "asks/1/words")
    await house.come(FATIMA, text="Kom je langs?")
    await house.tap("asks/1/second")
    await house.come(FATIMA, text="Help je een uur?")


async def send(house: House) -> None:
    """It went out, and reached Ana in one of its ways."""
    await write(house)
    await house.tap("asks/1/send")
    await house.tap(await house.approving(1), chat=TEAM)
    await deliver(house, 1, ANA, message_id=5)
    async with house.talk.app.store.begin() as memory:
        await memory.connection.execute(schema.deliveries.update().values(wording=2))


async def find(house: House, outcome: Outcome) -> None:
    """What came of it."""
    async with house.talk.app.store.begin() as memory:
        await memory.trials.keep(Trying.WORDS, 1, outcome, now=house.talk.clock.now())


async def test_a_second_wording_is_written_beside_the_first_and_left_out_again(house: House) -> None:
    card = await house.tap(f"asknew/{GARDEN}")
    assert "🔀 Try two ways" not in links(card), "there is nothing to compare yet"
    assert "What do you want to say" in (await house.tap("asks/1/second")).text.plain
    await house.tap("asks/1/words")
    card = await house.come(FATIMA, text="Kom je langs?")
    asks = await house.tap(links(card)["🔀 Try two ways"])
    assert "Write it in Dutch" in asks.text.plain
    assert "By lot half of the people" in asks.text.plain
    assert "the same as the first" in (await house.come(FATIMA, text="Kom je  langs?")).text.plain
    assert "1 letter too long" in (await house.come(FATIMA, text="x" * 301)).text.plain
    card = await house.come(FATIMA, text="Help je een uur?")
    row = await house.ask()
    assert (row["words"], row["second_words"]) == ("Kom je langs?", "Help je een uur?")
    assert "Half of the people read this instead:\nHelp je een uur?" in card.text.plain
    again = await house.tap("asks/1/second")
    await house.tap(links(again)["Only the first way"])
    assert (await house.ask())["second_words"] == ""
    await write(house)
    await house.tap("asks/1/words")
    await house.come(FATIMA, text="Help je een uur?")
    row = await house.ask()
    assert (row["words"], row["second_words"]) == ("Help je een uur?", ""), "the first became the second"
    await write(house)
    await house.tap("asks/1/words/none")
    row = await house.ask()
    assert (row["words"], row["second_words"]) == ("", "")


async def test_both_ways_are_seen_before_it_goes_out(house: House) -> None:
    """In the preview, in the test, and by the team that looks at it; what is sent cannot be changed."""
    await write(house)
    first = await house.tap("asks/1/look/en")
    assert "Kom je langs?" in first.text.plain
    second = await house.tap(links(first)["🔀 See it in the other words"])
    assert "Help je een uur?" in second.text.plain
    assert "Kom je langs?" not in second.text.plain
    yes = await house.tap(links(second)["👍 Yes"])
    assert yes.text == second.text
    assert links(second)["🔀 See it in the other words"] == "asks/1/look/en/1"
    await house.tap("asks/1/test")
    samples = sorted(address for _, address in await house.notices())
    assert len(samples) == 2
    texts = [(await house.tap(address)).text.plain for address in samples]
    assert ["Kom je langs?" in text for text in texts] == [True, False]
    assert ["Help je een uur?" in text for text in texts] == [False, True]
    await house.tap("asks/1/send")
    team = await house.tap("team/ask/1", chat=TEAM)
    assert "Kom je langs?" in team.text.plain
    assert "Half of the people read this instead:\nHelp je een uur?" in team.text.plain
    assert "🔀 The two ways" not in links(team)
    await house.tap("asks/1/second/none", "asks/1/words/none")
    assert (await house.ask())["second_words"] == "Help je een uur?"


async def test_until_the_end_nothing_but_how_many_were_reached_is_told(house: House) -> None:
    await send(house)
    await house.tap(f"reply/{GARDEN}/yes", chat=ANA)
    page = await house.tap(links(await house.tap("theask/1"))["🔀 The two ways"])
    for told in ("We cannot tell yet.", "the first way went to 0, the second to 1", "three days after"):
        assert told in page.text.plain
    assert "%" not in page.text.plain
    assert (await house.tap("theask/1/ways/picture")).picture is None, "there is nothing to draw yet"
    await house.tap("theask/1/stop/yes")
    page = await house.tap("theask/1/ways")
    day = told_from(house.talk.clock.now()).astimezone(Talk.zone())
    assert f"I tell Saturday {day.day} January, " in page.text.plain
    assert "%" not in page.text.plain
    team = await house.tap("team/trials", chat=TEAM)
    assert "We cannot tell yet." in team.text.plain
    whole = await house.tap("team/trial/words/1", chat=TEAM)
    assert "Buurttuin De Kers" in whole.text.plain
    assert "%" not in whole.text.plain


@pytest.mark.parametrize(
    ("outcome", "sentence"),
    [
        (BETTER, "The second does better: of every 100 people, 5.6 to 13.8 more say yes to it."),
        (
            Outcome(BETTER.second, BETTER.first),
            "The first does better: of every 100 people, 5.6 to 13.8 more say yes to it.",
        ),
        (UNSURE, "We cannot tell which is better: what we see may be chance."),
        (CLOSE, "They differ by less than 0.7 points."),
        (Outcome(Arm(), Arm(20, 3, 1)), "We cannot tell which is better"),
    ],
)
async def test_at_the_end_one_sentence_says_what_may_be_said(
    house: House, outcome: Outcome, sentence: str
) -> None:
    """Exactly, for it is the organisation's own; the team reads the same."""
    await send(house)
    await find(house, outcome)
    page = await house.tap("theask/1/ways")
    assert sentence in page.text.plain
    if outcome is BETTER:
        assert "👥 410 people\n👍 Yes: 14.6 % (between 11.5 and 18.4 %)" in page.text.plain
        assert "💬 An answer: 22.5 % (between 18.7 and 26.8 %)" in page.text.plain
        assert "9.6 points more say yes than with the first (between 5.6 and 13.8)" in page.text.plain
    drawn = await house.tap(links(page)["🖼 As a picture"])
    assert drawn.picture is not None
    assert drawn.picture.made().startswith(b"\x89PNG")
    assert len(drawn.picture.caption.plain) <= 1024
    assert sentence in drawn.picture.caption.plain
    assert list(links(drawn).values()) == ["theask/1/ways"], "it leads back to its numbers"
    assert sentence in (await house.tap("team/trials", chat=TEAM)).text.plain
    assert sentence in (await house.tap("team/trial/words/1", chat=TEAM)).text.plain


@pytest.mark.parametrize(
    ("outcome", "words"),
    [
        (BETTER, ("Help je een uur?", "")),
        (Outcome(BETTER.second, BETTER.first), ("Kom je langs?", "")),
        (UNSURE, ("Kom je langs?", "Help je een uur?")),
        (None, ("Kom je langs?", "Help je een uur?")),
    ],
)
@pytest.mark.parametrize("again", ["theask/1/again", "quick/again"])
async def test_asking_again_takes_the_words_that_did_better(
    house: House, outcome: Outcome | None, words: tuple[str, str], again: str
) -> None:
    """Where that cannot be told, both are tried again."""
    await send(house)
    if outcome is not None:
        await find(house, outcome)
    await house.tap("theask/1/stop/yes", again)
    row = await house.ask(2)
    assert (row["words"], row["second_words"]) == words
    assert row["state"] == AskState.DRAFT


async def test_an_ask_in_one_wording_has_no_trial(house: House) -> None:
    await house.tap(f"asknew/{GARDEN}", "asks/1/send")
    assert "🔀 The two ways" not in links(await house.tap("theask/1"))
    assert "The campaign team looks at it first" in (await house.tap("theask/1/ways")).text.plain
    for address in (
        "team/trial/words/1",
        "team/trial/words/9",
        "team/trial/opening/1",
        "team/trial/holdout/1",
    ):
        assert (await house.tap(address, chat=TEAM)).text.plain.startswith(MISSING), address
    empty = await house.tap("team/trials", chat=TEAM)
    assert "Nothing is tried yet." in empty.text.plain
    how = await house.tap(links(empty)["❓ How does a trial work?"], chat=TEAM)
    assert "10 % of the people get no follow-ups" in how.text.plain
    for address in ("team/trials", "team/trials/how", "team/trial/words/1"):
        assert (await house.tap(address)).text.plain.startswith(MISSING), "a member's is no team's"
