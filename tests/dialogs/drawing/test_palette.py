"""The palette: every colour words are drawn in can be read by people who see little."""

import pytest

from dialogs.drawing.palette import WORDS

AA = 4.5


def lightness(colour: str) -> float:
    """The relative luminance of WCAG 2."""
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize(("words", "ground"), WORDS)
def test_words_stand_out_enough(words: str, ground: str) -> None:
    dark, light = sorted((lightness(words), lightness(ground)))
    assert (light + 0.05) / (dark + 0.05) >= AA
