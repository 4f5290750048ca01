"""Forged links: whatever stands behind `/start`, nobody gets in by it, and everybody is welcome."""

import logging
from random import Random

import pytest

from tests.dump import rows_of
from tests.forging import WELCOMED, forged, real_links, throw
from tests.talk import LANGUAGES, Talk


@pytest.mark.parametrize(
    ("database_url", "number"), [("sqlite", 1_000), ("postgresql", 100)], indirect=["database_url"]
)
async def test_a_forged_link_admits_nobody_and_welcomes_everybody(
    number: int, database_url: str, caplog: pytest.LogCaptureFixture
) -> None:
    """`python -m tests.bench.forged` throws ten times as many."""
    async with Talk(database_url, languages=LANGUAGES) as talk:
        real = await real_links(talk)
        ana = talk.telegram.add_person("Ana", "en")
        said = await throw(talk, ana, forged(real, Random(number)), number)
        assert said == {WELCOMED: number}
        assert not await rows_of(talk.app.store, "openings")
        assert not await rows_of(talk.app.store, "members")
        assert not talk.telegram.faults
        assert not [record for record in caplog.records if record.levelno >= logging.ERROR]


async def test_a_real_link_is_what_it_says(sqlite_url: str) -> None:
    """The test above sees what it should: these are not welcomed as if they were nothing."""
    async with Talk(sqlite_url, languages=LANGUAGES) as talk:
        real = await real_links(talk)
        for number, payload in enumerate(sorted(real.payloads)):
            person = talk.telegram.add_person(f"Bo {number}", "en")
            said = await throw(talk, person, iter([f" {payload}\n"]), 1)
            assert WELCOMED not in said
        assert len(await rows_of(talk.app.store, "openings")) == 2
