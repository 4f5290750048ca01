"""The bot's own web pages, which stand under /door and open in the browser of a phone on the page."""

import re

from aiohttp import web

PLACE = "/door"
_NOBODY = re.compile(r"frame-ancestors\s+'none'")


def stand(door: web.Application, page: web.Application) -> None:
    """Put the pages behind the sandbox's own."""
    page.add_subapp(PLACE, door)


def behind(request: web.Request) -> bool:
    """Whether this is asked of the bot's own pages."""
    return request.path == PLACE or request.path.startswith(f"{PLACE}/")


def framed(response: web.StreamResponse) -> web.StreamResponse:
    """The page as it is, but that it may stand in a frame of the sandbox, as in a phone's browser."""
    policy = response.headers.get("Content-Security-Policy", "")
    response.headers["Content-Security-Policy"] = _NOBODY.sub("frame-ancestors 'self'", policy)
    if "X-Frame-Options" in response.headers:
        response.headers["X-Frame-Options"] = "SAMEORIGIN"
    return response
