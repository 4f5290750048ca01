"""What the page can have a person do on their phone, by the last word of its address."""

from collections.abc import Callable

from sandbox import letters
from sandbox.page import values
from sandbox.page.values import BadInput, Body
from sandbox.person import Person
from sandbox.telegram import Telegram

LONGEST_TEXT = 4096  # characters of one message, Bot API: sendMessage
LONGEST_VOICE, VOICE = 600, 4
"""Seconds of a voice message that is sent from here, at most and where nothing is said."""
APPS = ("Telegram", "WhatsApp")
Answer = dict[str, str | None] | None


def _say(telegram: Telegram, person: Person, body: Body) -> None:
    reply_to = values.integer(body, "reply_to") if body.get("reply_to") is not None else None
    person.say(values.words(body, "text", LONGEST_TEXT), reply_to=reply_to)


def _tap(telegram: Telegram, person: Person, body: Body) -> Answer:
    """Press an inline button by its place, or one of the reply keyboard by its label."""
    before = {tap.id for tap in telegram.unanswered()} | telegram.inline_queries.keys()
    if "label" in body:
        label, keyboard = values.words(body, "label", LONGEST_TEXT), person.keyboard
        if keyboard is None:
            raise BadInput("The bot's keyboard is gone.")
        person.tap(label, message_id=keyboard[0])
    else:
        person.press(*(values.integer(body, name) for name in ("message_id", "row", "column")))
    return {
        "tap": next((tap.id for tap in telegram.unanswered() if tap.id not in before), None),
        "asked": next((asked for asked in telegram.inline_queries if asked not in before), None),
    }


def _location(telegram: Telegram, person: Person, body: Body) -> None:
    person.share_location(
        values.number(body, "latitude", -90, 90), values.number(body, "longitude", -180, 180)
    )


def _forward(telegram: Telegram, person: Person, body: Body) -> None:
    person.forward(values.integer(body, "message_id"), telegram.people[values.integer(body, "to")])


def _share(telegram: Telegram, person: Person, body: Body) -> None:
    """Send words to somebody else, through Telegram or another app."""
    through = values.words(body, "through", 16) if "through" in body else APPS[0]
    if through not in APPS:
        raise BadInput("Words are sent through " + " or ".join(APPS) + ".")
    person.send(
        values.words(body, "text", LONGEST_TEXT), telegram.people[values.integer(body, "to")], through
    )


def _voice(telegram: Telegram, person: Person, body: Body) -> None:
    person.send_voice(round(values.number(body, "seconds", 1, LONGEST_VOICE)) if "seconds" in body else VOICE)


def _card(telegram: Telegram, person: Person, body: Body) -> None:
    """Send one of the cards that the bot offered this person in a chat."""
    asked = telegram.inline_queries[values.words(body, "asked", 32)]
    if asked.person is not person:
        raise BadInput("The bot offered that to somebody else.")
    card = values.words(body, "card", 64)
    found = next((one for one in asked.results if one["id"] == card), None)
    if found is None:
        raise BadInput("The bot does not offer that.")
    letters.choose(found, person, telegram.people[values.integer(body, "to")])


def _language(telegram: Telegram, person: Person, body: Body) -> None:
    """Another language for the app; the bot hears of it with the next update."""
    code = values.language(body)
    person.language_code = code
    person.user = {key: value for key, value in person.user.items() if key != "language_code"}
    if code is not None:
        person.user["language_code"] = code
    telegram.touch()


DEEDS: dict[str, Callable[[Telegram, Person, Body], Answer]] = {
    "say": _say,
    "tap": _tap,
    "location": _location,
    "forward": _forward,
    "share": _share,
    "card": _card,
    "language": _language,
    "photo": lambda telegram, person, body: person.send_photo(),
    "sticker": lambda telegram, person, body: person.send_sticker(),
    "voice": _voice,
    "contact": lambda telegram, person, body: person.send_contact(),
    "open": lambda telegram, person, body: person.open_link(values.words(body, "url", 2048)),
    "block": lambda telegram, person, body: person.block(),
    "unblock": lambda telegram, person, body: person.unblock(),
    "forbidvoice": lambda telegram, person, body: person.forbid_voice(forbids=True),
    "allowvoice": lambda telegram, person, body: person.forbid_voice(forbids=False),
}
