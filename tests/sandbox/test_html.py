"""Telegram's HTML, its entities in UTF-16, and its words when it cannot parse."""

from html import escape
from typing import Any

import pytest
import telegram as ptb
from aiogram.types import MessageEntity
from aiogram.utils.text_decorations import html_decoration
from hypothesis import given
from hypothesis import strategies as st

from sandbox.entities import formatted
from sandbox.html import parse_html, to_html, units
from sandbox.refusal import Refusal


def entity(kind: str, offset: int, length: int, **more: Any) -> dict[str, Any]:
    return {"type": kind, "offset": offset, "length": length, **more}


@pytest.mark.parametrize(
    ("html", "text", "entities"),
    [
        ("plain &lt;b&gt; &amp;amp; &#33;&#x1F600;", "plain <b> &amp; !😀", []),
        ("&nbsp; &ltx &quot", '&nbsp; &ltx "', []),
        ("<b>a<i>b</i></b>c", "abc", [entity("bold", 0, 2), entity("italic", 1, 1)]),
        ("😀<B>x</B>", "😀x", None),
        ("😀<b>é</b>", "😀é", [entity("bold", 2, 1)]),
        ("<strong>a</strong><em>b</em><ins>c</ins><del>d</del>", "abcd", None),
        ("<tg-spoiler>a</tg-spoiler><span class='tg-spoiler'>b</span>", "ab", None),
        (
            '<a href="https://x.org/?a=1&amp;b=2">x</a>',
            "x",
            [entity("text_link", 0, 1, url="https://x.org/?a=1&b=2")],
        ),
        ("<a href=x.org>x</a>", "x", [entity("text_link", 0, 1, url="http://x.org")]),
        ("<a>x.org</a>", "x.org", [entity("text_link", 0, 5, url="http://x.org")]),
        ('<a href="javascript:alert(1)">x</a>', "x", []),
        ('<a href="ftp://x.org">x</a>', "x", []),
        ("<pre><code class='language-py'>x</code></pre>", "x", [entity("pre", 0, 1, language="py")]),
        ("<code class='language-py'><pre>x</pre></code>", "x", [entity("pre", 0, 1, language="py")]),
        ("<code class='language-py'>x</code>", "x", [entity("code", 0, 1)]),
        ("<blockquote expandable>x</blockquote>", "x", [entity("expandable_blockquote", 0, 1)]),
        ("<blockquote>x</blockquote>", "x", [entity("blockquote", 0, 1)]),
        ('<tg-emoji emoji-id="12">👍</tg-emoji>', "👍", [entity("custom_emoji", 0, 2, custom_emoji_id="12")]),
        ("<b></b>x", "x", []),
        ("<b >x</b >", "x", [entity("bold", 0, 1)]),
        ("<b>x</>", "x", [entity("bold", 0, 1)]),
    ],
)
def test_html_becomes_text_and_entities(html: str, text: str, entities: list[dict[str, Any]] | None) -> None:
    if entities is None and "<B>" in html:
        with pytest.raises(Refusal, match='expected "</b>", found "</B>"'):
            parse_html(html)
        return
    parsed = parse_html(html)
    assert parsed[0] == text
    if entities is not None:
        assert parsed[1] == entities


