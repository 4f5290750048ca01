"""The message of an invitation: the asker's own words or the bot's in their voice, and what it is about."""

from datetime import datetime
from urllib.parse import quote as percent

from campaign.inviting import Invitation
from campaign.records import Opportunity
from campaign.values import Answer, Door
from dialogs import words
from dialogs.citizen import card
from dialogs.citizen.promise import when_in
from dialogs.text import Say, Text, lines, own, paragraphs
from dialogs.visit import Visit
from storage.replies import Reply

ROOM = 1_800
"""Characters of a message as it stands in a link; the rest of the 2,048 that a button takes is the link's."""


async def message(visit: Visit, invitation: Invitation) -> Text:
    """What the friend reads above the link, in the friend's language but for words that were typed.

    Of what it is about, the end is left out where the words are so long that both do not fit: the link tells
    it too.
    """
    one = await asked(visit, invitation)
    said = await what_is_said(visit, invitation, one)
    if one is None:
        return said
    say = visit.say_in(invitation.language)
    invented = say("🧪 This is an invented example. Nobody is waiting for you.") if one.sample else None
    about = [
        task_of(say, one),
        say("🗓 {when}", when=await when_of(visit, say, one)),
        say("📍 {where}", where=card.where(say, one)),
    ]
    wholes = (paragraphs(said, lines(invented, *about[:kept])) for kept in range(len(about), -1, -1))
    return next((whole for whole in wholes if fits(whole)), said)


async def what_is_said(visit: Visit, invitation: Invitation, one: Opportunity | None) -> Text:
    """The asker's own words, or the bot's in the friend's language."""
    if invitation.words:
        return own(invitation.words)
    say = visit.say_in(invitation.language)
    return _voice(visit, say, invitation, one, await _reply(visit, one))


def task_of(say: Say, one: Opportunity) -> Text:
    """What it is, and for whom."""
    return say(
        "{task} with {organisation}", task=words.task(say, one.task), organisation=own(one.organisation)
    )


async def when_of(visit: Visit, say: Say, one: Opportunity) -> Text:
    """When the asker goes, or else when it is."""
    reply = await _reply(visit, one)
    going = reply is not None and _is_to_come(reply, visit.now)
    return when_in(say, one, reply) if reply is not None and going else card.when(say, one)


async def asked(visit: Visit, invitation: Invitation) -> Opportunity | None:
    """What an invitation asks for; None where that is anything."""
    number = invitation.opportunity_id
    return await visit.memory.opportunities.get(number) if number is not None else None


def fits(text: Text) -> bool:
    """Whether a message goes into a link."""
    return len(percent(text.plain, safe="")) <= ROOM


async def _reply(visit: Visit, one: Opportunity | None) -> Reply | None:
    if visit.citizen is None or one is None:
        return None
    return await visit.memory.replies.get(visit.citizen.id, one.id)


def _voice(
    visit: Visit, say: Say, invitation: Invitation, one: Opportunity | None, reply: Reply | None
) -> Text:
    """What the asker might say to a friend, as far as it is known to be true of them."""
    if one is not None and invitation.together:
        return say("I would like to do this together with you. If you go, I go too. Shall we?")
    if reply is not None and reply.matched:
        return say("I did this. I think it is something for you too. Would you try it?")
    if reply is not None and _is_to_come(reply, visit.now):
        return say("I am going to do this, and I thought of you. Will you come along?")
    if reply is not None and reply.answer is Answer.NO:
        return say("I cannot do this myself, and I thought of you. Is it something for you?")
    does = visit.profile.door is Door.NOW
    if one is None:
        if does:
            return say(
                "I do voluntary work, and I think it is something for you too. "
                "Here you find one small thing to do near you. Will you have a look?"
            )
        return say("I thought of you. Here you find one small thing to do near you. Will you have a look?")
    if does:
        return say("I do voluntary work myself. When I saw this, I thought of you. Would you try it?")
    return say("I saw this and thought of you. Is it something for you?")


def _is_to_come(reply: Reply, now: datetime) -> bool:
    return reply.answer is Answer.YES and (reply.on_date is None or reply.on_date > now)
