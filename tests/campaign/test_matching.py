"""Ranking: what is left out, what comes first, why, and what to loosen."""

import math
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from campaign.matching import Candidate, Loosen, Looser, Match, Wish, distance_km, loosen, rank, ways
from campaign.reasons import (
    Because,
    Beginners,
    FewPlaces,
    MinimumAge,
    Near,
    OnDate,
    Online,
    SharedLikes,
    SharedTimes,
    TimesToAgree,
)
from campaign.records import Point
from campaign.values import ALL_TIMES, EVENINGS, WEEKEND, Like, Often, mask_of_likes

NOW = datetime(2027, 1, 13, 14, 0, tzinfo=UTC)
HERE = Point(52.09, 5.12)
LIKES = mask_of_likes((Like.NATURE, Like.FOOD, Like.SPORT))


def north(km: float) -> Point:
    """A point so many kilometres to the north."""
    return Point(HERE.latitude + km / 111.195, HERE.longitude)


def offer(number: int = 1, km: float | None = 1.0, **other: Any) -> Candidate:
    """A weekly thing for beginners with three places, updated today; online where `km` is None."""
    plain = Candidate(
        id=number,
        organisation_id=number,
        likes=Like.NATURE.bit,
        times=0,
        often=Often.WEEKLY,
        free=3,
        online=km is None,
        point=None if km is None else north(km),
        starts=None,
        ends=None,
        min_age=0,
        beginners=False,
        updated=NOW,
    )
    return plain._replace(**other)


def order(wish: Wish, *offers: Candidate, limit: int = 100) -> list[int]:
    """The ids in their order."""
    return [match.opportunity.id for match in rank(wish, offers, NOW, limit=limit)]


def only(wish: Wish, one: Candidate) -> Match[Candidate]:
    """The one match."""
    (match,) = rank(wish, [one], NOW)
    return match


ONE_KM = distance_km(HERE, north(1))

moments = some.integers(-90 * 24, 90 * 24).map(lambda hours: NOW + timedelta(hours=hours))


@some.composite
def offers(draw: some.DrawFn, number: int = 1) -> Candidate:
    """Any opportunity, fitting or not."""
    starts = draw(some.none() | moments)
    return offer(
        number,
        draw(some.none() | some.floats(0, 30)),
        organisation_id=draw(some.integers(1, 4)),
        likes=draw(some.integers(1, 255)),
        times=draw(some.integers(0, ALL_TIMES)),
        often=draw(some.sampled_from(Often)),
        free=draw(some.integers(-1, 6)),
        starts=starts,
        ends=starts and starts + timedelta(hours=2),
        min_age=draw(some.sampled_from((0, 16, 18))),
        beginners=draw(some.booleans()),
        updated=NOW - timedelta(days=draw(some.integers(0, 200))),
        closed=draw(some.booleans()),
    )


@some.composite
def markets(draw: some.DrawFn) -> list[Candidate]:
    """Some opportunities with ids of their own."""
    return [draw(offers(number)) for number in range(1, draw(some.integers(0, 12)) + 1)]


wishes = some.builds(
    Wish,
    point=some.just(HERE) | some.none(),
    radius=some.sampled_from((2, 5, 10, 25)),
    likes=some.integers(0, 255),
    times=some.integers(0, ALL_TIMES),
    often=some.none() | some.sampled_from(Often),
    online=some.booleans(),
)


@given(wishes, markets())
def test_every_match_keeps_the_rules(wish: Wish, market: list[Candidate]) -> None:
    """Open, free, not over, inside the radius or online where that is wanted; and nothing such is missing."""
    matches = rank(wish, market, NOW, limit=100)
    for match in matches:
        one = match.opportunity
        assert not one.closed
        assert one.free > 0
        assert one.ends is None or one.ends >= NOW
        if one.online:
            assert wish.online or wish.point is None
            assert match.distance_km is None
        else:
            assert wish.point is not None
            assert one.point is not None
            assert match.distance_km is not None
            assert match.distance_km <= wish.radius
    shown = {match.opportunity.id for match in matches}
    for one in market:
        if one.id in shown or one.closed or one.free <= 0 or (one.ends and one.ends < NOW):
            continue
        if one.online:
            assert not wish.online
            assert wish.point is not None
        else:
            assert wish.point is None or distance_km(HERE, one.point or HERE) > wish.radius


