"""Telegram's HTML: read into entities, and safe HTML for a page written from them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from html import escape
from typing import Any, NamedTuple

from sandbox.links import check_link
from sandbox.refusal import bad_request

Entity = dict[str, Any]
Formatted = tuple[str, list[Entity]]
UserOf = Callable[[int], dict[str, Any] | None]

_TAGS = {
    "bold": ("b", "strong"),
    "italic": ("i", "em"),
    "underline": ("u", "ins"),
    "strikethrough": ("s", "strike", "del"),
    "code": ("code",),
    "pre": ("pre",),
    "blockquote": ("blockquote",),
    "spoiler": ("tg-spoiler", "span"),
    "text_link": ("a",),
    "custom_emoji": ("tg-emoji",),
}
_TYPES = {tag: kind for kind, tags in _TAGS.items() for tag in tags}
_REFERENCE = re.compile(r"&(?:#x([0-9a-fA-F]{1,6})|#([0-9]{1,7})|(lt|gt|amp|quot)(?![A-Za-z]));?")
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_BARE = re.compile(r"<(/?)([a-z-]+)>")
_NAME = re.compile(r"[^\s>]*")
_ATTRIBUTE = re.compile(r"([^\s=>/\"']*)\s*")
_TOKEN = re.compile(r"[A-Za-z0-9.-]*")


def units(text: str) -> int:
    """The length of a text in UTF-16 code units, which is how Telegram counts."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


class _Open(NamedTuple):
    """A tag not yet closed: its argument, and where its text begins (UTF-16 offset; number of the part)."""

    tag: str
    argument: str
    offset: int
    part: int


def parse_html(html: str, user: UserOf = lambda _: None) -> Formatted:
    """Text and entities (UTF-16 offsets) of Telegram's HTML. Raises `Refusal`: can't parse entities."""
    parts: list[str] = []
    entities: list[Entity] = []
    opened: list[_Open] = []
    offset = position = 0
    measure = len if units(html) == len(html) and "&#" not in html else units
    while True:
        start = html.find("<", position)
        parts.append(_decoded(html[position:start] if start >= 0 else html[position:]))
        offset += measure(parts[-1])
        if start < 0:
            break
        bare = _BARE.match(html, start)
        if html.startswith("/", start + 1):
            if not opened:
                raise _unparsable(html, start, "Unexpected end tag")
            begun = opened.pop()
            position = bare.end() if bare and bare[2] == begun.tag else _end_tag(html, start, begun.tag)
            if offset > begun.offset:
                covered = "".join(parts[begun.part :])
                _add(entities, begun, offset - begun.offset, covered, user)
        else:
            if bare and bare[2] in _TYPES and bare[2] != "span":
                position, tag, argument = bare.end(), bare[2], ""
            else:
                position, tag, argument = _start_tag(html, start)
            opened.append(_Open(tag, argument, offset, len(parts)))
    if opened:
        last = opened[-1].tag
        raise bad_request(f"can't parse entities: Can't find end tag corresponding to start tag \"{last}\"")
    return "".join(parts), _tidied(entities)


def _tidied(entities: list[Entity]) -> list[Entity]:
    """In order, the longer first; bold inside bold is nothing new, and only `pre` has a language."""
    kept: list[Entity] = []
    for entity in sorted(entities, key=lambda one: (one["offset"], -one["length"])):
        end = entity["offset"] + entity["length"]
        if entity["type"] == "code":
            entity.pop("language", None)
        if not any(one["type"] == entity["type"] and end <= one["offset"] + one["length"] for one in kept):
            kept.append(entity)
    return kept


def _add(entities: list[Entity], begun: _Open, length: int, covered: str, user: UserOf) -> None:
    """Add the entity of a tag that is closed, unless Telegram makes nothing of it."""
    kind, argument = _TYPES[begun.tag], begun.argument
    entity: Entity = {"type": kind, "offset": begun.offset, "length": length}
    if kind == "text_link":
        link = argument or covered
        if mentioned := re.fullmatch(r"tg://user\?id=(\d+)", link):
            if (known := user(int(mentioned[1]))) is None:
                return
            entity |= {"type": "text_mention", "user": known}
        else:
            try:
                entity["url"] = check_link(link)
            except ValueError:
                return
    elif kind == "custom_emoji":
        if not argument.isdecimal() or not 0 < int(argument) < 2**63:
            raise bad_request("can't parse entities: Invalid custom emoji identifier specified")
        entity["custom_emoji_id"] = argument
    elif kind == "blockquote" and argument:
        entity["type"] = "expandable_blockquote"
    elif kind in ("pre", "code"):
        if argument:
            entity["language"] = argument
        before = entities[-1] if entities else entity
        same_place = (before["offset"], before["length"]) == (begun.offset, length)
        language = argument or before.get("language")
        if same_place and {kind, before["type"]} == {"pre", "code"} and language:
            before.update(type="pre", language=language)
            return
    entities.append(entity)


def _decoded(chunk: str) -> str:
    if "&" not in chunk:
        return chunk

    def character(reference: re.Match[str]) -> str:
        if named := reference[3]:
            return _NAMED[named]
        code = int(reference[1], 16) if reference[1] else int(reference[2])
        return chr(code) if 0 < code < 0x10FFFF else reference[0]

    return _REFERENCE.sub(character, chunk)


