"""The gazetteer answers postcodes, points and whatever else somebody types when asked where they are."""

import time
from math import inf, nan

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storage.gazetteer import Found, Gazetteer, Match, Unclear, distance_km

PLACES = Gazetteer.load()


def taken(text: str) -> Match:
    """What was understood without asking."""
    found = PLACES.search(text)
    assert found.exact is not None, f"{text!r} was not clear: {found}"
    assert found.options == ()
    assert found.reason is None
    return found.exact


def offered(text: str, limit: int = 6) -> list[str]:
    """The names on the buttons, each with its municipality."""
    found = PLACES.search(text, limit)
    assert found.exact is None, f"{text!r} was taken for {found.exact}"
    return [f"{one.name}, {one.municipality}" for one in found.options]


@pytest.mark.parametrize(
    "text",
    [
        "1012",
        "1012AB",
        "1012 ab",
        " 1012 AB ",
        "'1012 AB'",
        "“1012 ab”",
        "1012\u00a0AB",
        "10 12 ab",
        "NL-1012 AB",
        "1012-ab",
        "1012.AB",
        "١٠١٢",
        "۱۰۱۲ AB",
        "１０１２",
        "1012a",
        "\u200e1012 AB\u200f",
    ],
)
def test_postcode_is_read_however_it_is_written(text: str) -> None:
    area = PLACES.by_postcode(text)
    assert area is not None
    assert (area.postcode, area.place, area.province) == ("1012", "Amsterdam", "Noord-Holland")
    assert taken(text).area == area
    assert taken(text).kind == "postcode"


@pytest.mark.parametrize(
    "text", ["", "0123", "101", "10123", "1012ABC", "ABCD", "1280", "1012 AB Amsterdam", "1012" * 200]
)
def test_what_is_no_dutch_postcode_gives_no_area(text: str) -> None:
    assert PLACES.by_postcode(text) is None


@pytest.mark.parametrize(
    ("box", "near"),
    [("3330", "3331"), ("4460", "4461"), ("1000", "1011"), ("2509", "2511"), ("9700", "9711")],
)
def test_post_box_code_goes_to_the_nearest_area_of_its_town(box: str, near: str) -> None:
    assert PLACES.area(box) is None
    found = PLACES.by_postcode(box)
    assert found is not None
    assert found.postcode == near


def test_exact_area_needs_exactly_four_listed_digits() -> None:
    area = PLACES.area("3331")
    assert area is not None
    assert (area.place, area.municipality, area.province) == ("Zwijndrecht", "Zwijndrecht", "Zuid-Holland")
    assert PLACES.municipality_of("3331") == "Zwijndrecht"
    for wrong in ("3331AB", "333", "", "0000"):
        assert PLACES.area(wrong) is None
        assert PLACES.municipality_of(wrong) is None


ABROAD = (
    "10115; 75001; SW1A 1AA; sw1a1aa; M1 1AE; B-2000; B 2000; D-10115; 00-950; 1000-001; K1A 0B1; D02 X285; "
    "101000; 2000 Antwerpen; 9000 Gent; Antwerpen; Berlin; ik woon in België; Київ; سوريا"
)


@pytest.mark.parametrize("text", ABROAD.split("; "))
def test_what_is_abroad_is_told_apart(text: str) -> None:
    assert PLACES.search(text) == Found(reason=Unclear.FOREIGN)
    assert PLACES.by_postcode(text) is None


