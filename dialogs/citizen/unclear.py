"""A text that is not right: pointed out in two taps where it stands, or told in one's own words."""

import re
from functools import partial
from html import escape

from dialogs import catalogues, foot
from dialogs.checking import FIELD
from dialogs.decency import is_unkind
from dialogs.screen import Address, Again, Key, Link, Screen, Seen, rows
from dialogs.site import Nowhere, Route
from dialogs.text import FIRST_STRONG_ISOLATE, POP_ISOLATE, Say, Text, bold, paragraphs, quote
from dialogs.typed import tidy
from dialogs.visit import Visit
from storage.unclear import LONGEST, TOLD, Sentence

MOST = 40
"""So many texts of a screen are offered."""
ROOM = 60
"""Characters of a text on its button."""
_WORD = re.compile(r"[^\W\d_]")
_MARK = re.compile(r"[0-9a-f]{10}")


async def choose(visit: Visit, address: str) -> Again:
    """Ask which text of a screen is not right."""
    if address.partition("/")[0] in foot.NAMES:
        raise Nowhere(address)
    return Again(address, then=partial(_choose, visit, address))


async def _choose(visit: Visit, address: str, seen: Seen) -> Screen:
    say = visit.say
    return Screen(
        name="unclear",
        text=paragraphs(
            bold(say("Which text is not right?")),
            say("Tap it. I tell the campaign team which text it is, and nothing about you."),
        ),
        rows=rows(
            *(Link(_beginning(text), _sentence(key, address)) for key, text in texts_of(seen)[:MOST]),
            Link(say("Back"), foot.same(say, address)),
        ),
    )


def texts_of(seen: Seen) -> list[tuple[Key, Text]]:
    """The texts that a screen shows, in the order in which one reads them."""
    shown = [seen.screen.text.html, *(button.label.html for row in seen.screen.rows for button in row)]
    shown += [words.html for words in (seen.screen.locate, seen.screen.locate_words) if words]
    whole = "\n".join(shown)
    places = {
        key: whole.find(text.html) for key, text in seen.said.items() if _WORD.search(FIELD.sub("", key[1]))
    }
    found = sorted((key for key, place in places.items() if place >= 0), key=places.__getitem__)
    return [(key, seen.said[key]) for key in found]


def _beginning(text: Text) -> Text:
    """So much of a text as fits on its button, in whole words; what is cut inside a name ends it too."""
    whole = " ".join(text.plain.split())
    if len(whole) > ROOM:
        cut = whole[:ROOM]
        whole = f"{cut[: cut.rfind(' ')] if ' ' in cut else cut} …"
        whole += POP_ISOLATE * (whole.count(FIRST_STRONG_ISOLATE) - whole.count(POP_ISOLATE))
    return Text(escape(whole, quote=False))


def _sentence(key: Key, address: str) -> str:
    return foot.to(f"{foot.SENTENCE}/{catalogues.mark(*key)}", address)


async def point_out(visit: Visit, address: str) -> Again:
    """Tell the team of one text of a screen, by its mark."""
    mark, _, at = address.partition("/")
    if not _MARK.fullmatch(mark) or at.partition("/")[0] in foot.NAMES:
        raise Nowhere(address)
    return Again(at, then=partial(_point_out, visit, at, mark))


async def _point_out(visit: Visit, address: str, mark: str, seen: Seen) -> Screen:
    key = next((key for key in seen.said if catalogues.mark(*key) == mark), None)
    say, language = visit.say, visit.say.language.code
    if key is None:
        return await _choose(visit, address, seen)
    citizen = visit.citizen.id if visit.citizen else None
    one = Sentence(mark, key[0], key[1], language, seen.pattern)
    number = await visit.memory.unclear.add(one, citizen_id=citizen, now=visit.now)
    asked = number is not None and citizen is not None
    return Screen(
        name="unclear-told",
        text=paragraphs(
            bold(say("Thank you. The campaign team gets it.")),
            quote(seen.said[key]),
            say("How would you say it? Type it here. You can also leave it.") if asked else None,
        ),
        rows=rows(Link(say("Back"), foot.same(say, address)), Link(say("🏠 Home"), "home")),
        waits=f"better/{number}" if asked else None,
    )


async def better(visit: Visit, number: int) -> Screen | Address:
    """Keep how somebody would say it."""
    citizen = visit.citizen
    if citizen is None or not await visit.memory.unclear.is_open(citizen.id, number):
        return Address("home")
    words = tidy(visit.text or "")
    if refused := _refused(visit.say, words):
        return Screen(
            name="unclear-refused",
            text=refused,
            rows=rows(Link(visit.say("🏠 Home"), "home")),
            waits=f"better/{number}",
        )
    await visit.memory.unclear.put_words(citizen.id, number, words)
    return _thanks(visit)


async def hard(visit: Visit) -> Screen | Address:
    """Ask which text is hard, for who comes from no screen in particular; what is typed is kept."""
    if visit.citizen is None:
        return Address("help")
    say = visit.say
    if visit.text is None and not visit.incoming.other:
        question = say("Which text is hard to understand? Type it here, or a part of it.")
        return Screen(
            name="hard",
            text=bold(question),
            rows=rows(Link(say("❓ Help"), "help"), Link(say("🏠 Home"), "home")),
            waits="hard",
        )
    words = tidy(visit.text or "")
    if refused := _refused(say, words):
        return Screen(
            name="unclear-refused",
            text=refused,
            rows=rows(Link(say("🏠 Home"), "home")),
            waits="hard",
        )
    one = Sentence(TOLD, None, "", say.language.code, "help")
    await visit.memory.unclear.add(one, citizen_id=visit.citizen.id, now=visit.now, words=words)
    return _thanks(visit)


def _refused(say: Say, words: str) -> Text | None:
    """Why what was typed is not passed on; None where it is."""
    if not words:
        return say("Type it in words, please.")
    if len(words) > LONGEST:
        return say("That is too long. Use at most {n} letters.", n=LONGEST)
    return say("I do not pass that on. Can you say it in another way?") if is_unkind(words) else None


def _thanks(visit: Visit) -> Screen:
    say = visit.say
    return Screen(
        name="unclear-thanks",
        text=bold(say("Thank you. The campaign team reads it.")),
        rows=rows(Link(say("🔎 What is nearby?"), "near"), Link(say("🏠 Home"), "home")),
    )


ROUTES = (
    Route("unclear/{address:address}", choose),
    Route("sentence/{address:address}", point_out),
    Route("better/{number:int}", better),
    Route("hard", hard),
)
