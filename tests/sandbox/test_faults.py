"""Trouble on purpose: as it looks at the wire, and the same for the same seed."""

import asyncio

import aiohttp
import pytest

from sandbox.faults import Faults, Trouble
from sandbox.http import serve
from sandbox.telegram import Telegram

from .conftest import Clock

AT_THE_WIRE = {
    Trouble.TOO_MANY: (429, 0),
    Trouble.ERROR: (500, 0),
    Trouble.ERROR_AFTER: (500, 1),
    Trouble.GATEWAY: (502, 0),
    Trouble.GATEWAY_AFTER: (502, 1),
    Trouble.DROPPED: (None, 0),
    Trouble.RESET: (None, 1),
    Trouble.SILENCE: (None, 1),
    Trouble.BLOCKED: (403, 0),
    Trouble.DEACTIVATED: (403, 0),
    Trouble.NOT_FOUND: (400, 0),
}


@pytest.mark.parametrize("trouble", Trouble)
async def test_each_trouble_looks_as_it_would_at_the_wire(trouble: Trouble, clock: Clock) -> None:
    """The status that a client sees (None: it breaks, or stays silent), and whether it was done."""
    telegram = Telegram(now=clock.now, seed=1)
    person = telegram.add_person("Ana", "en")
    person.say("/start")
    faults = Faults(telegram, {trouble: 1.0}, seed=1, silence=0.3)
    before = len(person.messages)
    runner, address = await serve(telegram)
    status: int | None = None
    try:
        async with aiohttp.ClientSession(
            timeout=aiohttp.ClientTimeout(total=0.2 if trouble is Trouble.SILENCE else 5)
        ) as client:
            body = {"chat_id": person.id, "text": "x"}
            async with client.post(f"{address}/bot{telegram.token}/sendMessage", json=body) as response:
                status = response.status
                await response.read()
                if trouble in (Trouble.GATEWAY, Trouble.GATEWAY_AFTER):
                    assert response.content_type == "text/html"
    except (aiohttp.ClientError, TimeoutError):
        status = None
    finally:
        await asyncio.sleep(0)
        await runner.cleanup()
    assert (status, len(person.messages) - before) == AT_THE_WIRE[trouble]
    assert faults.met == {trouble: 1}


async def test_the_same_seed_brings_the_same_trouble(clock: Clock) -> None:
    met = []
    for _ in range(2):
        telegram = Telegram(now=clock.now, seed=1)
        person = telegram.add_person("Ana", "en")
        person.say("/start")
        faults = Faults(telegram, {Trouble.ERROR: 0.3, Trouble.RESET: 0.2}, seed=7)
        fates = ""
        for _ in range(40):
            try:
                await telegram.call("sendMessage", {"chat_id": person.id, "text": "x"})
                fates += "."
            except Exception as error:
                fates += type(error).__name__[0]
        assert faults.met.total() == 40 - fates.count(".")
        met.append(fates)
    assert met[0] == met[1]
    assert len(set(met[0])) == 3
