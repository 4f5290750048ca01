"""Telegram's limits on sending: a sliding window of one second, strictly."""

from dataclasses import dataclass

import pytest

from sandbox.limits import Limits
from sandbox.person import Person
from sandbox.refusal import Refusal
from sandbox.telegram import Telegram

from .conftest import Clock, ReadBack


@dataclass
class Seconds:
    passed: float = 0.0

    def __call__(self) -> float:
        return self.passed


def people(telegram: Telegram, count: int) -> list[Person]:
    crowd = [telegram.add_person(f"P{number}", "nl") for number in range(count)]
    for person in crowd:
        person.say("/start")
    return crowd


async def test_one_message_too_many_in_a_second_is_refused(clock: Clock) -> None:
    seconds = Seconds()
    telegram = ReadBack(now=clock.now, limit=Limits(per_second=3, retry_after=4, clock=seconds))
    crowd = people(telegram, 5)
    for person in crowd[:3]:
        await telegram.call("sendMessage", {"chat_id": person.id, "text": "x"})
        seconds.passed += 0.25
    with pytest.raises(Refusal) as refused:
        await telegram.call("sendMessage", {"chat_id": crowd[3].id, "text": "x"})
    assert refused.value.body() == {
        "ok": False,
        "error_code": 429,
        "description": "Too Many Requests: retry after 4",
        "parameters": {"retry_after": 4},
    }
    await telegram.call("sendMessage", {"chat_id": crowd[3].id, "text": "x", "allow_paid_broadcast": True})
    seconds.passed = 1.0
    with pytest.raises(Refusal):
        await telegram.call("sendMessage", {"chat_id": crowd[4].id, "text": "x"})
    seconds.passed = 1.25
    await telegram.call("sendMessage", {"chat_id": crowd[4].id, "text": "x"})


async def test_one_chat_has_its_own_limit(clock: Clock) -> None:
    seconds = Seconds()
    telegram = ReadBack(now=clock.now, limit=Limits(per_chat=1, clock=seconds))
    ana, ben = people(telegram, 2)
    sent = await telegram.call("sendMessage", {"chat_id": ana.id, "text": "x"})
    await telegram.call("sendMessage", {"chat_id": ben.id, "text": "x"})
    edit = {"chat_id": ana.id, "message_id": sent["message_id"], "text": "y"}
    with pytest.raises(Refusal, match="Too Many Requests: retry after 1"):
        await telegram.call("editMessageText", edit)
    await telegram.call("sendChatAction", {"chat_id": ana.id, "action": "typing"})
    seconds.passed = 1.0
    await telegram.call("editMessageText", edit)


async def test_there_is_no_limit_unless_asked_for(telegram: Telegram, ana: Person) -> None:
    for _ in range(200):
        await telegram.call("sendMessage", {"chat_id": ana.id, "text": "x"})
    assert len(ana.messages) == 201
