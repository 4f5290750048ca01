"""Lettering: the plotting library joins and orders letters as our own ruler does, in every language."""

import pytest
from matplotlib.ft2font import FT2Font, LoadFlags

from dialogs.drawing.charts.lettering import foot_of, lettered, one_line, stacked, width_of
from dialogs.drawing.letters import END_OF_ISOLATE, FONTS, LEFT_TO_RIGHT, RIGHT_TO_LEFT, drawable, face
from dialogs.drawing.shaping import Reading, Ruler
from tests.dialogs.drawing.samples import CARDS
from tests.dialogs.drawing.test_shaping import ARABIC, DUTCH, on_paper

LINES = [(code, line) for code, card in CARDS.items() for line in (card.heading, card.words, card.when)] + [
    ("ar", "Zwijndrecht: يوم"),
    ("ar", "\u2068Buurttuin De Kers\u2069، \u2068Kersenpad 1\u2069"),
    ("ar", "هاتف \u2066078 123 45 67\u2069"),
    ("ar", "62 %"),
    ("ar", "1,3 (0,9–1,8)"),
    ("fa", "۱۲ نفر (Zwijndrecht)"),
    ("nl", "Vraag van \u2068فاطمة\u2069 aan jou"),
    ("tr", "filfi İğ $a_b$"),
]


def ours(ruler: Ruler, tag: str, line: str) -> list[tuple[int, float]]:
    """The glyphs of a line from left to right and where each stands, in ems, as the cards draw it."""
    import uharfbuzz as hb

    found: list[tuple[int, float]] = []
    pen = 0
    for run in ruler.runs(line, bold=False):
        buffer = hb.Buffer()
        buffer.add_str(run.words)
        buffer.guess_segment_properties()
        buffer.direction = "rtl" if run.right_to_left else "ltr"
        buffer.language = tag
        hb.shape(hb.Font(face(bold=False)), buffer, {})
        for info, position in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
            found.append((info.codepoint, (pen + position.x_offset) / face(bold=False).upem))
            pen += position.x_advance
    return found


@pytest.mark.parametrize(("code", "line"), LINES, ids=str)
def test_a_line_has_the_same_letters_at_the_same_places(code: str, line: str) -> None:
    reading = Reading(code, code in ("ar", "fa"))
    ruler, line = Ruler(reading), drawable(line)
    font = FT2Font(str(FONTS / "regular.ttf"))
    font.set_size(12, 72 * 3)
    opened = RIGHT_TO_LEFT if reading.right_to_left else LEFT_TO_RIGHT
    laid = font._layout(f"{opened}{line}{END_OF_ISOLATE}", LoadFlags.NO_HINTING, language=reading.tag)
    space = font.get_char_index(ord(" "))
    theirs = [(item.glyph_index, item.x / 36) for item in laid if item.glyph_index != space]
    mine = [(glyph, x) for glyph, x in ours(ruler, reading.tag, line) if glyph != space]
    assert [glyph for glyph, _ in theirs] == [glyph for glyph, _ in mine]
    assert [x for _, x in theirs] == pytest.approx([x for _, x in mine], abs=0.02)


def test_words_take_the_lines_they_need_and_say_where_they_stand() -> None:
    short, long = lettered(DUTCH, "Ede", 100, 12), lettered(DUTCH, "Nuenen, Gerwen en Nederwetten", 100, 12)
    assert (len(short.lines), len(long.lines)) == (1, 2)
    assert foot_of(long) - foot_of(short) == pytest.approx(long.leading)
    assert width_of(DUTCH, long) <= 100
    assert stacked(short, long) == pytest.approx(3 * long.leading)
    whole = one_line(DUTCH, "Nuenen, Gerwen en Nederwetten", 12, bold=True)
    assert len(whole.lines) == 1
    assert width_of(DUTCH, whole) > 100
    narrow = lettered(DUTCH, "Zwijndrechtse", 70, 12)
    assert (len(narrow.lines), narrow.size < 12) == (1, True)
    nothing = lettered(DUTCH, "", 100, 12, gap=9)
    assert (nothing.lines, stacked(nothing), foot_of(nothing), width_of(DUTCH, nothing)) == ((), 0, 0, 0)


@pytest.mark.parametrize(
    ("line", "paper"),
    [
        ("−5 %", "% −5"),
        ("بين −0.6 و+5.4", "+5.4و −0.6 نيب"),
        ("−۰٫۶", "−۰٫۶"),
        ("10–24", "24–10"),
        ("2-3 مرات", "تارم 2-3"),
    ],
)
def test_a_sign_stays_before_its_number(line: str, paper: str) -> None:
    found = one_line(ARABIC, line, 12)
    assert on_paper(ARABIC, found.lines[0]) == paper