@given(wishes, markets(), some.randoms(use_true_random=False))
def test_the_order_of_what_comes_in_does_not_matter(
    wish: Wish, market: list[Candidate], chance: Random
) -> None:
    """Shuffled, the same matches come out in the same order."""
    shuffled = list(market)
    chance.shuffle(shuffled)
    assert rank(wish, shuffled, NOW, limit=100) == rank(wish, market, NOW, limit=100)


@given(wishes, markets(), some.integers(0, 10), some.integers(0, 10))
def test_pages_follow_on_from_each_other(wish: Wish, market: list[Candidate], skip: int, limit: int) -> None:
    """A page is a piece of the whole order."""
    assert (
        rank(wish, market, NOW, skip=skip, limit=limit) == rank(wish, market, NOW, limit=100)[skip:][:limit]
    )


@given(wishes, markets(), offers(100), some.floats(0, 30), some.floats(0, 30))
def test_nearer_never_stands_below_farther_when_all_else_is_equal(
    wish: Wish, market: list[Candidate], one: Candidate, near: float, far: float
) -> None:
    """Two that differ in distance alone, among any others."""
    near, far = sorted((near, far))
    one = one._replace(online=False, point=north(near))
    two = one._replace(id=101, point=north(far))
    ids = order(wish, *market, two, one)
    if 101 in ids:
        assert ids.index(100) < ids.index(101)


@given(wishes, markets(), offers(100), some.sampled_from(Like))
def test_a_further_shared_like_never_lowers_the_rank(
    wish: Wish, market: list[Candidate], one: Candidate, like: Like
) -> None:
    """The same opportunity with one more like of the wish, among the same others."""
    wish = replace(wish, likes=wish.likes | like.bit)
    before = order(wish, *market, one._replace(likes=one.likes & ~like.bit))
    after = order(wish, *market, one._replace(likes=one.likes | like.bit))
    assert (100 in before) == (100 in after)
    if 100 in before:
        assert after.index(100) <= before.index(100)


@given(wishes, markets())
def test_what_meets_more_of_what_was_told_always_comes_first(wish: Wish, market: list[Candidate]) -> None:
    """However near, fresh or soon the others are, and whoever they are of."""
    likes, times = wish.likes, wish.times
    met = [
        (not likes or one.likes & likes != 0) + (not times or not one.times or one.times & times != 0)
        for one in (match.opportunity for match in rank(wish, market, NOW, limit=100))
    ]
    assert met == sorted(met, reverse=True)


def test_a_shared_like_outweighs_all_else_together() -> None:
    """The least of what shares one against the best of what shares none."""
    wish = Wish(HERE, 10, likes=LIKES, often=Often.ONCE)
    least = {"free": 1, "starts": NOW + timedelta(days=90), "updated": NOW - timedelta(days=400)}
    sharing = [offer(number, 10, organisation_id=1, **least) for number in range(1, 6)]
    best = {"free": 9, "starts": NOW, "often": Often.ONCE, "likes": Like.CULTURE.bit}
    assert order(wish, offer(6, 0, **best), *sharing) == [1, 2, 3, 4, 5, 6]


@given(wishes, markets())
def test_likes_and_times_not_told_leave_nothing_out_and_miss_nothing(
    wish: Wish, market: list[Candidate]
) -> None:
    """With 0 the same are found, and each of them fits."""
    open_to_all = rank(replace(wish, likes=0, times=0), market, NOW, limit=100)
    assert {match.opportunity.id for match in open_to_all} == set(order(wish, *market))
    assert all(match.fits for match in open_to_all)


