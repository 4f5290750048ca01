"""The campaign's colours: warm paper, deep teal, and an orange that calls."""

PAPER = "#fff8ec"
SAND = "#fbe6cb"
INK = "#17302f"
FAINT = "#51625d"
TEAL = "#0e5a5e"
ORANGE = "#bf4a14"
WARM = "#f08a3c"
WHITE = "#ffffff"

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
)
"""The colours words are drawn in, each with what it is drawn on: all can be read by people who see little."""
