"""Volunteering Data is read whether it nests or refers, and one opportunity comes of each role."""

import json
from pathlib import Path
from typing import Any

import pytest

from campaign.offers import Fault, Offer
from campaign.values import Often, Task
from storage.feeds.dates import Calendar
from storage.feeds.times import words_of_mask
from storage.gazetteer import Gazetteer
from tests.storage.feeds.reading import NOW, ZONE, feed_of, told

CONTEXT = "https://api.volunteeringdata.io/context/v1"
ORGANISATION: dict[str, Any] = {
    "type": "Organisation",
    "id": "https://example.org/sky",
    "name": "Onder één hemel",
    "website": "https://sky.example/",
    "cause": ["https://ns.volunteeringdata.io/AntiPoverty"],
}
ROLE: dict[str, Any] = {
    "type": "Role",
    "id": "https://example.org/role",
    "title": "Rondgaan met soep",
    "description": "Je loopt een vaste route.",
    "commitment": "One evening per week, 3-hour shift",
    "applyLink": "https://sky.example/join",
    "allowsRemoteParticipation": False,
    "minimumAge": "18",
}
SESSION: dict[str, Any] = {
    "type": "Session",
    "location": {
        "type": "Location",
        "name": "De loods",
        "address": "Lange Nieuwstraat 1, 3512 PG Utrecht",
        "latitude": "52.0853",
        "longitude": "5.1232",
    },
    "time": ["https://ns.volunteeringdata.io/MondayEvening", "volunteering:SaturdayMorning"],
}
ACTIVITY: dict[str, Any] = {
    "type": "Activity",
    "id": "https://example.org/activity",
    "title": "Soep op straat",
}


def nested() -> Any:
    activity = {**ACTIVITY, "role": [ROLE], "session": [SESSION]}
    return {"@context": CONTEXT, "graph": [{**ORGANISATION, "activity": [activity]}]}


def referred() -> Any:
    role = {**ROLE, "activity": ACTIVITY["id"]}
    session = {**SESSION, "activity": {"@id": ACTIVITY["id"]}}
    activity = {**ACTIVITY, "organisation": ORGANISATION["id"]}
    return {"@context": CONTEXT, "@graph": [session, role, activity, ORGANISATION]}


def listed() -> Any:
    activity = {**ACTIVITY, "role": {"id": ROLE["id"]}, "session": SESSION}
    return [ROLE, activity, {**ORGANISATION, "activity": [{"id": ACTIVITY["id"]}]}]


def alone() -> Any:
    return {"@context": CONTEXT, **ACTIVITY, "organisation": ORGANISATION, "role": ROLE, "session": SESSION}


def spelt_out() -> Any:
    activity = {
        "@type": "https://ns.volunteeringdata.io/Activity",
        "@id": ACTIVITY["id"],
        "https://ns.volunteeringdata.io/title": [{"@value": ACTIVITY["title"]}],
        "volunteering:organisation": {**ORGANISATION},
        "volunteering:role": {"@list": [{**ROLE, "title": {"@value": ROLE["title"], "@language": "nl"}}]},
        "volunteering:session": {"@set": [SESSION]},
    }
    return [activity]


@pytest.mark.parametrize("shape", [nested, referred, listed, alone, spelt_out])
def test_one_role_is_one_opportunity_in_every_shape(tmp_path: Path, gazetteer: Gazetteer, shape: Any) -> None:
    (offer,) = told(tmp_path / "feed.json", gazetteer, json.dumps(shape()))
    assert isinstance(offer, Offer), offer
    assert (offer.id, offer.title, offer.description) == (ROLE["id"], ROLE["title"], ROLE["description"])
    assert (offer.organisation, offer.organisation_id) == (ORGANISATION["name"], ORGANISATION["id"])
    assert (offer.place, offer.address) == ("Utrecht", "Lange Nieuwstraat 1")
    assert (offer.often, offer.min_age, offer.contact.link) == (Often.WEEKLY, 18, ROLE["applyLink"])
    assert words_of_mask(offer.times) == "monday evening; saturday morning"


def test_the_same_number_may_be_the_id_of_a_role_its_activity_and_its_organisation(
    tmp_path: Path, gazetteer: Gazetteer
) -> None:
    role = {**ROLE, "id": "1", "activity": "1"}
    activity = {**ACTIVITY, "id": "1", "organisation": "1", "session": SESSION}
    (offer,) = told(
        tmp_path / "feed.json", gazetteer, json.dumps([role, activity, {**ORGANISATION, "id": "1"}])
    )
    assert isinstance(offer, Offer), offer
    assert (offer.title, offer.organisation) == (ROLE["title"], ORGANISATION["name"])


def test_roles_without_an_id_get_one_of_their_activity(tmp_path: Path, gazetteer: Gazetteer) -> None:
    roles = [{"title": "Soep koken"}, {"title": "Brood snijden"}, {}]
    many = {**ACTIVITY, "organisation": ORGANISATION, "role": roles, "session": SESSION}
    offers = told(
        tmp_path / "feed.json", gazetteer, json.dumps([many, {**many, "id": "b", "role": roles[0]}])
    )
    base = ACTIVITY["id"]
    assert [one.id for one in offers] == [f"{base}#soep_koken", f"{base}#brood_snijden", f"{base}#3", "b"]


