"""Three web, two worker and two clock processes on one database, killed and stopped in the middle."""

from pathlib import Path

import pytest

from tests.faults.ending import end_them


@pytest.mark.slow
@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
async def test_nothing_is_lost_doubled_or_out_of_order_whatever_ends(
    database_url: str, tmp_path: Path
) -> None:
    """`make faults` does it with twice as many, who tap again when the processes are back."""
    await end_them(database_url, tmp_path, citizens=6, taps=6, again=False)
