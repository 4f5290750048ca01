"""Cards, posters and pictures: read back, scanned, measured, and the same each time they are drawn."""

import os
import re
import subprocess
import sys
import unicodedata
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import fields, replace
from hashlib import sha256
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from dialogs.drawing.ask import ask_card, ask_picture
from dialogs.drawing.cards import AskCard, SloganCard, filled, parts
from dialogs.drawing.letters import plain
from dialogs.drawing.poster import poster
from dialogs.drawing.slogan import slogan_picture
from tests.dialogs.drawing.paper import Ink, Paper, seen
from tests.dialogs.drawing.samples import CARDS, DUTCH, LINK, poster_of
from tests.dialogs.drawing.test_fitting import typed

MM = 72 / 25.4
SLOGAN = SloganCard(("Mensen maken", filled("Zwijndrecht"), filled("groener")), DUTCH.footer, "nl", False)
DRAWINGS: dict[str, Callable[[AskCard], bytes]] = {
    "card": lambda card: ask_card(card, sheet=False),
    "sheet": lambda card: ask_card(card, sheet=True),
    "a4": lambda card: poster(poster_of(card), paper="a4"),
    "a3": lambda card: poster(poster_of(card), paper="a3"),
}
SIZES = {"card": (105, 148), "sheet": (210, 297), "a4": (210, 297), "a3": (297, 420)}
EDGES = {"card": 6 * MM, "sheet": 6 * MM, "a4": 12 * MM, "a3": 12 * MM * 2**0.5}


def words_of(text: str) -> set[str]:
    """Words as they are found again: without marks over letters, and letters drawn as one in any order."""
    bare = "".join(letter for letter in plain(text) if unicodedata.category(letter) not in ("Mn", "Cf"))
    return {"".join(sorted(word)) for word in re.findall(r"\w+", bare)}


@pytest.mark.parametrize("drawing", ["card", "a4"])
@pytest.mark.parametrize("code", CARDS)
def test_all_words_of_every_language_can_be_read_from_the_file(code: str, drawing: str) -> None:
    card = CARDS[code] if drawing == "card" else poster_of(CARDS[code])
    drawn = Paper(DRAWINGS[drawing](CARDS[code])).words
    for field in fields(card):
        if field.name not in ("link", "language", "right_to_left"):
            missing = words_of(getattr(card, field.name)) - words_of(drawn)
            assert not missing, f"{field.name}: {missing} not in {drawn!r}"


@pytest.mark.parametrize("drawing", DRAWINGS)
def test_a_page_has_its_size_and_its_code_is_read_by_a_camera(drawing: str) -> None:
    paper = Paper(DRAWINGS[drawing](DUTCH))
    assert paper.size == SIZES[drawing]
    assert len(paper.document) == 1
    assert seen(paper.image(scale=2)) == [LINK] * (4 if drawing == "sheet" else 1)


@pytest.mark.parametrize("code", ["nl", "ar", "ti"])
def test_a_picture_is_square_and_its_code_is_read(code: str) -> None:
    picture = ask_picture(CARDS[code])
    assert seen(picture) == [LINK]
    with Image.open(BytesIO(picture)) as image:
        assert (image.format, image.size) == ("PNG", (1080, 1080))
    assert len(picture) < 500_000


def test_a_file_says_what_it_is_and_in_which_language() -> None:
    for card in (DUTCH, CARDS["fa"]):
        content = ask_card(card, sheet=False)
        told = Paper(content).document.get_metadata_dict()
        assert (told["Title"], told["Creator"], told["Producer"]) == (card.heading, "Vraagbot", "Vraagbot")
        assert told["CreationDate"] == "D:20210118000000Z"
        assert f"/Lang ({card.language})".encode() in content
        assert b"/Alt " in content, "the code says where it leads, for who does not see it"
    assert LINK.encode() in ask_card(DUTCH, sheet=False), "on a screen the code can be tapped"


def test_equal_words_give_equal_files_in_every_thread_and_process() -> None:
    drawn = [sha256(draw(card)).hexdigest() for card in _some() for draw in _all()]
    with ThreadPoolExecutor(8) as pool:
        again = list(pool.map(lambda job: sha256(job[0](job[1])).hexdigest(), _jobs() * 2))
    assert again == drawn * 2
    script = "from tests.dialogs.drawing import test_cards; test_cards.tell()"
    environment = {**os.environ, "PYTHONHASHSEED": "7"}
    told = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, env=environment, check=True
    )
    assert told.stdout.split() == drawn
    assert len(set(drawn)) == len(drawn)


def test_who_draws_nothing_waits_for_no_library() -> None:
    """They take half a second to load, which a process that only talks never needs."""
    modules = "import sys, dialogs.drawing.ask, dialogs.drawing.poster, dialogs.drawing.slogan"
    script = f"{modules}; print(*{{'fpdf', 'PIL', 'uharfbuzz', 'pypdfium2', 'segno'}} & set(sys.modules))"
    told = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert told.stdout.split() == []


def _all() -> list[Callable[[AskCard], bytes]]:
    return [*DRAWINGS.values(), ask_picture]


def _some() -> list[AskCard]:
    return [CARDS[code] for code in ("nl", "ar", "uk")]


def _jobs() -> list[tuple[Callable[[AskCard], bytes], AskCard]]:
    return [(draw, card) for card in _some() for draw in _all()]