def test_an_activity_without_roles_is_one_opportunity(tmp_path: Path, gazetteer: Gazetteer) -> None:
    activity = {**ACTIVITY, "organisation": ORGANISATION, "session": SESSION}
    (offer,) = told(tmp_path / "feed.json", gazetteer, json.dumps(activity))
    assert isinstance(offer, Offer)
    assert (offer.id, offer.title) == (ACTIVITY["id"], ACTIVITY["title"])


def test_times_are_read_as_moments_and_as_hours_of_a_day(tmp_path: Path, gazetteer: Gazetteer) -> None:
    def moment(words: str) -> dict[str, str]:
        return {"time:inXSDDateTimeStamp": words}

    def hour(day: str, number: int) -> dict[str, Any]:
        return {"time:inDateTime": {"time:dayOfWeek": f"time:{day}", "time:hour": number}}

    dated = {
        "time:hasBeginning": moment("2027-01-16T10:00:00+01:00"),
        "time:hasEnd": moment("2027-01-16T12:00:00+01:00"),
    }
    weekly = {"time:hasBeginning": hour("Tuesday", 14), "time:hasEnd": hour("Tuesday", 16)}
    strange = {"rdfs:label": "wanneer het schikt"}
    offers = []
    for time in (dated, weekly, strange, {"begin": "2027-01-16T10:00", "end": "2027-01-16T12:00"}):
        activity = {**ACTIVITY, "organisation": ORGANISATION, "session": {**SESSION, "time": time}}
        offers += told(tmp_path / "feed.json", gazetteer, json.dumps(activity))
    first, second, third, fourth = offers
    assert isinstance(first, Offer)
    assert isinstance(second, Offer)
    assert [Calendar(ZONE, NOW).words(one) for one in first.sessions] == ["2027-01-16 10:00-12:00"]
    assert first == fourth
    assert words_of_mask(second.times) == "tuesday afternoon"
    assert isinstance(third, Fault)
    assert "wanneer het schikt" in third.reason


def test_only_the_times_at_the_first_place_count(tmp_path: Path, gazetteer: Gazetteer) -> None:
    elsewhere = {"location": {"address": "9711 AA Groningen"}, "time": "volunteering:SundayMorning"}
    activity = {**ACTIVITY, "organisation": ORGANISATION, "session": [SESSION, elsewhere]}
    (offer,) = told(tmp_path / "feed.json", gazetteer, json.dumps(activity))
    assert isinstance(offer, Offer)
    assert words_of_mask(offer.times) == "monday evening; saturday morning"


def test_work_from_home_needs_no_place_and_our_own_fields_are_read(
    tmp_path: Path, gazetteer: Gazetteer
) -> None:
    role = {
        **ROLE,
        "allowsRemoteParticipation": True,
        "vraag:language": "en",
        "vraag:dutch": "none",
        "vraag:task": "forms",
        "urn:vraagbot:places": 3,
        "vraag:beginners": True,
        "vraag:bring": "Een laptop",
        "vraag:contact": {"name": "Jan", "phone": "020-555 0101", "email": "jan@sky.example"},
    }
    activity = {**ACTIVITY, "organisation": ORGANISATION, "role": role}
    (offer,) = told(tmp_path / "feed.json", gazetteer, json.dumps(activity))
    assert isinstance(offer, Offer)
    assert (offer.online, offer.point, offer.task, offer.places) == (True, None, Task.FORMS, 3)
    assert (offer.language, offer.beginners, offer.bring) == ("en", True, "Een laptop")
    assert (offer.contact.name, offer.contact.email) == ("Jan", "jan@sky.example")


def test_what_is_not_to_be_shown_now_is_over(tmp_path: Path, gazetteer: Gazetteer) -> None:
    for change in ({"publishEnd": "2026-12-31"}, {"publishStart": "2027-02-01"}):
        activity = {**ACTIVITY, **change, "organisation": ORGANISATION, "session": SESSION}
        (fault,) = told(tmp_path / "feed.json", gazetteer, json.dumps(activity))
        assert isinstance(fault, Fault)
        assert (fault.over, fault.id) == (True, ACTIVITY["id"])


def test_faults_tell_the_line_and_the_id(tmp_path: Path, gazetteer: Gazetteer) -> None:
    good = json.dumps({**ACTIVITY, "organisation": ORGANISATION, "session": SESSION})
    raw = f"""[
{good},
{{"type": "Activity", "id": "b", "title": "Zonder plek", "organisation": {{"name": "Ons huis"}}}},
{{"type": "Activity", "id": "c", "role": ["nowhere"]}},
{{"type": "Activity", "id" "d"}},
{{"type": "Event", "id": "e"}},
17
]"""
    with feed_of(tmp_path / "feed.json", gazetteer, raw) as feed:
        faults = {(one.line, one.id): one.reason for one in feed if isinstance(one, Fault)}
        assert list(faults) == [(5, ""), (7, ""), (3, "b"), (4, "nowhere")]
        assert "no place" in faults[3, "b"]
        assert "not JSON" in faults[5, ""]
        assert feed.notes == ["Objects that are not used: Event."]
        assert feed.incomplete
