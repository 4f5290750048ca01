"""Half a minute of soak: PostgreSQL restarts and processes are killed in mid-talk (`make soak`: an hour)."""

import re

import pytest

from tests.load.soak import main


def test_nothing_is_lost_when_processes_are_killed_and_the_database_restarts(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["--minutes", "0.7", "--people", "80"]) == 0, capsys.readouterr().out
    told = capsys.readouterr().out
    restarted = re.search(r"the database restarted (\d+) times", told)
    assert restarted is not None, told
    assert int(restarted[1]) > 0, told
