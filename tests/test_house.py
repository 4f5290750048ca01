"""The house: stairs that go down only, no circles, one door for each thing outside, words for translators."""

import ast
import sys
from collections.abc import Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
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
    "aiohttp": (
        *("bot/telegram/", "bot/named.py", "bot/webhook.py", "bot/doctor.py"),
        *("bot/web.py", "bot/watching.py", "bot/pulse.py"),
        *("sandbox/http.py", "sandbox/page/"),
    ),
    "sqlalchemy": ("storage/",),
    "aiosqlite": ("storage/",),
    "asyncpg": ("storage/",),
    "rapidfuzz": ("storage/gazetteer/similar.py",),
    "alembic": ("storage/migrations/",),
    "babel": ("dialogs/formats.py", "dialogs/languages.py", "dialogs/catalogues.py"),
    "gettext": ("dialogs/languages.py", "dialogs/formats.py"),
    "apscheduler": ("bot/rounds.py",),
    "pydantic": ("bot/settings.py", "bot/campaign_schema.py", "bot/telegram/", "sandbox/session.py"),
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
    "rich": ("bot/progress.py", "bot/previewing.py", "bot/exports/command.py"),
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
        elif top not in sys.stdlib_module_names:
            assert top in DOORS, f"{top} has no door, and {place} imports it"
        if top in DOORS:
            assert place.startswith(DOORS[top]), f"{top} has another door than {place}"
        if floor == "campaign" and top != "campaign":
            assert top in sys.stdlib_module_names, f"campaign is standard library only, and imports {module}"
    assert ast.get_docstring(tree), f"{place} does not say what it is for"


def test_no_module_needs_what_needs_it() -> None:
    """Imports within functions count, and those for types alone: but in the sandbox, as its Telegram, its
    people and what is said to them know each other.
    """
    rest = _needs(knot=False)
    assert {
        "bot.cli",
        "dialogs.pages",
        "storage.store",
        "campaign.records",
        "sandbox.telegram",
    } <= rest.keys()
    TopologicalSorter(rest).prepare()
    with pytest.raises(CycleError) as found:
        TopologicalSorter(_needs(knot=True)).prepare()
    assert all(name.startswith("sandbox.") for name in found.value.args[1])


def _needs(*, knot: bool) -> Mapping[str, set[str]]:
    """The modules that each imports; with the sandbox's knot of types or without."""
    modules = {_name(path): path for path in _sources()}
    needs: dict[str, set[str]] = {name: set() for name in modules}
    for name, path in modules.items():
        tree = ast.parse(path.read_text(encoding="utf-8"))
        passed = set() if knot or not name.startswith("sandbox.") else set(_for_types(tree))
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom) and node not in passed:
                for one in node.names:
                    whole = f"{node.module}.{one.name}"
                    needs[name].add(whole if whole in modules else str(node.module))
            elif isinstance(node, ast.Import) and node not in passed:
                needs[name] |= {one.name for one in node.names}
    return {name: needed & modules.keys() for name, needed in needs.items()}


def _name(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def _for_types(tree: ast.AST) -> Iterator[ast.AST]:
    """What stands where only a type checker looks."""
    for node in ast.walk(tree):
        if isinstance(node, ast.If) and getattr(node.test, "id", None) == "TYPE_CHECKING":
            for inner in node.body:
                yield from ast.walk(inner)


@pytest.mark.parametrize("path", sorted((ROOT / "dialogs").rglob("*.py")), ids=lambda path: path.name)
def test_what_is_said_is_a_literal_that_translators_can_find(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and (name := _saying(node)):
            said = node.args[: SAYING[name]]
            assert len(said) == SAYING[name], f"{path.name}:{node.lineno} says too little"
            for word in said:
                literal = isinstance(word, ast.Constant) and isinstance(word.value, str)
                assert literal, f"{path.name}:{node.lineno} says something that is not a literal"