@pytest.mark.parametrize(
    ("html", "said"),
    [
        ("<br>", 'Unsupported start tag "br" at byte offset 0'),
        ("é <div>", 'Unsupported start tag "div" at byte offset 3'),
        ("a < b", 'Unsupported start tag "" at byte offset 2'),
        ("x <b", "Unclosed start tag at byte offset 2"),
        ("<a href", 'Unclosed start tag "a" at byte offset 0'),
        ("<a href=", 'Unclosed start tag "a" at byte offset 0'),
        ('<a href="x"', "Unclosed start tag at byte offset 0"),
        ('<a href="x', "Unclosed start tag at byte offset 0"),
        ("<a href=x", "Unclosed start tag at byte offset 0"),
        ('<a ="x">y</a>', 'Empty attribute name in the tag "a" at byte offset 0'),
        ("<a href=x/>y</a>", "Unexpected end of name token at byte offset 8"),
        ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        ("<b>x</b", "Unclosed end tag at byte offset 4"),
        ("<b>x</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
        ("<b><i>x</b></i>", 'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"'),
        ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
        ('<tg-emoji emoji-id="x">y</tg-emoji>', "Invalid custom emoji identifier specified"),
    ],
)
def test_html_that_telegram_cannot_parse_is_refused_in_its_words(html: str, said: str) -> None:
    with pytest.raises(Refusal) as refused:
        parse_html(html)
    assert refused.value.description == f"Bad Request: can't parse entities: {said}"


@given(st.text())
def test_escaped_text_comes_back_as_it_was(text: str) -> None:
    assert parse_html(escape(text)) == (text, [])


plain_words = st.text(alphabet=st.sampled_from('ab é😀<&>"\n'), min_size=1, max_size=6)


def nested(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    tags = st.sampled_from(["b", "i", "u", "s", "tg-spoiler"])
    wrapped = st.tuples(tags, inner).map(lambda pair: f"<{pair[0]}>{pair[1]}</{pair[0]}>")
    return wrapped | st.lists(inner, min_size=1, max_size=3).map("".join)


@given(st.recursive(plain_words.map(escape), nested, max_leaves=6))
def test_both_libraries_write_the_entities_back_as_the_same_formatting(html: str) -> None:
    text, entities = parse_html(html)
    aiograms = html_decoration.unparse(text, [MessageEntity(**one) for one in entities])
    again = parse_html(aiograms)
    assert again[0] == text
    assert marks(again) == marks((text, entities))
    assert marks(parse_html(to_html(text, entities))) == marks((text, entities))
    for one in ptb.MessageEntity.de_list(entities):
        assert 0 <= one.offset < one.offset + one.length <= units(text)


def marks(parsed: tuple[str, list[dict[str, Any]]]) -> list[set[str]]:
    """For every UTF-16 unit the kinds of formatting that hold there."""
    return [
        {one["type"] for one in parsed[1] if one["offset"] <= at < one["offset"] + one["length"]}
        for at in range(units(parsed[0]))
    ]


def test_text_is_trimmed_and_its_entities_with_it() -> None:
    assert formatted(" \n<b> a </b>\n", "html", None) == ("a", [entity("bold", 0, 1)])
    assert formatted("<b> </b>a", "HTML", None) == ("a", [])


def test_links_commands_and_mentions_are_found_outside_code_and_links() -> None:
    text = "😀 /start@some_bot #tag @someone a@b.nl https://x.org/a?b=c. t.me/bot 1/2 www.x.nl"
    found = formatted(text, None, None)[1]
    assert [(one["type"], piece(text, one)) for one in found] == [
        ("bot_command", "/start@some_bot"),
        ("hashtag", "#tag"),
        ("mention", "@someone"),
        ("email", "a@b.nl"),
        ("url", "https://x.org/a?b=c"),
        ("url", "t.me/bot"),
        ("url", "www.x.nl"),
    ]
    hidden = "<code>/start</code> <a href='https://x.org'>@someone</a> <b>/help</b>"
    assert [one["type"] for one in formatted(hidden, "HTML", None)[1]] == [
        "code",
        "text_link",
        "bold",
        "bot_command",
    ]


def piece(text: str, one: dict[str, Any]) -> str:
    return text.encode("utf-16-le")[one["offset"] * 2 : (one["offset"] + one["length"]) * 2].decode(
        "utf-16-le"
    )


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (entity("bold", 100, 1), "entity begins after the end of the text at UTF-16 offset 100"),
        (
            entity("bold", 0, 100),
            "entity beginning at UTF-16 offset 0 ends after the end of the text at UTF-16 offset 100",
        ),
        (entity("bold", -1, 1), "receive an entity with incorrect offset -1"),
        (entity("loud", 0, 1), "can't parse MessageEntity: Unsupported type specified"),
        (entity("text_link", 0, 1), "can't parse MessageEntity: Can't find field \"url\""),
        (entity("text_link", 0, 1, url="not-a-url"), "entity URL 'not-a-url' is invalid: Wrong HTTP URL"),
        (entity("text_link", 0, 1, url=""), "entity URL '' is invalid: URL host is empty"),
    ],
)
def test_entities_that_do_not_fit_the_text_are_refused(wrong: dict[str, Any], said: str) -> None:
    with pytest.raises(Refusal) as refused:
        formatted("hello", None, [wrong])
    assert refused.value.description == f"Bad Request: {said}"


def test_only_html_is_a_parse_mode_here() -> None:
    with pytest.raises(Refusal, match="unsupported parse_mode"):
        formatted("*x*", "MarkdownV2", None)


def test_a_link_to_a_person_becomes_a_mention_when_the_person_exists() -> None:
    known = {"id": 5, "is_bot": False, "first_name": "Ana"}
    html = '<a href="tg://user?id=5">A</a><a href="tg://user?id=6">B</a>'
    assert formatted(html, "HTML", None, {5: known}.get)[1] == [entity("text_mention", 0, 1, user=known)]


def test_html_for_the_page_is_safe() -> None:
    text, entities = formatted(
        '<b>&lt;script&gt;</b> <a href="https://x.org/?&quot;onclick=&quot;x">l</a> <i>i</i> t.me/x',
        "HTML",
        None,
    )
    assert to_html(text, entities) == (
        "<b>&lt;script&gt;</b> "
        '<a href="https://x.org/?&quot;onclick=&quot;x">l</a> <i>i</i> <a href="http://t.me/x">t.me/x</a>'
    )
