"""How long the gazetteer takes to be ready and to answer, and what it weighs.

Run as `python -m tests.bench.gazetteer`.
"""

import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from statistics import median

from storage.gazetteer import Gazetteer
from tests.storage.test_gazetteer_data import TYPED

FRESH = """
import csv, dataclasses, enum, pathlib, time, tracemalloc, typing, unicodedata
began = time.perf_counter()
from storage.gazetteer import Gazetteer
imported = time.perf_counter()
{trace}
places = Gazetteer.load()
loaded = time.perf_counter()
{weigh}
places.prepare()
prepared = time.perf_counter()
{weigh}
print(imported - began, loaded - imported, prepared - loaded, *weights)
"""
WEIGH = "weights = globals().get('weights', []) + [tracemalloc.get_traced_memory()[0]]"
ROUNDS = 5
"""Fresh processes; the median is told."""

SENTENCES = [
    "ik woon in Zwijndrecht",
    "in de buurt van Utreht ergens",
    "Rotterdam, Charlois",
    "Hengelo (Gelderland)",
]
JUNK = [
    "x" * 5000,
    "kinderen die spelen graag buiten in het park",
    "🙂" * 900,
    "zwijndregt hengello aan de " * 190,
]
POINTS = [(51.5 + 0.013 * at, 4.3 + 0.021 * at) for at in range(100)]


def fresh(trace: str, weigh: str) -> list[float]:
    """What a fresh process prints."""
    code = FRESH.format(trace=trace, weigh=weigh)
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return [float(figure) for figure in out.stdout.split()]


def tell(what: str, ask: Callable[[str], object], texts: Sequence[str], times: int = 5) -> None:
    """Print the median, the 99th percentile and the worst of asking, in milliseconds."""
    spent = []
    for text in list(texts) * times:
        began = time.perf_counter()
        ask(text)
        spent.append(1000 * (time.perf_counter() - began))
    spent.sort()
    p99 = spent[int(0.99 * len(spent))]
    print(f"{what:<22} median {median(spent):7.3f}  p99 {p99:7.3f}  worst {spent[-1]:7.3f} ms")


def main() -> None:
    """Print all of it."""
    runs = [fresh("", "weights = []") for _ in range(ROUNDS)]
    imported, loaded, prepared = (1000 * median(run[at] for run in runs) for at in range(3))
    print(f"import {imported:.0f} ms, load {loaded:.0f} ms, prepare (first typed name) {prepared:.0f} ms")
    *_, light, heavy = fresh("tracemalloc.start()", WEIGH)
    print(f"weight {light / 1e6:.1f} MB loaded, {heavy / 1e6:.1f} MB prepared")
    places = Gazetteer.load()
    places.prepare()
    typed = [one.split(" = ") for line in TYPED.strip().splitlines() for one in line.split("; ")]
    tell("exact name", places.search, [meant for _, meant in typed])
    tell("typing error", places.search, [text for text, _ in typed])
    tell("sentence", places.search, SENTENCES, 25)
    tell("junk", places.search, JUNK, 25)
    tell("postcode", places.by_postcode, ["1012 AB", "3330", "10115", "zwijndrecht"], 25)
    tell("other script", places.search, ["Зутермер", "دوردريخت", "ሮተርዳም"], 25)
    spots = {str(at): point for at, point in enumerate(POINTS)}
    tell("point", lambda at: places.nearest(*spots[at]), list(spots))


if __name__ == "__main__":
    main()
