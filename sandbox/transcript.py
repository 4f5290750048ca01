"""Talks as plain text: played against a bot, and written down from what was said."""

from __future__ import annotations

import difflib
import re
from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING
from urllib.parse import unquote
from zoneinfo import ZoneInfo

from sandbox import steps
from sandbox.keyboards import label_of, rows_of, visible
from sandbox.log import QUIET, Did, Happened, Spoke
from sandbox.steps import KINDS, Act, Expected, Moved, Passed, Restarted, Rows, Step, read

if TYPE_CHECKING:
    from sandbox.log import Entry
    from sandbox.person import Person
    from sandbox.telegram import Telegram

INDENT = " " * 5


@dataclass(frozen=True, slots=True)
class Transcript:
    """A talk, read."""

    steps: tuple[Step, ...]

    @classmethod
    def parse(cls, text: str) -> Transcript:
        """Raises `ValueError` that names the line it cannot read."""
        return cls(read(text))


async def play(
    transcript: Transcript | str,
    telegram: Telegram,
    *,
    settle: Callable[[], Awaitable[None]],
    restart: Callable[[], Awaitable[None]],
    pass_time: Callable[[timedelta], Awaitable[None]],
    restart_between: bool = False,
    time_zone: str = "Europe/Amsterdam",
) -> None:
    """Do what people do in the transcript, and compare what the bot says.

    `settle` waits until the bot has nothing more to do, `restart` rebuilds it, `pass_time` moves its clock.
    With `restart_between` the bot restarts between every two steps. Whatever the bot said since the last step
    must be listed, in order for each person, unless the list ends with `bot: …`; a step with no list after it
    is not compared. Raises `AssertionError` with the line and the difference, also for a tap that was never
    answered and for a fault.
    """
    script = transcript if isinstance(transcript, Transcript) else Transcript.parse(transcript)
    stage = _Stage(telegram, script, ZoneInfo(time_zone))
    for number, (step, expected) in enumerate(_blocks(script.steps)):
        if restart_between and number:
            await restart()
            await settle()
        last = telegram.log[-1] if telegram.log else None
        if isinstance(step, Passed):
            await pass_time(step.time)
        elif isinstance(step, Moved):
            await pass_time(stage.until(step))
        elif isinstance(step, Restarted):
            await restart()
        else:
            stage.act(step)
        await settle()
        stage.compare(expected, _since(telegram, last))
        stage.check_invariants(step)


def write(telegram: Telegram) -> str:
    """The talk so far as a transcript."""
    lines = [
        f"--- {person.name} uses Telegram in ({person.language_code or '-'})"
        for person in telegram.people.values()
        if person.language_code != "en"
    ]
    moment, actor = None, ""
    for entry in telegram.log:
        if moment is not None and (words := _span(entry.moment - moment)):
            lines.append(f"--- {words} pass")
        moment = entry.moment
        if isinstance(entry, Happened):
            lines.append(f"--- {entry.words}")
        elif isinstance(entry, Did):
            actor = entry.person
            lines += _indented(f"{actor}: ", entry.words.splitlines())
        elif entry.mark not in QUIET or entry.mark == "keyboard":
            lines += _lines_of(_as_expected(entry), actor)
    return "\n".join(lines) + "\n"


def _blocks(script: Sequence[Step]) -> Iterator[tuple[Act | Passed | Moved | Restarted, list[Expected]]]:
    """Each step with what is expected after it."""
    step: Act | Passed | Moved | Restarted | None = None
    expected: list[Expected] = []
    for following in script:
        if isinstance(following, Expected):
            if step is None:
                raise ValueError(f"line {following.line}: nothing has happened yet")
            expected.append(following)
        elif not isinstance(following, steps.Uses):
            if step is not None:
                yield step, expected
            step, expected = following, []
    if step is not None:
        yield step, expected


