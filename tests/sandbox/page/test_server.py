"""The page's server: what it serves, whom it answers, and what it refuses with a sentence."""

import asyncio
import re
from datetime import UTC, datetime, timedelta
from typing import Any

import aiohttp
import pytest
import telegram as ptb
from aiohttp.test_utils import TestClient, TestServer

from sandbox.page.hands import Hands
from sandbox.page.server import HERE, page, serve
from sandbox.telegram import Telegram
from tests.sandbox.page.conftest import Browser
from tests.sandbox.page.owner import SUNDAY, Owner

PARTS = re.compile(r'from "\./([^"]+)"|url\("([^"]+)"\)')


async def test_page_and_all_its_parts_come_from_here_and_hold_no_inline_script_or_style(
    browser: Browser,
) -> None:
    response = await browser.get("/")
    html = await response.text()
    assert response.content_type == "text/html"
    policy = response.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=|javascript:", html)
    assert all("src=" in tag for tag in re.findall(r"<script[^>]*>", html))
    parts = set(re.findall(r'(?:src|href)="/static/([^"#]+)"', html))
    kinds = {"js": "javascript", "css": "text/css", "svg": "image/svg"}
    pending, seen = set(parts), set()
    while pending:
        name = pending.pop()
        seen.add(name)
        part = await browser.get(f"/static/{name}")
        assert part.status == 200, name
        assert kinds[name.rpartition(".")[2]] in part.headers["Content-Type"]
        text = await part.text()
        assert "http://" not in text.replace("http://www.w3.org/", ""), f"{name} asks for something elsewhere"
        pending |= {path for pair in PARTS.findall(text) for path in pair if path} - seen
    assert {path.name for path in HERE.iterdir() if path.suffix in (".js", ".css", ".svg")} == seen


async def test_only_the_parts_of_the_page_are_served(browser: Browser) -> None:
    for name in ("server.py", "../server.py", "..%2Fserver.py", "nothing.js", "__init__.py", ""):
        assert (await browser.get(f"/static/{name}")).status == 404


async def test_answers_only_to_the_names_of_this_machine(browser: Browser) -> None:
    for host in ("rebound.example", "127.0.0.1.rebound.example:80", "[", ""):
        assert (await browser.get("/api/state", headers={"Host": host})).status == 403
    assert (await browser.get("/", headers={"Host": "localhost:9"})).status == 200


async def test_post_from_another_origin_changes_nothing(browser: Browser, sandbox: Telegram) -> None:
    for origin in (
        "http://evil.example",
        "null",
        "http://127.0.0.1:1",
        browser.origin.replace("http", "https"),
    ):
        status, answer = await browser.post("/api/people", {"name": "Eve"}, Origin=origin)
        assert (status, answer) == (403, {"error": "Only the sandbox page itself may ask this."})
    async with browser.client.post("/api/people", json={"name": "Eve"}) as without_origin:
        assert without_origin.status == 403
    status, _ = await browser.post("/api/people", {"name": "Eve"}, **{"Content-Type": "text/plain"})
    assert status == 400
    assert sandbox.people == {}


async def test_state_waits_for_news_and_comes_at_once_when_there_is_any(
    browser: Browser, sandbox: Telegram
) -> None:
    ana = sandbox.add_person("Ana", "pt-br")
    state = await browser.state()
    async with asyncio.TaskGroup() as group:
        waiting = group.create_task(browser.state(state["version"]))
        await asyncio.sleep(0.1)
        assert not waiting.done()
        ana.say("Oi")
    assert waiting.result()["version"] > state["version"]
    assert waiting.result()["phones"][0]["messages"][0]["text"] == "Oi"


async def test_only_phones_that_changed_travel_again(browser: Browser, sandbox: Telegram) -> None:
    ana, piet = sandbox.add_person("Ana", "nl"), sandbox.add_person("Piet", "nl")
    first = await browser.state()
    assert [phone["id"] for phone in first["phones"]] == [ana.id, piet.id]
    piet.say("Hi")
    for _ in range(2):
        later = await browser.state(first["version"])
        assert [phone["id"] for phone in later["phones"]] == [piet.id]
        assert [person["name"] for person in later["people"]] == ["Ana", "Piet"]
    assert len((await browser.state())["phones"]) == 2


async def test_state_comes_at_once_to_a_page_that_knows_another_run(browser: Browser) -> None:
    async with asyncio.timeout(1):
        assert (await browser.state(10**9))["run"] == (await browser.state())["run"]


