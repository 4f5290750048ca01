"""Two ways of asking: a second wording of an organisation's own words, and what came of both."""

from campaign.experiments import Trying, told_from
from campaign.lots import Way
from campaign.records import Ask
from campaign.values import Role
from dialogs.figures import pictures, trials
from dialogs.organisation import ask_words, trial_words
from dialogs.organisation.ask_draft import Answered, of_draft, what_it_asks
from dialogs.organisation.ask_own_words import LONGEST, typed_words
from dialogs.organisation.ask_progress import of_sent
from dialogs.screen import Address, Link, Screen, rows
from dialogs.site import Route
from dialogs.text import Text, bold, own, paragraphs
from dialogs.visit import Visit


@of_draft
async def second(visit: Visit, ask: Ask) -> Answered:
    """Read what is typed as the second wording, or ask for it; where there is no first, ask for that."""
    say, trouble = visit.say, None
    if not ask.words:
        return Address(f"asks/{ask.id}/words")
    if visit.text is not None or visit.incoming.other:
        read = typed_words(visit)
        if read == ask.words:
            trouble = say("That is the same as the first. Write it in another way.")
        elif isinstance(read, Text):
            trouble = read
        else:
            await visit.memory.asks.change(ask.id, second_words=read)
            return Address(f"asks/{ask.id}")
    return Screen(
        text=paragraphs(
            bold(trouble or say("How else could you say it?")),
            ask_words.own_words(say, ask),
            say(
                "Write it in {language}. At most {n} letters.",
                language=say.language_name(ask.words_language),
                n=LONGEST,
            ),
            say(
                "By lot half of the people read the one, half the other. Afterwards I tell which did better."
            ),
        ),
        rows=rows(
            Link(say("Only the first way"), f"asks/{ask.id}/second/none") if ask.second_words else None,
            Link(say("Back"), f"asks/{ask.id}"),
        ),
        waits=f"asks/{ask.id}/second",
    )


@of_draft
async def no_second(visit: Visit, ask: Ask) -> Answered:
    """Ask everybody in the first way."""
    await visit.memory.asks.change(ask.id, second_words="")
    return Address(f"asks/{ask.id}")


@of_sent
async def ways(visit: Visit, ask: Ask) -> Answered:
    """Both ways of an ask that went out: how many read which, and once it was counted what came of it."""
    if not ask.second_words:
        return Address(f"theask/{ask.id}")
    one, say = await what_it_asks(visit, ask), visit.say
    found = (await visit.memory.trials.counted(Trying.WORDS, [ask.id])).get(ask.id)
    return Screen(
        text=paragraphs(ask_words.title(one), await told(visit, ask), trial_words.how(say)),
        rows=rows(
            Link(say("🖼 As a picture"), f"theask/{ask.id}/ways/picture") if found else None,
            Link(say("🔁 Ask again"), f"theask/{ask.id}/again"),
            (Link(say("Back"), f"theask/{ask.id}"), Link(say("🏢 Desk"), "desk")),
        ),
    )


@of_sent
async def picture(visit: Visit, ask: Ask) -> Answered:
    """Both ways drawn, once they were counted."""
    found = (await visit.memory.trials.counted(Trying.WORDS, [ask.id])).get(ask.id)
    if found is None:
        return Address(f"theask/{ask.id}/ways")
    one = await what_it_asks(visit, ask)
    drawn = trials.of_trial(visit.say, Trying.WORDS, found.outcome, own(one.title))
    return pictures.screen(visit.say, drawn, f"theask/{ask.id}/ways")


async def told(visit: Visit, ask: Ask) -> Text:
    """How a trial of two wordings stands: exact, as it is the organisation's own."""
    say, trials = visit.say, visit.memory.trials
    found = (await trials.counted(Trying.WORDS, [ask.id])).get(ask.id)
    if found is not None:
        names = {way: trial_words.name(say, way) for way in Way}
        stands = trial_words.counted(say, Trying.WORDS, found, names)
    else:
        reached = await trials.reached(Trying.WORDS, ask.id)
        over = told_from(ask.ended) if ask.ended is not None else None
        stands = trial_words.running(say, reached, over)
    return paragraphs(trial_words.ways(say, ask.wordings), stands)


ROUTES = (
    Route("asks/{number:int}/second", second, Role.MEMBER),
    Route("asks/{number:int}/second/none", no_second, Role.MEMBER),
    Route("theask/{number:int}/ways", ways, Role.MEMBER),
    Route("theask/{number:int}/ways/picture", picture, Role.MEMBER),
)
