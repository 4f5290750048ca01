"""`export` on the command line: whole files, and words where it is asked wrongly."""

import asyncio
import csv
import json
import subprocess
import sys
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import openpyxl
import pytest

from bot.cli import main
from storage.migrations import migrate
from storage.store import Store
from tests.answering import closed_week
from tests.bot.processes import environment
from tests.bot.test_logs import loggers

__all__ = ["loggers"]

CAMPAIGN = """
[[weeks]]
name = "winter"
first = 2027-01-18
last = 2027-01-24
titles = { nl = "Week van het Vragen" }
"""
DAYS = ("--since", "2027-01-18", "--until", "2027-01-31")
ROWS = 12


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where a campaign is, with one week that is given out."""
    path = tmp_path_factory.mktemp("campaign")
    (path / "campaign.toml").write_text(CAMPAIGN, encoding="utf-8")
    migrate(f"sqlite:///{path}/vraagbot.sqlite")

    async def fill() -> None:
        store = Store(f"sqlite:///{path}/vraagbot.sqlite")
        async with store.begin() as memory:
            await closed_week(memory, ROWS)
        await store.close()

    asyncio.run(fill())
    return path


@dataclass(frozen=True, slots=True)
class Done:
    """What a command came to."""

    returncode: int
    stderr: str


@pytest.fixture
def bot(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., Done]:
    """Runs a command in that folder, or in another."""
    for name in ("BOT_TOKEN", "DATABASE_URL", "CAMPAIGN_FILE"):
        monkeypatch.delenv(name, raising=False)

    def run(*words: str, cwd: Path = folder) -> Done:
        monkeypatch.chdir(cwd)
        code = main(words)
        return Done(code, capsys.readouterr().err)

    return run


def rows(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV file."""
    text = path.read_text(encoding="utf-8-sig")
    return list(csv.DictReader(text.splitlines(), delimiter=";"))


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("replies",), "--since 2027-01-18 --until 2027-01-24\nor of which asking week: --week winter"),
        (("all", "--since", "2027-01-18"), "--until is missing"),
        (("all", "--until", "2027-01-18"), "--since is missing"),
        (("asks", "--since", "18-1", "--until", "2027-01-24"), "'18-1' is no day. Write it like 2027-01-18."),
        (("funnel", "--since", "2027-02-01", "--until", "2027-01-24"), "2027-01-24 comes before 2027-02-01"),
        (("ledger", "--week", "summer"), "There is no asking week 'summer'. There are: winter."),
        (("ledger", "--week", "winter", *DAYS), "either --week or days"),
        (("replies", *DAYS, "--format", "jobposting"), "jobposting and --source are for opportunities"),
        (("replies", *DAYS, "--source", "x"), "jobposting and --source are for opportunities"),
        (("opportunities", *DAYS), "need no days"),
    ],
)
def test_what_is_asked_wrongly_is_told_with_an_example(
    words: tuple[str, ...], told: str, folder: Path, bot: Callable[..., Done]
) -> None:
    done = bot("export", *words)
    assert done.returncode == 2
    assert told in done.stderr
    assert "Traceback" not in done.stderr
    assert not [*folder.glob("*.csv")]


def test_a_file_gets_a_name_that_tells_what_it_is_and_is_not_written_over(
    folder: Path, bot: Callable[..., Done]
) -> None:
    done = bot("export", "replies", *DAYS)
    assert done.returncode == 0
    path = folder / "vraagbot-replies-2027-01-18-2027-01-31.csv"
    assert f"{path.name}: 12 rows." in done.stderr
    assert "Left out: the replies of 2027-W04." in done.stderr, "a week that is not closed is named"
    assert len(rows(path)) == ROWS
    again = bot("export", "replies", *DAYS)
    assert again.returncode == 1
    assert "is there already" in again.stderr
    first = {row["person"] for row in rows(path)}
    assert bot("export", "replies", *DAYS, "--force").returncode == 0
    assert not first & {row["person"] for row in rows(path)}
    path.unlink()