@pytest.mark.parametrize(
    ("path", "body", "sentence"),
    [
        ("/api/people", "{", "That is not JSON."),
        ("/api/people", "[" * 60_000, "That is not JSON."),
        ("/api/people", [1], "Send a JSON object."),
        ("/api/people", {"name": "  "}, "Give some words as `name`."),
        ("/api/people", {"name": "x" * 65}, "`name` has 65 characters; at most 64 fit."),
        ("/api/people", {"name": "X", "language": "<b>"}, "A language is a code such as nl, ar or pt-br."),
        ("/api/people/1001/say", {"text": 3}, "Give some words as `text`."),
        ("/api/people/1001/say", {"text": "x" * 4097}, "`text` has 4,097 characters; at most 4,096 fit."),
        (
            "/api/people/1001/location",
            {"latitude": 91, "longitude": 0},
            "`latitude` lies between -90 and 90.",
        ),
        ("/api/people/1001/location", '{"latitude": NaN}', "`latitude` lies between -90 and 90."),
        ("/api/people/1001/location", {"latitude": True}, "Give a number as `latitude`."),
        ("/api/people/1001/tap", {"message_id": 1, "row": -1}, "Give a whole number as `row`."),
        ("/api/people/1001/tap", {"message_id": 9, "row": 0, "column": 0}, "Ana has no message 9"),
        ("/api/people/1001/forward", {"message_id": 1, "to": 5}, "That is not there: 5"),
        ("/api/people/1001/open", {"url": "https://example.org/"}, "not a link to this bot"),
        ("/api/people/7/say", {"text": "Hi"}, "That is not there: 7"),
        ("/api/clock", {}, "Give a number as `add_seconds`."),
        ("/api/clock", {"add_seconds": -5}, "`add_seconds` lies between 1 and"),
        ("/api/clock", {"to": "soon"}, "Give a date and time as `to`, such as 2027-01-18T09:00."),
        (
            "/api/clock",
            {"to": "2020-01-01T00:00"},
            "The clock only goes forward; it is 22-11-2026 10:00 now.",
        ),
        ("/api/clock", {"to": "2926-01-01T00:00"}, "The clock moves at most ten years at a time."),
        ("/api/clock", {"to": "0001-01-01T00:00+14:00"}, "Give a date and time as `to`"),
    ],
)
async def test_bad_input_gets_a_sentence(
    browser: Browser, sandbox: Telegram, path: str, body: Any, sentence: str
) -> None:
    sandbox.add_person("Ana", "nl")
    status, answer = await browser.post(path, body)
    assert status == 400
    assert sentence in answer["error"]
    assert sandbox.pending() == 0


async def test_unknown_addresses_and_versions_are_refused(browser: Browser, sandbox: Telegram) -> None:
    sandbox.add_person("Ana", "nl")
    assert (await browser.post("/api/people/1001/dance"))[0] == 404
    assert (await browser.get("/api/state?since=new")).status == 400
    assert (await browser.get("/nowhere")).status == 404
    assert (await browser.post("/api/people", "x" * 70_000))[0] == 413


async def test_clock_moves_on_and_to_a_local_date(browser: Browser, owner: Owner) -> None:
    assert (await browser.post("/api/clock", {"add_seconds": 3600}))[0] == 200
    assert owner.moment == SUNDAY + timedelta(hours=1)
    status, answer = await browser.post("/api/clock", {"to": "2027-01-18T09:00"})
    assert (status, owner.moment) == (200, datetime(2027, 1, 18, 8, 0, tzinfo=UTC))
    assert datetime.fromisoformat(answer["now"]) == owner.moment
    assert datetime.fromisoformat((await browser.state())["now"]) == owner.moment
    owner.trouble = RuntimeError("a round failed")
    status, answer = await browser.post("/api/clock", {"add_seconds": 60})
    assert (status, answer["error"]) == (500, "The clock did not move: a round failed")


async def test_every_page_hears_that_the_bot_restarts_and_only_one_restart_runs(
    browser: Browser, owner: Owner
) -> None:
    owner.gate.clear()
    before = (await browser.state())["version"]
    async with asyncio.TaskGroup() as group:
        restarting = group.create_task(browser.post("/api/restart"))
        during = await browser.state(before)
        assert during["busy"] == "restart"
        assert (await browser.post("/api/restart"))[0] == 409
        assert (await browser.post("/api/clock", {"add_seconds": 60}))[0] == 409
        owner.gate.set()
    status, answer = restarting.result()
    assert (status, owner.restarts) == (200, 1)
    assert answer["seconds"] >= 0
    after = await browser.state(during["version"])
    assert after["busy"] is None
    assert (await (await browser.get("/api/transcript")).text()).count("--- the bot restarts") == 1


