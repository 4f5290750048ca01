"""The body of each request: an update, mostly changed into something that Telegram would never send."""

import json
import re
from random import Random
from typing import Any

from tests.fuzz.updates import FIRST_ID, Wire, update

DEEP = 100_000
ODD: tuple[Any, ...] = (
    None, True, False, 0, -1, 1, 2**31, 2**53 + 1, 2**63 - 1, 2**63, -(2**63), -(2**63) - 1, 10**30, 10**400,
    0.5, -0.0, 1e308, float("nan"), float("inf"), float("-inf"),
    "", "0", "\0", "a\0b", "\ud800", "\udfff\ud83d", "\u202e", "😀", "null", "true", "x" * 65, "é" * 5_000,
    "x" * 300_000, "1" * 5_000, "%s{x}\n", "<b>", "' OR 1=1; --", "/start", "private", "group", "kicked",
    [], {}, [None], [[]], {"": ""}, {"id": 5001}, {"a": {"b": {}}}, [1, "2", None, 4.5] * 50,
)  # fmt: skip
"""What stands where something else should."""
WHOLE = (
    b"", b" ", b"\n", b"null", b"true", b"0", b"-1", b'""', b'"x"', b"[]", b"{}", b"[{}]", b"NaN",
    b"{", b"}", b'{"', b"\xff\xfe", b"\xef\xbb\xbf{}", b"\0", b"<update/>", b"update_id=1",
    b"{'update_id': 1}", b'{"update_id": 1,}', b'{"update_id": NaN}', b'{"update_id": 1e5}',
    b'{"update_id": "5"}', b'{"update_id": true}', b'{"update_id": []}', b'{"update_id": -5}',
    b'{"update_id": 99999999999999999999}', b'{"update_id": ' + b"9" * 10_000 + b"}",
    b"[" * DEEP, b'{"a":' * DEEP, b"[" * DEEP + b"]" * DEEP,
    b'{"update_id": 7, "message": ' + b"[" * DEEP + b"]" * DEEP + b"}",
    b'{"update_id": 8, "message": ' + b'{"reply_to_message":' * DEEP + b"{}" + b"}" * DEEP + b"}",
)  # fmt: skip
"""Bodies that are no update at all."""
_NUMBER = re.compile(r"\d+")


def body(seed: int, number: int) -> bytes:
    """The body with this number: the same for the same seed, whatever came before it."""
    chance = Random(f"{seed}/{number}")
    drawn = chance.random()
    if drawn < 0.01:
        return chance.choice(WHOLE)
    made: Any = update(number, chance)
    if drawn < 0.35:
        return json.dumps(made).encode()
    if drawn < 0.8:
        for _ in range(chance.choice((1, 1, 1, 2, 3))):
            _change(made, chance)
        return _written(made, chance)
    if drawn < 0.87:
        _nest(made, chance)
        return _written(made, chance)
    return _damaged(_written(made, chance), chance)


def _change(made: Wire, chance: Random) -> None:
    """Put something odd somewhere, take something away, or add what nobody knows."""
    holder: Any = made
    while True:
        key = chance.choice([*holder] if isinstance(holder, dict) else range(len(holder)))
        inside = holder[key]
        if not isinstance(inside, (dict, list)) or not inside or chance.random() < 0.2:
            break
        holder = inside
    drawn = chance.random()
    if key == "update_id" and drawn < 0.9:
        return  # most keep theirs, or nothing would come of them
    if drawn < 0.7 or isinstance(holder, list):
        holder[key] = _odd(chance)
    elif drawn < 0.85:
        del holder[key]
    else:
        holder[chance.choice(("from", "chat", "data", "text", "zzz", "", "\ud800", "date", "message"))] = (
            _odd(chance)
        )


def _odd(chance: Random) -> Any:
    while True:
        found = chance.choice(ODD)
        if not isinstance(found, str) or len(found) < 100_000 or chance.random() < 0.05:
            return json.loads(json.dumps(found)) if isinstance(found, (dict, list)) else found


def _nest(made: Wire, chance: Random) -> None:
    """Put one into the other, some hundred times: just about what can be read, and a little more."""
    inside: Any = chance.choice(("x", "\ud800", "a\0b", None))
    wrap = chance.choice((lambda one: [one], lambda one: {"reply_to_message": one}, lambda one: {"x": one}))
    for _ in range(chance.choice((20, 60, 200, 240, 300, 490, 900))):
        inside = wrap(inside)
    kind = next(key for key in made if key != "update_id")
    where = chance.choice((made, made[kind]))
    where[chance.choice(("text", "message", "zzz", "from", "reply_to_message"))] = inside


def _written(made: Any, chance: Random) -> bytes:
    """As JSON, in ASCII or in UTF-8 as it comes: half characters are then no UTF-8."""
    if chance.random() < 0.5:
        return json.dumps(made).encode()
    return json.dumps(made, ensure_ascii=False, indent=chance.choice((None, 1))).encode(
        errors="surrogatepass"
    )


def _damaged(text: bytes, chance: Random) -> bytes:
    """Cut, flipped, doubled: bytes that are hardly JSON any more, or say a thing twice."""
    place = chance.randrange(len(text))
    drawn = chance.randrange(6)
    if drawn == 0:
        return text[:place]
    if drawn == 1:
        flipped = bytearray(text)
        for _ in range(chance.randrange(1, 5)):
            flipped[chance.randrange(len(text))] = chance.randrange(256)
        return bytes(flipped)
    if drawn == 2:
        return text[:place] + text[place - chance.randrange(100) :]
    if drawn == 3:
        twice = chance.choice(
            (f'"update_id": {FIRST_ID + 1}', '"message": {}', '"from": {"id": 5001}', '"id": "x"')
        )
        return text.replace(b"{", b"{" + twice.encode() + b", ", chance.randrange(1, 4))
    if drawn == 4:
        longer = chance.choice(("1" * 30, "1" * 5_000, "1e400", "-0", "NaN", "-Infinity", "1.5", "007"))
        numbers = list(_NUMBER.finditer(text.decode(errors="replace")))
        found = chance.choice(numbers)
        return b"".join((text[: found.start()], longer.encode(), text[found.end() :]))
    return text + chance.choice((b"x", text, b"\0", b" " * 1000, b"//", b"]"))