def test_everything_is_one_file_in_each_format(folder: Path, bot: Callable[..., Done]) -> None:
    sheets = ["replies", "asks", "funnel", "ledger", "opportunities"]
    for format, ending in (("csv", "zip"), ("xlsx", "xlsx"), ("json", "json")):
        output = folder / f"out.{ending}"
        done = bot(
            "export", "all", "--week", "winter", "--format", format, "--output", str(output), cwd=folder
        )
        assert done.returncode == 0, done.stderr
    with zipfile.ZipFile(folder / "out.zip") as files:
        assert files.namelist() == [*(f"{name}.csv" for name in sheets), "columns.csv"]
    book = openpyxl.load_workbook(folder / "out.xlsx")
    assert book.sheetnames == [*sheets, "Uitleg"]
    assert book["replies"].max_row == 1 + ROWS
    found = json.loads((folder / "out.json").read_text(encoding="utf-8"))
    assert list(found) == ["meta", *sheets]
    assert found["meta"]["since"] == "2027-01-18"
    assert "code" in found["meta"]["columns"]["replies"]["person"]
    assert found["replies"][0]["introduced"] is True


def test_the_columns_are_explained_in_english_too(folder: Path, bot: Callable[..., Done]) -> None:
    output = folder / "english.xlsx"
    words = ("export", "funnel", *DAYS, "--format", "xlsx", "--language", "en", "--output", str(output))
    assert bot(*words).returncode == 0
    assert openpyxl.load_workbook(output).sheetnames == ["funnel", "Columns"]


def test_a_place_that_cannot_be_written_to_is_told_and_nothing_is_left(
    folder: Path, bot: Callable[..., Done]
) -> None:
    done = bot("export", "replies", *DAYS, "--output", str(folder / "no" / "where.csv"))
    assert done.returncode == 1
    assert "cannot be written" in done.stderr
    assert "Traceback" not in done.stderr
    assert not [*folder.glob(".*.part")]


def test_a_database_that_is_behind_is_told(tmp_path: Path, bot: Callable[..., Done]) -> None:
    done = bot("export", "replies", *DAYS, cwd=tmp_path)
    assert done.returncode == 1
    assert "python -m bot migrate" in done.stderr


def test_the_command_and_the_process_apart_load_nothing_that_they_do_not_need() -> None:
    """Neither Telegram, nor pages and pictures, nor what makes workbooks before one is wanted."""
    never = (
        "aiogram",
        "apscheduler",
        "alembic",
        "openpyxl",
        "dialogs.pages",
        "dialogs.drawing",
        "fpdf",
        "bot.app",
    )
    for module in ("bot.exports.command", "bot.exports.child"):
        told = f"import sys, {module}; print([name for name in {never} if name in sys.modules])"
        words = [sys.executable, "-c", told]
        found = subprocess.run(words, capture_output=True, text=True, check=True, env=environment())
        assert found.stdout.strip() == "[]", module


def test_a_report_is_a_page_in_one_language_and_is_asked_for_like_a_file(
    folder: Path, bot: Callable[..., Done]
) -> None:
    done = bot("export", "report", *DAYS)
    assert done.returncode == 0, done.stderr
    path = folder / "vraagbot-report-2027-01-18-2027-01-31-nl.html"
    assert f"{path.name}: open it in a browser" in done.stderr
    assert '<html lang="nl"' in path.read_text(encoding="utf-8")
    assert bot("export", "report", *DAYS).returncode == 1, "it is not written over"
    english = folder / "report.html"
    words = ("export", "report", "--week", "winter", "--lang", "en", "--output", str(english))
    assert bot(*words).returncode == 0
    assert '<html lang="en"' in english.read_text(encoding="utf-8")
    for wrong, told in (
        (("--since", "2027-01-18"), "--until is missing"),
        ((*DAYS, "--format", "csv"), "A report is a page of HTML"),
        ((*DAYS, "--source", "x"), "A report is a page of HTML"),
    ):
        done = bot("export", "report", *wrong)
        assert done.returncode == 2
        assert told in done.stderr
    nowhere = bot("export", "report", *DAYS, "--output", str(folder / "no" / "report.html"))
    assert nowhere.returncode == 1
    assert "cannot be written" in nowhere.stderr
    path.unlink()
    english.unlink()
