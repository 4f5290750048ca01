"""The pages at the door: what a friend asks, what a poster asks, a welcome, and what is said in trouble."""

import re
from collections.abc import Iterator

from campaign.inviting import Invitation
from campaign.records import Opportunity
from dialogs import words
from dialogs.citizen import card
from dialogs.citizen.invited import asks
from dialogs.door import call, looking
from dialogs.door.html import element, joined, link
from dialogs.door.knock import Knock
from dialogs.door.looking import Led
from dialogs.door.sheet import Sheet, sheet
from dialogs.door.thing import thing, written
from dialogs.inviting_links import bot_link, plain_link, poster_link
from dialogs.text import Say, Text, dotted, own
from storage.memory import Memory

_CODE = re.compile(r"[A-Za-z0-9_-]{1,16}")
"""What a code looks like; a full stop or a bracket that a messenger took along is no part of it."""


async def invitation(knock: Knock, memory: Memory, code: str) -> Sheet:
    """What a friend asks, or what became of it; whoever brings an unknown link is welcomed all the same."""
    found = _CODE.match(code)
    one = await memory.invitations.of_code(found[0]) if found else None
    if one is None:
        return welcome(knock, status=404)
    say = knock.speak(one.language)
    led = await looking.by_invitation(memory, knock, say, one)
    return sheet(
        knock,
        say,
        *_friend_asks(knock, say, one, led),
        *_way_on(say, led, bot_link(knock.bot_name, one.code)),
        element("p", _no_pressure(say, one), class_="soft"),
        title=_title(say, one.name),
        description=_description(say, led.asked),
    )


async def poster(knock: Knock, memory: Memory, code: str) -> Sheet:
    """What a poster asks."""
    found = _CODE.match(code)
    one = await memory.codes.of_code(found[0]) if found else None
    if one is None:
        return welcome(knock, status=404)
    say = knock.speak(one.language)
    led = await looking.by_code(memory, knock, say, one)
    return sheet(
        knock,
        say,
        *_poster_asks(say, led),
        *_way_on(say, led, poster_link(knock.bot_name, one.code)),
        title=_would_you(say),
        description=_description(say, led.asked),
    )


def welcome(knock: Knock, *, status: int = 200) -> Sheet:
    """A kind word for whoever comes by no link, or by one that leads nowhere."""
    say = knock.speak()
    lost = say("This link does not lead to a question. Perhaps a piece of it is missing.")
    return sheet(
        knock,
        say,
        element("h1", say("Hello.")),
        element("p", lost) if status == 404 else None,
        element("p", _would_you(say), class_="ask"),
        _telegram(say, plain_link(knock.bot_name)),
        element("h2", say("Would you rather talk to somebody?")),
        call.of_centres(say, ()),
        title=_would_you(say),
        description=_description(say, None),
        status=status,
    )


def trouble(knock: Knock, *, status: int) -> Sheet:
    """Said where a page cannot be shown right now."""
    say = knock.speak()
    return sheet(
        knock,
        say,
        element("h1", say("One moment, please.")),
        element("p", say("This page cannot be shown right now. Try again in a minute.")),
        _telegram(say, plain_link(knock.bot_name)),
        title=say("One moment, please."),
        description=_description(say, None),
        status=status,
    )


def _friend_asks(knock: Knock, say: Say, one: Invitation, led: Led) -> Iterator[Text | None]:
    past = one.is_past(knock.now)
    if past:
        yield element("h1", _title(say, one.name))
        yield element("p", say("This question is from a while ago."))
    else:
        yield element("h1", asks(say, one))
        yield _friends_words(say, one)
        yield from _became(say, led.was)
    if led.asked is None:
        yield from _nearby(say, led, instead=past or led.was is not None, ask=not one.words)
        return
    if not one.words:
        yield element("p", say("Would you do this?"), class_="ask")
    if one.together:
        yield element("p", _together(say, one.name))
    yield thing(say, led.asked)


def _poster_asks(say: Say, led: Led) -> Iterator[Text | None]:
    if led.asked is not None:
        yield element("h1", say("Would you do this?"))
        yield thing(say, led.asked)
        return
    yield element("h1", _would_you(say))
    yield from _became(say, led.was)
    yield from _nearby(say, led, instead=led.was is not None, ask=False)


def _nearby(say: Say, led: Led, *, instead: bool, ask: bool) -> Iterator[Text]:
    """A few things that can be done, each with whom to call; where there is none, when to look again."""
    if ask and not instead:
        yield element("p", _would_you(say), class_="ask")
    if not led.nearby:
        if led.nearby is not None:
            yield element("p", say("New things come in. Look again in a few days."))
        return
    if not instead:
        yield element("h2", say("Things to do nearby"))
    elif len(led.nearby) == 1:
        yield element("h2", say("Would you do this instead?"))
    else:
        yield element("h2", say("Would you do one of these instead?"))
    for one in led.nearby:
        yield thing(say, one, call.of_organisation(say, one), length=card.SHORT, level="h3")


def _became(say: Say, one: Opportunity | None) -> Iterator[Text]:
    """What it was that cannot be done any more, and why."""
    if one is None:
        return
    yield element("p", dotted([words.task(say, one.task), own(one.organisation)]))
    if one.free == 0 and not one.closed:
        yield element("p", say("Good news: enough people said yes to this one. It is full."))
    else:
        yield element("p", say("This one is over, or it was taken back."))


def _way_on(say: Say, led: Led, bot: str) -> Iterator[Text | None]:
    """Whom to call, and the way into Telegram."""
    called = call.of_organisation(say, led.asked) if led.asked else None
    if led.asked:
        yield element("h2", say("Do you want to know more, or join in?"))
    else:
        yield element("h2", say("Would you rather talk to somebody?"))
    yield called or call.of_centres(say, led.centres)
    yield _telegram(say, bot)


def _telegram(say: Say, bot: str) -> Text | None:
    if not bot:
        return None
    return joined(
        element("p", say("Do you have Telegram? There you answer with one tap, and see what else there is.")),
        link(say("Open in Telegram"), bot, class_="deed outside"),
    )


def _friends_words(say: Say, one: Invitation) -> Text | None:
    return written(None, own(one.words), one.words_language, class_="asked") if one.words else None


def _title(say: Say, name: str) -> Text:
    return say("{name} asks you something", name=name) if name else say("Somebody asks you something")


def _together(say: Say, name: str) -> Text:
    return say("{name} comes along.", name=name) if name else say("You would not go alone.")


def _no_pressure(say: Say, one: Invitation) -> Text:
    if one.name:
        return say("No is a good answer too. {name} does not hear that you looked here.", name=one.name)
    return say("No is a good answer too. Nobody hears that you looked here.")


def _would_you(say: Say) -> Text:
    return say("Would you do something small for somebody near you?")


def _description(say: Say, one: Opportunity | None) -> Text:
    """What a messenger shows below the title: what is asked, never the words of whoever asks."""
    if one is None:
        return say("One small thing to do near you. From the Week van het Vragen.")
    return dotted([words.task(say, one.task), card.when(say, one), card.where(say, one)])
