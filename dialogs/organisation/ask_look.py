"""An ask before it goes out: as a citizen reads it, in each language, and as a test in one's own chat."""

from dataclasses import replace

from campaign.asking import plain
from campaign.lots import Way
from campaign.records import Ask
from campaign.values import Role
from dialogs.citizen import asked
from dialogs.organisation import ask_words
from dialogs.organisation.ask_counts import estimate, reading
from dialogs.organisation.ask_draft import Answered, mine, of_draft, what_it_asks
from dialogs.screen import Address, Link, Row, Screen, rows
from dialogs.site import Nowhere, Route
from dialogs.text import bold, lines, own, paragraphs
from dialogs.visit import Visit


@of_draft
async def look(visit: Visit, ask: Ask) -> Answered:
    """In which languages it goes out, and how many read the organisation's words in another than theirs."""
    one = await what_it_asks(visit, ask)
    say = visit.say
    expected = await estimate(visit, ask, one)
    words_in = await reading(visit, ask, one)
    strange = [
        say(
            "• {language}: {people}, who read your words in {other}",
            language=say.language_name(code),
            people=people,
            other=say.language_name(words_in.get(code, one.language)),
        )
        for code, count in expected.fallback.items()
        if (people := ask_words.about_many(say, count))
    ]
    languages = [
        Link(own(language.name), f"asks/{ask.id}/look/{language.code}")
        for language in visit.house.languages
        if not ask.audience.languages or language.plain in map(plain, ask.audience.languages)
    ]
    pairs: list[Row] = [tuple(languages[start : start + 2]) for start in range(0, len(languages), 2)]
    return Screen(
        text=paragraphs(
            bold(say("In which language do you want to see it?")),
            say(
                "What people do, when and where is in their language. Your own words stay as you wrote them."
            ),
            lines(say("Not in their own language:"), *strange)
            if strange
            else say("Nobody who fits, or fewer than 10 people, reads your words in another language."),
        ),
        rows=rows(*pairs, Link(say("Back"), f"asks/{ask.id}")),
    )


@of_draft
async def look_in(visit: Visit, ask: Ask, code: str, way: Way = Way.FIRST) -> Answered:
    """Exactly what a citizen gets who reads this language, in one way where two are tried."""
    if code not in visit.house.languages:
        raise Nowhere(code)
    say, root = visit.say, f"asks/{ask.id}/look/{code}"
    message = await as_sent(visit, ask, code, way)
    return replace(
        message,
        rows=rows(
            *inert(message, f"{root}/{way.value}/button"),
            Link(say("🔀 See it in the other words"), f"{root}/{way.other.value}")
            if ask.second_words
            else None,
            Link(say("Back"), f"asks/{ask.id}/look"),
        ),
    )


@of_draft
async def button(visit: Visit, ask: Ask, code: str, way: Way = Way.FIRST) -> Answered:
    """The same; its buttons only show how they look."""
    shown = await look_in(visit, number=ask.id, code=code, way=way)
    toast = visit.say("This is only how it looks.")
    return shown if isinstance(shown, Address) else shown.toasted(toast)


@of_draft
async def test(visit: Visit, ask: Ask) -> Answered:
    """Send it to oneself, once for each tap, in both ways where two are tried."""
    say = visit.say
    address = f"theask/{ask.id}/sample/{int(visit.now.timestamp())}"
    for way in [""] if len(ask.wordings) == 1 else [f"/{one.value}" for one in Way]:
        await visit.memory.notices.add([visit.chat.id], f"{address}{way}", due=visit.now)
    return Screen(
        text=paragraphs(
            bold(say("I send it to you now.")),
            say("It comes as a message of its own, as people get it. Its buttons do nothing."),
        ),
        rows=rows(Link(say("Back"), f"asks/{ask.id}")),
    )


async def sample(visit: Visit, number: int, at: int, way: Way = Way.FIRST) -> Answered:
    """The test message: all of it, with buttons that do nothing."""
    ask = await mine(visit, number)
    message = await as_sent(visit, ask, visit.say.language.code, way)
    here = f"theask/{number}/sample/{at}" + (f"/{way.value}" if ask.second_words else "")
    head = bold(visit.say("A test, only for you:"))
    shown = replace(message, text=paragraphs(head, message.text), rows=inert(message, here))
    return shown.toasted(visit.say("This is only a test.")) if visit.incoming.address else shown


def inert(message: Screen, here: str) -> tuple[Row, ...]:
    """The message's buttons, all leading to where it is shown."""
    return tuple(tuple(Link(button.label, here) for button in row) for row in message.rows)


async def as_sent(visit: Visit, ask: Ask, code: str, way: Way = Way.FIRST) -> Screen:
    """The message as a citizen gets it who reads this language."""
    written = await what_it_asks(visit, ask)
    one = (await visit.memory.wordings.read({written.id: written}, code.partition("@")[0]))[written.id]
    return await asked.message(visit, visit.say_in(code), ask, one, 0, way)


ROUTES = (
    Route("asks/{number:int}/look", look, Role.MEMBER),
    Route("asks/{number:int}/look/{code:word}", look_in, Role.MEMBER),
    Route("asks/{number:int}/look/{code:word}/{way:way}", look_in, Role.MEMBER),
    Route("asks/{number:int}/look/{code:word}/button", button, Role.MEMBER),
    Route("asks/{number:int}/look/{code:word}/{way:way}/button", button, Role.MEMBER),
    Route("asks/{number:int}/test", test, Role.MEMBER),
    Route("theask/{number:int}/sample/{at:int}", sample, Role.MEMBER),
    Route("theask/{number:int}/sample/{at:int}/{way:way}", sample, Role.MEMBER),
)
