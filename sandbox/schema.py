"""What a call may carry, derived from the signatures and types of python-telegram-bot.

Reading a keyboard of five buttons through `de_json` and writing it with `to_dict` takes some 300 µs;
checks derived once from the same classes take about 10, and notice wrong JSON types besides unknown
fields. The tests hold them equal to `de_json`.
"""

from __future__ import annotations

import datetime as dtm
import inspect
import json
import pathlib
import sys
import types
import typing
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from importlib import import_module
from typing import Any

import telegram

from sandbox.refusal import Fault, bad_request, faulty

Check = Callable[[Any], Any]

_ALIASES = vars(import_module("telegram._utils.types"))
_DEFAULT_VALUE = import_module("telegram._utils.defaultvalue").DefaultValue
_NAMES: dict[str, Any] = {**_ALIASES, **vars(telegram), "Sequence": Sequence}

# What telegram.Bot takes for the comfort of its callers and never sends.
_TIMEOUTS = ("read_timeout", "write_timeout", "connect_timeout", "pool_timeout")
_COMFORT = (
    "filename",
    "venue",
    "location",
    "contact",
    "allow_sending_without_reply",
    "reply_to_message_id",
    "current_offset",
)
_CLIENT_SIDE = {"self", "api_kwargs", *_TIMEOUTS, *_COMFORT}
_NEVER_ON_THE_WIRE = (
    types.NoneType,
    _DEFAULT_VALUE,
    object,
    pathlib.Path,
    typing.IO,
    bytes,
    tuple,
    Callable,
    telegram.InputFile,
    dtm.timedelta,
)
_MISSING = {
    "chat_id": "chat_id is empty",
    "text": "message text is empty",
    "message_id": "message identifier is not specified",
    "callback_query_id": "query is too old and response timeout expired or query ID is invalid",
}
_NEEDED = {"inline_keyboard": "inline keyboard expected"}
_PREFIX: dict[type, str] = {
    telegram.InlineKeyboardButton: "can't parse inline keyboard button: ",
    telegram.KeyboardButton: "can't parse keyboard button: ",
    telegram.MessageEntity: "can't parse MessageEntity: ",
}


class Misfit(Exception):
    """A value of the wrong JSON type; the argument names the type that was wanted."""


def parameters(method: str, given: Mapping[str, Any]) -> dict[str, Any] | None:
    """The checked parameters of a call; None when `telegram.Bot` has no such method.

    Values are as on the wire: form fields and nested JSON may be strings, or already parsed.
    Raises `Refusal` for a parameter that is missing, `Fault` for one that is unknown or of the wrong type.
    """
    signature = _signature(method)
    if signature is None:
        return None
    checks, required = signature
    checked = {}
    for name, value in given.items():
        if value is None:
            continue
        check = checks.get(name)
        if check is None:
            raise faulty(f'unknown parameter "{name}" of {method}')
        try:
            checked[name] = check(value)
        except Misfit as misfit:
            raise faulty(f'field "{name}" must be of type {misfit}') from None
    for name in required:
        if checked.get(name, "") == "":
            raise bad_request(_MISSING.get(name) or f'parameter "{name}" is required')
    return checked


@cache
def _signature(method: str) -> tuple[dict[str, Check], tuple[str, ...]] | None:
    function = getattr(telegram.Bot, method, None)
    if method.startswith("_") or "_" in method or not inspect.iscoroutinefunction(function):
        return None
    hints = _hints(function, telegram.Bot.__module__)
    accepted = {
        name: parameter
        for name, parameter in inspect.signature(function).parameters.items()
        if name not in _CLIENT_SIDE
    }
    required = tuple(name for name, given in accepted.items() if given.default is inspect.Parameter.empty)
    return {name: _parameter(hints[name]) for name in accepted}, required


def _hints(function: Any, module: str) -> dict[str, Any]:
    return typing.get_type_hints(function, {**vars(sys.modules[module]), **_NAMES})


def _choices(hint: Any) -> list[Any]:
    """The types of a hint that can come over the wire."""
    origin = typing.get_origin(hint)
    if origin in (typing.Union, types.UnionType):
        return [choice for part in typing.get_args(hint) for choice in _choices(part)]
    return [] if (origin or hint) in _NEVER_ON_THE_WIRE else [hint]


def _is_object(hint: Any) -> bool:
    return isinstance(hint, type) and issubclass(hint, telegram.TelegramObject)


def _parameter(hint: Any) -> Check:
    """The check of a parameter itself, which unlike a nested field may be a string of any other type."""
    choices = _choices(hint)
    if str in choices:
        return _identifier if int in choices else _words
    if choices == [bool]:
        return _yes_or_no
    check = _check(hint)

    def parse_and_check(value: Any) -> Any:
        if isinstance(value, str):
            try:
                value = json.loads(value)
            except ValueError:
                raise Misfit("JSON") from None
        return check(value)

    return parse_and_check


def _words(value: Any) -> str:
    if isinstance(value, str):
        return value
    if type(value) in (int, float):
        return str(value)
    raise Misfit("String")


def _identifier(value: Any) -> int | str:
    return value if type(value) is int else _words(value)


def _yes_or_no(value: Any) -> bool:
    if isinstance(value, str) and value.lower() in ("true", "false", "1", "0"):
        return value.lower() in ("true", "1")
    return _boolean(value)


