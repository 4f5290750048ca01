"""Fetching what was recorded: once, again after trouble, and told to the team where it is never to be had."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from bot.sounds import Brings, Fetcher, Unfetchable
from bot.telegram.client import client
from bot.telegram.sound import Bringer
from campaign.listening import LARGEST
from sandbox.faults import Faults, Trouble
from sandbox.http import serve
from sandbox.refusal import bad_request
from tests.bot.conftest import settle
from tests.bot.until import until
from tests.dump import rows_of
from tests.talk import LANGUAGES, Talk

TESSA, TIM = 7001, 7002
DAY = timedelta(days=1)


class Trying:
    """Brings a file after so many tries in vain."""

    bot_id = 123456

    def __init__(self, in_vain: int, error: Exception | None = None) -> None:
        self.left = in_vain
        self.error = error or OSError("reset")
        self.asked: list[str] = []

    async def bring(self, file_id: str, most: int) -> bytes:
        """Ask once more."""
        assert most == LARGEST
        self.asked.append(file_id)
        if self.left > 0:
            self.left -= 1
            raise self.error
        return b"OggS sound"


@pytest.fixture
async def talk(database_url: str) -> AsyncIterator[Talk]:
    """A bot on both databases; Tessa recorded something that nobody fetched yet."""
    async with Talk(database_url, languages=LANGUAGES, team_ids=[TESSA, TIM]) as made:
        await settle(made)
        for number, name in ((TESSA, "Tessa"), (TIM, "Tim")):
            await made.does(made.telegram.add_person(name, "en", user_id=number), "/start")
        yield made


async def record(talk: Talk, file_id: str = "id", bot_id: int = 123456) -> int:
    """Something that Tessa recorded."""
    async with talk.app.store.begin() as memory:
        return await memory.recordings.add(
            "hello",
            "en",
            seconds=4,
            size=900,
            fingerprint="f",
            chat_id=TESSA,
            bot_id=bot_id,
            file_id=file_id,
            now=talk.clock.now(),
        )


async def state(talk: Talk) -> list[tuple[bytes | None, bool, int]]:
    """Of each recording its sound, whether it is still to be fetched, and the tries."""
    rows = await rows_of(talk.app.store, "recordings")
    return [(row["content"], row["due"] is not None, row["tries"]) for row in rows]


async def test_it_is_fetched_once_and_by_the_bot_that_can(talk: Talk) -> None:
    await record(talk)
    other = Trying(0)
    other.bot_id = 9
    await Fetcher(talk.app, other).fetch()
    assert other.asked == []
    brings = Trying(0)
    for _ in range(2):
        await Fetcher(talk.app, brings).fetch()
    assert brings.asked == ["id"]
    assert await state(talk) == [(b"OggS sound", False, 0)]


async def test_trouble_is_tried_again_after_a_while_and_after_a_restart(talk: Talk) -> None:
    await record(talk)
    brings = Trying(2)
    await Fetcher(talk.app, brings).fetch()
    await Fetcher(talk.app, brings).fetch()
    assert await state(talk) == [(None, True, 1)]
    assert len(brings.asked) == 1, "not at once"
    for _ in range(2):
        talk.clock.move(talk.clock.now() + timedelta(minutes=10))
        await talk.restart()
        await Fetcher(talk.app, brings).fetch()
    assert len(brings.asked) == 3
    assert await state(talk) == [(b"OggS sound", False, 2)]


@pytest.mark.parametrize("error", [OSError("reset"), Unfetchable("too large")])
async def test_what_is_never_to_be_had_is_given_up_and_told(error: Exception, talk: Talk) -> None:
    first = await record(talk, "older")
    await Fetcher(talk.app, Trying(0)).fetch()
    lost = await record(talk)
    brings: Brings = Trying(99, error)
    for _ in range(9):
        await Fetcher(talk.app, brings).fetch()
        talk.clock.move(talk.clock.now() + timedelta(hours=9))
    assert isinstance(brings, Trying)
    assert len(brings.asked) == (1 if isinstance(error, Unfetchable) else 6)
    (left,) = await rows_of(talk.app.store, "recordings")
    assert left["id"] == first, "the one before it plays"
    (notice,) = await rows_of(talk.app.store, "notices")
    assert notice["address"] == f"team/recording/en/hello/lost/{lost}"
    assert talk.app.campaign.budget.in_hours(notice["due"])
    await talk.pass_time(DAY)
    tessa, tim = talk.telegram.people[TESSA], talk.telegram.people[TIM]
    assert "I could not get a recording from Telegram." in tessa.messages[-1].text
    assert "I could not get" not in tim.messages[-1].text
    await talk.does(tessa, "[🎙 Record it again]")
    assert "🎙 Send me a voice message." in tessa.messages[-1].text


async def test_where_nobody_knows_who_it_was_the_whole_team_hears_it(talk: Talk) -> None:
    await record(talk)
    async with talk.app.store.begin() as memory:
        await memory.chats.forget(TESSA)
    await talk.does(talk.telegram.people[TESSA], "/start")
    talk.clock.move(talk.clock.now() + timedelta(minutes=10))
    await Fetcher(talk.app, Trying(1, Unfetchable("too large"))).fetch()
    notices = await rows_of(talk.app.store, "notices")
    assert {notice["chat_id"] for notice in notices} == {TESSA, TIM}


async def test_it_runs_beside_everything_until_stopped(
    talk: Talk, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("bot.sounds.LOOK", 0.01)
    await record(talk)

    class Broken(Fetcher):
        """Fails at its first look."""

        looks = 0

        async def fetch(self) -> None:
            Broken.looks += 1
            if Broken.looks == 1:
                raise RuntimeError("no database")
            await super().fetch()

    fetcher = Broken(talk.app, Trying(0))

    async def is_fetched() -> bool:
        return await state(talk) == [(b"OggS sound", False, 0)]

    running = asyncio.create_task(fetcher.run())
    await until(is_fetched)
    fetcher.stop()
    await running
    assert "nothing could be fetched" in caplog.messages
    await fetcher.fetch()


async def test_a_file_comes_over_http_and_no_more_of_it_than_fits() -> None:
    async with Talk.sandbox() as telegram:
        ana = telegram.add_person("Ana", "en")
        ana.send_voice(4)
        voice = ana.messages[-1].content["voice"]
        runner, address = await serve(telegram)
        async with client(telegram.token, address) as bot:
            bringer = Bringer(bot)
            assert bringer.bot_id == 123456
            content = telegram.file(voice["file_id"])[2]
            assert await bringer.bring(voice["file_id"], LARGEST) == content
            with pytest.raises(Unfetchable, match="bytes"):
                await bringer.bring(voice["file_id"], len(content) - 1)
            with pytest.raises(Exception, match="wrong file_id"):
                await bringer.bring("nothing", LARGEST)
            faults = Faults(telegram, {Trouble.ERROR: 1.0}, seed=1, methods=frozenset({"getFile"}))
            with pytest.raises(Exception, match="Internal Server Error"):
                await bringer.bring(voice["file_id"], LARGEST)
            assert faults.met

            async def refuse(method: str, _parameters: object) -> None:
                if method == "getFile":
                    raise bad_request("file is too big")

            telegram.before_call = refuse
            with pytest.raises(Unfetchable, match="larger than Telegram gives"):
                await bringer.bring(voice["file_id"], LARGEST)

            async def lie(method: str, _parameters: object) -> None:
                if method == "getFile":
                    stored = telegram.files._by_id[voice["file_id"]]
                    object.__setattr__(stored, "data", content * 3)

            telegram.before_call, telegram.after_call = None, lie
            with pytest.raises(Unfetchable, match="more than"):
                await bringer.bring(voice["file_id"], len(content))
        await runner.cleanup()
