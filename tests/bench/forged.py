"""Ten thousand forged links thrown at a bot: how many were welcomed, taken for real, or broke something."""

import asyncio
import logging
import sys
import tempfile
from pathlib import Path
from random import Random

from dialogs.languages import Languages
from tests.bench.figures import Figure, report
from tests.databases import make_tables
from tests.dump import rows_of
from tests.forging import WELCOMED, forged, real_links, throw
from tests.talk import Talk

THROWN, EACH = 10_000, 1_000


class _Wrong(logging.Handler):
    """Counts what the bot logs as an error."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.count = 0

    def emit(self, record: logging.LogRecord) -> None:
        """One more."""
        self.count += 1


async def measure() -> list[Figure]:
    """All of them on SQLite, through the edge; a new person for every thousand."""
    wrong, welcomed = _Wrong(), 0
    logging.getLogger("bot").addHandler(wrong)
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder)}/bot.sqlite"
        await make_tables(url)
        async with Talk(url, languages=Languages.load()) as talk:
            payloads = forged(await real_links(talk), Random(THROWN))
            for number in range(THROWN // EACH):
                person = talk.telegram.add_person(f"Person {number}", "en")
                welcomed += (await throw(talk, person, payloads, EACH))[WELCOMED]
            taken = len(await rows_of(talk.app.store, "openings"))
            taken += len(await rows_of(talk.app.store, "members"))
            wrong.count += len(talk.telegram.faults)
    logging.getLogger("bot").removeHandler(wrong)
    return [
        Figure("forged_links_welcomed", welcomed, "", THROWN, more=True),
        Figure("forged_links_taken", taken, "", 0),
        Figure("forged_links_that_broke_something", wrong.count, "", 0),
    ]


if __name__ == "__main__":
    sys.exit(report(asyncio.run(measure())))