@given(some.integers(2, 8), some.integers(1, 4), some.floats(0, 9.5))
def test_one_organisation_does_not_fill_the_page(many: int, others: int, far: float) -> None:
    """Of one large organisation next door at most three stand before the first equal one of somebody else."""
    large = [offer(number, 0.1, organisation_id=50) for number in range(1, many + 1)]
    small = [offer(100 + number, far) for number in range(others)]
    first_five = order(Wish(HERE, 10), *large, *small, limit=5)
    of_others = [number for number in first_five if number >= 100]
    assert len(of_others) >= min(others, 2)
    assert first_five.index(of_others[0]) <= 3


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        pytest.param({"free": 4}, {"free": 1}, id="many places before one"),
        pytest.param({"updated": NOW}, {"updated": NOW - timedelta(days=60)}, id="fresh before old"),
        pytest.param({"often": Often.ONCE}, {"often": Often.WEEKLY}, id="not more often than wanted"),
        pytest.param({"times": WEEKEND}, {"times": EVENINGS & ~WEEKEND}, id="at a time that was given"),
        pytest.param({"times": 0}, {"times": EVENINGS & ~WEEKEND}, id="free times meet any"),
        pytest.param({"likes": LIKES}, {"likes": Like.NATURE.bit}, id="three shared likes before one"),
        pytest.param({"likes": Like.FOOD.bit}, {"likes": Like.CULTURE.bit}, id="a shared like before none"),
        pytest.param(
            {"starts": NOW + timedelta(days=2)}, {"starts": NOW + timedelta(days=20)}, id="soon before later"
        ),
        pytest.param({"starts": NOW + timedelta(days=2)}, {"starts": None}, id="soon before any day"),
        pytest.param({"starts": None}, {"starts": NOW + timedelta(days=40)}, id="any day before far ahead"),
    ],
)
def test_of_two_at_the_same_place_the_better_one_comes_first(
    better: dict[str, Any], worse: dict[str, Any]
) -> None:
    """Whichever has the lower id."""
    wish = Wish(HERE, 10, likes=LIKES, times=WEEKEND, often=Often.SOMETIMES)
    assert order(wish, offer(1, **worse), offer(2, **better)) == [2, 1]
    assert order(wish, offer(1, **better), offer(2, **worse)) == [1, 2]


def test_equal_ones_stand_by_distance_then_by_id() -> None:
    """Online work, whose place is half the radius away, among them."""
    wish = Wish(HERE, 10, online=True)
    assert order(wish, offer(4, 2), offer(3, 2), offer(2, 6), offer(1, None), offer(5, 4)) == [3, 4, 5, 1, 2]


@pytest.mark.parametrize(
    "left_out",
    [
        {"closed": True},
        {"free": 0},
        {"free": -1},
        {"point": north(10.01)},
        {"point": None},
        {"online": True, "point": None},
        {"starts": NOW - timedelta(hours=3), "ends": NOW - timedelta(minutes=1)},
        {"starts": NOW - timedelta(minutes=1)},
    ],
)
def test_what_does_not_fit_is_left_out(left_out: dict[str, Any]) -> None:
    """Beside one that fits."""
    assert order(Wish(HERE, 10), offer(1, **left_out), offer(2, 9.99)) == [2]


def test_what_has_begun_and_is_not_over_is_shown_without_its_date() -> None:
    """Somebody may still join."""
    running = offer(starts=NOW - timedelta(hours=1), ends=NOW + timedelta(hours=1))
    assert only(Wish(HERE), running).reasons == (Near(ONE_KM),)


