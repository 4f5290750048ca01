"""Files that are made in the background: how far each is, and what became of it."""

from campaign.values import Role
from dialogs.screen import Address, Link, Screen, rows
from dialogs.site import Route
from dialogs.team import export_words
from dialogs.text import Say, Text, bold, lines, paragraphs
from dialogs.visit import Visit
from storage.exports import UNDONE, Export, State, Why

LISTED = 8


async def exports(visit: Visit) -> Screen:
    """What was asked for, the newest first."""
    say = visit.say
    found = await visit.memory.exports.latest(visit.chat.id, limit=LISTED)
    told = [lines(bold(_named(say, one)), _state(say, one)) for one in found]
    return Screen(
        text=paragraphs(bold(say("Files that I make for you")), *(told or [say("There is nothing now.")])),
        rows=rows(
            *(Link(_named(say, one), export_words.address(one.id)) for one in found),
            Link(say("Another file"), "team/export"),
            Link(say("🧭 Team desk"), "team"),
        ),
    )


async def export(visit: Visit, number: int) -> Screen:
    """How far a file is; where it was tapped for, the message goes on telling."""
    incoming = visit.incoming
    if incoming.address is not None and incoming.message_id is not None and not visit.chat.keyboard:
        await visit.memory.notices.stand(
            visit.chat.id, incoming.message_id, "team/exports", number=number, now=visit.now
        )
    return await _export(visit, number)


async def in_message(visit: Visit, number: int, message: int) -> Screen:
    """The same, in a message that tells it by itself."""
    return await _export(visit, number)


async def cancel(visit: Visit, number: int) -> Address:
    """Have it not made."""
    if await visit.memory.exports.access(visit.chat.id, number) is not None:
        await visit.memory.exports.cancel(visit.chat.id, number, now=visit.now)
    return Address(export_words.address(number))


async def _export(visit: Visit, number: int) -> Screen:
    one, say = await visit.memory.exports.access(visit.chat.id, number), visit.say
    if one is None:
        return Screen(
            text=say("I do not know this file any more. I forget it after a day."),
            rows=rows(Link(say("Another file"), "team/export"), Link(say("🧭 Team desk"), "team")),
        )
    again = export_words.wanted(one.what, one.window, one.format)
    ended = one.state.value not in UNDONE
    return Screen(
        text=paragraphs(bold(_named(say, one)), _state(say, one), _what_now(say, one)),
        rows=rows(
            Link(say("🔄 How far is it now?"), export_words.address(number)) if not ended else None,
            Link(say("✖️ Do not make it"), f"{export_words.address(number)}/cancel")
            if one.state in (State.WAITING, State.MAKING)
            else None,
            Link(say("🔁 Make it again"), again) if ended else None,
            Link(say("Another file"), "team/export"),
            Link(say("🧭 Team desk"), "team"),
        ),
    )


def _state(say: Say, one: Export) -> Text:
    match one.state:
        case State.WAITING:
            return say("⏳ I begin in a moment. You get the file here.")
        case State.MAKING if one.total:
            percent = min(99, 100 * one.rows // one.total)
            return say("⏳ I am making it: {percent} % is done.", percent=percent)
        case State.MAKING:
            return say("⏳ I am making it.")
        case State.SENDING:
            return say("📤 I am sending it.")
        case State.SENT:
            return say("✅ The file is here.")
        case State.CANCELLED:
            return say("✖️ It is not made.")
        case State.UNKNOWN:
            return say("❓ I do not know whether it arrived.")
    return say("⚠️ It could not be made.")


def _what_now(say: Say, one: Export) -> Text | None:
    if one.state is State.UNKNOWN:
        return say("Look in this chat. I do not send it twice by myself.")
    if one.state is State.SENT:
        return export_words.how_to_open(say, one.format)
    match one.why:
        case Why.LARGE:
            return say(
                "It is larger than Telegram takes. Choose fewer days, or CSV. Or have it made by who runs "
                "the bot: {command}",
                command=_command(one),
            )
        case Why.LATE:
            return say("It was not ready in a day. Try it again.")
        case Why.WRONG:
            return say("Something went wrong, and it is in my log. Try it again.")
    return None


def _named(say: Say, one: Export) -> Text:
    if one.window is None:
        return export_words.label(say, one.what)
    days = {"first": export_words.day(one.window.since), "last": export_words.day(one.window.until)}
    return say("{what}, {first} to {last}", what=export_words.label(say, one.what), **days)


def _command(one: Export) -> str:
    days = f" --since {one.window.since} --until {one.window.until}" if one.window is not None else ""
    return f"python -m bot export {one.what}{days} --format {one.format}"


ROUTES = (
    Route("team/exports", exports, Role.TEAM),
    Route("team/exports/{number:int}", export, Role.TEAM),
    Route("team/exports/{number:int}/{message:int}", in_message, Role.TEAM),
    Route("team/exports/{number:int}/cancel", cancel, Role.TEAM),
)
