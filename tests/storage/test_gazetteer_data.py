"""The gazetteer's tables are whole, agree with each other, and answer typing errors well."""

import csv
import random
from collections import Counter, defaultdict
from collections.abc import Callable
from pathlib import Path
from statistics import median

import pytest

from storage.gazetteer import Area, Gazetteer, distance_km
from storage.gazetteer.gazetteer import DATA
from tools.make_gazetteer import make

PLACES = Gazetteer.load()
TYPED = """
Amsterdm = Amsterdam; Amsterdan = Amsterdam; Amstedam = Amsterdam; Roterdam = Rotterdam
Rotterdem = Rotterdam; Utrect = Utrecht; Utregt = Utrecht; Oetrecht = Utrecht; Eindhove = Eindhoven
Eyndhoven = Eindhoven; Aindhofen = Eindhoven; Gronningen = Groningen; Goningen = Groningen
Tilberg = Tilburg; Tilburch = Tilburg; Almeere = Almere; Bredda = Breda; Nijmeegen = Nijmegen
Neimegen = Nijmegen; Nijmgen = Nijmegen; Arnem = Arnhem; Arnheim = Arnhem; Harlem = Haarlem
Haarlm = Haarlem; Enschedee = Enschede; Enskede = Enschede; Apeldorn = Apeldoorn
Amersvoort = Amersfoort; Zoetermer = Zoetermeer; Zutemeer = Zoetermeer; Lewarden = Leeuwarden
Leeuwaarden = Leeuwarden; Maastrigt = Maastricht; Mastriht = Maastricht; Dordregt = Dordrecht
Dortrecht = Dordrecht; Leijden = Leiden; Layden = Leiden; Zwole = Zwolle; Zvolle = Zwolle
Alkmar = Alkmaar; Helmont = Helmond; Hilversem = Hilversum; Heerlenn = Heerlen; Purmerent = Purmerend
Schidam = Schiedam; Flaardingen = Vlaardingen; Spijkenissen = Spijkenisse
Capele aan de Ijsel = Capelle aan den IJssel; Rosendaal = Roosendaal; Veenendal = Veenendaal
Zijst = Zeist; Nieuwegijn = Nieuwegein; Kulemborg = Culemborg; Gorinchum = Gorinchem
Vageningen = Wageningen; Barnevelt = Barneveld; Haderwijk = Harderwijk; Zwijndreg = Zwijndrecht
Svindrecht = Zwijndrecht; Papendregt = Papendrecht; Gravenhaage = Den Haag; s Gravenhaage = Den Haag
Hertogenbos = 's-Hertogenbosch; den Bos = 's-Hertogenbosch; Gravenzande = 's-Gravenzande
Heerenberg = 's-Heerenberg; Iselstein = IJsselstein; Eimuiden = IJmuiden; Hogeveen = Hoogeveen
Winschooten = Winschoten; Coeverden = Coevorden; Midelburg = Middelburg; Flissingen = Vlissingen
Terneusen = Terneuzen; Roermont = Roermond; Sitard = Sittard; Bergen op som = Bergen op Zoom
Alfen aan de Rijn = Alphen aan den Rijn; Hook van Holland = Hoek van Holland
"""
"""Typed, and the place that is meant."""


def table(name: str) -> list[dict[str, str]]:
    """The rows of a shipped table."""
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def km(one: Area, other: Area) -> float:
    """Kilometres between two areas."""
    return distance_km(one.latitude, one.longitude, other.latitude, other.longitude)


def first(text: str) -> str | None:
    """What is taken, or the first button."""
    found = PLACES.search(text)
    options = [found.exact] if found.exact else list(found.options)
    return options[0].name if options else None


def test_country_is_whole() -> None:
    assert len(PLACES.areas()) == 4077
    assert len(PLACES.municipalities()) == 342
    assert PLACES.provinces() == (
        *("Drenthe", "Flevoland", "Friesland", "Gelderland", "Groningen", "Limburg", "Noord-Brabant"),
        *("Noord-Holland", "Overijssel", "Utrecht", "Zeeland", "Zuid-Holland"),
    )
    by_province = [name for province in PLACES.provinces() for name in PLACES.municipalities(province)]
    assert sorted(by_province) == sorted(PLACES.municipalities())
    assert PLACES.municipalities("Flevoland") == (
        "Almere",
        "Dronten",
        "Lelystad",
        "Noordoostpolder",
        "Urk",
        "Zeewolde",
    )
    assert PLACES.municipalities("Atlantis") == ()
    assert {area.municipality for area in PLACES.areas()} == set(PLACES.municipalities())