async def test_restart_that_fails_says_so_and_can_be_tried_again(browser: Browser, owner: Owner) -> None:
    owner.trouble = RuntimeError("no such table: chats")
    status, answer = await browser.post("/api/restart")
    assert (status, answer["error"]) == (500, "The bot did not come back: no such table: chats")
    owner.trouble = None
    assert (await browser.post("/api/restart"))[0] == 200


async def test_controls_that_nobody_handed_in_are_hidden_and_refused(sandbox: Telegram, owner: Owner) -> None:
    async with TestClient(TestServer(page(sandbox, Hands(now=owner.now), []))) as client:
        browser = Browser(client)
        state = await browser.state()
        assert (state["clock"], state["restart"]) == (False, False)
        assert (await browser.post("/api/clock", {"add_seconds": 60}))[0] == 400
        assert (await browser.post("/api/restart"))[0] == 400


async def test_talk_is_saved_as_a_transcript(browser: Browser, sandbox: Telegram) -> None:
    sandbox.add_person("Ana", "en").say("/start")
    response = await browser.get("/api/transcript")
    assert response.headers["Content-Disposition"] == 'attachment; filename="talk-2026-11-22-1000.txt"'
    assert response.content_type == "text/plain"
    assert "Ana: /start" in await response.text()


async def test_file_opens_in_a_locked_tab_or_is_saved(browser: Browser, sandbox: Telegram) -> None:
    ana = sandbox.add_person("Ana", "nl")
    ana.say("/mydata")

    async def file_id(content: bytes, name: str) -> str:
        paper = {"f": ptb.InputFile(content, filename=name, attach=True)}
        sent = await sandbox.call("sendDocument", {"chat_id": ana.id, "document": "attach://f"}, paper)
        return str(sent["document"]["file_id"])

    data, card, leaflet, dates = [
        await file_id(content, name)
        for content, name in (
            (b'{"a": 1}', 'my "data"ü.json'),
            (b"<p>Hi", "card.html"),
            (b"%PDF", "leaflet.pdf"),
            (b"BEGIN:VCALENDAR", "plan.ics"),
        )
    ]
    shown = await browser.get(f"/files/{data}")
    assert (shown.content_type, await shown.read()) == ("application/json", b'{"a": 1}')
    assert shown.headers["Content-Disposition"] == "inline; filename*=UTF-8''my%20%22data%22%C3%BC.json"
    saved = await browser.get(f"/files/{data}?download=1")
    assert saved.headers["Content-Disposition"].startswith("attachment;")
    html = await browser.get(f"/files/{card}")
    assert html.headers["Content-Type"] == "text/html; charset=utf-8"
    assert html.headers["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
    assert html.headers["X-Content-Type-Options"] == "nosniff"
    paper = await browser.get(f"/files/{leaflet}")
    assert (paper.content_type, paper.headers["Content-Disposition"][:7]) == ("application/pdf", "inline;")
    assert "sandbox" not in paper.headers["Content-Security-Policy"], "not every viewer of PDF starts in one"
    assert (await browser.get(f"/files/{dates}")).headers["Content-Disposition"].startswith("attachment;")
    assert (await browser.get("/files/nothing")).status == 404


async def test_serves_on_the_next_free_port_of_this_machine_only(sandbox: Telegram, owner: Owner) -> None:
    hands = Hands(now=owner.now)
    first, address = await serve(page(sandbox, hands, []), port=0)
    taken = int(address.rstrip("/").rpartition(":")[2])
    second, other = await serve(page(sandbox, hands, []), port=taken)
    try:
        assert address.startswith("http://127.0.0.1:")
        assert taken < int(other.rstrip("/").rpartition(":")[2]) < taken + 20
        async with aiohttp.ClientSession() as client, client.get(other) as response:
            assert response.status == 200
        with pytest.raises(ValueError, match="this machine only"):
            await serve(page(sandbox, hands, []), host="0.0.0.0")
    finally:
        await first.cleanup()
        await second.cleanup()


async def test_closing_does_not_wait_for_pages_that_wait(sandbox: Telegram, owner: Owner) -> None:
    runner, address = await serve(page(sandbox, Hands(now=owner.now), []), port=0)
    async with aiohttp.ClientSession() as client, client.get(f"{address}api/state") as response:
        version = (await response.json())["version"]
        async with asyncio.TaskGroup() as group:
            group.create_task(client.get(f"{address}api/state?since={version}"))
            await asyncio.sleep(0.1)
            async with asyncio.timeout(3):
                await runner.cleanup()
