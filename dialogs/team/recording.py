"""One recording: the words to read aloud, the voice message that is waited for, and what became of it."""

from collections.abc import Mapping
from dataclasses import replace

from campaign.listening import LARGEST, LONGEST, Unfit, unfit
from campaign.values import Answer, Role
from dialogs.listening import SCREENS
from dialogs.reading import Script
from dialogs.screen import Address, Link, Row, Screen, rows
from dialogs.site import Nowhere, Route
from dialogs.sound import sound
from dialogs.team.recordings import PAGE, scripts_in
from dialogs.text import Say, Text, bold, dotted, lines, own, paragraphs, quote
from dialogs.visit import Visit
from storage.recordings import Recording

_MEGABYTE = 1_000_000
_BUTTONS = 12
"""Buttons that are read aloud at most: beyond, they are days or things to choose from."""


async def recording(visit: Visit, code: str, name: str) -> Screen:
    """The words of a screen, and its recording; where it has none, a voice message is waited for."""
    return await _one(visit, code, name)


async def again(visit: Visit, code: str, name: str) -> Screen:
    """Wait for another voice message."""
    return await _waiting(visit, code, name, None)


async def take(visit: Visit, code: str, name: str) -> Screen:
    """Take the voice message that came in; anything else is asked about once more."""
    say, sent = visit.say, visit.incoming.voice
    if sent is None:
        told = say("I need a voice message. Hold the microphone in this chat, and read the words aloud.")
        return await _waiting(visit, code, name, told)
    wrong = unfit(sent.seconds, sent.size)
    if wrong is not None:
        return await _waiting(visit, code, name, _refused(say, wrong, sent.seconds))
    script = (await _scripts(visit, code, name))[name]
    await visit.memory.recordings.add(
        name,
        code,
        seconds=sent.seconds,
        size=sent.size,
        fingerprint=script.fingerprint,
        chat_id=visit.chat.id,
        bot_id=visit.incoming.bot_id,
        file_id=sent.file_id,
        now=visit.now,
    )
    await _changed(visit, "recording_made")
    told = say("Good, I have it. People who read this can listen to it now.")
    return await _one(visit, code, name, bold(told))


async def play(visit: Visit, code: str, name: str) -> Screen:
    """The recording to hear, then the page anew."""
    one = await _one(visit, code, name)
    return replace(one, voice=await sound(visit, name, code))


async def use(visit: Visit, code: str, name: str, number: int) -> Address:
    """Have this one of the two recordings that are kept be heard."""
    versions = await visit.memory.recordings.versions(name, code)
    if versions and versions[0].id != number and await visit.memory.recordings.use(name, code, number):
        await _changed(visit, "recording_put_back")
    return Address(f"team/recording/{code}/{name}")


async def delete(visit: Visit, code: str, name: str) -> Screen | Address:
    """Ask once before it goes."""
    root = f"team/recording/{code}/{name}"
    versions = await visit.memory.recordings.versions(name, code)
    if not versions:
        return Address(root)
    say, script = visit.say, (await _scripts(visit, code, name))[name]
    return Screen(
        text=paragraphs(
            bold(say("Shall I erase this recording?")),
            quote(script.title),
            say("Nobody can listen to it any more."),
            say("The one before it goes too.") if len(versions) > 1 else None,
        ),
        rows=rows(
            Link(say("🗑 Yes, erase it"), f"{root}/delete/yes", word=Answer.YES),
            Link(say("No, keep it"), root, word=Answer.NO),
        ),
    )


async def deleted(visit: Visit, code: str, name: str) -> Address:
    """It goes, and the one before it."""
    if await visit.memory.recordings.delete(name, code):
        await _changed(visit, "recording_erased")
    return Address(f"team/recording/{code}/{name}")


async def lost(visit: Visit, code: str, name: str, number: int) -> Screen:
    """What whoever made a recording hears where it could not be fetched from Telegram."""
    if code not in visit.house.languages or name not in SCREENS:
        raise Nowhere(name)
    say = visit.say
    return Screen(
        text=paragraphs(
            bold(say("I could not get a recording from Telegram.")),
            own(f"🔊 {visit.house.languages.get(code).name}"),
            say("So people cannot listen to it. Please record it again."),
        ),
        rows=rows(
            Link(say("🎙 Record it again"), f"team/recording/{code}/{name}/again"),
            Link(say("🧭 Team desk"), "team"),
        ),
    )


async def _one(visit: Visit, code: str, name: str, told: Text | None = None) -> Screen:
    scripts = await _scripts(visit, code, name)
    say, root = visit.say, f"team/recording/{code}/{name}"
    versions = await visit.memory.recordings.versions(name, code)
    played = next(iter(versions), None)
    there = played is not None
    return Screen(
        text=paragraphs(told, _words(visit, code, name, scripts, played)),
        rows=rows(
            Link(say("▶️ Listen to it"), f"{root}/play") if there else None,
            Link(say("🎙 Record it again"), f"{root}/again") if there else None,
            Link(say("↩️ Put the one before back"), f"{root}/use/{versions[1].id}")
            if len(versions) > 1
            else None,
            Link(say("🗑 Erase it"), f"{root}/delete") if there else None,
            await _onward(visit, code, name, list(scripts)),
            *_around(visit, code, name, list(scripts)),
        ),
        waits=None if there else f"{root}/take",
    )


