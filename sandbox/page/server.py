"""Serves the sandbox page, its files and its small JSON interface to browsers on this machine."""

import errno
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from urllib.parse import urlsplit

from aiohttp import web

from sandbox.page import door as house
from sandbox.page.answers import refusal
from sandbox.page.desk import Desk
from sandbox.page.hands import Hands
from sandbox.page.values import BadInput
from sandbox.telegram import Telegram

HERE = Path(__file__).parent
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; media-src 'self';"
        " frame-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none';"
        " require-trusted-types-for 'script'; trusted-types sanitise"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-cache",
}
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def page(
    telegram: Telegram,
    hands: Hands,
    places: Sequence[tuple[str, float, float]],
    door: web.Application | None = None,
) -> web.Application:
    """The page as an application; `places` are (name, latitude, longitude) for the place picker.

    `door` are the bot's own pages for whoever has no Telegram; they stand under /door.
    """
    desk = Desk(telegram, hands, places)
    app = web.Application(middlewares=[_guarded], client_max_size=64 * 1024)
    app.add_routes(
        [
            web.get("/", _asset),
            web.get(r"/static/{name:[a-z]+(?:-[a-z]+)*\.(?:js|css|svg)}", _asset),
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
            web.get("/api/chain", desk.chain),
            web.get("/api/codes", desk.codes),
            web.get(r"/api/offered/{id:\d{1,20}}", desk.offered),
        ]
    )
    if door is not None:
        house.stand(door, app)
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


async def _asset(request: web.Request) -> web.StreamResponse:
    path = HERE / request.match_info.get("name", "index.html")
    if not path.is_file():
        raise web.HTTPNotFound
    return web.FileResponse(path)


@web.middleware
async def _guarded(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Answer only this machine's own page: another host is DNS rebinding, another origin a forged post."""
    response: web.StreamResponse
    host = request.headers.get("Host", "")
    if _name_of(host) not in LOOPBACK:
        response = refusal(403, "This page answers only to the name of this machine itself.")
    elif request.method not in ("GET", "HEAD") and request.headers.get("Origin") != f"http://{host}":
        response = refusal(403, "Only the sandbox page itself may ask this.")
    else:
        try:
            response = await handler(request)
        except BadInput as error:
            response = refusal(400, str(error))
        except web.HTTPClientError as error:
            if house.behind(request):
                raise
            response = refusal(error.status, f"{error.reason}.")
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    return house.framed(response) if house.behind(request) else response


def _name_of(host: str) -> str | None:
    try:
        return urlsplit(f"//{host}").hostname
    except ValueError:
        return None
