"""Where file and database differ: told in words, with who changed what and when."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from campaign.differences import GONE, HOLDS, Kept, differences
from campaign.weeks import Campaign, Kind, Moment, Week

AT = datetime(2027, 1, 18, 10, tzinfo=UTC)
ASK = Moment("winter", "ask", Kind.ASK, AT, AT + timedelta(hours=9))
CAMPAIGN = Campaign(weeks=(Week("winter", date(2027, 1, 18), date(2027, 1, 24), {"nl": "Winter"}, (ASK,)),))
LATER = AT + timedelta(days=1)
CHANGED = datetime(2027, 1, 13, 14, tzinfo=UTC)
SAME = Kept("winter", "ask")
MOVED = replace(SAME, at=LATER, deadline=LATER + timedelta(hours=9), changed=CHANGED, by="Tessa")
TIMES = (
    "in the file from 2027-01-18 11:00 to 2027-01-18 20:00,"
    " in the database from 2027-01-19 11:00 to 2027-01-19 20:00"
)


@pytest.mark.parametrize(
    "kept",
    [
        [],
        [SAME],
        [replace(SAME, at=AT, deadline=ASK.deadline, begun=AT)],
        [replace(SAME, changed=CHANGED, by="Tessa")],
    ],
    ids=["nothing kept", "a row alone", "it began", "changed and changed back"],
)
def test_where_they_say_the_same_nothing_is_told(kept: list[Kept]) -> None:
    assert list(differences(CAMPAIGN, kept)) == []


@pytest.mark.parametrize(
    ("kept", "words", "todo"),
    [
        (MOVED, f"{TIMES}: moved by Tessa on 2027-01-13 15:00.", HOLDS),
        (replace(MOVED, by=""), f"{TIMES}: moved on 2027-01-13 15:00.", HOLDS),
        (
            replace(MOVED, changed=None, by="", begun=AT),
            f"{TIMES}: the file changed after it had begun.",
            HOLDS,
        ),
        (
            replace(SAME, cancelled=CHANGED, changed=CHANGED, by="Tessa"),
            "in the file at 2027-01-18 11:00, but called off by Tessa on 2027-01-13 15:00.",
            HOLDS,
        ),
        (replace(SAME, name="ask-2"), "the file does not have it any more, so nothing of it goes.", GONE),
    ],
)
def test_each_difference_is_told_with_who_and_when(kept: Kept, words: str, todo: str) -> None:
    assert list(differences(CAMPAIGN, [kept])) == [
        (f'week "winter", moment "{kept.name}": {words}', todo),
    ]


def test_one_that_is_moved_and_called_off_is_told_as_both() -> None:
    assert len(list(differences(CAMPAIGN, [replace(MOVED, cancelled=CHANGED)]))) == 2
