"""What is written out comes in again as it was, in both formats; JobPostings say what schema.org asks."""

import asyncio
import csv
import io
import json
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete

from campaign.offers import LENGTHS, Fault, Offer, Session
from campaign.records import Contact, Point
from campaign.values import ALL_TIMES, Dutch, Often, Task
from storage import schema
from storage.feeds import plain_text
from storage.feeds.exporting import Format, write_out
from storage.feeds.importing import bring_in
from storage.feeds.times import mask_of_sessions
from storage.gazetteer import Gazetteer
from storage.store import Store
from tests.storage.feeds.reading import NOW, OFFER, START, ZONE, told


async def written(store: Store, form: Format, **how: Any) -> str:
    out = io.StringIO(newline="")
    await write_out(store, out, format=form, **{"zone": ZONE, "now": NOW, "source": "feed", **how})
    return out.getvalue()


def words(name: str, *, lines: bool = False, least: int = 0) -> st.SearchStrategy[str]:
    clean = plain_text.text if lines else plain_text.line
    pieces = st.sampled_from(
        ["=1+1", "'", "\n\n", ";", ",", '"', "soep ", "؟ مرحبا", "<3", "&c.", "-", "🙂", "@x", "+5"]
    )
    raw = st.text(max_size=30) | st.lists(pieces, max_size=6).map("".join)
    return raw.map(clean).filter(lambda text: least <= len(text) <= LENGTHS[name])


SESSIONS = st.lists(
    st.tuples(st.integers(1, 60 * 24 * 400), st.integers(1, 60 * 30)),
    max_size=4,
    unique_by=lambda pair: pair[0],
).map(
    lambda pairs: tuple(
        Session(NOW + timedelta(minutes=begin), NOW + timedelta(minutes=begin + length))
        for begin, length in sorted(pairs)
    )
)


@st.composite
def any_offer(draw: st.DrawFn) -> Offer:
    """An offer as the reader of feeds would make it."""
    gazetteer = Gazetteer.load()
    area = gazetteer.area(draw(st.sampled_from(["1012", "3331", "9711", "6211", "4331"])))
    assert area is not None
    sessions = draw(SESSIONS)
    online = draw(st.booleans())
    east = draw(st.floats(-0.05, 0.05))
    where: dict[str, Any] = {
        "point": Point(area.latitude, area.longitude + east),
        "postcode": area.postcode,
        "place": area.place,
        "municipality": area.municipality,
        "province": area.province,
        "address": draw(st.sampled_from(["", "Markt 1", "Molenweg 12 en 14", "=Plein 3, achterin"])),
    }
    return Offer(
        id=draw(words("id", least=1)),
        title=draw(words("title", least=1)),
        organisation_id=draw(words("organisation_id", least=1)),
        organisation=draw(words("organisation", least=1)),
        task=draw(st.sampled_from(Task)),
        likes=draw(st.integers(1, 255)),
        often=draw(st.sampled_from(Often)),
        places=draw(st.integers(1, 10_000)),
        dutch=draw(st.sampled_from(Dutch)),
        language=draw(st.sampled_from(["nl", "en", "ar"])),
        times=mask_of_sessions(sessions, ZONE) if sessions else draw(st.integers(0, ALL_TIMES)),
        sessions=sessions,
        beginners=draw(st.booleans()),
        online=online,
        description=draw(words("description", lines=True)),
        bring=draw(words("bring")),
        contact=Contact(
            draw(words("contact_name")),
            draw(st.sampled_from(["", "+31 20 555 0101", "020-555 0101"])),
            draw(st.sampled_from(["", "ik@soep.example"])),
            draw(st.sampled_from(["", "https://soep.example/ja?a=1&b=2"])),
        ),
        min_age=draw(st.integers(0, 99)),
        sample=draw(st.booleans()),
        organisation_description=draw(words("organisation_description", lines=True)),
        organisation_website=draw(st.sampled_from(["", "https://soep.example"])),
        **({} if online else where),
    )


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(any_offer(), max_size=4, unique_by=(lambda one: one.id, lambda one: one.organisation_id)))
def test_what_goes_out_comes_in_as_it_was(
    sqlite_url: str, gazetteer: Gazetteer, tmp_path: Path, offers: list[Offer]
) -> None:
    async def there_and_back() -> None:
        store = Store(sqlite_url)
        async with store.begin() as memory:
            await memory.connection.execute(delete(schema.organisations))
        await bring_in(store, offers, source="feed", now=NOW)
        for form in (Format.CSV, Format.JSON):
            back = told(tmp_path / form, gazetteer, await written(store, form))
            assert {one.id: one for one in back} == {one.id: one for one in offers}
        await store.close()

    asyncio.run(there_and_back())


