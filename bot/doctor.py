"""`doctor` on the command line: what is well, what to look at, what is wrong, and what to do about it."""

import asyncio
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from http import HTTPStatus
from pathlib import Path
from urllib.parse import urlsplit

import aiohttp

from bot import sentry
from bot.campaign_file import campaign_path, load_campaign
from bot.clock import Clock
from bot.named import Away, Strange, UnknownToken, ask_me
from bot.pulse import READY
from bot.settings import FREE, LOOPBACK, BadSettings, Settings
from bot.webhook import ALLOWED, Refused, Webhook, look_at_webhook
from campaign.differences import Kept, differences
from campaign.population import COMPARED
from campaign.weeks import STANDARD, Campaign
from storage.checkup import Checkup, is_there, kept_moments, look_at
from storage.migrations import Unreachable
from storage.private import everybody_reads
from storage.server import Shared, look_at_server
from storage.url import understand

SAMPLE = Path(__file__).parent.parent / "samples" / "campaign.toml"
PATIENCE = 10
"""Seconds within which Telegram and the database have to answer."""
_NOBODY_BEHIND = (HTTPStatus.BAD_GATEWAY, HTTPStatus.SERVICE_UNAVAILABLE, HTTPStatus.GATEWAY_TIMEOUT)
ENV = Path(".env")
MIGRATE = "Run: python -m bot migrate"
WEB = "Start: python -m bot web, with WEBHOOK_URL as the address that leads to its HOST and PORT."
PORTS = (443, 80, 88, 8443)
"""Where Telegram sends updates to."""
APART = 3
"""Processes where updates are sent: web, worker and clock, one of each at least."""
GUESSED = 16
"""A secret with fewer characters is guessed sooner or later."""


class Mark(StrEnum):
    """How something is."""

    OK = "ok"
    LOOK = "look"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Finding:
    """A thing that was looked at: how it is, what was found, and what to do."""

    mark: Mark
    found: str
    todo: str = ""

    def __str__(self) -> str:
        """A line with its mark, and what to do below it."""
        line = f"{self.mark:<6}{self.found}"
        return f"{line}\n      → {self.todo}" if self.todo else line


def doctor(settings: Settings) -> int:
    """Look at everything and print it; the exit code: 1 where something is wrong, 2 for a faulty file."""
    now = Clock().now()
    campaign, of_file = look_at_file(settings, now)
    findings = [
        *look_at_settings(settings),
        *look_at_modes(settings),
        *of_file,
        *asyncio.run(_look_outside(settings, campaign)),
    ]
    for finding in findings:
        print(finding)
    wrong = sum(finding.mark is Mark.WRONG for finding in findings)
    looks = sum(finding.mark is Mark.LOOK for finding in findings)
    print(f"\n{len(findings)} findings: {wrong} wrong, {looks} to look at.")
    if campaign is None:
        return 2
    return 1 if wrong else 0


def look_at_settings(settings: Settings) -> list[Finding]:
    """What the settings themselves tell; they can be used, or nothing would have come this far."""
    findings = [Finding(Mark.OK, "The settings can be read.")]
    if not settings.team_ids:
        todo = "Set TEAM_IDS to the Telegram ids of the campaign team, with commas between them."
        findings.append(Finding(Mark.LOOK, "TEAM_IDS is empty: nobody is of the campaign team.", todo))
    if settings.pace > FREE:
        found = f"PACE is {settings.pace}: more than {FREE} messages a second are paid for at Telegram."
        findings.append(Finding(Mark.LOOK, found, f"Without paid broadcasts: PACE at most {FREE}."))
    if sentry.missing(settings):
        findings.append(Finding(Mark.WRONG, sentry.MISSING, f"Run: {sentry.INSTALL}"))
    parts = urlsplit(settings.webhook_url)
    if parts.scheme == "https" and (parts.port or 443) not in PORTS:
        found = f"WEBHOOK_URL names port {parts.port}, where Telegram sends nothing."
        todo = f"Take one of {', '.join(map(str, PORTS))}; a proxy passes it on to HOST and PORT."
        findings.append(Finding(Mark.WRONG, found, todo))
    if settings.webhook_secret and len(settings.webhook_secret.get_secret_value()) < GUESSED:
        todo = f"Write {GUESSED} characters or more, or leave it out: then it is derived from the token."
        findings.append(Finding(Mark.LOOK, "WEBHOOK_SECRET is so short that it can be guessed.", todo))
    return findings


