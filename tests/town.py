"""A small town of opportunities for tests: a few things around Zwijndrecht, one far away, one online."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import insert, text

from campaign.values import Day, Often, Part, Task, part_mask, slot
from storage import schema
from storage.memory import Memory

_SATURDAY = slot(Day.SATURDAY, Part.MORNING)
_EVENINGS = part_mask(Part.EVENING)

GARDEN, SOUP, VISIT, TALK, CANTEEN, READING, REPAIR, FAR, ONLINE = range(1, 10)


async def settle_town(memory: Memory, now: datetime) -> None:
    """Put the opportunities in, the organisations first."""
    organisations = ("Buurttuin De Kers", "Huis van de Wijk", "SV De Zwaluw", "Museum Het Verre Noorden")
    for number, name in enumerate(organisations, start=1):
        await memory.connection.execute(
            insert(schema.organisations).values(id=number, source="test", source_id=str(number), name=name)
        )
    saturday = now.replace(hour=9, minute=0, second=0, microsecond=0) + timedelta(
        days=(5 - now.weekday()) % 7
    )
    for row in _rows(saturday, now):
        await memory.connection.execute(insert(schema.opportunities).values(row))
    for week in range(4):
        begins = saturday + timedelta(weeks=week, days=1)
        await memory.connection.execute(
            insert(schema.dates).values(opportunity_id=SOUP, starts=begins, ends=begins + timedelta(hours=2))
        )
    if memory.connection.dialect.name == "postgresql":
        for table in ("organisations", "opportunities"):  # what comes next is numbered from here on
            behind = f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), max(id)) FROM {table}"
            await memory.connection.execute(text(behind))


def _rows(saturday: datetime, now: datetime) -> list[dict[str, Any]]:
    two_hours = timedelta(hours=2)
    return [
        _row(
            GARDEN,
            1,
            now,
            Task.GARDENING,
            "Samen de buurttuin opruimen",
            51.8170,
            4.6330,
            times=_SATURDAY,
            starts=saturday,
            ends=saturday + two_hours,
            places=2,
            address="Bakestein 3",
            bring="Oude kleren en laarzen",
            contact_phone="06 12345678",
        ),
        _row(
            SOUP,
            2,
            now,
            Task.COOKING,
            "Soep koken voor de buurt",
            51.8200,
            4.6450,
            often=Often.WEEKLY,
            times=slot(Day.SUNDAY, Part.MORNING),
            starts=saturday + timedelta(days=1),
            ends=saturday + timedelta(days=1) + two_hours,
            contact_email="soep@huisvandewijk.example",
        ),
        _row(
            VISIT,
            2,
            now,
            Task.VISITING,
            "Op de koffie bij een oudere buur",
            51.8230,
            4.6600,
            often=Often.WEEKLY,
        ),
        _row(
            TALK,
            2,
            now,
            Task.TALKING_DUTCH,
            "Taalmaatje voor een uur per week",
            51.8100,
            4.6700,
            times=_EVENINGS,
            often=Often.WEEKLY,
            contact_link="https://huisvandewijk.example/taal",
        ),
        _row(
            CANTEEN,
            3,
            now,
            Task.CANTEEN,
            "Achter de bar na de wedstrijd",
            51.8300,
            4.6500,
            times=_SATURDAY,
            often=Often.SOMETIMES,
            min_age=18,
            places=1,
        ),
        _row(
            READING, 2, now, Task.READING_ALOUD, "Voorlezen in de bieb", 51.8050, 4.6900, often=Often.WEEKLY
        ),
        _row(
            REPAIR,
            2,
            now,
            Task.REPAIRING,
            "Help out at the repair café",
            51.8000,
            4.6400,
            language="en",
            often=Often.SOMETIMES,
            places=5,
        ),
        _row(FAR, 4, now, Task.LIBRARY, "Gastvrouw of gastheer in het museum", 53.3300, 6.9200),
        _row(ONLINE, 4, now, Task.COMPUTERS, "Help iemand op afstand met de computer", None, None),
    ]


def _row(
    number: int,
    organisation: int,
    now: datetime,
    task: Task,
    title: str,
    latitude: float | None,
    longitude: float | None,
    **more: Any,
) -> dict[str, Any]:
    online = latitude is None
    plain: dict[str, Any] = {
        "id": number,
        "organisation_id": organisation,
        "source": "test",
        "source_id": str(number),
        "task": task.code,
        "likes": task.like.bit,
        "times": 0,
        "often": Often.ONCE.value,
        "places": 3,
        "taken": 0,
        "dutch": "little",
        "beginners": True,
        "online": online,
        "latitude": latitude,
        "longitude": longitude,
        "postcode": "" if online else "3331",
        "place": "" if online else "Zwijndrecht",
        "municipality": "" if online else "Zwijndrecht",
        "address": "",
        "language": "nl",
        "title": title,
        "description": f"{title}. Iedereen kan meedoen, je hoeft niets te kunnen.",
        "bring": "",
        "starts": None,
        "ends": None,
        "min_age": 0,
        "contact_phone": "",
        "contact_email": "",
        "contact_link": "",
        "updated": now,
    }
    if unknown := more.keys() - plain.keys():
        raise TypeError(f"an opportunity has no {sorted(unknown)}")
    return plain | {name: value.value if isinstance(value, Often) else value for name, value in more.items()}
