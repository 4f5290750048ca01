"""One row of everything there is of an organisation: all with the same id, one name in every text."""

from datetime import timedelta
from typing import Any

from sqlalchemy import insert

from storage import schema
from storage.memory import Memory
from tests.talk import START

LATER = START + timedelta(days=3)
Values = dict[str, Any]


async def add(memory: Memory, number: int, member: int, name: str) -> None:
    """One of everything with this id; the member is in this chat."""
    rows: tuple[tuple[Any, Values], ...] = (
        (schema.organisations, _organisation(number, name)),
        (schema.members, _member(number, name) | {"chat_id": member}),
        (schema.admissions, _admission(number, name)),
        (schema.opportunities, _opportunity(number, name)),
        (schema.unclear, _unclear(number, name)),
        (schema.drafts, _draft(number, name)),
        (schema.asks, _ask(number, name)),
        (schema.trials, _trial(number)),
        (schema.deliveries, _delivery(number)),
        (schema.replies, _reply(number)),
        (schema.introductions, _introduction(number, name)),
        (schema.invitations, _invitation(number, name)),
        (schema.calls, _call(number, name)),
        (schema.codes, _code(number, name)),
        (schema.reports, _report(number)),
    )
    for table, values in rows:
        await memory.connection.execute(insert(table).values(id=number, **values))
    await memory.connection.execute(insert(schema.wordings).values(**_wording(number, name)))


def _organisation(number: int, name: str) -> Values:
    return {
        "source": "vraagbot",
        "source_id": str(number),
        "name": f"{name} BV",
        "description": f"{name} doet goed",
        "contact": f"{name}@example.org",
        "registration": "12345678",
        "screened": 31,
        "made": START,
    }


def _member(number: int, name: str) -> Values:
    return {"organisation_id": number, "name": f"{name} Jansen", "joined": START, "agreed": START}


def _admission(number: int, name: str) -> Values:
    return {
        "organisation_id": number,
        "digest": name,
        "role": "member",
        "made": START,
        "expires": START + timedelta(days=7),
    }


def _opportunity(number: int, name: str) -> Values:
    return {
        "organisation_id": number,
        "source": "vraagbot",
        "source_id": str(number),
        "task": "gardening",
        "likes": 8,
        "times": 0,
        "often": "once",
        "places": 3,
        "taken": 1,
        "dutch": "little",
        "beginners": True,
        "language": "nl",
        "title": f"{name} in de tuin",
        "description": f"{name} zoekt hulp",
        "contact_phone": "0612345678",
        "latitude": 51.81,
        "longitude": 4.66,
        "postcode": "3331",
        "place": "Zwijndrecht",
        "starts": LATER,
        "ends": LATER + timedelta(hours=2),
        "updated": START,
    }


def _wording(number: int, name: str) -> Values:
    return {"opportunity_id": number, "language": "en", "title": f"{name} in the garden"}


def _unclear(number: int, name: str) -> Values:
    return {
        "mark": "0123456789",
        "english": "Hello.",
        "language": "tr",
        "page": "start",
        "citizen_id": number,
        "words": f"{name} zegt het zo",
        "at": START,
    }


def _draft(number: int, name: str) -> Values:
    return {"organisation_id": number, "fields": f'{{"title": "{name} in het klad"}}', "touched": START}


def _ask(number: int, name: str) -> Values:
    return {
        "organisation_id": number,
        "opportunity_id": number,
        "state": "sending",
        "words": f"{name} vraagt het",
        "words_language": "nl",
        "second_words": f"Help je {name}",
        "radius": 25,
        "gap": 120,
        "made": START,
        "sent": START,
        "next_wave": LATER,
    }


def _trial(number: int) -> Values:
    arms = [f"{way}_{what}" for way in ("first", "second") for what in ("people", "answered", "yes")]
    return {"what": "words", "ask_id": number, "counted": START, **dict.fromkeys(arms, 20)}


def _delivery(number: int) -> Values:
    return {
        "ask_id": number,
        "citizen_id": number,
        "state": "sent",
        "wave": 1,
        "fit": 1,
        "due": START,
        "settled": START,
        "message_id": 5,
    }


def _reply(number: int) -> Values:
    return {
        "citizen_id": number,
        "opportunity_id": number,
        "origin": "organisation",
        "answer": "yes",
        "language": "en",
        "at": START,
        "ask_id": number,
        "on_date": LATER,
    }


def _introduction(number: int, name: str) -> Values:
    home = f"{name} thuis"
    return {"reply_id": number, "citizen_id": number, "name": home, "reach": f"{home} 06", "at": START}


def _invitation(number: int, name: str) -> Values:
    return {
        "code": f"code{number}",
        "citizen_id": number,
        "generation": 1,
        "opportunity_id": number,
        "language": "en",
        "name": f"{name} thuis",
        "words": f"{name} gaat ook",
        "words_language": "en",
        "made": START,
    }


def _call(number: int, name: str) -> Values:
    return {
        "citizen_id": number,
        "centre": f"Centrum {name}",
        "name": f"{name} thuis",
        "phone": f"06{number}{number}",
        "part": "evening",
        "begun": START,
        "agreed": START,
    }


def _code(number: int, name: str) -> Values:
    return {
        "organisation_id": number,
        "code": name,
        "kind": "library",
        "name": f"{name} aan de muur",
        "language": "nl",
        "municipality": "Zwijndrecht",
        "opportunity_id": number,
        "made": START,
    }


def _report(number: int) -> Values:
    return {"opportunity_id": number, "citizen_id": number, "what": "untrue", "at": START, "ask_id": number}
