"""How one comes to each citizen's screen among the sample people: what is tapped, typed and opened, by whom.

Steps follow each other behind `>`. Before a colon stands who takes them from there on (`VISITOR` at first),
behind `=` what is typed, or which link is opened, behind `+` what is brought, behind `!` what happens by
itself. In braces stand things to do, by what is special of them.
"""

import re
from collections.abc import AsyncIterator, Iterator, Mapping
from dataclasses import dataclass, replace

from bot.texts.happenings import HAPPENINGS, MARK
from bot.texts.scene import CITIZEN, FRIEND, MEMBER, NEIGHBOUR, TEAM, VISITOR
from bot.texts.stage import Stage
from bot.texts.walking import Step
from dialogs import catalogues
from dialogs.screen import Screen
from dialogs.text import Say
from storage.memory import Memory
from storage.unclear import LONGEST

PEOPLE = {
    "visitor": VISITOR,
    "citizen": CITIZEN,
    "neighbour": NEIGHBOUR,
    "member": MEMBER,
    "team": TEAM,
    "friend": FRIEND,
}
ASKED, ALONG = f"{MARK}asked", f"{MARK}along"
"""Steps that nobody takes: an organisation asks whoever may be asked; the citizen passes on a link."""
_LINK = re.compile(r"<(\w+)>")
_JOIN = "keep/on?a1p{place}"
_CITIZEN = f"citizen: {_JOIN}"
_YES = f"{_CITIZEN} > reply/{{one}}/yes"
_PLAN = f"{_YES} > share/{{one}}/name > share/{{one}}/send"
_OPEN = f"{_CITIZEN} > reply/{{unplanned}}/yes > share/{{unplanned}}/name > share/{{unplanned}}/send"
_MESSAGE = f"{_CITIZEN} > invite/{{one}}/here"
_ALONG = f"{_CITIZEN} > together/{{one}}/on"
_PASSED = f"{_ALONG} > {ALONG} > friend: start = @along"
_BOTH = f"{_PASSED} > {_JOIN} > reply/{{one}}/yes"
_FRIEND = f"friend: start = @friend > {_JOIN} > reply/{{one}}/yes > share/{{one}}/name > share/{{one}}/send"
_MARK = catalogues.mark(None, "How does it work?")
"""What stands at the top of the help."""
_STOP = f"{_CITIZEN} > again/on > stop"
_CALL = f"{_CITIZEN} > call/name/typed = Ana > call/phone/typed = 0612345678"

