"""What is read aloud: every screen, the same each time, with what is another for everybody set apart."""

import ast
from pathlib import Path

import pytest

from bot.scripts import SampleScripts
from bot.texts.stage import LETTERS
from bot.texts.ways import ASKED, WAYS, steps
from dialogs.languages import Languages
from dialogs.listening import SCREENS
from dialogs.reading import GAP, Script
from tests.talk import LANGUAGES, SCRIPTS

CITIZENS = Path(__file__).parents[3] / "dialogs" / "citizen"
NAMED_ELSEWHERE = {"asked", *LETTERS}
"""Messages that come by themselves; they are named in `dialogs/nudges.py` too."""
UNNAMED = {"help.py": 1}
"""Screens that stand at no address, so that nobody can come back to hear them."""


IN_DUTCH = {"slogan-meant"}
"""Screens that are there in Dutch alone."""


PARTS = {
    "plan-": {f"plan-{question}" for question in ("when", "travel", "company")},
    "privacy-": {f"privacy-{part}" for part in ("who", "what", "why", "others", "long", "rights")},
}
"""Screens that are made with names that begin alike."""


def names_in(path: Path) -> list[set[str]]:
    """The names that each screen made in a file can have."""
    found = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Screen":
            named = [word.value for word in node.keywords if word.arg == "name"]
            assert named, f"{path.name}:{node.lineno} makes a screen without a name"
            found.append(_strings(named[0]))
    return found


def _strings(node: ast.expr) -> set[str]:
    match node:
        case ast.IfExp():
            return _strings(node.body) | _strings(node.orelse)
        case ast.Constant():
            return {str(node.value)}
        case ast.JoinedStr():
            (begins,) = [one.value for one in node.values if isinstance(one, ast.Constant)]
            return PARTS[str(begins)]
    return set()


def test_every_screen_of_a_citizen_has_a_name_that_can_be_recorded() -> None:
    named = {name for path in sorted(CITIZENS.glob("*.py")) for names in names_in(path) for name in names}
    assert len(set(SCREENS)) == len(SCREENS)
    assert named - set(SCREENS) == set()
    assert set(SCREENS) - named == NAMED_ELSEWHERE | {"lost", "gone"} - named
    assert set(WAYS) == set(SCREENS) - NAMED_ELSEWHERE
    assert all(len(name) <= 32 for name in SCREENS)


@pytest.mark.parametrize("language", ["nl", "en"])
async def test_every_way_leads_to_its_screen(language: str) -> None:
    found = await SCRIPTS.make(language)
    elsewhere = set() if language == "nl" else IN_DUTCH
    assert tuple(found) == tuple(name for name in SCREENS if name not in elsewhere)
    assert SCRIPTS.known(language) is found
    for name, script in found.items():
        assert any(letter.isalpha() for letter in script.title.plain), name
        assert script.words, name
        assert "🧪" not in script.words.plain, "what is said of samples alone is not read aloud"
        assert "https://" not in script.words.plain.replace(GAP, "") or "<u>https://" in script.words.html
        assert len(script.fingerprint) == 16
    assert len({script.fingerprint for script in found.values()}) == len(found)
    assert found["hello"].words.html.startswith("Hal" if language == "nl" else "Hello <u>Ana</u>.")
    ask = found["ask"]
    assert "<u>Buurttuin De Kers</u>" in ask.words.html
    assert "👍 Yes" in [button.plain for button in ask.buttons] or language == "nl"
    assert ask.title.plain == ("Wil jij dit doen?" if language == "nl" else "Would you do this?")


async def test_it_is_the_same_each_time_and_another_where_the_words_are() -> None:
    once, again = await SCRIPTS.make("en"), await SampleScripts(Languages(LANGUAGES)).make("en")
    assert {name: one.fingerprint for name, one in once.items()} == {
        name: one.fingerprint for name, one in again.items()
    }
    dutch = await SCRIPTS.make("nl")
    same = [name for name in once if dutch[name].fingerprint == once[name].fingerprint]
    assert same == []


async def test_a_language_in_easy_words_has_words_of_its_own() -> None:
    languages = Languages.load(unfinished={"nl@simple"}).only(("nl", "nl@simple"))
    if "nl@simple" not in languages:
        pytest.skip("there is no Dutch in easy words")
    easy, usual = await SampleScripts(Languages(languages)).make("nl@simple"), await SCRIPTS.make("nl")
    assert easy["keep"].fingerprint != usual["keep"].fingerprint
    assert not any("🔤" in button.plain for script in easy.values() for button in script.buttons)


def test_a_way_is_read_step_by_step() -> None:
    way = f"start = @friend > citizen: likes > {ASKED} > place/typed = {{one}} x"
    assert [
        (who, step.address, step.text, step.payload)
        for who, step in steps(way, {"one": "7"}, {"friend": "i_1"})
    ] == [
        (1, "start", None, "i_1"),
        (2, "likes", None, ""),
        (2, ASKED, None, ""),
        (2, "place/typed", "7 x", ""),
    ]


def test_a_script_can_be_compared() -> None:
    assert Script.__dataclass_params__.frozen  # type: ignore[attr-defined]
