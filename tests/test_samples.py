"""The sample opportunities: enough, everywhere, alike nowhere, and without a fault on any day."""

import csv
import re
from collections import Counter, defaultdict
from datetime import UTC, datetime, timedelta
from itertools import combinations
from pathlib import Path

import pytest

from bot.campaign_file import load_campaign
from campaign.offers import Offer
from campaign.records import Point
from campaign.values import Often, Task, likes_of
from dialogs.formats import ENDONYMS
from storage.feeds.reading import Feed
from storage.gazetteer import Gazetteer, distance_km
from tests.storage.feeds.reading import NOW, ZONE
from tools.make_samples import SAMPLES, make, texts

CLOCK_CHANGE = datetime(2027, 3, 27, 23, 30, tzinfo=UTC)
"""Half past midnight in the night in which summer time begins."""

TOWNS = (
    *("Zwijndrecht", "Dordrecht", "Rotterdam", "Utrecht", "Amsterdam", "Den Haag", "Groningen", "Maastricht"),
    *("Middelburg", "Zwolle", "Leeuwarden", "Arnhem", "Eindhoven", "Almere", "Assen"),
)
LONGEST_TITLE, LONGEST_DESCRIPTION = 60, 350


def read_at(gazetteer: Gazetteer, now: datetime) -> list[Offer]:
    with Feed(SAMPLES, gazetteer, zone=ZONE, now=now) as feed:
        found = list(feed)
        assert [one for one in found if not isinstance(one, Offer)] == []
        assert (feed.notes, dict(feed.warnings), feed.incomplete) == ([], {}, "")
    return [one for one in found if isinstance(one, Offer)]


@pytest.fixture(scope="module")
def offers(gazetteer: Gazetteer) -> list[Offer]:
    return read_at(gazetteer, NOW)


@pytest.mark.parametrize("now", [NOW, CLOCK_CHANGE, CLOCK_CHANGE - timedelta(days=7)])
def test_every_row_is_read_without_a_remark_and_its_dates_lie_ahead(
    gazetteer: Gazetteer, now: datetime
) -> None:
    found = read_at(gazetteer, now)
    assert len(found) >= 290
    for one in found:
        assert one.sample
        assert all(session.starts > now + timedelta(days=1) for session in one.sessions)
        if one.often is Often.ONCE:
            assert len(one.sessions) == 1
            assert one.sessions[0].starts < now + timedelta(days=36)


@pytest.mark.parametrize("name", ["winter-2027", "autumn-2027"])
def test_there_is_much_to_do_around_each_week_of_the_sample(gazetteer: Gazetteer, name: str) -> None:
    """As seen from the morning four days before it, whatever day it really is."""
    campaign = load_campaign(SAMPLES.with_name("campaign.toml"))
    week = campaign.week(name)
    assert week is not None
    begins, ends = week.begins(campaign.zone), week.ends(campaign.zone)
    found = read_at(gazetteer, begins - timedelta(days=3, hours=15))
    around = [
        one for one in found if any(begins <= at.starts < ends + timedelta(days=14) for at in one.sessions)
    ]
    within = [one for one in around if any(begins <= at.starts < ends for at in one.sessions)]
    assert len(around) > 100
    assert len(within) > 40


def test_sessions_keep_their_local_time_over_the_clock_change(gazetteer: Gazetteer) -> None:
    written = {row["id"]: row["start"] for row in rows_of(SAMPLES) if row["start"]}
    found = [one for one in read_at(gazetteer, CLOCK_CHANGE - timedelta(days=7)) if one.sessions]
    assert len(found) > 100
    for one in found:
        assert {f"{session.starts.astimezone(ZONE):%H:%M}" for session in one.sessions} == {written[one.id]}


