"""What the tests of this room share: a feed read from bytes, and one whole offer."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from campaign.offers import Fault, Offer, Session
from campaign.records import Contact, Point
from campaign.values import Dutch, Like, Often, Task
from storage.feeds.reading import Feed
from storage.gazetteer import Gazetteer

NOW = datetime(2027, 1, 13, 14, 0, tzinfo=UTC)
ZONE = ZoneInfo("Europe/Amsterdam")
START = datetime(2027, 1, 16, 9, 0, tzinfo=UTC)

OFFER = Offer(
    id="1",
    title="Soep koken",
    organisation_id="de-soeplepel",
    organisation="De Soeplepel",
    task=Task.COOKING,
    likes=Like.FOOD.bit,
    often=Often.ONCE,
    places=2,
    dutch=Dutch.LITTLE,
    language="nl",
    times=1 << 15,
    sessions=(Session(START, START + timedelta(hours=2)),),
    beginners=True,
    point=Point(51.8188, 4.6423),
    postcode="3331",
    place="Zwijndrecht",
    municipality="Zwijndrecht",
    province="Zuid-Holland",
    address="Dorpsstraat 1",
    description="Wij koken samen.\n\nEet je mee?",
    bring="Een schort",
    contact=Contact("Fatima", "020-555 0101", "fatima@soep.example", "https://soep.example/ja"),
    min_age=16,
    organisation_description="Wij koken elke week.",
    organisation_website="https://soep.example",
)


def feed_of(path: Path, gazetteer: Gazetteer, raw: bytes | str, now: datetime = NOW) -> Feed:
    """The feed in these bytes."""
    path.write_bytes(raw if isinstance(raw, bytes) else raw.encode())
    return Feed(path, gazetteer, zone=ZONE, now=now)


def told(path: Path, gazetteer: Gazetteer, raw: bytes | str, now: datetime = NOW) -> list[Offer | Fault]:
    """All that a feed of these bytes gives."""
    with feed_of(path, gazetteer, raw, now) as feed:
        return list(feed)