def tell() -> None:
    """Draws it all in another process."""
    for draw, card in _jobs():
        print(sha256(draw(card)).hexdigest())


@pytest.mark.parametrize("code", CARDS)
def test_a_real_ask_is_set_in_twelve_points_or_more(code: str) -> None:
    card = replace(
        CARDS[code], title="Samen soep maken voor de buren van het Bakestein", asker="Marie-Louise"
    )
    room = 140 if code in ("ar", "fa", "ti") else 180
    for words in (card.words, (f"{card.words} " * 8)[:room]):
        paper = Paper(ask_card(replace(card, words=words), sheet=False))
        above = [piece.size for piece in paper.ink if piece.foot > 155]
        assert len(above) > 6
        assert min(above) >= 12
        below = [piece.size for piece in paper.ink if piece.foot <= 155]
        assert min(below) >= 8.5
        assert max(below) >= 14, "the telephone number is large"


def assert_tidy(content: bytes, edge: float) -> None:
    """Nothing in the edge, no letters over each other, none across the edge of what they stand on."""
    paper = Paper(content)
    width, height = paper.page.get_size()
    ink = [piece for piece in paper.ink if piece.top > piece.foot]
    for piece in ink:
        hang = 1 + 0.1 * piece.size  # the foot of a j and the arm of an f hang over
        assert edge - hang <= piece.left
        assert piece.right <= width - edge + hang
        assert edge - 1 <= piece.foot
        assert piece.top <= height - edge + 1
        for box in paper.boxes:
            assert piece.within(box) or not piece.meets(box)
    rows: dict[float, list[Ink]] = {}
    for piece in ink:
        rows.setdefault(round(piece.size, 1), []).append(piece)
    sizes = sorted(rows)
    for index, size in enumerate(sizes):
        for other in sizes[index + 1 :]:
            for piece in rows[size]:
                assert not any(piece.meets(one) for one in rows[other]), "texts of two sizes over each other"


SHORT = typed(120)


@settings(max_examples=40)
@given(typed(600), SHORT, SHORT, SHORT, SHORT, SHORT, st.booleans(), st.sampled_from(["card", "a4", "a3"]))
def test_whatever_is_typed_stays_within_its_place(
    words: str, heading: str, title: str, where: str, whose: str, foot: str, turned: bool, drawing: str
) -> None:
    card = replace(
        DUTCH,
        words=words,
        heading=heading,
        title=title,
        where=where,
        phone_whose=whose,
        footer=foot,
        language="ar" if turned else "nl",
        right_to_left=turned,
    )
    content = DRAWINGS[drawing](card)
    assert_tidy(content, EDGES[drawing])
    assert seen(Paper(content).image(scale=2 if drawing == "card" else 1)) == [LINK]


def test_a_book_on_a_card_and_nothing_at_all_on_it() -> None:
    everything = replace(DUTCH, words="Lees dit. " * 600, title="T" * 500, phone="0" * 60, asker="van " * 50)
    assert_tidy(ask_card(everything, sheet=False), 6 * MM)
    assert seen(ask_picture(everything)) == [LINK]
    nothing = replace(
        DUTCH, **{f.name: "" for f in fields(DUTCH) if f.name not in ("language", "right_to_left")}
    )
    for draw in _all():
        assert draw(nothing)
    without_code = Paper(ask_card(replace(DUTCH, link=""), sheet=False))
    assert seen(without_code.image()) == []
    assert "078 123 45 67" in without_code.words
    without_asker = Paper(ask_card(replace(DUTCH, asker=""), sheet=False))
    assert "Fatima" not in without_asker.words


def test_what_was_filled_in_stands_out_and_what_touches_it_stays_with_it() -> None:
    assert parts(f"Mensen maken {filled('Den Haag')} {filled('groener')}.")[1:] == [
        (filled("Den Haag"), True),
        (filled("groener") + ".", True),
    ]
    assert parts(f"{filled('Ede')}'yi yeşil yapan insanlar") == [
        (filled("Ede") + "'yi", True),
        ("yeşil yapan insanlar", False),
    ]
    assert parts("  ") == []
    warm = {words: _warm(slogan_picture(replace(SLOGAN, lines=(words,)))) for words in ("Ede", filled("Ede"))}
    assert warm["Ede"] < 1000 < 50_000 < warm[filled("Ede")]


def _warm(picture: bytes) -> int:
    """How many pixels have the colour of a label."""
    image = Image.open(BytesIO(picture)).convert("RGB")
    return sum(count for count, colour in image.getcolors(1 << 20) if colour == (240, 138, 60))


@settings(max_examples=25)
@given(st.lists(st.tuples(SHORT, st.booleans()), max_size=8), SHORT, st.booleans())
def test_a_slogan_of_any_words_keeps_its_edge(
    pieces: list[tuple[str, bool]], line: str, turned: bool
) -> None:
    lines = tuple(filled(words) if is_filled else words for words, is_filled in pieces)
    picture = slogan_picture(SloganCard(lines, line, "ar" if turned else "nl", turned))
    with Image.open(BytesIO(picture)) as image:
        assert image.size == (1080, 1080)
        edge = 60
        for box in (
            (0, 0, 1080, edge),
            (0, 1080 - edge, 1080, 1080),
            (0, 0, edge, 1080),
            (1080 - edge, 0, 1080, 1080),
        ):
            assert image.crop(box).getcolors() == [((box[2] - box[0]) * (box[3] - box[1]), (14, 90, 94))]
