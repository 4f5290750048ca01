"""Reading one object of linked data (JSON-LD) without caring how its names and values are spelt."""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

OWN = "vraag:"
"""The prefix of the fields that are ours; `OWN_NAMESPACE` is what it stands for."""

OWN_NAMESPACE = "urn:vraagbot:"

_LAST = re.compile(r"[^/#:]+$")

Node = Mapping[str, Any]


@lru_cache(maxsize=2048)
def name_of(key: str) -> str:
    """A property or a class without prefix and address; our own fields keep their prefix."""
    if key.startswith("@"):
        return key[1:]
    for own in (OWN, OWN_NAMESPACE):
        if key.startswith(own):
            return OWN + key.removeprefix(own)
    last = _LAST.search(key)
    return last[0] if last else key


def node(value: Any) -> Node:
    """An object with its names made bare; a text is taken for a reference, all else for an empty object."""
    if isinstance(value, str):
        return {"id": value}
    if not isinstance(value, dict):
        return {}
    return {name_of(key): inner for key, inner in reversed(value.items())}


def many(value: Any) -> list[Any]:
    """A value as a list: nothing is an empty one, `@list` and `@set` are opened."""
    if isinstance(value, dict):
        for wrapping in ("@list", "@set"):
            if wrapping in value:
                return many(value[wrapping])
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def text(value: Any) -> str:
    """The first text or number in a value, as text; `@value` and `@id` are opened."""
    for one in many(value):
        if isinstance(one, dict):
            one = one.get("@value", one.get("@id", one.get("id")))
        if isinstance(one, bool):
            return "yes" if one else "no"
        if isinstance(one, str | int | float):
            return str(one)
    return ""


def texts(value: Any) -> Iterator[str]:
    """All texts in a value."""
    for one in many(value):
        if said := text(one):
            yield said


def tongue(value: Any) -> str:
    """The language that a text is marked with, or nothing."""
    for one in many(value):
        if isinstance(one, dict) and isinstance(one.get("@language"), str):
            return str(one["@language"])
    return ""


def id_of(one: Node) -> str:
    """The id of an object."""
    return text(one.get("id"))


def is_reference(one: Node) -> bool:
    """Whether an object only refers to one that stands elsewhere."""
    return "id" in one and one.keys() <= {"id", "type"}


def nodes(value: Any) -> list[Node]:
    """The objects and references in a value."""
    return [node(one) for one in many(value)]


def within(value: Any) -> Iterator[Node]:
    """Every object in a value, itself first."""
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict):
            yield node(one)
            waiting.extend(reversed(one.values()))
        elif isinstance(one, list):
            waiting.extend(reversed(one))
