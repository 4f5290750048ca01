"""The panel of the chain in a real browser: it grows as people ask, and says the same in words."""

import pytest
from playwright.async_api import expect

from sandbox.page.hands import ChainLink
from tests.sandbox.page.screen import Desk

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]


async def test_the_chain_grows_as_a_picture_a_table_and_a_list(desk: Desk) -> None:
    tab = desk.tab
    await desk.open()
    button = tab.get_by_role("button", name="Chain", exact=True)
    await button.press("Enter")
    panel = tab.get_by_role("complementary", name="The chain")
    await expect(panel).to_contain_text("Nobody has asked anybody yet.")
    await expect(panel.get_by_role("img")).to_have_count(0)
    assert await desk.focused() == "The chain"

    desk.asks.made = [ChainLink(1, None, 1, opened=False, answer=None, asker=1001)]
    desk.sandbox.touch()
    tree = panel.get_by_role("img")
    await expect(tree).to_have_accessible_name("Tree of 1 ask in 1 generation, 0 said yes.")
    await expect(tree.locator("[data-ask='1']")).to_have_attribute("data-state", "asked")
    await expect(tree.locator("[data-ask='1'] text")).to_have_text("Ana")

    desk.asks.made = [
        ChainLink(1, None, 1, opened=True, answer="yes", asker=1001),
        ChainLink(2, None, 1, opened=True, answer="no", asker=77),
        ChainLink(3, 1, 2, opened=True, answer=None, asker=1002),
        ChainLink(4, 1, 2, opened=False, answer=None, asker=1002),
        ChainLink(5, 3, 3, opened=True, answer="yes"),
    ]
    desk.sandbox.touch()
    await expect(tree).to_have_accessible_name("Tree of 5 asks in 3 generations, 2 said yes.")
    states = await tree.locator("[data-ask]").evaluate_all("asks => asks.map((ask) => ask.dataset.state)")
    assert states == ["yes", "answered", "opened", "asked", "yes"]
    await expect(tree.locator(".branch")).to_have_count(3)
    await expect(tree.locator("text", has_text="Dariush")).to_have_count(2)
    heights = [await tree.locator(f"[data-ask='{n}']").bounding_box() for n in (1, 3, 5)]
    tops = [box["y"] for box in heights if box]
    assert tops == sorted(set(tops)), "each generation stands in a row of its own, under the one before"

    rows = panel.get_by_role("table", name="Asks by generation").locator("tbody tr")
    assert [(await row.inner_text()).split() for row in await rows.all()] == [
        ["1", "2", "2", "2", "1"],
        ["2", "2", "1", "0", "0"],
        ["3", "1", "1", "1", "1"],
    ]
    await panel.get_by_text("The chain as a list").click()
    nested = panel.locator("#chain-list > li").first.locator("> ul > li").first
    await expect(nested).to_contain_text("Ask 3 by Dariush: opened")
    await expect(nested.locator("> ul")).to_have_text("Ask 5: said yes")
    await expect(tab.get_by_role("button", name="Chain: 5")).to_have_attribute("aria-expanded", "true")

    await panel.get_by_role("button", name="Close the chain").click()
    await expect(panel).to_be_hidden()
    assert await desk.focused() == "Chain: 5"