WAYS: Mapping[str, str] = {
    "hello": "start",
    "age": "reply/{one}/yes",
    "language": "language",
    "place": "place?a1",
    "which-place": "place/typed?a1 = Hengelo",
    "ask": "ask?a1p{place}",
    "opportunity": "opportunity/{one}?a1p{place}",
    "not-now": "notnow?a1p{place}",
    "enough": "ask/9999?a1p{place}",
    "near": "near?a1p{place}",
    "near-nothing": "near?a1p{nowhere}",
    "instead": "opportunity/999999?a1p{place}",
    "instead-none": "opportunity/999999?a1p{nowhere}",
    "keep": "keep?a1p{place}",
    "not-kept": "keep/no?a1p{place}",
    "too-young": "keep?a0p{place}",
    "young-yes": "reply/{one}/yes?a0p{place}",
    "again": f"{_CITIZEN} > again",
    "again-on": f"{_CITIZEN} > again/on",
    "again-off": f"{_CITIZEN} > again/off",
    "likes": "likes?a1p{place}",
    "times": "times?a1p{place}",
    "grid": "grid?a1p{place}",
    "often": "often?a1p{place}",
    "door": "door?a1p{place}",
    "does-it": "door/now?a1p{place}",
    "fit": "fit?a1p{place}",
    "radius": "radius?a1p{place}",
    "date": f"{_CITIZEN} > reply/{{repeating}}/yes",
    "share": _YES,
    "phone": f"{_YES} > share/{{one}}/phone",
    "rename": f"{_YES} > share/{{one}}/rename",
    "see": f"{_YES} > share/{{one}}/name",
    "plan": _PLAN,
    "plan-when": f"{_OPEN} > plan/{{unplanned}}/when",
    "plan-part": f"{_OPEN} > plan/{{unplanned}}/when/0",
    "plan-travel": f"{_PLAN} > plan/{{one}}/travel",
    "plan-company": f"{_PLAN} > plan/{{one}}/company",
    "tell": f"{_FRIEND} > tell/{{one}}",
    "cancel": f"{_YES} > cancel/{{one}}",
    "cancelled": f"{_YES} > cancel/{{one}}/yes",
    "alone": "reply/{one}/yes?a1p{place} > alone/{one}?a1p{place}",
    "unfinished": f"{_YES} > unfinished/{{one}}/0",
    "lapsed": f"{_CITIZEN} > reply/{{one}}/no/time > lapsed/{{one}}/0",
    "met": "member: intro/1/agree > intro/1/confirm > neighbour: met/1",
    "why-maybe": f"{_CITIZEN} > reply/{{one}}/maybe",
    "why-no": f"{_CITIZEN} > reply/{{one}}/no",
    "thanks-maybe": f"{_CITIZEN} > reply/{{one}}/maybe/time",
    "thanks-no": f"{_CITIZEN} > reply/{{one}}/no/time",
    "wrong": "wrong/{one}?a1p{place}",
    "wrong-told": "wrong/{one}/untrue?a1p{place}",
    "home-visitor": "home?a1p{place}",
    "home": f"{_CITIZEN} > home",
    "promises": "neighbour: home",
    "profile": f"{_CITIZEN} > profile",
    "help": "help",
    "about": "about",
    "lost": "lost",
    "gone": "nowhere",
    "reminder": f"{MARK}day_before > neighbour: remind/{{one}}/1/{{minute}}",
    "moved": "neighbour: moved/{one}/0",
    "did": "neighbour: did/1",
    "did-yes": "neighbour: did/1/on",
    "did-no": "neighbour: did/1/off",
    "did-not-yet": "neighbour: did/1/yet",
    "invited": "start = @friend",
    "invited-not-now": "start = @friend > invited/1/notnow",
    "own-link": "neighbour: start = @friend",
    "poster": "start = @poster",
    "together": f"{_CITIZEN} > together/{{one}}",
    "together-full": f"{_CITIZEN} > together/{{single}}",
    "together-waits": f"{_PASSED} > {_JOIN} > invited/2/{{one}}/yes",
    "comes-too": f"{_BOTH} > citizen: comes/2/0",
    "go-together": f"{_BOTH} > citizen: comes/2/on > comes/2/0",
    "two-places-free": f"{_ALONG} > comes/2/0",
    "together-no": f"{_BOTH} > citizen: comes/2/off",
    "someone": f"{_CITIZEN} > someone",
    "someone-where": "someone/where?a1p{place}",
    "someone-plain": "someone/plain",
    "message": _MESSAGE,
    "message-over": f"{_MESSAGE} > member: opp/{{one}}/close > opp/{{one}}/close/yes > citizen: invitation/2",
    "message-language": f"{_MESSAGE} > invitation/2/language",
    "message-name": f"{_MESSAGE} > invitation/2/name",
    "message-words": f"{_MESSAGE} > invitation/2/words",
    "card": f"{_MESSAGE} > invitation/2/card",
    "picture": f"{_MESSAGE} > invitation/2/picture",
    "mention": "neighbour: mention/1",
    "mentioned": "neighbour: mention/1/on",
    "not-mentioned": "neighbour: mention/1/off",
    "heard": f"{_FRIEND} > tell/{{one}}/named > neighbour: heard/1",
    "stopped": _STOP,
    "stopped-one": f"{_CITIZEN} > again/on > {ASKED} > only/1",
    "hear-again": f"{_CITIZEN} > again/on > {ASKED} > only/1 > hear/{{organisation}}",
    "reminders-on": f"{_YES} > stop > stop/reminders/on",
    "why-stop": f"{_STOP} > why/stop/1",
    "why-cancel": f"{_STOP} > why/cancel/1",
    "after-stop": f"{_STOP} > instead/stop",
    "after-cancel": f"{_STOP} > instead/cancel",
    "pause": f"{_CITIZEN} > again/on > pause",
    "pause-none": "pause",
    "pause-until": f"{_CITIZEN} > again/on > pause/until",
    "paused": f"{_CITIZEN} > again/on > pause/7",
    "pause-over": f"{_CITIZEN} > again/on > pause/0",
    "privacy": f"{_CITIZEN} > privacy",
    **{
        f"privacy-{part}": f"{_CITIZEN} > privacy/{part}"
        for part in ("who", "what", "why", "others", "long", "rights")
    },
    "mydata": f"{_CITIZEN} > mydata",
    "forget": f"{_CITIZEN} > forget",
    "forgotten": f"{_CITIZEN} > forget/yes",
    "calendar": "calendar",
    "calendar-empty": f"{MARK}no_weeks > calendar",
    "calendar-entry": "calendar/week/{week}",
    "slogan": "slogan",
    "slogan-where": "slogan/green",
    "slogan-meant": "slogan/typed = Zwijndrecht groen",
    "slogan-picture": "slogan/green/street",
    "talk-where": "talk",
    "talk": "talk?a1p{place}",
    "talk-nobody": "talk?a1p{nowhere}",
    "call-name": f"{_CITIZEN} > call",
    "call-phone": f"{_CALL} > call/phone",
    "call-when": f"{_CALL} > call/when",
    "call-see": f"{_CALL} > call/when/evening",
    "call-on": f"{_CALL} > call/when/evening > call/yes",
    "call-no": f"{_CALL} > call/no",
    "call-alone": "call?a1p{place}",
    "call-young": "call?a0p{place}",
    "unclear": "unclear/help",
    "unclear-told": f"{_CITIZEN} > sentence/{_MARK}/help",
    "unclear-refused": f"{_CITIZEN} > hard = {'x' * (LONGEST + 1)}",
    "unclear-thanks": f"{_CITIZEN} > hard = ?",
    "hard": f"{_CITIZEN} > hard",
}