def test_every_province_and_every_kind_of_task_has_its_share(offers: list[Offer]) -> None:
    provinces = Counter(one.province for one in offers if not one.online)
    assert len(provinces) == 12
    assert min(provinces.values()) >= 12
    assert min(Counter(one.task for one in offers)[task] for task in Task) >= 4
    often = Counter(one.often for one in offers)
    assert 0.4 < often[Often.ONCE] / len(offers) < 0.5
    assert 0.2 < often[Often.WEEKLY] / len(offers) < 0.35
    languages = Counter(one.language for one in offers if one.language != "nl")
    others = {code.partition("@")[0] for code in ENDONYMS} - {"nl"}
    assert languages == {code: 4 if code == "en" else 2 for code in others}
    assert sum(one.online for one in offers) == 6


@pytest.mark.parametrize("town", TOWNS)
def test_people_all_over_a_town_find_enough_to_choose_from(
    town: str, offers: list[Offer], gazetteer: Gazetteer
) -> None:
    areas = [area for area in gazetteer.areas() if area.place == town]
    assert areas
    for area in areas:
        near = [one for one in offers if one.point and _km(one.point, area.latitude, area.longitude) <= 10]
        likes = {like for one in near for like in likes_of(one.likes)}
        assert len(near) >= 5, area
        assert len(likes) >= 4, area


def _km(point: Point, latitude: float, longitude: float) -> float:
    return distance_km(point.latitude, point.longitude, latitude, longitude)


def test_in_one_town_no_two_read_alike(offers: list[Offer]) -> None:
    by_town: dict[str, list[Offer]] = defaultdict(list)
    for one in offers:
        by_town[one.place].append(one)
    assert max(map(len, by_town.values())) >= 20
    for town, there in by_town.items():
        assert len({one.title for one in there}) == len(there), town
        for one, other in combinations(there, 2):
            assert not _sentences(one.description) & _sentences(other.description), (one.id, other.id)


def _sentences(text: str) -> set[str]:
    return {part for part in re.split(r"(?<=[.?።]) ", text) if len(part) > 35}


def test_titles_and_descriptions_are_short_and_whole(offers: list[Offer]) -> None:
    for one in offers:
        assert len(one.title) <= LONGEST_TITLE, one.title
        assert len(one.description) <= LONGEST_DESCRIPTION, one.description
        assert 2 <= len(re.findall(r"[.?።](?= |$)", one.description)) <= 5, one.description
        words = one.title + one.description
        assert not re.search(r"[\[\]{}|!]|  |vacature", words), words
        assert not re.search(r"\b(maan|dins|woens|donder|vrij|zater|zon)dag", words), words


def test_each_wording_is_used_and_each_organisation_has_one_id(offers: list[Offer]) -> None:
    used = {key for one in offers for key in (one.id.removeprefix(f"{one.organisation_id}-"),)}
    assert used == {wording.key for wording in texts()}
    assert len({one.organisation for one in offers}) >= 90
    assert len({(one.organisation, one.organisation_id) for one in offers}) == len(
        {one.organisation for one in offers}
    )


def test_nobody_can_be_reached_by_mistake(offers: list[Offer]) -> None:
    for one in offers:
        contact = one.contact
        assert contact.phone or contact.email or contact.link
        assert not contact.email or contact.email.endswith(".example")
        for link in (contact.link, one.organisation_website):
            assert not link or re.fullmatch(r"https://[a-z0-9-]{1,63}\.example(/meedoen)?", link), link
        assert not contact.phone or re.fullmatch(r"06 0000\d{4}|0\d{1,3} 0000000", contact.phone)


def test_the_file_is_what_the_tool_makes(tmp_path: Path) -> None:
    made = tmp_path / "opportunities.csv"
    make(made)
    assert made.read_bytes() == SAMPLES.read_bytes()


def test_the_first_one_is_at_home_in_the_demo(offers: list[Offer]) -> None:
    first = offers[0]
    assert (first.place, first.organisation) == ("Zwijndrecht", "Buurttuin De Kers")
    assert first.sessions
    assert first.beginners


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))