def _since(telegram: Telegram, last: Entry | None) -> list[Spoke]:
    new: list[Spoke] = []
    for entry in reversed(telegram.log):
        if entry is last:
            break
        if isinstance(entry, Spoke):
            new.insert(0, entry)
    return new


class _Stage:
    """The people of a transcript on their phones."""

    def __init__(self, telegram: Telegram, script: Transcript, time_zone: ZoneInfo) -> None:
        self._telegram = telegram
        self._time_zone = time_zone
        self._languages = {
            step.person: step.language_code for step in script.steps if isinstance(step, steps.Uses)
        }
        self._known_faults = len(telegram.faults)
        self._known_taps = set(telegram.taps)
        self._people: dict[str, Person] = {}
        self._actor = ""

    def person(self, name: str) -> Person:
        if name not in self._people:
            there = [person for person in self._telegram.people.values() if person.name == name]
            language = self._languages.get(name, "en")
            self._people[name] = there[0] if there else self._telegram.add_person(name, language)
        return self._people[name]

    def until(self, step: Moved) -> timedelta:
        moment = step.moment
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=self._time_zone)
        return moment - self._telegram.now()

    def act(self, step: Act) -> None:
        person = self.person(step.person)
        self._actor = person.name
        try:
            self._act(step, person)
        except (KeyError, ValueError) as error:
            raise AssertionError(f"line {step.line}: {error.args[0]}") from error

    def _act(self, step: Act, person: Person) -> None:
        match step:
            case steps.Said():
                person.say(step.text)
            case steps.Tapped():
                person.tap(step.label, nth=step.older)
            case steps.Shared():
                person.share_location(step.latitude, step.longitude)
            case steps.Sent():
                getattr(person, f"send_{step.kind}")()
            case steps.Spoken():
                person.send_voice(step.seconds)
            case steps.Forbade():
                person.forbid_voice(forbids=step.forbids)
            case steps.Blocked():
                person.block()
            case steps.Unblocked():
                person.unblock()
            case steps.Opened():
                payload = step.payload or self._newest_payload(self.person(step.whose))
                person.open_link(f"https://t.me/{self._telegram.username}?start={payload}")
            case steps.Forwarded():
                newest = [message.id for message in person.messages if message.from_bot]
                person.forward(newest[-1], self.person(step.to))

    def _newest_payload(self, whose: Person) -> str:
        link = re.compile(rf"(?:t|telegram)\.me/{self._telegram.username}\?start=([A-Za-z0-9_-]+)", re.I)
        for message in reversed(whose.messages):
            found = link.findall(unquote(unquote(str(message.wire()))))
            if found:
                return str(found[-1])
        raise ValueError(f"{whose.name} has no link to this bot")

    def check_invariants(self, step: Act | Passed | Moved | Restarted) -> None:
        if taps := [tap for tap in self._telegram.unanswered() if tap.id not in self._known_taps]:
            labels = ", ".join(f"{tap.person.name}: [{tap.label}]" for tap in taps)
            raise AssertionError(f"line {step.line}: never answered: {labels}")
        if faults := self._telegram.faults[self._known_faults :]:
            raise AssertionError(f"line {step.line}: " + "; ".join(faults))

    def compare(self, expected: Sequence[Expected], said: Sequence[Spoke]) -> None:
        if not expected:
            return
        wanted = [replace(one, to=one.to or self._actor) for one in expected]
        for one in wanted:
            self.person(one.to)
        more_to = wanted.pop().to if wanted[-1].anything else None
        for name in self._people:
            for_them = [one for one in wanted if one.to == name]
            heard = [entry for entry in said if entry.person == name]
            rest = _rest(for_them, heard)
            if rest is None or (rest and more_to is None) or (not rest and more_to == name):
                raise AssertionError(_difference(expected[0].line, name, for_them, heard))


