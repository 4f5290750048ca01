"""Calls are held to python-telegram-bot's signatures and types."""

import inspect
from typing import Any

import pytest
import telegram as ptb
from hypothesis import given
from hypothesis import strategies as st

from sandbox.refusal import Fault, Refusal
from sandbox.schema import _check, parameters
from sandbox.telegram import METHODS

words = st.text(min_size=1, max_size=8)
button = st.fixed_dictionaries(
    {"text": words},
    optional={
        "url": words,
        "callback_data": words,
        "pay": st.booleans(),
        "copy_text": st.fixed_dictionaries({"text": words}),
        "web_app": st.fixed_dictionaries({"url": words}),
        "login_url": st.fixed_dictionaries({"url": words}, optional={"request_write_access": st.booleans()}),
        "nonsense": words,
    },
)
keyboards = st.fixed_dictionaries({"inline_keyboard": st.lists(st.lists(button, min_size=1), min_size=1)})


@given(keyboards)
def test_a_keyboard_is_known_or_unknown_exactly_as_for_python_telegram_bot(keyboard: dict[str, Any]) -> None:
    read = ptb.InlineKeyboardMarkup.de_json(keyboard)
    strange = any(one.api_kwargs for row in read.inline_keyboard for one in row)
    if strange:
        with pytest.raises(Fault, match='Unknown field "nonsense"'):
            _check(ptb.InlineKeyboardMarkup)(keyboard)
    else:
        assert _check(ptb.InlineKeyboardMarkup)(keyboard) == read.to_dict() == keyboard


@pytest.mark.parametrize("method", METHODS)
def test_every_method_of_the_sandbox_is_one_of_python_telegram_bot(method: str) -> None:
    own = inspect.signature(getattr(ptb.Bot, method)).parameters
    required = [name for name, given in own.items() if given.default is given.empty and name != "self"]
    if not required:
        assert parameters(method, {}) == {}
    else:
        with pytest.raises(Refusal):
            parameters(method, {})


def test_values_may_be_text_as_in_a_form_or_json_as_in_a_body() -> None:
    form = {
        "chat_id": "5",
        "latitude": "52.1",
        "longitude": "4",
        "disable_notification": "true",
        "reply_markup": '{"keyboard":[["A",{"text":"B"}]]}',
    }
    body = {
        "chat_id": 5,
        "latitude": 52.1,
        "longitude": 4.0,
        "disable_notification": True,
        "reply_markup": {"keyboard": [["A", {"text": "B"}]]},
    }
    assert parameters("sendLocation", form) == body | {"chat_id": "5"}
    assert parameters("sendLocation", body) == body


def test_methods_that_do_not_exist_have_no_parameters() -> None:
    assert parameters("sendNothing", {}) is None
    assert parameters("send_message", {"chat_id": 1, "text": "x"}) is None
    assert parameters("__init__", {}) is None


MARKUP = {"chat_id": 1, "text": "x"}


@pytest.mark.parametrize(
    ("method", "given", "said"),
    [
        ("sendMessage", {"chat_id": 1}, "message text is empty"),
        ("sendMessage", {"text": "x"}, "chat_id is empty"),
        (
            "sendMessage",
            {"chat_id": 1, "text": "x", "colour": 1},
            'unknown parameter "colour" of sendMessage',
        ),
        ("sendMessage", MARKUP | {"reply_to_message_id": 1}, 'unknown parameter "reply_to_message_id"'),
        ("sendMessage", MARKUP | {"read_timeout": 1}, 'unknown parameter "read_timeout"'),
        ("sendMessage", MARKUP | {"reply_markup": "{"}, 'field "reply_markup" must be of type JSON'),
        ("sendMessage", MARKUP | {"reply_markup": []}, 'field "reply_markup" must be of type Object'),
        ("sendMessage", MARKUP | {"reply_markup": {}}, "object expected as reply markup"),
        (
            "sendMessage",
            MARKUP | {"reply_markup": {"inline_keyboard": "bad"}},
            'field "inline_keyboard" must be of type Array',
        ),
        (
            "sendMessage",
            MARKUP | {"reply_markup": {"inline_keyboard": [[{"callback_data": "x"}]]}},
            "can't parse inline keyboard button: Can't find field \"text\"",
        ),
        (
            "sendMessage",
            MARKUP | {"reply_markup": {"inline_keyboard": [[{"text": 5, "callback_data": "x"}]]}},
            'can\'t parse inline keyboard button: Field "text" must be of type String',
        ),
        (
            "sendMessage",
            MARKUP | {"reply_markup": {"force_reply": "yes"}},
            'field "force_reply" must be of type Boolean',
        ),
        (
            "sendMessage",
            MARKUP | {"reply_markup": {"keyboard": [["A"]], "selective": "yes"}},
            'field "selective" must be of type Boolean',
        ),
        (
            "sendMessage",
            MARKUP | {"link_preview_options": {"is_disabled": "yes"}},
            'field "is_disabled" must be of type Boolean',
        ),
        (
            "sendMessage",
            MARKUP | {"entities": [{"type": "bold", "offset": "0", "length": 1}]},
            'can\'t parse MessageEntity: Field "offset" must be of type Number',
        ),
        (
            "editMessageText",
            {"chat_id": 1, "message_id": 2, "text": "x", "reply_markup": {"keyboard": [["A"]]}},
            "inline keyboard expected",
        ),
        ("deleteMessage", {"chat_id": 1}, "message identifier is not specified"),
        ("deleteMessage", {"chat_id": 1, "message_id": "two"}, 'field "message_id" must be of type JSON'),
        ("deleteMessage", {"chat_id": 1, "message_id": True}, 'field "message_id" must be of type Number'),
        ("setMyCommands", {"commands": [{"command": "a"}]}, 'can\'t find field "description"'),
        (
            "setMyCommands",
            {"commands": [], "scope": {"type": "default", "colour": 1}},
            "unknown fields ['colour'] of BotCommandScope",
        ),
        ("setMyCommands", {"commands": [], "scope": "chat"}, 'field "scope" must be of type JSON'),
        ("setMyCommands", {"commands": [], "scope": {"type": "chat"}}, "can't parse BotCommandScope"),
    ],
)
def test_what_does_not_fit_is_refused_in_words(method: str, given: dict[str, Any], said: str) -> None:
    with pytest.raises(Refusal) as refused:
        parameters(method, given)
    assert refused.value.code == 400
    assert refused.value.description.startswith(f"Bad Request: {said}")


async def test_a_call_that_no_bot_should_make_is_remembered_as_a_fault(telegram: Any) -> None:
    with pytest.raises(Refusal, match="Not Found") as refused:
        await telegram.call("sendDice", {"chat_id": 1})
    assert refused.value.code == 404
    with pytest.raises(Refusal):
        await telegram.call("sendMessage", {"chat_id": 1, "text": "x", "colour": 1})
    with pytest.raises(Refusal, match="chat not found"):
        await telegram.call("sendMessage", {"chat_id": 1, "text": "x"})
    assert telegram.faults == [
        "sendDice: Not Found",
        'sendMessage: Bad Request: unknown parameter "colour" of sendMessage',
    ]
