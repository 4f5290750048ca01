"""The audit of what the bot needs: a weakness stops the build, and silence never passes for well."""

import asyncio
import json
import re
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web

from tests.bot.test_cli import free_port
from tools.audit import LOCK, LOUD, verdict

ROOT = Path(__file__).parent.parent
HASH = "sha256:" + "0" * 64
WEAK: dict[str, Any] = {
    "id": "GHSA-test",
    "summary": "It lets everybody in.",
    "affected": [
        {
            "package": {"name": "aiohttp", "ecosystem": "PyPI"},
            "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "3.9.2"}]}],
        }
    ],
}


@pytest.fixture
def lock(tmp_path: Path) -> Path:
    """A lock file of two packages."""
    path = tmp_path / "some.lock"
    path.write_text(f"aiohttp==3.9.0 --hash={HASH}\nyarl==1.9.0 --hash={HASH}\n", encoding="utf-8")
    return path


@asynccontextmanager
async def service(*, weak: str = "", status: int = 200) -> AsyncIterator[tuple[str, list[str]]]:
    """One that speaks as OSV does, and knows of one weak package; its address, and what it was asked of."""
    asked: list[str] = []

    async def query(request: web.Request) -> web.Response:
        name = json.loads(await request.read())["package"]["name"]
        asked.append(name)
        return web.json_response({"vulns": [WEAK]} if name == weak else {}, status=status)

    application = web.Application()
    application.router.add_post("/v1/query", query)
    runner = web.AppRunner(application)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}/v1/query", asked
    finally:
        await runner.cleanup()


async def audit(lock: Path, url: str) -> tuple[int | None, str]:
    """The exit code, and what was told."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tools.audit", "--lock", str(lock), "--osv", url),
        cwd=ROOT,
        stdout=asyncio.subprocess.PIPE,
    )
    told, _ = await process.communicate()
    return process.returncode, told.decode()


async def test_a_known_weakness_stops_the_build(lock: Path) -> None:
    async with service(weak="aiohttp") as (url, asked):
        code, told = await audit(lock, url)
    assert (code, told) == (1, "aiohttp 3.9.0: GHSA-test, mended in 3.9.2\n")
    assert sorted(asked) == ["aiohttp", "yarl"]


async def test_where_none_is_known_it_says_of_how_many(lock: Path) -> None:
    async with service() as (url, _):
        assert await audit(lock, url) == (0, "No weakness is known in 2 packages.\n")


async def test_where_nobody_answers_it_says_so_in_one_loud_line_and_goes_on(lock: Path) -> None:
    code, told = await audit(lock, f"http://127.0.0.1:{free_port()}/v1/query")
    assert (code, told.count("\n"), told.startswith(LOUD)) == (0, 1, True)
    for status in (404, 500):
        async with service(status=status) as (url, _):
            code, told = await audit(lock, url)
        assert (code, told.count("\n"), told.startswith(LOUD)) == (0, 1, True)


async def test_what_is_no_lock_file_is_not_called_well(tmp_path: Path) -> None:
    async with service() as (url, _):
        code, told = await audit(tmp_path / "none.lock", url)
        assert (code, LOUD in told, "No weakness" in told) == (2, False, False)


def test_a_package_that_nothing_is_told_of_is_not_called_well() -> None:
    """An index that knows no such page makes pip-audit say that no weakness is known, and end with 0."""
    well = {"name": "yarl", "version": "1.9.0", "vulns": []}
    silent = {"name": "aiohttp", "skip_reason": "Dependency not found on PyPI and could not be audited"}
    weak = {"name": "idna", "version": "1.0", "vulns": [{"id": "PYSEC-1", "fix_versions": []}]}
    assert verdict([well, silent]) == (0, [f"{LOUD} Nothing was told of 1 of 2 packages: aiohttp"])
    assert verdict([silent] * 9)[1][0].endswith("of 9 of 9 packages: " + "aiohttp, " * 4 + "aiohttp …")
    assert verdict([silent, weak])[0] == 1


def test_the_build_asks_before_it_tests_and_of_all_that_the_image_has() -> None:
    steps = re.findall(r"^make (\w+)", (ROOT / ".ci/run").read_text(), re.MULTILINE)
    assert steps.index("audit") < steps.index("test")
    assert f"COPY {LOCK.name}" in (ROOT / "Dockerfile").read_text()
