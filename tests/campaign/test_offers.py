"""An offer holds together, or says in a sentence what does not."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import String

from campaign.offers import LENGTHS, Offer, Session, Unfit
from campaign.records import Contact, Point
from campaign.values import Dutch, Like, Often, Task
from storage import schema

START = datetime(2027, 1, 16, 9, 0, tzinfo=UTC)
OFFER = Offer(
    id="1",
    title="Soep koken",
    organisation_id="o",
    organisation="De Soeplepel",
    task=Task.COOKING,
    likes=Like.FOOD.bit,
    often=Often.ONCE,
    places=2,
    dutch=Dutch.LITTLE,
    language="nl",
    sessions=(Session(START, START + timedelta(hours=2)),),
    point=Point(51.8, 4.6),
    postcode="3331",
    place="Zwijndrecht",
)


def test_an_offer_begins_and_ends_with_its_first_session() -> None:
    later = Session(START + timedelta(days=7), START + timedelta(days=7, hours=1))
    assert replace(OFFER, sessions=(*OFFER.sessions, later)).ends == START + timedelta(hours=2)
    assert replace(OFFER, sessions=()).starts is None


def test_offers_are_equal_whatever_line_they_stood_on() -> None:
    assert replace(OFFER, line=7, modified=START) == OFFER
    assert replace(OFFER, title="Soep eten") != OFFER


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"title": ""}, "there is no title"),
        ({"places": 0}, "places is 0"),
        ({"min_age": 100}, "min_age is 100"),
        ({"likes": 0}, "likes names nothing"),
        ({"times": 1 << 21}, "parts of the week that do not exist"),
        ({"language": "Dutch"}, "not a language code"),
        ({"online": True}, "online and yet has a point"),
        ({"point": None}, "not online and yet has no place"),
        ({"sessions": (Session(START, START),)}, "not after its start"),
        ({"sessions": (Session(START, START + timedelta(days=8)),)}, "lasts longer than 7 days"),
        ({"sessions": OFFER.sessions * 2}, "not in order of time"),
        ({"sessions": (Session(START.replace(tzinfo=None), START),)}, "no time zone"),
        ({"contact": Contact(phone="0" * 41)}, "contact_phone has 41 characters"),
    ],
)
def test_what_does_not_hold_is_refused_in_a_sentence(change: dict[str, Any], sentence: str) -> None:
    with pytest.raises(Unfit, match=sentence):
        replace(OFFER, **change)


def test_everything_wrong_is_told_at_once() -> None:
    with pytest.raises(Unfit, match="there is no title; places is -1"):
        replace(OFFER, title="", places=-1)


def test_texts_fit_the_columns_of_the_database() -> None:
    columns = {
        "id": schema.opportunities.c.source_id,
        "organisation": schema.organisations.c.name,
        "organisation_id": schema.organisations.c.source_id,
        "organisation_website": schema.organisations.c.website,
    }
    for name, most in LENGTHS.items():
        if name not in ("description", "organisation_description"):
            column = columns.get(name, schema.opportunities.c.get(name))
            assert column is not None, name
            assert isinstance(column.type, String)
            assert column.type.length == most, name
