"""Logs: they tell what went wrong and where, and nothing that a person said or that nobody may know."""

import json
import logging
import sys
import threading
from collections.abc import Iterator
from dataclasses import replace
from inspect import currentframe
from typing import Any

import pytest
from sqlalchemy.exc import DBAPIError

from bot.logs import set_up, told
from bot.rounds import run_rounds
from dialogs.citizen.help import missing
from dialogs.pages import site
from dialogs.screen import Screen
from dialogs.site import Site
from dialogs.visit import Visit
from sandbox.refusal import bad_request
from tests.bot.faults import refusing
from tests.talk import Talk

NAME, HANDLE, PHONE, WORDS, CHAT = "Zoltana", "zoltana_q", "0687654321", "my secret words", 4503599627370496
SECRETS = (NAME, HANDLE, PHONE, WORDS, str(CHAT), "3331 AB", "SANDBOX")


@pytest.fixture(autouse=True)
def loggers() -> Iterator[None]:
    """Put the loggers back as they were."""
    names = ("", "bot", "storage", "dialogs", "campaign", "sandbox", "aiogram", "aiohttp", "apscheduler")
    before = [(logging.getLogger(name), logging.getLogger(name).level) for name in names]
    handlers, raised = logging.getLogger().handlers[:], logging.raiseExceptions
    hooks = sys.excepthook, sys.unraisablehook, threading.excepthook
    yield
    logging.getLogger().handlers[:], logging.raiseExceptions = handlers, raised
    sys.excepthook, sys.unraisablehook, threading.excepthook = hooks
    logging.captureWarnings(False)
    for logger, level in before:
        logger.setLevel(level)


async def boom(visit: Visit, **_arguments: object) -> Screen:
    """A page that raises with all it knows."""
    incoming = visit.incoming
    raise ValueError(f"{incoming.name} {incoming.handle} {incoming.chat_id} {incoming.text}")


def with_every_page_broken() -> Site:
    """All addresses, and at each a page that raises."""
    return Site([replace(route, page=boom) for route in site().routes], missing)


async def go_wrong_in_every_way(talk: Talk) -> None:
    """A page that raises, a commit that fails, words that Telegram refuses, a round that fails."""
    person = talk.telegram.add_person(NAME, "en", username=HANDLE, user_id=CHAT)
    await talk.does(person, "/start")
    await talk.does(person, "[16 or older]")
    whole, talk.app.site = talk.app.site, with_every_page_broken()
    await talk.does(person, WORDS)
    assert "went wrong" in person.messages[-1].text
    talk.app.site = whole
    async with refusing(talk.app.store, "chats"):
        person.say("3331 AB")
        (update,) = await talk.bot.get_updates(timeout=0)
        with pytest.raises(DBAPIError) as failed:
            await talk.edge.handle(update)
        logging.getLogger("bot.test").error("it could not be saved", extra=told(failed.value))
    await talk.settle()

    async def refuse(method: str, _parameters: dict[str, Any]) -> None:
        if method == "sendMessage":
            raise bad_request(f"can't parse entities in {PHONE} of {NAME}")

    talk.telegram.before_call = refuse
    await talk.does(person, WORDS)
    talk.telegram.before_call = None
    async with talk.app.store.begin() as memory:
        await memory.connection.exec_driver_sql("DROP TABLE dates")
    await run_rounds(talk.app)


async def test_what_goes_wrong_is_logged_without_anything_personal(
    chat: Talk, capsys: pytest.CaptureFixture[str]
) -> None:
    set_up("text")
    await go_wrong_in_every_way(chat)
    logged = capsys.readouterr().err
    for told_of in (
        "a page went wrong",
        "it could not be saved",
        "an answer could not be shown",
        "the round turn_dates failed",
        "error=ValueError",
        "tests/bot/test_logs.py",
        "boom < dialogs/site.py",
    ):
        assert told_of in logged
    for secret in SECRETS:
        assert secret not in logged


async def test_json_logs_are_one_object_a_line(chat: Talk, capsys: pytest.CaptureFixture[str]) -> None:
    set_up("json")
    await go_wrong_in_every_way(chat)
    logged = [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    first = next(line for line in logged if line["message"] == "a page went wrong")
    assert (first["level"], first["logger"], first["error"]) == ("error", "bot.receive", "ValueError")
    assert isinstance(first["update"], int)
    assert {"time", "where"} <= first.keys()
    for secret in SECRETS:
        assert secret not in json.dumps(logged, ensure_ascii=False)


def test_libraries_speak_from_warnings_up_only(capsys: pytest.CaptureFixture[str]) -> None:
    set_up("text")
    logging.getLogger("bot.anything").info("told", extra={"count": 3})
    logging.getLogger("sqlalchemy.engine").info("a statement with its values")
    logging.getLogger("aiogram.event").error("an update with its words")
    logging.getLogger("apscheduler.executors").warning("a job was late")
    logging.getLogger("asyncio").warning("something slow: %s", WORDS)
    line = currentframe().f_lineno - 1  # type: ignore[union-attr]
    logged = capsys.readouterr().err.splitlines()
    assert [line.split(" ", 1)[1] for line in logged] == [
        "info    told count=3",
        f"warning asyncio says something where=test_logs:{line}:test_libraries_speak_from_warnings_up_only",
    ]


def test_an_error_names_the_way_through_our_files_and_its_own_place() -> None:
    def inner() -> None:
        json.loads("{")

    try:
        inner()
    except ValueError as error:
        where = told(error)["where"].split(" < ")
    assert where[0].startswith("decoder.py:")
    assert where[1].startswith("tests/bot/test_logs.py:")
    assert where[1].endswith(":inner")
    assert len(where) == 3
    assert told(ValueError(WORDS)) == {"error": "ValueError", "where": ""}
