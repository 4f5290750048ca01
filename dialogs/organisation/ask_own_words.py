"""What an organisation adds to an ask in its own words: typed, optional, short."""

from campaign.records import Ask
from campaign.values import Role
from dialogs.organisation import ask_words
from dialogs.organisation.ask_draft import Answered, of_draft, what_it_asks
from dialogs.screen import Address, Link, Screen, rows
from dialogs.site import Route
from dialogs.text import Text, bold, paragraphs
from dialogs.typed import tidy
from dialogs.visit import Visit

LONGEST = 300
"""Characters of own words above the card: what is read before one decides."""


@of_draft
async def words(visit: Visit, ask: Ask) -> Answered:
    """Read what is typed, or ask for it."""
    say = visit.say
    trouble = None
    if visit.text is not None or visit.incoming.other:
        read = typed_words(visit)
        if not isinstance(read, Text):
            asked = await what_it_asks(visit, ask)
            second = "" if read == ask.second_words else ask.second_words
            await visit.memory.asks.change(
                ask.id, words=read, words_language=asked.language, second_words=second
            )
            return Address(f"asks/{ask.id}")
        trouble = read
    one = await what_it_asks(visit, ask)
    language = say.language_name(one.language)
    return Screen(
        text=paragraphs(
            bold(trouble or say("What do you want to say to people?")),
            ask_words.own_words(say, ask),
            say(
                "Write it in {language}, as you would say it. At most {n} letters.",
                language=language,
                n=LONGEST,
            ),
            say("It stands above what they can do, when and where. You can also leave it out."),
        ),
        rows=rows(
            Link(say("🔀 Try two ways"), f"asks/{ask.id}/second") if ask.words else None,
            Link(say("Without words of our own"), f"asks/{ask.id}/words/none") if ask.words else None,
            Link(say("Back"), f"asks/{ask.id}"),
        ),
        waits=f"asks/{ask.id}/words",
    )


@of_draft
async def no_words(visit: Visit, ask: Ask) -> Answered:
    """Ask without words of one's own."""
    await visit.memory.asks.change(ask.id, words="", words_language="", second_words="")
    return Address(f"asks/{ask.id}")


def typed_words(visit: Visit) -> str | Text:
    """The words that were typed; or what is wrong with them."""
    say, typed = visit.say, tidy(visit.text or "")
    if 0 < len(typed) <= LONGEST:
        return typed
    if typed:
        return say.plural(
            "That is {n} letter too long. Make it shorter and send it again.",
            "That is {n} letters too long. Make it shorter and send it again.",
            len(typed) - LONGEST,
        )
    return say("I can only read text. Type your words, please.")


ROUTES = (
    Route("asks/{number:int}/words", words, Role.MEMBER),
    Route("asks/{number:int}/words/none", no_words, Role.MEMBER),
)
