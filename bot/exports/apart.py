"""A file made by a process of its own: begun, listened to, and ended with whoever waits for it."""

import asyncio
import json
import sys
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

SHOWN = 3.0
"""Seconds between two words of how far it is: so soon a cancelled one ends, too."""
LOOK = 0.3
"""Seconds between two looks whether this process is to end."""
_ROOT = Path(__file__).parent.parent.parent
_PROGRAM = "import sys; sys.path.insert(0, sys.argv[1]); from bot.exports.child import main; sys.exit(main())"


@dataclass(frozen=True, slots=True)
class Apart:
    """A file that was made: where it is, how many rows it has, and the weeks that are left out."""

    path: Path
    rows: int
    left_out: tuple[str, ...]


class Stopped(Exception):
    """This process is to end, and so does the other."""


class Failed(Exception):
    """No file was made; says what kind of error it was, and where."""


async def make_apart(
    asked: str,
    told: Callable[[int, int], Awaitable[None]],
    stopping: Callable[[], bool] = lambda: False,
) -> Apart:
    """Have a file made that is asked for by this line (`bot.exports.child`); Failed where none comes of it.

    `told` is called every few seconds with how many rows are written, and of how many; where it raises, the
    process is ended. Stopped as soon as it is `stopping`.
    """
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-c", _PROGRAM, str(_ROOT)),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
    )
    try:
        _, heard = await asyncio.gather(_ask(process.stdin, asked), _listen(process.stdout, told, stopping))
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()
    return heard


async def _ask(stdin: asyncio.StreamWriter | None, asked: str) -> None:
    if stdin is not None:
        stdin.write(f"{asked}\n".encode())
        await stdin.drain()


async def _listen(
    stdout: asyncio.StreamReader | None,
    told: Callable[[int, int], Awaitable[None]],
    stopping: Callable[[], bool],
) -> Apart:
    clock, done, total = asyncio.get_running_loop().time, 0, 0
    shown = clock()
    while stdout is not None:
        if stopping():
            raise Stopped
        if clock() >= shown + SHOWN:
            await told(done, total)
            shown = clock()
        try:
            async with asyncio.timeout(LOOK):
                line = await stdout.readline()
        except TimeoutError:
            continue
        if not line:
            break
        heard = json.loads(line)
        if "path" in heard:
            return Apart(Path(heard["path"]), heard["rows"], tuple(heard["left_out"]))
        if "error" in heard:
            raise Failed(f"{heard['error']} in {heard['where']}")
        done, total = heard["done"], heard["total"]
    raise Failed("it ended without a word")
