"""Roughly how many an ask will reach, and who is left out and why."""

from campaign.records import Ask, Opportunity
from dialogs.organisation import ask_words
from dialogs.text import Text, paragraphs
from dialogs.visit import Visit
from storage.asks import Preview
from storage.memory import Memory


async def counts(visit: Visit, ask: Ask, one: Opportunity) -> Text:
    """The numbers in words, rounded so that nobody can be singled out."""
    expected = await estimate(visit, ask, one)
    say = visit.say
    return paragraphs(ask_words.reached(say, expected.count), ask_words.left_out(say, expected.left_out))


async def estimate(visit: Visit, ask: Ask, one: Opportunity) -> Preview:
    """How many would get it if it went out now."""
    near = {} if one.point is None else visit.house.gazetteer.within(one.point, ask.audience.radius)
    languages = await reading(visit, ask, one)

    async def look(memory: Memory) -> Preview:
        return await memory.asks.preview(
            one,
            ask.audience,
            now=visit.now,
            near=near,
            languages=languages,
            ask_id=ask.id,
            budget=visit.house.campaign.budget,
        )

    return await visit.look_long(f"preview/{ask.id}", look)


async def reading(visit: Visit, ask: Ask, one: Opportunity) -> dict[str, str]:
    """For each language of the bot, the one in which its readers get the organisation's words.

    The ask's own words stand in one language: who reads another does not get all of them in theirs.
    """
    written = {one.language, *await visit.memory.wordings.of(one.id)}
    own = ask.words_language if ask.words else one.language
    if ask.words:
        written &= {own}
    read: dict[str, str] = {}
    for language in visit.house.languages:
        base = language.plain
        read[language.code] = base if base in written else one.language if base == own else own
    return read
