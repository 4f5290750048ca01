"""The palette: words and shapes are seen by people who see little, and by those who miss a colour."""

from itertools import pairwise

import pytest

from dialogs.drawing.palette import MIXED, PAPER, SAND, SHADES, SHAPES, WORDS

AA = 4.5
"""The contrast of words that WCAG 2 asks for."""
SHAPE = 3.0
"""And that of shapes."""
NEXT = 1.5
"""Of a shade with the next: half as light again."""
EYES = {
    "all colours": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "no red": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "no green": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "no blue": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
    "no colour": ((0.2126, 0.7152, 0.0722),) * 3,
}
"""What becomes of linear red, green and blue: protanopia, deuteranopia and tritanopia as G. M. Machado, M. M.
Oliveira and L. A. F. Fernandes found them (IEEE Transactions on Visualization and Computer Graphics 15, 2009,
1291-1298, severity 1), and a grey print."""


def seen(colour: str, eye: str = "all colours") -> tuple[float, ...]:
    """Linear red, green and blue as an eye sees them."""
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return tuple(
        min(1.0, max(0.0, sum(share * part for share, part in zip(row, linear, strict=True))))
        for row in EYES[eye]
    )


def lightness(colour: str, eye: str = "all colours") -> float:
    """The relative luminance of WCAG 2."""
    red, green, blue = seen(colour, eye)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str, eye: str = "all colours") -> float:
    """How many times lighter the lighter one is."""
    dark, light = sorted((lightness(one, eye), lightness(other, eye)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(("words", "ground"), WORDS)
def test_words_stand_out_enough(words: str, ground: str) -> None:
    assert contrast(words, ground) >= AA


@pytest.mark.parametrize("eye", EYES)
def test_whoever_misses_a_colour_sees_every_shape_and_reads_every_word(eye: str) -> None:
    assert all(contrast(shape, ground, eye) >= SHAPE for shape, ground in SHAPES)
    assert all(contrast(words, ground, eye) >= 0.9 * AA for words, ground in WORDS)


@pytest.mark.parametrize("eye", EYES)
def test_shades_are_told_apart_by_how_dark_they_are(eye: str) -> None:
    for light, dark in pairwise((PAPER, *SHADES)):
        assert lightness(light, eye) > lightness(dark, eye)
        assert contrast(light, dark, eye) >= NEXT
    assert contrast(SAND, SHADES[0], eye) >= 1.3, "few on the ground of quiet hours"


def test_red_and_green_are_what_these_eyes_confuse() -> None:
    """Else the eyes in this test would be blind in another way, or not at all."""
    red, green = "#d62728", "#2c8a2c"
    for eye in ("no red", "no green"):
        apart = sum(abs(a - b) for a, b in zip(seen(red, eye), seen(green, eye), strict=True))
        assert apart < 0.4 * sum(abs(a - b) for a, b in zip(seen(red), seen(green), strict=True))


def test_the_colours_of_pictures_and_what_lies_between_them_are_as_many_as_a_small_file_may_have() -> None:
    assert len(set(MIXED)) == len(MIXED) <= 256
    assert {*sum((*WORDS, *SHAPES), ()), *SHADES} <= set(MIXED)
