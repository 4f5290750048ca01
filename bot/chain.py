"""The asks that grew from each other, as the sandbox page draws them."""

from bot.app import App
from sandbox.page.hands import ChainLink

MOST = 2000
"""Asks that are counted; where there are more, those of the newest trees."""


async def chain_of(app: App) -> list[ChainLink]:
    """Each ask after the one it grew from, and who made it, as far as they are not forgotten."""
    async with app.store.look() as memory:
        branches = await memory.ledger.chain(MOST)
        askers = await memory.invitations.askers([branch.id for branch in branches])
    return [
        ChainLink(
            id=branch.id,
            parent=branch.parent_id,
            generation=branch.generation,
            opened=branch.opened > 0,
            answer=branch.answer.value if branch.answer is not None else None,
            asker=askers.get(branch.id),
        )
        for branch in branches
    ]
