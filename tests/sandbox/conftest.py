"""A sandbox whose every word is read back by python-telegram-bot, and a clock to move."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import telegram as ptb

from sandbox.person import Person
from sandbox.telegram import Telegram

FALSE_FLAGS = {
    "channel_chat_created",
    "delete_chat_photo",
    "group_chat_created",
    "supergroup_chat_created",
}
RESULTS: dict[str, type[ptb.TelegramObject]] = {
    "getMe": ptb.User,
    "getWebhookInfo": ptb.WebhookInfo,
    "getChat": ptb.ChatFullInfo,
    "getFile": ptb.File,
    "getUpdates": ptb.Update,
    "getMyCommands": ptb.BotCommand,
    "getMyName": ptb.BotName,
    "getMyDescription": ptb.BotDescription,
    "getMyShortDescription": ptb.BotShortDescription,
    "editMessageText": ptb.Message,
    "editMessageCaption": ptb.Message,
    "editMessageReplyMarkup": ptb.Message,
    **dict.fromkeys(
        ("sendMessage", "sendVenue", "sendLocation", "sendDocument", "sendPhoto", "sendVoice"), ptb.Message
    ),
}


class ReadBack(Telegram):
    """A sandbox that has every result read by python-telegram-bot, which must find nothing strange in it."""

    async def call(
        self, method: str, params: dict[str, Any], files: Mapping[str, ptb.InputFile] | None = None
    ) -> Any:
        result = await super().call(method, params, files)
        kind = RESULTS.get(method)
        for one in result if isinstance(result, list) else [result]:
            if kind is None:
                assert one is True
            else:
                read_back(kind, one)
        return result


def read_back(kind: type[ptb.TelegramObject], wire: dict[str, Any]) -> ptb.TelegramObject:
    """Read a JSON object and write it again; nothing may be unknown, lost or added."""
    wire = json.loads(json.dumps(wire))
    thing = kind.de_json(wire)
    assert not unknown(thing), unknown(thing)
    assert without_flags(json.loads(thing.to_json())) == wire
    return thing


def unknown(thing: Any) -> dict[str, Any]:
    """Fields that python-telegram-bot does not know, at any depth."""
    if isinstance(thing, list | tuple):
        return {name: value for one in thing for name, value in unknown(one).items()}
    if not isinstance(thing, ptb.TelegramObject):
        return {}
    found = dict(thing.api_kwargs)
    for value in thing.to_dict(recursive=False).values():
        found |= unknown(value)
    return found


def without_flags(value: Any) -> Any:
    if isinstance(value, list):
        return [without_flags(one) for one in value]
    if not isinstance(value, dict):
        return value
    return {
        name: without_flags(one) for name, one in value.items() if not (name in FALSE_FLAGS and one is False)
    }


@dataclass
class Clock:
    """The campaign's clock in a test."""

    moment: datetime = datetime(2027, 1, 13, 14, 0, tzinfo=UTC)

    def now(self) -> datetime:
        return self.moment

    def forward(self, **time: float) -> None:
        self.moment += timedelta(**time)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def telegram(clock: Clock) -> Iterator[Telegram]:
    sandbox = ReadBack(now=clock.now, seed=7)
    yield sandbox
    for update in sandbox.updates.waiting():
        read_back(ptb.Update, update)


@pytest.fixture
def ana(telegram: Telegram) -> Person:
    """A person who has started the bot, and nothing waiting."""
    person = telegram.add_person("Ana", "pt-br", username="ana")
    person.say("/start")
    telegram.updates.drop()
    return person
