"""Text from elsewhere made plain: no markup, no control characters, no characters that cannot be stored."""

import re
import unicodedata
from html.parser import HTMLParser

LONGEST_READ = 20_000
"""Characters of one text that are looked at; what comes after them is dropped."""

_PASSES = 5
"""Markup can hide in entities (`&lt;b&gt;`): so often it is looked for again."""

_BLOCK_TAGS = (
    "address article blockquote br dd div dl dt figure footer form h1 h2 h3 h4 h5 h6 header hr li main nav "
    "ol p pre section table td th tr ul"
)
_BLOCKS = frozenset(_BLOCK_TAGS.split())
_SILENT = frozenset({"script", "style", "template", "title", "head", "iframe", "object"})
_MARKUP = re.compile(r"<[a-zA-Z/!?]|&[#\w]")
_DECLARATION = re.compile(r"<[!?][^<>]*>")
_NO_TAG = re.compile(r"<(?=[!?])|<(?![^<>]*>)")
"""A `<` that opens nothing. The parser stumbles over some, and its time grows with the square of the number
of others, so it gets to see none."""
_BREAKS = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_UNWANTED = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\ufeff\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f"
    "\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
"""Controls, marks that turn the direction of text, invisible spaces and half characters; not the joiners that
Persian and pictograms need."""
_PLAIN = re.compile(r"(?:[!-~À-ÖØ-öø-ÿ‘’“”–…€•]++(?: |\n\n?)?)*+")
"""Words that are tidy, parted by one space or by breaks; most texts of a feed are no more."""
_SPACES = re.compile(r"[^\S\n]+")
_AROUND_BREAKS = re.compile(r" ?\n ?")
_MANY_BREAKS = re.compile(r"\n{3,}")


class _Words(HTMLParser):
    """Collects what a reader of the page would see."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.seen: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT:
            self._silent += 1
        elif tag == "li":
            self.seen.append("\n• ")
        elif tag in _BLOCKS:
            self.seen.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self._silent = max(0, self._silent - 1)
        elif tag in _BLOCKS and tag not in ("br", "li"):
            self.seen.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.seen.append(data)


def text(raw: str) -> str:
    """Plain text with its line breaks, one empty line between paragraphs; done twice it changes nothing."""
    plain = _tidy(raw[:LONGEST_READ])
    for _ in range(_PASSES):
        if not _MARKUP.search(plain):
            return plain
        again = _tidy(_without_markup(plain))
        if again == plain:
            break
        plain = again
    return _tidy(plain.replace("<", "‹").replace("&", "＆")) if _changes(plain) else plain


def line(raw: str) -> str:
    """Plain text on one line; done twice it changes nothing."""
    plain = text(raw)
    return " ".join(plain.split()) if "\n" in plain else plain


def cut(words: str, most: int) -> str:
    """At most so many characters, ending at a word with an ellipsis where something is left off."""
    if len(words) <= most:
        return words
    kept = words[: most - 1]
    at = max(kept.rfind(" "), kept.rfind("\n"))
    return f"{kept[: at if at > most // 2 else most - 1].rstrip()}…"


def _changes(plain: str) -> bool:
    return bool(_MARKUP.search(plain)) and _tidy(_without_markup(plain)) != plain


def _without_markup(words: str) -> str:
    parser = _Words()
    parser.feed(_NO_TAG.sub("&lt;", _DECLARATION.sub("", _without_comments(words))))
    parser.close()
    return "".join(parser.seen)


def _without_comments(words: str) -> str:
    first, *others = words.split("<!--")
    return first + "".join(other.partition("-->")[2] for other in others)


def _tidy(words: str) -> str:
    words = words.strip()
    if _PLAIN.fullmatch(words):
        return words
    words = _UNWANTED.sub("", _BREAKS.sub("\n", words))
    if not words.isascii():
        words = unicodedata.normalize("NFC", words)
    words = _AROUND_BREAKS.sub("\n", _SPACES.sub(" ", words))
    return _MANY_BREAKS.sub("\n\n", words).strip()