@dataclass(frozen=True, slots=True)
class Came:
    """Who took which step, the screen that it led to, and the pattern of the page it stands on."""

    who: int
    step: Step
    screen: Screen
    at: str


def steps(way: str, things: Mapping[str, str], links: Mapping[str, str]) -> Iterator[tuple[int, Step]]:
    """Who takes which step; a link that was not made before the way began keeps its name."""
    who = VISITOR
    for piece in way.format_map(things).split(" > "):
        name, found, rest = piece.partition(": ")
        if found:
            who, piece = PEOPLE[name], rest
        piece, _, brought = piece.partition(" + ")
        address, _, words = piece.partition(" = ")
        if words.startswith("@"):
            yield who, Step(address, payload=links.get(words[1:], words))
        else:
            yield who, Step(address, text=words or None, brings=brought)


async def go(stage: Stage, memory: Memory, way: str, say: Say) -> AsyncIterator[Came]:
    """Take every step of a way, and tell where it led."""
    for who, step in steps(way, stage.things, stage.links):
        if step.address.startswith(MARK):
            await HAPPENINGS[step.address.removeprefix(MARK)](stage, memory)
            continue
        if step.payload.startswith("@"):
            step = replace(step, payload=stage.links[step.payload[1:]])
        if "<" in step.address:
            step = replace(step, address=_LINK.sub(lambda link: stage.links[link[1]], step.address))
        yield Came(who, step, *await stage.take(memory, who, step, say))