def test_areas_are_dutch_postcodes_inside_the_country() -> None:
    codes = [area.postcode for area in PLACES.areas()]
    assert codes == sorted(set(codes))
    for area in PLACES.areas():
        assert len(area.postcode) == 4
        assert 1011 <= int(area.postcode) <= 9999
        assert 50.75 < area.latitude < 53.52
        assert 3.35 < area.longitude < 7.23
        assert area.place.strip() == area.place != ""


def test_no_area_lies_far_from_its_municipality() -> None:
    areas = defaultdict(list)
    for area in PLACES.areas():
        areas[area.municipality].append(area)
    for municipality, own in areas.items():
        latitude = median(area.latitude for area in own)
        longitude = median(area.longitude for area in own)
        for area in own:
            away = distance_km(area.latitude, area.longitude, latitude, longitude)
            assert away < 31, (area, municipality)  # the harbour of Rotterdam is 30 km long


def test_no_area_lies_far_from_the_codes_around_its_own() -> None:
    areas = PLACES.areas()
    for at, area in enumerate(areas):
        around = [other for other in areas[max(0, at - 3) : at + 4] if other is not area]
        assert min(km(area, other) for other in around) < 25, area  # Schiermonnikoog: 24


def test_mends_are_what_is_shipped_and_each_has_its_reason() -> None:
    mends = table("mends")
    assert len(mends) == len({mend["postcode"] for mend in mends}) == 118
    for mend in mends:
        area = PLACES.area(mend["postcode"])
        assert area is not None
        assert (area.place, area.municipality) == (mend["place"], mend["municipality"])
        assert (area.latitude, area.longitude) == (float(mend["latitude"]), float(mend["longitude"]))
        old = [mend["old_place"], mend["old_municipality"], mend["old_latitude"], mend["old_longitude"]]
        assert old != [mend["place"], mend["municipality"], mend["latitude"], mend["longitude"]]
        assert len(mend["why"]) > 20


@pytest.mark.parametrize(
    ("postcode", "place", "municipality"),
    [
        ("7887", "Erica", "Emmen"),
        ("7991", "Dwingeloo", "Westerveld"),
        ("5964", "Meterik", "Horst aan de Maas"),
        ("8079", "Noordeinde", "Oldebroek"),
        ("3953", "Maarsbergen", "Utrechtse Heuvelrug"),
        ("4043", "Opheusden", "Neder-Betuwe"),
        ("1431", "Aalsmeer", "Aalsmeer"),
        ("3633", "Vreeland", "Stichtse Vecht"),
        ("6071", "Swalmen", "Roermond"),
        ("9354", "Zevenhuizen", "Westerkwartier"),
    ],
)
def test_mended_area_is_found_by_code_and_by_name(postcode: str, place: str, municipality: str) -> None:
    area = PLACES.area(postcode)
    assert area is not None
    assert (area.place, area.municipality) == (place, municipality)
    found = PLACES.search(f"{place}, {municipality}").exact
    assert found is not None
    assert (found.area.place, found.area.municipality) == (place, municipality)


def test_names_stand_for_an_area_of_their_own_municipality() -> None:
    for row in table("names"):
        if row["kind"] == "province":
            assert row["name"] in PLACES.provinces()
            assert row["postcode"] == ""
            continue
        area = PLACES.area(row["postcode"])
        assert area is not None, row
        assert area.municipality == row["municipality"], row
    kinds = Counter(row["kind"] for row in table("names"))
    assert kinds["province"] == 12
    assert kinds["place"] > 2400


def test_every_place_with_an_area_has_a_name_that_leads_to_it() -> None:
    names = {(row["name"], row["municipality"]): row for row in table("names") if row["kind"] == "place"}
    for area in PLACES.areas():
        row = names[area.place, area.municipality]
        stands = PLACES.area(row["postcode"])
        assert stands is not None
        assert stands.place == area.place
        assert km(stands, area) < 18, (area, stands)


def test_every_name_and_alias_is_found_letter_for_letter() -> None:
    for row in table("names"):
        if row["kind"] == "province" or row["name"] == "Nederland":
            continue
        for spelling in (row["name"], *(row["aliases"].split("|") if row["aliases"] else [])):
            found = PLACES.search(spelling, limit=20)
            options = [found.exact] if found.exact else list(found.options)
            assert row["municipality"] in {one.area.municipality for one in options}, (spelling, row, found)


@pytest.mark.parametrize(
    "write", [str.upper, str.lower, lambda name: name.replace("-", " "), lambda name: f" {name}. "]
)
def test_name_is_the_same_however_it_is_written(write: Callable[[str], str]) -> None:
    for row in random.Random(1).sample(table("names"), 200):
        assert PLACES.search(write(row["name"])) == PLACES.search(row["name"]), row["name"]


