"""People talk with several processes while an ask goes out and Telegram has trouble (`make load` in full)."""

from pathlib import Path

import pytest

from tests.load.scene import Scene, Size

SIZE = Size(people=80, web=2, worker=1, clock=1, at_once=16, pace=200)
UPDATES, SECONDS = 200, 60


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
async def test_nothing_is_lost_or_doubled_however_many_talk(database_url: str, tmp_path: Path) -> None:
    async with Scene(database_url, tmp_path, SIZE).up() as scene:
        await scene.crowd.talk(UPDATES, SECONDS)
        await scene.over()
        told = await scene.told()
    assert told.kept, told.line()
    assert told.states["sent"] > 0
    assert scene.crowd.late == 0
    assert {*scene.country.proxy.statuses} == {200}
