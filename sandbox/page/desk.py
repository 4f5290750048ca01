"""The page's small JSON interface: what it shows of a sandbox Telegram, and what people can do there."""

import asyncio
import logging
import re
import secrets
import time
from collections.abc import Awaitable, Callable, Sequence
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

from aiohttp import web

from sandbox import transcript
from sandbox.page import papers, values
from sandbox.page.answers import refusal
from sandbox.page.chain import drawn as drawn_chain
from sandbox.page.codes import Codes
from sandbox.page.deeds import DEEDS
from sandbox.page.hands import Hands
from sandbox.page.values import BadInput
from sandbox.page.weeks import PLAYS, Weeks, drawn
from sandbox.person import Person
from sandbox.telegram import Refusal, Telegram

log = logging.getLogger(__name__)

PHONES_SHOWN = 24
POLL_SECONDS = 25
OFFER_SECONDS, OFFER_LOOKS = 10.0, 200
"""For so long the bot is waited for that was asked something in a chat, and how often one looks."""
FARTHEST = timedelta(days=3660)


class Desk:
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
        self.cameras = Codes(telegram)
        self.closing = False

    @property
    def version(self) -> int:
        """Grows with every change of Telegram and of the page's own controls."""
        return self.telegram.version + self.turns

    async def close(self, app: web.Application) -> None:
        self.closing = True

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
                "chain": self.hands.chain is not None,
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
            return refusal(409, "The bot is still busy with the clock, a play, a restart or a crowd.")
        self.busy, began = what, time.monotonic()
        self.turns += 1
        try:
            await work()
        except Exception as error:
            log.exception("%s failed", what)
            return refusal(500, f"{sorry}: {error or type(error).__name__}")
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

    async def chain(self, request: web.Request) -> web.Response:
        """The asks that people made each other; null where nobody keeps them."""
        if self.hands.chain is None:
            return web.json_response(None)
        names = {person.id: person.name for person in self.telegram.phones}
        return web.json_response(drawn_chain(await self.hands.chain(), names))

    async def codes(self, request: web.Request) -> web.Response:
        """The codes that a phone's camera can read here."""
        return web.json_response(await self.cameras.seen())

    async def offered(self, request: web.Request) -> web.Response:
        """What the bot offers for something that was put to it in a chat, once it answers."""
        asked = self.telegram.inline_queries.get(request.match_info["id"])
        if asked is None:
            raise web.HTTPNotFound
        for _ in range(OFFER_LOOKS):
            if asked.answered or self.closing:
                break
            await asyncio.sleep(OFFER_SECONDS / OFFER_LOOKS)
        button = asked.button
        cards = [
            {name: card.get(name, "") for name in ("id", "title", "description")} for card in asked.results
        ]
        return web.json_response(
            {
                "answered": asked.answered,
                "cards": cards,
                "button": button and {"text": button["text"], "start": button["start_parameter"]},
            }
        )

    async def transcript(self, request: web.Request) -> web.Response:
        name = f"talk-{self.hands.now().astimezone(self.zone):%Y-%m-%d-%H%M}.txt"
        headers = {"Content-Disposition": f'attachment; filename="{name}"'}
        return web.Response(text=transcript.write(self.telegram), headers=headers)

    async def file(self, request: web.Request) -> web.Response:
        return papers.serve(self.telegram, request)
