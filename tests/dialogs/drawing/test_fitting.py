"""Fitting: nothing is cut and nothing sticks out, whatever the words; large where there is room."""

from hypothesis import given
from hypothesis import strategies as st

from dialogs.drawing.fitting import Set, Words, fit, height_of
from dialogs.drawing.letters import drawable, plain
from dialogs.drawing.shaping import Reading, Ruler

ENDLESS = "Hottentottententententoonstellingsmakersopleidingsinstituut"
SCRIPTS = ("abcdefghij WXYZ éß", "абвгґд їєШЩ", "ابتثجحخ لا پچژگ ۱۲", "ሀለሐመ ሠረሰ፣ቀ", "0123456789 .,!?:-/()")
RULERS = {turned: Ruler(Reading("ar" if turned else "nl", turned)) for turned in (False, True)}


def typed(most: int = 400) -> st.SearchStrategy[str]:
    """What people type: words of any length, in a script or several."""
    letters = st.sampled_from("".join(SCRIPTS) + "\n")
    word = st.text(st.sampled_from(SCRIPTS[0]), min_size=1, max_size=60)
    return st.one_of(
        st.text(letters, max_size=most),
        st.lists(word, max_size=30).map(" ".join),
        st.sampled_from([*SCRIPTS, ENDLESS, "!" * most, "\u2068Zwijndrecht\u2069 يوم " * 9]),
    )


def letters_of(words: str) -> str:
    """Words without what breaking them into lines takes away."""
    return "".join(plain(words).split())


def assert_within(ruler: Ruler, found: Set, width: float) -> None:
    """Every line is in its room."""
    for line in found.lines:
        assert ruler.width(line, bold=found.bold) * found.size <= width + 1e-6


@given(typed(), typed(), st.floats(20, 500), st.floats(10, 400), st.booleans(), st.booleans(), st.booleans())
def test_all_of_it_is_there_and_within_its_room(
    first: str, second: str, width: float, height: float, turned: bool, even: bool, whole: bool
) -> None:
    ruler = RULERS[turned]
    texts = {
        "first": Words(drawable(first), width, 12, 40, bold=True, even=even, whole=whole),
        "second": Words(drawable(second), width / 2, 10, 18, gap=4),
    }
    found = fit(ruler, texts, height, hero="first")
    assert height_of(found) <= height
    assert set(found) == {name for name, text in texts.items() if text.words}
    for name, one in found.items():
        assert_within(ruler, one, texts[name].width)
        assert letters_of("".join(one.lines)) == letters_of(texts[name].words)
        assert one.size <= texts[name].most


def test_texts_are_as_large_as_they_can_and_the_hero_is_largest() -> None:
    ruler = RULERS[False]
    texts = {"hero": Words("Kom je mee?", 200, 12, 40), "other": Words("zaterdag", 200, 12, 20)}
    roomy = fit(ruler, texts, 400, hero="hero")
    assert [one.size for one in roomy.values()] == [40, 20]
    snug = fit(ruler, texts, 30)
    assert all(12 <= one.size < 13 for one in snug.values())
    tight = fit(ruler, texts, 10)
    assert all(one.size < 12 for one in tight.values())
    texts["other"] = Words("zaterdag op de markt", 100, 12, 20)
    together, alone = (fit(ruler, texts, 70, hero=hero) for hero in ("", "hero"))
    assert together["other"] == alone["other"]
    assert together["hero"].size < alone["hero"].size <= 40


def test_a_long_word_makes_only_its_own_text_smaller_and_breaks_last() -> None:
    ruler = RULERS[False]
    texts = {"long": Words(ENDLESS, 300, 8, 30), "short": Words("kort", 300, 8, 30)}
    found = fit(ruler, texts, 400)
    assert (len(found["long"].lines), found["short"].size) == (1, 30)
    assert 8 < found["long"].size < 12
    broken = fit(ruler, texts | {"long": Words(ENDLESS, 300, 20, 30)}, 400)["long"]
    assert broken.size == 20
    assert len(broken.lines) > 1
    hyphens = fit(ruler, {"": Words("Hendrik-Ido-Ambacht", 100, 20, 30)}, 400)[""]
    assert hyphens.lines == ("Hendrik-", "Ido-", "Ambacht") or hyphens.lines == (
        "Hendrik-",
        "Ido-Ambac",
        "ht",
    )


def test_lines_of_a_heading_are_equally_long() -> None:
    ruler = RULERS[False]
    words = "Zou je mij zaterdag willen helpen met de soep"
    ragged, even = (fit(ruler, {"": Words(words, 160, 20, 20, even=even)}, 400)[""] for even in (False, True))
    assert len(ragged.lines) == len(even.lines)
    longest = max(ruler.width(line, bold=False) for line in ragged.lines)
    assert max(ruler.width(line, bold=False) for line in even.lines) <= longest


def test_a_name_that_goes_on_on_the_next_line_keeps_its_direction() -> None:
    found = fit(
        RULERS[True], {"": Words("في \u2068Stichting Welzijn Zwijndrecht\u2069 يوم", 90, 14, 14)}, 400
    )[""]
    assert len(found.lines) > 2
    for line in found.lines:
        assert line.count("\u2068") == line.count("\u2069")
    inner = [line for line in found.lines if "Welzijn" in line]
    assert inner[0].startswith("\u2068")


def test_scripts_with_tall_letters_get_more_room() -> None:
    sizes = [
        fit(RULERS[False], {"": Words(words, 200, 10, 10)}, 100)[""].leading
        for words in ("Kom", "ትመጽእ", "Kom فاطمة")
    ]
    assert sizes == sorted(sizes)
    assert len(set(sizes)) == 3