def _unparsable(html: str, position: int, words: str, more: str = "") -> Exception:
    at = len(html[:position].encode("utf-8", "surrogatepass"))
    return bad_request(f"can't parse entities: {words} at byte offset {at}{more}")


def _end_tag(html: str, start: int, expected: str) -> int:
    name = _NAME.match(html, start + 2)
    assert name is not None
    end = _after_spaces(html, name.end())
    if not html.startswith(">", end):
        raise _unparsable(html, start, "Unclosed end tag")
    if name[0] and name[0] != expected:
        raise _unparsable(
            html, start, "Unmatched end tag", f', expected "</{expected}>", found "</{name[0]}>"'
        )
    return end + 1


def _after_spaces(html: str, position: int) -> int:
    while position < len(html) and html[position].isspace():
        position += 1
    return position


def _start_tag(html: str, start: int) -> tuple[int, str, str]:
    """Where the tag ends, its name, and the one argument that matters to it (a link, a language …)."""
    name = _NAME.match(html, start + 1)
    assert name is not None
    position, tag, argument = name.end(), name[0].lower(), ""
    if position == len(html):
        raise _unparsable(html, start, "Unclosed start tag")
    if tag not in _TYPES:
        raise _unparsable(html, start, f'Unsupported start tag "{tag}"')
    while not html.startswith(">", position := _after_spaces(html, position)):
        attribute = _ATTRIBUTE.match(html, position)
        assert attribute is not None
        if not attribute[1]:
            raise _unparsable(html, start, f'Empty attribute name in the tag "{tag}"')
        position, value = attribute.end(), ""
        if html.startswith("=", position):
            position, value = _attribute_value(html, start, _after_spaces(html, position + 1), tag)
        elif position == len(html):
            raise _unparsable(html, start, f'Unclosed start tag "{tag}"')
        argument = _argument(tag, attribute[1], value) or argument
    if tag == "span" and argument != "spoiler":
        raise _unparsable(html, start, 'Tag "span" must have class "tg-spoiler"')
    return position + 1, tag, argument


def _attribute_value(html: str, start: int, position: int, tag: str) -> tuple[int, str]:
    if position == len(html):
        raise _unparsable(html, start, f'Unclosed start tag "{tag}"')
    if html[position] in "\"'":
        end = html.find(html[position], position + 1)
        if end < 0 or end + 1 == len(html):
            raise _unparsable(html, start, "Unclosed start tag")
        return end + 1, _decoded(html[position + 1 : end])
    token = _TOKEN.match(html, position)
    assert token is not None
    if token.end() == len(html):
        raise _unparsable(html, start, "Unclosed start tag")
    if not (html[token.end()] == ">" or html[token.end()].isspace()):
        raise _unparsable(html, position, "Unexpected end of name token")
    return token.end(), token[0].lower()


def _argument(tag: str, attribute: str, value: str) -> str:
    if (tag, attribute) in (("a", "href"), ("tg-emoji", "emoji-id")):
        return value
    if (tag, attribute) == ("code", "class") and value.startswith("language-"):
        return value.removeprefix("language-")
    if (tag, attribute) == ("span", "class") and value.startswith("tg-"):
        return value.removeprefix("tg-")
    return "expandable" if (tag, attribute) == ("blockquote", "expandable") else ""


def to_html(text: str, entities: Sequence[Entity]) -> str:
    """Safe HTML for a page: everything escaped, links only where `check_link` let them be, newlines kept."""
    coded = text.encode("utf-16-le", "surrogatepass")

    def piece(start: int, end: int) -> str:
        return escape(coded[start * 2 : end * 2].decode("utf-16-le", "replace"))

    html: list[str] = []
    open_ends: list[tuple[int, str]] = []
    at = 0

    def close_until(position: int) -> None:
        nonlocal at
        while open_ends and open_ends[-1][0] <= position:
            end, closing = open_ends.pop()
            html.extend((piece(at, end), closing))
            at = end

    for entity in sorted(entities, key=lambda e: (e["offset"], -e["length"])):
        start, end = entity["offset"], entity["offset"] + entity["length"]
        close_until(start)
        if open_ends:
            end = min(end, open_ends[-1][0])
        html.append(piece(at, start))
        at = start
        opening, closing = _tags(entity, coded[start * 2 : end * 2].decode("utf-16-le", "replace"))
        html.append(opening)
        open_ends.append((end, closing))
    close_until(len(coded) // 2)
    html.append(piece(at, len(coded) // 2))
    return "".join(html)


def _tags(entity: Entity, covered: str) -> tuple[str, str]:
    kind = entity["type"].removeprefix("expandable_")
    if kind == "spoiler":
        return '<span class="tg-spoiler">', "</span>"
    if kind in ("text_link", "url"):
        try:
            link = check_link(entity.get("url") or covered)
        except ValueError:
            return "", ""
        return f'<a href="{escape(link)}">', "</a>"
    if kind in ("text_mention", "custom_emoji") or kind not in _TAGS:
        return "", ""
    return f"<{_TAGS[kind][0]}>", f"</{_TAGS[kind][0]}>"
