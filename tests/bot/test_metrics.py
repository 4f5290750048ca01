"""Metrics: what is counted, and that nobody outside can make them more than the code has names."""

import logging
from collections import Counter
from collections.abc import AsyncIterator
from datetime import timedelta
from random import Random
from typing import Any

import pytest
from prometheus_client.parser import text_string_to_metric_families
from sqlalchemy import update

from bot import metrics
from bot.fates import Fate
from bot.foresight import foresee
from bot.rounds import COUNTING, ROUNDS, run_rounds
from bot.telegram.voice import Answered
from campaign.values import DeliveryState, WhyNot
from dialogs.pages import site
from sandbox.refusal import Refusal
from storage import schema
from storage.waiting import LOOKED_AT
from tests.bot.telegram.hooks import Hooked, hooked
from tests.bot.test_deliver import planned
from tests.talk import Talk

Samples = dict[tuple[str, frozenset[tuple[str, str]]], float]
KINDS = frozenset(
    ["tap", "command", "text", "location", "voice", "other", "group", "membership", "inline", "unreadable"]
)
PATTERNS = tuple(route.pattern for route in site().routes)
FORGED = 1_000


@pytest.fixture
async def here(chat: Talk) -> AsyncIterator[Hooked]:
    """A bot that takes webhooks."""
    async with hooked(chat) as here:
        yield here


