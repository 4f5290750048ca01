"""Text from elsewhere comes in as plain words, quickly, whatever it is."""

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.feeds import plain_text

PIECES = (
    "<",
    ">",
    "b",
    "&",
    "amp;",
    "lt;",
    "</",
    "<!--",
    "-->",
    "<br>",
    "script",
    "<![",
    "\r",
    " ",
    "\n",
    "é",
)
ANYTHING = st.text() | st.lists(st.sampled_from(PIECES)).map("".join)


def test_markup_becomes_words_and_lines() -> None:
    raw = "<p>Kom&nbsp;<b>koken</b> &amp; eten.</p><ul><li>soep<li>brood</ul><script>alert(1)</script>"
    assert plain_text.text(raw) == "Kom koken & eten.\n\n• soep\n• brood"
    assert plain_text.line(raw) == "Kom koken & eten. • soep • brood"


def test_markup_hidden_in_entities_is_found_too() -> None:
    assert plain_text.text("&lt;b&gt;Hoi&lt;/b&gt; &amp;lt;i&amp;gt;jij") == "Hoi jij"


def test_signs_that_are_no_markup_stay() -> None:
    assert plain_text.text("Ik <3 soep, 1 < 2 en R&B") == "Ik <3 soep, 1 < 2 en R&B"


def test_characters_that_cannot_be_stored_or_turn_the_text_are_gone() -> None:
    assert plain_text.text("a\x00b\u202ec\ud800d\ufeff\x1be") == "abcde"
    assert plain_text.text("می\u200cخواهم") == "می\u200cخواهم"


@given(ANYTHING)
def test_doing_it_twice_changes_nothing(raw: str) -> None:
    once = plain_text.text(raw)
    assert plain_text.text(once) == once
    assert plain_text.line(plain_text.line(raw)) == plain_text.line(raw)
    assert once.encode().decode() == once


@given(ANYTHING, st.integers(1, 30))
def test_a_cut_text_is_never_longer_than_asked(raw: str, most: int) -> None:
    cut = plain_text.cut(raw, most)
    assert len(cut) <= most
    assert (cut == raw) == (len(raw) <= most)


@pytest.mark.parametrize(
    "piece", ["<!--", "<a ", "&amp;", "<a b='", "<![", "<script>", "</a", "<a>", "\n ", "&#"]
)
def test_text_made_to_take_long_does_not(piece: str) -> None:
    begun = process_time()
    plain_text.text(piece * 10_000)
    assert process_time() - begun < 1
