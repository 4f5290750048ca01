"""What a source offers is in the store after an import, and what it no longer offers is closed."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from campaign.offers import Fault, Offer, Session
from campaign.records import Opportunity
from campaign.values import Answer, Often
from storage import schema
from storage.feeds.importing import BATCH, bring_in
from storage.feeds.reading import Feed
from storage.feeds.report import MOST_FAULTS, Report
from storage.gazetteer import Gazetteer
from storage.store import Store
from tests.storage.feeds.reading import NOW, OFFER, START, feed_of


def offers(count: int, **change: Any) -> list[Offer | Fault]:
    return [
        replace(OFFER, id=str(number), title=f"Soep {number}", **change) for number in range(1, count + 1)
    ]


async def bring(store: Store, given: Feed | Sequence[Offer | Fault], **how: Any) -> Report:
    return await bring_in(store, given, **{"source": "feed", "now": NOW, **how})


async def standing(store: Store) -> dict[str, Opportunity]:
    async with store.look() as memory:
        ids = await memory.connection.execute(select(schema.opportunities.c.id))
        found = await memory.opportunities.get_some(list(ids.scalars()))
    return {one.source_id: one for one in found.values()}


async def dates_of(store: Store, opportunity_id: int) -> list[datetime]:
    async with store.look() as memory:
        return [session.starts for session in await memory.opportunities.dates(opportunity_id, now=NOW)]


async def test_an_offer_becomes_an_opportunity_with_its_organisation_and_dates(store: Store) -> None:
    later = Session(START + timedelta(days=7), START + timedelta(days=7, hours=2))
    report = await bring(store, [replace(OFFER, sessions=(*OFFER.sessions, later))])
    assert (report.added, report.good, report.faulty, report.closed) == (1, 1, 0, 0)
    one = (await standing(store))["1"]
    assert (one.title, one.organisation, one.task) == (OFFER.title, OFFER.organisation, OFFER.task)
    assert (one.starts, one.ends) == (OFFER.starts, OFFER.ends)
    assert (one.point, one.postcode, one.place) == (OFFER.point, OFFER.postcode, OFFER.place)
    assert (one.contact, one.places, one.taken, one.closed) == (OFFER.contact, 2, 0, False)
    assert await dates_of(store, one.id) == [START, later.starts]


async def test_the_same_offers_twice_change_nothing_the_second_time(store: Store) -> None:
    await bring(store, offers(3))
    before = await standing(store)
    report = await bring(store, offers(3), now=NOW + timedelta(hours=1))
    assert (report.added, report.changed, report.unchanged, report.closed) == (0, 0, 3, 0)
    assert await standing(store) == before


async def test_two_sources_may_use_the_same_id(store: Store) -> None:
    await bring(store, offers(1))
    report = await bring(store, offers(1), source="other")
    assert report.added == 1
    async with store.look() as memory:
        count = await memory.connection.execute(select(func.count()).select_from(schema.opportunities))
        assert count.scalar_one() == 2


async def test_a_change_keeps_places_taken_and_replies(store: Store) -> None:
    await bring(store, offers(1))
    one = (await standing(store))["1"]
    async with store.begin() as memory:
        assert await memory.opportunities.claim(one.id)
        await memory.connection.execute(schema.chats.insert().values(id=5, turn=0, keyboard=False, seen=NOW))
        await memory.connection.execute(
            schema.citizens.insert().values(id=7, chat_id=5, radius=10, joined=NOW, touched=NOW)
        )
        await memory.replies.put(7, one.id, Answer.YES, origin="campaign", language="nl", now=NOW)
    moved = Session(START + timedelta(days=1), START + timedelta(days=1, hours=2))
    report = await bring(store, offers(1, places=5, sessions=(moved,)))
    assert (report.added, report.changed) == (0, 1)
    again = (await standing(store))["1"]
    assert (again.id, again.places, again.taken, again.starts) == (one.id, 5, 1, moved.starts)
    assert await dates_of(store, one.id) == [moved.starts]
    async with store.look() as memory:
        reply = await memory.replies.get(7, one.id)
    assert reply is not None


async def test_a_new_end_of_the_same_date_is_a_change(store: Store) -> None:
    await bring(store, offers(1))
    longer = Session(START, START + timedelta(hours=3))
    assert (await bring(store, offers(1, sessions=(longer,)))).changed == 1
    assert (await standing(store))["1"].ends == longer.ends
    assert (await bring(store, offers(1, sessions=(longer,)))).unchanged == 1


async def test_a_new_name_of_an_organisation_reaches_all_that_is_its(store: Store) -> None:
    await bring(store, offers(2))
    report = await bring(store, offers(2, organisation="De Nieuwe Lepel"))
    assert (report.unchanged, report.changed) == (2, 0)
    assert {one.organisation for one in (await standing(store)).values()} == {"De Nieuwe Lepel"}


async def test_what_is_gone_is_closed_and_comes_back(store: Store) -> None:
    await bring(store, offers(4))
    report = await bring(store, offers(3))
    assert (report.closed, report.kept_open_because_too_many) == (1, 0)
    assert (await standing(store))["4"].closed
    back = await bring(store, offers(4))
    assert (back.changed, back.reopened, back.unchanged, back.left_closed) == (1, 1, 3, 0)
    assert not (await standing(store))["4"].closed


async def test_what_people_closed_stays_closed_while_the_feed_goes_on(store: Store) -> None:
    await bring(store, offers(2))
    async with store.begin() as memory:
        await memory.connection.execute(
            schema.opportunities.update().where(schema.opportunities.c.source_id == "2").values(open=False)
        )
    report = await bring(store, offers(2, places=9))
    assert (report.changed, report.left_closed) == (1, 1)
    assert (await standing(store))["2"].closed


async def test_nothing_is_closed_when_it_would_be_more_than_a_third_unless_told_so(store: Store) -> None:
    await bring(store, offers(6))
    report = await bring(store, [*offers(3), Fault(9, "kapot", "4")])
    assert (report.closed, report.kept_open_because_too_many) == (2, 0)
    await bring(store, offers(6))
    report = await bring(store, offers(3))
    assert (report.closed, report.kept_open_because_too_many) == (0, 3)
    assert not any(one.closed for one in (await standing(store)).values())
    report = await bring(store, offers(3), close_missing=True)
    assert (report.closed, report.kept_open_because_too_many) == (3, 0)
    assert (await bring(store, [])).kept_open_because_too_many == 3


async def test_what_comes_new_does_not_make_room_to_close_more(store: Store) -> None:
    await bring(store, offers(3))
    new = [replace(OFFER, id=f"new {number}") for number in range(20)]
    report = await bring(store, [*offers(1), *new])
    assert (report.added, report.closed, report.kept_open_because_too_many) == (20, 0, 2)


async def test_what_is_past_closes_without_counting_as_gone(store: Store) -> None:
    await bring(store, offers(3))
    weekly = offers(2, often=Often.WEEKLY, sessions=(), times=1)
    report = await bring(store, [*weekly, Fault(4, "all its dates are past", "3", over=True)])
    assert (report.closed, report.over, report.faulty) == (1, 1, 0)
    await bring(store, offers(3), now=NOW)
    report = await bring(store, weekly[:2], now=START + timedelta(days=1))
    assert (report.closed, report.kept_open_because_too_many) == (1, 0)


async def test_a_bad_row_does_not_close_what_it_is_about(store: Store) -> None:
    await bring(store, offers(3))
    report = await bring(store, [*offers(2), Fault(4, "places is 0", "3")])
    assert (report.faulty, report.closed) == (1, 0)
    assert not (await standing(store))["3"].closed


async def test_nothing_is_closed_for_being_gone_when_the_file_is_cut_off(
    store: Store, gazetteer: Gazetteer, tmp_path: Path
) -> None:
    raw = "id;title;organisation;postcode\n" + "".join(f"{n};Soep;Ons huis;3331\n" for n in range(9))
    with feed_of(tmp_path / "feed", gazetteer, raw) as feed:
        assert (await bring(store, feed)).added == 9
    with feed_of(tmp_path / "feed", gazetteer, raw.replace("8;Soep", '8;"Soep')) as feed:
        report = await bring(store, feed, close_missing=True)
    assert report.incomplete
    assert (report.closed, report.kept_open_because_incomplete) == (0, 1)


async def test_a_dry_run_tells_the_same_and_changes_nothing(store: Store) -> None:
    await bring(store, offers(5))
    before = await standing(store)
    given = [*offers(3, places=9), replace(OFFER, id="new"), *offers(4)[3:]]
    trial = await bring(store, given, dry_run=True)
    assert await standing(store) == before
    done = await bring(store, given)
    assert (trial.added, trial.changed, trial.unchanged, trial.closed) == (1, 3, 1, 1)
    assert (done.added, done.changed, done.unchanged, done.closed) == (1, 3, 1, 1)


async def test_many_offers_come_in_by_batches_with_progress(store: Store) -> None:
    seen: list[tuple[int, int]] = []
    given = [*offers(BATCH * 2 + 1), *[Fault(n, "kapot") for n in range(MOST_FAULTS + 5)]]
    report = await bring(store, given, progress=lambda done, total: seen.append((done, total)))
    assert report.added == BATCH * 2 + 1
    assert (report.faulty, len(report.faults)) == (MOST_FAULTS + 5, MOST_FAULTS)
    assert seen[0] == (BATCH, len(given))
    assert seen[-1] == (len(given), len(given))


async def test_one_id_twice_in_the_same_batch_does_no_harm(store: Store) -> None:
    await bring(store, [OFFER, replace(OFFER, title="Nog eens")])
    assert (await standing(store))["1"].title == "Nog eens"


@pytest.mark.parametrize("source", ["", "-x", "met spatie", "x" * 65, "é"])
async def test_a_source_needs_a_plain_name(store: Store, source: str) -> None:
    with pytest.raises(ValueError, match="is not a name for a source"):
        await bring(store, [], source=source)


async def test_no_feed_is_what_people_make_in_the_bot(store: Store) -> None:
    with pytest.raises(ValueError, match="choose another name"):
        await bring(store, [], source="Vraagbot")
