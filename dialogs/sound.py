"""The recording of a screen, ready to be heard."""

from dataclasses import replace

from dialogs.screen import Screen, Sound
from dialogs.visit import Visit


async def sound(visit: Visit, name: str, language: str) -> Sound | None:
    """What is to be heard of a screen in a language; None where nobody recorded it."""
    found = await visit.memory.recordings.play(name, language, visit.incoming.bot_id)
    if found is None:
        return None
    say = visit.say
    return Sound(
        number=found.id,
        seconds=found.seconds,
        file_id=found.file_id,
        forbidden=say("Your Telegram takes no voice messages. So here are the words."),
        lost=say("I cannot play it now. Here are the words."),
    )


async def heard(screen: Screen, visit: Visit) -> Screen:
    """The screen after its recording in the language of the visit, or with a word that there is none."""
    found = await sound(visit, screen.name, visit.say.language.code)
    if found is None:
        return screen.toasted(visit.say("Nobody reads this aloud yet."))
    return replace(screen, voice=found)
