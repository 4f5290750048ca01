"""What visitors told us, in their addresses: read back whole, and never longer than Telegram takes."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as some

from campaign.experiments import Trying
from campaign.exporting import Format, What
from campaign.groups import Dimension
from campaign.inviting import Paper, Phone, Place
from campaign.leaving import Leaving, Why
from campaign.records import Profile
from campaign.screening import Check
from campaign.values import (
    ALL_TIMES,
    RADII,
    Answer,
    Company,
    Door,
    Dutch,
    Fit,
    Often,
    OrganisationState,
    Reason,
    Role,
    Task,
    Travel,
)
from dialogs import carried, foot
from dialogs.pages import site
from dialogs.screen import LONGEST
from dialogs.site import CONVERTERS
from dialogs.slogan_words import LONGEST_PLACE, LONGEST_WORD
from storage import schema

PROFILES = some.builds(
    Profile,
    adult=some.none() | some.booleans(),
    postcode=some.none() | some.from_regex(r"[1-9][0-9]{3}", fullmatch=True),
    likes=some.integers(0, 0xFF),
    times=some.integers(0, ALL_TIMES),
    often=some.none() | some.sampled_from(Often),
    door=some.none() | some.sampled_from(Door),
    fit=some.none() | some.sampled_from(Fit),
    radius=some.sampled_from(RADII),
    online=some.booleans(),
)
FULLEST = Profile(
    adult=True,
    postcode="3331",
    likes=0xFF,
    times=ALL_TIMES,
    often=Often.WEEKLY,
    door=Door.NOW,
    fit=Fit.ANYTHING,
    radius=25,
    online=True,
)
WAITING: int = getattr(schema.chats.c.waiting.type, "length", 0)
"""Characters of an address that a row can hold."""
LONGEST_WORDS = {
    "int": "9" * 9,
    "digit": "9",
    "switch": "off",
    "like": "language",
    "often": "sometimes",
    "door": "usedto",
    "fit": "othertimes",
    "answer": max(Answer, key=len),
    "reason": max(Reason, key=len),
    "day": "6",
    "part": "2",
    "word": "x" * 10,
    "address": "x" * 55,
    "dutch": max(Dutch, key=len),
    "task": max((task.code for task in Task), key=len),
    "state": max(OrganisationState, key=len),
    "check": max((check.name.lower() for check in Check), key=len),
    "travel": max(Travel, key=len),
    "company": max(Company, key=len),
    "leaving": max(Leaving, key=len),
    "why": max(Why, key=len),
    "place": max(Place, key=len),
    "paper": max(Paper, key=len),
    "phone": max(Phone, key=len),
    "trying": max(Trying, key=len),
    "way": "2",
    "what": max(What, key=len),
    "format": max(Format, key=len),
    "date": "20270118",
    "dimension": max(Dimension, key=len),
}
"""The longest that the bot itself writes for each kind of argument; ids of up to nine digits."""
WORDS = {"postcode": "3331", "code": "nl@simple", "back": "profile", "name": "weekdays", "what": "untrue"}
WORDS |= {"how": "unnamed", "token": "x" * 32, "instead": "centre", "why": "unclear", "chat": "9" * 13}
WORDS |= {"thing": "9" * 9, "where": "3331"}
WORDS |= {"week": "x" * 16, "step": "heads_up", "by": "language"}
WORDS |= {"group": "Noord-Brabant", "mark": "Noord-Brabant", "key": "others", "part": "afternoon"}
WORDS |= {"language": "nl@simple", "chosen": "nl@simple"}
WORDS |= {"place": "x" * LONGEST_PLACE, "word": "x" * LONGEST_WORD, "where": "school"}
"""What stands in the pieces that take any word; two names of the campaign's file fit into one address."""
UNCARRIED = {"age", "join", "details", "filled", "remind", "slogan", *foot.NAMES}
"""Pages that need nothing of what was told, or take what there is room for, beside those of desks."""


