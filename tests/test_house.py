"""The house: stairs that go down only, one door for each thing outside, literals for translators."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
DEMO = ("bot/demo.py", "bot/chain.py", "bot/crowd.py", "bot/strip.py")
"""What may know the sandbox."""
FLOORS = ("campaign", "storage", "dialogs", "bot")
"""From the lowest up: each may import itself and what is below it."""

DOORS = {
    "aiogram": ("bot/telegram/", "bot/running.py", "sandbox/session.py"),
    "telegram": ("sandbox/",),
    "sqlalchemy": ("storage/",),
    "alembic": ("storage/migrations/",),
    "babel": ("dialogs/formats.py", "dialogs/languages.py", "dialogs/catalogues.py"),
    "gettext": ("dialogs/languages.py", "dialogs/formats.py"),
    "apscheduler": ("bot/rounds.py",),
    "pydantic": ("bot/", "sandbox/session.py"),
    "pydantic_settings": ("bot/settings.py",),
    "openpyxl": ("bot/texts/workbook.py", "bot/exports/xlsx_file.py"),
    "icalendar": ("dialogs/calendar_file.py",),
    "fpdf": ("dialogs/drawing/",),
    "uharfbuzz": ("dialogs/drawing/",),
    "matplotlib": ("dialogs/drawing/charts/sheet.py",),
    "pypdfium2": ("dialogs/drawing/pixels.py", "sandbox/camera.py"),
    "PIL": ("dialogs/drawing/pixels.py", "sandbox/camera.py"),
    "segno": ("dialogs/drawing/qr.py",),
    "zxingcpp": ("sandbox/camera.py",),
    "prometheus_client": ("bot/metrics.py",),
    "sentry_sdk": ("bot/sentry.py",),
    "tomllib": ("bot/campaign_file.py",),
}
SAYING = {"say": 1, "about": 2, "plural": 2}
"""How many leading arguments of each must be literals."""


def _sources() -> list[Path]:
    return [path for room in (*FLOORS, "sandbox") for path in sorted((ROOT / room).rglob("*.py"))]


def _imports(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            assert node.level == 0, "imports name the whole path"
            yield node.module


def _saying(node: ast.Call) -> str | None:
    name = getattr(node.func, "id", None) or getattr(node.func, "attr", None)
    return name if name in SAYING else None


@pytest.mark.parametrize("path", _sources(), ids=lambda path: str(path.relative_to(ROOT)))
def test_stairs_go_down_and_every_door_is_the_only_one(path: Path) -> None:
    place = path.relative_to(ROOT).as_posix()
    floor = place.split("/")[0]
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for module in _imports(tree):
        top = module.split(".")[0]
        if top in (*FLOORS, "sandbox", "tests", "tools"):
            if floor == "sandbox":
                assert top == "sandbox", f"the sandbox stands apart, and imports {module}"
            elif top == "sandbox":
                assert place in DEMO, f"only the demo and what belongs to it know the sandbox, not {place}"
            else:
                assert top in FLOORS, f"{place} imports {module}"
                assert FLOORS.index(top) <= FLOORS.index(floor), f"{place} imports {module}, a floor above"
        if top in DOORS:
            assert place.startswith(DOORS[top]), f"{top} has another door than {place}"
        if floor == "campaign" and top != "campaign":
            assert top in sys.stdlib_module_names, f"campaign is standard library only, and imports {module}"
    assert ast.get_docstring(tree), f"{place} does not say what it is for"


@pytest.mark.parametrize("path", sorted((ROOT / "dialogs").rglob("*.py")), ids=lambda path: path.name)
def test_what_is_said_is_a_literal_that_translators_can_find(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and (name := _saying(node)):
            said = node.args[: SAYING[name]]
            assert len(said) == SAYING[name], f"{path.name}:{node.lineno} says too little"
            for word in said:
                literal = isinstance(word, ast.Constant) and isinstance(word.value, str)
                assert literal, f"{path.name}:{node.lineno} says something that is not a literal"
