"""The items of a large JSON file, found one by one without holding it all in memory."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from mmap import mmap
from typing import Any

from campaign.offers import Unfit

DEEPEST = 40
"""Brackets within brackets in one item; no item of a feed is so deep."""

LARGEST = 8_000_000
"""Bytes of one item."""

_TOKEN = re.compile(rb'"(?:[^"\\]++|\\.)*+"|["\[\]{}]', re.DOTALL)
_FIRST = re.compile(rb"(?:\xef\xbb\xbf)?\s*([\[{])")
_GRAPH = (b'"@graph"', b'"graph"')
_BETWEEN = re.compile(rb"[\s,]*+")
_COLON = re.compile(rb"\s*:\s*")


@dataclass(frozen=True, slots=True)
class _Found:
    kind: bytes
    at: int


@dataclass(frozen=True, slots=True)
class Item:
    """Where one item stands, in bytes, and its line; `wrong` says why it cannot be read, or is empty."""

    start: int
    end: int
    line: int
    wrong: str = ""


class JsonItems:
    """Finds the items: those of the list `@graph` (or `graph`), of a list, or the one object there is.

    `incomplete` says, once all items are found, why some may be missing, or is empty.
    """

    def __init__(self, data: mmap) -> None:
        self.incomplete = ""
        self._data = data
        self._line = 1
        self._counted = 0

    def find(self) -> Iterator[Item]:
        """All items in order; Unfit where the file is no JSON list or object."""
        first = _FIRST.match(self._data)
        if first is None:
            raise Unfit("this is not JSON: it must begin with { or [")
        if first[1] == b"[":
            yield from self._list(first.end())
            return
        graph = self._graph(first.start(1))
        if graph is None:
            return
        if graph.kind == b"}":
            yield self._item(first.start(1), graph.at, 1)
        else:
            yield from self._list(graph.at)

    def load(self, item: Item) -> Any:
        """What an item says; Unfit, in a sentence, for what cannot be read."""
        if item.wrong:
            raise Unfit(item.wrong)
        raw = self._data[item.start : item.end]
        try:
            return json.loads(_words(raw))
        except json.JSONDecodeError as error:
            raise Unfit(f"this is not JSON: {error.msg}, on line {item.line + error.lineno - 1}") from None
        except (ValueError, RecursionError):
            raise Unfit("this is not JSON that can be read") from None

    def _graph(self, top: int) -> "_Found | None":
        """Where the list of the graph opens, or else where the object that begins at `top` ends."""
        depth, key = 0, None
        for token in _TOKEN.finditer(self._data, top):
            kind = token[0]
            if kind in b"[{":
                if depth == 1 and kind == b"[" and key and self._is_graph(key, token.start()):
                    return _Found(b"[", token.end())
                depth += 1
            elif kind in b"]}":
                depth -= 1
                if depth == 0:
                    return _Found(b"}", token.end())
            elif kind == b'"':
                break
            elif depth == 1:
                key = token
        self.incomplete = "the file stops in the middle of its only object"
        return None

    def _list(self, free: int) -> Iterator[Item]:
        """The items of the list whose inside begins at `free`."""
        depth = deepest = start = 0
        for token in _TOKEN.finditer(self._data, free):
            kind = token[0]
            if kind in b"[{":
                if depth == 0:
                    yield from self._stray(free, token.start())
                    start = token.start()
                depth += 1
                deepest = max(deepest, depth)
            elif kind in b"]}":
                depth -= 1
                if depth < 0:
                    yield from self._stray(free, token.start())
                    return
                if depth == 0:
                    yield self._item(start, token.end(), deepest)
                    free, deepest = token.end(), 0
            elif kind == b'"':
                break
        line = self._line_at(start if depth else free)
        self.incomplete = f"the file stops in the middle, in what begins on line {line}"

    def _item(self, start: int, end: int, depth: int) -> Item:
        line = self._line_at(start)
        if end - start > LARGEST:
            return Item(
                start, end, line, f"it is larger than {LARGEST // 1_000_000} MB; give a list of smaller ones"
            )
        return Item(start, end, line, "it has too many brackets within brackets" if depth > DEEPEST else "")

    def _stray(self, start: int, end: int) -> Iterator[Item]:
        """What stands between two items and is more than a comma."""
        between = _BETWEEN.match(self._data, start, end)
        at = between.end() if between else start
        if at < end:
            yield Item(at, end, self._line_at(at), "between the objects of the list stands something else")

    def _is_graph(self, key: re.Match[bytes], bracket: int) -> bool:
        return key[0] in _GRAPH and bool(_COLON.fullmatch(self._data, key.end(), bracket))

    def _line_at(self, at: int) -> int:
        self._line += self._data[self._counted : at].count(b"\n") if at > self._counted else 0
        self._counted = max(self._counted, at)
        return self._line


def _words(raw: bytes) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("cp1252", errors="replace")
