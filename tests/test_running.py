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
        *(ROOT / name for name in ("README.md", "Procfile", "compose.yaml", "Dockerfile", "backup.sh")),
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
    assert composed == {"migrate", "web", "worker", "clock", "doctor"}
    processes = dict(re.findall(r"^(\w+):.* -m bot (\w+)$", TOLD["Procfile"], re.MULTILINE))
    assert processes == {"release": "migrate", "web": "web", "worker": "worker", "clock": "clock"}


def services() -> dict[str, str]:
    """The services of the composition with their lines, those of what they are made of included."""
    shared, told = re.split(r"^services:$", TOLD["compose.yaml"], flags=re.MULTILINE)
    parts = re.split(r"^  (\w+):$", told.split("\nvolumes:\n")[0], flags=re.MULTILINE)
    found = dict(zip(parts[1::2], parts[2::2], strict=True))
    return {name: lines + (shared if "<<: *bot\n" in lines else "") for name, lines in found.items()}


def test_commands_in_containers_are_those_of_services_that_are_there(commands: set[str]) -> None:
    there = services()
    assert set(there) == {"db", "release", "web", "worker", "clock", "bot", "backup", "proxy"}
    told = [words.split() for words in re.findall(r"docker compose (.+)", TOLD["running.md"])]
    asked = {words[2]: words[3] for words in told if words[:2] == ["run", "--rm"]}
    assert asked.keys() == {"bot", "backup"}
    for words in told:
        if words[:3] == ["run", "--rm", "bot"]:
            assert words[3] in commands
        if words[0] == "stop":
            assert set(words[1:]) <= set(there)
    for folder in ("exchange", "backups"):
        assert f"./{folder}:/{folder}\n" in there["bot"] + there["backup"]
        assert f"/{folder}/" in (ROOT / ".gitignore").read_text().split()
    assert "working_dir: /exchange\n" in there["bot"]
    assert "WORKDIR /app\n" in TOLD["Dockerfile"], "else the bot is not found from within /exchange"
    assert "PYTHONPATH: /app\n" in there["bot"]
    assert (
        there["db"].count("${POSTGRES_DB:-vraagbot}")
        == there["backup"].count("${POSTGRES_DB:-vraagbot}")
        == 1
    )
    assert "@db/${POSTGRES_DB:-vraagbot}\n" in TOLD["compose.yaml"]
    user = re.search(r"--uid (\d+)", TOLD["Dockerfile"])
    assert user is not None
    assert f'user: "{user[1]}:{user[1]}"' in there["backup"]
    assert f"-o {user[1]} " in TOLD["compose.yaml"]
    assert f"-o {user[1]} " in TOLD["running.md"]


def test_files_are_read_where_commands_in_containers_are_given(tmp_path: Path) -> None:
    """From another folder the bot is found, and nothing that lies there is taken for a part of it."""
    (tmp_path / "bot.py").write_text("raise SystemExit('this is no bot')\n", encoding="utf-8")
    settings = dict(re.findall(r'^      (PYTHON\w+): "?([\w/]+)"?$', services()["bot"], re.MULTILINE))
    assert settings.pop("PYTHONPATH") == "/app"
    found = subprocess.run(
        [sys.executable, "-m", "bot", "--help"],
        cwd=tmp_path,
        env={**settings, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (found.returncode, found.stderr) == (0, "")


def test_whoever_runs_containers_sees_that_they_are_well_and_their_logs_do_not_fill_the_disk() -> None:
    there = services()
    for name in ("db", "web", "worker", "clock", "backup"):
        assert "    healthcheck:" in there[name], name
    for name in ("worker", "clock"):
        assert "    healthcheck: &lives" in there[name] or "    healthcheck: *lives" in there[name]
    port = re.search(r'METRICS_PORT: "(\d+)"', TOLD["compose.yaml"])
    assert port is not None
    assert f"127.0.0.1:{port[1]}/healthz" in there["worker"]
    assert "--host=127.0.0.1" in there["db"], "the server that makes a new database is no server to wait for"
    assert "max-size: 10m" in TOLD["compose.yaml"]
    for name, lines in there.items():
        assert re.search(r"logging: [*&]logging\n", lines), name
        for path in re.findall(r'"(/[\w/]+[^"\s]*)"', "".join(re.findall(r"tmpfs: (.+)", lines))):
            assert path.endswith(":mode=1777"), f"{name} may be unable to write to {path}"


def test_what_a_platform_looks_for_beside_the_procfile_is_there() -> None:
    (needed,) = (ROOT / "requirements.txt").read_text(encoding="utf-8").split("\n")[:-1]
    option, lock = needed.split()
    assert option == "-r"
    assert f"{lock} " in TOLD["Dockerfile"], "a platform and the image have the same packages"
    assert "--hash=sha256:" in (ROOT / lock).read_text(encoding="utf-8")
    page = TOLD["running.md"].split("### A platform")[1].split("\n### ")[0]
    version = page.split(".python-version` holding `")[1].split("`")[0]
    assert f"FROM python:{version}-slim\n" in TOLD["Dockerfile"]
    for name in ("Procfile", "requirements.txt"):
        assert f"(../{name})" in page


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
