"""Random and mutated updates through a real webhook (`make fuzz` throws 100,000)."""

from pathlib import Path

from tests.fuzz.bodies import body
from tests.fuzz.fuzzing import AT_ONCE, fuzzing

SEED, COUNT = 8, 16 * AT_ONCE


async def test_whatever_comes_through_the_webhook_the_bot_stays_well(
    database_url: str, tmp_path: Path
) -> None:
    first = 0 if database_url.startswith("sqlite") else COUNT
    async with fuzzing(database_url, tmp_path) as under_fire:
        for number in range(first, first + COUNT, AT_ONCE):
            wrong = await under_fire.throw([body(SEED, number + each) for each in range(AT_ONCE)])
            assert not wrong, [one.what for one in wrong]
    assert under_fire.statuses[200] > COUNT // 2
    assert under_fire.taps > COUNT // 4
