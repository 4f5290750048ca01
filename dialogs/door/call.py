"""Whom to call: the organisation that asks, else the local volunteer centre, with when it can be reached."""

from collections.abc import Sequence

from campaign.records import Centre, Opportunity
from dialogs.door.html import element, joined, link, marked
from dialogs.door.telephone import dialled
from dialogs.text import Say, Text, bold, own

MOST = 2
"""Local centres that are named at most."""


def of_organisation(say: Say, one: Opportunity) -> Text | None:
    """The organisation's number, and what to say; None where it has none that can be dialled."""
    number = _number(say, one.contact.phone)
    if number is None:
        return None
    about = element("b", own(one.title), lang=one.language, dir="auto")
    return joined(
        element("p", say("Call {organisation}:", organisation=bold(own(one.organisation)))),
        number,
        element("p", say("Say that it is about: {title}", title=about)),
    )


def of_centres(say: Say, centres: Sequence[Centre]) -> Text:
    """The local centres that can be called; where there is none, where else to ask."""
    told = [found for one in centres if (found := _centre(say, one))][:MOST]
    if not told:
        return element("p", say("Ask at the library or the town hall. They often know who can help."))
    return joined(
        element("p", say("These people help you find something that fits. It costs nothing.")), *told
    )


def _centre(say: Say, one: Centre) -> Text | None:
    number = _number(say, one.phone)
    if number is None:
        return None
    hours = say("🕘 {hours}", hours=element("span", own(one.hours), lang="nl")) if one.hours else None
    return joined(
        element("p", marked(say("🧪 An invented example:")), class_="fact") if one.sample else None,
        element("p", say("Call {organisation}:", organisation=bold(own(one.name)))),
        number,
        element("p", marked(hours), class_="fact") if hours else None,
    )


def _number(say: Say, written: str) -> Text | None:
    """A number to tap, as it is written, from left to right in every language; None for one that is none."""
    number = dialled(written)
    if number is None:
        return None
    shown = say("☎️ {contact}", contact=element("bdi", own(written), dir="ltr"))
    return link(marked(shown), f"tel:{number}", class_="deed")
