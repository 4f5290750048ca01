"""Inline mode of the sandbox: it refuses what Telegram refuses, and what no bot should send."""

from typing import Any

import pytest

from sandbox.refusal import Fault, Refusal
from sandbox.telegram import Telegram

CONTENT = {"message_text": "<b>Will you come?</b>", "parse_mode": "HTML"}
ARTICLE = {"type": "article", "id": "a", "title": "Gardening", "input_message_content": CONTENT}
LINK = {"inline_keyboard": [[{"text": "Look", "url": "https://example.org"}]]}


async def answer(telegram: Telegram, query_id: str, results: list[Any], **more: Any) -> Any:
    """The bot answers a query."""
    return await telegram.call("answerInlineQuery", {"inline_query_id": query_id, "results": results, **more})


async def test_a_query_comes_as_an_update_and_is_answered_once(telegram: Telegram) -> None:
    ana = telegram.add_person("Ana", "en")
    with pytest.raises(ValueError, match="inline mode off"):
        ana.ask_inline("x")
    telegram.inline = True
    me = await telegram.call("getMe", {})
    assert me["supports_inline_queries"] is True
    asked = ana.ask_inline("code")
    (update,) = telegram.updates.waiting()
    assert (update["inline_query"]["query"], update["inline_query"]["from"]["id"]) == ("code", ana.id)
    offered = [ARTICLE | {"reply_markup": LINK}]
    assert await answer(telegram, asked.id, offered, cache_time=0, is_personal=True)
    (result,) = asked.results
    assert (result["text"], result["reply_markup"]) == ("Will you come?", LINK)
    assert (asked.cache_time, asked.personal) == (0, True)
    for query_id in (asked.id, "7"):
        with pytest.raises(Refusal, match="query is too old"):
            await answer(telegram, query_id, [])
    assert telegram.faults == []


@pytest.mark.parametrize(
    ("results", "reason"),
    [
        ([ARTICLE, ARTICLE], "RESULT_ID_DUPLICATE"),
        ([ARTICLE | {"id": str(number)} for number in range(51)], "RESULTS_TOO_MUCH"),
        ([ARTICLE | {"id": "x" * 65}], "RESULT_ID_INVALID"),
        ([ARTICLE | {"title": " "}], "ARTICLE_TITLE_EMPTY"),
        ([ARTICLE | {"input_message_content": {"message_text": " "}}], "MESSAGE_EMPTY"),
        ([ARTICLE | {"input_message_content": {"message_text": "x" * 4097}}], "MESSAGE_TOO_LONG"),
        ([ARTICLE | {"reply_markup": {"inline_keyboard": [[{"text": "x", "url": "nowhere"}]]}}], "invalid"),
    ],
)
async def test_what_telegram_refuses_is_refused(telegram: Telegram, results: list[Any], reason: str) -> None:
    telegram.inline = True
    asked = telegram.add_person("Ana", "en").ask_inline("")
    with pytest.raises(Refusal, match=reason):
        await answer(telegram, asked.id, results)
    assert not asked.answered
    with pytest.raises(Refusal, match="START_PARAM_INVALID"):
        await answer(telegram, asked.id, [], button={"text": "Open", "start_parameter": "no spaces"})


@pytest.mark.parametrize(
    "result",
    [
        {"type": "photo", "id": "a", "photo_url": "https://example.org/a.png"},
        ARTICLE | {"nonsense": 1},
        ARTICLE | {"input_message_content": {"latitude": 1, "longitude": 2}},
        {name: value for name, value in ARTICLE.items() if name != "title"},
        "article",
    ],
)
async def test_what_no_bot_should_send_is_a_fault(telegram: Telegram, result: Any) -> None:
    telegram.inline = True
    asked = telegram.add_person("Ana", "en").ask_inline("")
    with pytest.raises(Fault):
        await answer(telegram, asked.id, [result])
    assert len(telegram.faults) == 1
