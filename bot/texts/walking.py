"""Steps that sample people take: one after the other, each as somebody would take it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from bot.app import App
from campaign.records import Point
from dialogs import carried
from dialogs.screen import Incoming, Screen, VoiceMessage
from dialogs.text import Say
from dialogs.visit import LongLook, Visit
from storage.memory import Memory

NAME = "Ana"
"""What everybody is called."""
BY_ITSELF = "itself"
"""Instead of what is brought: nobody tapped, the page comes as a message of the bot's own."""
BROUGHT: Mapping[str, Point | VoiceMessage] = {
    "point": Point(51.8125, 4.6362),
    "voice": VoiceMessage("voice", seconds=9, size=9_000),
}
"""What somebody can send where a page waits for it: where they are (in Zwijndrecht), or a voice message."""


@dataclass(frozen=True, slots=True)
class Step:
    """A tap, or words typed or something brought where a page waits for it, or a link that was followed.

    `brings` names one of `BROUGHT`, or is `BY_ITSELF`.
    """

    address: str
    text: str | None = None
    payload: str = ""
    brings: str = ""


Trail = tuple[Step, ...]


def trail_of(*addresses: str) -> Trail:
    """Taps one after the other."""
    return tuple(map(Step, addresses))


async def come(app: App, chat_id: int, language: str, trail: Trail) -> None:
    """Take these steps one after the other; what they do is kept."""
    async with app.store.begin() as memory:
        for number, step in enumerate(trail, start=1):
            await visit(app, memory, chat_id, language, step, number)


async def visit(
    app: App,
    memory: Memory,
    chat_id: int,
    language: str,
    step: Step,
    number: int,
    *,
    say: Say | None = None,
    now: datetime | None = None,
) -> tuple[Screen, str]:
    """One step of a person's, the `number`-th that is taken; `say` and `now` are the app's unless given.

    The screen, and the pattern of the page that it stands on.
    """
    now = now or app.clock.now()
    opened = await memory.chats.open(chat_id, bot_id=1, update_id=number, language=language, now=now)
    brought = BROUGHT.get(step.brings)
    point = brought if isinstance(brought, Point) else None
    voice = brought if isinstance(brought, VoiceMessage) else None
    visit = Visit(
        house=app.house,
        memory=memory,
        now=now,
        say=say or Say(app.house.languages.get(language), app.zone),
        chat=replace(opened.chat, language=language),
        citizen=opened.citizen,
        incoming=Incoming(
            bot_id=1,
            update_id=number,
            chat_id=chat_id,
            name=NAME,
            handle="ana",
            language=language,
            address=None if step.text or step.payload or step.brings else step.address,
            command="start" if step.payload else None,
            payload=step.payload,
            text=step.text,
            point=point,
            other="voice" if voice else None,
            voice=voice,
            bot_name="vraagbot",
            message_id=1,
        ),
        text=step.text,
        point=point,
    )
    visit.profile = opened.citizen.profile if opened.citizen else carried.read(step.address)[1]
    while True:
        try:
            return await app.site.visit(step.address, visit), visit.at
        except LongLook as long:
            visit.found[long.what] = await long.look(memory)