def test_typing_errors_have_the_right_place_first() -> None:
    typed = [one.split(" = ") for line in TYPED.strip().splitlines() for one in line.split("; ")]
    assert len(typed) == 80
    wrong = [(text, meant, first(text)) for text, meant in typed if first(text) != meant]
    print(f"{80 - len(wrong)} of 80 typing errors have the right place first; not: {wrong}")
    assert len(wrong) <= 4
    assert sum(PLACES.search(text).exact is not None for text, _ in typed) == 0


def test_one_wrong_letter_anywhere_still_offers_the_place() -> None:
    chance = random.Random(2)
    places = [row for row in table("names") if row["kind"] == "place" and len(row["name"]) > 5]
    offered = 0
    for row in chance.sample(places, 300):
        at = chance.randrange(1, len(row["name"]))
        found = PLACES.search(row["name"][:at] + chance.choice("aeinorst") + row["name"][at + 1 :])
        options = [found.exact] if found.exact else list(found.options)
        offered += any(one.name == row["name"] for one in options)
    assert offered >= 291


def write(folder: Path, name: str, text: str) -> None:
    """A table of the source."""
    (folder / name).write_text(text, encoding="utf-8")


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A country of one municipality, of whose three codes the last stands in the wrong place."""
    folder = tmp_path / "source"
    folder.mkdir()
    write(
        folder,
        "places_nl.csv",
        "postcode4,place,municipality,province,lat,lon\n"
        "1001,Oost,Dorp,Zeeland,52.0,5.0\n1002,Oost,Dorp,Zeeland,52.1,5.0\n1003,Oost,Dorp,Zeeland,53.0,6.0\n",
    )
    write(
        folder,
        "names_nl.csv",
        "id,name,kind,municipality,province,lat,lon,inhabitants,n_pc4\n"
        "0,Oost,place,Dorp,Zeeland,52.09,5.0,0,3\n1,West,place,Dorp,Zeeland,52.2,4.9,700,1\n"
        "2,Dorp,municipality,Dorp,Zeeland,52.0,5.0,0,3\n3,Zeeland,province,,Zeeland,52.0,5.0,0,3\n",
    )
    write(folder, "aliases_nl.csv", "alias,lang,id,name\nWesten,,1,West\nУэст,und-Cyrl,1,West\n")
    return folder


def test_tables_are_made_with_the_mends_and_the_same_again(source: Path, tmp_path: Path) -> None:
    shipped = tmp_path / "shipped"
    shipped.mkdir()
    write(shipped, "mends.csv", "postcode,place,municipality,point,why\n1003,West,Dorp,place,it is West's\n")
    make(source, shipped)
    made = {path.name: path.read_bytes() for path in shipped.iterdir()}
    assert made["areas.csv"].decode().splitlines()[1:] == [
        "1001,Oost,Dorp,52.0000,5.0000",
        "1002,Oost,Dorp,52.1000,5.0000",
        "1003,West,Dorp,52.2000,4.9000",
    ]
    assert made["names.csv"].decode().splitlines()[1:] == [
        "Dorp,municipality,Dorp,1001,3000,",
        "Zeeland,province,,,3000,",
        "Oost,place,Dorp,1002,2000,",
        "West,place,Dorp,1003,1000,Westen|Уэст",
    ]
    assert (
        "1003,West,Dorp,place,Oost,Dorp,53.0000,6.0000,52.2000,4.9000,it is West's"
        in made["mends.csv"].decode()
    )
    make(source, shipped)
    assert {path.name: path.read_bytes() for path in shipped.iterdir()} == made
    small = Gazetteer(shipped)
    west = small.search("West").exact
    assert west is not None
    assert west.area.postcode == "1003"


@pytest.mark.parametrize(
    ("point", "latitude", "longitude"),
    [
        ("kept", 53.0, 6.0),
        ("place", 52.2, 4.9),
        ("codes 1001 1002", 52.05, 5.0),
        ("names Oost; West", 52.145, 4.95),
    ],
)
def test_mended_point_comes_from_where_the_mend_says(
    source: Path, tmp_path: Path, point: str, latitude: float, longitude: float
) -> None:
    shipped = tmp_path / "shipped"
    shipped.mkdir()
    write(shipped, "mends.csv", f"postcode,place,municipality,point,why\n1003,West,Dorp,{point},so it is\n")
    make(source, shipped)
    area = Gazetteer(shipped).area("1003")
    assert area is not None
    assert (area.latitude, area.longitude) == (latitude, longitude)
    write(shipped, "mends.csv", "postcode,place,municipality,point,why\n1003,West,Dorp,somewhere,so it is\n")
    with pytest.raises(ValueError, match="1003: no such way"):
        make(source, shipped)
