"""Watching: who serves metrics and where, and that the page about them tells what is served."""

import asyncio
import math
import os
import re
import shutil
import subprocess
from datetime import datetime, timedelta
from pathlib import Path

import aiohttp
import pytest
from prometheus_client.parser import text_string_to_metric_families

from bot import metrics
from bot.clock import Clock
from bot.pulse import READY, WELL
from bot.watching import Queues
from campaign.budget import Budget
from sandbox.http import serve
from sandbox.telegram import Telegram
from storage.store import Store
from tests.bot.processes import PATIENCE, ROOT, bot, running
from tests.bot.test_idle import listen, plan
from tests.bot.test_metrics import samples
from tests.doors import at_the_door
from tests.talk import Talk

PAGE = ROOT / "docs" / "watching.md"
ALERTS = ROOT / "samples" / "alerts.yml"
ROW = re.compile(r"^\| `(\w+)` \| (\w+) \| ([^|]*)\| ([^|]+) \|$", re.MULTILINE)
ENDS = ("_bucket", "_count", "_sum", "_total")


def described() -> dict[str, tuple[str, tuple[str, ...]]]:
    """Each metric by its name, with its type and labels, as the page tells."""
    rows = ROW.findall(PAGE.read_text(encoding="utf-8"))
    return {name: (kind, tuple(re.findall(r"`(\w+)`", labels))) for name, kind, labels, _ in rows}


def test_the_page_tells_each_metric_that_is_served_and_no_other() -> None:
    served = {}
    for family in metrics.REGISTRY.collect():
        name = f"{family.name}_total" if family.type == "counter" else family.name
        made = metrics.REGISTRY._names_to_collectors.get(family.name)
        served[name] = family.type, tuple(getattr(made, "_labelnames", ()))
    assert described() == served


def test_alerts_speak_of_metrics_labels_and_values_that_there_are() -> None:
    rules = ALERTS.read_text(encoding="utf-8")
    names = {name for name, _ in re.findall(r"(vraagbot_\w+)(\{[^}]*\})?", rules)}
    known = described()
    for name in names:
        stem = re.sub("(_bucket|_count|_sum)$", "", name)
        assert name in known or stem in known, name
    for name, label in re.findall(r"(vraagbot_\w+)\{(\w+)=", rules):
        stem = re.sub("(_bucket|_count|_sum)$", "", name)
        assert label == "le" or label in known.get(name, known.get(stem, ("", ())))[1], (name, label)
    assert 'le="1.0"' in rules
    assert 1.0 in metrics.QUICK
    alerts = re.findall(r"alert: (\w+)", rules)
    assert len(alerts) == 5
    assert alerts == re.findall(r"^\| `(Vraagbot\w+)`", PAGE.read_text(encoding="utf-8"), re.MULTILINE)


