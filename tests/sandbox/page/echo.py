"""A small bot that uses what the page has to show: both keyboards, toasts, a venue, a document, links."""

import asyncio
import json
from io import BytesIO
from typing import Any

import segno
import telegram as ptb

from sandbox.telegram import Telegram

HELLO = "Hello <b>you</b>!\nWould you <tg-spoiler>really</tg-spoiler> do this? Type /stop to stop."


class Echo:
    """Answers every update; `hold` set means that it answers taps only once `go` is set."""

    def __init__(self, sandbox: Telegram) -> None:
        self.sandbox = sandbox
        self.go = asyncio.Event()
        self.go.set()
        self.heard: list[dict[str, Any]] = []

    async def run(self) -> None:
        await self.sandbox.call("setMyDescription", {"description": "I ask you one small thing."})
        commands = [
            {"command": "start", "description": "Start again"},
            {"command": "place", "description": "Near"},
        ]
        await self.sandbox.call("setMyCommands", {"commands": commands})
        offset = 0
        while True:
            for update in await self.sandbox.call("getUpdates", {"offset": offset, "timeout": 30}):
                offset = update["update_id"] + 1
                self.heard.append(update)
                if "callback_query" in update:
                    await self._answer(update["callback_query"])
                elif "inline_query" in update:
                    await self._offer(update["inline_query"])
                elif "message" in update:
                    await self._reply(update["message"])

    async def _answer(self, query: dict[str, Any]) -> None:
        await self.go.wait()
        answer = {"callback_query_id": query["id"], "text": f"You chose {query['data']}"}
        await self.sandbox.call("answerCallbackQuery", answer | {"show_alert": query["data"] == "no"})
        message = query["message"]
        where = {"chat_id": message["chat"]["id"], "message_id": message["message_id"]}
        text = f"{message['text']}\n→ {query['data']}"
        await self.sandbox.call(
            "editMessageText", where | {"text": text, "reply_markup": message["reply_markup"]}
        )

    async def _offer(self, query: dict[str, Any]) -> None:
        await self.go.wait()
        look = {"text": "Have a look", "url": f"https://t.me/{self.sandbox.username}?start={query['query']}"}
        card = {
            "type": "article",
            "id": query["query"],
            "title": "Gardening",
            "description": "On Saturday",
            "input_message_content": {"message_text": "<b>Come</b> and garden", "parse_mode": "HTML"},
            "reply_markup": {"inline_keyboard": [[look]]},
        }
        answer = {"inline_query_id": query["id"], "results": json.dumps([card])}
        await self.sandbox.call("answerInlineQuery", answer)

    async def _reply(self, message: dict[str, Any]) -> None:
        words = message.get("text", "")
        if words == "/start":
            await self._send(message, HELLO, _buttons([("Yes", "yes"), ("No", "no")], [("نعم", "na‘am")]))
        elif words == "/place":
            keyboard = [[{"text": "Share my place", "request_location": True}], ["Rather type"]]
            await self._send(message, "Where?", {"keyboard": keyboard, "input_field_placeholder": "Town"})
        elif words == "/link":
            link = {"text": "Join", "url": f"https://t.me/{self.sandbox.username}?start=ana"}
            share = {"text": "Share", "url": f"https://t.me/share/url?url={link['url']}&text=Come%20along"}
            copy = {"text": "Copy", "copy_text": {"text": "Come along"}}
            await self._send(message, "Ask somebody", {"inline_keyboard": [[link, share], [copy]]})
        elif words == "/card":
            link = {"text": "Join", "url": f"https://t.me/{self.sandbox.username}?start=card"}
            app = {"text": "WhatsApp", "url": f"https://wa.me/?text=Come%20%F0%9F%8C%B7%20{link['url']}"}
            await self._send(message, "A card to pass on", {"inline_keyboard": [[link], [app]]})
        elif words == "/chat":
            ask = {"text": "Send it in a chat", "switch_inline_query": "garden"}
            await self._send(message, "Ask in a chat", {"inline_keyboard": [[ask]]})
        elif words == "/paper":
            card = ptb.InputFile(_code("https://example.org", "pdf"), filename="card.pdf", attach=True)
            document = {"chat_id": message["chat"]["id"], "document": "attach://f"}
            await self.sandbox.call("sendDocument", document, {"f": card})
        elif words.startswith("/code "):
            picture = {"f": ptb.InputFile(_code(words.removeprefix("/code ")), filename="a.png", attach=True)}
            photo = {"chat_id": message["chat"]["id"], "photo": "attach://f", "caption": "A code to scan"}
            await self.sandbox.call("sendPhoto", photo, picture)
        elif "location" in message:
            point = message["location"]
            place = {"title": "De Hof", "address": "Kerkstraat 3", "chat_id": message["chat"]["id"]} | point
            await self.sandbox.call("sendVenue", place | {"reply_markup": {"remove_keyboard": True}})
            paper = {"f": ptb.InputFile(b'{"name": "Ana"}', filename="mydata.json", attach=True)}
            document = {"chat_id": message["chat"]["id"], "document": "attach://f"}
            await self.sandbox.call("sendDocument", document, paper)
        else:
            await self._send(message, f"You said: {words}", None)

    async def _send(self, message: dict[str, Any], text: str, markup: dict[str, Any] | None) -> None:
        given = {"chat_id": message["chat"]["id"], "text": text, "parse_mode": "HTML"}
        await self.sandbox.call(
            "sendMessage", given | ({"reply_markup": json.dumps(markup)} if markup else {})
        )


def _code(link: str, kind: str = "png") -> bytes:
    file = BytesIO()
    segno.make_qr(link).save(file, kind=kind, scale=6)
    return file.getvalue()


def _buttons(*rows: list[tuple[str, str]]) -> dict[str, Any]:
    return {
        "inline_keyboard": [[{"text": text, "callback_data": data} for text, data in row] for row in rows]
    }