def look_at_modes(settings: Settings) -> list[Finding]:
    """The files with secrets that everybody on this machine may read."""
    url, _ = understand(settings.database)
    files = (ENV, Path(str(url.database)) if url.get_backend_name() == "sqlite" else ENV)
    return [
        Finding(Mark.LOOK, f"{path} can be read by every user of this machine.", f"Run: chmod 600 {path}")
        for path in dict.fromkeys(files)
        if everybody_reads(path)
    ]


def look_at_file(settings: Settings, now: datetime) -> tuple[Campaign | None, list[Finding]]:
    """The campaign, None where its file has faults, and what there is to say about it."""
    path = campaign_path(settings)
    if path is None:
        todo = "Copy samples/campaign.toml to campaign.toml and change it."
        return STANDARD, [
            Finding(Mark.LOOK, "There is no campaign.toml, so there are no asking weeks.", todo)
        ]
    try:
        campaign = load_campaign(path)
    except BadSettings as bad:
        return None, [
            Finding(Mark.WRONG, f"{bad.where}{fault}", f"Change it in {path}.") for fault in bad.faults
        ]
    return campaign, [_weeks(path, campaign, now), _population(path, campaign), _controller(path, campaign)]


def _weeks(path: Path, campaign: Campaign, now: datetime) -> Finding:
    counts = (
        f"{path}: {len(campaign.weeks)} asking weeks, {len(campaign.moments)} moments, "
        f"{len(campaign.events)} events."
    )
    coming = campaign.week_at(now)
    if coming is None:
        return Finding(Mark.LOOK, f"{counts} No asking week is to come.", "Put in the next one.")
    if path.resolve() != SAMPLE and campaign.weeks == load_campaign(SAMPLE).weeks:
        return Finding(Mark.LOOK, f"{counts} The weeks are those of the sample.", "Put in your own dates.")
    return Finding(
        Mark.OK, f'{counts} The next week is "{coming.name}", from {coming.first} to {coming.last}.'
    )


def _population(path: Path, campaign: Campaign) -> Finding:
    missing = [one.value for one in COMPARED if not campaign.population.of(one).percent]
    if missing:
        found = (
            f"{path} has no shares of the population by {', '.join(missing)}: there are numbers, and no gap."
        )
        todo = "Put them in under [population], as in samples/campaign.toml, to see who is asked too little."
        return Finding(Mark.LOOK, found, todo)
    if path.resolve() != SAMPLE:
        sample = load_campaign(SAMPLE).population
        same = [one.value for one in COMPARED if campaign.population.of(one) == sample.of(one)]
        if same:
            found = f"{path}: the shares of the population by {', '.join(same)} are those of the sample."
            return Finding(
                Mark.LOOK, found, "Put in those of Statistics Netherlands (CBS), with their source."
            )
    return Finding(Mark.OK, f"{path} has the population's shares, with their sources.")


def _controller(path: Path, campaign: Campaign) -> Finding:
    if not campaign.controller:
        found = f"{path} does not say who answers for people's data: the privacy statement has no name in it."
        return Finding(Mark.LOOK, found, "Fill in [controller], as in samples/campaign.toml.")
    if path.resolve() != SAMPLE and campaign.controller == load_campaign(SAMPLE).controller:
        return Finding(Mark.LOOK, f"{path}: the controller is that of the sample.", "Put in your own.")
    return Finding(Mark.OK, f"{campaign.controller.name} answers for people's data.")


async def _look_outside(settings: Settings, campaign: Campaign | None) -> list[Finding]:
    return [
        *await look_at_database(settings.database, campaign),
        *await look_at_processes(settings, campaign, Clock().now()),
        *await look_at_token(settings.token, settings.bot_api_url),
        *await look_at_updates(settings),
        await look_at_door(settings.door),
    ]


