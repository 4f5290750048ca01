"""A sender killed at random moments: nobody gets it twice, nobody is lost (`make faults` does it in full)."""

from tests.faults.broadcast import in_flight, killed

CITIZENS, KILLS, PACE = 120, 4, 50


async def test_a_kill_doubles_nothing_and_loses_nobody(database_url: str) -> None:
    """Everybody got it, or is unknown and reported; one kill leaves no more in doubt than was on its way."""
    count = await killed(database_url, CITIZENS, KILLS, PACE, seed=7)
    assert (count.doubled, count.lost) == (0, 0), count.line()
    assert count.sent + count.unknown == CITIZENS, count.line()
    assert count.most <= in_flight(PACE), count.line()
