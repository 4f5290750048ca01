"""Updates come in order, stay until they are confirmed, and wake who waits."""

import asyncio
from typing import Any

import pytest

from sandbox.person import Person
from sandbox.refusal import Refusal
from sandbox.telegram import Telegram

from .conftest import Clock
from .test_sending import refused


async def ids(telegram: Telegram, **params: Any) -> list[int]:
    return [update["update_id"] for update in await telegram.call("getUpdates", params)]


async def test_updates_are_redelivered_until_an_offset_confirms_them(telegram: Telegram, ana: Person) -> None:
    for text in "abcd":
        ana.say(text)
    first, *rest = await ids(telegram)
    assert rest == [first + 1, first + 2, first + 3]
    assert await ids(telegram) == [first, *rest]
    assert await ids(telegram, limit=2) == [first, first + 1]
    assert await ids(telegram, offset=first + 1) == rest
    assert await ids(telegram, offset=first) == rest
    assert telegram.pending() == 3
    assert await ids(telegram, offset=-1) == [first + 3]
    assert await ids(telegram) == [first + 3]
    assert await ids(telegram, offset=first + 4) == []
    ana.say("e")
    assert await ids(telegram, offset=-100) == [first + 4]


def test_update_ids_start_at_random_but_the_same_for_one_seed(clock: Clock) -> None:
    def first_id(seed: int) -> int:
        sandbox = Telegram(now=clock.now, seed=seed)
        sandbox.add_person("Ana", "nl").say("x")
        return int(sandbox.updates.waiting()[0]["update_id"])

    assert first_id(1) == first_id(1)
    assert len({first_id(seed) for seed in range(5)}) == 5


async def test_a_long_poll_wakes_at_once_and_else_ends_empty(telegram: Telegram, ana: Person) -> None:
    loop = asyncio.get_running_loop()
    begun = loop.time()
    async with asyncio.TaskGroup() as group:
        poll = group.create_task(ids(telegram, timeout=30))
        await asyncio.sleep(0.01)
        ana.say("x")
    assert len(poll.result()) == 1
    assert loop.time() - begun < 5
    telegram.updates.drop()
    assert await telegram.updates.poll(0, 100, 0.02) == []


async def test_a_second_poll_ends_the_first(telegram: Telegram) -> None:
    async with asyncio.TaskGroup() as group:
        first = group.create_task(refused(telegram, "getUpdates", timeout=30))
        await asyncio.sleep(0.01)
        await telegram.updates.poll(0, 100, 0.01)
    assert first.result() == (
        "409 Conflict: terminated by other getUpdates request; "
        "make sure that only one bot instance is running"
    )


async def test_only_allowed_kinds_are_queued(telegram: Telegram, ana: Person) -> None:
    await telegram.call("getUpdates", {"allowed_updates": '["my_chat_member"]'})
    ana.say("x")
    ana.block()
    ana.unblock()
    assert telegram.pending() == 2
    await telegram.call("getUpdates", {"offset": -1, "allowed_updates": []})
    ana.say("y")
    assert telegram.pending() == 2


async def test_polling_and_a_webhook_exclude_each_other(telegram: Telegram, ana: Person) -> None:
    ana.say("x")
    hook = {"url": "https://bot.example.org/hook", "secret_token": "s-1", "max_connections": 7}
    await telegram.call("setWebhook", hook)
    assert await refused(telegram, "getUpdates") == (
        "409 Conflict: can't use getUpdates method while webhook is active; "
        "use deleteWebhook to delete the webhook first"
    )
    info = await telegram.call("getWebhookInfo", {})
    assert info == {
        "url": hook["url"],
        "has_custom_certificate": False,
        "pending_update_count": 1,
        "max_connections": 7,
    }
    await telegram.call("deleteWebhook", {"drop_pending_updates": True})
    assert await ids(telegram) == []
    assert (await telegram.call("getWebhookInfo", {}))["url"] == ""


@pytest.mark.parametrize(
    ("hook", "said"),
    [
        ({"url": "http://bot.example.org"}, "bad webhook: An HTTPS URL must be provided for webhook"),
        ({"url": "https://x.org", "secret_token": "a b"}, "secret token contains unallowed characters"),
    ],
)
async def test_a_webhook_that_telegram_refuses(telegram: Telegram, hook: dict[str, Any], said: str) -> None:
    assert await refused(telegram, "setWebhook", **hook) == f"400 Bad Request: {said}"


async def test_hooks_can_make_a_call_fail_before_or_after_it_is_done(telegram: Telegram, ana: Person) -> None:
    async def overloaded(method: str, params: dict[str, Any]) -> None:
        raise Refusal(500, "Internal Server Error")

    async def cut_off(method: str, params: dict[str, Any]) -> None:
        raise ConnectionResetError(method)

    telegram.before_call = overloaded
    assert await refused(telegram, "sendMessage", chat_id=ana.id, text="x") == "500 Internal Server Error"
    assert len(ana.messages) == 1
    telegram.before_call, telegram.after_call = None, cut_off
    with pytest.raises(ConnectionResetError):
        await telegram.call("sendMessage", {"chat_id": ana.id, "text": "x"})
    assert len(ana.messages) == 2
