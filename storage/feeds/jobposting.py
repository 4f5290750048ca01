"""An offer as a schema.org JobPosting, for a web page or a search engine."""

from html import escape
from typing import Any

from campaign.offers import Offer
from storage.feeds.dates import Calendar
from storage.feeds.times import words_of_mask


def posting_of(offer: Offer, calendar: Calendar, *, source: str) -> dict[str, Any]:
    """The posting; its description is HTML, as JobPosting wants it, and its times are local."""
    posting: dict[str, Any] = {
        "@context": "https://schema.org/",
        "@type": "JobPosting",
        "identifier": {"@type": "PropertyValue", "name": source, "value": offer.id},
        "title": offer.title,
        "description": _paragraphs(offer.description or offer.title),
        "employmentType": "VOLUNTEER",
        "datePosted": f"{(offer.modified or calendar.now).astimezone(calendar.zone):%Y-%m-%d}",
        "hiringOrganization": _organisation(offer),
        "totalJobOpenings": offer.places,
        "directApply": False,
    }
    if offer.sessions:
        starts, ends = offer.sessions[0].starts, offer.sessions[-1].ends
        posting["jobStartDate"] = starts.astimezone(calendar.zone).isoformat()
        posting["validThrough"] = ends.astimezone(calendar.zone).isoformat()
        posting["workHours"] = "; ".join(calendar.words(session) for session in offer.sessions)
    elif offer.times:
        posting["workHours"] = words_of_mask(offer.times)
    if offer.online:
        posting["jobLocationType"] = "TELECOMMUTE"
        posting["applicantLocationRequirements"] = {"@type": "Country", "name": "NL"}
    else:
        posting["jobLocation"] = _place(offer)
    return posting


def _organisation(offer: Offer) -> dict[str, str]:
    organisation = {"@type": "Organization", "name": offer.organisation}
    if offer.organisation_website:
        organisation["sameAs"] = offer.organisation_website
    return organisation


def _place(offer: Offer) -> dict[str, Any]:
    address = {
        "@type": "PostalAddress",
        "streetAddress": offer.address,
        "addressLocality": offer.place,
        "addressRegion": offer.province,
        "postalCode": offer.postcode,
        "addressCountry": "NL",
    }
    place: dict[str, Any] = {
        "@type": "Place",
        "address": {name: value for name, value in address.items() if value},
    }
    if offer.point is not None:
        latitude, longitude = offer.point.latitude, offer.point.longitude
        place["geo"] = {"@type": "GeoCoordinates", "latitude": latitude, "longitude": longitude}
    return place


def _paragraphs(words: str) -> str:
    return "".join(
        f"<p>{escape(one, quote=False).replace(chr(10), '<br>')}</p>" for one in words.split("\n\n")
    )
