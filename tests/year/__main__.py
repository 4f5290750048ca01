"""`make year`: a whole year with a restart every hour, on both databases, and a line of counts for each."""

import sys
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

from tests.year.whole import on_postgresql, on_sqlite


def main() -> int:
    """Both databases at once, each in a process of its own; 1 where a rule was broken."""
    seed = int(sys.argv[1]) if len(sys.argv) > 1 else 2027
    with ProcessPoolExecutor(2, get_context("spawn")) as processes:
        lived = [processes.submit(each, seed) for each in (on_sqlite, on_postgresql)]
        judged = [each.result() for each in lived]
    for one in judged:
        print(*one.broken, one.line, sep="\n")
    return int(any(one.broken for one in judged))


if __name__ == "__main__":
    sys.exit(main())
