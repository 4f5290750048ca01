"""HTML elements: words and attributes are escaped of themselves, and links lead only where they may."""

import html
import re

from dialogs.text import Text, own

_VOID = frozenset({"meta", "br", "img"})
_ADDRESS = re.compile(r"(?:https://|http://|tel:|\?|#)[^\s]*")
"""What a link may lead to: the web, a telephone, this page."""
_MARK = re.compile(r"([^\w\s<&\u2066-\u2069]+)\s+(.*)", re.DOTALL)


def element(name: str, /, *content: Text | str | None, **attributes: Text | str | None) -> Text:
    """An element; plain words in it are escaped, `Text` is taken as it is, what is None is left out.

    An underscore in the name of an attribute is a stroke; one at its end only keeps Python apart: `class_`.
    """
    told = "".join(
        f' {_attribute(key)}="{_quoted(value)}"' for key, value in attributes.items() if value is not None
    )
    if name in _VOID:
        return Text(f"<{name}{told}>")
    return Text(f"<{name}{told}>{joined(*content).html}</{name}>")


def joined(*content: Text | str | None) -> Text:
    """One after the other."""
    parts = (own(one) if isinstance(one, str) else one for one in content)
    return Text("".join(one.html for one in parts if one is not None))


def link(words: Text | str, address: str, **attributes: Text | str | None) -> Text:
    """A link; ValueError for an address that would do something else than open a page or call somebody."""
    if not _ADDRESS.fullmatch(address):
        raise ValueError("no address to link to")
    return element("a", words, href=address, **attributes)


def marked(text: Text) -> Text:
    """The same with the pictogram at its beginning kept from who listens."""
    found = _MARK.fullmatch(text.html)
    if found is None:
        return element("span", text)
    sign = element("span", Text(found[1]), class_="sign", aria_hidden="true")
    return joined(sign, element("span", Text(found[2])))


def _attribute(key: str) -> str:
    return key.rstrip("_").replace("_", "-")


def _quoted(value: Text | str) -> str:
    return html.escape(value.plain if isinstance(value, Text) else value, quote=True)
