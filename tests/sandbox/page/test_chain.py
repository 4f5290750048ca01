"""The chain of asks as the page gets it."""

from collections.abc import Sequence

import pytest
from aiohttp.test_utils import TestClient, TestServer

from sandbox.page.chain import MOST, drawn
from sandbox.page.hands import ChainLink, Hands
from sandbox.page.server import page
from sandbox.telegram import Telegram
from tests.sandbox.page.conftest import Browser
from tests.sandbox.page.owner import Owner

GROWN = (
    ChainLink(4, 2, 2, opened=False, answer=None, asker=1002),
    ChainLink(2, None, 1, opened=True, answer="yes", asker=1001),
    ChainLink(3, None, 1, opened=True, answer="no", asker=7),
    ChainLink(5, 2, 2, opened=True, answer=None, asker=1002),
    ChainLink(9, 5, 3, opened=False, answer="maybe"),
)


def test_asks_are_counted_by_generation_and_an_answer_counts_as_opened() -> None:
    seen = drawn(GROWN, {})
    assert seen["total"] == 5
    rows = [list(row.values()) for row in seen["generations"]]
    assert rows == [[1, 2, 2, 2, 1], [2, 2, 1, 0, 0], [3, 1, 1, 1, 0]]
    assert {type(number) for row in rows for number in row} == {int}
    assert [(link["id"], link["parent"]) for link in seen["links"]] == [
        (2, None), (3, None), (4, 2), (5, 2), (9, 5),
    ]  # fmt: skip


def test_only_who_has_a_phone_here_is_named() -> None:
    seen = drawn(GROWN, {1001: "Ana", 1002: "داریوش"})
    assert [link["asker"] for link in seen["links"]] == ["Ana", None, "داریوش", "داریوش", None]


def test_a_chain_too_large_to_draw_is_counted_whole() -> None:
    seen = drawn(
        [ChainLink(n, n - 1 or None, 1 + n % 2, opened=True, answer=None) for n in range(1, 1001)], {}
    )
    assert (seen["total"], len(seen["links"])) == (1000, MOST)
    assert sum(row["asked"] for row in seen["generations"]) == 1000


@pytest.mark.parametrize("grown", [(), GROWN])
async def test_page_shows_the_chain_as_it_is_now(
    sandbox: Telegram, owner: Owner, grown: Sequence[ChainLink]
) -> None:
    sandbox.add_person("Ana", "nl")
    sandbox.add_person("Crowd", "nl", user_id=1002, automatic=True)

    async def chain() -> Sequence[ChainLink]:
        return grown

    async with TestClient(TestServer(page(sandbox, Hands(now=owner.now, chain=chain), []))) as client:
        browser = Browser(client)
        assert (await browser.state())["chain"] is True
        seen = await (await browser.get("/api/chain")).json()
    assert seen["total"] == len(grown)
    assert [link["asker"] for link in seen["links"]] == (["Ana", None, None, None, None] if grown else [])


async def test_without_a_chain_the_page_has_no_panel(browser: Browser) -> None:
    assert (await browser.state())["chain"] is False
    assert await (await browser.get("/api/chain")).json() is None