def _rest(expected: Sequence[Expected], said: Sequence[Spoke]) -> list[Spoke] | None:
    """What the bot said beyond what is expected, in order; None when something expected is missing."""
    position = 0
    for one in expected:
        while position < len(said) and not _fits(one, said[position]) and said[position].mark in QUIET:
            position += 1
        if position == len(said) or not _fits(one, said[position]):
            return None
        position += 1
    return [entry for entry in said[position:] if entry.mark not in QUIET]


def _fits(one: Expected, said: Spoke) -> bool:
    if one.anything:
        return said.mark in ("", "edits")
    actual = _as_expected(said)
    if one.mark == "edits" or (not one.mark and said.kind == "text"):
        right_mark = said.mark == "edits" or (said.mark == "" and not one.mark)
    else:
        right_mark = one.mark == actual.mark or (one.mark, actual.mark) == ("toast", "alert")
    words_fit = (one.mark and not one.text) or _pattern(one.text).fullmatch(_plain(actual.text))
    return bool(right_mark and words_fit and _rows_fit(one.rows or (), actual.rows or ()))


def _plain(text: str) -> str:
    return "\n".join(" ".join(line.split()) for line in visible(text).splitlines() if line.strip())


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(".*".join(re.escape(part) for part in _plain(text).split("…")), re.DOTALL)


def _rows_fit(expected: Rows, actual: Rows) -> bool:
    """Whether rows match: `[…]` alone is any rows, at the end of a row any buttons, at the very end both."""
    if not expected:
        return not actual
    first, rest = expected[0], expected[1:]
    if first == ("…",):
        return any(_rows_fit(rest, actual[skipped:]) for skipped in range(len(actual) + 1))
    if not actual:
        return False
    if first[-1] == "…":
        wanted = first[:-1]
        row_fits = len(wanted) <= len(actual[0]) and _labels_fit(wanted, actual[0])
        return row_fits and (not rest or _rows_fit(rest, actual[1:]))
    row_fits = len(first) == len(actual[0]) and _labels_fit(first, actual[0])
    return row_fits and _rows_fit(rest, actual[1:])


def _labels_fit(expected: Sequence[str], actual: Sequence[str]) -> bool:
    return all(_pattern(one).fullmatch(other) for one, other in zip(expected, actual, strict=False))


def _as_expected(said: Spoke) -> Expected:
    """What the bot did as the lines that expect exactly that."""
    rows = tuple(tuple(label_of(button["text"]) for button in row) for row in rows_of(said.markup))
    words = [said.detail, said.text] if said.kind in KINDS else [said.text]
    mark = said.kind if said.kind in KINDS and said.mark in ("", "edits") else said.mark
    return Expected(said.person, mark, "\n".join(filter(None, words)), rows or None)


def _lines_of(one: Expected, actor: str) -> list[str]:
    marks = ", ".join(filter(None, ("" if one.to == actor else f"to {one.to}", one.mark)))
    rows = [" ".join(f"[{label}]" for label in row) for row in one.rows or ()]
    return _indented(f"bot ({marks}): " if marks else "bot: ", [*_plain(one.text).splitlines(), *rows])


def _indented(prefix: str, lines: Sequence[str]) -> list[str]:
    shown = [line.strip() for line in lines if line.strip()] or [""]
    return [(prefix + shown[0]).rstrip(), *(INDENT + line for line in shown[1:])]


def _difference(line: int, name: str, expected: Sequence[Expected], said: Sequence[Spoke]) -> str:
    wanted = [text for one in expected for text in _lines_of(one, name)]
    heard = [text for entry in said for text in _lines_of(_as_expected(entry), name)]
    compared = "\n".join(text for text in difflib.ndiff(wanted, heard) if not text.startswith("?"))
    return f"line {line}: the bot says something else to {name} (- expected, + said)\n{compared}"


def _span(time: timedelta) -> str:
    minutes = int(time.total_seconds()) // 60
    parts = ((minutes // 1440, "day"), (minutes // 60 % 24, "hour"), (minutes % 60, "minute"))
    return " ".join(f"{count} {unit}{'s' * (count != 1)}" for count, unit in parts if count)
