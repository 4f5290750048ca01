"""What is drawn reaches a phone: made after the answer is saved, and taken by Telegram as it is."""

from functools import partial

from bot.receive import Said
from bot.telegram.client import client
from bot.telegram.voice import Answered, Voice
from dialogs.drawing.ask import ask_card, ask_picture
from dialogs.screen import Document, Picture, Screen
from dialogs.text import own
from sandbox.http import serve
from tests.dialogs.drawing.paper import Paper, seen
from tests.dialogs.drawing.samples import CARDS, LINK
from tests.talk import Talk


async def test_a_card_and_its_picture_arrive_over_http_and_lead_to_the_ask() -> None:
    card = CARDS["ar"]
    screen = Screen(
        own("Here it is."),
        picture=Picture("ask.png", partial(ask_picture, card), own("To post")),
        document=Document("ask.pdf", partial(ask_card, card, sheet=True), own("To print")),
    )
    async with Talk.sandbox() as telegram:
        person = telegram.add_person("Ana", "en")
        person.say("hello")
        runner, address = await serve(telegram)
        async with client(telegram.token, address) as bot:
            assert await Voice(bot).speak(Said(person.id, 1, screen, None), None) is Answered.SHOWN
        await runner.cleanup()
        picture, document, _ = [message for message in person.messages if message.from_bot]
        (size,) = picture.content["photo"]
        assert (size["width"], size["height"]) == (1080, 1080)
        assert seen(telegram.file(size["file_id"])[2]) == [LINK]
        sheet = Paper(telegram.file(document.content["document"]["file_id"])[2])
        assert sheet.size == (210, 297)
        assert seen(sheet.image()) == [LINK] * 4
        assert telegram.faults == []
