"""What is kept: to read about, to see as a file, to erase."""

import json
from datetime import datetime
from enum import Enum
from typing import Any

from campaign.inviting import GOOD_FOR
from campaign.records import Profile
from campaign.values import Answer, Role, likes_of, slots_of
from dialogs import menus
from dialogs.citizen import muting
from dialogs.screen import Document, Link, Screen, rows
from dialogs.site import Nowhere, Route
from dialogs.statement import statement
from dialogs.text import Text, bold, lines, own, paragraphs
from dialogs.visit import Visit
from storage.erasing import erase


async def privacy(visit: Visit) -> Screen:
    """What is kept, why and how long, in short."""
    say = visit.say
    acts = await _acts(visit)
    may_ask = visit.citizen is not None and visit.citizen.may_ask is True
    muted = await muting.of(visit)
    return Screen(
        name="privacy",
        text=paragraphs(
            bold(say("What I know about you")),
            await _now(visit, acts),
            acts,
            lines(
                say("• I use it to find something that fits you."),
                say("• An organisation hears about you only after a yes, and only what you choose."),
                say.plural(
                    "• What you write to ask somebody I keep for {n} day. I do not see your contacts.",
                    "• What you write to ask somebody I keep for {n} days. I do not see your contacts.",
                    GOOD_FOR.days,
                )
                if visit.citizen is not None
                else None,
                say("• I never ask about your origin, religion, health or benefits."),
                say("• You can see it, change it and erase it."),
                *_goes_by_itself(visit),
            ),
            None
            if visit.citizen is None
            else say("I may ask you again some time.")
            if may_ask
            else say("I send you nothing by myself."),
            muting.told(visit, muted),
        ),
        rows=rows(
            (Link(say("📄 See my data"), "mydata"), Link(say("🗑 Erase everything"), "forget")),
            _asking(visit),
            Link(say("📜 The whole story"), f"privacy/{statement(say, visit.house.campaign)[0].key}"),
            *muting.ways_back(visit, muted),
            Link(say("🏠 Home"), "home"),
        ),
    )


async def _now(visit: Visit, acts: Text | None) -> Text:
    """What is kept of this visitor now; `acts` is what is kept of who acts for others."""
    say = visit.say
    if visit.citizen is not None:
        return say("I keep your area, what you chose and what you answered. You agreed to that.")
    if acts:
        return say("I keep the number of your Telegram account, and your language.")
    return lines(
        say("Now I keep only the number of your Telegram account, and your language."),
        say("I also know by which link you came, and whether I keep a place for you.")
        if await visit.memory.openings.newest(visit.chat.id)
        else None,
        say("24 hours after your last message they are gone."),
    )


def _goes_by_itself(visit: Visit) -> tuple[Text, ...]:
    """When what is kept of a citizen is erased without being asked, by what the campaign sets."""
    say, kept = visit.say, visit.house.campaign.retention
    if visit.citizen is None:
        return ()
    return (
        say.plural(
            "• You were not here for {n} day? Then I erase everything about you.",
            "• You were not here for {n} days? Then I erase everything about you.",
            kept.untouched.days,
        ),
        say.plural(
            "• {n} day after the campaign I erase everything about everybody.",
            "• {n} days after the campaign I erase everything about everybody.",
            kept.after_campaign.days,
        ),
    )


async def _acts(visit: Visit) -> Text | None:
    """What is kept of a member or of the campaign team; None of everybody else."""
    say, member = visit.say, await visit.member()
    if member is not None:
        return say(
            "You act for {organisation}. I keep your first name and what you do there, until you leave.",
            organisation=own(member.organisation),
        )
    if await visit.on_team():
        return say("You are of the campaign team. I keep your first name and what you do there.")
    return None


def _asking(visit: Visit) -> Link | None:
    if visit.citizen is None:
        return None if visit.young else Link(visit.say("💾 Keep my answers"), "keep")
    if visit.citizen.may_ask:
        return Link(visit.say("🔕 Do not ask me again"), "again/off")
    return Link(visit.say("🔔 You may ask me again"), "again")


async def section(visit: Visit, key: str) -> Screen:
    """One part of the privacy statement, with a way to the next."""
    say = visit.say
    parts = statement(say, visit.house.campaign)
    here = next((number for number, one in enumerate(parts) if one.key == key), None)
    if here is None:
        raise Nowhere(key)
    part, following = parts[here], parts[here + 1 : here + 2]
    told = [say("• {name}", name=one) if part.listed else one for one in part.told]
    return Screen(
        name=f"privacy-{key}",
        text=paragraphs(bold(part.title), lines(*told)),
        rows=rows(
            *(Link(say("📜 {title}", title=one.title), f"privacy/{one.key}") for one in following),
            (Link(say("🔒 Privacy"), "privacy"), Link(say("🏠 Home"), "home")),
        ),
    )


async def my_data(visit: Visit) -> Screen:
    """Everything that is kept about this person, as a file that people can read."""
    say = visit.say
    content = json.dumps(await _everything(visit), ensure_ascii=False, indent=2, default=_plain)
    return Screen(
        name="mydata",
        text=paragraphs(
            bold(say("This file holds everything I keep about you.")),
            say("You can open it on your phone or computer."),
        ),
        rows=rows(
            Link(say("🗑 Erase everything"), "forget"),
            (Link(say("👤 My profile"), "profile"), Link(say("🏠 Home"), "home")),
        ),
        document=Document("mydata.json", content.encode(), say("Your data")),
    )


