"""Formatted text as Telegram keeps it: trimmed, with entities that fit, given or found."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import telegram

from sandbox.html import Entity, Formatted, UserOf, parse_html, units
from sandbox.links import check_link
from sandbox.refusal import bad_request

_NEEDED = {"text_link": "url", "text_mention": "user", "custom_emoji": "custom_emoji_id"}
_CLOSED = ("code", "pre", "text_link", "text_mention", "custom_emoji", "url", "email")
_LINKED = (
    r"(?P<url>(?:https?://|(?:t|telegram|wa)\.me/|www\.)[^\s<>\"]*[^\s<>\".,;:!?)'])"
    r"|(?P<bot_command>(?<![\w/@])/\w{1,64}(?:@\w{3,32})?(?![\w/]))"
    r"|(?P<hashtag>(?<!\w)#\w+)"
)
_WITHOUT_AT = re.compile(_LINKED)
_WITH_AT = re.compile(
    _LINKED + r"|(?P<email>(?<![\w.+-])[\w.+-]+@[\w-]+\.[\w.-]*\w)|(?P<mention>(?<!\w)@[A-Za-z]\w{3,31})"
)


def formatted(
    text: str, parse_mode: str | None, given: list[Entity] | None, user: UserOf = lambda _: None
) -> Formatted:
    """What a message says once its formatting is read: the trimmed text, and entities in order of offset.

    `user` finds who a `tg://user?id=` link means. Raises `Refusal` in Telegram's words.
    """
    if parse_mode:
        if parse_mode.lower() != "html":
            raise bad_request("unsupported parse_mode")
        text, entities = parse_html(text, user)
    else:
        entities = [_valid(entity, units(text)) for entity in given or ()]
    text, entities = _trimmed(text, entities)
    if any(sign in text for sign in "/@#") or "www." in text:
        entities += _found(text, entities)
    entities.sort(key=lambda entity: (entity["offset"], -entity["length"]))
    return text, entities


def _valid(entity: Entity, length: int) -> Entity:
    start, end = entity["offset"], entity["offset"] + entity["length"]
    if entity["type"] not in telegram.MessageEntity.ALL_TYPES:
        raise bad_request("can't parse MessageEntity: Unsupported type specified")
    needed = _NEEDED.get(entity["type"])
    if needed and needed not in entity:
        raise bad_request(f"can't parse MessageEntity: Can't find field \"{needed}\"")
    if start < 0:
        raise bad_request(f"receive an entity with incorrect offset {start}")
    if start >= length:
        raise bad_request(f"entity begins after the end of the text at UTF-16 offset {start}")
    if end > length:
        raise bad_request(
            f"entity beginning at UTF-16 offset {start} ends after the end of the text at UTF-16 offset {end}"
        )
    if entity["type"] == "text_link":
        try:
            return entity | {"url": check_link(entity["url"])}
        except ValueError as reason:
            raise bad_request(f"entity URL '{entity['url']}' is invalid: {reason}") from None
    return entity


def _trimmed(text: str, entities: list[Entity]) -> Formatted:
    """Telegram takes the white space off both ends; entities move and shrink with it."""
    kept = text.strip()
    if kept == text:
        return text, entities
    cut, length = units(text[: len(text) - len(text.lstrip())]), units(kept)
    moved = []
    for entity in entities:
        start = max(entity["offset"] - cut, 0)
        end = min(entity["offset"] - cut + entity["length"], length)
        if end > start:
            moved.append(entity | {"offset": start, "length": end - start})
    return kept, moved


def _found(text: str, entities: Sequence[Entity]) -> Iterator[Entity]:
    """What Telegram finds by itself: links, commands, mentions and the like, outside code and links."""
    taken = [entity for entity in entities if entity["type"] in _CLOSED]
    for match in (_WITH_AT if "@" in text else _WITHOUT_AT).finditer(text):
        start, length = units(text[: match.start()]), units(match[0])
        if all(start + length <= e["offset"] or e["offset"] + e["length"] <= start for e in taken):
            yield {"type": match.lastgroup, "offset": start, "length": length}
