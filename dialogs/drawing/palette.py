"""The campaign's colours: warm paper, deep teal, and an orange that calls."""

PAPER = "#fff8ec"
SAND = "#fbe6cb"
INK = "#17302f"
FAINT = "#51625d"
TEAL = "#0e5a5e"
ORANGE = "#bf4a14"
WARM = "#f08a3c"
WHITE = "#ffffff"
SHADES = ("#9fc9c0", "#609f9b", "#2d7779", "#0b4447")
"""From few to many: each so much darker than the last that no eye needs its colour."""
ON_SHADES = (INK, INK, WHITE, WHITE)
"""What words on each of them are drawn in."""

WORDS = (
    (INK, PAPER),
    (INK, SAND),
    (INK, WHITE),
    (INK, WARM),
    (FAINT, WHITE),
    (FAINT, PAPER),
    (TEAL, WHITE),
    (TEAL, PAPER),
    (TEAL, SAND),
    (ORANGE, WHITE),
    (ORANGE, PAPER),
    (WHITE, TEAL),
    (SAND, TEAL),
    (WHITE, ORANGE),
    *zip(ON_SHADES, SHADES, strict=True),
)
"""The colours words are drawn in, each with what it is drawn on: all can be read by people who see little."""

SHAPES = (
    (TEAL, PAPER),
    (TEAL, SAND),
    (FAINT, PAPER),
    (FAINT, SAND),
    (ORANGE, PAPER),
    (ORANGE, SAND),
)
"""The colours of bars, lines and hatches, each with what it is drawn on."""
