"""Makes the two fonts of the printed things from npm packages in a folder: `python -m tools.fonts FOLDER`.

The packages and how to fetch them are told in `dialogs/drawing/fonts/README.md`.
"""

import sys
import tarfile
import tempfile
from io import BytesIO
from pathlib import Path

from fontTools.merge import Merger, Options
from fontTools.subset import Options as SubsetOptions
from fontTools.subset import Subsetter
from fontTools.ttLib import TTFont
from fontTools.ttLib.scaleUpem import scale_upem

FONTS = Path(__file__).parent.parent / "dialogs" / "drawing" / "fonts"
WEIGHTS = {"regular": "400Regular", "bold": "800ExtraBold"}
UNITS = 1000
"""Units to the em, in all of them: what is joined must agree."""
FEATURES = ["ccmp", "locl", "rlig", "liga", "calt", "isol", "init", "medi", "fina", "mark", "mkmk"]
"""What letters need to be joined and marked."""
NAMES = (0, 1, 2, 3, 4, 5, 6, 13, 14)
"""Entries of the name table that are kept: copyright, names, licence."""

LATIN = (
    *((0x20, 0x7E), (0xA0, 0x17F), (0x18F, 0x18F), (0x1A0, 0x1A1), (0x1AF, 0x1B0), (0x1CD, 0x1DC)),
    *((0x1E6, 0x1E7), (0x218, 0x21B), (0x237, 0x237), (0x259, 0x259), (0x2BB, 0x2BC), (0x2C6, 0x2DD)),
    *((0x300, 0x30C), (0x31B, 0x31B), (0x323, 0x328), (0x1E80, 0x1EF9)),
    *((0x370, 0x3FF), (0x400, 0x45F), (0x490, 0x491)),
    *((0x200C, 0x200D), (0x2010, 0x2027), (0x2030, 0x203A), (0x20A0, 0x20BF), (0x2113, 0x2122)),
    *((0x2212, 0x2212), (0x25CC, 0x25CC)),
)
ARABIC = ((0x600, 0x6FF), (0x750, 0x77F))
ETHIOPIC = ((0x1200, 0x139F),)
SOURCES = (
    ("expo-google-fonts-noto-sans-0.4.2.tgz", "package/{w}/NotoSans_{w}.ttf", LATIN, ("kern",)),
    ("vazirmatn-33.0.3.tgz", "package/misc/Non-Latin/fonts/ttf/Vazirmatn-NL-{n}.ttf", ARABIC, ("kern",)),
    ("expo-google-fonts-noto-sans-ethiopic-0.4.2.tgz", "package/{w}/NotoSansEthiopic_{w}.ttf", ETHIOPIC, ()),
)
"""The package, the file in it, what is taken out of it, and what more than joining: kerning for Ethiopic is
larger than all the rest."""


def main(folder: Path) -> None:
    """One font for each weight, with every script in it, so that a line may hold several."""
    for name, weight in WEIGHTS.items():
        parts = [_part(folder, weight, *source) for source in SOURCES]
        font = _joined(parts)
        font.recalcTimestamp = False
        font["head"].created = font["head"].modified = parts[0]["head"].modified
        _call(font, name)
        path = FONTS / f"{name}.ttf"
        font.save(path)
        print(f"{path.name}: {path.stat().st_size:,} bytes, {len(font.getBestCmap()):,} letters")


def _part(
    folder: Path,
    weight: str,
    package: str,
    inside: str,
    ranges: tuple[tuple[int, int], ...],
    more: tuple[str, ...],
) -> TTFont:
    path = inside.format(w=weight, n=weight[3:])
    with tarfile.open(folder / package) as archive:
        file = archive.extractfile(path)
        assert file is not None, f"{package} has no {path}"
        font = TTFont(BytesIO(file.read()), recalcTimestamp=False)
    options = SubsetOptions()
    options.hinting, options.glyph_names, options.notdef_outline = False, False, True
    options.layout_features, options.name_IDs = [*FEATURES, *more], list(NAMES)
    options.drop_tables += ["DSIG", "STAT", "MVAR", "vhea", "vmtx", "gasp"]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=[code for first, last in ranges for code in range(first, last + 1)])
    subsetter.subset(font)
    if font["head"].unitsPerEm != UNITS:
        scale_upem(font, UNITS)
    return font


def _joined(parts: list[TTFont]) -> TTFont:
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for number, part in enumerate(parts):
            paths.append(f"{folder}/{number}.ttf")
            part.save(paths[-1])
        return Merger(Options(drop_tables=["gasp"])).merge(paths)


def _call(font: TTFont, weight: str) -> None:
    """Give the font a name of its own, since it is none of those it was made from."""
    family, style = "Vraagbot Sans", weight.capitalize()
    names = {1: family, 2: style, 3: f"{family} {style}", 4: f"{family} {style}", 6: f"VraagbotSans-{style}"}
    names[0] = "Copyright 2022 The Noto Project Authors; Copyright 2015 The Vazirmatn Project Authors"
    names[5] = "Version 1.0"
    for number, words in names.items():
        font["name"].setName(words, number, 3, 1, 0x409)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
