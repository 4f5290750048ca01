"""The threat model: each line of it is held by a test that exists, and some of them stand here."""

import ast
import fnmatch
import math
import re
import subprocess
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from sandbox.telegram import Telegram
from tests.talk import Talk

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs/security.md"
SUBJECTS = (
    *("forge the address", "somebody else's id", "deep link", "right-to-left override", "formula", "feed"),
    *("token", "sign-in link", "invitation again", "flood the bot", "repository", "webhook", "body"),
    *("pages", "figures or exports", "backup", "package", "database", "of the team"),
)
"""What there is to be said something of."""
SECRETS = {
    "a token of Telegram": re.compile(r"\b\d{6,12}:[A-Za-z0-9_-]{30,}"),
    "a private key": re.compile(r"-----BEGIN [A-Z ]*PRIVATE KEY"),
    "a key of some service": re.compile(
        r"\b(?:(?:AKIA|ASIA)[0-9A-Z]{16}\b|gh[opsur]_[A-Za-z0-9]{30}|glpat-[\w-]{20}|xox[abpr]-[\w-]{10}"
        r"|sk-[A-Za-z0-9]{20}|pypi-[\w-]{40})"
    ),
    "a password in an address": re.compile(r"\b[a-z][a-z0-9+]{2,20}://[^\s/:@\"'{}<>]+:([^\s/@\"'{}<>$]+)@"),
    "a password that is set": re.compile(
        r"(?i)(?:\b|_)(?:password|passwd|secret|token|api_?key)\b[\"']?\s*[=:]\s*[\"']?((?=\S*\d\S*\d)[\w+/.-]{20,})"
    ),
}
_WORD = re.compile(r"(?<!sha256:)\b[A-Za-z0-9+/_=-]{24,}")
RANDOM = 4.0
"""Bits in a letter of a word that is no word."""
INVENTED = {"geheim", "topsecret", "top#secret", "secret", "ge", "p%40ss%2Fw%3Ard%25"}
"""Passwords that tests make up, whole, and that open nothing."""
DRAWN = ("iVBORw0KGgo", "GA6kBhk3OFs398XX")
"""How the picture of one pixel and the silence begin that the sandbox holds: no secrets, though no words."""
BOUND = {"pragma", "name", "value", "FAULTS", "PATIENCE", "_MIGRATING"}
"""What does become part of a statement: constants of ours, no value that came in."""


@cache
def tracked() -> tuple[Path, ...]:
    """All files of the repository; outside of one, those that are there."""
    try:
        told = subprocess.run(
            ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
        ).stdout
        return tuple(ROOT / name for name in told.split("\0") if name and (ROOT / name).is_file())
    except (OSError, subprocess.CalledProcessError):
        kept_out = {".git", ".venv", ".mypy_cache", ".ruff_cache", ".pytest_cache", "__pycache__"}
        found = (path for path in ROOT.rglob("*") if path.is_file())
        return tuple(path for path in found if not kept_out & set(path.relative_to(ROOT).parts))


def lines_of_the_table() -> list[tuple[str, str, list[str]]]:
    """What could happen, what stands against it, and its tests."""
    rows = [line for line in PAGE.read_text(encoding="utf-8").splitlines() if line.startswith("| ")]
    found = []
    for row in rows[1:]:
        threat, against, tests = (cell.strip() for cell in row.strip("|").split(" | "))
        found.append((threat, against, re.findall(r"`([^`]+)`", tests)))
    return found