EXACT = """
Zwijndrecht = Zwijndrecht
ZWIJNDRECHT!! = Zwijndrecht
ik woon in Zwijndrecht = Zwijndrecht
in de buurt van Utrecht = Utrecht
Utrecht centrum = Utrecht
I live near Eindhoven = Eindhoven
Dorpsstraat 12, Dordrecht = Dordrecht
adam = Amsterdam
A'dam = Amsterdam
020 = Amsterdam
den bosch = 's-Hertogenbosch
's hertogenbosch = 's-Hertogenbosch
s-gravenhage = Den Haag
’s‑Gravenhage = Den Haag
Súdwest Fryslân = Súdwest-Fryslân
sudwest-fryslan = Súdwest-Fryslân
alphen a/d rijn = Alphen aan den Rijn
Alphen ad Rijn = Alphen aan den Rijn
Sint Willebrord = St. Willebrord
Tweede Exloërmond = 2e Exloërmond
Gorkum = Gorinchem
Damwoude = Damwâld
Lahey = Den Haag
Амстердам = Amsterdam
أنا أسكن في روتردام = Rotterdam
ዩትሬክት = Utrecht
Amsterdam'da oturuyorum = Amsterdam
Ĳmuiden = IJmuiden
ＥＤＥ = Ede
"""


@pytest.mark.parametrize("line", EXACT.strip().splitlines())
def test_exact_name_is_taken(line: str) -> None:
    text, name = line.split(" = ")
    match = taken(text)
    assert match.name == name
    assert match.score == 1.0


def test_place_is_meant_rather_than_its_municipality_or_province() -> None:
    for text in ("Utrecht", "Groningen"):
        match = taken(text)
        assert match.kind == "place"
        assert match.area.place == match.area.municipality == match.area.province == text
    assert taken("Westland").kind == "municipality"


BROAD = (
    "Gelderland; provincie Gelderland; provincie Utrecht; Fryslân; Brabant; ik woon in Limburg; Nederland; "
    "Нідерланди; Twente; de Veluwe"
)


@pytest.mark.parametrize("text", BROAD.split("; "))
def test_large_area_is_too_broad(text: str) -> None:
    found = PLACES.search(text)
    assert found.exact is None
    assert found.reason is Unclear.TOO_BROAD


def test_village_named_like_a_province_is_offered_and_not_taken() -> None:
    assert offered("Zeeland") == ["Zeeland, Maashorst"]
    assert PLACES.search("Zeeland").reason is Unclear.TOO_BROAD
    assert offered("Gelderland") == []


def test_namesakes_are_offered_best_known_first() -> None:
    assert offered("Hengelo") == ["Hengelo, Hengelo", "Hengelo, Bronckhorst"]
    assert offered("Rijswijk") == ["Rijswijk, Rijswijk", "Rijswijk, Altena", "Rijswijk, Buren"]
    bergen = PLACES.search("Bergen")
    assert bergen.reason is Unclear.AMBIGUOUS
    assert [(one.municipality, one.province) for one in bergen.options[:2]] == [
        ("Bergen", "Noord-Holland"),
        ("Bergen", "Limburg"),
    ]
    assert [one.area.municipality for one in bergen.options[:2]] == ["Bergen (NH)", "Bergen (L)"]


def test_short_name_of_a_larger_place_is_not_taken_for_a_hamlet() -> None:
    assert "Nieuwerkerk aan den IJssel, Zuidplas" in offered("Nieuwerkerk")
    assert "Alphen aan den Rijn, Alphen aan den Rijn" in offered("alphen")
    assert taken("Horst").name == "Horst"


@pytest.mark.parametrize(
    ("text", "municipality"),
    [
        ("Hengelo Gld", "Bronckhorst"),
        ("Hengelo (Gelderland)", "Bronckhorst"),
        ("Hengelo, Overijssel", "Hengelo"),
        ("rijswijk zh", "Rijswijk"),
        ("Rijswijk in de gemeente Buren", "Buren"),
        ("Bergen NH", "Bergen (NH)"),
        ("Bergen Limburg", "Bergen (L)"),
        ("Sloten Friesland", "De Fryske Marren"),
        ("Amsterdam, Sloten", "Amsterdam"),
        ("Zeeland Brabant", "Maashorst"),
        ("Utrecht, Nieuwegein", "Nieuwegein"),
    ],
)
def test_second_name_tells_namesakes_apart(text: str, municipality: str) -> None:
    assert taken(text).area.municipality == municipality


def test_neighbourhood_is_found_in_its_own_area() -> None:
    assert taken("Bijlmer").area.postcode in {"1102", "1103", "1104"}
    assert taken("Amsterdam Osdorp").area.postcode in {"1067", "1068", "1069"}
    assert taken("Scheveningen").area.municipality == "Den Haag"


