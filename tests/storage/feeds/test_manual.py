"""What docs/importing.md says is so."""

import re
from pathlib import Path

import pytest

from campaign.offers import LENGTHS, Offer
from campaign.values import Dutch, Often, Task
from storage.feeds.columns import COLUMNS
from storage.feeds.dates import WEEKS_AHEAD
from storage.feeds.exporting import Format
from storage.feeds.reading import LARGEST_FILE
from storage.feeds.volunteering_roles import CONTEXT
from storage.gazetteer import Gazetteer
from tests.storage.feeds.reading import NOW, told

MANUAL = (Path(__file__).parents[3] / "docs" / "importing.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("word", [*COLUMNS, *Often, *Dutch, *Format, *(task.code for task in Task)])
def test_every_column_and_code_is_in_the_manual(word: str) -> None:
    assert f"`{word}`" in MANUAL


@pytest.mark.parametrize("task", Task)
def test_the_manual_tells_the_like_of_every_task(task: Task) -> None:
    kinds = MANUAL[MANUAL.index("**Kinds of task:**") :]
    behind = kinds[kinds.index(f"`{task.code}`") :]
    named = re.search(r"\((\w+)\)", behind)
    assert named is not None
    assert named[1] == task.like.value


def test_the_example_of_the_manual_comes_in_for_years(tmp_path: Path, gazetteer: Gazetteer) -> None:
    example = re.search(r"```csv\n(.*?)```", MANUAL, re.DOTALL)
    assert example is not None
    for year in (2027, 2040):
        offers = told(tmp_path / "feed.csv", gazetteer, example[1], NOW.replace(year=year))
        assert len(offers) == 2
        assert all(isinstance(one, Offer) for one in offers)


def test_the_numbers_in_the_manual_hold() -> None:
    assert f"{LARGEST_FILE // 1_000_000} MB" in MANUAL
    assert f"{WEEKS_AHEAD} weeks ahead" in MANUAL
    assert f"{LENGTHS['title']} characters" in MANUAL
    assert f"{LENGTHS['description']:,} characters" in MANUAL
    assert f"{LENGTHS['bring']} characters" in MANUAL
    assert str(CONTEXT[1]["vraag"]) in MANUAL
