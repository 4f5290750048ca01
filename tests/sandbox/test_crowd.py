"""A crowd answers by itself what the bot sends, and leaves phones and transcript alone."""

from collections.abc import Sequence
from datetime import UTC, datetime
from random import Random
from typing import Any

import pytest

from sandbox.crowd import LATE, SLOWEST, Choice, Crowd
from sandbox.telegram import Refusal, Telegram
from sandbox.transcript import write

NOW = datetime(2027, 1, 13, 14, tzinfo=UTC)
SENT = {"inline_keyboard": [[{"text": "Yes", "callback_data": "yes"}, {"text": "No", "callback_data": "no"}]]}


def says_yes(addresses: Sequence[str], _chance: Random) -> Choice | None:
    """Yes, wherever there is one."""
    return Choice(addresses.index("yes"), "yes") if "yes" in addresses else None


async def send(telegram: Telegram, chat: int) -> Any:
    return await telegram.call("sendMessage", {"chat_id": chat, "text": "Would you?", "reply_markup": SENT})


@pytest.fixture
def telegram() -> Telegram:
    return Telegram(now=lambda: NOW, seed=1)


async def test_they_answer_once_in_their_own_time(telegram: Telegram) -> None:
    """Each message has one answer, soon; the counts tell it."""
    crowd = Crowd(telegram, says_yes)
    crowd.come([(7001 + n, "nl") for n in range(20)], blocking=0)
    for n in range(10):
        await send(telegram, 7001 + n)
    crowd.turn(0)
    assert not telegram.unanswered()
    for moment in range(1, int(SLOWEST) + 2):
        crowd.turn(moment)
    assert len(telegram.unanswered()) == 10
    assert crowd.counts == {"people": 20, "reached": 10, "yes": 10, "blocked": 0}


async def test_who_blocked_the_bot_is_not_reached(telegram: Telegram) -> None:
    crowd = Crowd(telegram, says_yes)
    crowd.come([(7001, "nl")], blocking=1)
    with pytest.raises(Refusal, match="blocked"):
        await send(telegram, 7001)
    crowd.turn(0)
    assert crowd.counts == {"people": 1, "blocked": 1}


async def test_a_message_that_changed_meanwhile_is_not_pressed(telegram: Telegram) -> None:
    """What was a yes when they looked may be something else when they press."""
    crowd = Crowd(telegram, says_yes)
    crowd.come([(7001, "nl")], blocking=0)
    sent = await send(telegram, 7001)
    crowd.turn(0)
    other = {"inline_keyboard": [[{"text": "Other", "callback_data": "other"}]]}
    where = {"chat_id": 7001, "message_id": sent["message_id"]}
    await telegram.call("editMessageText", {**where, "text": "Full", "reply_markup": other})
    crowd.turn(SLOWEST + 1)
    assert not telegram.unanswered()
    assert "yes" not in crowd.counts


async def test_a_crowd_has_no_phones_and_stands_in_no_transcript(telegram: Telegram) -> None:
    """The page has nothing to draw anew for them either."""
    ana = telegram.add_person("Ana", "en")
    crowd = Crowd(telegram, says_yes)
    before = telegram.version
    crowd.come([(7_000_001 + n, "nl") for n in range(1000)], blocking=0)
    await send(telegram, 7_000_001)
    crowd.turn(0)
    crowd.turn(SLOWEST + 1)
    assert telegram.phones == [ana]
    assert "Would you?" not in write(telegram)
    assert telegram.version == before
    assert telegram.add_person("Piet", "nl").id == ana.id + 1


async def test_while_time_is_played_they_take_hours_but_go_on_talking_at_once(telegram: Telegram) -> None:
    """The first answer comes as people's do; what follows it in the same talk comes soon."""
    crowd = Crowd(telegram, says_yes)
    crowd.unhurried = True
    crowd.come([(7001 + n, "nl") for n in range(40)], blocking=0)
    sent = [await send(telegram, 7001 + n) for n in range(40)]
    crowd.turn(0)
    crowd.turn(SLOWEST + 1)
    assert "yes" not in crowd.counts
    crowd.turn(3600)
    assert 5 < crowd.counts["yes"] < 35
    crowd.turn(LATE + 1)
    assert crowd.counts["yes"] == 40
    again = {"inline_keyboard": [[{"text": "Sure?", "callback_data": "yes"}]]}
    for n, one in enumerate(sent):
        where = {"chat_id": 7001 + n, "message_id": one["message_id"]}
        await telegram.call("editMessageText", {**where, "text": "Sure?", "reply_markup": again})
    crowd.turn(LATE + 2)
    crowd.turn(LATE + 3 + SLOWEST)
    assert crowd.counts["yes"] == 80