def longest(pattern: str) -> str:
    """The longest address of this pattern that the bot writes."""

    def filled(piece: re.Match[str]) -> str:
        name, kind = piece[1], piece[2]
        if pattern.startswith("weeks/") and name == "name":
            return WORDS["week"]
        return WORDS[name] if kind == "word" else LONGEST_WORDS[kind]

    return re.sub(r"\{(\w+):(\w+)\}", filled, pattern)


@given(PROFILES, some.from_regex(r"[a-z]{1,8}(/[a-z0-9]{1,9}){0,3}", fullmatch=True))
def test_all_that_was_told_is_read_back(told: Profile, path: str) -> None:
    address = carried.write(path, told)
    assert carried.read(address) == (path, told)
    assert len(address.encode()) <= len(path) + 31
    assert len(carried.write(path, FULLEST)) >= len(address)


@given(PROFILES)
def test_what_may_stand_in_a_row_is_the_age_alone(told: Profile) -> None:
    address = carried.only_age(carried.write("place/typed", told))
    assert carried.read(address) == ("place/typed", Profile(adult=told.adult))
    assert carried.only_age(address) == address


@given(some.text(max_size=64))
def test_nonsense_is_taken_as_not_told(words: str) -> None:
    path, told = carried.read(f"near?{words}")
    assert path == "near"
    assert carried.read(carried.write(path, told)) == (path, told)


@pytest.mark.parametrize(
    "words",
    [
        "a2", "a01", "p333", "p33311", "pABCD", "o3", "d9", "f99", "r7", "rF", "n2", "x1", "lgg", "?", "A1",
        "a", "l", "%61%31", "a=1",
    ],
)  # fmt: skip
def test_each_nonsense_leaves_the_rest_as_told(words: str) -> None:
    assert carried.read(f"near?{words}")[1] == Profile()
    assert carried.read(f"near?{words}p3331")[1].postcode in ("3331", None)
    assert carried.read(f"near?p3331{words}")[1].adult is None
    assert carried.read("near?p3331a1")[1] == Profile(adult=True, postcode="3331")


def test_an_address_without_anything_told_stays_as_it_is() -> None:
    assert carried.write("near", Profile()) == "near"
    assert carried.read("near") == carried.read("near?") == ("near", Profile())
    assert carried.read("") == ("", Profile())


@pytest.mark.parametrize("pattern", [route.pattern for route in site().routes])
def test_the_longest_address_of_every_page_fits_with_all_that_can_be_told(pattern: str) -> None:
    path = longest(pattern)
    route, _ = site().find(path)
    assert route.pattern == pattern, "this address is taken by another page"
    desk = route.role is not Role.CITIZEN or path.split("/")[0] in UNCARRIED
    address = path if desk else carried.write(path, FULLEST)
    assert len(address.encode()) <= LONGEST
    assert len(carried.only_age(address)) <= WAITING


@given(PROFILES, some.integers(1, 80))
def test_where_not_all_fits_the_least_needed_is_dropped_first(told: Profile, length: int) -> None:
    path = "x" * length
    address = carried.fitting(path, told)
    left = carried.read(address)[1]
    if len(carried.write(path, told).encode()) <= LONGEST:
        assert left == told
    elif length <= LONGEST - len("?a1p3331"):
        assert (left.adult, left.postcode) == (told.adult, told.postcode)
    elif length <= LONGEST - len("?a1"):
        assert left.adult == told.adult
    else:
        assert address == path
    assert len(address.encode()) <= max(LONGEST, length)


def test_every_kind_of_argument_is_measured() -> None:
    assert set(LONGEST_WORDS) == set(CONVERTERS)
    for kind in (Often, Door, Fit, Answer, Reason, Travel, Company, Place, Paper, Phone, Leaving, Why):
        name = kind.__name__.lower()
        assert len(LONGEST_WORDS[name]) == max(len(one.value) for one in kind)