def test_two_unrelated_places_are_both_offered() -> None:
    assert offered("Amsterdam of Utrecht") == ["Amsterdam, Amsterdam", "Utrecht, Utrecht"]


def test_unknown_quarter_of_a_known_town_offers_the_town() -> None:
    assert offered("Rotterdam, Charlois")[0] == "Rotterdam, Rotterdam"
    assert PLACES.search("Rotterdam, Charlois").reason is Unclear.SIMILAR


def test_postcode_in_an_address_is_taken_unless_the_town_is_elsewhere() -> None:
    assert taken("Kalverstraat 12, 1012 NX Amsterdam").area.postcode == "1012"
    assert taken("3331 Zwijndrecht").area.postcode == "3331"
    assert taken("mijn postcode is 3331").area.postcode == "3331"
    assert offered("sinds 2021 in Utrecht") == ["Utrecht, Utrecht"]


def test_typing_error_is_offered_and_never_taken() -> None:
    for text in ("Zwijndrect", "ik woon in Zwijndreht", "Rijswyk"):
        found = PLACES.search(text)
        assert found.exact is None
        assert found.reason is Unclear.SIMILAR
        assert all(0.7 <= one.score <= 0.99 for one in found.options)
    assert offered("kinderen")[0] == "Sinderen, Oude IJsselstreek"


def test_part_of_a_name_offers_the_whole_ones() -> None:
    assert offered("haag")[0] == "Den Haag, Den Haag"
    assert set(offered("egmond")) >= {"Egmond aan Zee, Bergen", "Egmond-Binnen, Bergen"}
    assert offered("wijk")[0] == "Wijk bij Duurstede, Wijk bij Duurstede"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Зутермер", "Zoetermeer"),
        ("живу в Утрехті", "Utrecht"),
        ("Спейкенисе", "Spijkenisse"),
        ("زوترمير", "Zoetermeer"),
        ("دوردريخت", "Dordrecht"),
        ("ሮተርዳም", "Rotterdam"),
    ],
)
def test_other_scripts_are_read_by_ear(text: str, name: str) -> None:
    assert offered(text)[0].startswith(f"{name}, ")


def test_limit_holds_and_options_differ() -> None:
    for text in ("wijk", "kinderen", "Beek", "den"):
        for limit in (0, 1, 3):
            assert len(offered(text, limit)) <= limit
        assert len(set(offered(text))) == len(offered(text)) <= 6


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", Unclear.TOO_SHORT),
        ("   \n\t", Unclear.TOO_SHORT),
        ("🙂🙂🙂", Unclear.TOO_SHORT),
        ("\x00\x07\x1b", Unclear.TOO_SHORT),
        ("x", Unclear.TOO_SHORT),
        ("12", Unclear.TOO_SHORT),
        ("123", Unclear.TOO_SHORT),
        ("1280", Unclear.UNKNOWN),
        ("0612345678", Unclear.UNKNOWN),
        ("xqzvw", Unclear.UNKNOWN),
        ("weet ik niet", Unclear.UNKNOWN),
        ("x" * 5000, Unclear.UNKNOWN),
    ],
)
def test_nothing_found_says_why(text: str, reason: Unclear) -> None:
    assert PLACES.search(text) == Found(reason=reason)


LONG = [
    "x" * 5000,
    "Amsterdam " * 500,
    "zwijndregt hengello aan de " * 200,
    "🙂" * 5000,
    "١" * 5000,
    "1012 " * 1000,
    "ab1" * 1700,
    "à" * 5000,
    "\u0301" * 5000,
    "'-./" * 1250,
    "ዩትሬክት ሮተርዳም " * 300,
    "دوردريخت روتردام " * 300,
]


