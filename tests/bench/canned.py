"""A Bot API that says yes to everything, as cheaply as Python can: what is measured is who calls it."""

import json
import sys

from aiohttp import web

_MESSAGE = {"message_id": 1, "date": 1_800_000_000, "chat": {"id": 1, "type": "private"}, "text": "said"}
_ME = {"id": 123456, "is_bot": True, "first_name": "Bot", "username": "a_bot"}
_SAID = {"getMe": _ME, "sendMessage": _MESSAGE, "editMessageText": _MESSAGE, "getWebhookInfo": {"url": ""}}
_BODIES = {name: json.dumps({"ok": True, "result": result}).encode() for name, result in _SAID.items()}
_TRUE = b'{"ok":true,"result":true}'


async def answer(request: web.Request) -> web.Response:
    """What the method gives, whatever was asked."""
    await request.read()
    body = _BODIES.get(request.match_info["method"], _TRUE)
    return web.Response(body=body, content_type="application/json")


if __name__ == "__main__":
    application = web.Application(client_max_size=2**24)
    application.router.add_route("*", "/bot{token}/{method}", answer)
    web.run_app(application, host="127.0.0.1", port=int(sys.argv[1]), access_log=None, print=None)