def test_alerts_ring_when_they_should_and_only_then() -> None:
    promtool = shutil.which("promtool")
    if promtool is None:
        assert "CI" not in os.environ, "CI has to have promtool: install the package prometheus."
        pytest.skip("promtool, which comes with Prometheus, is not on this machine.")
    rules = Path(__file__).with_name("alerts.test.yml")
    done = subprocess.run([promtool, "test", "rules", rules], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


async def told_at(process: asyncio.subprocess.Process) -> str:
    """Where a process says that its metrics are."""
    assert process.stderr is not None
    while line := (await process.stderr.readline()).decode():
        if found := re.search(r"metrics are at (http://[^ ]+)/metrics", line):
            return found[1]
    raise AssertionError("it does not say where its metrics are")


@pytest.mark.parametrize("command", ["run", "web", "worker", "clock"])
async def test_every_process_that_goes_on_is_watched_at_its_own_port(command: str, tmp_path: Path) -> None:
    telegram = Telegram(now=Clock().now)
    server, base = await serve(telegram)
    assert bot("migrate", cwd=tmp_path).returncode == 0
    given = {"BOT_TOKEN": telegram.token, "BOT_API_URL": base, "PORT": "0", "METRICS_PORT": "0"}
    async with (
        running(command, cwd=tmp_path, **given) as process,
        asyncio.timeout(PATIENCE),
        aiohttp.ClientSession() as browser,
    ):
        address = await told_at(process)
        assert address.startswith("http://127.0.0.1:"), "nobody else reaches it, unless HOST says so"
        for path, words in (("/healthz", WELL), ("/readyz", READY)):
            async with browser.get(f"{address}{path}") as answered:
                assert await answered.text() == words
        async with browser.get(f"{address}/metrics") as answered:
            assert answered.headers["Content-Type"].startswith("text/plain; version=0.0.4")
            found = {
                sample.name: sample
                for family in text_string_to_metric_families(await answered.text())
                for sample in family.samples
            }
        assert found["vraagbot_build_info"].labels["process"] == command
        up = found["vraagbot_database_up"].value
        assert up == 1 if command in ("run", "clock") else math.isnan(up), "no alarm of who does not ask"
        assert ("vraagbot_queue_messages" in found) is (command in ("run", "clock"))
        async with browser.get(f"{address}/i/abc") as answered:
            assert answered.status == 404
        if command in ("run", "web"):
            return  # they say it as the others do
        port = address.rpartition(":")[2]
        again = {**given, "METRICS_PORT": port}
        taken = await asyncio.to_thread(lambda: bot(command, cwd=tmp_path, **again))
        assert taken.returncode == 1
        assert "Look at HOST and METRICS_PORT." in taken.stderr
        assert "Traceback" not in taken.stderr
    await server.cleanup()


async def test_the_public_port_shows_no_metrics(sqlite_url: str) -> None:
    async with (
        at_the_door(sqlite_url) as door,
        door.browser.get(f"{door.address}/metrics") as answered,
    ):
        assert answered.status == 404
        assert "# HELP" not in await answered.text()


async def put(store: Store, due: datetime, number: int) -> None:
    """Have notices be due in chats that there are."""
    async with store.begin() as memory:
        for one in range(number):
            await memory.chats.open(5_000 + one, bot_id=1, update_id=one, language="nl", now=due)
        await memory.notices.add(range(5_000, 5_000 + number), "help", due=due)


async def test_queues_are_told_with_their_age_and_asked_for_at_most_every_few_seconds(talk: Talk) -> None:
    now = talk.clock.now()
    queues = Queues(talk.app.store, talk.clock.now, Budget())
    await put(talk.app.store, now - timedelta(minutes=10), 3)
    await queues.look()
    found = await samples()
    assert found["vraagbot_queue_messages", frozenset({("queue", "notices")})] == 3
    assert 600 <= found["vraagbot_queue_age_seconds", frozenset({("queue", "notices")})] < 700
    assert found["vraagbot_queue_messages", frozenset({("queue", "deliveries")})] == 0
    assert found["vraagbot_database_up", frozenset()] == 1
    asked = listen(talk.app.store)
    await asyncio.gather(*(queues.look() for _ in range(20)))
    assert asked == {}, "what is known is good for a while, whoever wants to know"


async def test_looking_at_the_queues_reads_no_table_to_its_end(chat: Talk) -> None:
    asked = listen(chat.app.store)
    await Queues(chat.app.store, chat.clock.now, Budget()).look()
    assert len(asked) >= 3
    for statement, values in asked.items():
        for step in await plan(chat.app.store, statement, values):
            assert not re.match("SCAN (deliveries|notices|citizens|chats)", step), (statement, step)


async def test_where_the_database_is_away_queues_are_no_number(chat: Talk) -> None:
    queues = Queues(Store("postgresql://nobody@127.0.0.1:1/none"), chat.clock.now, Budget())
    await queues.look()
    found = await samples()
    assert found["vraagbot_database_up", frozenset()] == 0
    assert math.isnan(found["vraagbot_queue_age_seconds", frozenset({("queue", "notices")})])
