"""The sample data of the demo, all invented: opportunities, centres, and somebody who acts for one."""

from datetime import datetime
from pathlib import Path

from campaign.weeks import Campaign
from storage.feeds.centres import read_centres
from storage.feeds.importing import bring_in
from storage.feeds.reading import Feed
from storage.gazetteer import Gazetteer
from storage.memory import Memory
from storage.store import Store

OPPORTUNITIES = Path(__file__).parent.parent / "samples" / "opportunities.csv"
CENTRES = OPPORTUNITIES.with_name("centres.csv")
ORGANISATION, CONTACT = "buurttuin-de-kers", "carla@example.org"
"""The sample organisation that somebody acts for, and how they are reached."""


async def bring(store: Store, gazetteer: Gazetteer, campaign: Campaign, now: datetime) -> int:
    """Bring in the sample opportunities, with dates around this moment; how many there are."""
    with Feed(OPPORTUNITIES, gazetteer, zone=campaign.zone, now=now) as feed:
        return (await bring_in(store, feed, source="samples", now=now)).good


async def settle_desk(memory: Memory, chat_id: int, name: str, language: str, now: datetime) -> None:
    """Have this person act for the sample organisation."""
    organisation = await memory.organisations.of_source("samples", ORGANISATION)
    if organisation is None or await memory.members.of_chat(chat_id) is not None:
        return
    await memory.organisations.change(organisation.id, contact=CONTACT)
    await memory.chats.open(chat_id, bot_id=0, update_id=chat_id, language=language, now=now)
    await memory.members.add(chat_id, organisation.id, name=name, now=now)


async def settle_centres(memory: Memory, gazetteer: Gazetteer) -> None:
    """Put in the sample centres, and no others."""
    await memory.centres.replace(read_centres(CENTRES, gazetteer).centres, remove_others=True)
