"""Inline mode: one's own invitations as cards in any chat, looked up with whose they are."""

import pytest

from bot.telegram.client import client
from bot.telegram.inline import START, answer
from dialogs.inline import OFFERED, Card, Offered
from dialogs.text import bold, own
from sandbox.http import serve
from sandbox.inline import Inline
from sandbox.keyboards import rows_of
from sandbox.person import Person
from sandbox.refusal import Refusal
from tests.asked import FIRST_CHAT, citizens, phones
from tests.dump import dump
from tests.talk import Talk
from tests.town import CANTEEN, GARDEN, SOUP, VISIT


async def two(talk: Talk) -> tuple[Person, Person, list[int]]:
    """Two citizens who know the bot, where inline mode is on."""
    talk.telegram.inline = True
    async with talk.app.store.begin() as memory:
        ids = await citizens(memory, 2, talk.clock.now())
    ana, bo = phones(talk.telegram, 2)
    return ana, bo, ids


async def invite(talk: Talk, citizen: int, chat: int, what: int | None, language: str = "en") -> str:
    """An invitation; its code."""
    async with talk.app.store.begin() as memory:
        made = await memory.invitations.make(
            citizen, chat, opportunity_id=what, language=language, now=talk.clock.now()
        )
        return made.code


async def put(talk: Talk, person: Person, query: str) -> Inline:
    """Somebody puts a query to the bot in some chat, and it answers."""
    asked = person.ask_inline(query)
    await talk.settle()
    assert asked.answered
    assert (asked.personal, asked.cache_time) == (True, 0), "nobody else is offered this"
    assert not talk.telegram.faults
    return asked


async def test_an_invitation_is_a_card_in_the_friends_language_with_a_link_alone(talk: Talk) -> None:
    ana, _, (mine, _) = await two(talk)
    code = await invite(talk, mine, ana.id, GARDEN, "nl")
    await invite(talk, mine, ana.id, None)
    before = await dump(talk.app.store)
    (card,) = (await put(talk, ana, code)).results
    assert (card["id"], card["title"]) == (code, "Gardening")
    assert card["text"].startswith("Ik zag dit en moest aan jou denken.")
    assert "Werken in de tuin bij Buurttuin De Kers" in card["text"]
    ((button,),) = rows_of(card["reply_markup"])
    assert button == {
        "text": "👀 Bekijk het",
        "url": f"https://t.me/{talk.telegram.username}?start=i_{code}",
    }
    assert await dump(talk.app.store) == before, "nothing is kept of a query"


async def test_nobody_is_offered_what_another_made(talk: Talk) -> None:
    ana, bo, (mine, theirs) = await two(talk)
    hers = await invite(talk, mine, ana.id, GARDEN)
    his = await invite(talk, theirs, bo.id, SOUP)
    for query in (hers, his, "", "  ", "nonsense", "x" * 256, "i_" + hers, "' OR 1=1; --"):
        found = await put(talk, bo, query)
        assert [card["id"] for card in found.results] == [his], query
        assert found.button is None


async def test_without_a_code_the_latest_are_offered_and_none_that_is_over(talk: Talk) -> None:
    ana, _, (mine, _) = await two(talk)
    things = (GARDEN, SOUP, VISIT, CANTEEN)
    codes = [await invite(talk, mine, ana.id, what) for what in things]
    codes += [await invite(talk, mine, ana.id, None, language) for language in ("en", "nl")]
    offered = [card["id"] for card in (await put(talk, ana, "")).results]
    assert offered == codes[::-1][:OFFERED]
    async with talk.app.store.begin() as memory:
        assert await memory.opportunities.claim(CANTEEN)
    assert codes[3] not in [card["id"] for card in (await put(talk, ana, "")).results]
    assert (await put(talk, ana, codes[3])).results == []


async def test_who_has_none_is_led_to_the_bot(talk: Talk) -> None:
    ana, _, _ = await two(talk)
    stranger = talk.telegram.add_person("Sam", "nl")
    before = await dump(talk.app.store)
    for person, words in ((ana, "Ask somebody"), (stranger, "Vraag iemand")):
        found = await put(talk, person, "")
        assert found.results == []
        assert found.button == {"text": words, "start_parameter": START}
    assert await dump(talk.app.store) == before, "who only types the bot's name is not known to it"
    ana.open_link(f"https://t.me/{talk.telegram.username}?start={START}")
    await talk.settle()
    assert ana.messages[-1].text.startswith("Whom do you think of?")


async def test_the_button_is_there_only_where_inline_mode_is_on(chat: Talk) -> None:
    async with chat.app.store.begin() as memory:
        await citizens(memory, 1, chat.clock.now())
    (ana,) = phones(chat.telegram, 1)
    for on in (False, True):
        chat.telegram.inline = on
        await chat.restart()
        for what in ("/start", "[💬 Ask somebody]", "[🎁 Anything that suits them]"):
            await chat.does(ana, what)
        labels = [button["text"] for row in rows_of(ana.messages[-1].inline) for button in row]
        assert ("💬 Send it in a chat" in labels) is on
    await chat.does(ana, "[💬 Send it in a chat]")
    (asked,) = chat.telegram.inline_queries.values()
    assert [card["id"] for card in asked.results] == [asked.query]
    assert asked.person.id == FIRST_CHAT


async def test_a_query_that_cannot_be_answered_holds_nothing_up(
    chat: Talk, caplog: pytest.LogCaptureFixture
) -> None:
    ana, _, (mine, _) = await two(chat)
    await invite(chat, mine, ana.id, None)
    asked = ana.ask_inline("")
    chat.telegram.inline_queries.clear()
    await chat.settle()
    assert not asked.answered
    assert caplog.messages == [], "one too old to answer counts as answered"

    async def refuse(method: str, _parameters: object) -> None:
        if method == "answerInlineQuery":
            raise Refusal(429, "Too Many Requests: retry after 5", 5)

    chat.telegram.before_call = refuse
    ana.ask_inline("")
    await chat.does(ana, "/help")
    assert ana.messages[-1].from_bot
    assert caplog.messages == ["a query in another chat could not be answered"]


async def test_a_card_and_a_button_arrive_over_http_as_well() -> None:
    async with Talk.sandbox() as telegram:
        telegram.inline = True
        ana = telegram.add_person("Ana", "en")
        runner, address = await serve(telegram)
        card = Card(
            "a-code", own("A & B"), bold(own("Come <along>?")), own("Look"), "https://t.me/b?start=i_a"
        )
        async with client(telegram.token, address) as bot:
            full, empty = ana.ask_inline("a-code"), ana.ask_inline("")
            await answer(bot, full.id, Offered((card,)))
            await answer(bot, empty.id, Offered((), own("Ask somebody")))
            await answer(bot, empty.id, Offered(()))
        await runner.cleanup()
        (result,) = full.results
        assert (result["title"], result["text"], result["description"]) == ("A & B", *["Come <along>?"] * 2)
        assert result["entities"] == [{"type": "bold", "offset": 0, "length": 13}]
        assert (empty.results, empty.button) == ([], {"text": "Ask somebody", "start_parameter": START})
        assert telegram.faults == []