async def look_at_database(url: str, campaign: Campaign | None) -> list[Finding]:
    """Whether the database answers, can be used, and says the same as the campaign's file."""
    try:
        async with asyncio.timeout(PATIENCE):
            checkup = await look_at(url) if is_there(url) else None
    except (Unreachable, TimeoutError) as error:
        found = str(error) or f"The database did not answer within {PATIENCE} seconds."
        return [Finding(Mark.WRONG, found, "Look at DATABASE_URL, and whether the database is running.")]
    if checkup is None or checkup.version is None:
        return [Finding(Mark.LOOK, "There is no database yet, or it is empty.", MIGRATE)]
    finding = _schema(checkup)
    if finding.mark is not Mark.OK or campaign is None:
        return [finding]
    return [finding, *_compare(campaign, await kept_moments(url))]


async def look_at_processes(settings: Settings, campaign: Campaign | None, now: datetime) -> list[Finding]:
    """Whether PostgreSQL has connections for all processes, and one of them is the clock.

    Nothing where there is no PostgreSQL, or it was told already that it cannot be used.
    """
    if understand(settings.database)[0].get_backend_name() == "sqlite":
        return []
    try:
        async with asyncio.timeout(PATIENCE):
            shared = await look_at_server(settings.database)
    except (Unreachable, TimeoutError):
        return []
    apart = bool(settings.webhook_url)
    findings = [_connections(shared, settings.database_pool, APART if apart else 1)]
    if apart and not shared.led and (shared.waits or (campaign is not None and campaign.week_at(now))):
        found = "No clock is running, though there are messages or weeks to come: nothing goes out by itself."
        findings.append(
            Finding(Mark.LOOK, found, "Start: python -m bot clock. It is looked for by its lease.")
        )
    return findings


def _connections(shared: Shared, pool: int, processes: int) -> Finding:
    room = shared.connections
    found = (
        f"The database gives this user {room} connections ({shared.limit}), and a process takes up to {pool}"
    )
    todo = (
        f"DATABASE_POOL × processes is to be at most {room}: set DATABASE_POOL to {max(1, room // processes)}"
        f" for {processes}, or raise {shared.limit}."
    )
    if room < pool:
        return Finding(Mark.WRONG, f"{found} (DATABASE_POOL).", todo)
    found = f"{found} (DATABASE_POOL): enough for {room // pool} processes."
    if room < pool * processes:
        return Finding(Mark.LOOK, found, todo)
    return Finding(Mark.OK, found)


def _compare(campaign: Campaign, kept: list[Kept]) -> list[Finding]:
    found = [Finding(Mark.LOOK, words, todo) for words, todo in differences(campaign, kept)]
    return found or [Finding(Mark.OK, "The campaign's file and the database say the same.")]


def _schema(checkup: Checkup) -> Finding:
    found = f"The database is {checkup.product}, its schema at version {checkup.version}"
    if str(checkup.version) < checkup.newest:
        return Finding(Mark.WRONG, f"{found}; this program needs {checkup.newest}.", MIGRATE)
    if str(checkup.version) > checkup.newest:
        todo = "Use the newer program with this database."
        return Finding(Mark.WRONG, f"{found}; this program knows {checkup.newest} only.", todo)
    if checkup.trouble:
        todo = "Let the bot write: the rights of its user, of the file and its folder, and space on the disk."
        return Finding(Mark.WRONG, f"{found}. It cannot be written: {checkup.trouble}", todo)
    return Finding(Mark.OK, f"{found}, and can be written.")


async def look_at_token(token: str, api: str) -> list[Finding]:
    """Whether Telegram knows the token, and whether people can send an ask from within any chat."""
    if not token:
        todo = "Get a token from @BotFather and set it; the demo needs none."
        return [Finding(Mark.LOOK, "BOT_TOKEN is not set, so the bot cannot run on Telegram.", todo)]
    try:
        me = await ask_me(token, api)
    except Away as error:
        found = f"{api} cannot be reached ({error})."
        return [Finding(Mark.WRONG, found, "Look at the network and at BOT_API_URL.")]
    except Strange:
        found = f"{api} does not answer as Telegram does."
        return [Finding(Mark.WRONG, found, "Look at BOT_API_URL, or try again later.")]
    except UnknownToken:
        found = "Telegram does not know this BOT_TOKEN."
        return [Finding(Mark.WRONG, found, "Check it with @BotFather.")]
    return [Finding(Mark.OK, f"Telegram knows the token: the bot is @{me.name}."), _inline(me.inline)]


