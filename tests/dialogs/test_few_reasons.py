"""An organisation reads no reason that fewer than ten people gave, nor can it work one out."""

import pytest

from campaign.values import Reason, WhyNot
from dialogs import words
from dialogs.organisation import ask_words
from dialogs.text import Say
from tests.talk import LANGUAGES, Talk

SAY = Say(LANGUAGES.get("en"), Talk.zone())
FEW = "A reason that holds for fewer than 10 people is not shown."


def test_why_people_said_maybe_or_no_is_told_from_ten_people_on() -> None:
    told = ask_words.replied_why(SAY, {Reason.TIME: 10, Reason.FAR: 9, Reason.ALONE: 1})
    assert told is not None
    assert told.plain.splitlines() == ["Why maybe or no:", f"• {_plain(Reason.TIME)}: 10", FEW]


@pytest.mark.parametrize("number", range(1, 10))
def test_of_a_few_no_reason_is_told(number: int) -> None:
    told = ask_words.replied_why(SAY, dict.fromkeys(Reason, number))
    assert told is not None
    assert told.plain.splitlines() == ["Why maybe or no:", FEW]
    left_out = ask_words.skipped(SAY, {WhyNot.MUTED: number})
    assert left_out is not None
    assert left_out.plain.splitlines() == ["Skipped:", FEW]


def test_where_nobody_gave_one_nothing_is_said() -> None:
    assert ask_words.replied_why(SAY, {}) is None
    assert ask_words.skipped(SAY, {}) is None


def test_who_was_skipped_is_told_from_ten_people_on() -> None:
    told = ask_words.skipped(SAY, {WhyNot.WEEK: 12, WhyNot.MUTED: 1})
    assert told is not None
    assert told.plain.splitlines() == ["Skipped:", "• Was asked enough this week: 12", FEW]


def _plain(reason: Reason) -> str:
    return words.reason(SAY, reason).plain.translate(dict.fromkeys(map(ord, "\u2068\u2069")))
