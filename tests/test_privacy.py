"""What is told of privacy is what the code keeps: the record of processing, the statement, its figures."""

import re
from pathlib import Path

import pytest

from bot.campaign_file import load_campaign
from bot.forgetting import CALLS_KEPT, INTRODUCTIONS_KEPT
from campaign.inviting import GOOD_FOR
from dialogs import statement
from dialogs.languages import Languages
from dialogs.text import Say
from storage import schema
from storage.backup import KEPT as BACKUPS_KEPT
from tools import privacy

DOCS = Path(__file__).parent.parent / "docs"
LANGUAGES = list(Languages.load())
_ROW = re.compile(r"^\| ([a-z_, ]+) \| (`.*?) \|", re.MULTILINE)


def record() -> dict[str, set[str]]:
    """The record's tables with the columns told of each; those that share a row share its columns."""
    told: dict[str, set[str]] = {}
    for names, columns in _ROW.findall((DOCS / "privacy.md").read_text(encoding="utf-8")):
        for name in names.split(", "):
            assert name not in told, f"{name} stands in the record twice"
            told[name] = set(re.findall(r"`(\w+)`", columns))
    return told


def test_every_table_and_column_stands_in_the_record_of_processing() -> None:
    told, kept = record(), schema.metadata.tables
    assert set(told) == set(kept)
    for name, table in kept.items():
        missing = {column.name for column in table.columns} - told[name]
        assert not missing, f"docs/privacy.md does not tell of {name}: {', '.join(sorted(missing))}"
    every = {column.name for table in kept.values() for column in table.columns}
    strange = {one for columns in told.values() for one in columns} - every
    assert not strange, f"docs/privacy.md tells of columns that are not there: {', '.join(sorted(strange))}"


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda one: one.code)
def test_the_statement_in_the_docs_is_the_one_that_people_read(language: privacy.Language) -> None:
    page = privacy.PAGES / f"{language.code}.md"
    assert page.exists(), "Run: python -m tools.privacy"
    assert page.read_text(encoding="utf-8") == privacy.page(language), "Run: python -m tools.privacy"


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda one: one.code)
def test_the_statement_has_the_figures_that_the_clock_keeps_to(language: privacy.Language) -> None:
    campaign = load_campaign(privacy.SAMPLE)
    kept = campaign.retention
    (long,) = [
        one for one in statement.statement(Say(language, campaign.zone), campaign) if one.key == "long"
    ]
    told = [{int(number) for number in re.findall(r"\d+", line.plain)} for line in long.told]
    hours = round(kept.visitors.total_seconds() / 3600)
    days = (
        *(kept.untouched, kept.blocked, INTRODUCTIONS_KEPT, CALLS_KEPT),
        *(GOOD_FOR, kept.after_campaign, BACKUPS_KEPT),
    )
    assert told == [{hours}, *({one.days} for one in days), set()]


def test_the_figures_of_the_statement_are_those_of_the_rules() -> None:
    assert INTRODUCTIONS_KEPT.days == statement.INTRODUCED
    assert CALLS_KEPT.days == statement.CALLED
    assert BACKUPS_KEPT.days == statement.BACKUPS