@pytest.mark.parametrize("form", [Format.CSV, Format.JSON])
async def test_an_import_of_an_export_changes_nothing(
    store: Store, gazetteer: Gazetteer, tmp_path: Path, form: Format
) -> None:
    later = Session(START + timedelta(days=301), START + timedelta(days=301, hours=2))
    given: list[Offer | Fault] = [
        OFFER,
        replace(OFFER, id="2", sessions=(*OFFER.sessions, later), often=Often.WEEKLY),
        replace(OFFER, id="3", often=Often.WEEKLY),
        replace(OFFER, id="4", sessions=(), times=0b101),
    ]
    await bring_in(store, given, source="feed", now=NOW)
    back = told(tmp_path / form, gazetteer, await written(store, form))
    report = await bring_in(store, back, source="feed", now=NOW)
    assert (report.added, report.changed, report.unchanged, report.closed) == (0, 0, 4, 0)
    other = await bring_in(store, back, source="elsewhere", now=NOW)
    assert other.added == 4


async def test_only_what_is_open_and_not_over_goes_out(store: Store) -> None:
    await bring_in(store, [OFFER, replace(OFFER, id="2", sessions=(), times=1)], source="feed", now=NOW)
    after = START + timedelta(days=1)
    assert [
        row["id"]
        for row in csv.DictReader(io.StringIO((await written(store, Format.CSV))[1:]), delimiter=";")
    ] == [
        "1",
        "2",
    ]
    rows = list(csv.DictReader(io.StringIO((await written(store, Format.CSV, now=after))[1:]), delimiter=";"))
    assert [row["id"] for row in rows] == ["2"]
    await bring_in(store, [], source="feed", now=NOW, close_missing=True)
    assert json.loads(await written(store, Format.JSON))["@graph"] == []


async def test_all_sources_together_keep_their_ids_apart(
    store: Store, gazetteer: Gazetteer, tmp_path: Path
) -> None:
    for source in ("one", "two"):
        await bring_in(store, [OFFER], source=source, now=NOW)
    for form in (Format.CSV, Format.JSON):
        back = told(tmp_path / form, gazetteer, await written(store, form, source=""))
        assert [one.id for one in back] == ["one/1", "two/1"]


async def test_more_than_one_partition_goes_out_in_order_with_progress(store: Store) -> None:
    many = [replace(OFFER, id=str(number)) for number in range(2100)]
    await bring_in(store, many, source="feed", now=NOW)
    seen: list[tuple[int, int]] = []
    out = io.StringIO(newline="")
    done = await write_out(
        store, out, format="csv", zone=ZONE, now=NOW, progress=lambda one, all_: seen.append((one, all_))
    )
    assert (done.written, done.faults) == (2100, [])
    assert seen == [(1000, 2100), (2000, 2100), (2100, 2100)]
    rows = csv.DictReader(io.StringIO(out.getvalue()[1:]), delimiter=";")
    assert [row["id"] for row in rows] == [f"feed/{number}" for number in range(2100)]


async def test_an_opportunity_that_could_not_come_in_is_told_and_left_out(store: Store) -> None:
    await bring_in(store, [OFFER, replace(OFFER, id="2")], source="feed", now=NOW)
    async with store.begin() as memory:
        await memory.connection.execute(
            schema.opportunities.update().where(schema.opportunities.c.source_id == "1").values(places=0)
        )
    done = await write_out(store, io.StringIO(), format="json", zone=ZONE, now=NOW)
    assert done.written == 1
    assert [fault.reason for fault in done.faults] == ["places is 0; it must be from 1 to 10000"]


async def test_a_posting_says_what_schema_org_asks(store: Store) -> None:
    later = Session(START + timedelta(days=7), START + timedelta(days=7, hours=2))
    dated = replace(OFFER, sessions=(*OFFER.sessions, later), description="Soep & brood\n\nKom je?")
    online = replace(OFFER, id="2", online=True, point=None, sessions=(), times=0b1)
    await bring_in(store, [dated, online], source="feed", now=NOW)
    first, second = map(json.loads, (await written(store, Format.JOBPOSTING)).splitlines())
    assert (first["@type"], first["employmentType"]) == ("JobPosting", "VOLUNTEER")
    assert first["title"] == OFFER.title
    assert first["description"] == "<p>Soep &amp; brood</p><p>Kom je?</p>"
    assert first["identifier"] == {"@type": "PropertyValue", "name": "feed", "value": "1"}
    assert datetime.fromisoformat(first["validThrough"]) == later.ends
    assert first["hiringOrganization"]["name"] == OFFER.organisation
    address = first["jobLocation"]["address"]
    assert (address["postalCode"], address["addressLocality"], address["addressCountry"]) == (
        "3331",
        "Zwijndrecht",
        "NL",
    )
    assert first["workHours"] == "2027-01-16 10:00-12:00; 2027-01-23 10:00-12:00"
    assert "jobLocation" not in second
    assert (second["jobLocationType"], second["workHours"]) == ("TELECOMMUTE", "monday morning")


async def test_a_format_there_is_not_is_refused(store: Store) -> None:
    with pytest.raises(ValueError, match="xml"):
        await write_out(store, io.StringIO(), format="xml", zone=ZONE, now=NOW)