async def forget(visit: Visit) -> Screen:
    """Ask once before erasing."""
    say, member = visit.say, await visit.member()
    voice = await visit.memory.recordings.count_of(visit.chat.id)
    last = member and await visit.memory.members.chats_of(member.organisation_id) == [visit.chat.id]
    return Screen(
        name="forget",
        text=paragraphs(
            bold(say("Shall I erase everything about you?")),
            say("Your answers, your profile and your plans go. A place you had goes to somebody else."),
            say(
                "You are the last one who acts for {organisation}. Its asks stop.",
                organisation=own(member.organisation),
            )
            if member and last
            else None,
            say.plural(
                "Your voice in {n} recording goes too.", "Your voice in {n} recordings goes too.", voice
            )
            if voice
            else None,
            say("You cannot get it back."),
        ),
        rows=rows(
            Link(say("🗑 Yes, erase everything"), "forget/yes", word=Answer.YES),
            Link(say("No, keep it"), "home", word=Answer.NO),
        ),
    )


async def forgotten(visit: Visit) -> Screen:
    """Erase at once everything that identifies this person; anonymous counts stay."""
    had_a_desk = await visit.has(Role.MEMBER) or await visit.has(Role.TEAM)
    visit.menu = ()
    if await visit.memory.recordings.forget(visit.chat.id):
        visit.house.recorded.doubt()
    await erase(visit.memory, visit.chat.id, now=visit.now, due=visit.by_day, team_ids=visit.house.team_ids)
    visit.look_again()
    if had_a_desk:
        await menus.renew(visit)
    visit.citizen, visit.profile = None, Profile()
    say = visit.say
    return Screen(
        name="forgotten",
        text=paragraphs(
            bold(say("Everything about you is erased.")),
            say("If you wrote to an organisation yourself, they still have that message."),
            say("You can always start again."),
        ),
        rows=rows(Link(say("👋 Start again"), "start")),
    )


async def _everything(visit: Visit) -> dict[str, Any]:
    held: dict[str, Any] = {
        "telegram_id": visit.chat.id,
        "language": visit.say.language.code,
        "written": visit.now,
    }
    await _desks(visit, held)
    if came := await visit.memory.openings.everything(visit.chat.id):
        held["came_by_links"] = came
    if places := await visit.memory.holds.everything(visit.chat.id):
        held["places_kept_for_you"] = places
    if visit.citizen is None:
        return held
    citizen, told = visit.citizen, visit.profile
    held["profile"] = {
        "postcode_area": told.postcode,
        "likes": likes_of(told.likes),
        "times": [f"{day.name.lower()} {part.name.lower()}" for day, part in slots_of(told.times)],
        "how_often": told.often,
        "volunteered_before": told.door,
        "would_fit": told.fit,
        "distance_km": told.radius,
        "online_too": told.online,
    }
    held["may_be_asked_again"] = bool(citizen.may_ask)
    held["agreed_to_be_asked"] = citizen.agreed
    held["first_asked"] = citizen.asked
    held["stopped"] = citizen.stopped
    held["reminders_after_a_stop"] = citizen.reminders
    held["paused_until"] = citizen.paused_until
    held["muted"] = await visit.memory.mutes.everything(citizen.id)
    if wish := await visit.memory.calls.of(citizen.id):
        held["please_call_me"] = {
            "to": wish.centre,
            "name": wish.name,
            "phone": wish.phone,
            "when": wish.part,
            "agreed": wish.agreed,
        }
    held["consents"] = await visit.memory.citizens.consents(citizen.id)
    held["asked"] = await visit.memory.deliveries.everything(citizen.id)
    held["answers"] = await visit.memory.replies.everything(citizen.id)
    if texts := await visit.memory.unclear.everything(citizen.id):
        held["texts_not_right"] = texts
    held["asked_others"] = await visit.memory.invitations.everything(citizen.id)
    return held


async def _desks(visit: Visit, held: dict[str, Any]) -> None:
    """What is kept of a member and of the campaign team, where the visitor is one of them."""
    memory, member = visit.memory, await visit.member()
    if member is not None:
        held["acts_for"] = {
            "organisation": member.organisation,
            "first_name": member.name,
            "joined": await memory.members.joined(visit.chat.id),
            "accepted_how_to_treat_people": member.agreed,
        }
    if await visit.on_team():
        names = dict(await memory.members.team_admitted())
        held["campaign_team"] = {"first_name": names.get(visit.chat.id)}
    if recorded := await memory.recordings.everything(visit.chat.id):
        held["read_aloud"] = recorded
    if files := await memory.exports.everything(visit.chat.id):
        held["files_asked_for"] = files
    if done := await memory.audit.of_chat(visit.chat.id):
        held["did"] = done


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return value.isoformat()
    return value.value if isinstance(value, Enum) else str(value)


ROUTES = (
    Route("privacy", privacy),
    Route("privacy/{key:word}", section),
    Route("mydata", my_data),
    Route("forget", forget),
    Route("forget/yes", forgotten),
)
