"""What thirteen languages cost: to load, to choose the texts of a tap, and to put a broadcast into words."""

import asyncio
import cProfile
import pstats
import sys
import tempfile
import tracemalloc
from dataclasses import replace
from pathlib import Path
from statistics import median
from time import process_time

from aiogram.types import Update

from bot.letters import Letters
from dialogs import text
from dialogs.formats import ENDONYMS
from dialogs.languages import Languages
from storage.claims import Claimed
from tests import asked
from tests.bench import tap
from tests.bench.figures import Figure, report
from tests.databases import make_tables
from tests.talk import START, Talk
from tests.town import GARDEN, settle_town

TAPS, WARM_UP, LOADS = 300, 50, 5
EACH = 400
"""Messages of a broadcast in each language."""


async def measure() -> list[Figure]:
    """The figures, all on this machine's processor."""
    load, megabytes = _load()
    with tempfile.TemporaryDirectory() as folder:
        share = await _share(Path(folder))
        wordings, message = await _broadcast(f"sqlite:///{folder}/broadcast.sqlite")
    return [
        Figure("catalogues_load", load, "s", 0.5),
        Figure("catalogues_memory", megabytes, "MB", 40),
        Figure("text_share_of_tap", 100 * share, "%", 5),
        Figure("broadcast_wordings_per_language", wordings, "", 1),
        Figure("broadcast_words_per_message", message * 1e6, "µs", 100),
    ]


def everything() -> Languages:
    """All catalogues there are, whole or not."""
    return Languages.load(unfinished=ENDONYMS)


def _load() -> tuple[float, float]:
    """Seconds to read all catalogues, and the megabytes they take at most."""
    seconds = []
    for _ in range(LOADS):
        started = process_time()
        languages = everything()
        seconds.append(process_time() - started)
    tracemalloc.start()
    languages = everything()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    print(f"{len(list(languages))} languages", file=sys.stderr)
    return median(seconds), peak / 1e6


async def _share(folder: Path) -> float:
    """Of the processor's time for a tap, the part in which texts are looked up and filled.

    Measured under a profiler, which makes small calls dearer: the true share is smaller.
    """
    profile = cProfile.Profile()
    async with tap._ours(folder) as (telegram, person, bot, handle):
        for number in range(WARM_UP + TAPS):
            person.press(person.messages[-1].id, 0, 0)
            raw = await telegram.call("getUpdates", {"timeout": 0})
            update = Update.model_validate(raw[-1], context={"bot": bot})
            if number >= WARM_UP:
                profile.enable()
            await handle(update)
            profile.disable()
            await telegram.call("getUpdates", {"offset": raw[-1]["update_id"] + 1, "timeout": 0})
    stats = pstats.Stats(profile)
    own = sum(
        took[3]
        for (file, _, name), took in stats.stats.items()  # type: ignore[attr-defined]
        if file == text.__file__ and name in ("__call__", "about", "plural")
    )
    return float(own / stats.total_tt)  # type: ignore[attr-defined]


async def _broadcast(url: str) -> tuple[float, float]:
    """How often each wording was made for each language, and the seconds to put one message into words."""
    await make_tables(url)
    languages = everything()
    async with Talk(url, languages=languages) as talk:
        async with talk.app.store.begin() as memory:
            await settle_town(memory, talk.clock.now())
            ask = await asked.ask(memory, START)
        codes = [one.code for one in languages]
        one = Claimed(
            id=1,
            chat_id=1,
            citizen_id=1,
            language="nl",
            postcode="3331",
            likes=0,
            ask_id=ask,
            opportunity_id=GARDEN,
            step=None,
            week=None,
            day=START.date(),
            at=START,
        )
        claimed = [
            replace(one, id=number, language=codes[number % len(codes)])
            for number in range(EACH * len(codes))
        ]
        letters = Letters(talk.app)
        made: dict[int, object] = {}
        started = process_time()
        for batch in range(0, len(claimed), 100):
            some = claimed[batch : batch + 100]
            await letters.prepare(some)
            screens = [letters.delivery(each) for each in some]
            made |= {id(letter.prepared): letter.prepared for letter in letters._kept.values()}
            if not all(screens):
                raise RuntimeError("a message could not be put into words")
        spent = process_time() - started
    return len(made) / len(codes), spent / len(claimed)


if __name__ == "__main__":
    sys.exit(report(asyncio.run(measure())))
