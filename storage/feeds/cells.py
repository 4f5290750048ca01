"""An offer in the words of the columns, as it stands in a CSV file."""

from collections.abc import Mapping

from campaign.offers import Offer
from campaign.values import likes_of
from storage.feeds.dates import Calendar
from storage.feeds.times import words_of_mask


def cells_of(offer: Offer, calendar: Calendar) -> Mapping[str, str]:
    """The cells of an offer; read again, they give an equal offer."""
    contact, point = offer.contact, offer.point
    return {
        "id": offer.id,
        "title": offer.title,
        "description": offer.description,
        "language": offer.language,
        "organisation": offer.organisation,
        "organisation_id": offer.organisation_id,
        "organisation_description": offer.organisation_description,
        "organisation_website": offer.organisation_website,
        "task": offer.task.code,
        "likes": "; ".join(like.value for like in likes_of(offer.likes)),
        "often": offer.often.value,
        "date": "; ".join(calendar.words(session) for session in offer.sessions),
        "until": calendar.last_day(offer.sessions),
        "times": "" if offer.sessions else words_of_mask(offer.times),
        "postcode": offer.postcode,
        "place": offer.place,
        "municipality": offer.municipality,
        "latitude": str(point.latitude) if point else "",
        "longitude": str(point.longitude) if point else "",
        "address": offer.address,
        "online": _yes(offer.online),
        "places": str(offer.places),
        "dutch": offer.dutch.value,
        "beginners": _yes(offer.beginners),
        "bring": offer.bring,
        "min_age": str(offer.min_age),
        "contact_name": contact.name,
        "contact_phone": contact.phone,
        "contact_email": contact.email,
        "contact_link": contact.link,
        "modified": offer.modified.isoformat() if offer.modified else "",
        "sample": _yes(offer.sample),
    }


def _yes(value: bool) -> str:
    return "yes" if value else "no"
