"""What is written about running the bot is so: commands, settings, files of the image, figures, licences."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from bot.doctor import FREE
from bot.settings import FASTEST, PACE, Settings
from tools import licences

ROOT = Path(__file__).parent.parent
TOLD = {
    path.name: path.read_text(encoding="utf-8")
    for path in (
        *(ROOT / "docs").glob("*.md"),
        *(ROOT / name for name in ("README.md", "Procfile", "compose.yaml", "Dockerfile")),
    )
}
ELSEWHERE = {
    "MPLCONFIGDIR",
    "PYTHONUNBUFFERED",
    "PYTHONDONTWRITEBYTECODE",
    "PATH",
    "PIP_DISABLE_PIP_VERSION_CHECK",
}
"""Settings of what is below the bot."""


@pytest.fixture(scope="module")
def commands() -> set[str]:
    """The commands there are, as the bot tells them."""
    helped = subprocess.run(
        [sys.executable, "-m", "bot", "--help"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return set(re.findall(r"^    (\w+) ", helped.stdout, re.MULTILINE))


def test_every_command_that_is_written_about_is_there(commands: set[str]) -> None:
    assert {"run", "web", "worker", "clock", "backup"} <= commands
    for name, text in TOLD.items():
        told = set(re.findall(r"(?:python|python3) -m bot (\w+)", text))
        assert told <= commands, f"{name}: {told - commands}"
    composed = set(re.findall(r"^    command: (\w+)$", TOLD["compose.yaml"], re.MULTILINE))
    assert composed == {"migrate", "web", "worker", "clock"}
    processes = dict(re.findall(r"^(\w+):.* -m bot (\w+)$", TOLD["Procfile"], re.MULTILINE))
    assert processes == {"release": "migrate", "web": "web", "worker": "worker", "clock": "clock"}


def test_the_image_and_the_composition_set_what_there_is_to_set() -> None:
    known = {name.upper() for name in Settings.model_fields}
    image = set(re.findall(r"\b([A-Z_]{4,})=", TOLD["Dockerfile"]))
    assert image <= known | ELSEWHERE
    settings = TOLD["compose.yaml"].split("environment: &settings")[1].split("volumes:")[0]
    assert set(re.findall(r"^    ([A-Z_]+):", settings, re.MULTILINE)) <= known
    for copied in re.findall(r"^COPY (?!--)(.+) \S+$", TOLD["Dockerfile"], re.MULTILINE):
        for one in copied.split():
            assert (ROOT / one).exists(), f"Dockerfile copies {one}"
            assert f"!{one}" in (ROOT / ".dockerignore").read_text(encoding="utf-8").split()


def test_it_is_told_rightly_how_long_it_takes_to_reach_people() -> None:
    rows = re.findall(
        r"^\| ([\d,]+) \| (.+?) \| (.+?) \| (.+?) \| ([\d,]+) Stars \|$", TOLD["running.md"], re.MULTILINE
    )
    assert len(rows) == 5
    for people, usual, free, paid, stars in rows:
        number = int(people.replace(",", ""))
        for told, pace in ((usual, PACE), (free, FREE), (paid, FASTEST)):
            units = dict(zip(("h", "min", "s"), (3600, 60, 1), strict=True))
            parts = re.findall(r"(\d+) (h|min|s)\b", told)
            seconds = sum(int(count) * units[unit] for count, unit in parts)
            assert abs(seconds - number / pace) <= units[parts[-1][1]], f"{people} at {pace}: {told}"
        assert int(stars.replace(",", "")) == number / 10


def test_the_licence_of_everything_that_is_needed_is_listed() -> None:
    assert licences.PAGE.read_text(encoding="utf-8") == licences.page(), "Run: python -m tools.licences"
    assert len(licences.pinned()) > 40
