"""Serves the sandbox page, its files and its small JSON interface to browsers on this machine."""

import errno
import logging
import re
import secrets
import time
from collections.abc import Awaitable, Callable, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit
from zoneinfo import ZoneInfo

from aiohttp import web

from sandbox import transcript
from sandbox.page import values
from sandbox.page.deeds import DEEDS
from sandbox.page.hands import Hands
from sandbox.page.values import BadInput
from sandbox.page.weeks import PLAYS, Weeks, drawn
from sandbox.person import Person
from sandbox.telegram import Refusal, Telegram

log = logging.getLogger(__name__)

HERE = Path(__file__).parent
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
PHONES_SHOWN = 24
POLL_SECONDS = 25
FARTHEST = timedelta(days=3660)
MIME = re.compile(r"[\w.+-]+/[\w.+-]+", re.ASCII)
OPENED_IN_A_TAB = re.compile(
    r"text/(plain|html|markdown)|application/json|image/(png|jpeg|gif|webp)|audio/.+"
)
FILE_POLICY = "sandbox; default-src 'none'; img-src data:; style-src 'unsafe-inline'"
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; media-src 'self';"
        " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none';"
        " require-trusted-types-for 'script'; trusted-types sanitise"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-cache",
}
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def page(telegram: Telegram, hands: Hands, places: Sequence[tuple[str, float, float]]) -> web.Application:
    """The page as an application; `places` are (name, latitude, longitude) for the place picker."""
    desk = _Desk(telegram, hands, places)
    app = web.Application(middlewares=[_guarded], client_max_size=64 * 1024)
    app.add_routes(
        [
            web.get("/", desk.asset),
            web.get(r"/static/{name:[a-z]+(?:-[a-z]+)*\.(?:js|css|svg)}", desk.asset),
            web.get("/files/{file_id}", desk.file),
            web.get("/api/state", desk.state),
            web.get("/api/transcript", desk.transcript),
            web.post("/api/people", desk.add_person),
            web.post(r"/api/people/{id:\d{1,18}}/{deed:[a-z]+}", desk.act),
            web.post("/api/clock", desk.move_clock),
            web.post("/api/restart", desk.restart),
            web.post("/api/crowd", desk.let_come),
            web.get("/api/weeks", desk.strip),
            web.post("/api/play", desk.play),
            web.post("/api/stop", desk.stop_playing),
        ]
    )
    app.on_shutdown.append(desk.close)
    return app


async def serve(app: web.Application, host: str = "127.0.0.1", port: int = 8080) -> tuple[web.AppRunner, str]:
    """Listen on the first free port from `port` on (20 are tried); gives the runner and the address."""
    if host not in LOOPBACK:
        raise ValueError(f"The sandbox page is for this machine only, not for {host}.")
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=2.0)
    await runner.setup()
    for candidate in range(port, port + 20):
        site = web.TCPSite(runner, host, candidate)
        try:
            await site.start()
        except OSError as error:
            await site.stop()
            if error.errno == errno.EADDRINUSE:
                continue
            await runner.cleanup()
            raise
        shown = f"[{host}]" if ":" in host else host
        return runner, f"http://{shown}:{runner.addresses[0][1]}/"
    await runner.cleanup()
    raise OSError(errno.EADDRINUSE, f"Ports {port} to {port + 19} are all taken.")