async def look_at_updates(settings: Settings) -> list[Finding]:
    """How updates come from Telegram: sent to a webhook, or asked for; nothing where it cannot be known."""
    try:
        there = await look_at_webhook(settings.token, settings.bot_api_url) if settings.token else None
    except (Away, Strange, Refused, UnknownToken):
        return []
    if there is None:
        return []
    wait = f"{there.pending} wait." if there.pending else "None wait."
    if there.url != settings.webhook_url:
        return [_otherwise(there, settings.webhook_url, wait)]
    if not there.url:
        return [Finding(Mark.OK, f"Updates are asked for, by run. {wait}")]
    found = f"Telegram sends updates to WEBHOOK_URL. {wait}"
    if there.allowed and (missing := [kind for kind in ALLOWED if kind not in there.allowed]):
        found = f"{found} It leaves out some that the bot needs: {', '.join(missing)}."
        return [Finding(Mark.LOOK, found, f"{WEB} It asks for all of them.")]
    if there.pending and there.trouble:
        return [Finding(Mark.LOOK, f"{found} The last trouble: {there.trouble}", WEB)]
    return [Finding(Mark.OK, found)]


def _otherwise(there: Webhook, wanted: str, wait: str) -> Finding:
    if not there.url:
        found = f"WEBHOOK_URL is set, and Telegram sends nothing there. {wait}"
        return Finding(Mark.LOOK, found, f"{WEB} Or unset it, and start: python -m bot run")
    found = f"Telegram sends updates to {urlsplit(there.url).hostname}, not to WEBHOOK_URL. {wait}"
    if wanted:
        return Finding(Mark.LOOK, found, WEB)
    todo = "Start: python -m bot run, which asks for them from then on. Or set WEBHOOK_URL for web."
    return Finding(Mark.LOOK, found, todo)


def _inline(on: bool) -> Finding:
    if on:
        return Finding(Mark.OK, "Inline mode is on: people can send an ask from within any chat.")
    todo = "To have it: send /setinline to @BotFather. Without it people use Telegram's list of chats."
    return Finding(Mark.LOOK, "Inline mode is off: people cannot send an ask from within any chat.", todo)


async def look_at_door(url: str) -> Finding:
    """Whether people reach the pages for whoever has no Telegram."""
    if not url:
        todo = "Set PUBLIC_URL to the https address at which people reach this machine."
        return Finding(Mark.LOOK, "PUBLIC_URL is not set, so who has no Telegram gets no page.", todo)
    try:
        timeout = aiohttp.ClientTimeout(total=PATIENCE)
        async with (
            aiohttp.ClientSession(timeout=timeout) as session,
            session.get(f"{url}/readyz", allow_redirects=False) as answered,
        ):
            status, words = answered.status, await answered.content.read(len(READY))
    except (aiohttp.ClientConnectorDNSError, aiohttp.ClientSSLError) as error:
        found = f"{url} cannot be reached ({type(error).__name__})."
        return Finding(Mark.WRONG, found, "Look at PUBLIC_URL, its name in the DNS and its certificate.")
    except (aiohttp.ClientError, OSError, TimeoutError) as error:
        found = f"{url} cannot be reached ({type(error).__name__})."
        todo = "Start: python -m bot web (or run). If it runs, look at the proxy before it."
        return Finding(Mark.LOOK, found, todo)
    if status in _NOBODY_BEHIND:
        todo = "Start: python -m bot web (or run), and look at the database."
        return Finding(Mark.LOOK, f"{url} answers with {status}: nobody is behind it.", todo)
    if status != HTTPStatus.OK or words != READY.encode():
        todo = "Let PUBLIC_URL be the address that leads to HOST and PORT of web (or run)."
        return Finding(Mark.WRONG, f"{url} answers, but it is not this bot (HTTP {status}).", todo)
    if urlsplit(url).hostname in LOOPBACK:
        todo = "For others: an https address, with a proxy that passes it on to HOST and PORT."
        return Finding(Mark.LOOK, f"{url} answers, but only on this machine.", todo)
    return Finding(Mark.OK, f"The pages for whoever has no Telegram are at {url}.")
