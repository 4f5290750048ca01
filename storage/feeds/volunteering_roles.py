"""A role of Volunteering Data in the words of our columns, and an offer as the objects of that standard."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from campaign.offers import Offer
from campaign.values import likes_of, slots_of
from storage.feeds import linked
from storage.feeds.dates import Calendar
from storage.feeds.linked import OWN, OWN_NAMESPACE, Node
from storage.feeds.volunteering_times import cells_of_times
from storage.feeds.wording import plain

CONTEXT = (
    "https://api.volunteeringdata.io/context/v1",
    {
        "vraag": OWN_NAMESPACE,
        "volunteering": "https://ns.volunteeringdata.io/",
        "time": "http://www.w3.org/2006/time#",
    },
)
"""The context of what we write: the standard's own, ours, and the two that times need."""

_OF_ROLE = ("task", "dutch", "places", "beginners", "bring", "language", "sample", "modified")
"""Own fields of a role that are columns of the same name."""


@dataclass(frozen=True, slots=True)
class Role:
    """A role with its activity and its organisation; `number` tells it apart from the other `roles`."""

    role: Node
    activity: Node
    organisation: Node
    number: str
    roles: int


def cells_of(
    one: Role, sessions: Sequence[tuple[Node, Sequence[Node]]]
) -> tuple[Mapping[str, str], Sequence[str]]:
    """The cells and the hints of a role whose sessions, each with its places, are these."""
    role, activity, organisation = one.role, one.activity, one.organisation
    cells = {name: linked.text(role.get(OWN + name, activity.get(OWN + name))) for name in _OF_ROLE}
    location, when = _where_and_when(sessions)
    contact = linked.node(role.get(OWN + "contact", activity.get(OWN + "contact", {})))
    remote = linked.text(role.get("allowsRemoteParticipation")).lower() in ("yes", "true", "1")
    cells |= {
        "id": _own_id(one),
        "title": linked.text(role.get("title")) or linked.text(activity.get("title")),
        "description": _description(role, activity),
        "language": cells["language"] or _tongue(role, activity),
        "organisation": linked.text(organisation.get("name")),
        "organisation_id": linked.id_of(organisation),
        "organisation_description": linked.text(organisation.get("description")),
        "organisation_website": linked.text(organisation.get("website")),
        "often": linked.text(role.get(OWN + "often")) or linked.text(role.get("commitment")),
        "until": linked.text(role.get(OWN + "until")),
        "likes": ";".join(linked.texts(role.get(OWN + "likes"))),
        "min_age": linked.text(role.get("minimumAge")),
        "contact_name": linked.text(contact.get("name")),
        "contact_phone": linked.text(contact.get("phone")),
        "contact_email": linked.text(contact.get("email")),
        "contact_link": linked.text(role.get("applyLink")) or linked.text(contact.get("link")),
        "show_from": linked.text(activity.get("publishStart")),
        "show_until": linked.text(activity.get("publishEnd")),
        "modified": cells["modified"] or linked.text(role.get("modified") or activity.get("modified")),
        "online": "yes" if remote and not location else "",
        **location,
        **when,
    }
    causes = [*linked.texts(activity.get("cause")), *linked.texts(organisation.get("cause"))]
    return {name: cell.strip() for name, cell in cells.items() if cell}, [
        linked.name_of(cause) for cause in causes
    ]


def nodes_of(offer: Offer, calendar: Calendar, *, organisation: bool) -> list[dict[str, Any]]:
    """An offer as an activity with its role and session, behind its organisation where that is wanted."""
    nodes: list[dict[str, Any]] = []
    if organisation:
        nodes.append(
            _told(
                type="Organisation",
                id=offer.organisation_id,
                name=offer.organisation,
                description=offer.organisation_description,
                website=offer.organisation_website,
            )
        )
    times: list[Any] = [_time(calendar, session.starts, session.ends) for session in offer.sessions]
    if not times:
        times = [f"volunteering:{day.name.title()}{part.name.title()}" for day, part in slots_of(offer.times)]
    session = _told(type="Session", location=_location(offer), time=times)
    nodes.append(
        _told(
            type="Activity",
            id=f"{offer.id}#activity",
            title=offer.title,
            organisation=offer.organisation_id,
            role=[_role(offer, calendar)],
            session=[session] if len(session) > 1 else [],
        )
    )
    return nodes


