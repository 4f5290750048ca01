"""Where an opportunity is: a postcode, a place, a point or an address taken to one postcode area."""

import re
from dataclasses import dataclass
from functools import lru_cache

from campaign.offers import LENGTHS, Unfit
from campaign.records import Point
from storage.feeds import plain_text
from storage.feeds.columns import Row
from storage.feeds.values import degrees
from storage.feeds.wording import plain
from storage.gazetteer import Area, Gazetteer, Match, Unclear, distance_km

TOO_FAR_KM = 25.0
"""A point farther than this from the postcode told beside it is taken for a mistake."""

NAMESAKES = 20
"""No Dutch place name is borne by more places."""

CACHED = 8192

MOST_UNKNOWN = 2000
"""Names beside a postcode that are looked up in vain, at milliseconds each, before all stay as they are."""

_POSTCODE_INSIDE = re.compile(r"\b([1-9]\d{3}) ?[A-Z]{2}\b|(?:^|, *)([1-9]\d{3})\b(?: ?[A-Z]{2}\b)?")


@dataclass(frozen=True, slots=True)
class Spot:
    """Where it is, ready for an offer; `point` in degrees (WGS84)."""

    point: Point
    postcode: str
    place: str
    municipality: str
    province: str
    address: str


class Whereabouts:
    """Finds spots in a gazetteer, and remembers the names it looked up."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._named = lru_cache(CACHED)(self._look_up)
        self._spelt = lru_cache(CACHED)(self._spell)
        self._unknown = 0

    def find(self, row: Row) -> Spot | None:
        """The spot a row tells, None where it tells none; Unfit, with the reason, where it cannot be found.

        A point is kept as it is; a postcode or a place stands for the middle of its area.
        """
        postcode, place = row.get("postcode"), plain_text.line(row.get("place"))
        address = plain_text.cut(plain_text.line(row.get("address")), LENGTHS["address"])
        point = self._point(row)
        told = bool(postcode or place or point)
        code, town, street = _taken_apart(address)
        if code or not told:
            postcode, place, address = postcode or code, place or town, street
        area = self._area(postcode, place, row.get("municipality"), point)
        if area is None:
            return None
        if point is None:
            point = Point(area.latitude, area.longitude)
        elif distance_km(point.latitude, point.longitude, area.latitude, area.longitude) > TOO_FAR_KM:
            raise Unfit(f"the point is more than {TOO_FAR_KM:.0f} km from {area.postcode} {area.place}")
        name = area.place if not place or plain(place) == plain(area.place) else self._spelt(place)
        return Spot(point, area.postcode, name, area.municipality, area.province, address)

    def _area(self, postcode: str, place: str, municipality: str, point: Point | None) -> Area | None:
        if postcode:
            area = self._gazetteer.by_postcode(postcode)
            if area is None:
                raise Unfit(f"postcode {postcode[:20]!r} is not a Dutch postcode that is in use")
            return area
        if point is not None:
            area = self._gazetteer.nearest(point.latitude, point.longitude)
            if area is None:
                raise Unfit(f"the point {point.latitude}, {point.longitude} is not in the Netherlands")
            return area
        if place:
            return _found(self._named(place, municipality))
        return _found(self._named(municipality, "")) if municipality else None

    def _point(self, row: Row) -> Point | None:
        latitude = degrees("latitude", row.get("latitude"))
        longitude = degrees("longitude", row.get("longitude"))
        if latitude is None and longitude is None:
            return None
        if latitude is None or longitude is None:
            raise Unfit("latitude and longitude must be told together")
        if latitude < 10 < longitude:
            raise Unfit(f"latitude {latitude} and longitude {longitude} look exchanged")
        return Point(latitude, longitude)

    def _look_up(self, place: str, municipality: str) -> Area | str:
        """The area of a name, or the sentence why there is none: both are worth remembering."""
        found = self._gazetteer.search(place, NAMESAKES)
        if found.exact is not None and (not municipality or _within(found.exact, municipality)):
            return found.exact.area
        bearers = [match for match in found.options if match.score == 1]
        within = [match for match in bearers if municipality and _within(match, municipality)]
        if len(within) == 1:
            return within[0].area
        if municipality and (found.exact or within or bearers):
            return f"there is no one {place[:40]} in the municipality {municipality[:40]}; give a postcode"
        if found.reason is Unclear.AMBIGUOUS:
            where = ", ".join(dict.fromkeys(match.area.municipality for match in bearers[:4]))
            return f"there is more than one {place[:40]} ({where}); give the municipality or a postcode"
        if found.reason is Unclear.TOO_BROAD:
            return f"place {place[:40]!r} is too large; give a place or a postcode"
        hint = f"; is it {found.options[0].name}?" if found.options else ""
        return f"place {place[:40]!r} is not a place we know{hint}"

    def _spell(self, place: str) -> str:
        """The name as the gazetteer writes it, where it knows just one; not asked without end."""
        exact = self._gazetteer.search(place, 1).exact if self._unknown < MOST_UNKNOWN else None
        if exact is None or exact.kind == "postcode":
            self._unknown += 1
            return plain_text.cut(place, LENGTHS["place"])
        return exact.name


def _found(area: Area | str) -> Area:
    if isinstance(area, str):
        raise Unfit(area)
    return area


def _within(match: Match, municipality: str) -> bool:
    asked = plain(municipality)
    return asked in (plain(match.municipality), plain(match.area.municipality), plain(match.province))


def _taken_apart(address: str) -> tuple[str, str, str]:
    """Postcode, place and street of an address on one line; a bare place is a place."""
    match = _POSTCODE_INSIDE.search(address)
    if match:
        place = address[match.end() :].strip(" ,").partition(",")[0]
        return match[1] or match[2], place, address[: match.start()].strip(" ,")
    street, comma, place = address.rpartition(",")
    return ("", place.strip(), street.strip()) if comma else ("", address, "")
