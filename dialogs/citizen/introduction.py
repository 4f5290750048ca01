"""What an organisation in the bot reads of somebody who said yes, and how it hears that they cannot come."""

from campaign.records import Opportunity
from campaign.values import OrganisationState
from dialogs.citizen import card
from dialogs.text import Say, Text, bold, lines, own
from dialogs.visit import Visit
from storage.introductions import Introduction
from storage.organisations import MADE_HERE


async def listeners(visit: Visit, one: Opportunity) -> list[int]:
    """The chats of those who hear of a yes to this; empty where the organisation is not in the bot."""
    if one.source != MADE_HERE:
        return []
    members = await visit.memory.members.of_organisation(one.organisation_id)
    return [member.chat_id for member in members if member.state is OrganisationState.APPROVED]


def what_they_read(say: Say, it: Introduction) -> Text:
    """The introduction as the organisation reads it, and as the citizen sees it before it goes."""
    when = say.moment(it.on_date, None) if it.on_date else say("You agree on a time together")
    return lines(
        say("👤 {name}", name=bold(own(it.name))),
        say("📲 {reach}", reach=own(it.reach))
        if it.reach
        else say("📲 They call or write to you themselves"),
        say("👍 {title}", title=card.own_title(say, it.title, it.title_language)),
        say("🗓 {when}", when=when),
        say("💬 Reads {language}", language=say.language_name(it.language.partition("@")[0])),
    )


async def make(visit: Visit, one: Opportunity, reply_id: int) -> None:
    """Make the introduction, and have all who act for the organisation hear of it; once."""
    made = await visit.memory.introductions.introduce(reply_id, now=visit.now)
    if made is not None:
        await visit.memory.notices.add(await listeners(visit, one), f"intro/{made}", due=visit.by_day)


async def withdraw(visit: Visit, number: int) -> None:
    """The citizen takes a yes back: whoever was told of it hears that too."""
    if visit.citizen is None:
        return
    ended = await visit.memory.introductions.withdraw(visit.citizen.id, number, now=visit.now)
    one = await visit.memory.opportunities.get(number)
    if ended is not None and one is not None:
        await _tell(visit, ended, await listeners(visit, one))


async def _tell(visit: Visit, introduction_id: int, chats: list[int]) -> None:
    await visit.memory.notices.add(chats, f"intro/{introduction_id}/over", due=visit.by_day)
    await visit.memory.notices.redraw_under(f"intro/{introduction_id}")
