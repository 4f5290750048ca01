"""Links that nobody made: payloads forged from real ones, and what the bot says to whoever opens them."""

import string
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from campaign.values import Role
from sandbox.person import Person
from tests.invitations import FATIMA, fatima_asks, posters
from tests.talk import Talk
from tests.town import SOUP, settle_town

ALPHABET = string.ascii_letters + string.digits + "_-"
WELCOMED = "welcomed"
LONGEST = 64
"""Characters of a payload that the bot looks at."""
LOOKALIKES = str.maketrans({"a": "а", "e": "е", "i": "і", "o": "о", "c": "с", "-": "‐", "_": "＿", "1": "１"})
KNOWN = (
    "i_' OR 1=1 --",
    "i_' OR '1'='1",
    "i_%",
    "i_" + "_" * 12,
    "i_*",
    "i_1",
    "i_0",
    "i_-1",
    "i_None",
    "invited/1",
    "i_../../etc/passwd",
    "i_%00",
    "i_\x00",
    "i_{code}",
    "i_<b>",
    "i_&amp;",
    "i_",
    "c_",
    "j_",
    "i",
    "_",
    "i_; DROP TABLE invitations; --",
    "c_\\",
    "i_\u202eabcdefghijkl",
    "i_😀😀😀",
    "i_" + "a\u0301" * 6,
    "i_ﬁﬁﬁﬁﬁﬁﬁﬁﬁﬁﬁﬁ",
    "i_١٢٣٤٥٦٧٨٩٠١٢",
)


@dataclass(frozen=True, slots=True)
class Real:
    """Codes that lead somewhere: of an invitation, of a poster, and of a link that admits."""

    invitation: str
    poster: str
    admission: str

    @property
    def payloads(self) -> frozenset[str]:
        """The payloads that are what they say."""
        return frozenset((f"i_{self.invitation}", f"c_{self.poster}", f"j_{self.admission}"))


async def real_links(talk: Talk) -> Real:
    """A town with an invitation, a poster and a link for a member, as the bot makes them."""
    now = talk.clock.now()
    async with talk.app.store.begin() as memory:
        await settle_town(memory, now)
        asker = await fatima_asks(memory, now)
        await posters(memory, now)
        it = await memory.invitations.make(asker.id, FATIMA, language="nl", opportunity_id=SOUP, now=now)
        hangs, _ = await memory.codes.page()
        token = await memory.members.admit(Role.MEMBER, 1, now=now)
    return Real(it.code, hangs[-1][0].code, token)


def forged(real: Real, chance: Random) -> Iterator[str]:
    """Payloads without end, none of them real."""
    ways = (_flipped, _cased, _cut, _grown, _swapped, _dressed, _alike, _guessed, _borrowed, _any, _known)
    while True:
        payload = chance.choice(ways)(real, chance)
        if payload.strip()[:LONGEST] not in real.payloads:
            yield payload


def _one(real: Real, chance: Random) -> str:
    return chance.choice(sorted(real.payloads))


def _flipped(real: Real, chance: Random) -> str:
    payload = list(_one(real, chance))
    for _ in range(chance.choice((1, 1, 1, 2, 5))):
        place = chance.randrange(len(payload))
        payload[place] = chr(ord(payload[place]) ^ (1 << chance.randrange(7)))
    return "".join(payload)


def _cased(real: Real, chance: Random) -> str:
    return "".join(letter.swapcase() if chance.random() < 0.5 else letter for letter in _one(real, chance))


def _cut(real: Real, chance: Random) -> str:
    payload = _one(real, chance)
    first = chance.randrange(len(payload))
    return payload[first : chance.randrange(first, len(payload)) + 1]


def _grown(real: Real, chance: Random) -> str:
    payload, more = _one(real, chance), "".join(chance.choices(ALPHABET + " =\n", k=chance.randrange(1, 70)))
    return more + payload if chance.random() < 0.3 else payload + more


def _swapped(real: Real, chance: Random) -> str:
    payload = list(_one(real, chance))
    here, there = chance.randrange(len(payload)), chance.randrange(len(payload))
    payload[here], payload[there] = payload[there], payload[here]
    return "".join(payload)


def _dressed(real: Real, chance: Random) -> str:
    """A real code in quotes, brackets or spaces, or with a prefix that is none."""
    code = _one(real, chance)[2:]
    prefix = chance.choice(("", "I_", "i-", "i__", "ii_", "x_", "i_i_", "_", "i_ ", " i _", "i＿", "0_"))
    return prefix + chance.choice(("{}", "'{}'", '"{}"', "{}'--", "{};", "{}%00", "({})", "{}\t{}")).replace(
        "{}", code
    )


def _alike(real: Real, chance: Random) -> str:
    return _one(real, chance).translate(LOOKALIKES)


def _guessed(real: Real, chance: Random) -> str:
    length = chance.choice((12, 12, 12, 11, 13, 32, 62))
    return chance.choice("ic") + "_" + "".join(chance.choices(ALPHABET, k=length))


def _borrowed(real: Real, chance: Random) -> str:
    """The code of one kind as if it were another's."""
    kinds = (("c", real.invitation), ("j", real.invitation), ("i", real.poster), ("j", real.poster))
    kind, code = chance.choice((*kinds, ("i", real.admission), ("c", real.admission)))
    return f"{kind}_{code}"


def _any(real: Real, chance: Random) -> str:
    length = chance.choice((1, 5, 64, 65, 200, 4_000))
    return "".join(chr(chance.randrange(0x20, 0xD7FF)) for _ in range(length))


def _known(real: Real, chance: Random) -> str:
    return chance.choice(KNOWN)


async def throw(talk: Talk, person: Person, payloads: Iterator[str], number: int) -> Counter[str]:
    """Have somebody new open so many of them: how many were welcomed, or what was said instead."""
    said: Counter[str] = Counter()
    for payload in (next(payloads) for _ in range(number)):
        person.say(f"/start {payload}")
        await talk.settle()
        newest = next(reversed(person.chat.messages.values()))
        greeted = f"Hello {person.name}." in newest.text and "16 or older" in str(newest.inline)
        said[WELCOMED if newest.from_bot and greeted else f"{payload!r}: {newest.text[:80]}"] += 1
    return said
