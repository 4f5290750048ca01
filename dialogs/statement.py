"""The privacy statement: who keeps what about people, why, how long, and what they can do about it.

The same words serve the chat, the page at the door and `docs/privacy/`. What must be in it: GDPR articles 13
and 14. Every figure in it is one that the clock keeps to (`campaign.weeks.Retention`).
"""

from collections.abc import Callable
from dataclasses import dataclass

from campaign.disclosure import FEW
from campaign.inviting import GOOD_FOR
from campaign.weeks import Campaign
from dialogs.text import Say, Text, code, own

OLD_ENOUGH = 16
"""Years: the age from which somebody agrees for themselves (UAVG article 5)."""
INTRODUCED = 30
"""Days after its date that an organisation can read who said yes."""
CALLED = 30
"""Days after which the name and number of somebody who wants to be called are gone, called or not."""
BACKUPS = 30
"""Days after which copies that are kept for emergencies are gone."""
AUTHORITY, COMPLAINTS = "Autoriteit Persoonsgegevens", "autoriteitpersoonsgegevens.nl"
TELEGRAMS = "telegram.org/privacy"


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the statement: a question, and the answer in paragraphs or, where `listed`, in points."""

    key: str
    title: Text
    told: tuple[Text, ...]
    listed: bool = False


def statement(say: Say, campaign: Campaign) -> tuple[Section, ...]:
    """All of it, in the order in which somebody asks."""
    return tuple(write(say, campaign) for write in _SECTIONS)


def _who(say: Say, campaign: Campaign) -> Section:
    one = campaign.controller
    told = [
        say("{name} runs this bot, and decides what happens with your data.", name=own(one.name))
        if one
        else say("Who runs this bot did not fill in their name here yet."),
        say("Address: {address}", address=own(one.address)) if one.address else None,
        say("E-mail: {email}", email=own(one.email)) if one.email else None,
        say("Telephone: {phone}", phone=own(one.phone)) if one.phone else None,
        say("Somebody there watches over your privacy: {email}", email=own(one.officer))
        if one.officer
        else None,
        say("The bot runs on computers of {host}.", host=own(one.host)) if one.host else None,
    ]
    return Section("who", say("Who keeps my data?"), tuple(line for line in told if line))


def _what(say: Say, campaign: Campaign) -> Section:
    return Section(
        "what",
        say("What do you keep, and why?"),
        (
            say(
                "From the start: the number of your Telegram account and your language. So I can answer you."
            ),
            say("If you came by a link: which one. So I can show you what it was about."),
            say("If you agree: the first four digits of your postcode, what you like and when you can."),
            say("With those I look for something that fits you. The exact place you share I do not keep."),
            say("What I asked you, and your answer. So nobody asks you the same thing twice."),
            say("After a yes: the name you choose, and your phone number or Telegram name if you want that."),
            say("If you want to be called: your first name, your phone number and when it suits you."),
            say("If you ask somebody: your words and your name. I do not know who gets them."),
            say("If you tell me that something is wrong: what you told me. So we can mend it."),
            say("What you agreed to, and when. So we can show that you did."),
            say("If you act for an organisation or the campaign: your first name and what you do here."),
        ),
        listed=True,
    )


def _why(say: Say, campaign: Campaign) -> Section:
    return Section(
        "why",
        say("Are you allowed to do that?"),
        (
            say("Yes, because you agree. I ask you first, and you can take it back at any moment."),
            say("You agree to two things apart: that I keep your answers, and that I may ask you again."),
            say(
                "You have to be {age} or older for that. Are you younger? Then I keep none of it.",
                age=OLD_ENOUGH,
            ),
            say("Before you agree I keep only what I need to answer you. The law allows that."),
            say("The law also allows that we keep the bot safe, and note who of the team did what."),
            say("I never ask about your origin, religion, health or benefits."),
            say("A computer looks for what fits you. It decides nothing about you: you choose."),
        ),
    )


def _others(say: Say, campaign: Campaign) -> Section:
    return Section(
        "others",
        say("Who else sees it?"),
        (
            say(
                "An organisation sees only numbers. It hears something about you only after your yes, and "
                "only what you choose."
            ),
            say("It may use that for this one thing. It tells nobody else."),
            say("You want to be called? The campaign team gives your name and number to your local centre."),
            say("The campaign team sees numbers, and what you report to it."),
            say("Of groups of fewer than {few} people it sees no numbers.", few=FEW),
            say(
                "Telegram carries what we write to each other, and has rules of its own: {link}",
                link=TELEGRAMS,
            ),
            say("Telegram is a company from outside the European Union. Your data may go there too."),
            say("What Telegram keeps I cannot erase. You can erase this chat yourself."),
            say("I sell nothing, and show no adverts."),
        ),
    )


def _long(say: Say, campaign: Campaign) -> Section:
    kept = campaign.retention
    hours = round(kept.visitors.total_seconds() / 3600)
    return Section(
        "long",
        say("How long do you keep it?"),
        (
            say.plural(
                "You did not agree? Everything is gone {n} hour after your last message.",
                "You did not agree? Everything is gone {n} hours after your last message.",
                hours,
            ),
            say.plural(
                "You were not here for {n} day? Then I erase everything about you.",
                "You were not here for {n} days? Then I erase everything about you.",
                kept.untouched.days,
            ),
            say.plural(
                "You blocked me? Then I erase everything after {n} day.",
                "You blocked me? Then I erase everything after {n} days.",
                kept.blocked.days,
            ),
            say.plural(
                "What an organisation reads about you goes {n} day after the date.",
                "What an organisation reads about you goes {n} days after the date.",
                INTRODUCED,
            ),
            say.plural(
                "Your name and number for a call go after the call, or after {n} day.",
                "Your name and number for a call go after the call, or after {n} days.",
                CALLED,
            ),
            say.plural(
                "What you write to ask somebody I keep for {n} day.",
                "What you write to ask somebody I keep for {n} days.",
                GOOD_FOR.days,
            ),
            say.plural(
                "{n} day after the campaign I erase everything about everybody.",
                "{n} days after the campaign I erase everything about everybody.",
                kept.after_campaign.days,
            ),
            say.plural(
                "A copy for emergencies may hold it for {n} day more.",
                "A copy for emergencies may hold it for {n} days more.",
                BACKUPS,
            ),
            say("Numbers stay. Nobody can see from them who you are."),
        ),
        listed=True,
    )


def _rights(say: Say, campaign: Campaign) -> Section:
    one = campaign.controller
    return Section(
        "rights",
        say("What can I do?"),
        (
            say("See your data, or take it with you: {command}", command=code("/mydata")),
            say("Change it: {command}", command=code("/profile")),
            say("Erase it: {command}", command=code("/forget")),
            say("Get no more messages: {command}", command=code("/stop")),
            say("Get none for a while: {command}", command=code("/pause")),
            say("You do not agree with something we do? Write to {email}", email=own(one.email))
            if one.email
            else say("You do not agree with something we do? Tell the people behind this bot."),
            say("You can also complain to {authority}: {link}", authority=AUTHORITY, link=COMPLAINTS),
        ),
        listed=True,
    )


_SECTIONS: tuple[Callable[[Say, Campaign], Section], ...] = (_who, _what, _why, _others, _long, _rights)
