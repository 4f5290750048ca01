"""The chain of the demo's page is what the store knows of people's asks."""

from bot.chain import chain_of
from campaign.values import Answer
from sandbox.page.hands import ChainLink
from tests.asked import FIRST_CHAT, citizens
from tests.storage.test_inviting import ask, hello
from tests.talk import Talk
from tests.town import GARDEN, SOUP


async def test_asks_are_drawn_with_what_came_of_them_and_no_more_of_who_was_forgotten(talk: Talk) -> None:
    assert await chain_of(talk.app) == []
    now = talk.clock.now()
    async with talk.app.store.begin() as memory:
        ana, ben = await citizens(memory, 2, now)
        first = await ask(memory, ana, FIRST_CHAT, now)
        await hello(memory, 9001, now)
        await memory.openings.open(first, 9001, None, now=now)
        await memory.replies.put(
            ben, GARDEN, Answer.YES, origin="friend", language="en", now=now, invitation_id=first.id
        )
        grown = await ask(memory, ben, 9001, now, what=SOUP)
    assert await chain_of(talk.app) == [
        ChainLink(first.id, None, 1, opened=True, answer="yes", asker=FIRST_CHAT),
        ChainLink(grown.id, first.id, 2, opened=False, answer=None, asker=FIRST_CHAT + 1),
    ]
    async with talk.app.store.begin() as memory:
        await memory.invitations.unname(ana)
    assert [link.asker for link in await chain_of(talk.app)] == [None, FIRST_CHAT + 1]