@cache
def _check(hint: Any) -> Check:
    choices = _choices(hint)
    if len(choices) > 1 and all(_is_object(choice) for choice in choices):
        return _one_object_of(choices)
    checks = [_plain(choice) for choice in sorted(choices, key=_is_object)]
    if len(checks) == 1:
        return checks[0]

    def first_that_fits(value: Any) -> Any:
        for check in checks[:-1]:
            try:
                return check(value)
            except Misfit:
                continue
        return checks[-1](value)

    return first_that_fits


def _plain(choice: Any) -> Check:
    simple: dict[Any, Check] = {
        str: _string,
        int: _integer,
        float: _number,
        bool: _boolean,
        dtm.datetime: _integer,
    }
    if choice in simple:
        return simple[choice]
    if typing.get_origin(choice) is Sequence:
        return _array(_check(typing.get_args(choice)[0]))
    if choice is telegram.InlineQueryResult:
        return _article
    if choice is telegram.InputMessageContent:
        return _object(telegram.InputTextMessageContent)
    if _is_object(choice):
        return _read_by_de_json(choice) if choice.__subclasses__() else _object(choice)
    raise TypeError(f"no way to check {choice!r}")


def _string(value: Any) -> str:
    if isinstance(value, str):
        return value
    raise Misfit("String")


def _integer(value: Any) -> int:
    if type(value) is int:
        return value
    raise Misfit("Number")


def _number(value: Any) -> float:
    if type(value) in (int, float):
        return float(value)
    raise Misfit("Number")


def _boolean(value: Any) -> bool:
    if value is True or value is False:
        return value
    raise Misfit("Boolean")


def _array(check: Check) -> Check:
    def check_all(value: Any) -> list[Any]:
        if not isinstance(value, list | tuple):
            raise Misfit("Array")
        return [check(item) for item in value]

    return check_all


def _fields(kind: type[telegram.TelegramObject]) -> tuple[dict[str, Check], tuple[str, ...]]:
    """The checks of a class's fields, and the fields it cannot be without.

    A slot that is no argument (`remove_keyboard`, `force_reply`) is a constant True that must be sent.
    """
    accepted = inspect.signature(kind).parameters
    hints = _hints(kind.__init__, kind.__module__)
    checks = {name: _check(hints[name]) for name in accepted if name != "api_kwargs"}
    constants = [name for name in kind.__slots__ if name not in accepted and not name.startswith("_")]
    required = [n for n, given in accepted.items() if given.default is inspect.Parameter.empty]
    return checks | dict.fromkeys(constants, _boolean), (*required, *constants)


@cache
def _object(kind: type[telegram.TelegramObject]) -> Check:
    checks, required = _fields(kind)

    def check_object(value: Any) -> dict[str, Any]:
        if not isinstance(value, dict):
            raise Misfit("Object")
        for name in required:
            if value.get(name) is None:
                raise _wrong_field(kind, _NEEDED.get(name) or f'can\'t find field "{name}"')
        checked = {}
        for name in value:
            item = value[name]
            if item is None:
                continue
            check = checks.get(name)
            if check is None:
                raise _wrong_field(kind, f'unknown field "{name}" of {kind.__name__}')
            try:
                checked[name] = check(item)
            except Misfit as misfit:
                raise _wrong_field(kind, f'field "{name}" must be of type {misfit}') from None
        return checked

    return check_object


def _wrong_field(kind: type, words: str) -> Fault:
    prefix = _PREFIX.get(kind, "")
    return faulty(prefix + words[0].upper() + words[1:] if prefix else words)


def _one_object_of(kinds: Sequence[Any]) -> Check:
    """The check of a union of objects, told apart by the first field each cannot be without."""
    by_key = [(_fields(kind)[1][0], _object(kind)) for kind in kinds]

    def check_object(value: Any) -> Any:
        if not isinstance(value, dict):
            raise Misfit("Object")
        for key, check in by_key:
            if key in value:
                return check(value)
        raise faulty("object expected as reply markup")

    return check_object


def _article(value: Any) -> Any:
    """The check of what is offered in inline mode: of all kinds the sandbox knows articles with a text."""
    if not isinstance(value, dict):
        raise Misfit("Object")
    if value.get("type") != "article":
        raise faulty(f"can't parse inline query result: no such type in the sandbox: {value.get('type')}")
    content = {name: item for name, item in value.items() if name != "type"}
    checked: dict[str, Any] = _object(telegram.InlineQueryResultArticle)(content)
    return {"type": "article", **checked}


def _read_by_de_json(kind: type[telegram.TelegramObject]) -> Check:
    """The check of a family that python-telegram-bot itself tells apart, such as a scope of commands."""

    def check_object(value: Any) -> Any:
        if not isinstance(value, dict):
            raise Misfit("Object")
        try:
            read = kind.de_json(value)
        except (TypeError, ValueError, KeyError, AttributeError) as error:
            raise faulty(f"can't parse {kind.__name__}: {error}") from None
        if read.api_kwargs:
            raise faulty(f"unknown fields {sorted(read.api_kwargs)} of {kind.__name__}")
        return plain(read)

    return check_object


def plain(thing: telegram.TelegramObject) -> dict[str, Any]:
    """The JSON of a python-telegram-bot object, with plain strings in the place of its enumerations."""
    written: dict[str, Any] = json.loads(thing.to_json())
    return written
