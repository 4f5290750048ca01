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


def _mixed() -> tuple[str, ...]:
    steps = 10
    found: dict[str, None] = {}
    grounds = ((shade, ground) for shade in SHADES for ground in (PAPER, SAND))
    for pair in dict.fromkeys((*WORDS, *SHAPES, *grounds)):
        one, other = (bytes.fromhex(colour.removeprefix("#")) for colour in pair)
        for step in range(steps + 1):
            parts = (round(a + (b - a) * step / steps) for a, b in zip(one, other, strict=True))
            found["#" + bytes(parts).hex()] = None
    return tuple(found)


MIXED = _mixed()
"""All of these, and what lies between each two at the edges of letters and shapes."""
