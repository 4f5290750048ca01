"""Whether anything lies within a distance: the grid finds what a look at every point finds."""

from hypothesis import given
from hypothesis import strategies as st

from campaign.matching import distance_km
from campaign.reach import Reach
from campaign.records import Point

POINTS = st.builds(Point, st.floats(51.0, 52.0), st.floats(4.0, 5.0))


@given(POINTS, st.lists(POINTS, max_size=8), st.sampled_from((2, 5, 10, 25)))
def test_the_grid_finds_what_looking_at_every_point_finds(here: Point, points: list[Point], km: int) -> None:
    assert Reach(points).any_within(here, km) == any(distance_km(here, one) <= km for one in points)
