"""HTML at the door: whatever people write stays words, whatever stands in an attribute stays in it."""

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogs.door.html import element, joined, link, marked
from dialogs.door.telephone import dialled
from dialogs.text import _DIRECTION, Text, own

PIECES = ('"', "'", "<", ">", "&", "</p>", "<script>alert(1)</script>", "&lt;", "\u202e", "\x00", "`")
NASTY = st.text() | st.lists(st.sampled_from(PIECES)).map("".join)


class Reader(HTMLParser):
    """What a browser finds: elements with their attributes, and words."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.words = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words += data


@given(NASTY, NASTY)
def test_words_and_attributes_are_escaped_of_themselves(words: str, told: str) -> None:
    html = element("p", words, own(words), title=told, lang=None, aria_label=own(told)).html
    read = Reader(html)
    assert read.found == [("p", {"title": told, "aria-label": _DIRECTION.sub("", told)})]
    assert read.words == _DIRECTION.sub("", words) * 2
    assert html.startswith("<p ")
    assert html.endswith("</p>")


def test_what_is_none_is_left_out_and_what_is_text_stays() -> None:
    assert (
        element("p", None, Text("<b>a</b>"), "<b>", class_="x").html == '<p class="x"><b>a</b>&lt;b&gt;</p>'
    )
    assert element("meta", charset="utf-8").html == '<meta charset="utf-8">'
    assert joined("a", None, own("b")).html == "ab"


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "data:text/html,x", " https://a.example", "", "//a.example", "tel:1\n2", "?a b"],
)
def test_a_link_leads_to_the_web_a_telephone_or_this_page_alone(address: str) -> None:
    with pytest.raises(ValueError, match="no address"):
        link("x", address)
    assert link("x", "tel:+31").html == '<a href="tel:+31">x</a>'
    assert link("x", "?lang=ar", dir="rtl").html == '<a href="?lang=ar" dir="rtl">x</a>'


def test_pictograms_are_kept_from_who_listens() -> None:
    read = Reader(marked(own("☎️ 06 1")).html)
    assert read.found == [("span", {"class": "sign", "aria-hidden": "true"}), ("span", {})]
    assert marked(own("Ana 😀")).html == "<span>Ana 😀</span>"
    assert marked(Text("\u2068أ\u2069 ب")).html == "<span>\u2068أ\u2069 ب</span>"


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("06 12345678", "+31612345678"),
        ("085-5550101", "+31855550101"),
        ("078 123 45 67 (ma–vr)", "+31781234567"),
        ("+31 (0)78 1234567", "+31781234567"),
        ("0031 78 1234567", "+31781234567"),
        ("+49 30 1234", "+49301234"),
        ("0800-1234", "08001234"),
        ("14 010", "14010"),
        ("tel. 112", "112"),
        ("bel Anna", None),
        ("", None),
        ("7", None),
        ("1" * 40, None),
        ("٠٦١٢٣٤٥٦٧٨", "+31612345678"),
        ('06"><script>12345678', None),
    ],
)
def test_a_number_is_dialled_as_it_is_meant(written: str, number: str | None) -> None:
    assert dialled(written) == number


@given(st.text())
def test_only_digits_are_dialled_whatever_is_written(written: str) -> None:
    number = dialled(written)
    assert number is None or number.removeprefix("+").isascii()
    assert number is None or number.removeprefix("+").isdigit()