async def samples() -> Samples:
    """Every series that is served, as Prometheus reads it."""
    text = (await metrics.exposed()).decode()
    return {
        (sample.name, frozenset(sample.labels.items())): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


def series(found: Samples, name: str) -> list[dict[str, str]]:
    """The labels of all series of this name."""
    return [dict(labels) for known, labels in found if known == name]


def grown(before: Samples, after: Samples, name: str, **labels: str) -> float:
    """By how much a series grew."""
    key = (name, frozenset(labels.items()))
    return after.get(key, 0.0) - before.get(key, 0.0)


def forged_update(number: int, chance: Random) -> dict[str, Any]:
    """A tap on an address that nobody made, words, or a command: each time something else."""
    who = {"id": 1_000 + number % 7, "is_bot": False, "first_name": f"N{number}"}
    chat = {"id": who["id"], "type": "private", "first_name": who["first_name"]}
    pattern = chance.choice(PATTERNS).split("/")
    pieces = [str(number * 31 + 7) if piece.startswith("{") else piece for piece in pattern]
    said = "/".join(pieces) if chance.random() < 0.7 else f"{number}/{chance.random()}"
    message = {"message_id": number + 1, "date": 1_800_000_000, "chat": chat, "from": who}
    if number % 5 == 0:
        return {"message": {**message, "text": f"/c{number} {said}" if number % 2 else said}}
    if number % 11 == 0:
        return {f"kind_{number}": {"id": said}}
    under = {**message, "from": {"id": 1, "is_bot": True, "first_name": "B"}, "text": "x"}
    tap = {"id": str(number), "from": who, "chat_instance": said, "data": said[:64], "message": under}
    return {"callback_query": tap}


async def test_a_thousand_forged_addresses_make_no_series_of_their_own(chat: Talk, here: Hooked) -> None:
    chance = Random(8)
    before = await samples()
    for number in range(FORGED):
        body = {"update_id": 900_000_000 + number, **forged_update(number, chance)}
        assert (await here.send(body)).status == 200
    await chat.app.idle()
    after = await samples()
    patterns = {*PATTERNS, metrics.NOWHERE}
    assert {one["page"] for one in series(after, "vraagbot_page_seconds_count")} <= patterns
    assert {one["kind"] for one in series(after, "vraagbot_updates_total")} <= KINDS
    assert {one["outcome"] for one in series(after, "vraagbot_answer_seconds_count")} <= {
        one.value for one in Answered
    }
    seen = sum(after[key] - before.get(key, 0.0) for key in after if key[0] == "vraagbot_updates_total")
    assert seen == FORGED
    pages = len(series(after, "vraagbot_page_seconds_count"))
    assert len(after) - len(before) < pages * (len(metrics.QUICK) + 3) + 60, "one page is so many series"
    assert len({key for key in after if "x9" in str(key) or "N9" in str(key)}) == 0


async def test_a_tap_is_counted_with_its_page_its_answer_and_what_telegram_said(chat: Talk) -> None:
    ana = chat.telegram.add_person("Ana", "en")
    await chat.does(ana, "/start")
    before = await samples()
    await chat.does(ana, "[16 or older]")
    after = await samples()
    assert grown(before, after, "vraagbot_updates_total", kind="tap", result="saved") == 1
    counted = [key for key in after if key[0] == "vraagbot_page_seconds_count"]
    (page,) = [dict(key[1])["page"] for key in counted if after[key] != before.get(key, 0.0)]
    assert page in PATTERNS
    assert grown(before, after, "vraagbot_answer_seconds_count", outcome="shown") == 1
    for method in ("answerCallbackQuery", "sendMessage"):
        asked = {"method": method, "result": "ok"}
        assert grown(before, after, "vraagbot_telegram_requests_total", **asked) >= 1


async def test_what_telegram_refuses_is_counted_by_its_status(chat: Talk) -> None:
    ana = chat.telegram.add_person("Ana", "en")
    before = await samples()

    async def busy(method: str, _parameters: dict[str, Any]) -> None:
        if method == "sendMessage":
            chat.telegram.before_call = None
            raise Refusal(429, "Too Many Requests: retry after 1", retry_after=1)

    chat.telegram.before_call = busy
    await chat.does(ana, "/start")
    after = await samples()
    for result in ("429", "ok"):
        asked = {"method": "sendMessage", "result": result}
        assert grown(before, after, "vraagbot_telegram_requests_total", **asked) == 1


def test_errors_are_counted_by_type_and_after_so_many_types_as_others() -> None:
    handler = metrics.Errors()
    log = logging.getLogger("bot.test_of_errors")
    log.addHandler(handler)
    try:
        for number in range(metrics.KINDS + 50):
            log.error("it went wrong", extra={"error": f"Kind{number}", "where": "x"})
        log.info("all is well", extra={"error": "Never"})
        log.warning("no error in it")
    finally:
        log.removeHandler(handler)
    found = Counter(
        dict(labels)["type"]
        for (name, labels) in _errors()
        if name == "vraagbot_errors_total" and dict(labels)["part"] == "test_of_errors"
    )
    assert len(found) == metrics.KINDS + 1
    assert metrics.OTHER in found
    assert "Never" not in found


def _errors() -> list[tuple[str, frozenset[tuple[str, str]]]]:
    return [
        (sample.name, frozenset(sample.labels.items()))
        for family in metrics.ERRORS.collect()
        for sample in family.samples
    ]


async def test_rounds_tell_how_long_they_took_where_somebody_wants_to_know(chat: Talk) -> None:
    took: dict[str, float] = {}
    await run_rounds(chat.app, took=took.__setitem__)
    assert set(took) == {one.__name__ for one in (*ROUNDS, *COUNTING)}
    assert all(seconds >= 0 for seconds in took.values())


def test_names_of_what_becomes_of_messages_are_few() -> None:
    assert len(Fate) + len(WhyNot) < 40
    assert LOOKED_AT == 10_000, "as the help of vraagbot_queue_messages says"


async def test_what_becomes_of_messages_is_counted_and_why_others_are_held_back(talk: Talk) -> None:
    people = await planned(talk, 3)
    async with talk.app.store.begin() as memory:
        stopped = update(schema.citizens).where(schema.citizens.c.chat_id == people[0].id)
        await memory.connection.execute(stopped.values(stopped=True))
    people[1].block()
    before = await samples()
    await talk.deliver()
    after = await samples()
    for state, number in (("sent", 1), ("refused", 1), ("failed", 0), ("unknown", 0)):
        labels = {"kind": "delivery", "state": state}
        assert grown(before, after, "vraagbot_deliveries_total", **labels) == number, state
    assert grown(before, after, "vraagbot_deliveries_held_back_total", reason="stopped") == 1
    reasons = {one["reason"] for one in series(after, "vraagbot_deliveries_held_back_total")}
    assert reasons <= {*WhyNot, DeliveryState.MISSED}


async def test_what_is_only_foreseen_is_not_counted(chat: Talk) -> None:
    await planned(chat, 2)
    now = chat.clock.now()
    before = await samples()
    forecast = await foresee(chat.app, now, now + timedelta(hours=1), pace=25)
    after = await samples()
    assert len(forecast.went) == 2
    counted = ("vraagbot_deliveries", "vraagbot_round")
    assert {key: after[key] for key in after if key[0].startswith(counted)} == {
        key: before[key] for key in before if key[0].startswith(counted)
    }