async def _waiting(visit: Visit, code: str, name: str, told: Text | None) -> Screen:
    scripts = await _scripts(visit, code, name)
    say, root = visit.say, f"team/recording/{code}/{name}"
    return Screen(
        text=paragraphs(told, _words(visit, code, name, scripts, None)),
        rows=rows(
            Link(say("❓ How do I record?"), "team/recordings/help"),
            Link(say("Back"), root),
        ),
        waits=f"{root}/take",
    )


def _words(
    visit: Visit, code: str, name: str, scripts: Mapping[str, Script], played: Recording | None
) -> Text:
    """Which screen it is, how its recording stands, and the words to read aloud."""
    say, script = visit.say, scripts[name]
    number, total = list(scripts).index(name) + 1, len(scripts)
    place = say("Screen {number} of {total}", number=number, total=total)
    buttons = script.buttons[:_BUTTONS]
    return paragraphs(
        dotted([place, own(visit.house.languages.get(code).name)]),
        _state(say, script, played),
        say("Read this aloud:"),
        quote(script.words),
        lines(say("Then say which buttons there are:"), quote(dotted(buttons))) if buttons else None,
    )


def _state(say: Say, script: Script, played: Recording | None) -> Text:
    if played is None:
        return lines(
            bold(say("🎙 Send me a voice message.")),
            say(
                "At most {n} seconds. Leave out what is underlined: it is different for everybody.", n=LONGEST
            ),
        )
    who = own(played.name) if played.name else say("somebody of the campaign team")
    about = say(
        "✅ Recorded by {name}, {date}: {n} seconds.",
        name=who,
        date=say.date(played.recorded),
        n=played.seconds,
    )
    if played.fingerprint == script.fingerprint:
        return about
    return lines(about, bold(say("⚠️ The words have changed since. Record it again.")))


def _refused(say: Say, wrong: Unfit, seconds: int) -> Text:
    if wrong is Unfit.LONG:
        return lines(
            bold(say("That is too long: {n} seconds. At most {most}.", n=seconds, most=LONGEST)),
            say("Say in short what it is about, and send it again."),
        )
    return lines(
        bold(say("That file is too large. At most {n} MB.", n=LARGEST // _MEGABYTE)),
        say("Record it in Telegram itself, and send it again."),
    )


async def _onward(visit: Visit, code: str, name: str, names: list[str]) -> Link | None:
    """The next screen that is not recorded, after this one and around."""
    there = await visit.memory.recordings.of_language(code)
    at = names.index(name)
    ahead = (one for one in (*names[at + 1 :], *names[:at]) if one not in there)
    following = next(ahead, None)
    label = visit.say("⏭ The next one to record")
    return Link(label, f"team/recording/{code}/{following}") if following else None


def _around(visit: Visit, code: str, name: str, names: list[str]) -> tuple[Row, ...]:
    say, at = visit.say, names.index(name)
    root = f"team/recording/{code}"
    return (
        (
            *([Link(say("⬅️ Previous"), f"{root}/{names[at - 1]}")] if at else []),
            *([Link(say("Next ➡️"), f"{root}/{names[at + 1]}")] if at + 1 < len(names) else []),
        ),
        (
            Link(say("📋 All screens"), f"team/recordings/{code}/{at // PAGE}"),
            Link(say("❓ How do I record?"), "team/recordings/help"),
        ),
    )


async def _scripts(visit: Visit, code: str, name: str) -> Mapping[str, Script]:
    found = await scripts_in(visit, code)
    if name not in found:
        raise Nowhere(name)
    return found


async def _changed(visit: Visit, what: str) -> None:
    """Note it, and have every screen look again at what can be listened to."""
    visit.house.recorded.doubt()
    await visit.note(what, Role.TEAM)


_ROOT = "team/recording/{code:word}/{name:word}"
ROUTES = (
    Route(_ROOT, recording, Role.TEAM),
    Route(f"{_ROOT}/again", again, Role.TEAM),
    Route(f"{_ROOT}/take", take, Role.TEAM),
    Route(f"{_ROOT}/play", play, Role.TEAM),
    Route(f"{_ROOT}/use/{{number:int}}", use, Role.TEAM),
    Route(f"{_ROOT}/delete", delete, Role.TEAM),
    Route(f"{_ROOT}/delete/yes", deleted, Role.TEAM),
    Route(f"{_ROOT}/lost/{{number:int}}", lost, Role.TEAM),
)