def _role(offer: Offer, calendar: Calendar) -> dict[str, Any]:
    contact = _told(name=offer.contact.name, phone=offer.contact.phone, email=offer.contact.email)
    own: dict[str, Any] = {
        "language": offer.language,
        "task": offer.task.code,
        "likes": [like.value for like in likes_of(offer.likes)],
        "often": offer.often.value,
        "until": calendar.last_day(offer.sessions),
        "places": offer.places,
        "dutch": offer.dutch.value,
        "beginners": offer.beginners,
        "bring": offer.bring,
        "contact": contact,
        "modified": offer.modified.isoformat() if offer.modified else "",
        "sample": offer.sample,
    }
    return _told(
        type="Role",
        id=offer.id,
        title=offer.title,
        description=offer.description,
        commitment=offer.often.value,
        applyLink=offer.contact.link,
        allowsRemoteParticipation=offer.online,
        minimumAge=offer.min_age or None,
        **{OWN + name: value for name, value in own.items() if value or value == 0},
    )


def _location(offer: Offer) -> dict[str, Any]:
    if offer.point is None:
        return {}
    street = f"{offer.address}, " if offer.address else ""
    own = {"street": offer.address, "postcode": offer.postcode, "place": offer.place}
    return _told(
        type="Location",
        address=f"{street}{offer.postcode} {offer.place}",
        latitude=offer.point.latitude,
        longitude=offer.point.longitude,
        **{OWN + name: value for name, value in own.items() if value},
    )


def _time(calendar: Calendar, starts: Any, ends: Any) -> dict[str, Any]:
    def moment(at: Any) -> dict[str, str]:
        return {"time:inXSDDateTimeStamp": at.astimezone(calendar.zone).isoformat()}

    return {"type": "Time", "time:hasBeginning": moment(starts), "time:hasEnd": moment(ends)}


def _told(**values: Any) -> dict[str, Any]:
    """An object without what is empty; no and nought are told."""
    return {name: value for name, value in values.items() if value or value == 0}


def _own_id(one: Role) -> str:
    """The id of the role, or one made of its activity's: the standard lets roles go without."""
    own_id = linked.id_of(one.role)
    if own_id:
        return own_id
    activity = linked.id_of(one.activity)
    if not activity or one.roles == 1:
        return activity
    return f"{activity}#{plain(linked.text(one.role.get('title'))) or one.number}"


def _description(role: Node, activity: Node) -> str:
    own, common = linked.text(role.get("description")), linked.text(activity.get("description"))
    return own if common in own else f"{own}\n\n{common}" if own else common


def _tongue(role: Node, activity: Node) -> str:
    for one in (role, activity):
        said = linked.text(one.get("inLanguage")) or linked.tongue(one.get("title"))
        if said:
            return said
    return ""


def _where_and_when(
    sessions: Sequence[tuple[Node, Sequence[Node]]],
) -> tuple[dict[str, str], dict[str, str]]:
    """The first place, and the times at that place or at none."""
    first = next((places[0] for _, places in sessions if places), {})
    dates: list[str] = []
    parts: list[str] = []
    for session, places in sessions:
        if not places or first in places:
            more_dates, more_parts = cells_of_times(session.get("time"))
            dates += more_dates
            parts += more_parts
    location = _place(first) if first else {}
    return location, {"date": "; ".join(dates), "times": "; ".join(parts)}


def _place(location: Node) -> dict[str, str]:
    address = location.get("address")
    postal = linked.node(address) if isinstance(address, dict) else {}
    own = {
        name: linked.text(location.get(OWN + name))
        for name in ("street", "postcode", "place", "municipality")
    }
    if postal and not own["postcode"]:
        own = {
            "street": linked.text(postal.get("streetAddress")),
            "postcode": linked.text(postal.get("postalCode")),
            "place": linked.text(postal.get("addressLocality")),
            "municipality": "",
        }
    street = own.pop("street")
    return {
        **own,
        "address": street if own["postcode"] else linked.text(address) or linked.text(location.get("name")),
        "latitude": linked.text(location.get("latitude")),
        "longitude": linked.text(location.get("longitude")),
    }
