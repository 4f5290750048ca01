"""One talk in every language, from the first hello to a plan and an invitation, as its readers see it."""

import unicodedata
from collections.abc import Callable, Iterator
from functools import cache

import pytest

from dialogs import catalogues
from dialogs.citizen.language import UNCHECKED
from dialogs.languages import SOURCE, Languages
from dialogs.text import FIRST_STRONG_ISOLATE, POP_ISOLATE, Say, Text
from sandbox.keyboards import buttons, label_of
from sandbox.person import Person
from tests.talk import Talk
from tests.town import settle_town

CODES = (SOURCE, *map(catalogues.language_of, catalogues.all_paths()))
WIDEST = 48
"""Characters of a button on which a name, a day or a distance was filled in."""
_SENTENCE = 4
"""Words from which on English is known from a name or a loan word."""

Tap = Callable[[Say], Text]
TALK: tuple[str | Tap, ...] = (
    "/start",
    lambda say: say("16 or older"),
    "3331",
    lambda say: say.about("another thing to do", "Something else"),
    lambda say: say.about("another thing to do", "Something else"),
    lambda say: say("👍 Yes"),
    lambda say: say("Yes, keep them"),
    lambda say: say("Only my name: {name}", name="Ana"),
    lambda say: say("✅ Yes, this is right"),
    lambda say: say("Go on: make my plan"),
    lambda say: say("We agree on it together"),
    lambda say: say("🚲 By bike"),
    lambda say: say("🙂 Alone"),
    lambda say: say("Go on"),
    lambda say: say("No, thank you"),
    "/invite",
    lambda say: say("🎁 Anything that suits them"),
    "/profile",
    "/calendar",
    "/talk",
    "/privacy",
    "/help",
    "/stop",
)


@cache
def languages() -> Languages:
    """All of them, whole or not."""
    return Languages.load(unfinished=set(CODES))


def words_of(person: Person) -> Iterator[tuple[str, bool]]:
    """All that stands on the phone, and whether it is a button."""
    for message in person.messages:
        if not message.from_bot:
            continue
        yield message.text, False
        for _, _, button in buttons(message.inline):
            yield button["text"], True


@pytest.mark.parametrize("code", CODES)
async def test_a_talk_goes_its_way_in_every_language(code: str, sqlite_url: str) -> None:
    async with Talk(sqlite_url, languages=languages()) as talk:
        language = talk.app.house.languages.get(code)
        say = Say(language, talk.zone())
        async with talk.app.store.begin() as memory:
            await settle_town(memory, talk.clock.now())
        ana = talk.telegram.add_person("Ana", code.partition("@")[0])
        ana.say("/start")
        await talk.settle()
        await talk.does(ana, "/language")
        names = {language.name, f"✓ {language.name}"}
        chosen = next(one for one in _labels(ana) if label_of(one).removesuffix(f" {UNCHECKED}") in names)
        await talk.does(ana, f"[{chosen}]")
        seen: set[tuple[str, bool]] = set()
        for step in TALK:
            await talk.does(ana, step if isinstance(step, str) else f"[{step(say).plain}]")
            seen.update(words_of(ana))
        assert len(seen) > 60
        if code != SOURCE:
            english = _english(code)
            assert not [(words, one) for words, _ in seen for one in english if one in words]
        assert not [words for words, is_button in seen if is_button and len(words) > WIDEST]
        if language.right_to_left:
            assert not [words for words, is_button in seen if not is_button and _begins_left_to_right(words)]
        assert not [w for w, _ in seen if w.count(FIRST_STRONG_ISOLATE) != w.count(POP_ISOLATE)]


def _labels(person: Person) -> set[str]:
    return {words for words, is_button in words_of(person) if is_button}


@cache
def _english(code: str) -> frozenset[str]:
    """The English sentences that this language has in its own words."""
    catalogue = languages().get(code).catalogue.messages
    keys = {(key if isinstance(key, str) else key[1]): forms for key, forms in catalogue.items()}
    return frozenset(
        key
        for key, forms in keys.items()
        if len(key.split()) >= _SENTENCE and "{" not in key and "<" not in key and key not in forms
    )


def _begins_left_to_right(words: str) -> bool:
    """Whether most lines of a message stand on the left of a phone, which goes by their first letter."""
    lines = [line for line in words.split("\n") if any(map(str.isalpha, line))]
    left = [line for line in lines if _direction(line) == "L"]
    return len(left) > len(lines) / 2


def _direction(line: str) -> str:
    depth = 0
    for letter in line:
        depth += (letter == FIRST_STRONG_ISOLATE) - (letter == POP_ISOLATE)
        kind = unicodedata.bidirectional(letter)
        if depth == 0 and kind in ("L", "R", "AL"):
            return "L" if kind == "L" else "R"
    return ""