@pytest.mark.parametrize("text", LONG, ids=range(len(LONG)))
def test_long_text_is_answered_within_20_milliseconds(text: str) -> None:
    PLACES.prepare()
    spent = []
    for _ in range(5):
        began = time.perf_counter()
        PLACES.search(text)
        PLACES.by_postcode(text)
        spent.append(time.perf_counter() - began)
    assert min(spent) < 0.020


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=300) | st.text("0123456789ABab -'ijrdmt.,/", max_size=60))
def test_whatever_is_typed_is_answered(text: str) -> None:
    found = PLACES.search(text)
    assert (found.exact is None) is (found.reason is not None)
    assert found.exact is None or found.options == ()
    for one in found.options:
        assert PLACES.area(one.area.postcode) == one.area
        assert 0.0 < one.score <= 1.0
    PLACES.by_postcode(text)


@pytest.mark.parametrize(
    ("where", "latitude", "longitude", "municipality"),
    [
        ("Domtoren", 52.0907, 5.1214, "Utrecht"),
        ("Zwijndrecht station", 51.8150, 4.6420, "Zwijndrecht"),
        ("Vaals, three countries' point", 50.7547, 6.0209, "Vaals"),
        ("Terneuzen", 51.3358, 3.8278, "Terneuzen"),
        ("Delfzijl", 53.3300, 6.9220, "Eemsdelta"),
        ("Den Burg", 53.0550, 4.7970, "Texel"),
        ("Vlieland", 53.2970, 5.0730, "Vlieland"),
        ("West-Terschelling", 53.3600, 5.2150, "Terschelling"),
        ("Nes", 53.4460, 5.7690, "Ameland"),
        ("Schiermonnikoog", 53.4800, 6.1640, "Schiermonnikoog"),
        ("Maastricht", 50.8514, 5.6909, "Maastricht"),
        ("Bad Nieuweschans", 53.1820, 7.2070, "Oldambt"),
        ("Cadzand", 51.3670, 3.4080, "Sluis"),
        ("Urk", 52.6610, 5.6010, "Urk"),
    ],
)
def test_point_goes_to_the_nearest_area(
    where: str, latitude: float, longitude: float, municipality: str
) -> None:
    area = PLACES.nearest(latitude, longitude)
    assert area is not None, where
    assert area.municipality == municipality


@pytest.mark.parametrize(
    ("where", "latitude", "longitude"),
    [
        ("Berlin", 52.5200, 13.4050),
        ("Antwerp", 51.2194, 4.4025),
        ("Brussels", 50.8503, 4.3517),
        ("Cologne", 50.9375, 6.9603),
        ("London", 51.5074, -0.1278),
        ("North Sea", 53.2000, 3.9000),
        ("Paramaribo", 5.8520, -55.2038),
        ("the pole", 90.0, 0.0),
        ("nowhere", nan, 5.0),
        ("nowhere else", 52.0, inf),
        ("off the earth", 1e308, 5.0),
    ],
)
def test_point_at_sea_or_abroad_has_no_area(where: str, latitude: float, longitude: float) -> None:
    assert PLACES.nearest(latitude, longitude) is None, where


@settings(max_examples=60, deadline=None)
@given(st.floats(50.7, 53.6), st.floats(3.3, 7.3))
def test_nearest_is_the_nearest_of_all(latitude: float, longitude: float) -> None:
    away = min(distance_km(latitude, longitude, area.latitude, area.longitude) for area in PLACES.areas())
    found = PLACES.nearest(latitude, longitude)
    if found is None:
        assert away > 15.0
    else:
        assert distance_km(latitude, longitude, found.latitude, found.longitude) == away <= 15.0


def test_distance_is_known_in_kilometres() -> None:
    assert distance_km(52.0, 5.0, 52.0, 5.0) == 0.0
    assert distance_km(52.0, 5.0, 53.0, 5.0) == pytest.approx(111.195, abs=0.01)
    assert distance_km(52.3791, 4.9003, 51.9244, 4.4777) == pytest.approx(58.2, abs=0.5)
    assert distance_km(0.0, 0.0, 0.0, 180.0) == pytest.approx(20015.1, abs=0.1)


def test_it_is_read_once() -> None:
    assert Gazetteer.load() is Gazetteer.load()