@pytest.mark.parametrize(
    ("wish", "one", "reasons"),
    [
        (Wish(HERE), offer(), (Near(ONE_KM), TimesToAgree())),
        (Wish(HERE, online=True), offer(km=None), (Online(), TimesToAgree())),
        (Wish(None), offer(km=None), (Online(), TimesToAgree())),
        (
            Wish(HERE, likes=LIKES, times=WEEKEND),
            offer(
                km=0,
                likes=Like.NATURE.bit | Like.CARE.bit,
                times=WEEKEND & EVENINGS | EVENINGS,
                starts=NOW + timedelta(days=3),
                free=2,
                beginners=True,
                min_age=18,
            ),
            (
                Near(0.0),
                OnDate(NOW + timedelta(days=3)),
                SharedTimes(WEEKEND & EVENINGS),
                SharedLikes(Like.NATURE.bit),
                Beginners(),
                FewPlaces(2),
                MinimumAge(18),
            ),
        ),
        (Wish(HERE, likes=Like.CARE.bit), offer(times=EVENINGS, min_age=16), (Near(ONE_KM),)),
    ],
)
def test_reasons_say_what_is_so_in_the_order_one_would_say_it(
    wish: Wish, one: Candidate, reasons: tuple[Because, ...]
) -> None:
    """Whole tuples, so that nothing more is said."""
    assert only(wish, one).reasons == reasons


def test_what_shares_no_like_or_no_time_does_not_fit_and_too_often_still_does() -> None:
    """A like and a time must be shared to be asked outright; how often is for the two to agree on."""
    wish = Wish(HERE, likes=Like.CARE.bit, times=WEEKEND, often=Often.ONCE)
    assert not only(wish, offer(likes=Like.CARE.bit, times=EVENINGS & ~WEEKEND)).fits
    assert not only(wish, offer(times=WEEKEND)).fits
    often, once = (
        only(wish, offer(likes=Like.CARE.bit, times=WEEKEND, often=how)) for how in (Often.WEEKLY, Often.ONCE)
    )
    assert often.fits
    assert once.fits
    assert often.score < once.score


@given(some.floats(50.7, 53.6), some.floats(3.3, 7.2), some.floats(0, 2 * math.pi), some.floats(0.1, 25))
@settings(max_examples=200)
def test_distances_are_those_on_the_globe(latitude: float, longitude: float, way: float, km: float) -> None:
    """Within 0.5 % of the great circle, all over the Netherlands."""
    here = Point(latitude, longitude)
    there = Point(
        latitude + km * math.sin(way) / 111.195,
        longitude + km * math.cos(way) / (111.195 * math.cos(math.radians(latitude))),
    )
    assert distance_km(here, there) == pytest.approx(haversine(here, there), rel=0.005)


def haversine(here: Point, there: Point) -> float:
    """The great circle on a sphere of 6,371.0 km."""
    a, b = math.radians(here.latitude), math.radians(there.latitude)
    north, east = b - a, math.radians(there.longitude - here.longitude)
    half = math.sin(north / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(east / 2) ** 2
    return 2 * 6371.0 * math.asin(math.sqrt(half))


def test_loosening_offers_each_way_that_finds_more_and_most_first() -> None:
    """Ways that find nothing more are not offered, nor those that change nothing."""
    wish = Wish(HERE, 5, likes=LIKES, times=WEEKEND)
    counts = {Loosen.WIDER: 3, Loosen.ANY_TIME: 0, Loosen.ANY_LIKE: 12, Loosen.ONLINE: 3}
    assert loosen(wish, counts) == (
        Looser(Loosen.ANY_LIKE, replace(wish, likes=0), 12),
        Looser(Loosen.WIDER, replace(wish, radius=25), 3),
        Looser(Loosen.ONLINE, replace(wish, online=True), 3),
    )
    assert [way.way for way in loosen(wish, counts, found=3)] == [Loosen.ANY_LIKE]
    assert loosen(wish, {}) == ()


def test_a_wish_that_takes_everything_has_nothing_to_loosen() -> None:
    """Online alone has no radius to widen either."""
    assert ways(Wish(HERE, 25, online=True)) == {}
    assert set(ways(Wish(None, likes=1, times=1))) == {Loosen.ANY_TIME, Loosen.ANY_LIKE}