@web.middleware
async def _guarded(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Answer only this machine's own page: another host is DNS rebinding, another origin a forged post."""
    response: web.StreamResponse
    host = request.headers.get("Host", "")
    if _name_of(host) not in LOOPBACK:
        response = _sorry(403, "This page answers only to the name of this machine itself.")
    elif request.method not in ("GET", "HEAD") and request.headers.get("Origin") != f"http://{host}":
        response = _sorry(403, "Only the sandbox page itself may ask this.")
    else:
        try:
            response = await handler(request)
        except BadInput as error:
            response = _sorry(400, str(error))
        except web.HTTPClientError as error:
            response = _sorry(error.status, f"{error.reason}.")
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    return response


class _Desk:
    """The handlers, around one sandbox Telegram."""

    def __init__(self, telegram: Telegram, hands: Hands, places: Sequence[tuple[str, float, float]]) -> None:
        self.telegram, self.hands = telegram, hands
        self.zone = ZoneInfo(hands.time_zone)
        self.places = [{"name": name, "latitude": lat, "longitude": lon} for name, lat, lon in places]
        self.run = secrets.token_hex(4)
        self.turns = 0
        self.seen: dict[int, tuple[int, dict[str, Any]]] = {}
        self.busy: str | None = None
        self.weeks = Weeks(hands.player)
        self.closing = False

    @property
    def version(self) -> int:
        """Grows with every change of Telegram and of the page's own controls."""
        return self.telegram.version + self.turns

    async def close(self, app: web.Application) -> None:
        self.closing = True

    async def asset(self, request: web.Request) -> web.StreamResponse:
        path = HERE / request.match_info.get("name", "index.html")
        if not path.is_file():
            raise web.HTTPNotFound
        return web.FileResponse(path)

    async def state(self, request: web.Request) -> web.Response:
        """What changed after version `since` (-1: everything), as soon as something did or after 25 seconds.

        `people` are all who have a phone here; `phones` only the views that changed.
        """
        asked = request.query.get("since", "-1")
        if not re.fullmatch(r"-?\d{1,18}", asked):
            raise BadInput("`since` is the number of a version.")
        since = int(asked)
        for _ in range(POLL_SECONDS):
            if self.version != since or self.closing or request.transport is None:
                break
            await self.telegram.changed(self.telegram.version, 1.0)
        phones = self.telegram.phones
        people = phones[:PHONES_SHOWN]
        for person in people:
            self._look(person)
        return web.json_response(
            {
                "run": self.run,
                "version": self.version,
                "now": self.hands.now().isoformat(),
                "time_zone": self.hands.time_zone,
                "clock": self.hands.move_clock is not None,
                "restart": self.hands.restart is not None,
                "busy": self.busy,
                "crowd": self._crowd(),
                "weeks": self.hands.strip is not None,
                "plays": self.hands.player is not None,
                "playing": self.weeks.view(),
                "places": self.places,
                "people": [{"id": person.id, "name": person.name} for person in people],
                "phones": [view for at, view in self.seen.values() if at > since],
                "unanswered": [tap.id for tap in self.telegram.unanswered()],
                "not_shown": len(phones) - len(people),
            }
        )

    def _look(self, person: Person) -> None:
        """Keep a person's view, with the bot as it presents itself in their language, and when it changed."""
        view = person.view() | {"bot": self.telegram.bot_view(person.language_code)}
        for shown, message in zip(view["messages"], person.messages, strict=True):
            if message.reply_to is not None:
                shown["reply_to"] = message.reply_to.id
            if voice := message.content.get("voice"):
                shown["voice"] = {"file_id": voice["file_id"]}
        if person.id not in self.seen or self.seen[person.id][1] != view:
            self.seen[person.id] = (self.version, view)

    async def add_person(self, request: web.Request) -> web.Response:
        body = await values.body(request)
        if len(self.telegram.phones) >= PHONES_SHOWN:
            raise BadInput(f"There is room for {PHONES_SHOWN} phones on this page.")
        person = self.telegram.add_person(values.words(body, "name", 64), values.language(body))
        return web.json_response({"id": person.id})

    async def act(self, request: web.Request) -> web.Response:
        """Do one thing on one phone."""
        body = await values.body(request)
        deed = DEEDS.get(request.match_info["deed"])
        if deed is None:
            raise web.HTTPNotFound
        try:
            answer = deed(self.telegram, self.telegram.people[int(request.match_info["id"])], body)
        except LookupError as error:
            raise BadInput(f"That is not there: {error.args[0] if error.args else error}") from error
        except (ValueError, Refusal) as error:
            raise BadInput(str(error)) from error
        return web.json_response({**(answer or {}), "version": self.version})

    async def move_clock(self, request: web.Request) -> web.Response:
        body = await values.body(request)
        if self.hands.move_clock is None:
            raise BadInput("The clock of this sandbox cannot be moved.")
        now = self.hands.now()
        if "to" in body:
            moment = values.moment(body, "to", self.zone)
        else:
            moment = now + timedelta(seconds=values.number(body, "add_seconds", 1, FARTHEST.total_seconds()))
        if moment <= now:
            shown = f"{now.astimezone(self.zone):%d-%m-%Y %H:%M}"
            raise BadInput(f"The clock only goes forward; it is {shown} now.")
        if moment - now > FARTHEST:
            raise BadInput("The clock moves at most ten years at a time.")
        move = self.hands.move_clock
        return await self._alone("clock", lambda: move(moment), "The clock did not move")

    async def restart(self, request: web.Request) -> web.Response:
        await values.body(request)
        if self.hands.restart is None:
            raise BadInput("The bot of this sandbox cannot be restarted from here.")
        rebuild = self.hands.restart

        async def restart() -> None:
            self.telegram.note("the bot restarts")
            await rebuild()

        return await self._alone("restart", restart, "The bot did not come back")

    async def _alone(self, what: str, work: Callable[[], Awaitable[None]], sorry: str) -> web.Response:
        """Have the bot's owner do one thing at a time, telling every open page that it is under way."""
        if self.busy is not None:
            return _sorry(409, "The bot is still busy with the clock, a play, a restart or a crowd.")
        self.busy, began = what, time.monotonic()
        self.turns += 1
        try:
            await work()
        except Exception as error:
            log.exception("%s failed", what)
            return _sorry(500, f"{sorry}: {error or type(error).__name__}")
        finally:
            self.busy = None
            self.turns += 1
        seconds = round(time.monotonic() - began, 2)
        return web.json_response({"seconds": seconds, "now": self.hands.now().isoformat()})

    def _crowd(self) -> dict[str, Any] | None:
        if self.hands.crowd is None:
            return None
        return {"counts": self.hands.crowd(), "sizes": self.hands.crowds}

    async def let_come(self, request: web.Request) -> web.Response:
        """Have a crowd come, or more people join it."""
        body = await values.body(request)
        number = int(values.number(body, "number", 1, 1_000_000))
        come = self.hands.let_come
        if come is None or number not in self.hands.crowds:
            raise BadInput("A crowd of that size cannot come.")
        return await self._alone("crowd", lambda: come(number), "The crowd did not come")

    async def strip(self, request: web.Request) -> web.Response:
        """The days around the asking week that is going on or comes next; null where there is none."""
        strip = await self.hands.strip() if self.hands.strip else None
        return web.json_response(drawn(strip, self.zone, self.hands.now()) if strip else None)

    async def play(self, request: web.Request) -> web.Response:
        """Play the campaign's time on; the answer comes when it has been played."""
        what = values.words(await values.body(request), "what", 16)
        if self.hands.player is None or what not in PLAYS:
            raise BadInput("That cannot be played here.")
        return await self._alone("play", lambda: self.weeks.play(what, self.hands.now()), "It does not play")

    async def stop_playing(self, request: web.Request) -> web.Response:
        await values.body(request)
        if self.hands.player is not None:
            self.hands.player.stop_playing()
        return web.json_response({})

    async def transcript(self, request: web.Request) -> web.Response:
        name = f"talk-{self.hands.now().astimezone(self.zone):%Y-%m-%d-%H%M}.txt"
        headers = {"Content-Disposition": f'attachment; filename="{name}"'}
        return web.Response(text=transcript.write(self.telegram), headers=headers)

    async def file(self, request: web.Request) -> web.Response:
        """A document or picture; unless it is of a kind a tab can show, or with ?download=1, it is saved."""
        try:
            name, mime, content = self.telegram.file(request.match_info["file_id"])
        except (LookupError, ValueError, Refusal):
            raise web.HTTPNotFound from None
        mime = mime if MIME.fullmatch(mime) else "application/octet-stream"
        shown = OPENED_IN_A_TAB.fullmatch(mime) and "download" not in request.query
        response = web.Response(body=content)
        response.headers["Content-Type"] = f"{mime}; charset=utf-8" if mime.startswith("text/") else mime
        way = "inline" if shown else "attachment"
        response.headers["Content-Disposition"] = f"{way}; filename*=UTF-8''{quote(name, safe='')}"
        response.headers["Content-Security-Policy"] = FILE_POLICY
        return response


def _name_of(host: str) -> str | None:
    try:
        return urlsplit(f"//{host}").hostname
    except ValueError:
        return None


def _sorry(status: int, sentence: str) -> web.Response:
    return web.json_response({"error": sentence}, status=status)