@cache
def names_in(path: Path) -> frozenset[str]:
    """The names of all tests in a file."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
    return frozenset(one.name for one in tree.body if isinstance(one, kinds))


def test_every_threat_has_something_against_it_and_a_test_that_exists() -> None:
    lines = lines_of_the_table()
    assert len(lines) >= len(SUBJECTS)
    for threat, against, tests in lines:
        assert tests, threat
        for test in tests:
            file, _, name = test.partition("::")
            assert (ROOT / file).is_file(), test
            assert name in names_in(ROOT / file), test
        files = re.findall(r"\]\(\.\./([^)#]+)\)", against)
        assert files, threat
        for file in files:
            assert (ROOT / file).exists(), file


def test_every_subject_is_spoken_of() -> None:
    told = "\n".join(threat for threat, _, _ in lines_of_the_table())
    for subject in SUBJECTS:
        assert subject in told, subject
    page = PAGE.read_text(encoding="utf-8")
    for head in ("Tell us of a weakness", "What you have to do", "The token leaked", "What is not protected"):
        assert f"## {head}" in page


def known_in(text: str) -> Iterator[str]:
    """What looks like a secret of some kind, and is none that was invented."""
    for kind, pattern in SECRETS.items():
        for found in pattern.finditer(text):
            if not INVENTED.issuperset(found.groups() or (found[0],)):
                yield f"{kind}: {found[0][:12]}…"


def secrets_in(text: str) -> Iterator[str]:
    """The same, and words that are none."""
    yield from known_in(text)
    for found in _WORD.finditer(text):
        word = found[0]
        mixed = re.search("[a-z]", word) and re.search("[A-Z]", word) and len(re.findall(r"\d", word)) > 1
        if mixed and entropy(word) >= RANDOM and not word.startswith(DRAWN):
            yield f"a word that is none: {word[:12]}…"


def entropy(word: str) -> float:
    """Bits in a letter."""
    return -sum(n / len(word) * math.log2(n / len(word)) for n in Counter(word).values())


def test_no_secret_stands_in_the_repository() -> None:
    files = tracked()
    assert len(files) > 500
    for path in files:
        content = path.read_bytes()
        if b"\0" not in content[:8_000]:
            assert not [*secrets_in(content.decode(errors="replace"))], path
    assert "SANDBOX" in Telegram.__init__.__kwdefaults__["token"]


def test_no_secret_ever_stood_in_the_repository() -> None:
    """What was once committed is there for all who have the repository, also where it is gone by now."""
    log = ("git", "log", "-p", "-U0", "--no-color", "--", ".", ":!*.lock", ":!*.po", ":!*.pot")
    try:
        told = subprocess.run(log, cwd=ROOT, capture_output=True, check=True).stdout.decode(errors="replace")
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("there is no history here")
    added = "\n".join(line[1:] for line in told.splitlines() if line.startswith("+"))
    assert len(added) > 100_000
    assert not [*known_in(added)]


@pytest.mark.parametrize(
    "parts",
    [
        ("73", "12345678:AAF", "9xYq0WcVbN2mLkJ", "hGfDsApOiUyTrEwQ"),
        ("-----BEGIN RSA PRI", "VATE KEY-----"),
        ("gh", "p_abcdefghijklmnopqrstuvwxyz0123456789"),
        ("postgresql://bot:", "hunter2@db.example.org/bot"),
        ("API_KEY = '", "abcdefghijkl-99-mnopqrst'"),
        ("webhook_secret = '", "9f86d081884c7d65", "9a2feaa0c55ad015'"),
        ("secret: ", "topsecret-9f86d081", "884c7d659a2feaa0"),
        ("postgresql://bot:", "secretpw99@db/x"),
        ("postgresql://bot:", "topsecret1@db/x"),
        ("x = ", "'q7Zr2KpV9sLw", "4TnXb8YcJd3Fm'"),
    ],
)
def test_a_secret_would_be_found(parts: tuple[str, ...]) -> None:
    assert [*secrets_in("".join(parts))]


def test_a_password_that_was_invented_is_none_but_only_whole() -> None:
    for word in INVENTED:
        assert not [*secrets_in("".join(("postgresql://bot:", f"{word}@db/x")))]
        assert [*secrets_in("".join(("postgresql://bot:", f"{word}9@db/x")))]


def test_what_holds_secrets_is_kept_out_of_the_repository_and_the_image() -> None:
    ignored = (ROOT / ".gitignore").read_text().split()
    for name in (".env", "vraagbot.sqlite", "vraagbot.sqlite-wal", "vraagbot-20270118T030000Z.dump"):
        assert any(fnmatch.fnmatch(name, pattern) for pattern in ignored), name
    assert not [path for path in tracked() if path.name == ".env" or path.suffix in (".sqlite", ".dump")]
    first, *allowed = (ROOT / ".dockerignore").read_text().split()
    assert first == "*"
    assert not [one for one in allowed if one.startswith("!.")], "the image has what is named, and no more"


def test_no_statement_is_glued_from_what_came_in() -> None:
    """A statement is a literal; the few that have a gap have it filled by a constant of ours."""
    says = {"text", "execute", "exec_driver_sql", "executemany", "executescript", "literal_column"}
    for path in (ROOT / "storage").rglob("*.py"):
        if "versions" in path.parts:
            continue
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(call, ast.Call) or not call.args:
                continue
            name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
            given = call.args[0]
            if name not in says or not isinstance(given, (ast.JoinedStr, ast.BinOp)):
                continue
            gaps = {one.id for one in ast.walk(given) if isinstance(one, ast.Name)}
            assert gaps <= BOUND, f"{path.name}:{call.lineno} puts {gaps - BOUND} into a statement"


async def test_words_that_would_be_sql_are_words(database_url: str) -> None:
    """On both databases, where one may type what one likes."""
    async with Talk(database_url) as talk:
        ana = talk.telegram.add_person("'; DROP TABLE chats; --", "en", username="or_1_1")
        for words in ("/start", "[16 or older]", "' OR '1'='1", "3331'; DELETE FROM chats; --", "%_\\"):
            await talk.does(ana, words)
            assert ana.messages[-1].from_bot
            assert "went wrong" not in ana.messages[-1].text
        await talk.does(ana, "3331 AB")
        assert "Zwijndrecht" in ana.messages[-1].text
        assert talk.telegram.faults == []
