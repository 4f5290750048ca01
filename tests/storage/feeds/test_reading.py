"""Whatever bytes a file holds, it gives offers and faults, or one sentence; never a traceback."""

import json
from pathlib import Path
from time import process_time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from campaign.offers import Fault, Offer
from storage.feeds import reading
from storage.feeds.reading import Feed, FeedError
from storage.gazetteer import Gazetteer
from tests.storage.feeds.reading import NOW, ZONE, feed_of, told

HEADINGS = (
    b"id;title;organisation;postcode;date;times;latitude;longitude;online;places;language;description\n"
)
CELLS = st.binary(max_size=30) | st.sampled_from(
    [
        b'"',
        b";",
        b"\n",
        b"3331",
        b"+5",
        b"2027-01-16",
        b"nan",
        b"1e999",
        b"\x00",
        b"\xff",
        b"yes",
        b"ma ochtend",
    ]
)
KEYS = [
    *(
        "@id",
        "id",
        "@type",
        "type",
        "role",
        "activity",
        "session",
        "organisation",
        "location",
        "time",
        "title",
    ),
    *(
        "name",
        "address",
        "latitude",
        "longitude",
        "publishEnd",
        "vraag:contact",
        "@value",
        "@list",
        "minimumAge",
    ),
    *("time:hasBeginning", "cause"),
]
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(KEYS),
            inner | st.sampled_from(["Role", "Activity", "Organisation", "Session", "x"]),
            max_size=5,
        )
    ),
    max_leaves=25,
)
FUZZ = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=150)


def no_traceback(path: Path, gazetteer: Gazetteer, raw: bytes) -> None:
    try:
        found = told(path, gazetteer, raw)
    except FeedError as error:
        found = [Fault(0, str(error).removeprefix(f"{path.name}: "))]
    assert all(isinstance(one, Offer) or one.reason for one in found)


@FUZZ
@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused_in_words(tmp_path: Path, gazetteer: Gazetteer, raw: bytes) -> None:
    no_traceback(tmp_path / "feed", gazetteer, raw)


@FUZZ
@given(st.lists(CELLS).map(b";".join))
def test_any_bytes_behind_good_headings_are_read(tmp_path: Path, gazetteer: Gazetteer, raw: bytes) -> None:
    no_traceback(tmp_path / "feed", gazetteer, HEADINGS + raw)


@FUZZ
@given(VALUES)
def test_any_json_is_read_or_refused_in_words(tmp_path: Path, gazetteer: Gazetteer, value: object) -> None:
    no_traceback(tmp_path / "feed", gazetteer, json.dumps([value, {"@graph": value}]).encode())
    no_traceback(tmp_path / "feed", gazetteer, json.dumps({"graph": [value]}).encode())


@FUZZ
@given(st.integers(0, 2000), st.binary(max_size=3))
def test_json_that_is_cut_off_or_spoilt_anywhere_is_read_as_far_as_it_goes(
    tmp_path: Path, gazetteer: Gazetteer, at: int, spoilt: bytes
) -> None:
    role = {"type": "Role", "id": "r", "title": 'Soep \\ " ] }', "activity": {"id": "a", "role": ["r"]}}
    raw = json.dumps({"@context": "x", "@graph": [role] * 3}, indent=1).encode()
    no_traceback(tmp_path / "feed", gazetteer, raw[:at] + spoilt)
    no_traceback(tmp_path / "feed", gazetteer, raw[:at] + spoilt + raw[at + 1 :])


@pytest.mark.parametrize(
    "raw",
    [
        b"[" * 200_000,
        b'[{"a":' + b"[" * 100_000 + b"]" * 100_000 + b"}]",
        b'{"@graph":[' + b'{"activity":' * 50_000,
    ],
)
def test_deep_brackets_are_a_sentence_and_quick(tmp_path: Path, gazetteer: Gazetteer, raw: bytes) -> None:
    begun = process_time()
    with feed_of(tmp_path / "feed", gazetteer, raw) as feed:
        assert all(isinstance(one, Fault) for one in feed)
        assert feed.incomplete
    assert process_time() - begun < 5


def test_cut_off_json_gives_what_is_whole_and_says_so(tmp_path: Path, gazetteer: Gazetteer) -> None:
    activity = {"id": "a", "title": "Soep koken", "organisation": {"name": "Ons huis"}}
    whole = json.dumps({**activity, "type": "Activity", "role": {"allowsRemoteParticipation": True}})
    with feed_of(tmp_path / "feed", gazetteer, f"[{whole},\n{whole[:-9]}") as feed:
        (offer,) = feed
        assert isinstance(offer, Offer)
        assert feed.incomplete == "the file stops in the middle, in what begins on line 2"


def test_one_item_that_is_too_large_is_a_fault(tmp_path: Path, gazetteer: Gazetteer) -> None:
    (fault,) = told(tmp_path / "feed", gazetteer, '[{"x":"' + "y" * 9_000_000 + '"}]')
    assert isinstance(fault, Fault)
    assert "larger than 8 MB" in fault.reason


def test_a_file_that_is_too_large_or_not_there_is_refused(
    tmp_path: Path, gazetteer: Gazetteer, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(FeedError, match=r"nothing\.csv cannot be opened"):
        Feed(tmp_path / "nothing.csv", gazetteer, zone=ZONE, now=NOW)
    with pytest.raises(FeedError, match="cannot be opened"):
        Feed(tmp_path, gazetteer, zone=ZONE, now=NOW)
    monkeypatch.setattr(reading, "LARGEST_FILE", 10)
    with pytest.raises(FeedError, match="larger than"):
        feed_of(tmp_path / "feed", gazetteer, HEADINGS)


def test_progress_goes_from_nothing_to_all(tmp_path: Path, gazetteer: Gazetteer) -> None:
    item = json.dumps({"type": "Activity", "id": "a", "title": "Soep"})
    for raw in (HEADINGS + b"1;x;y;3331\n" * 5000, f"[{','.join([item] * 500)}]".encode()):
        with feed_of(tmp_path / "feed", gazetteer, raw) as feed:
            seen = [feed.done for _ in feed]
            assert seen == sorted(seen)
            assert feed.total * 0.99 < feed.done <= feed.total
